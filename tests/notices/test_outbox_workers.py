"""Several workers at one outbox, and workers that are killed (faults R15, R17)."""

import subprocess
import sys
import time

import pytest
from aiosmtpd.controller import Controller

from tests.notices.moods import PostOffice
from tests.servers import ROOT
from tests.services import free_port
from tests.tasks.stores import BOTH, installed

pytestmark = pytest.mark.xdist_group("outbox")

LETTERS = """
from core.clock import at
from notices.door import notify
from tests.tasks.week import local
from tests.world import cast
binh = cast().binh
with at(local('2026-03-10T09:00')):
    for number in range(20):
        notify(binh, key=f'BATCH.{number}', sentence='…', url='/', mail=True)
"""
TOGETHER = """
import threading
from django.db import connection
from core.clock import at
from notices.outbox import send_waiting
from tests.tasks.week import local
def work():
    with at(local('2026-03-10T09:00')):
        send_waiting()
    connection.close()
workers = [threading.Thread(target=work) for _ in range(4)]
[worker.start() for worker in workers]
[worker.join() for worker in workers]
"""
SENDING = """
from core.clock import at
from notices.outbox import send_waiting
from tests.tasks.week import local
with at(local('2026-03-10THOUR')):
    send_waiting()
"""
STATES = """
from notices.models import Mail
print(*Mail.objects.values_list('state', flat=True))
"""


@pytest.fixture(scope="module")
def installation(request, tmp_path_factory):
    """An installation and its mail server."""
    moods = PostOffice()
    controller = Controller(moods, hostname="127.0.0.1", port=free_port())
    controller.start()
    address = f"smtp://127.0.0.1:{controller.port}"
    yield installed(request, tmp_path_factory, "outbox", NGHISU_MAIL=address), moods
    controller.stop()


@pytest.mark.parametrize("installation", BOTH, indirect=True, scope="module")
def test_four_workers_send_each_letter_once(installation):
    server, moods = installation
    states = server.shell(LETTERS.replace("BATCH", "together") + TOGETHER + STATES)
    assert states.split() == ["sent"] * 20
    assert len(moods.ids) == len(set(moods.ids)) == 20


@pytest.mark.parametrize("installation", ["sqlite"], indirect=True, scope="module")
def test_killing_workers_at_any_moment_loses_no_letter(installation):
    """Workers are killed while they send; afterwards every letter arrived, twice at most."""
    server, moods = installation
    moods.got.clear()
    server.shell(LETTERS.replace("BATCH", "killed"))
    for number in range(4):
        code = SENDING.replace("HOUR", f"09:{10 * number:02}")
        asked = [sys.executable, "-c", f"import django; django.setup()\n{code}"]
        worker = subprocess.Popen(asked, cwd=ROOT, env=server.environment)
        before = len(moods.got)
        while len(moods.got) <= before + number and worker.poll() is None:
            time.sleep(0.005)
        worker.kill()
        worker.wait()
    states = server.shell(SENDING.replace("HOUR", "11:00") + STATES)
    assert set(states.split()) == {"sent"}
    assert len(set(moods.ids)) == 20
    assert max(moods.ids.count(one) for one in moods.ids) <= 2
