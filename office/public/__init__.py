"""What the city shows everybody: issued papers, without sign-in."""
