"""What happens in the registry; the only package here that writes; one file a noun."""
