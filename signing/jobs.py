"""What the clock does for signing."""

from core.clock import daily, every
from signing.actions.completing import go_on
from signing.actions.heads import seal_journal
from signing.actions.reminding import remind_due
from signing.actions.remote import look_at_all
from signing.actions.upkeep import keep_up
from signing.actions.watching import watch
from signing.strongbox import let_go_of_the_dead


@every("signing.attempts", seconds=15)
def attempts_go_on() -> None:
    """Ask remote services, complete what was signed, end what is too late."""
    look_at_all()
    go_on()


@daily("signing.upkeep", at="01:20")
def proofs_are_kept_up() -> None:
    """Renew archive timestamps that weaken soon; what is issued is taken into care."""
    keep_up()


@every("signing.raise", minutes=15)
def papers_are_raised() -> None:
    """Raise what was signed while the timestamp authority was silent; usually there is nothing."""
    keep_up()


@daily("signing.watch", at="05:40")
def certificates_are_watched() -> None:
    """Ask how every certificate in use stands; warn before one ends."""
    watch()
    let_go_of_the_dead()


@daily("signing.seal_journal", at="23:50")
def the_journal_is_sealed() -> None:
    """Seal the heads of all books with the system's certificate."""
    seal_journal()


@every("signing.remind", minutes=15)
def what_waits_is_reminded_of() -> None:
    """Tell everybody once a day what waits for them to sign, and who sent it what is late."""
    remind_due()
