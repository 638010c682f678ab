"""Addresses of incoming documents and of the exchange."""

from django.urls import path

from registry.views import exchange, incoming, incoming_acts

patterns = [
    path("exchange/", exchange.index, name="exchange"),
    path("exchange/<int:pk>/message.edxml", exchange.file, name="exchange_file"),
    path("exchange/<int:pk>/again/", exchange.again, name="exchange_again"),
    path("exchange/codes/", exchange.organs, name="organs"),
    path("exchange/codes/<int:pk>/", exchange.organ, name="exchange_organ"),
    path("incoming/", incoming.index, name="incoming_list"),
    path("incoming/new/", incoming_acts.receive, name="receive"),
    path("incoming/<int:pk>/", incoming.page, name="incoming"),
    path("incoming/<int:pk>/stamped.pdf", incoming.stamp, name="incoming_stamp"),
    path("incoming/<int:pk>/register/", incoming_acts.register, name="incoming_register"),
    path("incoming/<int:pk>/correct/", incoming_acts.correct, name="incoming_correct"),
    path("incoming/<int:pk>/submit/", incoming_acts.submit, name="incoming_submit"),
    path("incoming/<int:pk>/direct/", incoming_acts.direct, name="incoming_direct"),
    path("incoming/<int:pk>/check/", incoming_acts.check, name="incoming_check"),
    *(
        path(f"incoming/<int:pk>/{word}/", incoming_acts.reasoned, {"word": word}, name=f"incoming_{word}")
        for word in incoming_acts.REASONED
    ),
    path("incoming/books/<int:agency>/<int:year>/<slug:word>.pdf", incoming.book, name="incoming_book"),
]  # fmt: skip
