from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Users, units, posts, grants."""

    name = "people"
