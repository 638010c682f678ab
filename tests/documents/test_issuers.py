"""The catalogue of issuing authorities, and a paper that names one."""

import pytest

from documents.actions import add_paper_bytes, let_in, open_folder
from documents.models import Issuer
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(who):
    folder = open_folder("Hồ sơ", topic="")
    let_in([who.chi], folder, writing=True)
    let_in([who.binh], folder)
    return add_paper_bytes(
        folder, title="Công văn", content=world.pdf("C", 1), name="c.pdf", by=who.chi
    ).versions.get()


def test_the_clerk_keeps_the_catalogue_and_names_who_issued_a_paper(client, who, version):
    client.force_login(who.chi)
    client.post("/papers/issuers/", {"name": "Bộ Xây dựng", "code": "BXD"})
    issuer = Issuer.objects.get()
    client.post(f"/papers/{version.pk}/issuer/", {"issuer": issuer.pk})
    client.force_login(who.binh)
    assert "Bộ Xây dựng" in client.get(version.get_absolute_url()).content.decode()


def test_one_no_longer_offered_stays_on_its_papers(client, who, version):
    client.force_login(who.chi)
    client.post("/papers/issuers/", {"name": "Bộ Xây dựng"})
    issuer = Issuer.objects.get()
    client.post(f"/papers/{version.pk}/issuer/", {"issuer": issuer.pk})
    client.post(f"/papers/issuers/{issuer.pk}/offer/", {"offered": "0"})
    assert "Bộ Xây dựng" in client.get(version.get_absolute_url()).content.decode()


def test_a_reader_and_a_stranger_may_not(client, who, version):
    for person, status in ((who.binh, 403), (who.dung, 404)):
        client.force_login(person)
        assert client.post(f"/papers/{version.pk}/issuer/", {"issuer": ""}).status_code == status
        assert client.get("/papers/issuers/").status_code == 403


def test_an_empty_name_is_refused_and_a_double_is_one(client, who):
    client.force_login(who.chi)
    assert client.post("/papers/issuers/", {"name": "  "}).status_code == 409
    for _twice in range(2):
        client.post("/papers/issuers/", {"name": "Bộ Y tế"})
    assert Issuer.objects.count() == 1
