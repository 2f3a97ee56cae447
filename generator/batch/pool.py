"""through: tasks -> their outcomes, on all cores, as they come.

Workers are begun once and read the template, the fonts and the records before they are parted. One that is killed (no
memory left, say) takes no other plan with it: the plans it may have had in hand are tried again, one by one. So two
plans or more are never built in this process, even one after the other.
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
from dataclasses import replace
from functools import cache
from multiprocessing.context import BaseContext
from pathlib import Path

from generator.batch import files
from generator.batch.task import Outcome, Task, failed
from generator.batch.work import do

#: So many tasks wait for each worker: enough that none is idle, few enough that a run stops at once.
_AHEAD = 2


def through(tasks: Iterable[Task], jobs: int, stop: Callable[[], bool] = lambda: False) -> Iterator[Outcome]:
    """Do tasks on so many processes and yield what became of each, as they end. With `stop` no more are begun."""
    left = deque(tasks)
    if len(left) < 2:
        while left and not stop():
            yield do(left.popleft())
        return
    left = deque(replace(task, alone=jobs <= 1) for task in left)
    while left and not stop():
        lost = yield from _some(left, min(jobs, len(left)), stop)
        for task in lost:  # one of these ended its worker: each gets one of its own
            again = yield from _some(deque([task]), 1, stop)
            yield from map(_killed, again)


def _some(left: deque[Task], jobs: int, stop: Callable[[], bool]) -> Generator[Outcome, None, list[Task]]:
    """Do tasks from the front of a queue until it is empty, the workers have done their share, or one dies; return
    the tasks that went with it."""
    flight: dict[Future[Outcome], Task] = {}
    share = jobs * _SHARE
    pool = ProcessPoolExecutor(jobs, _context(), initializer=_begin)
    try:
        while flight or (left and share and not stop()):
            while left and share and len(flight) < jobs * _AHEAD and not stop():
                share -= 1
                with _undisturbed():
                    flight[pool.submit(_do, left[0])] = left[0]
                left.popleft()  # only now: a pool that broke meanwhile has not taken it
            done, _ = wait(flight, return_when=FIRST_COMPLETED)
            for future in done:
                outcome = future.result()
                del flight[future]
                yield outcome
    except BrokenProcessPool:
        pool.shutdown(wait=True)
        files.sweep({target.parent for task in flight.values() for target in _written(task)})
        return list(flight.values())
    except BaseException:  # stopped at once: nobody waits for the plans in hand
        for worker in multiprocessing.active_children():
            worker.kill()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    return []


#: After so many plans a worker gives back the memory that it does not use, and after so many it makes way for a new
#: one: what libraries keep for themselves grows slowly, and a worker is begun in no time.
_GIVE_BACK, _SHARE = 25, 250
_done = 0


def _do(task: Task) -> Outcome:
    """Do a task in a worker, which is as large after the 3,000th plan as after the 100th."""
    global _done
    outcome = do(task)
    _done += 1
    if _done % _GIVE_BACK == 0:
        with contextlib.suppress(OSError, AttributeError):  # another C library than glibc sees to it itself
            ctypes.CDLL(None).malloc_trim(0)
    return outcome


def _written(task: Task) -> list[Path]:
    """What a worker writes for a task, and may have left half-written when it died."""
    return [*task.targets.values(), task.record]


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


def _killed(task: Task) -> Outcome:
    message = "tiến trình in kế hoạch này bị dừng giữa chừng"
    hint = "thường do máy hết bộ nhớ: đóng bớt chương trình, hoặc in với --jobs nhỏ hơn, rồi chạy lại"
    return failed(task, message, hint)


def _context() -> BaseContext:
    """How workers are begun: parted from this process where they may be, and share then what it read."""
    from generator.render import pdf

    clean = sys.platform == "linux" and threading.active_count() == 1 and not pdf.begun()
    if not clean:  # a thread of this process, or of Typst, would be missing in its copy, and be waited for without end
        return multiprocessing.get_context("spawn")
    _prepare()
    gc.collect()
    gc.freeze()  # what is here stays, and is shared with the workers as long as nobody walks over it
    return multiprocessing.get_context("fork")


@cache
def _prepare() -> None:
    """Read what every plan needs."""
    from generator import fonts, profile
    from generator.check import agree
    from generator.render import docx, pdf, template
    from generator.standard.records import standard
    from generator.verify import docx as docx_reader
    from generator.verify import gate
    from generator.verify import pdf as pdf_reader

    del agree, docx_reader, gate, pdf, pdf_reader  # their modules are what is wanted
    standard()
    template.prepare(docx.DEFAULT)
    font = fonts.font(profile.read().pdf_family)
    for bold in (False, True):
        for italic in (False, True):
            font.width("k", 1, bold, italic)


def _begin() -> None:
    """A worker leaves Ctrl-C to the command, and ends when the command does, however that ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
    threading.Thread(target=_follow, daemon=True).start()
    _prepare()


def _follow() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
