"""What the documents of a meeting say (pure): facts in, blocks of text out. The words are Vietnamese, as printed."""
