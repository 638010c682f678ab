"""How a way is composed and walked: rights, order, reminders, and what its page shows."""
