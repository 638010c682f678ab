"""The trust store: administrators take in, narrow, pin, retire; whoever else tries, or brings nonsense, gets a sentence."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from journal.ledger import head
from journal.models import Entry
from people.models import Post, Role
from signing import certificates, trusting
from signing.actions.trust import add_root
from signing.models import TRUST_BOOK, RevocationFile, SealPin, SigningKey, TrustedRoot
from tests.signing import trust_files as made


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def admin(who, client):
    """An, for once, is an administrator."""
    Post.objects.create(user=who.an, unit=who.committee, title="Quản trị", role=Role.ADMINISTRATOR)
    client.force_login(who.an)
    return who.an


def uploaded(client, content, name="ca.pem"):
    return client.post(reverse("signing:trust_upload"), {"file": SimpleUploadedFile(name, content)})


def believed(client, content, **more):
    """Upload and confirm as the page asks: the fingerprint's end is read from the page."""
    page = uploaded(client, content).content.decode()
    given = re.search(r'name="der" value="([^"]+)"', page)[1]
    typed = re.search(r"<b>([0-9A-F]{8})</b>", page)[1]
    said = {
        "der": given,
        "typed": typed,
        "why": "Công bố ngày 01/11/2026",
        "signers": "on",
        "timestamps": "on",
    }
    return client.post(reverse("signing:believe"), {**said, **more})


@pytest.mark.parametrize("name", ["trust", "trust_upload"])
def test_only_administrators_see_it(client, who, name):
    for person in (who.an, who.chi, who.dung):
        client.force_login(person)
        assert client.get(reverse(f"signing:{name}")).status_code == 403
    client.logout()
    assert client.get(reverse(f"signing:{name}")).status_code == 302


def test_only_administrators_change_it(client, who, admin):
    believed(client, made.pem(made.certificate()))
    root = TrustedRoot.objects.get()
    client.force_login(who.chi)
    for name, args in (
        ("trust_upload", []),
        ("believe", []),
        ("root", [root.pk]),
        ("narrow", [root.pk]),
        ("retire", [root.pk]),
    ):
        assert (
            client.post(reverse(f"signing:{name}", args=args), {"signers": "on"}).status_code == 403
        ), name
    root.refresh_from_db()
    assert root.retired_at is None


@pytest.mark.parametrize("shape", ["pem", "der", "p7b"])
def test_an_authority_is_believed_after_its_fingerprint_was_compared(
    client, admin, shape, django_capture_on_commit_callbacks
):
    one = made.certificate()
    content = {"pem": made.pem, "der": made.der, "p7b": made.p7b}[shape](one)
    assert not TrustedRoot.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert believed(client, content).status_code == 302
    root = TrustedRoot.objects.get()
    assert root.added_by == admin
    store = trusting.store()
    assert store.version == head(TRUST_BOOK) == 1
    assert (trusting.folder() / store.roots[0].file).read_bytes() == made.pem(one)
    page = client.get(reverse("signing:trust")).content.decode()
    assert "CA thử nghiệm" in page
    assert "Công bố ngày 01/11/2026" in client.get(root.get_absolute_url()).content.decode()


def test_uploading_alone_believes_nothing_and_a_wrong_end_is_refused(client, admin):
    content = made.pem(made.certificate())
    assert uploaded(client, content).status_code == 200
    assert believed(client, content, typed="00000000").status_code == 409
    assert believed(client, content, why=" ").status_code == 422
    assert believed(client, content, signers="", timestamps="").status_code == 409
    assert not TrustedRoot.objects.exists()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (made.leaf, "cá nhân hoặc dịch vụ"),
        (lambda: made.certificate("Không rõ", ca=None), "cá nhân hoặc dịch vụ"),
        (made.weak, "quá yếu"),
        (made.forged, "tự ký"),
    ],
)
def test_what_is_no_authority_is_refused_with_its_reason(client, admin, make, said):
    page = uploaded(client, made.pem(make()))
    assert said in page.content.decode()
    assert 'name="typed"' not in page.content.decode()


def test_a_refused_certificate_is_refused_without_the_page_too(client, admin):
    import base64
    import hashlib

    raw = made.der(made.leaf())
    said = {
        "der": base64.b64encode(raw).decode(),
        "typed": hashlib.sha256(raw).hexdigest()[-8:],
        "why": "x",
        "signers": "on",
    }
    assert client.post(reverse("signing:believe"), said).status_code == 409
    assert client.post(reverse("signing:believe"), {**said, "der": "%%%"}).status_code == 409
    assert not TrustedRoot.objects.exists()


def test_a_double_is_shown_as_known_and_taken_in_once(client, admin):
    content = made.pem(made.certificate("CA hai lần"))
    assert believed(client, content).status_code == 302
    assert "Đã có trong kho" in uploaded(client, content).content.decode()
    both = made.p7b(made.certificate("CA hai lần"), made.certificate("CA hai lần"))
    assert uploaded(client, both).status_code == 200
    assert TrustedRoot.objects.count() == 1


def test_an_expired_root_is_taken_in_with_a_warning(client, admin):
    content = made.pem(made.expired())
    assert "đã hết hạn" in uploaded(client, content).content.decode()
    assert believed(client, content).status_code == 302


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Kinh gui",
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        b"%PDF-1.7",
        b"\x30\x82" + b"\xff" * 999,
    ],
)
def test_nonsense_gets_a_sentence(client, admin, content):
    assert uploaded(client, content).status_code == 422


