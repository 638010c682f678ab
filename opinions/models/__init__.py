"""What is there: rounds with their matters and those asked, sheets of answers, the comparison table."""

from opinions.models.rounds import Asked, Extension, Matter, Reminder, Round
from opinions.models.sheets import Reply, Sheet
from opinions.models.table import Row

__all__ = ["Asked", "Extension", "Matter", "Reminder", "Reply", "Round", "Row", "Sheet"]
