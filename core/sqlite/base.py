"""Django's SQLite, its writers in a queue: those of one process wait for each other here, not in SQLite.

SQLite lets who finds it locked sleep and try again, up to a tenth of a second at a time and in no order: of three
hundred tablets that vote at once somebody may be unlucky until the patience of twenty seconds is over, while the lock
is often free with everybody asleep. Within a process a lock wakes the next at once; between processes SQLite decides
as before. Named in ``config.env``; readers are not touched.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from typing import Any

from django.db.backends.sqlite3 import base

PATIENCE = 20  # seconds, then SQLite's own waiting and its error

_queues: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose write transactions queue up."""

    _held: threading.Lock | None = None

    def _start_transaction_under_autocommit(self) -> None:
        queue = _queues[str(self.settings_dict["NAME"])]
        if queue.acquire(timeout=PATIENCE):
            self._held = queue
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._let_next()
            raise

    def _commit(self) -> Any:
        super()._commit()  # type: ignore[misc]
        self._let_next()

    def _rollback(self) -> Any:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._let_next()

    def _close(self) -> Any:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._let_next()

    def _let_next(self) -> None:
        held, self._held = self._held, None
        if held:
            held.release()
