"""What a notice is about, told from where it leads (pure)."""

from notices.states import Kind

PLACES: dict[str, Kind] = {
    "/tasks/": Kind.TASK,
    "/meetings/": Kind.MEETING,
    "/signing/": Kind.SIGNING,
    "/opinions/": Kind.OPINION,
}


def kind_of(url: str, given: str = "") -> Kind:
    """Return the given kind, or the one of the room the address leads into."""
    if given in Kind.values:
        return Kind(given)
    return next((kind for place, kind in PLACES.items() if url.startswith(place)), Kind.OTHER)
