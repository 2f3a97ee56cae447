"""The damage that needs to know how a thing is drawn: ruled lines, frames, columns, headers.

A ruled line is a shape in a run (DrawingML, VML, or both), a border of an empty paragraph, or underscores.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from verify.pieces import Copy, Element, Piece, R, W, own_runs, prop, rewrite, shown, split

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"
EMU = 12700


class Ruled(Protocol):
    """A ruled line that can be taken away, broken into dashes, made longer by a factor, moved by points."""

    def remove(self) -> None: ...
    def dash(self) -> None: ...
    def resize(self, factor: float) -> None: ...
    def move(self, by: float) -> None: ...


def below(piece: Piece, column: int, doc: Copy) -> Iterator[Ruled]:
    """The ruled lines under a line of text; side by side in one paragraph the left column's comes first."""
    shapes = [r for r in own_runs(piece.paragraph) if _is_line(r)]
    if shapes:
        yield Shape(shapes[column if len(shapes) > 1 else 0])
        return
    for paragraph in piece.paragraph.itersiblings():
        if paragraph.tag != f"{W}p":
            return
        runs = own_runs(paragraph)
        text = "".join(map(shown, runs)).strip()
        sides = _border(paragraph, doc)
        if "__" in text:
            yield _underscores(paragraph, column)
            return
        if sides and not text:
            yield Border(paragraph, sides)
            return
        if any(map(_is_line, runs)):
            yield Shape(next(r for r in runs if _is_line(r)))
            return
        if text:
            return


