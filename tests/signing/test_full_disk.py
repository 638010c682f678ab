"""The disk is full while somebody signs: a sentence, nothing half-written, and everything goes on once there is room."""

from __future__ import annotations

import errno

import pytest
from django.db import OperationalError
from django.urls import reverse

from signing.models import SigningKey
from tests.signing import agents
from tests.signing.test_keys import given

FULL = OSError(errno.ENOSPC, "No space left on device")
SAID = "ổ đĩa đã đầy"


@pytest.mark.parametrize(
    "error",
    [
        FULL,
        OperationalError("database or disk is full"),
        OperationalError('could not extend file "base/5/16397": No space left on device'),
    ],
)
def test_a_key_that_finds_no_room_leaves_nothing_behind(  # noqa: PLR0917 (fixtures)
    client, who, settings, tmp_path, monkeypatch, error
):
    settings.DEMO, settings.DATA_DIR = False, tmp_path
    client.force_login(who.an)
    url, file = reverse("signing:add_file_key"), given(agents.holder(str(who.an)))

    def full(_handle):
        raise error

    with monkeypatch.context() as patch:
        patch.setattr("signing.pdf.keys.os.fsync", full)
        answer = client.post(url, file)
    assert (answer.status_code, SAID in answer.content.decode()) == (409, True)
    assert not SigningKey.objects.exists()
    assert not [*(tmp_path / "keys").glob("*.p12"), *(tmp_path / "keys").glob("*.part")]
    assert client.post(url, given(agents.holder(str(who.an)))).status_code == 302
