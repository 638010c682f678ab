"""What the tests of the floor share: a session with four people in it, and asking."""

from meetings import actions
from tests import world
from tests.meetings.table import seat


def on_the_floor(who):
    """In session; An, Bình, Chi and a guest, Dũng, are here."""
    meeting = world.in_session()
    actions.arrive(seat(meeting, who.chi), by=who.chi)
    actions.arrive(actions.invite(meeting, [who.dung], role="guest", by=who.chi)[0], by=who.dung)
    return meeting


def ask(meeting, person, **more):
    return actions.ask_to_speak(seat(meeting, person), by=person, **more)


def question(meeting, person, to, text="Bao giờ xong?"):
    return ask(meeting, person, kind="question", text=text, to=seat(meeting, to))
