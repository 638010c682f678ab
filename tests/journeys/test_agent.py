"""A leader signs with a token at her own machine, the clerk seals through the VGCA agent's words: in a real browser."""

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).resolve().parents[2]
PORT = 8987  # the VGCA agent's own; pages know no other
BUSY = {"Status": 13, "Word": "refused", "Message": "Một yêu cầu ký khác đang chờ."}
SCENE = """
import json, pathlib
from signing.attempt_states import Way
from tests import world
from tests.signing import agents, way
who = world.cast()
for name, owner, kind in (("an", who.an, Way.AGENT), ("seal", who.committee, Way.VGCA)):
    key = agents.at_agent(owner, who.chi, kind)
    (pathlib.Path({folder!r}) / (name + ".p12")).write_bytes(agents.p12(key))
route = way.sent(who, title="Quyết định ký bằng thiết bị", topic="folder.901")
print(json.dumps({{"url": route.get_absolute_url()}}))
"""


BACK = """
from signing.actions import keeping
from signing.models import SigningKey
from tests import world
for key in SigningKey.objects.filter(way__in=("agent", "vgca"), retired_at=None):
    keeping.retire_key(key, by=world.cast().chi)
"""


@pytest.fixture
def embedded(size, server):
    """One size is enough: what is played is the same code. Afterwards the cast signs with its files again."""
    if size != "embedded":
        pytest.skip("played in the embedded size")
    yield
    server.shell(BACK)


@contextmanager
def agent(folder, name, *options):
    """The signing program at this machine, with a key of that name."""
    from tests.signing.agents import PIN

    command = [sys.executable, "-m", "signing.agent", "--p12", folder / f"{name}.p12"]
    command += ["--pin", PIN, "--home", folder, *options]
    clean = {key: value for key, value in os.environ.items() if not key.startswith("NGHISU_")}
    process = subprocess.Popen(
        list(map(str, command)), cwd=ROOT, env=clean, stdout=subprocess.DEVNULL
    )
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", PORT)) == 0:
                    break
            time.sleep(0.1)
        yield
    finally:
        process.kill()
        process.wait()


def begin(page):
    """Press the button that signs with the chosen key."""
    page.locator("#my_step form#act-now button.btn-primary").click()


def says_busy(line):
    """The signing program is at another paper: it answers at once, with its sentence."""
    line.on_message(lambda _question: line.send(json.dumps(BUSY)))


def refused(leader, url):
    """A program that refuses: its sentence stands on the page, and it can be called again."""
    page = leader.context.new_page()
    page.route_web_socket(lambda address: f":{PORT}/" in address, says_busy)
    page.goto(url)
    talking = page.locator("#my_step sign-agent")
    expect(talking).to_have_attribute("data-state", "refused", timeout=20_000)
    expect(talking.locator('[data-say="refused"]')).to_be_visible()
    expect(talking.locator('[data-say="failed"]')).to_be_hidden()
    expect(talking.locator("[data-message]")).to_have_text(BUSY["Message"])
    expect(talking.locator("[data-again]")).to_be_visible()
    page.close()


def test_signed_with_tokens_at_ones_own_machine(embedded, server, screens, tmp_path):
    said = json.loads(server.shell(SCENE.format(folder=str(tmp_path))).splitlines()[-1])
    leader = screens.sign_in(server.url, "an", ignore_https_errors=True)
    leader.goto(f"{server.url}{said['url']}")
    begin(leader)
    talking = leader.locator("#my_step sign-agent")
    expect(talking).to_have_attribute("data-state", "absent", timeout=20_000)
    refused(leader, leader.url)
    leader.reload()
    with agent(tmp_path, "an", "--fault", "cancel"):
        expect(talking).to_have_attribute("data-state", "absent", timeout=20_000)
        talking.locator("[data-again]").click()
        expect(talking).to_have_attribute("data-state", "cancelled", timeout=20_000)
    leader.locator('#my_step form[action$="/cancel/"] button').click()
    with agent(tmp_path, "an"):
        begin(leader)
        expect(leader.locator('#steps li[data-kind="good"]')).to_have_count(1, timeout=30_000)
    clerk = screens.sign_in(server.url, "chi", ignore_https_errors=True)
    clerk.goto(f"{server.url}{said['url']}")
    with agent(tmp_path, "seal"):
        begin(clerk)
        expect(clerk.locator('#steps a[href$="?download"]')).to_be_visible(timeout=60_000)
    link = clerk.locator('#steps a[href$="?download"]').get_attribute("href")
    signed = tmp_path / "quyet-dinh.pdf"
    signed.write_bytes(clerk.context.request.get(f"{server.url}{link}").body())
    told = subprocess.run(["pdfsig", signed], capture_output=True, text=True, check=False).stdout
    assert told.count("Signature is Valid.") == 2, told
