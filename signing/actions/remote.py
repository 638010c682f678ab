"""Signing at a remote service: asked in a thread of its own, answered later; PIN and code are never written anywhere."""

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.db import connections
from django.utils import translation
from django.utils.translation import gettext as _

from core.refused import Refused
from people.models import User
from signing.actions import completing
from signing.actions.attempts import deliver, fail, sent
from signing.actions.keeping import Owner, register
from signing.attempt_states import AttemptState, Way
from signing.models import Attempt, SigningKey
from signing.queries.ways import address
from signing.strongbox import print_of
from signing.ways import csc
from signing.ways.csc import Client, CscFailed

log = logging.getLogger(__name__)


def sentence(word: str) -> str:
    """Return what is said to the person of a failure."""
    said = {
        "wrong_pin": _("The remote signing service says: the PIN is not right."),
        "wrong_otp": _("The remote signing service says: the code is not right or too old."),
        "late": _("The permission of the remote signing service has run out. Begin again."),
        "locked": _("The remote signing service has locked this key."),
        "disabled": _("The remote signing service has disabled this key."),
        "not_admitted": _("The remote signing service does not admit this installation."),
        "down": _("The remote signing service does not answer. Nothing was signed; try again later."),
        "algorithm": _("The remote signing service cannot sign in the way that is needed."),
        "other_certificate": _("The remote signing service now has another certificate for this key."),
        "too_many": _("The remote signing service signs fewer documents at once."),
        "unknown": _("This remote signing service is not set up here."),
        "nonsense": _("The remote signing service gave an answer that cannot be understood. Nothing was signed; tell your administrator."),
    }  # fmt: skip
    return said.get(word) or _("The remote signing service refused. Nothing was signed.")


def client_of(name: str) -> Client:
    """Return a conversation with the service of that name in ``settings.CSC_SERVICES``."""
    try:
        found = settings.CSC_SERVICES[name]
        service = csc.Service(found["url"], found["client_id"], found["client_secret"])
    except KeyError as error:
        raise CscFailed("unknown") from error
    return Client(service)


def register_remote(
    owner: Owner, *, service: str, credential: str, by: User, later: bool = False
) -> SigningKey:
    """Register a key at a remote service; the service shows its certificate, which must name the owner.

    ``later``: the person confirms on their telephone, so the service is asked for a ticket (CSC mode A) and again later.
    """
    try:
        shown = client_of(service).info(credential)
    except CscFailed as failed:
        raise Refused(sentence(failed.word)) from None
    options: dict[str, Any] = {"service": service[:40], "credential": credential[:100]}
    if later:
        options["later"] = True
    return register(owner, shown.certificates, way=Way.REMOTE, options=options, by=by)


def ask(attempts: Sequence[Attempt], *, pin: str, otp: str) -> None:
    """Have the attempts (of one key) signed under one permission; returns at once, the rest is a thread's work."""
    language = translation.get_language()
    start(lambda: _asked(list(attempts), pin, otp, language))


def start(work: Callable[[], None]) -> None:
    """Do the work in a thread; nobody's request waits for it."""

    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    threading.Thread(target=run, name="remote-signing", daemon=True).start()


def _asked(attempts: list[Attempt], pin: str, otp: str, language: str | None) -> None:
    with translation.override(language):
        try:
            _signed(attempts, pin, otp)
        except CscFailed as failed:
            _all_fail(attempts, sentence(failed.word))
        except Refused as refused:
            _all_fail(attempts, str(refused))
        except Exception as error:  # noqa: BLE001 (a thread has nobody above it; never the text: it may hold the PIN)
            log.error("Remote signing stumbled: %s", type(error).__name__)  # noqa: TRY400 (the trace may hold the PIN)
            _all_fail(attempts, sentence(""))


def _all_fail(attempts: Sequence[Attempt], reason: str) -> None:
    for attempt in attempts:
        fail_unsigned(attempt, reason)


def fail_unsigned(attempt: Attempt, reason: str) -> None:
    """End an attempt unless its signature came: then it is completed, whatever else failed."""
    attempt.refresh_from_db(fields=["state"])
    if attempt.state in (AttemptState.PREPARED, AttemptState.SENT):
        fail(attempt, reason)


