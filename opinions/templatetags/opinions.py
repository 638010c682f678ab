"""Words of the rounds' templates."""

from collections.abc import Mapping
from typing import Any

from django import template

from opinions.sentences import result_sentences

register = template.Library()


@register.filter
def sentences(result: Mapping[str, Any], names: object = True) -> list[str]:  # noqa: FBT002  a filter's argument
    """Explain a result; without ``names`` nobody who did not answer is named."""
    told = dict(result) if names else {**result, "missing": []}
    return result_sentences(told)
