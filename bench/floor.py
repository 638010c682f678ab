"""The floor: what a bare loop over bare sockets needs, without Django, Daphne or asyncio. Run as a process.

Says its port, takes connections, and at each line `SIZE` on its standard input sends one frame of that size to
everybody with a plain ``send()`` each; says the moment (monotonic) at which it began.
"""

import base64
import hashlib
import select
import socket
import sys
import time

MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


def welcome(line: socket.socket, request: bytes) -> None:
    key = next(
        row for row in request.split(b"\r\n") if row.lower().startswith(b"sec-websocket-key:")
    )
    answer = base64.b64encode(hashlib.sha1(key.split(b":")[1].strip() + MAGIC).digest())
    line.send(
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + answer + b"\r\n\r\n"
    )


def frame(size: int, number: int) -> bytes:
    text = f'{{"rev":{number},"x":"'.encode()
    payload = text + b"x" * max(0, size - len(text) - 2) + b'"}'
    size = len(payload)
    head = bytes([0x81, size]) if size < 126 else bytes([0x81, 126]) + size.to_bytes(2, "big")
    return head + payload


def main() -> None:  # noqa: C901  one loop, nothing around it: that is the point
    door = socket.create_server(("127.0.0.1", 0), backlog=4096)
    door.setblocking(False)
    print(door.getsockname()[1], flush=True)
    epoll = select.epoll()
    epoll.register(door.fileno(), select.EPOLLIN)
    epoll.register(sys.stdin.fileno(), select.EPOLLIN)
    lines: dict[int, socket.socket] = {}
    number = 0
    while True:
        for file, _event in epoll.poll():
            if file == door.fileno():
                line, _ = door.accept()
                line.setblocking(False)
                lines[line.fileno()] = line
                epoll.register(line.fileno(), select.EPOLLIN)
            elif file == sys.stdin.fileno():
                said = sys.stdin.readline()
                if not said:
                    return
                number += 1
                began, data = time.monotonic(), frame(int(said), number)
                for line in lines.values():
                    line.send(data)
                print(number, began, flush=True)
            else:
                data = lines[file].recv(65536)
                if not data:
                    epoll.unregister(file)
                    lines.pop(file).close()
                elif data.startswith(b"GET"):
                    welcome(lines[file], data)


if __name__ == "__main__":
    main()
