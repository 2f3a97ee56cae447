"""through: jobs -> what became of each, on all cores, as they come.

Workers are begun once, after what all jobs need was read, and share it. One that is killed (no memory left, say) takes
no other job with it: those it may have had in hand are tried again, one by one. So two jobs or more are never done in
this process, even one after the other.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext
from typing import Any, Generic, TypeVar

from generator.frozen import dataclass

Job = TypeVar("Job")
Result = TypeVar("Result")

#: So many jobs wait for each worker: enough that none is idle, few enough that a run stops at once.
_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Trade(Generic[Job, Result]):
    """What a crew does: `do` one job (a function of a module, which a worker can find), what came of a job whose
    worker was `killed`, what to put right after such a one (`sweep`), and what all jobs need (`prepare`)."""

    do: Callable[[Job], Result]
    killed: Callable[[Job], Result]
    sweep: Callable[[list[Job]], None]
    prepare: Callable[[], None]


def through(
    jobs: Iterable[Job], workers: int, trade: Trade[Job, Result], stop: Callable[[], bool] = lambda: False
) -> Iterator[Result]:
    """Do jobs on so many processes and yield what became of each, as they end. With `stop` no more are begun."""
    left = deque(jobs)
    while left and not stop():
        lost = yield from _some(left, min(workers, len(left)), trade, stop)
        for job in lost:  # one of these ended its worker: each gets one of its own
            again = yield from _some(deque([job]), 1, trade, stop)
            yield from map(trade.killed, again)


def _some(
    left: deque[Job], workers: int, trade: Trade[Job, Result], stop: Callable[[], bool]
) -> Generator[Result, None, list[Job]]:
    """Do jobs from the front of a queue until it is empty, the workers have done their share, or one dies; return
    the jobs that went with it."""
    flight: dict[Future[Result], Job] = {}
    share = workers * _SHARE
    pool = ProcessPoolExecutor(workers, _context(trade.prepare), initializer=_begin, initargs=(trade.do, trade.prepare))
    try:
        while flight or (left and share and not stop()):
            while left and share and len(flight) < workers * _AHEAD and not stop():
                share -= 1
                with _undisturbed():
                    flight[pool.submit(_do, left[0])] = left[0]
                left.popleft()  # only now: a pool that broke meanwhile has not taken it
            done, _ = wait(flight, return_when=FIRST_COMPLETED)
            for future in done:
                result = future.result()
                del flight[future]
                yield result
    except BrokenProcessPool:
        pool.shutdown(wait=True)
        trade.sweep(list(flight.values()))
        return list(flight.values())
    except BaseException:  # stopped at once: nobody waits for the jobs in hand
        for worker in multiprocessing.active_children():
            worker.kill()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    return []


#: After so many jobs a worker gives back the memory that it does not use, and after so many it makes way for a new
#: one: what libraries keep for themselves grows slowly, and a worker is begun in no time.
_GIVE_BACK, _SHARE = 25, 250
_done = 0
#: What this worker does, told once when it begins.
_work: Callable[[Any], Any]


def _do(job: Any) -> Any:
    """Do a job in a worker, which is as large after the 3,000th as after the 100th."""
    global _done
    result = _work(job)
    _done += 1
    if _done % _GIVE_BACK == 0:
        with contextlib.suppress(OSError, AttributeError):  # another C library than glibc sees to it itself
            ctypes.CDLL(None).malloc_trim(0)
    return result


#: What stops a command.
_STOPS = (signal.SIGINT, signal.SIGTERM)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Put off what stops the command while a worker is begun, which would take it for its own."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _context(prepare: Callable[[], None]) -> BaseContext:
    """How workers are begun: parted from this process where they may be, and share then what it read."""
    from generator.render import pdf

    clean = sys.platform == "linux" and threading.active_count() == 1 and not pdf.begun()
    if not clean:  # a thread of this process, or of Typst, would be missing in its copy, and be waited for without end
        return multiprocessing.get_context("spawn")
    prepare()
    gc.collect()
    gc.freeze()  # what is here stays, and is shared with the workers as long as nobody walks over it
    return multiprocessing.get_context("fork")


def _begin(do: Callable[[Any], Any], prepare: Callable[[], None]) -> None:
    """A worker leaves Ctrl-C to the command, and ends when the command does, however that ended."""
    global _work
    _work = do
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
    threading.Thread(target=_follow, daemon=True).start()
    prepare()


def _follow() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
