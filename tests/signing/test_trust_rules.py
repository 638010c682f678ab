"""Retired authorities and pinned seals: tables of cases, and the same on a real file."""

from __future__ import annotations

import datetime as dt
import io
import json

import pytest
from django.core.management import call_command

from signing.trust_rules import Pin, Root, Store, plain, weigh
from signing.verify.verdicts import Finding, Reason, Verdict, gravest

ROOT, SIGNER = "aa" * 32, "bb" * 32
SEAL = "Ủy ban nhân dân Thành phố"
BEFORE, END, AFTER = (dt.datetime(2026, month, 1, tzinfo=dt.UTC) for month in (3, 6, 9))


def weighed(store, kept_since=None, **more):
    whole = {
        "verdict": Verdict.VALID, "reason": Reason.GOOD, "signer": SEAL, "intact": True, "trusted": True, "time": BEFORE.isoformat(),
        "chain": [{"sha256": SIGNER}, {"sha256": "cc" * 32}, {"sha256": ROOT}],
    }  # fmt: skip
    return weigh(gravest([Finding(**{**whole, **more})]), store, kept_since)


def retired(how):
    return Store(1, (Root("a.pem", ROOT, retired_at=END, how=how),))


@pytest.mark.parametrize(
    ("how", "time", "proved", "kept", "believed"),
    [
        ("ended", BEFORE, False, None, True),
        ("ended", BEFORE, True, None, True),
        ("ended", AFTER, False, None, False),
        ("ended", AFTER, True, None, False),
        ("ended", None, False, None, False),
        ("compromised", BEFORE, False, None, False),  # whoever has the key writes any time
        ("compromised", BEFORE, True, None, True),
        ("compromised", BEFORE, False, BEFORE, True),  # it lay in our own records before
        ("compromised", AFTER, True, AFTER, False),
    ],
)
def test_a_retired_authority_is_believed_for_what_is_older(how, time, proved, kept, believed):
    said = time.isoformat() if time else None
    found = weighed(retired(how), kept, time=said, time_proved=proved)
    assert (found.verdict == Verdict.VALID) is believed
    if not believed:
        one = found.signatures[0]
        assert (found.reason, one.trusted, one.indication) == (
            Reason.RETIRED,
            False,
            "INDETERMINATE",
        )


@pytest.mark.parametrize(
    ("pins", "signer", "time", "believed"),
    [
        ((), SEAL, BEFORE, True),
        ((Pin((plain(SEAL),), SIGNER),), SEAL, BEFORE, True),
        ((Pin((plain(SEAL),), "dd" * 32),), SEAL, BEFORE, False),
        ((Pin((plain(SEAL),), "dd" * 32),), "UỶ BAN  NHÂN DÂN THÀNH PHỐ", BEFORE, False),
        ((Pin((plain(SEAL),), "dd" * 32),), "Nguyễn Văn An", BEFORE, True),
        ((Pin((plain(SEAL),), SIGNER, END), Pin((plain(SEAL),), "dd" * 32)), SEAL, BEFORE, True),
        ((Pin((plain(SEAL),), SIGNER, END), Pin((plain(SEAL),), "dd" * 32)), SEAL, AFTER, False),
    ],
)
def test_an_agencys_name_on_another_certificate_is_flagged(pins, signer, time, believed):
    found = weighed(Store(1, (), pins), signer=signer, time=time.isoformat())
    assert (found.verdict == Verdict.VALID) is believed
    if not believed:
        assert found.reason == Reason.NOT_PINNED


@pytest.mark.parametrize("verdict", [Verdict.MODIFIED, Verdict.INVALID, Verdict.UNTRUSTED])
def test_nothing_bad_becomes_better(verdict):
    store = Store(1, (Root("a.pem", ROOT),), (Pin((plain(SEAL),), SIGNER),))
    assert weighed(store, verdict=verdict, reason=Reason.TAIL).verdict == verdict


def listed(folder, root_pem, **more):
    """A trust store as it is written for the child; neither network nor database is asked."""
    (folder / "trust").mkdir()
    (folder / "trust" / "a.pem").write_bytes(root_pem.read_bytes())
    from signing.certificates import read_authorities

    sha256 = read_authorities(root_pem.read_bytes())[0].sha256
    root = {
        "file": "a.pem",
        "sha256": sha256,
        "signers": True,
        "timestamps": True,
        "retired_at": None,
        "how": "",
        **more,
    }
    said = {"version": 5, "roots": [root], "pins": more.pop("pins", []), "revocation": []}
    (folder / "trust" / "store.json").write_text(json.dumps(said))


def run(*arguments):
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("verify", *map(str, arguments), "--json", stdout=out)
    return ended.value.code, json.loads(out.getvalue())["files"][0]


@pytest.mark.parametrize(
    ("more", "code", "reason"),
    [
        ({}, 0, "good_then_filled"),
        ({"retired_at": "2000-01-01T00:00:00+00:00", "how": "ended"}, 1, "retired"),
        ({"retired_at": "2099-01-01T00:00:00+00:00", "how": "compromised"}, 1, "retired"),
        ({"signers": False}, 1, "unknown_signer"),
    ],
)
def test_the_command_believes_as_the_store_says(  # noqa: PLR0917
    settings, tmp_path, sealed, root_pem, more, code, reason
):
    settings.DATA_DIR, settings.DEMO = tmp_path, True
    listed(tmp_path, root_pem, **more)
    (tmp_path / "a.pdf").write_bytes(sealed)
    ended, told = run(tmp_path / "a.pdf", "--report", tmp_path / "out.pdf")
    assert (ended, told["signatures"][0]["reason_code"]) == (code, reason)
    assert told["trust_store_version"] == 5
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-")


def test_another_seal_with_the_pinned_name_is_flagged_on_a_real_file(
    settings, tmp_path, sealed, root_pem
):
    settings.DATA_DIR, settings.DEMO = tmp_path, True
    listed(tmp_path, root_pem)
    path = tmp_path / "trust" / "store.json"
    said = json.loads(path.read_text())
    said["pins"] = [
        {"names": [plain("Ủy ban nhân dân thành phố Mẫu")], "sha256": "dd" * 32, "ended_at": None}
    ]
    path.write_text(json.dumps(said))
    (tmp_path / "a.pdf").write_bytes(sealed)
    ended, told = run(tmp_path / "a.pdf")
    assert ended == 1
    assert [one["reason_code"] for one in told["signatures"]] == ["good_then_filled", "not_pinned"]
