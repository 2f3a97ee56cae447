"""Counter: the lists and headings of an ODT, in order -> the number or bullet that each item shows.

OpenDocument tells lists as trees; one that goes on after a paragraph says so (`continue-numbering`,
`continue-list`). An item that only holds a deeper list has no number of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.importing.html.listed import numeral
from generator.importing.odt.names import ID, LOEXT, STYLE, TEXT, Node, whole
from generator.importing.odt.styles import Styles

LEVELS = 10
#: Bullets of fonts of signs (Symbol, Wingdings, OpenSymbol), as they show.
_SIGNS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf076": "❖", "\uf0a8": "◻", "\uf071": "❑",
    "\uf0e0": "➔", "\uf02d": "-", "\uf0be": "-", "\ue00c": "•", "·": "•",
}  # fmt: skip
_PLACE = re.compile(r"%(\d{1,2})%")


@dataclass(slots=True)
class Run:
    """How far one list has come at each level."""

    style: str
    counts: list[int] = field(default_factory=lambda: [0] * LEVELS)
    begun: list[bool] = field(default_factory=lambda: [False] * LEVELS)


@dataclass(slots=True)
class Counter:
    """All lists of a document so far."""

    styles: Styles
    by_id: dict[str, Run] = field(default_factory=dict)
    last: dict[str, Run] = field(default_factory=dict)
    headings: Run = field(default_factory=lambda: Run(""))

    def begin(self, node: Node, above: Run | None) -> Run:
        """Return the run of a list: that of the list around it, of the one it goes on with, or a new one."""
        style = node.get(f"{TEXT}style-name") or (above.style if above else "")
        if above is not None:
            run = above if style == above.style else Run(style, above.counts, above.begun)
        else:
            run = self._continued(node, style) or Run(style)
            self.last[style] = run
        if identity := node.get(ID) or node.get(f"{TEXT}id"):
            self.by_id[identity] = run
        return run

    def _continued(self, node: Node, style: str) -> Run | None:
        if named := node.get(f"{TEXT}continue-list"):
            return self.by_id.get(named)
        return self.last.get(style) if node.get(f"{TEXT}continue-numbering") == "true" else None

    def item(self, run: Run, level: int, start: str | None = None) -> str:
        """Count an item of a list at a level (from 0) and return its marker."""
        return self._counted(run, level, self.styles.lists.get(run.style), start)

    def heading(self, level: int, start: str | None = None) -> str:
        """Count a heading that stands in no list at a level (from 0) and return its number."""
        kind = _level(self.styles.outline, level)
        if kind is None or not kind.get(f"{STYLE}num-format"):
            return ""
        return self._counted(self.headings, level, self.styles.outline, start)

    def _counted(self, run: Run, level: int, style: Node, start: str | None) -> str:
        level = min(level, LEVELS - 1)
        first = whole(start, -1, 99_999)
        if first >= 0:
            run.counts[level] = first
        elif run.begun[level]:
            run.counts[level] += 1
        else:
            run.counts[level] = _first(style, level)
        run.begun[level] = True
        for deeper in range(level + 1, LEVELS):
            run.begun[deeper] = False
        return _shown(style, level, run)


def _level(style: Node, level: int) -> Node:
    """Return the element that tells how a level (from 0) is numbered, None where none does."""
    if style is None:
        return None
    return next((kind for kind in style if kind.get(f"{TEXT}level") == str(level + 1)), None)


def _first(style: Node, level: int) -> int:
    kind = _level(style, level)
    return 1 if kind is None else whole(kind.get(f"{TEXT}start-value"), 1, 99_999)


def _shown(style: Node, level: int, run: Run) -> str:
    kind = _level(style, level)
    if kind is None:
        return ""
    if kind.tag == f"{TEXT}list-level-style-bullet":
        sign = kind.get(f"{TEXT}bullet-char") or "•"
        return _SIGNS.get(sign, "•" if "\ue000" <= sign[:1] <= "\uf8ff" else sign)
    if kind.tag == f"{TEXT}list-level-style-image":
        return "•"
    if not kind.get(f"{STYLE}num-format"):
        return (kind.get(f"{STYLE}num-prefix") or "") + (kind.get(f"{STYLE}num-suffix") or "")
    pattern = kind.get(f"{LOEXT}num-list-format") or kind.get(f"{STYLE}num-list-format") or ""
    if _PLACE.search(pattern):
        return _PLACE.sub(lambda match: _numeral(style, int(match[1]) - 1, run), pattern).strip()
    shown = whole(kind.get(f"{TEXT}display-levels"), 1, LEVELS)
    numbers = [_numeral(style, each, run) for each in range(max(level - shown + 1, 0), level + 1)]
    prefix, suffix = kind.get(f"{STYLE}num-prefix") or "", kind.get(f"{STYLE}num-suffix") or ""
    return f"{prefix}{'.'.join(number for number in numbers if number)}{suffix}".strip()


def _numeral(style: Node, level: int, run: Run) -> str:
    kind = _level(style, level)
    if kind is None or not 0 <= level < LEVELS:
        return ""
    # a level that was passed over counts as having begun
    number = run.counts[level] if run.counts[level] or run.begun[level] else _first(style, level)
    form = kind.get(f"{STYLE}num-format") or ""
    return numeral(number, form if form in ("1", "a", "A", "i", "I", "01") else "1") if form else ""
