"""Sockets under stress: silence, sleep, storms, a killed server."""

import json
import select
import signal
import socket
import threading

import pytest

from bench.crowd import Crowd, masked
from tests.realtime.rehearsal import Page, status

pytestmark = pytest.mark.xdist_group("sockets")
STORM = 300


def port_of(meeting):
    return int(meeting.server.url.rpartition(":")[2])


def test_a_silent_socket_stays_open_and_is_told_where_things_stand(small_meeting):
    page = small_meeting.page(1).listen(33)
    assert len(page.beats) >= 2
    assert page.beats[-1]["heads"] == {small_meeting.topic: page.rev}
    small_meeting.turn(7)
    page.until(lambda p: p.facts.get("show", {}).get("page") == 7)


def test_a_tablet_that_sleeps_is_cut_off_and_the_others_notice_nothing(small_meeting):
    awake, crowd = small_meeting.page(1), Crowd(port_of(small_meeting), "/ws/")
    sleeper = crowd._dial(small_meeting.cookies[2])
    sleeper.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    crowd._wait(lambda: sleeper.open, lambda *_: None, 20)
    sleeper.socket.send(masked(small_meeting.told["hello"].encode()))
    cut = select.poll()
    cut.register(sleeper.socket, 0)  # says only when the line was torn
    while not cut.poll(0):  # everything for 320 people is long; the sleeper reads nothing
        before = awake.rev
        small_meeting.step("pause")
        small_meeting.step("resume")
        awake.until(lambda p, before=before: p.rev >= before + 2, 5)
        assert awake.rev < 1000, "the sleeper was never cut off"
    crowd.close()
    assert small_meeting.page(2, have=1).rev == awake.rev


def test_three_hundred_tablets_come_back_at_once(small_meeting):
    told = small_meeting.page(3).ready["topics"]
    assert told
    crowd = Crowd(port_of(small_meeting), "/ws/")
    took = crowd.connect(small_meeting.cookies[:STORM], small_meeting.told["hello"], at_once=STORM)
    assert took < 15
    threading.Timer(0.2, small_meeting.turn, [88]).start()
    crowd.everybody(lambda text: b'"page":88' in text, 10)
    crowd.close()


def test_the_server_is_killed_and_comes_back(small_meeting):
    page, server = small_meeting.page(4), small_meeting.server
    small_meeting.turn(101)
    page.until(lambda p: p.facts.get("show", {}).get("page") == 101)
    server.kill_9()
    assert page.closed() == 1006
    server.start()
    again = small_meeting.page(4, have=page.rev)
    assert again.rev >= page.rev
    small_meeting.turn(102)
    again.until(lambda p: p.facts.get("show", {}).get("page") == 102)


def test_a_planned_restart_says_so(small_meeting):
    page, server = small_meeting.page(5), small_meeting.server
    [process] = server.processes.values()
    process.send_signal(signal.SIGTERM)
    assert page.closed() == 1012
    assert process.wait(15) == 0
    server.start()
    assert small_meeting.page(5).ready


def test_an_act_whose_answer_is_lost_is_told_nevertheless(small_meeting):
    page = small_meeting.page(6)
    turn = small_meeting.told["turn"]
    body = (turn["body"] % 111).encode()
    head = "".join(f"{name}: {value}\r\n" for name, value in turn["headers"].items())
    with socket.create_connection(("127.0.0.1", port_of(small_meeting)), 10) as line:
        line.sendall(
            f"POST {turn['path']} HTTP/1.1\r\nHost: 127.0.0.1:{port_of(small_meeting)}\r\n{head}"
            f"Content-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        page.until(lambda p: p.facts.get("show", {}).get("page") == 111)  # the answer is never read


def test_half_a_hello_keeps_nobody_waiting(small_meeting):
    silent = Page(small_meeting.dial(small_meeting.cookies[7]))
    small_meeting.page(8)
    assert silent.closed(30) == 1008


def test_the_watchers_addresses(small_meeting):
    url = small_meeting.server.url
    assert status(f"{url}/livez") == 200
    assert status(f"{url}/readyz") == 200
    assert json.loads(small_meeting.told["hello"])["t"] == "hello"
