"""The registry's tests sign with demonstration keys in a folder of their own."""

from __future__ import annotations

import pytest

from tests.signing.way import inspected


@pytest.fixture(autouse=True)
def demonstration(settings, tmp_path, monkeypatch):
    """A demonstration installation; PDFs made by the tests need no child to be looked at."""
    settings.DEMO, settings.DATA_DIR, settings.FILES_DIR = True, tmp_path, tmp_path / "files"
    monkeypatch.setattr("documents.actions.inspect", inspected)
