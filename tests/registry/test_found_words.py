"""What checking an incoming document found is kept as facts and told in the reader's language."""

from pathlib import Path

import pytest
from django.utils import translation

from documents import witness
from journal.models import Entry
from journal.queries import sentence
from registry.actions import incoming as actions
from registry.incoming_states import Genuine
from tests import world
from tests.registry.test_incoming import came

pytestmark = pytest.mark.django_db
LANGUAGES = ("vi", "en")


@pytest.fixture
def checked(who, tmp_path):
    """A document without a signature, looked at by the real judge while the clerk reads Vietnamese."""
    file = tmp_path / "den.pdf"
    file.write_bytes(world.pdf("Cong van"))
    return came(who, found=actions.check_file(file))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_reads_it_in_their_own_language(client, who, checked, language):
    who.chi.language = language
    who.chi.save(update_fields=["language"])
    client.force_login(who.chi)
    shown = client.get(checked.get_absolute_url()).content.decode()
    with translation.override(language):
        assert witness.in_words(checked.found) in shown
        assert str(Genuine.NONE.label).capitalize() in shown
    assert "&quot;verdict" not in shown


def test_the_two_languages_say_it_differently(checked):
    said = []
    for language in LANGUAGES:
        with translation.override(language):
            said.append(checked.found_words)
    assert said[0] != said[1]
    assert all(said)


def test_a_sentence_of_an_earlier_version_stays_readable(checked):
    checked.found = "Chữ ký hợp lệ. Văn bản còn nguyên."
    assert checked.found_words == checked.found


@pytest.mark.parametrize(
    "kept",
    ['{"verdict": "odd", "reason": "good", "detail": ""}', '{"verdict": "valid"}', '{"', "{}"],
)
def test_facts_nobody_knows_are_left_out(checked, kept):
    checked.found = kept
    assert checked.found_words == ""


def test_nobody_to_judge_keeps_nothing(monkeypatch):
    monkeypatch.delitem(witness._known, "judge")
    assert actions.check_file(Path("x")).kept == ""


def test_the_history_says_it_in_each_readers_language_too(checked):
    entry = Entry.objects.get(event="registry.incoming_checked")
    assert entry.data["found"] == Genuine.NONE
    for language, words in (("vi", "không có chữ ký số"), ("en", "no electronic signature")):
        with translation.override(language):
            assert words in sentence(entry)
    entry.data["found"] = "signature valide"  # as an earlier version wrote it
    assert "signature valide" in sentence(entry)
