"""read: the text of a Markdown file (pandoc, GitHub, MarkItDown, Google Docs, typed by hand) -> a Sheet.

`words` counts the same text in its own simple way, for the proof that nothing was lost. Lines are those of the
file. Read without pandoc, which would number lists anew and tell no lines; tables of HTML in the file are read as
those of a page. Rooms: `blocks` (lines to blocks as typed), `tables`, `inline` (marks to looks).
"""

from __future__ import annotations

import re
from dataclasses import replace

from generator.importing import html
from generator.importing.html.signs import unread
from generator.importing.html.spans import paragraphs, rich
from generator.importing.md.bare import bare
from generator.importing.md.blocks import raw
from generator.importing.md.inline import pieces
from generator.importing.md.raw import Frame, Markup, Piece, Raw
from generator.importing.sheet import Block, Cell, Grid, Para, Remark, Sheet, Span, Word
from generator.verify.paper import Unreadable

#: Width of the text of a page by the decree's margins (Phụ lục I, mục I: 210 - 30 - 15 mm), in pt.
TEXT_WIDTH = 165 * 72 / 25.4
_PICTURE = re.compile(r"!\[[^\[\]]{0,400}\]\(|<img\s", re.I)


def read(text: str) -> Sheet:
    """Return what stands in a Markdown file. Raises Unreadable for one that is longer than any plan."""
    source = raw(text)
    blocks: list[Block] = []
    remarks = [Remark(rule, message, line) for rule, message, line in source.met]
    for block in source.blocks:
        if isinstance(block, Piece):
            blocks += _paras(block, source)
            if _PICTURE.search(block.text):
                remarks.append(Remark("picture", "có hình ảnh, không nhập được", block.line, _PICTURE_CURE))
        elif isinstance(block, Frame):
            blocks.append(_grid(block, source))
        else:
            found, met = _of_html(block)
            blocks += found
            remarks += met
    remarks += unread(blocks)
    notes = {name: rich(pieces(piece.text, source.smart)) for name, piece in source.notes.items()}
    return Sheet("md", tuple(blocks), notes, tuple(remarks))


_PICTURE_CURE = "chữ trong hình (nếu có) phải gõ lại"


def _paras(piece: Piece, source: Raw) -> list[Para]:
    # a sign of a note that the file does not have is text
    told = [
        s if s.note in source.notes or not s.note else Span(f"[^{s.note}]") for s in pieces(piece.text, source.smart)
    ]
    return [Para(text, piece.line, outline=piece.level) for text in paragraphs(told)]


def _grid(frame: Frame, source: Raw) -> Grid:
    def cell(typed: tuple[Piece, ...]) -> tuple[Para, ...]:
        return tuple(para for piece in typed for para in _paras(piece, source))

    rows = tuple(tuple(Cell(cell(box.pieces), box.columns, box.rows) for box in row) for row in frame.rows)
    widths = tuple(round(share * TEXT_WIDTH, 1) for share in frame.shares)
    return Grid(rows, frame.line, widths=widths, head=frame.head)


def _of_html(block: Markup) -> tuple[list[Block], list[Remark]]:
    """Return the blocks of a stretch of HTML, their lines those of the file where it begins."""
    try:
        sheet = html.read(_closed(block.text).encode())
    except Unreadable:
        return [], []
    return [_placed(each, block.line) for each in sheet.blocks], [replace(r, line=block.line) for r in sheet.remarks]


def _closed(text: str) -> str:
    return f'<html><head><meta charset="utf-8"></head><body>{text}</body></html>'


def _placed(block: Block, line: int) -> Block:
    if isinstance(block, Para):
        return replace(block, line=line)
    rows = tuple(
        tuple(replace(cell, paras=tuple(replace(para, line=line) for para in cell.paras)) for cell in row)
        for row in block.rows
    )
    return replace(block, line=line, rows=rows)


def words(text: str) -> tuple[Word, ...]:
    """Return the words of a Markdown file, in order, its notes at the end; typed markers are words."""
    source = raw(text)
    found: list[Word] = []
    for block in source.blocks:
        if isinstance(block, Markup):
            found += [Word(word.text, block.line) for word in _html_words(block.text)]
        else:
            typed = [block] if isinstance(block, Piece) else [p for row in block.rows for b in row for p in b.pieces]
            found += [Word(word, piece.line) for piece in typed for word in bare(piece.text, source.smart)]
    for piece in source.notes.values():
        found += [Word(word, piece.line) for word in bare(piece.text, source.smart)]
    return tuple(found)


def _html_words(text: str) -> tuple[Word, ...]:
    try:
        return html.words(_closed(text).encode())
    except Unreadable:
        return ()
