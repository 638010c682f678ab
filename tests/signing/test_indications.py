"""Each reason has its indication of EN 319 102-1, its sentence, and each attack its name in both languages."""

from __future__ import annotations

import pytest
from django.utils import translation

from signing.reports.sentences import REASONS
from signing.verify.indications import INDICATIONS, PROVED, indicate
from signing.verify.levels import Facts, level
from signing.verify.verdicts import Finding, Reason, Verdict

OF_FILES = {
    Reason.NO_SIGNATURE,
    Reason.MISSING,
    Reason.NOT_A_FILE,
    Reason.NOT_READABLE,
    Reason.EMPTY,
    Reason.TOO_BIG,
    Reason.NOT_A_PDF,
    Reason.PASSWORD,
    Reason.BAD_TRUST,
}
KNOWN = {"TOTAL-PASSED", "TOTAL-FAILED", "INDETERMINATE"}


@pytest.mark.parametrize("reason", sorted(set(Reason) - OF_FILES))
def test_each_reason_of_a_signature_has_an_indication(reason):
    for indication, sub in (INDICATIONS[reason], PROVED.get(reason, INDICATIONS[reason])):
        assert indication in KNOWN
        assert (sub == "") == (indication == "TOTAL-PASSED")


@pytest.mark.parametrize("reason", list(Reason))
def test_each_reason_has_a_sentence_in_vietnamese(reason):
    with translation.override("en"):
        english = str(REASONS[reason])
    with translation.override("vi"):
        assert str(REASONS[reason]) != english


def test_a_proved_time_makes_it_final():
    one = Finding().judge(Verdict.UNTRUSTED, Reason.EXPIRED_WHEN_SIGNED)
    assert indicate(one).indication == "INDETERMINATE"
    one.time_proved = True
    assert (indicate(one).indication, one.subindication) == ("TOTAL-FAILED", "EXPIRED")


@pytest.mark.parametrize(
    ("proved", "complete", "archived", "reached"),
    [
        (False, False, False, "B"),
        (False, True, True, "B"),
        (True, False, False, "T"),
        (True, False, True, "T"),
        (True, True, False, "LT"),
        (True, True, True, "LTA"),
    ],
)
def test_levels_are_steps_that_stand_on_each_other(proved, complete, archived, reached):
    rest = {"proved": proved, "complete": complete, "archived": archived}
    pades = Facts("/ETSI.CAdES.detached", names_its_certificate=True, **rest)
    assert level(pades) == f"B-{reached}"
    nameless = Facts("/ETSI.CAdES.detached", names_its_certificate=False, **rest)
    assert level(nameless) == f"PKCS7-{reached}"
    adobe = Facts("/adbe.pkcs7.detached", names_its_certificate=True, **rest)
    assert level(adobe) == f"PKCS7-{reached}"
