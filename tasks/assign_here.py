"""The button of a marked passage, on every page from which a task may be given."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from core.page_end import at_page_end
from tasks.sources import is_source


@at_page_end
def assign_here(request: HttpRequest) -> str:
    """Let a marked passage of this page become a task, where tasks may be given from the page."""
    found = request.resolver_match
    if found is None or not request.user.is_authenticated or not is_source(found.view_name):
        return ""
    return render_to_string("tasks/assign_here.html")
