"""What upper floors may ask of the registry."""

__all__: list[str] = []