def _signed(attempts: list[Attempt], pin: str, otp: str) -> None:
    client, credential = found(attempts[0].key)
    if len(attempts) > credential.at_once:
        raise CscFailed("too_many")
    under_one_permission(client, credential, attempts, pin=pin, otp=otp)


def found(key: SigningKey) -> tuple[Client, csc.Credential]:
    """Return a conversation with the key's service and what it says of the key; ``CscFailed`` when it cannot sign now."""
    client = client_of(key.options["service"])
    credential = client.info(key.options["credential"])
    if not credential.enabled:
        raise CscFailed("disabled")
    if print_of(credential.certificates[0]) != key.fingerprint:
        raise CscFailed("other_certificate")
    return client, credential


def under_one_permission(
    client: Client, credential: csc.Credential, attempts: Sequence[Attempt], *, pin: str, otp: str
) -> None:
    """Have attempts (of one key) signed under one permission for exactly their digests.

    Asked in as many questions as the service wants (``per_call`` of its settings); what fails ends those that were not
    signed before, each with the sentence.
    """
    options = attempts[0].key.options
    name = str(options["credential"])
    hashes = [csc.hashed(bytes(one.attributes)) for one in attempts]
    titles = "; ".join(one.step.route.paper.title for one in attempts)
    sad = client.authorize(name, hashes, pin=pin, otp=otp, text=titles)
    for one in attempts:
        sent(one)
    most = int(settings.CSC_SERVICES[options["service"]].get("per_call", 0)) or len(attempts)
    for start_ in range(0, len(attempts), most):
        part = slice(start_, start_ + most)
        if start_:
            sad = client.extend(name, sad, hashes[part])
        later = address(attempts[start_], "remote") if options.get("later") else ""
        answer = client.sign(name, sad, hashes[part], algorithm=credential.algorithm, later=later)
        _take(attempts[part], answer)


def _take(attempts: Sequence[Attempt], answer: csc.Answer) -> None:
    if answer.ticket:
        for index, one in enumerate(attempts):
            sent(one, remote=f"{answer.ticket}#{index}")
    else:
        _arrived(list(zip(attempts, answer.signatures, strict=True)))


def look(attempt: Attempt) -> None:
    """Ask once whether the signatures under a ticket are there; the clock's job and the service's call come here."""
    if attempt.state != AttemptState.SENT or "#" not in attempt.remote:
        return
    ticket = attempt.remote.rpartition("#")[0]
    rows = Attempt.objects.filter(
        key=attempt.key_id, state=AttemptState.SENT, remote__startswith=f"{ticket}#"
    )
    same = list(rows.select_related("key"))
    try:
        answer = client_of(attempt.key.options["service"]).poll(ticket)
    except CscFailed as failed:
        if failed.word != "down":
            _all_fail(same, sentence(failed.word))
        return
    if answer:
        _arrived([(one, _own(one, answer.signatures)) for one in same])


def _own(attempt: Attempt, signatures: Sequence[bytes]) -> bytes:
    """Return this attempt's of the signatures that came together; nothing when there is none."""
    try:
        return signatures[int(attempt.remote.rpartition("#")[2])]
    except (IndexError, ValueError):
        return b""


def look_at_all() -> None:
    """Ask for everything that is still waited for, once for each ticket."""
    rows = Attempt.objects.filter(way=Way.REMOTE, state=AttemptState.SENT).exclude(remote="")
    tickets = {one.remote.rpartition("#")[0]: one for one in rows.select_related("key")}
    for attempt in tickets.values():
        look(attempt)


def _arrived(came: Sequence[tuple[Attempt, bytes]]) -> None:
    """Take signatures that came together: all are kept before the first is completed, which may take a clock's time each.

    Whatever dies meanwhile, what was signed with the person's code is not lost: the clock's job completes it.
    """
    completing.complete_all([one for one, signature in came if _kept(one, signature)])


def _kept(attempt: Attempt, signature: bytes) -> bool:
    """Keep one signature; a wrong or late one ends its own attempt only."""
    certificate = attempt.key.read_certificate
    if not signature:
        fail(attempt, sentence(""))
        return False
    try:
        deliver(attempt, csc.as_der(signature, certificate) if certificate else signature)
    except Refused as refused:
        fail(attempt, str(refused))
        return False
    return True
