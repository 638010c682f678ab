"""What is told of the registry. The names never change."""
