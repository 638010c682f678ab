"""The read-only JSON API: what a person may see, for that person's programs."""