def _is_line(run: Element) -> bool:
    flat = any(e.get("cy") == "0" for e in run.iter(f"{WP}extent"))
    return flat or next(run.iter(f"{V}line"), None) is not None


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawn line in a run of its own, in one or both of its forms."""

    run: Element

    def remove(self) -> None:
        self.run.getparent().remove(self.run)

    def dash(self) -> None:
        for pen in self.run.iter(f"{A}ln"):
            for old in pen.findall(f"{A}prstDash"):
                pen.remove(old)
            pen.insert(1, pen.makeelement(f"{A}prstDash", {"val": "dash"}))
        for shape in _vml(self.run):
            shape.append(shape.makeelement(f"{V}stroke", {"dashstyle": "dash"}))

    def resize(self, factor: float) -> None:
        for extent in [*self.run.iter(f"{WP}extent"), *self.run.iter(f"{A}ext")]:
            if extent.get("cx"):
                old = int(extent.get("cx"))
                extent.set("cx", str(round(old * factor)))
        for extent in self.run.iter(f"{WP}extent"):
            self._offset(-int(extent.get("cx")) * (1 - 1 / factor) / 2)
        for shape in _vml(self.run):
            left, length = _vml_span(shape)
            _set_vml(shape, left - length * (factor - 1) / 2, length * factor)

    def move(self, by: float) -> None:
        self._offset(by * EMU)
        for shape in _vml(self.run):
            left, length = _vml_span(shape)
            _set_vml(shape, left + by, length)

    def _offset(self, by: float) -> None:
        for offset in self.run.iterfind(f".//{WP}positionH/{WP}posOffset"):
            offset.text = str(round(int(offset.text) + by))


def _vml(run: Element) -> list[Element]:
    return [s for s in run.iter(f"{V}line", f"{V}shape") if s.get("style")]


def _vml_span(shape: Element) -> tuple[float, float]:
    if shape.get("from"):
        start, end = (float(re.match(r"-?[\d.]+", shape.get(n))[0]) for n in ("from", "to"))  # type: ignore[index]
        return start, end - start
    style = shape.get("style")
    left, length = (re.search(rf"{n}:(-?[\d.]+)pt", style) for n in ("margin-left", "width"))
    return float(left[1]) if left else 0.0, float(length[1]) if length else 0.0


def _set_vml(shape: Element, left: float, length: float) -> None:
    if shape.get("from"):
        for name, value in (("from", left), ("to", left + length)):
            shape.set(name, f"{value:.1f}pt,{shape.get(name).partition(',')[2]}")
        return
    style = re.sub(r"margin-left:-?[\d.]+pt", f"margin-left:{left:.1f}pt", shape.get("style"))
    shape.set("style", re.sub(r"width:-?[\d.]+pt", f"width:{length:.1f}pt", style, count=1))


@dataclass(frozen=True, slots=True)
class Border:
    """A border of an empty paragraph, indented on both sides."""

    paragraph: Element
    sides: tuple[str, ...]

    def remove(self) -> None:
        empty = self.paragraph.makeelement(f"{W}p")
        prop(empty, "pPr", "spacing", before="0", after="0")
        self.paragraph.getparent().replace(self.paragraph, empty)

    def dash(self) -> None:
        borders = prop(self.paragraph, "pPr", "pBdr")
        for side in self.sides:
            borders.append(
                borders.makeelement(
                    f"{W}{side}", {f"{W}val": "dashed", f"{W}sz": "6", f"{W}space": "1", f"{W}color": "000000"}
                )
            )

    def resize(self, factor: float) -> None:
        left, right, room = self._room()
        length = room - left - right
        change = length * (factor - 1) / 2
        self._set(left - change, right - change)

    def move(self, by: float) -> None:
        left, right, _ = self._room()
        self._set(left + by * 20, right - by * 20)

    def _room(self) -> tuple[float, float, float]:
        ind = self.paragraph.find(f"{W}pPr/{W}ind")
        cell = next(self.paragraph.iterancestors(f"{W}tc"), None)
        width = float(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) if cell is not None else 9355.0
        return float(ind.get(f"{W}left", "0")), float(ind.get(f"{W}right", "0")), width

    def _set(self, left: float, right: float) -> None:
        prop(self.paragraph, "pPr", "ind", left=str(round(left)), right=str(round(right)))


def _border(paragraph: Element, doc: Copy) -> tuple[str, ...]:
    """The sides on which a paragraph has a border of its own or by its style."""
    own = paragraph.find(f"{W}pPr/{W}pBdr")
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = style.get(f"{W}val") if style is not None else None
    while own is None and name:
        found = doc.tree("word/styles.xml").find(f"{W}style[@{W}styleId='{name}']")
        own = found.find(f"{W}pPr/{W}pBdr") if found is not None else None
        based = found.find(f"{W}basedOn") if found is not None else None
        name = based.get(f"{W}val") if based is not None else None
    lined = [side for side in own if side.get(f"{W}val") not in (None, "nil", "none")] if own is not None else []
    return tuple(side.tag.removeprefix(W) for side in lined)


@dataclass(frozen=True, slots=True)
class Underscores:
    """A row of underscores; in a paragraph of two columns, one of its two."""

    piece: Piece

    def _text(self, words: str) -> None:
        rewrite([self.piece], words)

    def remove(self) -> None:
        for run in self.piece.runs:
            run.getparent().remove(run)

    def dash(self) -> None:
        self._text("-" * round(len(self.piece.text.strip()) * 1.5))

    def resize(self, factor: float) -> None:
        now = len(self.piece.text.strip())
        self._text("_" * (round(now * factor) if now * factor >= 4 else now * 4))

    def move(self, by: float) -> None:
        if self.piece.tabs:
            stop = stops(self.piece.paragraph)[self.piece.tabs - 1]
            stop.set(f"{W}pos", str(round(int(stop.get(f"{W}pos")) + by * 20)))
        else:
            prop(self.piece.paragraph, "pPr", "ind", left=str(round(by * 40)))


def stops(paragraph: Element) -> list[Element]:
    """The tab stops that a paragraph sets, those aside that it clears."""
    return [s for s in paragraph.findall(f"{W}pPr/{W}tabs/{W}tab") if s.get(f"{W}val") != "clear"]


def _underscores(paragraph: Element, column: int) -> Underscores:
    for run in own_runs(paragraph):
        split(run)
    groups: list[list[Element]] = [[]]
    for run in own_runs(paragraph):
        if shown(run) == "\t":
            groups.append([])
        elif shown(run):
            groups[-1].append(run)
    rows = [(tabs, g) for tabs, g in enumerate(groups) if g]
    tabs, runs = rows[column if len(rows) > 1 else 0]
    return Underscores(Piece(paragraph, tuple(runs), tabs))


# --- boxes, columns, headers --------------------------------------------------------------------


def bare(paragraph: Element) -> None:
    """Take what is drawn out of a copied paragraph."""
    for run in own_runs(paragraph):
        if _is_line(run):
            run.getparent().remove(run)


def unframe(piece: Piece, doc: Copy) -> bool:
    """Take the frame away: of the paragraph, of the table of one cell, of the text box."""
    for box in piece.paragraph.iterancestors(f"{W}txbxContent"):
        holder = box.getparent().getparent()
        for pen in holder.iter(f"{A}ln"):
            pen[:] = [pen.makeelement(f"{A}noFill")]
        for shape in box.iterancestors(f"{V}shape", f"{V}rect"):
            shape.set("stroked", "f")
        return True
    for name in ("tblBorders", "tcBorders"):
        table = next(piece.paragraph.iterancestors(f"{W}tbl"), None)
        found = list(table.iter(f"{W}{name}")) if table is not None else []
        for borders in found:
            for side in borders:
                side.set(f"{W}val", "nil")
        if any(len(b) for b in found):
            return True
    sides = _border(piece.paragraph, doc)
    borders = prop(piece.paragraph, "pPr", "pBdr")
    for side in sides:
        borders.append(borders.makeelement(f"{W}{side}", {f"{W}val": "nil"}))
    return bool(sides)


def narrow(paragraph: Element) -> bool:
    """Make the column of a paragraph too narrow for Quốc hiệu."""
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    if cell is not None:
        table = next(cell.iterancestors(f"{W}tbl"))
        at = [c for c in cell.getparent() if c.tag == f"{W}tc"].index(cell)
        for width in (
            table.findall(f"{W}tblGrid/{W}gridCol")[at],
            *(r.findall(f"{W}tc")[at].find(f"{W}tcPr/{W}tcW") for r in table.findall(f"{W}tr")),
        ):
            width.set(f"{W}w", "4400")
        return True
    box = next(paragraph.iterancestors(f"{WP}anchor"), None)
    if box is None:
        return False
    for extent in [*box.iter(f"{WP}extent"), *box.iter(f"{A}ext")]:
        if extent.get("cx"):
            extent.set("cx", str(210 * EMU))
    return True


def break_at_tab(piece: Piece) -> None:
    """Put what stands from a column's tab on into a paragraph below."""
    runs = own_runs(piece.paragraph)
    start = next(i for i, r in enumerate(runs) if r in piece.runs) if piece.tabs else len(piece.runs)
    moved = runs[start:]
    other = piece.paragraph.makeelement(f"{W}p")
    ppr = piece.paragraph.find(f"{W}pPr")
    other.append(copy.deepcopy(ppr))
    for _ in range(piece.tabs):
        tab = other.makeelement(f"{W}r")
        tab.append(tab.makeelement(f"{W}tab"))
        other.append(tab)
    other.extend(moved)
    piece.paragraph.addnext(other)
    blank = other.makeelement(f"{W}p")
    other.addprevious(blank)


