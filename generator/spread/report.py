"""Report, Update: what a re-issue does to the units of a folder: frozen values."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from pathlib import Path

from generator.problem import Problem
from generator.spread.threeway import Compared

_NOTHING = Compared((), (), (), ())


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one unit's file. `taken_up`: it is followed from now on; `problems`: why it was left alone,
    or what in it cannot be printed whatever was re-issued; `left`: it was left alone and stays on its old record;
    `waiting`: conflicts of earlier times that its file still lists; `cited`: how the plan above was cited, and how
    it is now, where that changed; `issued`: the number of a plan that was issued, which nothing changes any more."""

    path: Path
    compared: Compared = _NOTHING
    taken_up: bool = False
    left: bool = False
    problems: tuple[Problem, ...] = ()
    waiting: tuple[str, ...] = ()
    cited: tuple[str, str] | None = None
    issued: str = ""


@dataclass(frozen=True, slots=True)
class Update:
    """The reports unit by unit, and the files to write: units' files with new conflicts, and the record."""

    folder: Path
    reports: tuple[Report, ...]
    files: Map[Path, bytes] = field(default_factory=dict)
    #: Units of the register that have no file here; whether the files are only to be looked at.
    without: tuple[str, ...] = ()
    dry: bool = False

    @property
    def conflicts(self) -> int:
        """How many matters wait for a person: conflicts, of now and of earlier times, and files left alone."""
        return sum(len(each.compared.conflicts) + len(each.waiting) + each.left for each in self.reports)
