"""What stands in a Markdown file before its marks are read: paragraphs and tables as typed, with their lines."""

from __future__ import annotations

from dataclasses import field

from generator.frozen import dataclass

#: Letters of a paragraph that are read at most: a longer one is none of a document, and stays as it is.
LONGEST = 50_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph as typed, wrapped lines joined; a line break inside that is meant is BREAK (see `html.spans`)."""

    text: str
    line: int
    level: int = 0
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: its paragraphs, columns, rows."""

    pieces: tuple[Piece, ...]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Frame:
    """A table as typed."""

    rows: tuple[tuple[Box, ...], ...]
    line: int
    head: int = 0
    shares: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Markup:
    """A stretch of HTML in the file."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Raw:
    """A file: its blocks, its notes by name, what was met (rule, message, line)."""

    blocks: tuple[Piece | Frame | Markup, ...]
    notes: dict[str, Piece] = field(default_factory=dict)
    met: tuple[tuple[str, str, int], ...] = ()
    smart: bool = False
