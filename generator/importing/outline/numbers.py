"""check: the numbers of a tree -> those that the generator would not give printed as they stand, with a doubt each.

What is in order is dropped, the generator gives it again (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6.đ). Two sections IV,
`d)` followed by `e)`, a list that skips: the office's own marker is kept as a label.
"""

from __future__ import annotations

import itertools
import re

from generator import numbering
from generator.importing.draft import Doubt
from generator.importing.outline import confused
from generator.importing.outline.markers import Reading
from generator.importing.outline.tree import Node, doubted, walk

#: Forms that the generator has no sign for: their markers are printed as they stand.
_OWN = ("i)", "Điều", "Bước", "a.1")


def check(root: Node) -> None:
    """Set labels and doubts on the items of a tree."""
    _lists(root, "", {})


def _lists(node: Node, above: str, last: dict[str, int]) -> None:
    counts: dict[str, int] = {}
    latin: dict[str, bool] = {}
    for child in node.children:
        reading = child.reading
        if reading is None or not reading.counted:
            _lists(child, above, last)
            continue
        form = reading.list
        if form not in latin:
            latin[form] = _latin([one.reading for one in node.children if one.reading and one.reading.list == form])
        before = counts.get(form)
        if before is None and reading.number > 1 and reading.number != last.get(form, 0) + 1 and not child.doubts:
            message = f"danh sách bắt đầu từ `{reading.text.strip()}`"
            doubted(child, Doubt("numbering", message, hint="kiểm tra văn bản gốc có thiếu mục đứng trước không"))
        number = _number(child, reading, before, above, latin)
        counts[form] = number
        last[form] = reading.number
        _lists(child, numbering.arabic(reading.kind, number, above), last)


def _number(child: Node, reading: Reading, before: int | None, above: str, latin: dict[str, bool]) -> int:
    """Return the number that the generator goes on from; set the label where it would give another."""
    own = reading.number if reading.odd else numbering.value(reading.kind, reading.text) or reading.number
    given = own if before is None else before + 1
    shown = numbering.marker(reading.kind, max(given, 1), above)
    same = _bare(shown) == _bare(reading.text)
    if confused.scanned(reading.text) and reading.odd and own == given:
        message = f"dấu `{reading.text.strip()}` trong nguồn được đọc là `{shown}`"
        doubted(child, Doubt("marker-read", message, hint="đối chiếu với bản gốc"))
        return given
    if reading.form in _OWN or (reading.form == "Phần" and not same):
        child.label = _clean(reading.text)
    if reading.form in _OWN or reading.form == "Phần":
        right = before is None or reading.number == before + 1
        if not right:
            _wrong(child, reading, "")
        return reading.number
    if same:
        return given
    child.label = _clean(reading.text)
    if latin[reading.list]:
        if reading.other == 5 or before is None:
            hint = "thứ tự chữ cái tiếng Việt là a, b, c, d, đ, e, g …; giữ nguyên như văn bản gốc"
            doubted(child, Doubt("numbering", "danh sách đánh chữ theo thứ tự a, b, c, d, e", hint=hint))
    elif not _follows(reading, before):
        _wrong(child, reading, shown)
    return own or given


def _follows(reading: Reading, before: int | None) -> bool:
    """Tell whether a number that hangs on others is in order: `1.1.` under III is told once, `III.1.` not at all."""
    first = before is None and reading.number == 1 and not reading.text[:1].isdecimal()
    return bool(reading.prefix) and (first or (before is not None and reading.number == before + 1))


def _wrong(child: Node, reading: Reading, shown: str) -> None:
    after = f", theo thứ tự phải là `{shown}`" if shown else ""
    message = f"số thứ tự `{reading.text.strip()}` không liền với mục trước{after}"
    doubted(child, Doubt("numbering", message, hint="giữ nguyên như văn bản gốc; bỏ `label` nếu muốn đánh lại số"))


def _latin(readings: list[Reading]) -> bool:
    """Tell whether a list counts a, b, c, d, e, f: `d` is followed by `e`."""
    if not readings or readings[0].form not in ("a)", "(a)"):
        return False
    return any(a.other == 4 and b.other == 5 for a, b in itertools.pairwise(readings))


def _bare(marker: str) -> str:
    """A marker without the signs around its number, which the generator gives its own way."""
    bare = re.sub(r"[^\w]+", ".", marker.casefold()).strip(".")
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", bare)


def _clean(marker: str) -> str:
    return " ".join(marker.split()).rstrip(",")


def forms(root: Node) -> tuple[Doubt, ...]:
    """Return a doubt for each way of writing a marker that is printed another way, at the first place of each."""
    found: dict[tuple[str, str], list[int]] = {}
    for node in walk(root):
        reading = node.reading
        if reading is None or node.label:
            continue
        wanted = _sample(reading.kind)
        typed = (
            re.sub(r"\w+", "", reading.typed or reading.text)
            .replace(" ", "")
            .replace("−", "-")
            .replace("–", "-")
            .replace("—", "-")
        )
        spaced = reading.kind == "1.1." and " " in reading.text
        if spaced or (typed != wanted and reading.form != "Phần" and reading.kind != "1.1."):
            found.setdefault((reading.typed or reading.text, reading.kind), []).append(node.line.line)
    return tuple(_told(found))


def _sample(kind: str) -> str:
    return kind if kind in numbering.BULLETS else re.sub(r"\w+", "", kind)


def _told(found: dict[tuple[str, str], list[int]]) -> list[Doubt]:
    ways: dict[tuple[str, str], tuple[str, list[int]]] = {}
    for (text, kind), places in found.items():
        way = (re.sub(r"\w+", "x", text), kind)
        first, all_places = ways.get(way, (text, []))
        ways[way] = (first, sorted([*all_places, *places]))
    return [
        Doubt(
            "marker-form",
            f"dấu `{first}` được in theo mẫu `{kind}`" + (f" ({len(places)} chỗ)" if len(places) > 1 else ""),
            places[0],
        )
        for (_, kind), (first, places) in ways.items()
    ]
