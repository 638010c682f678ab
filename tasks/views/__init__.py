"""The front desk for tasks: boards, the task's page, acts."""

from tasks.views.acts import accept, accept_result, comment, paged
from tasks.views.boards import given, given_board, mine, my_work, supported
from tasks.views.pages import part, printout, task

__all__ = [
    "accept",
    "accept_result",
    "comment",
    "given",
    "given_board",
    "mine",
    "my_work",
    "paged",
    "part",
    "printout",
    "supported",
    "task",
]
