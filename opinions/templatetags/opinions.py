"""Words of the rounds' templates."""

from collections.abc import Mapping
from typing import Any

from django import template

from opinions.sentences import result_sentences

register = template.Library()


@register.filter
def sentences(result: Mapping[str, Any], names: object = True) -> list[str]:  # noqa: FBT002  a filter's argument
    """Explain a result beside its figures and above its clause; without ``names`` nobody is named."""
    told = {**result, "clause": "", "missing": result["missing"] if names else []}
    outcome, _counted, *missing = result_sentences(told)
    return [outcome, *missing]
