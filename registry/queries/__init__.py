"""What is shown of the registry; one file a noun."""
