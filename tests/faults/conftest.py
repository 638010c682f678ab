"""The meeting and the screens of the journeys, on an installation of their own that may be killed."""

from tests.journeys.conftest import open_page, scene  # noqa: F401
