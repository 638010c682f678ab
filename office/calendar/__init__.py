"""The personal calendar, the unit's weekly schedule, and the private calendar feed."""
