"""text: the bytes of a DOCX -> what a reader of it sees, as lines for `git diff`.

Letterhead, title, content with its markers, tables row by row, recipients, signature, notes. A paragraph longer than
a line is broken after each sentence and each `;`, and only within one at 100 columns: so one changed word changes
the lines of its sentence and none after it, which neither whole paragraphs nor filled ones would give.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby

from generator.verify.paper import Line, Paper, Unreadable

WIDTH = 100
#: Ends of a sentence or clause: what follows stands on a line of its own.
_END = re.compile(r"(?<=[\w)”\"%][.;!?]) +(?=[^\W_])")
#: A number or letter at the beginning, which is no sentence: `1.`, `a)`, `I.`.
_MARKER = re.compile(r"(?:[\dIVXLCDM]+\.)+ |\w{1,2}\) |[-+•] ")
#: A table that only sets things side by side: the letterhead, recipients and signature.
_LAYOUT = re.compile(r"cộng hòa xã hội|cộng hoà xã hội|nơi nhận", re.IGNORECASE)
_ZONES = {"header": "[đầu trang] ", "footer": "[cuối trang] "}


def text(data: bytes, name: str) -> str:
    """Return the text of a DOCX; of what cannot be read as one, a line that says why. `name` is the file's."""
    from generator.verify import docx

    try:
        paper = docx.read(data, name)
    except Unreadable as error:
        return f"(không hiện được {name}: {error.message})\n"
    lines = [line for paragraph in _paragraphs(paper) for line in _broken(paragraph)]
    return "\n".join([*lines, *_remarks(paper)]) + "\n"


def _paragraphs(paper: Paper) -> Iterator[str]:
    """The texts of a document in the order in which they are read."""
    body = [line for line in paper.lines if line.zone == "body"]
    for table, lines in groupby(body, key=lambda line: line.cell[0]):
        held = list(lines)
        if table >= 0 and not any(_LAYOUT.match(line.text) for line in held):
            yield from _rows(held)
        else:
            yield from _joined(held)
    for zone, label in _ZONES.items():
        yield from (f"{label}{each}" for each in _joined(line for line in paper.lines if line.zone == zone))
    notes = _joined(line for line in paper.lines if line.zone == "note")
    yield from (f"[{number}] {each}" for number, each in enumerate(notes, 1))


def _joined(lines: Iterable[Line]) -> Iterator[str]:
    """Lines as texts, those of one paragraph as one."""
    for _, held in groupby(lines, key=lambda line: (line.place.part, line.place.paragraph, line.cell)):
        said = " ".join(filter(None, map(_said, held)))
        if said:
            yield said


def _rows(lines: list[Line]) -> Iterator[str]:
    """The rows of a table, its cells side by side."""
    for _, held in groupby(lines, key=lambda line: line.cell[1]):
        cells: dict[int, str] = {}
        for column, those in groupby(held, key=lambda line: line.cell[2]):
            cells[column] = " / ".join(filter(None, [cells.get(column, ""), *_joined(those)]))
        yield " | ".join(cells.get(column, "") for column in range(max(cells) + 1)).strip()


def _said(line: Line) -> str:
    """The words of a line, with the sign of a note in brackets."""
    if not any(span.raised for span in line.spans):
        return line.text
    words = "".join(f"[{s.text}]" if s.raised and s.text.strip().isdigit() else s.text for s in line.spans)
    return " ".join(f"{line.marker} {words}".split())


def _broken(said: str) -> Iterator[str]:
    """A paragraph in lines, those after the first indented."""
    if len(said) <= WIDTH:
        yield said
        return
    marker = _MARKER.match(said)
    start = marker.end() if marker else 0
    sentences = _END.split(said[start:])
    for number, sentence in enumerate(sentences):
        words = said[:start] + sentence if number == 0 else sentence
        yield from textwrap.wrap(
            words, WIDTH, initial_indent="  " if number else "", subsequent_indent="  " if number == 0 else "    ",
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip


def _remarks(paper: Paper) -> Iterator[str]:
    """What a text does not show: tracked changes and comments that are still in the file."""
    if paper.changes:
        yield f"(tệp còn {paper.changes} chỗ sửa theo dõi (track changes); trên đây là chữ sau khi nhận hết)"
    if paper.comments:
        yield f"(tệp còn {paper.comments} nhận xét)"
