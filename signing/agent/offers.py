"""What our own protocol offers: one paper or many, each proved, signed with one opening of the key, and handed in by itself."""

import asyncio
import base64
import os
import signal
from typing import Any

from signing.agent.hand import Failed, Hand, der_of, say
from signing.agent.lines import Lines, NotTaken
from signing.pdf.keys import Key
from signing.ways import messages
from signing.ways.messages import Mismatch, Offer

MOST = 200  # papers of one question
Said = dict[str, Any]


def described(offer: Offer) -> str:
    """Return what the person is shown of a paper."""
    return f"“{offer.title}” {offer.number}, {offer.pages} trang"


async def sign_offer(hand: Hand, lines: Lines, key: Key, offer: Offer, content: bytes) -> None:
    """Prove, sign and hand in one paper; ``Mismatch``, ``Failed`` or ``NotTaken`` when nothing comes of it."""
    der = messages.proved_attributes(offer, content, der_of(key.certificate))
    if hand.fault == "crash":
        os.kill(os.getpid(), signal.SIGKILL)
    signs = b"another file" if hand.fault == "other-file" else der
    made = await asyncio.to_thread(hand.sign, key, signs)
    signature = base64.b64encode(made).decode()
    await asyncio.to_thread(lines.post_json, offer.deliver, {"signature": signature})


async def sign_many(hand: Hand, lines: Lines, urls: list[str]) -> Said:
    """Sign all that is offered with one PIN: titles are shown first, each file is fetched and proved when its turn comes.

    One that does not belong together or is refused leaves the others good; a token that is gone ends it, and what was not
    fetched can be asked for again. ``Results``: one for each address, in order.
    """
    offers = [await _offered(lines, url) for url in urls[:MOST]]
    good = [one for one in offers if isinstance(one, Offer)]
    if not good:
        raise Mismatch("none of the papers can be read")
    for offer in good:
        say(f"  {described(offer)}")
    key = await hand.open(f"Ký {len(good)} văn bản trên?")
    results: list[Said] = []
    try:
        for one in offers:
            results.append(await _result(hand, lines, key, one))
            if results[-1]["Status"] in (messages.NO_TOKEN, messages.WRONG_PIN):
                break
    finally:
        key.close()
    bad = [one for one in results if one["Status"] != messages.OK]
    return {**(bad[0] if bad else said_yes()), "Results": results}


async def _offered(lines: Lines, url: str) -> Offer | Said:
    try:
        return messages.read_offer(await asyncio.to_thread(lines.fetch_json, url))
    except (NotTaken, Mismatch, ValueError) as error:
        return said_no(messages.REFUSED, f"Không ký: {error}.")


async def _result(hand: Hand, lines: Lines, key: Key, offer: Offer | Said) -> Said:
    if not isinstance(offer, Offer):
        return offer
    try:
        content = await asyncio.to_thread(lines.fetch, offer.file)
        await sign_offer(hand, lines, key, offer, content)
    except Failed as failed:
        return said_no(failed.status, failed.message)
    except (NotTaken, Mismatch, ValueError) as error:
        return said_no(messages.REFUSED, f"Không ký {described(offer)}: {error}.")
    return said_yes()


def said_yes() -> Said:
    """Return the answer that all is done."""
    return {"Status": messages.OK, "Word": messages.WORDS[messages.OK], "Message": ""}


def said_no(status: int, message: str) -> Said:
    """Return the answer that it is not done, with the word for the page and a sentence."""
    return {"Status": status, "Word": messages.WORDS[status], "Message": message}
