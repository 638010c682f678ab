"""The last metre: short writes, tablets that do not read, and which way is taken."""

import asyncio
import socket
from contextlib import suppress
from functools import partial
from types import SimpleNamespace

import pytest

from realtime import writer
from realtime.writer import (
    QUEUE_LIMIT,
    AsgiWriter,
    Parcel,
    PreparedWriter,
    SocketWriter,
    best_writer,
)


class Transport:
    """What SocketWriter touches of Twisted's transport; `doWrite` is done by hand."""

    TLS = False

    def __init__(self) -> None:
        self.socket, self.other = socket.socketpair()
        self.socket.setblocking(False)
        self.dataBuffer, self.offset, self._tempDataLen = b"", 0, 0
        self.connected, self.aborted = 1, False

    def write(self, data: bytes) -> None:
        self.dataBuffer += data

    def abortConnection(self) -> None:  # noqa: N802  Twisted's name
        self.aborted, self.connected = True, 0


@pytest.fixture
def line():
    """A connection as Daphne has it."""
    transport = Transport()
    protocol = SimpleNamespace(
        transport=transport, state=3, STATE_OPEN=3, _perMessageCompress=None,
        sendPreparedMessage=print, sendCloseFrame=print,
    )  # fmt: skip
    yield protocol
    transport.socket.close()
    transport.other.close()


def send_of(protocol):
    async def handle_reply(_protocol, _message):
        """Daphne's."""

    return partial(handle_reply, protocol)


def test_a_frame_goes_straight_to_the_kernel(line):
    parcel = Parcel("Xin chào".encode())
    best_writer(send_of(line)).write(parcel)
    assert line.transport.other.recv(100) == parcel.payloadHybi
    assert line.transport.dataBuffer == b""


def test_what_the_kernel_does_not_take_is_queued_and_nothing_is_lost_or_swapped(line):
    out, sent = best_writer(send_of(line)), b""
    for number in range(200):
        parcel = Parcel(b"%d" % number * 500)
        out.write(parcel)
        sent += parcel.payloadHybi
        if line.transport.dataBuffer:
            break
    line.transport.other.setblocking(False)
    got = b""
    with suppress(BlockingIOError):
        while True:
            got += line.transport.other.recv(65536)
    assert got + line.transport.dataBuffer == sent


def test_a_tablet_that_does_not_read_is_cut_off(line):
    out, parcel = best_writer(send_of(line)), Parcel(b"x" * 10_000)
    for _ in range(1000):
        out.write(parcel)
    assert line.transport.aborted
    assert len(line.transport.dataBuffer) <= QUEUE_LIMIT + 3 * parcel.size


def test_one_long_catch_up_on_a_thin_line_is_no_offence(line):
    out = best_writer(send_of(line))
    out.write(Parcel(b"x" * 4_000_000))
    out.write(Parcel(b'{"t":"ready"}'))
    assert not line.transport.aborted


@pytest.mark.parametrize("state", [0, 1, 2])
def test_nothing_is_written_into_a_closed_connection(line, state):
    out = best_writer(send_of(line))
    line.state = state
    out.write(Parcel(b"late"))
    line.transport.other.setblocking(False)
    with pytest.raises(BlockingIOError):
        line.transport.other.recv(10)


def test_a_connection_that_is_gone_is_cut_off_without_an_error(line):
    out = best_writer(send_of(line))
    line.transport.other.close()
    out.write(Parcel(b"late"))
    assert line.transport.aborted


@pytest.mark.parametrize(
    ("change", "way"),
    [
        ({}, SocketWriter),
        ({"_perMessageCompress": object()}, PreparedWriter),
        ({"_perMessageCompress": "unknown"}, PreparedWriter),
        ({"STATE_OPEN": 9}, AsgiWriter),
        ({"sendPreparedMessage": None}, AsgiWriter),
    ],
)
def test_the_quickest_way_that_fits_is_taken(line, change, way):
    for name, value in change.items():
        setattr(line, name, value) if value is not None else delattr(line, name)
    assert isinstance(best_writer(send_of(line)), way)


@pytest.mark.parametrize("missing", ["dataBuffer", "_tempDataLen", "offset", "socket"])
def test_another_twisted_is_noticed(line, missing, caplog):
    kept = line.transport.socket
    delattr(line.transport, missing)
    assert isinstance(best_writer(send_of(line)), PreparedWriter)
    line.transport.socket = kept


def test_encryption_in_the_server_is_noticed(line):
    line.transport.TLS = True
    assert isinstance(best_writer(send_of(line)), PreparedWriter)


def test_any_other_server_gets_plain_messages_in_their_order():
    async def story():
        told = []

        async def send(message):
            await asyncio.sleep(0)
            told.append(message.get("text") or message["code"])

        out = best_writer(send)
        assert isinstance(out, AsgiWriter)
        for number in range(20):
            out.write(Parcel(b"%d" % number))
        out.close(1012)
        await asyncio.sleep(0.05)
        assert told == [*(str(number) for number in range(20)), 1012]

    asyncio.run(story())


def test_a_slow_tablet_of_another_server_is_closed():
    async def story():
        stuck, told = asyncio.Event(), []

        async def send(message):
            if "text" in message:
                await stuck.wait()
            told.append(message)

        out = best_writer(send)
        for _ in range(100):
            out.write(Parcel(b"x" * 10_000))
            await asyncio.sleep(0)
        stuck.set()
        await asyncio.sleep(0.05)
        assert {"type": "websocket.close", "code": 4408} in told

    asyncio.run(story())


def test_without_the_kernel_shortcut_the_prepared_way_is_taken(line, monkeypatch):
    monkeypatch.setattr(writer, "kernel_send", None)
    assert isinstance(best_writer(send_of(line)), PreparedWriter)
