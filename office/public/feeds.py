"""The newest public papers as an Atom feed (RFC 4287)."""

from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _

from documents.models import Publication
from documents.publishing import published


class Newest(Feed):
    """The last 50 publications."""

    feed_type = Atom1Feed
    title = _("Public documents")
    link = reverse_lazy("public:list")
    login_required = False  # what LoginRequiredMiddleware asks of a view

    def items(self) -> list[Publication]:
        """Return the newest first."""
        return list(published()[:50])

    def item_title(self, item: Any) -> str:
        """Return number and title."""
        return " ".join(x for x in (item.paper.notation, item.paper.title) if x)

    def item_description(self, item: Any) -> str:
        """Return who issued it."""
        return str(item.paper.folder.unit or settings.TOWN)

    def item_pubdate(self, item: Any) -> Any:
        """Return when it became public."""
        return item.published_at
