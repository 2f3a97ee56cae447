"""Writes runs and tables in WordprocessingML: a style's name where a look is meant, no look itself."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from generator.document import Line, Table

_ALIGNED = {"left": "OBang", "center": "OBangGiua", "right": "OBangPhai", "justify": "OBangDeu"}
BREAK = "<w:r><w:br/></w:r>"
#: The look is said directly beside the style: in Word bold in a character style within a bold
#: paragraph style takes the bold away (ECMA-376, 17.7.3), and a title would lose it.
_LOOKS = {
    (False, False): "",
    (True, False): '<w:rPr><w:rStyle w:val="Strong"/><w:b/><w:bCs/></w:rPr>',
    (False, True): '<w:rPr><w:rStyle w:val="Emphasis"/><w:i/><w:iCs/></w:rPr>',
    (True, True): '<w:rPr><w:rStyle w:val="StrongEmphasis"/><w:b/><w:bCs/><w:i/><w:iCs/></w:rPr>',
}


def runs(line: Line, size: float = 0) -> str:
    """Return the runs of a line, its footnote references among them; `size` (pt) where it is not the style's."""
    out = []
    larger = f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else ""
    for run in line:
        if run.note:
            out.append('<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
                       f'<w:footnoteReference w:id="{run.note}"/></w:r>')  # fmt: skip
        if run.text:
            text = escape(run.text, quote=False)
            look = _LOOKS[run.bold, run.italic]
            if larger:
                look = f"{look.removesuffix('</w:rPr>') or '<w:rPr>'}{larger}</w:rPr>"
            out.append(f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>')
    return "".join(out)


def marked(marker: str, line: Line) -> str:
    """Return the runs of a line with its marker in front."""
    if not marker:
        return runs(line)
    if line and line[0].text and not (line[0].bold or line[0].italic):
        text = escape(f"{marker} {line[0].text}", quote=False)
        return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>{runs(line[1:])}'
    look = _LOOKS[line[0].bold, False] if line else ""
    space = " " if line else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(marker)}{space}</w:t></w:r>{runs(line)}'


def table(given: Table) -> Iterator[str]:
    """Yield a table; a merged cell is continued in the rows below it."""
    widths = [twips(width) for width in given.widths]
    yield ('<w:tbl><w:tblPr><w:tblStyle w:val="BangKeHoach"/>'
           f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>')  # fmt: skip
    yield from (f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield "</w:tblGrid>"
    merged: dict[int, tuple[int, int]] = {}  # column -> (rows still to merge, columns wide)
    for number, row in enumerate(given.rows):
        yield "<w:tr>"
        if number < given.header_rows:
            yield "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
        elif number not in given.tall_rows:
            yield "<w:trPr><w:cantSplit/></w:trPr>"
        column = 0
        cells = iter(row)
        while column < len(widths):
            if merged.get(column, (0, 0))[0] > 0:
                rows, span = merged[column]
                merged[column] = (rows - 1, span)
                empty = '<w:p><w:pPr><w:pStyle w:val="OBang"/></w:pPr></w:p>'
                yield _cell(sum(widths[column : column + span]), span, "<w:vMerge/>", empty)
                column += span
                continue
            cell = next(cells)
            merge = '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
            merged[column] = (cell.rows - 1, cell.columns)
            style = "DauBang" if cell.header else _ALIGNED[cell.align]
            start = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
            content = "".join(f"{start}{runs(line, given.size)}</w:p>" for line in cell.lines or ((),))
            yield _cell(sum(widths[column : column + cell.columns]), cell.columns, merge, content)
            column += cell.columns
        yield "</w:tr>"
    yield "</w:tbl>"


def _cell(width: int, span: int, merge: str, content: str) -> str:
    grid = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{grid}{merge}</w:tcPr>{content}</w:tc>'


def twips(points: float) -> int:
    """Return a length in twentieths of a point, as Word counts."""
    return round(points * 20)
