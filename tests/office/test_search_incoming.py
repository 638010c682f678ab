"""Incoming documents in the search: the clerk finds them, the leader once they are submitted, strangers never."""

from django.core.files.uploadedfile import SimpleUploadedFile

from office.search import index
from office.search.asking import ask
from registry.door import IncomingFacts, receive_incoming, register_incoming, submit_incoming
from tests import world

FACTS = IncomingFacts(subject="Rà soát quy hoạch thoát nước", issuer="Bộ Xây dựng", notation="3120/BXD")  # fmt: skip


def received(who):
    upload = SimpleUploadedFile("cv.pdf", world.pdf("Cong van", 1), "application/pdf")
    return receive_incoming(who.committee, uploads=[upload], facts=FACTS, by=who.chi)


def found(person, words):
    index.catch_up()
    return [hit.url for hit in ask(person, words, "").hits if hit.kind == "incoming"]


def test_an_incoming_document_is_found_by_who_may_see_it(client, who):
    row = received(who)
    url = row.get_absolute_url()
    for words in ("thoat nuoc", "3120", "bo xay dung"):
        assert found(who.chi, words) == [url]
        assert found(who.an, words) == found(who.dung, words) == []
    submit_incoming(register_incoming(row, FACTS, by=who.chi), leader=who.an, by=who.chi)
    assert found(who.an, "thoat nuoc") == [url]
    assert found(who.dung, "thoat nuoc") == []
    client.force_login(who.an)
    page = client.get("/search/", {"q": "thoat nuoc"}).content.decode()
    assert url in page
    assert "Văn bản đến" in page
