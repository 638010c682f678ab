"""Who works on a batch: told to other processes and, through PostgreSQL, to other machines; who only looks takes nothing."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

import pytest

from signing import strongbox

DOES = """
import sys, fcntl
from django.conf import settings
settings.configure(DATA_DIR={folder!r}, SECRET_KEY="x")
from signing import strongbox
takes = fcntl.flock
def lingers(lock, how):
    takes(lock, how)
    print("there", flush=True)
    sys.stdin.readline()
fcntl.flock = lingers
{what}
"""
TWO_MACHINES = """
import json, pathlib, tempfile, threading
from signing import strongbox
there, go, told = threading.Event(), threading.Event(), []
def work():
    with strongbox.held("batch-7") as free:
        told.append(free)
        there.set()
        go.wait(30)
other = threading.Thread(target=work)
other.start()
there.wait(30)
own = pathlib.Path(tempfile.mkdtemp())
folder = strongbox.keys_folder
strongbox.keys_folder = lambda: own
told.append(strongbox.is_held("batch-7"))
told.append(strongbox.is_held("batch-8"))
with strongbox.held("batch-7") as free:
    told.append(free)
strongbox.keys_folder = folder
go.set()
other.join()
strongbox.keys_folder = lambda: own
told.append(strongbox.is_held("batch-7"))
with strongbox.held("batch-7") as free:
    told.append(free)
print(json.dumps(told))
"""


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


@contextmanager
def another(folder, what):
    """Another process that is in the middle of it."""
    code = DOES.format(folder=str(folder), what=what)
    command = [sys.executable, "-c", code]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout.readline() == "there\n"
        yield process
    finally:
        process.communicate("\n", timeout=60)


@pytest.mark.django_db
def test_who_looks_at_the_same_moment_is_not_taken_for_one_who_works(folder):
    (strongbox.keys_folder() / ".batch-7.lock").touch()  # of the dead
    with another(folder, 'strongbox.is_held("batch-7")'):
        assert not strongbox.is_held("batch-7")
    with another(folder, 'strongbox.held("batch-7").__enter__()'):
        assert strongbox.is_held("batch-7")
        with strongbox.held("batch-7") as free:
            assert not free


def test_another_machine_hears_of_it_through_the_database(server, size):
    told = json.loads(server.shell(TWO_MACHINES).splitlines()[-1])
    apart = size == "embedded"  # one machine only: SQLite tells nobody
    assert told == [True, not apart, False, apart, False, True]


def test_who_waits_for_a_lock_that_is_let_go_of_never_works_beside_the_next():
    """A holds, B waits, A lets go: the file B waited at is gone; C must not find the place free while B works."""
    told, at_work, most = [], [], []
    goes, stays = threading.Event(), threading.Event()

    def first():
        with strongbox.held("batch-1"):
            goes.wait(10)
            time.sleep(0.03)

    def second():
        goes.set()
        with strongbox.held("batch-1") as free:
            at_work.append(free)
            stays.wait(10)

    one, two = threading.Thread(target=first), threading.Thread(target=second)
    one.start()
    while not strongbox.is_held("batch-1"):
        time.sleep(0.001)
    two.start()
    one.join()
    while not at_work:
        time.sleep(0.001)
    told.append(strongbox.is_held("batch-1"))
    with strongbox.held("batch-1") as free:
        most.append(free)
    stays.set()
    two.join()
    assert (at_work, told, most) == ([True], [True], [False])
