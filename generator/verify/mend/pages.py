"""Paper, margins and page numbers, mended.

One function a property of the records: the lines at fault -> their sections, headers and footers
changed.  A landscape page keeps its margins; a header that says more than the number keeps its words.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from generator.standard.records import Record
from generator.verify.docx.inline import PTAB
from generator.verify.docx.xml import OFFICE_RELATIONS, Node, W, on
from generator.verify.mend.bench import Bench, child, put
from generator.verify.mend.looks import Mend, nearest
from generator.verify.mend.package import Parts
from generator.verify.mend.proof import words
from generator.verify.mend.setting import align
from generator.verify.paper import POINTS_PER_MM, Line, PageNumber
from generator.verify.properties.context import MARGIN

#: A4, short and long side, in twentieths of a point.
A4 = ("11906", "16838")
#: What w:pgMar must hold and what Word has for it (twentieths of a point).
MARGINS = {
    "top": "1440", "right": "1440", "bottom": "1440", "left": "1440", "header": "720", "footer": "720", "gutter": "0",
}  # fmt: skip
DRAWN = (f"{W}drawing", f"{W}pict", f"{W}object")
REFERENCES = (f"{W}headerReference", f"{W}footerReference")


def _sections(bench: Bench, lines: Sequence[Line | PageNumber]) -> list[int]:
    """Return the sections that lines stand in; without a line there is only one."""
    found = sorted({line.section for line in lines}) or [0]
    return [number for number in found if number < min(len(bench.sections), len(bench.paper.sections))]


def paper(bench: Bench, record: Record, lines: Sequence[Line | PageNumber]) -> None:
    for number in _sections(bench, lines):
        wide = bench.paper.sections[number].width > bench.paper.sections[number].height
        size = child(bench.sections[number], "pgSz")
        put(size, w=A4[wide], h=A4[not wide], code=None)


def margin(bench: Bench, record: Record, lines: Sequence[Line | PageNumber]) -> None:
    name = record.id.partition(".")[2]
    for number in _sections(bench, lines):
        section = bench.paper.sections[number]
        found = getattr(section, name)
        if found is None or section.width > section.height or record.allowed.holds(found, MARGIN):
            continue
        margins = child(bench.sections[number], "pgMar")
        for side, usual in MARGINS.items():
            if margins.get(f"{W}{side}") is None:
                put(margins, **{side: usual})
        if name == "left":  # what a binding takes counts as margin
            put(margins, gutter="0")
        put(margins, **{name: _twips(nearest(record.allowed, found), found)})


def _twips(wanted: float, found: float) -> str:
    """Return a length in mm as twentieths of a point, rounded into the allowed span."""
    exact = wanted * POINTS_PER_MM * 20
    return str(math.ceil(exact) if wanted > found else math.floor(exact))


# --- page numbers -------------------------------------------------------------------------------


def first_hidden(bench: Bench, record: Record, lines: Sequence[Line | PageNumber]) -> None:
    """Give the first page a header of its own, an empty one, where nothing but the number is lost by it."""
    if not bench.sections or not all(isinstance(line, PageNumber) for line in lines):
        return
    section, parts = bench.sections[0], bench.parts
    numbers = [number for number in bench.paper.numbers if number.section == 0]
    references = [each for each in section if each.tag in REFERENCES]
    own = [each for each in references if each.get(f"{W}type") == "first"]
    shown = [each for each in own if _numbered(parts, each)]
    if not all(_bare(parts, each, numbers) for each in shown):
        return
    title = section.find(f"{W}titlePg")
    if title is None or not on(title):
        usual = [each for each in references if (each.get(f"{W}type") or "default") == "default"]
        if not all(_bare(parts, each, numbers) or _stands_in(parts, each, own) for each in usual):
            return
        child(section, "titlePg").attrib.clear()
    elif not _no_heirs(bench):
        return
    for each in shown:
        section.remove(each)


def _part(parts: Parts, reference: Node) -> str:
    return parts.target(parts.main, identity=reference.get(f"{OFFICE_RELATIONS}id") or "?")


def _numbered(parts: Parts, reference: Node) -> bool:
    root = parts.tree(_part(parts, reference))
    if root is None:
        return False
    codes = [each.text or "" for each in root.iter(f"{W}instrText")]
    codes += [each.get(f"{W}instr") or "" for each in root.iter(f"{W}fldSimple")]
    return any(code.upper().split()[:1] == ["PAGE"] for code in codes) or next(root.iter(f"{W}pgNum"), None) is not None


def _bare(parts: Parts, reference: Node, numbers: Sequence[PageNumber]) -> bool:
    """Tell whether a header holds nothing but the number of the page and what is written around it."""
    name = _part(parts, reference)
    root = parts.tree(name)
    if root is None:
        return True
    around = {words(number.text) for number in numbers if number.place.part == name}
    boxed = next(root.iter(f"{W}txbxContent"), None) is not None
    return words(root) in {"", *around} and (boxed or next(root.iter(*DRAWN), None) is None)


def _stands_in(parts: Parts, usual: Node, own: Sequence[Node]) -> bool:
    """Tell whether the first page has a header of its own that says the same."""
    root = parts.tree(_part(parts, usual))
    others = [parts.tree(_part(parts, each)) for each in own if each.tag == usual.tag]
    return any(other is not None and words(other) == words(root) for other in others)


def _no_heirs(bench: Bench) -> bool:
    """Tell whether no later section shows the first header of the first one."""
    for section in bench.sections[1:]:
        title = section.find(f"{W}titlePg")
        kinds = {each.get(f"{W}type") for each in section if each.tag in REFERENCES}
        if title is not None and on(title) and "first" not in kinds:
            return False
    return True


def number_start(bench: Bench, record: Record, lines: Sequence[Line | PageNumber]) -> None:
    for number in _sections(bench, lines):
        put(child(bench.sections[number], "pgNumType"), start="1")


def number_digits(bench: Bench, record: Record, lines: Sequence[Line | PageNumber]) -> None:
    for section in bench.sections:
        kind = section.find(f"{W}pgNumType")
        if kind is not None and (kind.get(f"{W}fmt") or "decimal") not in ("decimal", "numberInDash"):
            put(kind, fmt="decimal")


def number_center(bench: Bench, record: Record, lines: Sequence[Line | PageNumber]) -> None:
    """Centre the paragraph or frame of the number, where it holds nothing else."""
    for found in bench.paper.numbers:
        if found.align not in ("left", "right") and abs(found.off_center or 0.0) <= 28:
            continue
        for paragraph in bench.paragraphs(found):
            if bench.fellows(found) or words(paragraph) not in ("", words(found.text)):
                continue
            _center_number(paragraph)


def _center_number(paragraph: Node) -> None:
    for run in paragraph.iter(f"{W}r"):
        for tab in [*run.findall(f"{W}tab"), *run.findall(PTAB)]:
            run.remove(tab)
    align(paragraph, "center")
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    if frame is not None:
        put(frame, x=None, xAlign="center", hAnchor="margin")


PROPERTIES: dict[str, Mend] = {
    f.__name__: f for f in (paper, margin, first_hidden, number_start, number_digits, number_center)
}
