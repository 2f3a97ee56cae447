"""through: tasks -> their outcomes, on all cores, as they come (see `crew`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from generator.batch import crew, files
from generator.batch.task import Outcome, Task, failed
from generator.batch.work import do


def through(tasks: Iterable[Task], jobs: int, stop: Callable[[], bool] = lambda: False) -> Iterator[Outcome]:
    """Do tasks on so many processes and yield what became of each, as they end. With `stop` no more are begun."""
    left = list(tasks)
    if len(left) < 2:
        if left and not stop():
            yield do(left[0])
        return
    trade = crew.Trade(do, _killed, _swept, prepare)
    yield from crew.through([replace(task, alone=jobs <= 1) for task in left], jobs, trade, stop)


def _swept(tasks: list[Task]) -> None:
    files.sweep({target.parent for task in tasks for target in _written(task)})


def _written(task: Task) -> list[Path]:
    """What a worker writes for a task, and may have left half-written when it died."""
    return [*task.targets.values(), task.record]


def _killed(task: Task) -> Outcome:
    message = "tiến trình in kế hoạch này bị dừng giữa chừng"
    hint = "thường do máy hết bộ nhớ: đóng bớt chương trình, hoặc in với --jobs nhỏ hơn, rồi chạy lại"
    return failed(task, message, hint)


@cache
def prepare() -> None:
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
