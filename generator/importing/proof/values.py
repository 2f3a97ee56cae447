"""What a proof says: frozen values only."""

from __future__ import annotations

from typing import Literal

from generator.frozen import dataclass

#: What became of a word: found again in order (`same`), given or taken by the form (`form`), found elsewhere (`moved`),
#: found with other signs at its ends (`sign`), lost of the source, new in the document; `number` is a marker that Word
#: counted and the document does not print.
State = Literal["same", "form", "moved", "sign", "lost", "new", "number"]
Kind = Literal["missing", "added", "changed", "sign", "moved", "number"]


@dataclass(frozen=True, slots=True)
class Said:
    """A word of either side, what became of it, and its line in the source (0 on the document's side)."""

    text: str
    state: State
    line: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """What stands side by side: words of the source and what was built of them; `zone` tells where, `look` how."""

    source: tuple[Said, ...]
    built: tuple[Said, ...]
    zone: str
    look: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that are not the same on both sides.

    `line` and `last` are lines of the source: those of the lost words, else of what stands before. `words` is how
    many there are, `before` what stands before them.
    """

    kind: Kind
    source: str
    built: str
    line: int
    last: int
    words: int
    before: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """How a document answers for its source: `total` words of the source, `found` of them again in order; `form` is
    how many words the form of the decree added; the differences by line; both sides row by row."""

    total: int
    found: int
    form: int
    differences: tuple[Difference, ...]
    rows: tuple[Row, ...]

    @property
    def share(self) -> float:
        """The share of the source's words that was found in order, from 0 to 1; 1.0 only where all were."""
        return self.found / self.total if self.total else 1.0

    def of(self, *kinds: Kind) -> tuple[Difference, ...]:
        """The differences of some kinds, by line."""
        return tuple(each for each in self.differences if each.kind in kinds)

    @property
    def complete(self) -> bool:
        """Tell whether nothing was lost, moved, changed or invented."""
        return not self.differences
