"""What a call costs: this thread's own work, without what the machine or the rest of a long test run does beside it."""

import gc
import time


def work(call):
    """Return what the call gave, and the seconds of this thread's CPU it took; nobody collects garbage meanwhile."""
    gc.collect()
    gc.disable()
    began = time.thread_time()
    try:
        return call(), time.thread_time() - began
    finally:
        gc.enable()
