"""The front desk of people: the door, one's own page, and managing."""
