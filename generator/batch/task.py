"""A plan that may have to be built, what is asked of it, and what became of it: frozen values."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Map
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from generator.batch import record
from generator.batch.record import Record
from generator.problem import Mark, Problem

if TYPE_CHECKING:
    from generator.filed.ledger import Ledger
    from generator.revisions import Stamp

#: `due` is what --dry-run says of a plan that would be built.
State = Literal["built", "unchanged", "failed", "due"]


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of every plan of a run."""

    formats: tuple[str, ...] = ("docx", "pdf")
    template: Path | None = None
    allow_errors: bool = False
    #: Where the folder stands in git, when drafts are to name it.
    stamp: Stamp | None = None

    @property
    def text(self) -> str:
        """The order as a record holds it; the template counts by its content, among the inputs."""
        asked = ",".join(sorted(self.formats)) + " template" * bool(self.template)
        return asked + " errors" * self.allow_errors + " revision" * bool(self.stamp)


@dataclass(frozen=True, slots=True)
class Task:
    """A plan to build into `folder / place`, and why. With `known`, only if it says something else than it did
    when that record was made; with `dry`, nothing is written."""

    plan: Path
    folder: Path
    place: Path
    order: Order
    common: Map[str, str]
    why: str
    known: Record | None = None
    dry: bool = False
    #: What was issued of it; None where nothing is.
    filed: Ledger | None = None
    #: Whether other plans are built at the same time: then this one keeps to one core.
    alone: bool = True

    def revision(self, inputs: Iterable[Path]) -> str:
        """Return the revision that a draft made from these files names, "" where none was asked for."""
        return self.order.stamp.of(inputs) if self.order.stamp else ""

    @property
    def targets(self) -> dict[str, Path]:
        """The files to write, by format."""
        base = self.folder / self.place
        return {name: base / f"{self.plan.stem}.{name}" for name in self.order.formats}

    @property
    def record(self) -> Path:
        """Where its record is kept."""
        return record.path(self.folder, self.place, self.plan.stem)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one plan: the files that stand there now, or what has to be mended (`failed`)."""

    plan: Path
    state: State
    files: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()
    why: str = ""
    family: str = ""
    warnings: int = 0
    seconds: float = 0.0
    #: A fault of ours, as Python tells it; "" where there is none.
    fault: str = ""


def failed(task: Task, message: str, hint: str) -> Outcome:
    """The outcome of a plan that could not be built for a reason that lies outside it."""
    return Outcome(task.plan, "failed", problems=(Problem(Mark(str(task.plan)), message, hint),), why=task.why)


def unchanged(task: Task, known: Record) -> Outcome:
    """The outcome of a plan whose files stand as they should."""
    stand = tuple(task.targets.values())
    return Outcome(task.plan, "unchanged", stand, family=known.family, warnings=known.warnings)
