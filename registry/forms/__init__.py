"""What comes into the registry from a page; one file a noun."""
