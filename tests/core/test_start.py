"""What refuses to start, and how it says so."""

import socket
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env
from core import checks
from people.models import User
from tests.servers import ROOT


def test_debug_and_a_weak_key_are_named(settings):
    settings.DEBUG, settings.SECRET_KEY = True, "django-insecure-x"
    assert len(list(checks.faults_of_settings())) == 2
    settings.DEMO = False
    with pytest.raises(ImproperlyConfigured):
        checks.need_fit_settings()


def test_a_strong_key_without_debug_is_fit(settings):
    settings.DEBUG = False
    assert list(checks.faults_of_settings()) == []


def test_what_the_installation_keeps_is_its_own_affair(tmp_path):
    key = env.secret_key("", tmp_path / "data")
    assert len(key) >= checks.SHORTEST_KEY
    kept = tmp_path / "data", tmp_path / "data" / "secret_key"
    assert [path.stat().st_mode & 0o077 for path in kept] == [0, 0]


@pytest.mark.django_db
def test_sample_people_are_named():
    assert list(checks.faults_of_data()) == []
    User.objects.create_user("x", full_name="X", is_sample=True)
    assert len(list(checks.faults_of_data())) == 1


def serve(tmp_path, *arguments, **more):
    """What `manage.py serve` says when it ends by itself, and its status."""
    environment = {"PATH": "/usr/bin:/bin", "NGHISU_DATA": str(tmp_path / "data"), **more}
    done = subprocess.run(
        [sys.executable, "manage.py", "serve", *arguments],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("arguments", "more", "words"),
    [
        (["--host", "0.0.0.0"], {"NGHISU_DEMO": "1"}, "--force-demo"),
        ([], {"NGHISU_DEBUG": "1"}, "migrate"),
        ([], {"NGHISU_SECRET_KEY": "short"}, "migrate"),
    ],
)
def test_an_unfit_start_is_refused_in_a_sentence(tmp_path, arguments, more, words):
    status, said = serve(tmp_path, *arguments, **more)
    assert status == 1
    assert words in said
    assert "Traceback" not in said


def test_a_taken_port_is_refused_in_a_sentence(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        status, said = serve(tmp_path, "--port", port, NGHISU_DEMO="1")
    assert status == 1
    assert port in said
    assert "Traceback" not in said
