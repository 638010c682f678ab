"""What is assigned: tasks, their deadlines and reports, and who was reminded of what."""

from tasks.models.deadlines import DueChange
from tasks.models.reminders import Reminder
from tasks.models.reports import Comment, Report
from tasks.models.task import PERSON, Task, due_words

__all__ = ["PERSON", "Comment", "DueChange", "Reminder", "Report", "Task", "due_words"]