def box_aside(box: Element, where: str) -> None:
    """Set a text box to one side of the page."""
    for across in box.iterancestors(f"{WP}anchor"):
        for align in across.iterfind(f"{WP}positionH/{WP}align"):
            align.text = where
    for shape in box.iterancestors(f"{V}shape", f"{V}rect"):
        shape.set(
            "style", shape.get("style").replace("mso-position-horizontal:center", f"mso-position-horizontal:{where}")
        )


def level_text(doc: Copy, old: str, new: str) -> bool:
    """Change how one level of automatic numbers reads."""
    changed = False
    for name in doc.named("numbering"):
        for text in doc.tree(name).iter(f"{W}lvlText"):
            if text.get(f"{W}val") == old and text.getparent().getparent().get(f"{W}abstractNumId") == "90":
                text.set(f"{W}val", new)
                changed = True
    return changed


def header_to_footer(doc: Copy, name: str) -> None:
    """Make a header the footer of the pages it stood on."""
    doc.tree(name).tag = f"{W}ftr"
    types = doc.tree("[Content_Types].xml")
    for part in types:
        if part.get("PartName") == f"/{name}":
            part.set("ContentType", part.get("ContentType").replace("header+xml", "footer+xml"))
    links = doc.tree("word/_rels/document.xml.rels")
    ids = set()
    for link in links:
        if link.get("Target").removeprefix("/word/") == name.removeprefix("word/"):
            link.set("Type", link.get("Type").replace("/header", "/footer"))
            ids.add(link.get("Id"))
    for section in doc.tree().iter(f"{W}sectPr"):
        for reference in section.findall(f"{W}headerReference"):
            if reference.get(f"{R}id") in ids:
                for old in section.findall(f"{W}footerReference"):
                    if old.get(f"{W}type") == reference.get(f"{W}type"):
                        section.remove(old)
                reference.tag = f"{W}footerReference"
