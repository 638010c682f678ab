"""What is shown of signing: reads longer than a line, one file a noun."""
