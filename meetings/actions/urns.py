"""The urn of a secret vote in the database: placed when it opens, filled ballot by ballot, emptied and destroyed at its end."""

from functools import partial

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from core.refused import Refused
from meetings.erasing import wipe
from meetings.models import Urn, Vote
from meetings.urn import CHOICES, Ballots, Keys, Spoilt, new_secret, seal, unseal

Numbers = dict[str, int]


def place_urn(vote: Vote, *, room: int) -> Urn:
    """Place an empty urn with room for everybody entitled."""
    secret = new_secret()
    box = seal([], room=room, keys=_keys(vote, secret))
    return Urn.objects.create(vote=vote, secret=secret, content=box)


def drop_ballot(vote: Vote, choice: str, code: str) -> None:
    """Put one ballot in and close the urn anew; the caller holds the meeting's lock."""
    urn = Urn.objects.select_for_update().get(vote=vote)
    keys = _keys(vote, bytes(urn.secret))
    ballots = _opened(urn, keys)
    room = vote.present - vote.recused
    urn.content = seal([*ballots, (choice, code)], room=room, keys=keys)
    urn.save(update_fields=["content"])


def empty_urn(vote: Vote) -> tuple[Numbers, list[list[str]]]:
    """Open the urn, count, destroy it; returns the numbers by choice and, in the order of the codes, the receipts."""
    urn = Urn.objects.select_for_update().get(vote=vote)
    ballots = _opened(urn, _keys(vote, bytes(urn.secret)))
    if len(ballots) != vote.ballots.count():
        raise Refused(
            _("The urn does not hold as many ballots as voters are marked. Declare the vote void.")
        )
    destroy_urn(vote)
    numbers = {choice: sum(row[0] == choice for row in ballots) for choice in CHOICES}
    receipts = sorted([code, choice] for choice, code in ballots) if vote.with_codes else []
    return numbers, receipts


def destroy_urn(vote: Vote) -> None:
    """Erase the urn and its secret; after commit also what the database still keeps of them on its pages."""
    if Urn.objects.filter(vote=vote).update(secret=b"", content=b""):
        Urn.objects.filter(vote=vote).delete()
        transaction.on_commit(partial(wipe, connection.alias), robust=True)


def _opened(urn: Urn, keys: Keys) -> Ballots:
    try:
        return unseal(bytes(urn.content), keys)
    except Spoilt:
        raise Refused(
            _(
                "The urn does not open: the server's key was changed. Declare the vote void and repeat it."
            )
        ) from None


def _keys(vote: Vote, secret: bytes) -> Keys:
    servers = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return Keys(servers, secret, vote.pk)
