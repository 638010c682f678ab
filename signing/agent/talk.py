"""What the agent hears on its WebSocket and what it does: our own verb, and the verbs of the VGCA agent."""

import asyncio
import base64
import json
from collections.abc import Awaitable, Callable

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from signing.agent.hand import Failed, Hand, der_of
from signing.agent.lines import Lines, NotTaken
from signing.agent.offers import Said, described, said_no, said_yes, sign_many, sign_offer
from signing.agent.whole import sign_whole
from signing.pdf.keys import Key
from signing.ways import messages

NAME = "Nghị Sự Agent 1.0 (mô phỏng VGCA Sign Service)"


class Agent:
    """Answers pages; one question at a time, as there is one person and one token."""

    def __init__(self, hand: Hand, *, ca: str = "") -> None:
        self._hand, self._ca, self._busy = hand, ca, asyncio.Lock()

    async def heard(self, socket: ServerConnection) -> None:
        """Answer one connection: the path is the verb, one JSON text in, one out."""
        verb = (socket.request.path if socket.request else "").strip("/").split("?")[0]
        site = socket.request.headers.get("Origin", "") if socket.request else ""
        try:
            text = await asyncio.wait_for(socket.recv(), 60)
            answer = await self._answered(verb, site, json.loads(text or "{}"))
            await socket.send(json.dumps(answer, ensure_ascii=False))
        except (ConnectionClosed, TimeoutError):
            return
        except ValueError:
            await socket.send(json.dumps(said_no(messages.FAILED, "Không đọc được yêu cầu.")))

    async def _answered(self, verb: str, site: str, asked: Said) -> Said:
        verbs: dict[str, Callable[[Lines, Said], Awaitable[Said]]] = {
            "NghiSu": self._own,
            "GetCertInfo": self._certificate,
            "GetVersion": _version,
            **dict.fromkeys(messages.VERBS, self._vgca),
        }
        if verb not in verbs:
            return said_no(messages.FAILED, f"Không có lệnh {verb[:40]}.")
        if self._busy.locked():
            return said_no(messages.REFUSED, "Một yêu cầu ký khác đang chờ.")
        async with self._busy:
            try:
                return await verbs[verb](Lines(site, self._ca), asked)
            except Failed as failed:
                return said_no(failed.status, failed.message)
            except NotTaken as refused:
                return said_no(messages.REFUSED, str(refused))
            except messages.Mismatch as mismatch:
                return said_no(messages.REFUSED, f"Không ký: {mismatch}.")

    async def _own(self, lines: Lines, asked: Said) -> Said:
        """Sign by our own protocol: nothing is signed that was not proved here. ``offers``: many with one PIN."""
        if isinstance(asked.get("offers"), list):
            return await sign_many(self._hand, lines, [str(one) for one in asked["offers"]])
        data = await asyncio.to_thread(lines.fetch_json, str(asked.get("offer", "")))
        offer = messages.read_offer(data)
        content = await asyncio.to_thread(lines.fetch, offer.file)
        key = await self._hand.open(f"Ký {described(offer)}?")
        try:
            await sign_offer(self._hand, lines, key, offer, content)
        finally:
            key.close()
        return said_yes()

    async def _vgca(self, lines: Lines, asked: Said) -> Said:
        """Sign as the VGCA agent does: fetch the file, sign it, upload it whole."""
        content = await asyncio.to_thread(lines.fetch, str(asked.get("FileName", "")))
        number = str(asked.get("DocNumber", ""))
        key = await self._hand.open(f"Ký tệp {number} ({len(content)} byte)?")
        try:
            signed = await asyncio.to_thread(self._signed_whole, content, key)
        finally:
            key.close()
        upload = str(asked.get("FileUploadHandler", ""))
        said = await asyncio.to_thread(lines.upload, upload, signed, "da-ky.pdf")
        if not said.get("Status"):
            return said_no(messages.REFUSED, str(said.get("Message", "")))
        return messages.vgca_answer(messages.OK, "", str(said.get("FileServer", "")))

    def _signed_whole(self, content: bytes, key: Key) -> bytes:
        if self._hand.fault == "other-file":
            content = content.replace(b"%PDF-1", b"%PDF-2", 1)
        return sign_whole(content, key, self._hand.sign)

    async def _certificate(self, _lines: Lines, asked: Said) -> Said:
        """Show the certificates, so that the page can register them; a ``Challenge`` is signed to prove the key is here."""
        key = await self._hand.open("Cho xem chứng thư số?")
        told: Said = said_yes()
        try:
            ders = [der_of(one) for one in (key.certificate, *key.chain)]
            if challenge := str(asked.get("Challenge", "")):
                proof = messages.proof_of(challenge)
                made = await asyncio.to_thread(self._hand.sign, key, proof)
                told["Proof"] = base64.b64encode(made).decode()
        finally:
            key.close()
        return {**told, "Certificates": [base64.b64encode(one).decode() for one in ders]}


async def _version(_lines: Lines, _asked: Said) -> Said:
    return {**said_yes(), "Version": NAME}