def test_a_huge_upload_is_refused(client, admin, monkeypatch):
    monkeypatch.setattr("signing.forms.trust.LARGEST_LIST", 1000)
    answer = uploaded(client, made.pem(made.certificate()) * 3)
    assert answer.status_code == 422


def test_a_root_is_retired_with_day_and_reason_and_never_comes_back_by_itself(client, admin, who):
    believed(client, made.pem(made.certificate()))
    root = TrustedRoot.objects.get()
    url = reverse("signing:retire", args=[root.pk])
    assert client.post(url, {"on": "2026-11-01", "how": "ended", "reason": ""}).status_code == 422
    assert (
        client.post(url, {"on": "2099-01-01", "how": "ended", "reason": "Đã thay"}).status_code
        == 409
    )
    assert (
        client.post(
            url, {"on": "2026-11-01", "how": "compromised", "reason": "Lộ khóa"}
        ).status_code
        == 302
    )
    assert (
        client.post(url, {"on": "2026-11-01", "how": "ended", "reason": "Lại"}).status_code == 409
    )
    page = client.get(root.get_absolute_url()).content.decode()
    assert "Lộ khóa" in page
    assert [one.event for one in Entry.objects.filter(book__topic=TRUST_BOOK).order_by("seq")] == [
        "signing.authority_believed",
        "signing.authority_retired",
    ]


def test_a_seal_is_pinned_and_the_pin_ends(client, admin, who):
    key = SigningKey.objects.create(
        unit=who.committee,
        file="seal.p12",
        fingerprint="a" * 64,
        not_after=made.NOW + 90 * made.DAY,
    )
    client.post(reverse("signing:pin", args=[key.pk]))
    pin = SealPin.objects.get()
    assert pin.sha256 == "a" * 64
    assert trusting.fresh_store().pins[0].sha256 == "a" * 64
    client.post(reverse("signing:unpin", args=[pin.pk]))
    pin.refresh_from_db()
    assert pin.ended_at


def test_a_list_of_withdrawn_certificates_is_imported_for_work_without_the_network(client, admin):
    believed(client, made.pem(made.certificate()))
    assert uploaded(client, made.revoked_list(), "ca.crl").status_code == 302
    assert (
        uploaded(client, made.revoked_list(since=made.NOW - 9 * made.DAY), "alt.crl").status_code
        == 409
    )
    newer = made.revoked_list(since=made.NOW, serials=(77, 78))
    assert uploaded(client, newer, "neu.crl").status_code == 302
    row = RevocationFile.objects.get()
    assert row.number == 2
    assert (trusting.folder() / trusting.fresh_store().revocation[0]).read_bytes() == newer


def test_what_lay_in_the_folder_before_is_taken_over_and_what_comes_later_is_not_believed(
    client, admin
):
    trusting.folder().mkdir()
    (trusting.folder() / "old.pem").write_bytes(made.pem(made.certificate("CA cũ")))
    believed(client, made.pem(made.certificate("CA mới")))
    assert {one.subject for one in TrustedRoot.objects.all()} == {"CA cũ, VN", "CA mới, VN"}
    trusting.export()
    (trusting.folder() / "slipped-in.pem").write_bytes(made.pem(made.certificate("CA lén")))
    files = {one.file for one in trusting.fresh_store().roots}
    assert len(files) == 2
    assert "slipped-in.pem" not in files
    assert "CA lén" in client.get(reverse("signing:trust")).content.decode()


def test_clerks_see_which_certificates_end(client, who):
    SigningKey.objects.create(
        holder=who.an, file="an.p12", fingerprint="b" * 64, not_after=made.NOW + 5 * made.DAY
    )
    url = reverse("signing:certificates")
    client.force_login(who.dung)
    assert client.get(url).status_code == 403
    client.force_login(who.chi)
    page = client.get(url).content.decode()
    assert str(who.an) in page
    assert "Hết hạn trong một tuần" in page


def test_the_seal_of_another_agency_is_pinned_by_its_certificate(client, admin, who):
    seal = made.certificate(
        "Sở Nội vụ", ca=False, issuer="CA thử nghiệm", signer=made.key("CA thử nghiệm")
    )
    url, end = reverse("signing:pin_other"), certificates.described(seal).last8

    def sent(content, **more):
        given = SimpleUploadedFile("dau.cer", content)
        return client.post(
            url,
            {"unit": who.department.pk, "file": given, "typed": end, "why": "CV 12/SNV", **more},
        )

    assert client.get(url).status_code == 200
    assert sent(b"nothing").status_code == 422
    assert sent(made.pem(made.certificate())).status_code == 422
    assert sent(made.pem(seal), typed="00000000").status_code == 409
    assert sent(made.pem(seal)).status_code == 302
    assert trusting.fresh_store().pins[0].names == ("so noi vu",)
    client.force_login(who.chi)
    assert client.get(url).status_code == 403


def test_the_list_says_whether_sample_keys_count(db, settings):
    """``manage.py verify`` reads the list alone: beside a demonstration's server it agrees with its pages."""
    settings.DEMO = True
    trusting.export()
    assert trusting.kept_store().samples
    settings.DEMO = False
    add_root(made.pem(made.certificate("CA thật")), why="tests", by=None)
    assert not trusting.fresh_store().samples
    assert not trusting.kept_store().samples
