"""A text of whatever layout read: str in, a `Sheet` out.

What it knows: texts of legal portals (hard-wrapped, a `|` between cells, `---` for layout), Markdown's marks, tables
drawn with `|` or laid out with tabs and spaces, notes after the signature, numbers of pages. It decides nothing about
what a paragraph is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.importing.sheet import Block, Kind, Para, Remark, Rich, Sheet, Span
from generator.importing.text import grids, habits, laid, lines, marks, notes, seams, stream, wrap
from generator.importing.text.lines import Line


def read(text: str, kind: Kind = "txt") -> Sheet:
    """Return what stands in a text, block by block, with the numbers of its lines."""
    every = lines.split(text)
    above = lines.comments(every) if kind == "txt" else 0
    pages = lines.page_numbers(every[above:])
    kept = [_without(line) if line.number in pages else line for line in every[above:]]
    marked = kind == "md" or marks.is_marked("\n".join(line.text for line in kept))
    found, left = notes.take(kept)
    habit = replace(habits.habit([_plain(line) for line in left]), indent=habits.indent([line.text for line in left]))
    blocks: list[Block] = []
    remarks = [_collected(line) for line in every[:above] if not line.blank]
    for stretch in stream.cut(seams.apart(_broken(left))):
        if stretch.cells:
            grid, told = grids.grid(stretch, habit, marked, found)
            blocks.append(grid)
            remarks += told
            continue
        for run in laid.cut(stretch.lines):
            if isinstance(run, laid.Table):
                blocks.append(laid.grid(run, habit, marked, found))
                continue
            paras, told = running(run, habit, marked, found)
            blocks += paras
            remarks += told
    margins = tuple(dict.fromkeys(every[number - 1].text.strip() for number in sorted(pages)))
    noted = {name: _note(body, habit, marked) for name, body in found.items()}
    remarks += [_too_long()] if len(every) == lines.MOST else []
    remarks.sort(key=lambda remark: remark.line)
    return Sheet(kind, tuple(blocks), noted, tuple(remarks), sure=False, margins=margins)


def running(
    stretch: Sequence[Line], habit: habits.Habit, marked: bool, found: Mapping[str, object]
) -> tuple[list[Para], list[Remark]]:
    """Return the paragraphs of running text: those between blank lines, and within them those told by their lines."""
    paras: list[Para] = []
    remarks: list[Remark] = []
    group: list[Line] = []
    for line in (*stretch, Line("", 0)):
        if not line.blank:
            group.append(line)
        elif group:
            made, told = wrap.paragraphs(marks.parse(group, marked, found), habit)
            paras += made
            remarks += told
            group = []
    return paras, remarks


def _broken(every: Sequence[Line]) -> list[Line]:
    """The lines with those of running text parted where the web breaks them; in a row of cells a cell is."""
    found: list[Line] = []
    for line in every:
        if lines.BREAK not in line.text or "|" in line.text:
            found.append(line)
            continue
        pieces = line.text.split(lines.BREAK)
        found += [Line(f"{piece.strip()}  ", line.number, line.breaks and not at) for at, piece in enumerate(pieces)]
    return found


def _without(line: Line) -> Line:
    return Line("", line.number, line.breaks)


def _plain(line: Line) -> str:
    """A line for the habits of the text: a drawn rule parts as the end of a cell does."""
    text = line.text.strip()
    return "|" if text and lines.is_rule(text) else text.replace("*", "").strip()


def _note(body: Sequence[Line], habit: habits.Habit, marked: bool) -> Rich:
    rows = marks.parse(body, marked, {})
    spans: list[Span] = []
    for row in rows:
        spans += [Span(" "), *row.spans] if spans else row.spans
    return wrap.tidy(marks.merged(tuple(spans)))


def _too_long() -> Remark:
    hint = "tách phần kế hoạch ra một tệp riêng rồi nhập lại"
    return Remark("too-long", f"văn bản quá dài, chỉ {lines.MOST} dòng đầu được đọc", lines.MOST, hint)


def _collected(line: Line) -> Remark:
    words = line.text.strip().lstrip("# ")
    return Remark(
        "collector-note", f"dòng ghi chú của người sưu tầm, không thuộc văn bản: «{words[:120]}»", line.number
    )
