"""A refused form is filled in again: what was typed stands in the fields of its page, the sentence before it.

Pure: HTML of our own in, HTML out. Passwords, PINs and files are never put in; hidden fields keep what the page says.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from itertools import accumulate
from urllib.parse import urljoin, urlsplit
from uuid import UUID

# the field that says on which page the form stood, when the address has changed
PAGE = "page_before"
# kinds of <input> that are not filled in; what a form may be folded into, and the word that unfolds it
LEFT = {"hidden", "password", "file", "submit", "button", "image", "reset"}
OPENED = {"details": "open", "auto-dialog": "now"}
SECRETS = {"password", "pin", "new", "again", "passphrase", "phrase", "otp", "secret"}  # names, too
OURS = {"csrfmiddlewaretoken", "act", PAGE}  # fields that every form has
# hidden fields that say which state of it the person had before them
STAMPS = {"seen", "version", "edition", "revision"}
ADDRESSES = ("href", "action", "formaction", "hx-get", "hx-post")

# what only a person writes: blanks, letters with marks, numbers of documents, addresses of mail; keys of choices have none
WRITTEN = re.compile(r"\S\s+\S|[^\W\d_a-zA-Z]|\w[/@]\w")

Values = dict[str, list[str]]
Edit = tuple[int, int, str]  # from where to where in the page, and what stands there instead


@dataclass(eq=False)
class Tag:
    """A start tag: where it lies in the page, in which form, folded into what."""

    name: str
    start: int
    end: int
    attrs: dict[str, str | None]
    folded: "tuple[Tag, ...]" = ()
    inside: "list[Tag]" = field(default_factory=list)  # a form's fields, a select's options
    closed: int = 0  # of a textarea: where its text ends

    def word(self, name: str) -> str:
        """Return an attribute, "" without it."""
        return self.attrs.get(name) or ""


@dataclass(frozen=True)
class Sent:
    """What was refused: the address it was sent to, the page it stood on (both from ``/`` on), and what was typed."""

    sent_to: str
    page: str
    typed: Values


class Reading(HTMLParser):
    """Reads a page once: its forms, their fields, and the addresses that count from where the page lies."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[Tag] = []
        self.loose: list[Tag] = []  # fields outside that name their form
        self.led: list[Tag] = []  # tags with addresses of this page's own
        self._form: Tag | None = None
        self._select: Tag | None = None
        self._folds: list[Tag] = []
        self._text: Tag | None = None
        self._lines = [0, *accumulate(len(line) + 1 for line in page.split("\n"))]
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that matters."""
        raw = self.get_starttag_text() or ""
        line, column = self.getpos()
        start = self._lines[line - 1] + column
        here = Tag(tag, start, start + len(raw), dict(attrs), tuple(self._folds))
        if any(name in here.attrs and here.word(name)[:1] in ("", "?") for name in ADDRESSES):
            self.led.append(here)
        match tag:
            case "form":
                self._form = here
                self.forms.append(here)
            case "details" | "auto-dialog":
                self._folds.append(here)
            case "option" if self._select:
                self._select.inside.append(here)
            case "input" | "textarea" | "select":
                self._field(here)

    def _field(self, here: Tag) -> None:
        """Put a field into its form."""
        if "form" in here.attrs:
            self.loose.append(here)
        elif self._form:
            self._form.inside.append(here)
        self._select = here if here.name == "select" else None
        self._text = here if here.name == "textarea" else None

    def handle_endtag(self, tag: str) -> None:
        """Close what was open."""
        if tag == "form":
            self._form = None
        elif tag == "textarea" and self._text:
            line, column = self.getpos()
            self._text.closed, self._text = self._lines[line - 1] + column, None
        elif tag in OPENED and self._folds:
            self._folds.pop()


def refill(page: str, refused: Sent, say: str) -> tuple[str, list[str], bool] | None:
    """Return the page with its form filled in, the texts no field took, and whether files are to be chosen again.

    ``say`` marks the place before the form. None when the page has no such form, or nothing in it that is typed; and
    when somebody changed it meanwhile: old words under a new stamp would undo their work at the next press.
    """
    read = Reading(page)
    form = _chosen(read, refused)
    if form is None or _overtaken(form, refused.typed):
        return None
    left = {name: list(texts) for name, texts in refused.typed.items() if not is_secret(name)}
    edits = [one for tag in form.inside for one in _filled(tag, left)]
    mark = f'<input type="hidden" name="{PAGE}" value="{escape(refused.page)}">'
    edits += [(form.start, form.start, say), (form.end, form.end, mark)]
    edits += [_worded(tag, **{OPENED[tag.name]: ""}) for tag in form.folded]
    edits += [_worded(tag, value=act) for tag in _named(form, "act") for act in _act(refused)]
    edits += _led_on(read, form, refused.page)
    unseen = {tag.word("name") for tag in form.inside if tag.word("type") in {"hidden", "password"}}
    lost = [
        text
        for name, texts in left.items()
        if name not in unseen
        for text in texts
        if is_written(text)
    ]
    files = any(tag.word("type") == "file" for tag in form.inside)
    return _edited(page, edits), lost, files


def _named(form: Tag, name: str) -> list[Tag]:
    return [tag for tag in form.inside if tag.word("name") == name]


def is_secret(name: str) -> bool:
    """Say whether a field of that name holds what is never shown again (the name behind the prefix of its form)."""
    last = name.rpartition("-")[2]
    return last in SECRETS | OURS or "password" in last


def is_written(text: str) -> bool:
    """Say whether a person wrote this, so that it is worth copying; keys, days and numbers of rows are not."""
    return not text.startswith("/") and bool(WRITTEN.search(text))


def _chosen(read: Reading, refused: Sent) -> Tag | None:
    """Return the form that was sent: by its address, among several by what else it says."""
    ways = {form.word("id"): form for form in read.forms if form.word("id")}
    for tag in read.loose:
        if tag.word("form") in ways:
            ways[tag.word("form")].inside.append(tag)
    path = urlsplit(refused.sent_to).path
    fitting = [
        form for form in read.forms
        if form.word("method").lower() == "post" and any(map(_is_typed, form.inside))
        and urlsplit(urljoin(refused.page, form.word("action"))).path == path
    ]  # fmt: skip
    return max(fitting, key=lambda form: _likeness(form, refused.typed), default=None)


def _overtaken(form: Tag, typed: Values) -> bool:
    """Say whether a hidden stamp of the page is another than the one that was sent."""
    return any(
        tag.word("value") not in typed[name]
        for tag in form.inside
        if tag.word("type") == "hidden"
        and (name := tag.word("name")) in typed
        and STAMPS & {name.partition("-")[0], name.rpartition("-")[2]}
    )


def _act(refused: Sent) -> Iterator[str]:
    """Give the press's own number again: what was done all the same, its answer lost, is not done twice."""
    for act in refused.typed.get("act", [])[:1]:
        with suppress(ValueError):
            yield str(UUID(act))


