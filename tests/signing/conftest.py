"""Files to be judged: one decision signed and sealed here, on an authority of the tests."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.cache import caches

from documents.typeset import typeset
from signing.pdf import authority, pictures
from signing.pdf.keys import OpenKey
from signing.pdf.prepare import Wanted, prepare
from signing.pdf.sign import Mark, sign
from signing.verify.judge import judge
from signing.verify.trust import read_certificates
from tests.signing import pki as authorities

LEADER, AGENCY = "Nguyễn Thị Hồng Ưu", "Ủy ban nhân dân thành phố Mẫu"
NOW = dt.datetime.now(dt.UTC)
BODY = [{"kind": "para", "text": "Ủy ban nhân dân thành phố thống nhất phương án. " * 6}]
DATA = {
    "superior": "",
    "agency": AGENCY.upper(),
    "notation": "QĐ-UBND",
    "number": "",
    "date": "",
    "town": "Sông Hà",
    "year": 2026,
    "subject": "Về việc cấp nước sạch",
    "authority": AGENCY.upper(),
    "body": BODY,
    "recipients": ["Như Điều 3;", "Lưu: VT."],
    "signing": {"capacity": "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "name": LEADER},
}
FILLED = {"So": "05", "NgayThangNam": "ngày 22 tháng 11 năm 2026"}


def opened(identity):
    return OpenKey(identity.key, identity.certificate, identity.chain)


@pytest.fixture(scope="session")
def pki():
    return authority.found_authority(NOW)


@pytest.fixture(scope="session")
def state_ca(tmp_path_factory):
    """An authority with OCSP, CRLs and timestamps on a port of this machine (certomancer)."""
    with authorities.running(tmp_path_factory.mktemp("state-ca")) as running:
        yield running


@pytest.fixture(scope="session")
def leader(pki):
    return opened(authority.issue(pki, holder=LEADER, unit="Chủ tịch", at=NOW))


@pytest.fixture(scope="session")
def agency(pki):
    return opened(authority.issue(pki, holder=AGENCY, unit="", at=NOW))


@pytest.fixture(scope="session")
def root_pem(pki, tmp_path_factory):
    path = tmp_path_factory.mktemp("trust") / "root.pem"
    path.write_bytes(authority.pem(pki.chain[-1]))
    return path


@pytest.fixture(scope="session")
def roots(root_pem):
    return read_certificates([root_pem])


@pytest.fixture(scope="session")
def draft():
    return typeset("decision", DATA).pdf


@pytest.fixture(scope="session")
def prepared(draft):
    return prepare(draft, Wanted(signers=(LEADER,), address="http://127.0.0.1/verify/ABC/"))


@pytest.fixture(scope="session")
def signed(prepared, leader):
    mark = Mark("ChuKy1", pictures.signature_picture(LEADER), "Ký duyệt", "Sông Hà", certify=True)
    return sign(prepared.content, mark, key=leader)


@pytest.fixture(scope="session")
def sealed(signed, agency):
    picture = pictures.seal_picture(AGENCY, place="Sông Hà")
    return sign(signed, Mark("ConDau", picture, "Đóng dấu", fill=FILLED), key=agency)


@pytest.fixture
def verdict(roots):
    """Judge bytes in this process; the tests of the child judge them there."""

    def of(content):
        return judge(content, roots)

    return of


@pytest.fixture
def demonstration(settings, tmp_path, monkeypatch):
    """The demonstration's keys in a folder of the test's own; papers are looked at in this process."""
    from tests.signing.way import inspected

    settings.DEMO, settings.DATA_DIR, settings.FILES_DIR = True, tmp_path, tmp_path / "files"
    monkeypatch.setattr("documents.actions.inspect", inspected)
    for name in settings.CACHES:
        caches[name].clear()


@pytest.fixture(scope="module")
def keys_of_all(tmp_path_factory):
    """Keys of the demonstration are made once for all tests of a file."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def swift(demonstration, settings, monkeypatch, keys_of_all):
    """The demonstration with keys of the whole file's, and no child where a file is prepared."""
    from tests.signing.agents import in_process

    settings.DATA_DIR = keys_of_all
    for place in ("signing.actions.routes.child", "signing.bounded.asking.child"):
        monkeypatch.setattr(place, in_process)
