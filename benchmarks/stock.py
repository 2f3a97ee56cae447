"""convert: laid-out plans -> DOCX and PDF the way it is usually done: stock docxtpl, then LibreOffice.

The template is ours and so is its context, made before the clock runs (a point to the other side). docxtpl runs in two
processes, as ours does; LibreOffice needs a profile of its own for each that runs at once, so each worker has one.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import bench
from generator import build
from generator import profile as profiles
from generator.document import Document
from generator.render import docx, template

#: How it may be done: one LibreOffice a file, two at a time; one for all files; two, each for half of them.
WAYS = ("each", "all", "halves")


@dataclass(frozen=True, slots=True)
class Filled:
    """A plan as stock docxtpl takes it: its name, the document, the context of the template."""

    name: str
    document: Document
    context: dict[str, Any]


#: What the workers fill: set before they are parted, so that nothing is sent to them.
_BATCH: list[Filled] = []


def read(paths: list[Path]) -> list[Filled]:
    """Read and lay out plans, and make the context of the template for each."""
    prepared = template.prepare(docx.DEFAULT)
    profile = profiles.read()
    documents = [build.read(path).document for path in paths]
    return [
        Filled(path.stem, each, docx._context(each, profile, prepared))
        for path, each in zip(paths, documents, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Converted:
    """What came of a batch: the PDFs made, and the processor time of all that took part (s)."""

    made: int
    cpu: float


@contextmanager
def ready(batch: list[Filled], homes: list[Path]) -> Iterator[Callable[[str], Converted]]:
    """Begin the workers, with what they shall fill, and give what does it all one of the `WAYS`.

    `homes` is a folder a worker: LibreOffice keeps its profile there.
    """
    _BATCH[:] = batch
    with ProcessPoolExecutor(len(homes), multiprocessing.get_context("fork")) as pool:
        list(pool.map(abs, range(4 * len(homes))))  # so that all are there before the clock runs
        yield partial(_convert, pool, len(batch), homes)


def _convert(pool: ProcessPoolExecutor, count: int, homes: list[Path], way: str) -> Converted:
    for home in homes:
        shutil.rmtree(home / "out", ignore_errors=True)
    shares = [list(range(count))[at :: len(homes)] for at in range(len(homes))]
    if way == "each":
        spent = sum(pool.map(_one_by_one, shares, homes))
    else:
        spent = sum(pool.map(_fill, shares, homes))
        lines = shares if way == "halves" else [list(range(count))]
        spent += sum(pool.map(_soffice, lines, homes))
    return Converted(sum(len(list((home / "out").glob("*.pdf"))) for home in homes), spent)


def _one_by_one(share: list[int], home: Path) -> float:
    return sum(_fill([number], home) + _soffice([number], home) for number in share)


def _fill(share: list[int], home: Path) -> float:
    """Fill plans with docxtpl; return the processor time (s)."""
    before = _spent()
    for each in share:
        _file(each, home).write_bytes(bench.stock(_BATCH[each].document, _BATCH[each].context))
    return _spent() - before


def _soffice(share: list[int], home: Path) -> float:
    """Convert plans on one command line; return the processor time (s)."""
    before = _spent()
    bench.soffice([_file(each, home) for each in share], str(home))
    return _spent() - before


def _file(number: int, home: Path) -> Path:
    """Where the DOCX of a plan goes: beside the homes, since one may fill it and another convert it."""
    return home.parent / f"{_BATCH[number].name}.docx"


def _spent() -> float:
    """Processor time of this process and of those that it waited for (s)."""
    return sum(os.times()[:4])
