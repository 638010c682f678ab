"""Sentences the bell and the mails say before a session, put together in the language of whoever reads them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

READ_THIS = _(
    "Please read before %(meeting)s: %(papers)s papers are not opened yet (positions until %(hour)s, %(day)s)."
)
POSITIONS_MISSING = _(
    "Your position on %(items)s items of %(meeting)s is still missing; please give it by %(hour)s, %(day)s."
)
READ_AND_POSITION = _(
    "%(meeting)s: %(papers)s papers are not opened yet and your position on %(items)s items is missing, until %(hour)s, %(day)s."
)


class Lazily:
    """A sentence with its words, said in the language of whoever reads it."""

    def __init__(self, sentence: Any, words: Mapping[str, object]) -> None:
        self.sentence, self.words = sentence, words

    def __str__(self) -> str:
        return str(self.sentence) % self.words
