"""What is shown of rounds, by noun: lists, progress, results, the comparison table, statistics."""
