"""An Office file is converted for those alone who may hand it in."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.refused import Refused
from tests.registry.desk import drafted


@pytest.fixture
def converted(monkeypatch):
    """What the converter was asked for; it refuses everything."""
    asked = []

    def convert(_chunks, name):
        asked.append(name)
        raise Refused("busy")

    monkeypatch.setattr("documents.office_uploads.convert", convert)
    return asked


def post(client, person, url):
    word = SimpleUploadedFile("a.docx", b"PK\x03\x04" + b"0" * 60, "application/msword")
    client.force_login(person)
    return client.post(url, {"file": word, "files": word}).status_code


def test_nobody_else_keeps_the_converter_busy(client, who, converted):
    draft = drafted(who)
    pages = (f"/registry/drafts/{draft.pk}/file/", "/registry/incoming/new/", f"/registry/agencies/{who.committee.pk}/on-paper/")  # fmt: skip
    assert [post(client, who.dung, url) for url in pages] == [404, 403, 404]
    assert converted == []
    assert [post(client, who.chi, url) for url in pages] == [409, 409, 409]
    assert len(converted) == 3
