"""Search through everything a person may see, without regard to tone marks."""
