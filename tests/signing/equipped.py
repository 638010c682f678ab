"""People and units with what they need to sign: keys and pictures, in a demonstration and outside of one."""

from __future__ import annotations

from django.conf import settings

from signing.actions.keeping import import_key
from signing.actions.keys import issue_key, issue_seal
from signing.actions.pictures import keep_picture, weigh
from signing.actions.trust import add_root
from tests.signing import agents, ink


def give_keys(*owners, pin):
    """Give each a key: in a demonstration its own, else one of an authority that the installation believes."""
    if not settings.DEMO:
        add_root(agents.root_pem().read_bytes(), why="tests", by=None)
    for owner in owners:
        is_person = hasattr(owner, "full_name")
        if settings.DEMO:
            (issue_key if is_person else issue_seal)(owner, pin=pin)
        else:
            file = agents.p12(agents.holder(owner.full_name if is_person else owner.name))
            import_key(file, passphrase=agents.PIN, pin=pin, owner=owner)


def give_pictures(person, unit):
    """Give the person and the agency the pictures without which nothing is signed outside of the demonstration."""
    for owner, kind, drawn in ((person, "signature", ink.hand()), (unit, "seal", ink.seal())):
        keep_picture(weigh(drawn, kind=kind), owner=owner, by=person)