def _is_typed(tag: Tag) -> bool:
    """Say whether a person fills this field in."""
    return tag.name != "input" or tag.word("type") not in LEFT - {"file", "password"}


def _likeness(form: Tag, typed: Values) -> int:
    """Return how much of a form is in what was sent: its fields, and what its hidden ones say."""
    names = {tag.word("name") for tag in form.inside} - OURS
    hidden = [tag for tag in form.inside if tag.word("type") == "hidden"]
    said = [tag for tag in hidden if tag.word("name") not in OURS]
    fitting = [tag.word("value") in typed.get(tag.word("name"), []) for tag in said]
    return (
        len(names & set(typed)) - len(names - set(typed)) + 10 * (2 * sum(fitting) - len(fitting))
    )


def _filled(tag: Tag, left: Values) -> Iterator[Edit]:
    """Fill one field in with what is left for its name; what was taken is gone from there."""
    name, kind = tag.word("name"), tag.word("type").lower()
    if not name or kind in LEFT or is_secret(name) or "disabled" in tag.attrs:
        return
    texts = left.get(name, [])
    if kind in {"checkbox", "radio"}:
        yield _ticked(tag, "checked", on=_taken(texts, tag.word("value") or "on"))
    elif tag.name == "select" and texts:
        for option in tag.inside:
            yield _ticked(option, "selected", on=_taken(texts, option.word("value")))
    elif tag.name == "textarea" and texts:
        yield tag.end, tag.closed, "\n" + escape(texts.pop(0), quote=False)
    elif tag.name == "input" and texts:
        yield _worded(tag, value=texts.pop(0))


def _taken(texts: list[str], text: str) -> bool:
    """Take a text, when it is there."""
    there = text in texts
    if there:
        texts.remove(text)
    return there


def _ticked(tag: Tag, word: str, *, on: bool) -> Edit:
    """Return the tag with the box ticked, the option chosen, or not."""
    attrs = {name: said for name, said in tag.attrs.items() if name != word}
    return _worded(Tag(tag.name, tag.start, tag.end, attrs), **({word: ""} if on else {}))


def _led_on(read: Reading, form: Tag, page: str) -> list[Edit]:
    """Let addresses that counted from the page still do, although it now lies at the form's address."""
    edits = []
    for tag in {
        id(one): one for one in [*read.led, *([] if "action" in form.attrs else [form])]
    }.values():
        if tag in form.inside or tag in form.folded:
            continue
        words = {
            name: urljoin(page, tag.word(name))
            for name in ADDRESSES
            if name in tag.attrs and tag.word(name)[:1] in ("", "?")
        }
        edits.append(_worded(tag, **(words or {"action": page})))
    return edits


def _worded(tag: Tag, **words: str) -> Edit:
    """Write a tag again with other attributes."""
    said = {**tag.attrs, **words}
    told = "".join(
        f" {name}" if not text else f' {name}="{escape(text)}"' for name, text in said.items()
    )
    return tag.start, tag.end, f"<{tag.name}{told}>"


def _edited(page: str, edits: list[Edit]) -> str:
    """Write the edits into the page."""
    parts, at = [], 0
    for start, end, text in sorted(edits, key=lambda edit: edit[:2]):
        parts += [page[at:start], text]
        at = end
    return "".join([*parts, page[at:]])
