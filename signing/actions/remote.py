"""Signing at a remote service: asked in a thread of its own, answered later; PIN and code are never written anywhere."""

import logging
import threading
from collections.abc import Callable, Sequence

from django.conf import settings
from django.db import connections
from django.utils import translation
from django.utils.translation import gettext as _

from core.refused import Refused
from people.models import User
from signing.actions.attempts import deliver, fail, sent
from signing.actions.completing import complete
from signing.actions.keeping import Owner, register
from signing.attempt_states import AttemptState, Way
from signing.models import Attempt, SigningKey
from signing.strongbox import print_of
from signing.way_queries import address
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


def register_remote(owner: Owner, *, service: str, credential: str, by: User) -> SigningKey:
    """Register a key at a remote service; the service shows its certificate, which must name the owner."""
    try:
        found = client_of(service).info(credential)
    except CscFailed as failed:
        raise Refused(sentence(failed.word)) from None
    options = {"service": service[:40], "credential": credential[:100]}
    return register(owner, found.certificates, way=Way.REMOTE, options=options, by=by)


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


def _all_fail(attempts: list[Attempt], reason: str) -> None:
    for attempt in attempts:
        fail(attempt, reason)


def _signed(attempts: list[Attempt], pin: str, otp: str) -> None:
    options = attempts[0].key.options
    client, credential = client_of(options["service"]), options["credential"]
    found = client.info(credential)
    if not found.enabled:
        raise CscFailed("disabled")
    if print_of(found.certificates[0]) != attempts[0].key.fingerprint:
        raise CscFailed("other_certificate")
    if len(attempts) > found.at_once:
        raise CscFailed("too_many")
    hashes = [csc.hashed(bytes(one.attributes)) for one in attempts]
    titles = "; ".join(one.step.route.paper.title for one in attempts)
    sad = client.authorize(credential, hashes, pin=pin, otp=otp, text=titles)
    for one in attempts:
        sent(one)
    later = address(attempts[0], "remote") if options.get("later") else ""
    answer = client.sign(credential, sad, hashes, algorithm=found.algorithm, later=later)
    for index, one in enumerate(attempts):
        if answer.ticket:
            sent(one, remote=f"{answer.ticket}#{index}")
        else:
            _arrived(one, answer.signatures[index])


def look(attempt: Attempt) -> None:
    """Ask once whether a signature under a ticket is there; the clock's job and the service's call come here."""
    if attempt.state != AttemptState.SENT or "#" not in attempt.remote:
        return
    ticket, _hash, index = attempt.remote.rpartition("#")
    try:
        answer = client_of(attempt.key.options["service"]).poll(ticket)
        if answer is not None:
            _arrived(attempt, answer.signatures[int(index)])
    except CscFailed as failed:
        if failed.word != "down":
            fail(attempt, sentence(failed.word))
    except IndexError:
        fail(attempt, sentence(""))


def look_at_all() -> None:
    """Ask for everything that is still waited for."""
    rows = Attempt.objects.filter(way=Way.REMOTE, state=AttemptState.SENT).exclude(remote="")
    for attempt in rows.select_related("key"):
        look(attempt)


def _arrived(attempt: Attempt, signature: bytes) -> None:
    """Take one signature; a wrong or late one ends its own attempt only."""
    certificate = attempt.key.read_certificate
    try:
        complete(deliver(attempt, csc.as_der(signature, certificate) if certificate else signature))
    except Refused as refused:
        fail(attempt, str(refused))
