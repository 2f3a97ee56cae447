"""How letters look, mended: font, size, colour, bold, italic.

One function a property of the records: the lines at fault -> their runs changed, directly and
nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from generator import vietnamese
from generator.standard.records import Allowed, Record
from generator.verify.docx.xml import Node, W, first
from generator.verify.mend.bench import Bench, child, put, switch
from generator.verify.paper import Line, PageNumber, Span
from generator.verify.properties.context import SIZE, width_of

Mend = Callable[[Bench, Record, Sequence[Line | PageNumber]], None]

#: Fonts in which a letter is a sign: another font would turn it into a letter.
SIGNS = re.compile(
    r"Symbol|Wingdings|Webdings|Marlett|Dingbats|MT Extra|Cambria Math|Segoe UI Symbol|Emoji", re.IGNORECASE
)
#: Fonts of the old codes: another font would show other letters.
LEGACY = re.compile(r"\.Vn|VNI[- ]|VN[IT]")


def nearest(allowed: Allowed, value: float) -> float:
    """Return the allowed number that is nearest to one that is not."""
    if allowed.values:
        return min(map(float, allowed.values), key=lambda v: abs(v - value))
    low, high = allowed.minimum, allowed.maximum
    return low if low is not None and value < low else high if high is not None and value > high else value


def size(bench: Bench, record: Record, lines: Sequence[Line | PageNumber]) -> None:
    for line in lines:
        _sized(
            bench, line, lambda value: value if record.allowed.holds(value, SIZE) else nearest(record.allowed, value)
        )


def size_as_body(bench: Bench, record: Record, lines: Sequence[Line | PageNumber]) -> None:
    body = bench.context.body_size
    for line in lines:
        if body:
            _sized(bench, line, lambda value, body=body: body)  # type: ignore[misc]


def _sized(bench: Bench, line: Line | PageNumber, wanted: Callable[[float], float]) -> None:
    """Give every letter of a line the size that is wanted for the one it has."""
    sizes = {span.size for span in line.spans if span.size and not span.raised}
    for found in sorted(size for size in sizes if abs(wanted(size) - size) > 0.01):
        for look in bench.looks(line, lambda span, found=found: span.size == found and not span.raised):  # type: ignore[misc]
            _set_size(look, wanted(found))


def _set_size(look: Node, points: float) -> None:
    for name in ("sz", "szCs"):
        put(child(look, name), val=str(round(points * 2)))


def bold(bench: Bench, record: Record, lines: Sequence[Line | PageNumber]) -> None:
    _switched(bench, lines, "b", lambda span: span.bold, record.allowed.value == "true")


def italic(bench: Bench, record: Record, lines: Sequence[Line | PageNumber]) -> None:
    _switched(bench, lines, "i", lambda span: span.italic, record.allowed.value == "true")


def _switched(
    bench: Bench, lines: Sequence[Line | PageNumber], name: str, state: Callable[[Span], bool], wanted: bool
) -> None:
    for line in lines:
        for look in bench.looks(line, lambda span: state(span) != wanted):
            switch(look, name, wanted)
            switch(look, f"{name}Cs", wanted)


def lead_bold(bench: Bench, record: Record, lines: Sequence[Line | PageNumber]) -> None:
    """An article's word and number, and what stands with them where it is a title and no sentence."""
    for line in lines:
        assert isinstance(line, Line)
        spans = [span for span in line.spans if span.text.strip()]
        if len(line.text.split()) > 25 or re.search(r"[.;:,]$", line.text):
            del spans[1:]
        for look in bench.looks(line, lambda span, own=spans: not span.bold and any(span is s for s in own)):  # type: ignore[misc]
            switch(look, "b", True)
            switch(look, "bCs", True)


def color(bench: Bench, record: Record, lines: Sequence[Line | PageNumber]) -> None:
    for line in lines:
        for look in bench.looks(line, lambda span: span.color != record.allowed.value):
            found = child(look, "color")
            found.attrib.clear()
            put(found, val=record.allowed.value)


def family(bench: Bench, record: Record, lines: Sequence[Line | PageNumber]) -> None:
    """The font of the letters at fault, and that of the whole document where most of it is at fault."""
    wanted = record.allowed.value
    for line in lines:
        for look in bench.looks(line, lambda span: span.family != wanted and _may_change(span)):
            _set_family(look, wanted)
    everything = [span for line in bench.paper.lines for span in line.spans]
    if 2 * len(lines) > len(bench.paper.lines) and all(_may_change(span) for span in everything):
        _default_family(bench, wanted)


def _may_change(span: Span) -> bool:
    return not (SIGNS.search(span.family) or LEGACY.match(span.family) or vietnamese.looks_legacy(span.text))


def _set_family(look: Node, name: str) -> None:
    fonts = child(look, "rFonts")
    fonts.attrib.clear()
    put(fonts, ascii=name, hAnsi=name, eastAsia=name, cs=name)


def _default_family(bench: Bench, name: str) -> None:
    """Name the font in the document's defaults and in its usual style, where they name one."""
    root = bench.parts.tree(bench.parts.target(bench.parts.main, "styles"))
    if root is None:
        return
    look = first(root, f"{W}docDefaults", f"{W}rPrDefault", f"{W}rPr")
    usual = [s for s in root.iterfind(f"{W}style") if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default")]
    looks = [look, *(style.find(f"{W}rPr") for style in usual[:1])]
    for each in looks:
        if each is not None and each.find(f"{W}rFonts") is not None:
            _set_family(each, name)


def together(bench: Bench, record: Record, lines: Sequence[Line | PageNumber]) -> None:
    """The sizes of Quốc hiệu, Tiêu ngữ, and place and date: the nearest trio, the larger where both are near."""
    names = ("country", "motto", "place_date")
    found = [bench.elements[name] for name in names]
    sizes = [max((s.size or 0.0 for line in each for s in line.spans), default=0.0) for each in found]
    trios = [tuple(map(float, value.split("-"))) for value in record.allowed.values]
    fitting = [trio for trio in trios if _fits(found[0], trio[0])] or trios
    trio = min(fitting, key=lambda t: (sum(abs(a - b) for a, b in zip(t, sizes, strict=True)), -t[0]))
    for each, wanted in zip(found, trio, strict=True):
        for line in each:
            _sized(bench, line, lambda _, wanted=wanted: wanted)  # type: ignore[misc]


def _fits(country: Sequence[Line], points: float) -> bool:
    """Tell whether Quốc hiệu stays on one line of its column at a size."""
    for line in country:
        now = max((span.size or 0.0 for span in line.spans), default=0.0)
        if now and line.width and width_of(line) * points / now > line.width:
            return False
    return True


PROPERTIES: dict[str, Mend] = {
    "clause_bold": bold,
    **{f.__name__: f for f in (size, size_as_body, bold, italic, lead_bold, color, family, together)},
}
