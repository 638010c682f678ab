"""The night before today: what ended teaches, the open tasks show how likely they are to be late."""

from office.demo.story.city import City
from tasks import door as tasks


def tell(_city: City) -> None:
    """Let the clock's night work be done once."""
    tasks.foresee_all()
