"""A worker whose only job is slow and then asks the database: run as ``python -m tests.core.working FOLDER``.

It writes ``begun`` when the job begins, waits for ``go``, and writes ``done`` when the job came to its end.
"""

import sys
import time
from pathlib import Path

import django


def main(folder):
    """Work until ``done`` is there, or a minute."""
    django.setup()
    from core import clock, jobs
    from core.models import Slot

    def work():
        (folder / "begun").touch()
        while not (folder / "go").exists():
            time.sleep(0.05)
        Slot.objects.count()
        (folder / "done").touch()

    jobs.find_rhythms()
    clock.RHYTHMS.clear()  # nothing else is ordered
    jobs.find_rhythms = lambda: None
    clock.RHYTHMS["tests.slow"] = clock.Rhythm("tests.slow", work)
    workshop = jobs.Workshop()
    jobs.tick = list
    jobs.run_scheduled.enqueue("tests.slow", "now")
    workshop.start()
    until = time.monotonic() + 60
    while not (folder / "done").exists() and time.monotonic() < until:
        time.sleep(0.05)
    workshop.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
