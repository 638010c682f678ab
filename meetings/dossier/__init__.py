"""The whole meeting to take away: one bound PDF, and an archive that proves itself without the server."""
