"""Ruled lines below the motto, the issuer and the subject.

One function a property of the records: the lines of an element -> those that breach it, and how.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.standard.records import Record
from generator.verify.paper import POINTS_PER_MM, Line, Rule
from generator.verify.properties.context import (
    BY_HAND,
    SHARE,
    Breach,
    Context,
    Property,
    center,
    figure,
    width_of,
)


def _rule(lines: tuple[Line, ...]) -> tuple[Line, Rule] | None:
    """The line below an element, preferring one that is drawn."""
    for line in reversed(lines):
        if line.rules:
            return line, min(line.rules, key=lambda r: r.kind == "underline")
    return None


def rule(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    if lines and not _rule(lines):
        yield lines[-1], "thiếu đường kẻ ngang bên dưới"


def rule_solid(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    found = _rule(lines)
    if found and (found[1].kind == "dashes" or not found[1].solid):
        yield found[0], "đường kẻ không liền nét"


def rule_drawn(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    found = _rule(lines)
    if found and found[1].kind == "underline":
        yield found[0], "gạch chân chữ thay cho đường kẻ"


def rule_length(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    """A rule of one line's length; under several lines, of any of them (the decree does not say which)."""
    found = _rule(lines)
    if not found or found[1].length is None:
        return
    shares = [found[1].length / width for width in map(width_of, lines) if width]
    tolerance = BY_HAND if record.allowed.minimum == record.allowed.maximum else SHARE
    if shares and not any(record.allowed.holds(share, tolerance) for share in shares):
        nearest = min(shares, key=lambda s: abs(s - (record.allowed.minimum or 0)))
        yield found[0], f"đường kẻ dài bằng {figure(nearest)} lần dòng chữ"


def rule_centered(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    found = _rule(lines)
    if not found or found[1].left is None or found[1].length is None:
        return
    middle = center(found[0])
    off = abs(found[1].left + found[1].length / 2 - middle) if middle is not None else 0.0
    if off > 12:
        yield found[0], f"đường kẻ lệch {figure(off / POINTS_PER_MM)} mm so với dòng chữ"


PROPERTIES: dict[str, Property] = {f.__name__: f for f in (rule, rule_solid, rule_drawn, rule_length, rule_centered)}
