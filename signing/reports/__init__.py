"""A judgement as it is told: in sentences, on the page, as a file to keep."""
