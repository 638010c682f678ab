"""The limits a child puts on itself before it opens an unknown file."""

import contextlib
import ctypes
import gc
import os
import resource
import signal

MEMORY = 1 << 30  # bytes of address space
CPU_SECONDS = 9
WALL_SECONDS = 10
FILE_SIZE = 256 << 20  # bytes it may write
OPEN_FILES = 64
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000


def take_limits(memory: int = MEMORY, seconds: int = CPU_SECONDS) -> None:
    """Give up memory, time, files and the network; what the system does not allow to give up is left."""
    gc.disable()  # a fork lives for seconds and its memory is bounded: to look for cycles costs a fifth of its time
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for what, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, FILE_SIZE),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (limit, limit))
    _leave_network()


def _leave_network() -> None:
    """Move into an empty network namespace, where the kernel lets an ordinary process do so."""
    with contextlib.suppress(OSError, AttributeError):
        unshare = ctypes.CDLL(None, use_errno=True).unshare
        if unshare(CLONE_NEWNET) != 0 and os.geteuid() != 0:
            unshare(CLONE_NEWUSER | CLONE_NEWNET)
