"""Tags for the look: icons, form fields, chips, navigation. Every page loads them with ``{% load look %}``."""

import re
import time
import uuid
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    FileInput,
    RadioSelect,
    Select,
)
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from core.page_end import drawn

register = template.Library()

# (URL name, word, icon, who sees it: None everybody). A room whose address does not exist is left out.
NAVIGATION: tuple[tuple[str, str | Promise, str], ...] = (
    ("office:desk", _("My desk"), "house"),
    ("meetings:list", _("Meetings"), "calendar3"),
    ("opinions:list", _("Opinion rounds"), "envelope-paper"),
    ("tasks:list", _("Tasks"), "check2-square"),
    ("registry:list", _("Registry"), "journals"),
    ("signing:list", _("Signing"), "pen"),
    ("signing:verify", _("Verify"), "shield-check"),
)


@cache
def _symbols() -> dict[str, str]:
    """Return icon name -> inner SVG, read once from the icon sheet that set-up put into vendor/."""
    found = finders.find("vendor/icons/bootstrap-icons.svg")
    if not found:
        return {}
    sheet = Path(str(found)).read_text(encoding="utf-8")
    return dict(re.findall(r'<symbol[^>]*\bid="([\w-]+)"[^>]*>(.*?)</symbol>', sheet, re.DOTALL))


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon by its Bootstrap Icons name. It is decoration: the words stand beside it."""
    drawing = mark_safe(_symbols().get(name, ""))  # noqa: S308  our own vendor file, no input of people
    return format_html(
        '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>',
        drawing,
    )


@register.simple_tag
def server_now() -> int:
    """Return the server's time in milliseconds, from which pages learn how far their own clock is off."""
    return int(time.time() * 1000)


@register.simple_tag
def act() -> SafeString:
    """Return the hidden field that makes a repeated form harmless: one id for each act."""
    return format_html('<input type="hidden" name="act" value="{}">', uuid.uuid4())


@register.simple_tag(takes_context=True)
def came_from(context: template.Context) -> str:
    """Return the page of ours that led here, else the front page."""
    request = context.get("request")
    origin = request.headers.get("Referer", "") if request else ""
    ours = request and url_has_allowed_host_and_scheme(origin, {request.get_host()})
    return origin if ours else "/"


@register.filter
def initials(name: object) -> str:
    """Return the letters for a person's round mark: family and given name ("Nguyễn Văn An" -> "NA")."""
    words = str(name).split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.inclusion_tag("frame/navigation.html", takes_context=True)
def navigation(context: template.Context) -> dict[str, Any]:
    """List the rooms, the present one marked."""
    return {"rooms": [room for room in map(_room(context.get("request")), NAVIGATION) if room]}


def _room(request: HttpRequest | None) -> Any:
    path = request.path if request else ""

    def room(entry: tuple[str, str | Promise, str]) -> dict[str, Any] | None:
        name, word, drawing = entry
        try:
            url = reverse(name)
        except NoReverseMatch:
            return None
        here = path == url or (url != "/" and path.startswith(url))
        return {"name": name, "url": url, "word": word, "icon": drawing, "here": here}

    return room


@register.inclusion_tag("frame/chip.html")
def chip(kind: str, word: object) -> dict[str, Any]:
    """Draw a state with its word. Kinds: quiet, action, live, good, soon, late."""
    return {"kind": kind, "word": word, "icon": CHIP_ICONS.get(kind, "")}


CHIP_ICONS = {
    "good": "check-circle",
    "soon": "clock",
    "late": "exclamation-triangle",
    "live": "broadcast",
}


@register.inclusion_tag("frame/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """Lay out one form field: label, control, help, errors; what is wrong is tied to the control for readers."""
    widget = bound.field.widget
    choice = isinstance(widget, (RadioSelect, CheckboxSelectMultiple))
    told = [f"{bound.auto_id}_help"] if bound.help_text else []
    told += [f"{bound.auto_id}_errors"] if bound.errors else []
    attrs: dict[str, str | bool] = {"class": _control_class(bound, widget)}
    if told and not choice:
        attrs["aria-describedby"] = " ".join(told)
    return {
        "bound": bound,
        "control": bound.as_widget(attrs=attrs),
        "choice": choice,
        "box": isinstance(widget, CheckboxInput),
        "file": isinstance(widget, FileInput),
        "many": getattr(widget, "allow_multiple_selected", False),
    }


def _control_class(bound: BoundField, widget: Any) -> str:
    """Return Bootstrap's class for the control, with the mark of an error."""
    if isinstance(widget, (CheckboxInput, RadioSelect, CheckboxSelectMultiple)):
        name = "form-check-input"
    else:
        name = "form-select" if isinstance(widget, Select) else "form-control"
    own = widget.attrs.get("class", "")
    return " ".join(part for part in (own, name, "is-invalid" if bound.errors else "") if part)


@register.inclusion_tag("frame/fields.html")
def fields(form: Any) -> dict[str, Any]:
    """Lay out a whole form: what is wrong with all of it, then its fields."""
    return {"form": form}


@register.simple_tag(takes_context=True)
def page_end(context: template.Context) -> SafeString:
    """Draw what rooms put at the end of every page."""
    request = context.get("request")
    return (
        format_html_join("", "{}", ((one,) for one in drawn(request))) if request else SafeString()
    )
