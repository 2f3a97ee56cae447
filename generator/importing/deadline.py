"""within: work that ends in time -> the same; work that does not -> Late, so that no document keeps a command busy.

Time is that of the processor, so that a busy machine refuses no more than an idle one.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Late(BaseException):
    """The time is over. No Exception: nothing on the way may take it for a fault of its own."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise Late in what is done here when it took so many seconds; where a system cannot tell, it is not limited."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _late)
    signal.setitimer(signal.ITIMER_PROF, seconds, 1)  # again each second, should the first be lost in a callback
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _late(number: int, frame: FrameType | None) -> None:
    raise Late
