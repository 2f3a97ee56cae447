"""read: a register that a plan or a command names -> its units, or what is wrong with it, to be told where they are
needed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.cascade.kept import Stamp, keep, recall, stamp
from generator.problem import PlanError, Problem
from generator.register import register
from generator.register.register import Register


@dataclass(frozen=True, slots=True)
class Roster:
    """A register that is named. `there` tells whether there is such a file; `units` is None where it is wrong."""

    path: Path
    stamp: Stamp
    there: bool
    units: Register | None
    problems: tuple[Problem, ...] = ()

    @property
    def register(self) -> Register:
        """The units. Raises PlanError with what is wrong in the file."""
        if self.units is None:
            raise PlanError(self.problems)
        return self.units


#: Registers that were read, sound or not.
_KEPT: dict[Stamp, Roster] = {}


def read(path: Path) -> Roster:
    """Return the register at a path, made anew only if its content changed. Never raises."""
    try:
        if not path.is_file():
            return Roster(path, (str(path), ""), False, None)
    except (OSError, ValueError):  # a name that no system takes
        return Roster(path, (str(path), ""), False, None)
    try:
        data = register.read_bytes(path)
    except PlanError as error:
        return Roster(path, (str(path), ""), True, None, error.problems)
    now = stamp(path, data)
    return recall(_KEPT, now) or keep(_KEPT, now, _parsed(data, path, now))


def _parsed(data: bytes, path: Path, now: Stamp) -> Roster:
    try:
        return Roster(path, now, True, register.parse(data, path))
    except PlanError as error:
        return Roster(path, now, True, None, error.problems)
