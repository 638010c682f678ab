"""The front desk for signing: the tray, the route's page, acts, and the public check."""
