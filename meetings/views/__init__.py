"""The front desk of the meetings room: let in, read, call, answer."""
