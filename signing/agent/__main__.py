"""``python -m signing.agent --p12 KEY.p12`` or ``--pkcs11 LIBRARY --token LABEL --id 01``: listen for pages that want a signature.

Trials: ``--pin`` answers the PIN at once, ``--fault`` rehearses what goes wrong, ``--plain`` leaves TLS out. Pages of other
sites than ``--site`` (and this machine's own) are not listened to.
"""

import argparse
import asyncio
import re
import ssl
from pathlib import Path

from websockets.asyncio.server import serve

from signing.agent.hand import FAULTS, FileOpener, Hand, TokenOpener, say
from signing.agent.talk import Agent
from signing.agent.tls import own_certificate

OWN_SITES = re.compile(r"https?://(127\.0\.0\.1|localhost)(:\d+)?")
LARGEST = 1 << 20  # bytes of a question


def options() -> argparse.Namespace:
    """Read the command line."""
    reader = argparse.ArgumentParser(prog="python -m signing.agent", description=__doc__)
    reader.add_argument("--port", type=int, default=8987)
    reader.add_argument("--p12", type=Path, help="key file; its passphrase is the PIN")
    reader.add_argument("--pkcs11", metavar="LIBRARY", help="driver of the token")
    reader.add_argument("--token", default="", help="label of the token")
    reader.add_argument("--id", default="01", help="number of the key on the token (hex)")
    reader.add_argument(
        "--site", action="append", default=[], help="a site that may ask, https://…"
    )
    reader.add_argument(
        "--ca", default="", help="PEM file of the authority of the server's certificate"
    )
    reader.add_argument("--pin", default="", help="for trials: the PIN, else it is asked for")
    reader.add_argument("--fault", choices=FAULTS, default="", help="for trials")
    reader.add_argument("--slow", type=float, default=0, metavar="SECONDS", help="for trials")
    reader.add_argument("--plain", action="store_true", help="for trials: ws:// instead of wss://")
    reader.add_argument("--home", type=Path, default=Path.home() / ".nghisu-agent")
    given = reader.parse_args()
    if bool(given.p12) == bool(given.pkcs11):
        reader.error("give --p12 or --pkcs11")
    return given


async def listen(given: argparse.Namespace) -> None:
    """Listen until the program is ended."""
    opener = (
        FileOpener(given.p12) if given.p12 else TokenOpener(given.pkcs11, given.token, given.id)
    )
    agent = Agent(Hand(opener, pin=given.pin, fault=given.fault, slow=given.slow), ca=given.ca)
    context = None
    if not given.plain:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(own_certificate(given.home))
    sites = [OWN_SITES, *given.site]
    async with serve(
        agent.heard, "127.0.0.1", given.port, ssl=context, origins=sites, max_size=LARGEST
    ) as server:
        scheme = "ws" if given.plain else "wss"
        say(f"{scheme}://127.0.0.1:{given.port}/")
        await server.serve_forever()


if __name__ == "__main__":
    try:
        asyncio.run(listen(options()))
    except KeyboardInterrupt:
        say("")
