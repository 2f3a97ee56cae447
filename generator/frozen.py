"""dataclass: as the one of the standard library, but `frozen=True` costs nothing while the program runs.

A frozen dataclass writes every field through `object.__setattr__`, which makes a value four times as slow to
make, and a plan is made of thousands. Here mypy holds values to be frozen; at run time they are plain ones with
the same fields, equality, hash and slots.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses

    def dataclass(*, frozen: bool = False, slots: bool = False) -> Callable[[type[Any]], type[Any]]:
        """Return the decorator that makes a class of values."""
        return dataclasses.dataclass(slots=slots, unsafe_hash=frozen)
