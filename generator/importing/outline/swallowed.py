"""split: a marker that a lost line break left inside a paragraph -> a line of its own, where a. … c. prove it.

`a. Thời gian: … hàng năm b. Địa điểm` with `c.` after it: the list itself says that `b.` is missing. Nothing else is
ever split.
"""

from __future__ import annotations

import re
from dataclasses import replace

from generator.importing.draft import Doubt
from generator.importing.outline import markers, rich
from generator.importing.outline.lines import Line
from generator.importing.outline.markers import Reading
from generator.importing.sheet import plain

#: How many lines may stand between the two that prove it.
REACH = 40
#: How far into a paragraph it is looked for.
LENGTH = 5_000
_FORMS = ("a)", "1.", "1)", "I.", "A.", "(1)", "(a)")


def split(lines: list[Line]) -> list[Line]:
    """Return the lines with those markers on lines of their own, each with its doubt."""
    made: list[Line] = []
    for index, line in enumerate(lines):
        made.append(line)
        first = line.readings[0] if line.readings else None
        if first is None or first.form not in _FORMS or not first.text:
            continue
        if (hit := _inside(line, first)) and _proved(lines, index, first):
            before, after = rich.cut(line.text, hit)
            found = markers.read(plain(after))
            message = f"dấu `{found[0].text}` nằm giữa đoạn văn, được tách thành mục riêng"
            doubt = Doubt("marker-inside", message, line.line, "kiểm tra chỗ tách")
            before, after = rich.tidy(before), rich.tidy(after)
            made[-1] = replace(line, text=before, words=plain(before))
            made.append(Line(after, plain(after), line.line, found, doubts=(doubt,)))
    return made


def _proved(lines: list[Line], index: int, first: Reading) -> bool:
    """Tell whether the next marker of the same list is the one after the next."""
    number, other = _after(first, 2)
    for line in lines[index + 1 : index + REACH]:
        same = [r for r in line.readings if r.form == first.form and _mark(r) == _mark(first)]
        if same:
            return any(r.number == number or (other and r.other == other) for r in same)
    return False


def _inside(line: Line, first: Reading) -> int:
    words = line.words[:LENGTH]
    following = _after(first, 1)
    for found in re.finditer(r"(?<=\s)\(?[0-9a-zA-ZđĐ]{1,4}[.)/]\s*(?=[A-ZĐÀ-Ỹ])", words):
        for reading in markers.read(words[found.start() : found.start() + 20]):
            same = reading.form == first.form and _mark(reading) == _mark(first)
            follows = reading.number == following[0] or (reading.other and reading.other == following[1])
            if same and follows and found.start() > first.end:
                return found.start()
    return 0


def _after(reading: Reading, steps: int) -> tuple[int, int]:
    return reading.number + steps, reading.other + steps if reading.other else 0


def _mark(reading: Reading) -> str:
    return re.sub(r"[\w\s]", "", reading.text)
