"""judge: a Paper and its elements, held against the records -> what breaches the decree, where.

Every record runs; what a document does not have is not judged.  Lines that breach one record in
the same way are one finding that tells how many they are.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from generator.problem import Level, Mark, Problem
from generator.standard.records import Record, Standard, standard
from generator.verify.found import Elements
from generator.verify.paper import Line, PageNumber, Paper
from generator.verify.properties import PROPERTIES, Context
from generator.verify.properties.context import section_titles

LEVELS: tuple[Level, ...] = ("error", "warning", "info")

#: What is told of a document of another kind than a plan: its name and symbol are its own.
PARTY = (
    "đây là văn bản của Đảng, thể thức theo Hướng dẫn của Văn phòng Trung ương Đảng, không theo Nghị định 30/2020/NĐ-CP"
)

#: The cure where a record has none of its own, by property; `{allowed}` is what the record allows.
CURES = {
    "size": "đặt cỡ chữ {allowed}",
    "size_as_body": "đặt cỡ chữ bằng cỡ chữ của phần lời văn",
    "italic.true": "đặt kiểu chữ nghiêng",
    "italic.false": "đặt kiểu chữ đứng",
    "bold.true": "đặt kiểu chữ đậm",
    "bold.false": "bỏ kiểu chữ đậm",
    "caps.true": "viết bằng chữ in hoa",
    "caps.false": "viết bằng chữ in thường",
    "family": "chọn phông {allowed}",
    "color": "đặt chữ màu đen",
    "paper": "chọn khổ giấy A4 (210 x 297 mm)",
    "margin": "đặt lề {allowed}",
    "pattern": "viết `{allowed}`",
    "side": "chuyển sang {allowed}",
    "centered": "canh giữa",
    "centered_under": "canh giữa theo {other}",
    "same_line": "đặt ngang hàng với {other}",
    "flush_left": "đặt sát lề trái",
    "justified": "canh đều cả hai lề",
    "indent": "lùi đầu dòng {allowed}",
    "gap": "đặt khoảng cách giữa các đoạn {allowed}",
    "line": "đặt khoảng cách dòng {allowed}",
    "rule": "vẽ một đường kẻ liền nét",
    "rule_solid": "thay bằng một đường kẻ vẽ liền nét",
    "rule_length": "kéo đường kẻ dài {allowed} dòng chữ",
    "rule_centered": "đặt đường kẻ cân đối ở giữa dòng chữ",
    "number_zero": "số nhỏ hơn 10 ghi thêm số 0 phía trước, ví dụ 05",
    "date_zero": "ngày nhỏ hơn 10 và tháng 1, 2 ghi thêm số 0 phía trước, ví dụ ngày 05 tháng 01",
    "sequence": "đánh lại số thứ tự cho liên tiếp",
    "basis_end": "ghi dấu chấm phẩy (;) ở cuối dòng",
    "basis_last": "ghi dấu chấm (.) ở cuối dòng cuối cùng",
    "lead_bold": "đặt kiểu chữ đậm",
    "clause_bold": "đặt kiểu chữ đậm cho số thứ tự và tiêu đề",
    "framed": "đặt trong khung hình chữ nhật viền đơn",
}
_SIDES = {"left": "bên trái", "right": "bên phải"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach: the record, what was found, and the lines (the first is where it is told; none
    where the document as a whole lacks something)."""

    record: Record
    found: str
    lines: tuple[Line | PageNumber, ...]


def judge(paper: Paper, elements: Elements, severity: Level = "info", without: Container[str] = ()) -> list[Finding]:
    """Return the breaches of records of a severity or graver, in the order in which the lines stand.

    Properties named in `without` are not looked at.
    """
    if elements.regime != "state":
        return []
    rules = standard()
    wanted = LEVELS[: LEVELS.index(severity) + 1]
    context = Context(paper, elements)
    found: list[Finding] = []
    for record in rules.records.values():
        if record.severity in wanted and record.property in PROPERTIES and record.property not in without:
            found += _gathered(record, _lines(record, paper, elements), context)
    if not found:
        return []
    order = {id(line): at for at, line in enumerate(paper.lines)}
    return sorted(found, key=lambda f: order.get(id(f.lines[0]), -1) if f.lines else -1)


def _lines(record: Record, paper: Paper, elements: Elements) -> tuple[Line, ...]:
    if record.element == "text":
        return paper.lines
    if record.element == "page_number":
        return tuple(n for n in paper.numbers if n.page != 1)  # type: ignore[misc]  # they have spans as lines have
    if record.element == "section" and record.property not in ("sequence", "section_title"):
        return section_titles(elements)
    return elements[record.element]


def _gathered(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Finding]:
    """Breaches of one record, those that say the same as one."""
    same: dict[str, list[Line | PageNumber]] = {}
    for line, words in PROPERTIES[record.property](record, lines, context):
        same.setdefault(words, [])
        if line is not None:
            same[words].append(line)
    for words, where in same.items():
        yield Finding(record, words, tuple(where))


def problem(finding: Finding, paper: Paper) -> Problem:
    """Return a finding as staff read it."""
    record = finding.record
    name = standard().elements[record.element]
    told = cure(record, standard())
    clause = f" ({record.clause})" if record.clause else ""
    if clause and told.endswith(")") and "Điều" in told:  # one bracket for both
        told, clause = told[:-1], f"; {record.clause})"
    more = f" (và {len(finding.lines) - 1} chỗ nữa)" if len(finding.lines) > 1 else ""
    mark = Mark(paper.file, spot=spot(finding.lines[0]) if finding.lines else "")
    return Problem(mark, f"{name}: {finding.found}{more}", f"{told}{clause}", record.id, record.severity)


def cure(record: Record, rules: Standard) -> str:
    """Return how a breach of a record is mended."""
    if record.cure:
        return record.cure
    name = record.property if record.property in CURES else f"{record.property}.{record.allowed.value}"
    allowed = _SIDES.get(record.allowed.value) or str(record.allowed)
    return CURES[name].format(allowed=allowed, other=rules.elements.get(record.allowed.other, ""))


def spot(line: Line | PageNumber) -> str:
    """Return where a line is, in words: page or paragraph, and its first words."""
    place = line.place
    if place.page is not None:
        where = f"trang {place.page}"
    elif place.part in ("", "word/document.xml"):
        where = f"đoạn {place.paragraph + 1}"
    else:
        where = "đầu trang" if "header" in place.part else "chân trang" if "footer" in place.part else "chú thích"
    words = line.text if isinstance(line, Line) else ""
    short = words if len(words) <= 60 else words[:57].rstrip() + "…"
    return f"{where}: «{short}»" if short else where
