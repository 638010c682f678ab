"""The words of what leaves: a letter for one notice, a digest for several, in the person's language."""

from collections.abc import Sequence
from itertools import groupby

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from notices.models import Mail, Notice
from people.models import User

# The last word of a notice's group -> its heading in the digest, in this order; anything else comes last.
HEADINGS = {
    "overdue": gettext_lazy("Overdue"),
    "today": gettext_lazy("Today"),
    "soon": gettext_lazy("Nearly due"),
    "decide": gettext_lazy("Waits for a decision"),
    "": gettext_lazy("Also"),
}
SHORT = 200  # signs of a subject


def subject(notice: Notice) -> str:
    """Return the subject of a letter for one notice."""
    return " ".join(f"[Nghị Sự] {notice.sentence}".split())[:SHORT]


def letter(notice: Notice) -> str:
    """Return the letter for one notice; the language is the caller's."""
    return f"{_hello(notice.user)}\n\n{notice.sentence}\n\n{site()}{notice.url}\n\n{_foot()}"


def write_digest(mail: Mail, notices: Sequence[Notice]) -> None:
    """Put the words of several notices into the mail (not kept yet), in its person's language."""
    with translation.override(mail.user.language):
        count = len(notices)
        said = ngettext(
            "%(n)d matter for your attention", "%(n)d matters for your attention", count
        )
        title = said % {"n": count}
        groups = grouped(notices)
        mail.subject = f"[Nghị Sự] {title}"[:SHORT]
        mail.url = "/notices/"
        mail.body = _plain(mail.user, title, groups)
        mail.html = render_to_string(
            "notices/mail/digest.html",
            {"title": title, "hello": _hello(mail.user), "groups": groups, "site": site(), "language": mail.user.language},
        )  # fmt: skip


def grouped(notices: Sequence[Notice]) -> list[tuple[str, list[Notice]]]:
    """Return the notices under their headings, in the order of HEADINGS, each in the order they came."""
    places = list(HEADINGS)

    def place(notice: Notice) -> int:
        word = notice.group.rpartition(".")[2]
        return places.index(word if word in HEADINGS else "")

    ordered = sorted(notices, key=lambda one: (place(one), one.pk))
    return [(str(HEADINGS[places[number]]), list(rows)) for number, rows in groupby(ordered, place)]


def site() -> str:
    """Return the address of the installation, without a slash at the end."""
    return settings.SITE_URL.rstrip("/")


def _plain(user: User, title: str, groups: list[tuple[str, list[Notice]]]) -> str:
    parts = [_hello(user), f"{title}:"]
    for heading, rows in groups:
        lines = [f"- {row.sentence}\n  {site()}{row.url}" for row in rows]
        parts.append("\n".join([heading.upper(), *lines]))
    return "\n\n".join([*parts, _foot()])


def _hello(user: User) -> str:
    return _("Dear %(name)s,") % {"name": user.full_name}


def _foot() -> str:
    why = _("Nghị Sự sends this because the matter concerns you. Choose what you get here:")
    return f"-- \n{why} {site()}/notices/wish/\n"
