"""What goes over the wire is what other implementations read."""

import json

import pytest
from websockets.frames import Opcode
from websockets.protocol import CLIENT, OPEN, Protocol

from realtime import frames


def read(data: bytes):
    """What the `websockets` package makes of the bytes, as a client."""
    client = Protocol(CLIENT, state=OPEN, max_size=None)
    client.receive_data(data)
    return client.events_received()


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65535, 65536, 300_000])
def test_a_frame_of_any_size_is_read_by_others(size):
    [frame] = read(frames.frame(b"x" * size))
    assert (frame.opcode, frame.fin, len(frame.data)) == (Opcode.TEXT, True, size)


def test_two_frames_in_one_piece_stay_two():
    told = read(frames.frame(b"one") + frames.frame(b"two"))
    assert [frame.data for frame in told] == [b"one", b"two"]


def test_a_text_keeps_vietnamese_letters_and_wastes_nothing():
    text = frames.text({"parts": {"vote": "Biểu quyết"}})
    assert text == '{"parts":{"vote":"Biểu quyết"}}'.encode()
    assert json.loads(text)["parts"]["vote"] == "Biểu quyết"


def test_a_closing_frame_carries_its_code():
    [frame] = read(frames.closing(frames.RESTART))
    assert frame.opcode == Opcode.CLOSE
    assert frame.data == (1012).to_bytes(2, "big")
