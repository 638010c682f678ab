"""Kinds of documents to choose from: each has a name, in the reader's language."""

from __future__ import annotations

import pytest
from django.utils import translation

from people.models import Unit
from registry.forms.incoming import FactsForm
from signing.forms.acts import TemplateForm


def offered(form, language):
    with translation.override(language):
        return [str(word) for _code, word in form().fields["kind"].choices]


def usual_way():
    return TemplateForm(units=Unit.objects.none())


@pytest.mark.django_db
@pytest.mark.parametrize("form", [FactsForm, usual_way])
def test_kinds_are_offered_in_the_readers_language(form):
    vietnamese, english = offered(form, "vi"), offered(form, "en")
    assert "Quyết định" in vietnamese
    assert any(word.startswith("Decision") for word in english)
    assert all(word.strip() for word in vietnamese + english)
    assert len(set(vietnamese)) == len(vietnamese)


@pytest.mark.django_db
def test_no_sheet_that_nobody_signs_is_offered():
    said = " ".join(offered(usual_way, "vi")).lower()
    assert "sổ đăng ký" not in said
    assert "phiếu biểu quyết" not in said
