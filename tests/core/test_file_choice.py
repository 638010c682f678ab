"""Choosing a file is said in the product's own words, in the reader's language."""

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils import translation

from core.templatetags.look import field

WORDS = {"vi": ("Chọn tệp", "Chưa chọn tệp"), "en": ("Choose a file", "No file chosen yet")}


class Upload(forms.Form):
    """A file and a name."""

    file = forms.FileField(label="Tệp", help_text="PDF")
    name = forms.CharField(label="Tên")


def drawn(name: str) -> str:
    """Draw a field as pages do."""
    return render_to_string("frame/field.html", field(Upload()[name]))


@pytest.mark.parametrize("language", WORDS)
def test_a_file_is_chosen_in_the_readers_words(language):
    with translation.override(language):
        page = drawn("file")
    choose, none = WORDS[language]
    assert choose in page
    assert f'<span data-names role="status">{none}</span>' in page


def test_the_control_itself_stays_what_is_labelled_focused_and_sent():
    page = drawn("file")
    control = page.index('<input type="file" name="file"')
    assert (
        page.index('for="id_file"')
        < page.index("<file-choice>")
        < control
        < page.index('class="file-words"')
    )
    assert 'aria-describedby="id_file_help"' in page


def test_other_fields_are_as_they_were():
    assert "file-choice" not in drawn("name")


@pytest.mark.django_db
def test_several_files_are_asked_for_in_the_plural(client, who):
    client.force_login(who.chi)
    assert "Chưa chọn tệp nào" in client.get("/registry/incoming/new/").content.decode()
