"""The front desk for notices, by noun."""
