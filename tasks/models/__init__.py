"""What is assigned: tasks, their deadlines and reports, and who was reminded of what."""

from tasks.models.contribution import CommentEdition, Contribution, Mention
from tasks.models.deadlines import DueChange
from tasks.models.evaluation import Evaluation
from tasks.models.explanation import Explanation
from tasks.models.outlook import Lesson, Outlook
from tasks.models.patterns import Occurrence, Recurrence, TaskTemplate, TemplateLine
from tasks.models.proposals import Proposal, Reading
from tasks.models.reminders import Digest, Reminder, ReminderState, Snooze
from tasks.models.reports import Comment, Report
from tasks.models.requests import Extension, Question, Transfer
from tasks.models.task import IS_OPEN, PERSON, Task, due_words
from tasks.models.views import PublicRate, SavedView

__all__ = [
    "IS_OPEN",
    "PERSON",
    "Comment",
    "CommentEdition",
    "Contribution",
    "Digest",
    "DueChange",
    "Evaluation",
    "Explanation",
    "Extension",
    "Lesson",
    "Mention",
    "Occurrence",
    "Outlook",
    "Proposal",
    "PublicRate",
    "Question",
    "Reading",
    "Recurrence",
    "Reminder",
    "ReminderState",
    "Report",
    "SavedView",
    "Snooze",
    "Task",
    "TaskTemplate",
    "TemplateLine",
    "Transfer",
    "due_words",
]
