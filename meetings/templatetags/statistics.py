"""Tags of the pages of figures."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.templatetags.look import icon

register = template.Library()


@register.filter
def hours(minutes: int) -> str:
    """Return minutes as hours and minutes: 95 → “1:35”."""
    return f"{minutes // 60}:{minutes % 60:02}"


@register.filter
def minutes(seconds: int) -> int:
    """Return seconds as whole minutes."""
    return round(seconds / 60)


@register.simple_tag(takes_context=True)
def export_link(context: template.Context, what: str) -> SafeString:
    """Draw the link that saves a table of the shown period as .xlsx."""
    url = reverse("meetings:statistics_export", args=[what])
    asked = f"since={context['since']:%Y-%m-%d}&until={context['until']:%Y-%m-%d}"
    return format_html(
        '<a class="btn btn-link btn-sm" href="{}?{}" download>{}{}</a>',
        url,
        asked,
        icon("download"),
        _("Excel"),
    )
