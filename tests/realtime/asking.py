"""Requests as the server hands them on: a scope, and what came back."""

import asyncio


def scope(address):
    return {
        "type": "http", "method": "GET", "path": address, "query_string": b"", "headers": [],
        "server": ("testserver", 80), "client": ("127.0.0.1", 1),
    }  # fmt: skip


async def ask(door, address="/page/"):
    told, given = [], []

    async def receive():
        if given:
            await asyncio.sleep(60)
        given.append(True)
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        told.append(message)

    await door(scope(address), receive, send)
    return told
