"""Django's SQLite with a queue for its writers."""
