"""What comes in, one file a noun."""
