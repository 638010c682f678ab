"""Attacks bear the names of the papers: USF, SWA (2019), hide, hide and replace (2021), pages, letters."""

from __future__ import annotations

import re

import pytest

from signing.verify.verdicts import Attack, Verdict
from tests.signing import attacks_certified as certified
from tests.signing import makers
from tests.signing.test_attack_readers import last_body, revision, sizes

OTHER = b"<</Length 3>>stream\nq Q\nendstream"


@pytest.fixture(scope="module")
def signed(leader):
    """A paper with a second page's content lying in it unused, and a line drawn over the first."""
    paper = certified.paper()
    number = sizes(paper)
    page = last_body(paper, 3).replace(b"/Contents 4 0 R", b"/Contents[4 0 R %d 0 R]" % number)
    more = {3: page, number: OTHER, number + 1: OTHER}
    return makers.pyhanko_signs(revision(paper, more, size=number + 2), leader)


def attack(found):

    assert found.verdict in {Verdict.MODIFIED, Verdict.INVALID}, found
    return found.signatures[0].attack


def within(signed, old, new):
    found = re.search(old, signed, re.DOTALL)[0]
    assert len(new) <= len(found)
    return signed.replace(found, new.ljust(len(found)))


@pytest.mark.parametrize(
    "said", [b"null", b"[]", b"[0 0 0 0]", b"[0 -1 -1 0]", b"(0 1 2 3)", b"<<>>", b"[0 99 999 0]"]
)
def test_a_range_that_names_nothing_is_a_universal_forgery(said, signed, verdict):
    other = within(signed, rb"/ByteRange \[[^]]*\]", b"/ByteRange " + said)
    assert attack(verdict(other)) == Attack.FORGERY


@pytest.mark.parametrize("said", [b"null", b"<>", b"()", b"<00>", b"0", b"<<>>", b"[<00>]", b"/x"])
def test_a_signature_without_contents_is_a_universal_forgery(said, signed, verdict):
    other = within(signed, rb"/Contents <[0-9a-fA-F]*>", b"/Contents " + said)
    assert attack(verdict(other)) == Attack.FORGERY


def test_bytes_in_the_gap_are_a_wrapping(signed, verdict):
    found = re.search(rb"/Contents <([0-9a-fA-F]*)>", signed)
    used = found[1].rstrip(b"0")
    inside = used + b"0" * (len(used) % 2) + b">/Reason<41>"
    other = signed.replace(found[1] + b">", inside.ljust(len(found[1]) + 1))
    assert attack(verdict(other)) == Attack.WRAPPING


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        (rb"/Contents \[.*?\]", b"/Contents[4 0 R]", Attack.SHADOW_HIDE),
        (rb"/Contents \[.*?\]", b"/Contents 7 0 R", Attack.SHADOW_HIDE_AND_REPLACE),
        (rb"/Contents \[.*?\]", b"/Contents 99 0 R", Attack.INCREMENTAL),
        (rb"/MediaBox \[.*?\]", b"/MediaBox[0 0 595 842]/Rotate 180", Attack.PAGES),
        (rb"/MediaBox \[.*?\]", b"/MediaBox[0 0 595 842]/UserUnit 2", Attack.PAGES),
    ],
)
def test_a_page_that_shows_something_else(old, new, name, signed, verdict):
    page = last_body(signed, 3)
    assert re.search(old, page, re.DOTALL), page
    changed = re.sub(old, new, page, flags=re.DOTALL)
    assert attack(verdict(revision(signed, {3: changed, 99: OTHER}, size=100))) == name
