"""The front desk for rounds: lists, the round's page, acts, answers, the comparison table, statistics."""
