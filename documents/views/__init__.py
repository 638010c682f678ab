"""The front desk for papers: reading, publishing, one's own folders."""
