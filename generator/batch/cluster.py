"""through: tasks -> their outcomes, on the machines of a Dask cluster. The only door to Dask.

This machine reads the plans, sends each as a parcel, and writes what comes back; the others need neither its disk nor
its files. A machine that goes away on the way takes nothing with it: its plans are sent to another, and one that may
have ended its machine is sent alone.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as Map
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator.batch import work
from generator.batch.parcel import Made, Parcel, differs, make, pack
from generator.batch.task import Outcome, Task, failed
from generator.build import Input
from generator.problem import Mark, PlanError, Problem

#: So many plans are under way for each core of the cluster.
_AHEAD = 3
#: A plan that was lost so often, alone the last time, is given up.
_TRIES = 2
#: How long the cluster is waited for, and a cluster that has lost its last machine (s).
_PATIENCE = 20.0
#: What is under way when the run is stopped is waited for so long, then left (s).
_GRACE = 2.0
#: How often a wish to stop is looked for (s).
_LOOK = 0.2
#: How often the cores of the cluster are counted (s): each time is a question over the network.
_COUNT = 0.5


def through(address: str) -> Callable[..., Iterator[Outcome]]:
    """Return what does tasks on the cluster at an address, as `pool.through` does on this machine's cores.

    Raises PlanError where Dask is not installed.
    """
    try:
        import distributed
    except ImportError:
        hint = "cài bằng lệnh: .venv/bin/pip install 'kehoach[cluster]'"
        raise PlanError([Problem(Mark("--cluster"), "máy này chưa có thư viện Dask distributed", hint)]) from None

    if not address.strip():  # to Dask, a cluster of this machine's own
        raise PlanError([_unreachable(address)])

    def on_cluster(given: Iterable[Task], jobs: int, stop: Callable[[], bool] = lambda: False) -> Iterator[Outcome]:
        del jobs  # the cluster's own cores count
        left = deque(given)
        if not left:
            return
        logging.disable(logging.CRITICAL)  # to its end Dask speaks of what staff cannot use; we tell what they can
        warnings.filterwarnings("ignore", module="distributed")
        client = _connected(distributed, address, left[0].common, stop)
        if client is None:
            return
        executor = client.get_executor(pure=False)
        try:
            yield from _Run(left, executor, lambda: _cores(client), stop).outcomes()
        finally:
            with contextlib.suppress(Exception):  # a cluster that is gone cannot be left in good order
                executor.shutdown(wait=False)
            with contextlib.suppress(Exception):
                client.close(timeout=_GRACE)

    return on_cluster


# --- the way there ------------------------------------------------------------------------------


def _connected(distributed: Any, address: str, common: Map[str, str], stop: Callable[[], bool]) -> Any:
    """The client of a cluster whose machines are as this one; None where the run is stopped meanwhile.

    It is made beside the main thread, which alone hears Ctrl-C. Raises PlanError.
    """
    made: Future[Any] = Future()

    def open_it() -> None:
        try:
            made.set_result(_opened(distributed, address, common))
        except BaseException as error:
            made.set_exception(error)

    threading.Thread(target=open_it, daemon=True).start()
    end = time.monotonic() + 2 * _PATIENCE
    while not made.done() and not stop() and time.monotonic() < end:
        wait([made], timeout=_LOOK)
    if not made.done():
        if stop():
            return None
        raise PlanError([_unreachable(address)])
    return made.result()


def _opened(distributed: Any, address: str, common: Map[str, str]) -> Any:
    client = None
    try:
        client = distributed.Client(address, timeout=_PATIENCE, set_as_default=False)
        client.wait_for_workers(1, timeout=_PATIENCE)
        told = client.run(differs, dict(common), on_error="return")
    except (OSError, ValueError, TypeError, TimeoutError, RuntimeError):
        if client is not None:
            client.close(timeout=_GRACE)
        raise PlanError([_unreachable(address)]) from None
    problems = [problem for machine, found in told.items() if (problem := _different(machine, found))]
    if problems:
        client.close(timeout=_GRACE)
        raise PlanError(dict.fromkeys(problems))
    return client


def _different(machine: str, found: object) -> Problem | None:
    """What a machine said when it was asked how it differs from this one: "" for not at all."""
    if found == "":
        return None
    why = found if isinstance(found, str) else "chưa cài chương trình này, hoặc cài phiên bản khác"
    hint = "cài cùng phiên bản chương trình, thư viện và phông chữ trên mọi máy, rồi khởi động lại `dask worker`"
    return Problem(Mark("--cluster"), f"máy {machine} không giống máy này: {why}", hint)


def _unreachable(address: str) -> Problem:
    message = f"không kết nối được cụm máy ở `{address}`, hoặc cụm chưa có máy nào làm việc"
    hint = "kiểm tra địa chỉ (tcp://máy:8786), `dask scheduler` và `dask worker` đang chạy"
    return Problem(Mark("--cluster"), message, hint)


def _cores(client: Any) -> int:
    """The cores that the cluster has now; 0 where it has none, or is gone."""
    try:
        return sum(client.ncores().values()) if client.status == "running" else 0
    except Exception:
        return 0


# --- the work there -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Sent:
    """A task on its way, and what is needed when it comes back; how often it was lost."""

    task: Task
    parcel: Parcel
    inputs: dict[Path, Input]
    digest: str
    start: float
    lost: int = 0


@dataclass(slots=True)
class _Run:
    """A run on a cluster: the tasks left, those under way, and those that were lost and will go alone."""

    left: deque[Task]
    executor: Executor
    cores: Callable[[], int]
    stop: Callable[[], bool]
    flight: dict[Future[Made], _Sent] = field(default_factory=dict)
    again: deque[_Sent] = field(default_factory=deque)

    def outcomes(self) -> Iterator[Outcome]:
        """Yield what became of each task, as they end."""
        alive = time.monotonic()
        counted, asked, cores = 0.0, 0.0, 0
        while self.flight or ((self.left or self.again) and not self.stop()):
            now = time.monotonic()
            if now - counted > _COUNT:
                counted, cores = now, self.cores()
            alive = now if cores else alive
            asked = asked or (now if self.stop() else 0.0)
            if asked and now - asked > _GRACE:
                return
            if now - alive > _PATIENCE:
                yield from self._given_up()
                return
            if cores and not asked:
                yield from self._fill(cores * _AHEAD)
            done, _ = wait(self.flight, timeout=_LOOK, return_when=FIRST_COMPLETED)
            for future in done:
                yield from self._back(future, self.flight.pop(future))

    def _fill(self, room: int) -> Iterator[Outcome]:
        while self.left and len(self.flight) < room and not self.stop():
            sent = _begun(self.left.popleft())
            if isinstance(sent, Outcome):
                yield sent
            else:
                self._send(sent, sent.parcel.lean)
        if self.again and not self.flight and not self.left:
            sent = self.again.popleft()
            self._send(sent, sent.parcel)

    def _send(self, sent: _Sent, parcel: Parcel) -> None:
        future: Future[Made] = Future()
        try:
            future = self.executor.submit(make, parcel)
        except Exception as error:  # the cluster went away this very moment
            future.set_exception(error)
        self.flight[future] = sent

    def _back(self, future: Future[Made], sent: _Sent) -> Iterator[Outcome]:
        """What came back: an outcome, or a parcel to send again."""
        try:
            made = future.result()
        except BaseException as error:  # its machine was lost, or took back what it had begun
            if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
                raise
            sent = replace(sent, lost=sent.lost + 1)
            if sent.lost < _TRIES:
                self.again.append(sent)
            else:
                yield _lost(sent.task)
            return
        if made.missing:
            self._send(sent, sent.parcel)
        else:
            yield _ended(made, sent)

    def _given_up(self) -> Iterator[Outcome]:
        """No machine is left, and none has come: each plan that is not built is told so."""
        message = "cụm máy không còn máy nào làm việc, hoặc đã mất kết nối"
        problem = Problem(Mark("--cluster"), message, "bật lại cụm máy rồi chạy lại lệnh này để làm tiếp")
        waiting = [each.task for each in (*self.flight.values(), *self.again)]
        for task in (*waiting, *self.left):
            yield Outcome(task.plan, "failed", problems=(problem,), why=task.why)


def _begun(task: Task) -> _Sent | Outcome:
    """A task as it is sent; or its outcome, where it does not have to be."""
    start = time.perf_counter()
    found = work.guarded(task, lambda: work.settled(task))
    if isinstance(found, Outcome):
        return replace(found, seconds=time.perf_counter() - start)
    packed = work.guarded(task, lambda: pack(found, task.order, task.common, task.revision(found.inputs)))
    return packed if isinstance(packed, Outcome) else _Sent(task, *packed, found.digest, start)


def _ended(made: Made, sent: _Sent) -> Outcome:
    """The outcome of what another machine made: written here, or told."""
    task, seconds = sent.task, time.perf_counter() - sent.start
    if made.built is None:
        return Outcome(task.plan, "failed", problems=made.problems, why=task.why, fault=made.fault, seconds=seconds)
    office = {path: each for path, each in made.built.inputs.items() if path.exists()}  # it is looked for here again
    built = replace(made.built, inputs=sent.inputs | office, digest=sent.digest)
    return replace(work.guarded(task, lambda: work.write(task, built)), seconds=seconds)


def _lost(task: Task) -> Outcome:
    message = "các máy nhận kế hoạch này đều dừng giữa chừng"
    hint = "thường do máy hết bộ nhớ; in lại trên máy này, không dùng --cluster"
    return failed(task, message, hint)
