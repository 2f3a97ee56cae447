"""render: a Document -> the bytes of a PDF/A-2a that is PDF/UA-1 too. typst is used only here.

Data goes in as JSON, never as markup. The same document, profile and font give the same bytes:
the file's times come from the plan. Longer than most modules: one small function a block.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from generator.document import (
    AppendixTitle,
    Block,
    Document,
    Heading,
    Letterhead,
    Line,
    Marked,
    Paragraph,
    Run,
    Signature,
    Stamps,
    Table,
    Title,
    is_compact,
)
from generator.fonts import Font
from generator.profile import TEMPLATES, Profile

TEMPLATE = TEMPLATES / "plan.typ"
STANDARDS: list[Any] = ["a-2a", "ua-1"]
#: A redline is no document to keep, and Typst's check for PDF/UA refuses it where a struck note stands on the page on
#: which an underlined paragraph breaks (14 of 156 pairs of plans).
REDLINE: list[Any] = ["a-2a"]


def render(document: Document, profile: Profile, font: Font) -> bytes:
    """Return the PDF of a document. The font must have every letter (`build.read` sees to it)."""
    data = _data(document, profile, font)
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    date = document.properties.date
    stamp = datetime(date.year, date.month, date.day, tzinfo=UTC)
    result, warnings = _compiler(font.files).compile_with_warnings(
        format="pdf",
        sys_inputs={"data": text},
        pdf_standards=REDLINE if document.legend else STANDARDS,
        timestamp=stamp,
    )
    if warnings and not document.legend:  # two versions at once may be more than a page was measured for
        raise RuntimeError("; ".join(str(w) for w in warnings))
    assert isinstance(result, bytes)
    return result


def begun() -> bool:
    """Tell whether Typst was set to work in this process: it has threads then, which a forked copy would not have."""
    return _compiler.cache_info().currsize > 0


@lru_cache(maxsize=4)
def _compiler(files: tuple[Path, ...]) -> Any:
    folders = sorted({str(path.parent) for path in files})
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))
    return typst.Compiler(str(TEMPLATE), root=str(TEMPLATES), font_paths=fonts)


def _data(document: Document, profile: Profile, font: Font) -> dict[str, Any]:
    date = document.properties.date
    return {
        "family": font.family,
        "profile": dict(profile.values),
        "sizes": profile.sizes(is_compact(document)),
        "properties": {
            "title": document.properties.title,
            "author": document.properties.author,
            "subject": document.properties.subject,
            "keywords": document.properties.keywords,
            "date": {"year": date.year, "month": date.month, "day": date.day},
        },
        "circulation": _text(document.circulation),
        "circulation_width": document.circulation_width,
        "contact": _texts(document.contact),
        "legend": [_line(line) for line in document.legend],
        "footnotes": [_line(line) for line in document.footnotes],
        "parts": [
            {"landscape": part.landscape, "blocks": [_BLOCK[type(b)](b) for b in part.blocks]}
            for part in document.parts
        ],
    }  # fmt: skip


#: A longer run of letters without a space may break anywhere, or it could not be set (characters).
_LONGEST_PATH = 50
_TOKEN = re.compile(r"\S+")
_BREAKABLE = re.compile(r"[/-]\w")
_AFTER_HYPHEN = re.compile(r"(?<=-)(?=\w)")


def _breaks(text: str) -> list[Any]:
    """Return a text as pieces that break as Word breaks it: a slash joins (`TB/XH`, `NĐ/CP`, a
    path), a hyphen parts, before a figure too (`2022-2025`).

    Typst's own rules (Unicode TR14) do the reverse. No letter is added: `w` holds together, `z` is
    a place to break.
    """
    pieces: list[Any] = []
    end = 0
    for start, token in _tokens(text):
        if len(token) > _LONGEST_PATH:  # wider than a line: it has to break somewhere, as in Word
            pieces += [text[end:start], *(part for c in token for part in ({"z": 1}, c))]
            end = start + len(token)
            continue
        parts = _AFTER_HYPHEN.split(token)
        if not ("/" in token or any(part[0].isdigit() for part in parts[1:])):
            continue
        pieces.append(text[end:start])
        end = start + len(token)
        for index, part in enumerate(parts):
            if index:
                pieces.append({"z": 1})
            pieces.append({"w": part} if "/" in part[:-1] else part)
    pieces.append(text[end:])
    return [piece for piece in pieces if piece]


def _tokens(text: str) -> Iterator[tuple[int, str]]:
    """Yield the tokens of a text that may break in a way of their own, each with its start."""
    if len(text) > _LONGEST_PATH and max(map(len, text.split()), default=0) > _LONGEST_PATH:
        for found in _TOKEN.finditer(text):
            if len(found[0]) > _LONGEST_PATH or _BREAKABLE.search(found[0]):
                yield found.start(), found[0]
        return
    end = 0
    for found in _BREAKABLE.finditer(text):
        start = found.start()
        if start < end:  # the token before has more than one such place
            continue
        while start and not text[start - 1].isspace():
            start -= 1
        token = _TOKEN.match(text, start)[0]  # type: ignore[index]
        end = start + len(token)
        yield start, token


def _line(line: Line) -> Any:
    """A line as a string, or as runs where it has looks, notes or tokens that break specially."""
    if len(line) == 1 and not (_looks(line[0]) or line[0].note or _BREAKABLE.search(line[0].text)):
        text = line[0].text
        if len(text) <= _LONGEST_PATH or max(map(len, text.split()), default=0) <= _LONGEST_PATH:
            return text
    runs: list[Any] = []
    before = ""
    for run in line:
        if before in _LEFT and run.change in _CAME:
            runs.append({"g": 1})
        before = run.change
        look = _looks(run)
        for piece in _breaks(run.text):
            if isinstance(piece, str):
                runs.append({"t": piece, **look} if look else piece)
            else:
                runs.append({**piece, **look} if "w" in piece else piece)
        if run.note:
            runs.append({"n": run.note, "x": run.change} if run.change else {"n": run.note})
    if all(isinstance(run, str) for run in runs):
        return "".join(runs)
    return runs


#: What went and what came instead stand apart by a hair: `29 31` and not `2931`.
_LEFT, _CAME = ("del", "from"), ("ins", "to")


def _looks(run: Run) -> dict[str, Any]:
    """The looks of a run that are not those of the text around it."""
    return {k: v for k, v in (("b", run.bold), ("i", run.italic), ("x", run.change)) if v}


def _text(text: str) -> Any:
    """A text as a string, or as runs where it has words of two versions."""
    return _line(text.runs) if isinstance(text, Marked) else text


def _texts(texts: tuple[str, ...]) -> list[Any]:
    return [_text(text) for text in texts]


def _number(text: str) -> Any:
    """A number and sign; of two versions each holds together, on a line of its own if need be."""
    if not isinstance(text, Marked):
        return text
    pieces = [{"w" if "/" in run.text else "t": run.text, **_looks(run)} for run in text.runs]
    return [part for piece in pieces for part in ({"z": 1}, piece)]


def _marked(marker: str, line: Line) -> Any:
    if isinstance(marker, Marked):
        bold = bool(line and line[0].bold)
        last = marker.runs[-1].change if all(run.change == marker.runs[-1].change for run in marker.runs) else ""
        return _line((*(replace(run, bold=bold) for run in marker.runs), Run(" ", bold, change=last), *line))
    text = _line(line)
    if not marker:
        return text
    if isinstance(text, str):
        return f"{marker} {text}"
    if text and isinstance(text[0], dict) and text[0].get("b"):
        return [{"t": marker + " ", "b": True}, *text]
    return [f"{marker} ", *text]


def _letterhead(b: Letterhead) -> dict[str, Any]:
    return {
        "kind": "letterhead", "parent": _texts(b.parent), "issuer": _texts(b.issuer), "country": b.country,
        "motto": b.motto, "number": _number(b.number), "place_date": _text(b.place_date), "left": b.left_width,
        "right": b.right_width, "issuer_rule": b.issuer_rule, "motto_rule": b.motto_rule,
    }  # fmt: skip


def _stamps(b: Stamps) -> dict[str, Any]:
    return {
        "kind": "stamps", "draft": _text(b.draft), "secrecy": _text(b.secrecy), "urgency": _text(b.urgency),
        "secrecy_width": b.secrecy_width, "urgency_width": b.urgency_width,
    }  # fmt: skip


def _heading(b: Heading) -> dict[str, Any]:
    kind = "point-heading" if b.style == "point" else b.style
    return {"kind": kind, "text": _marked(b.marker, b.text), "outline": b.outline}


def _paragraph(b: Paragraph) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": b.style, "text": _marked(b.marker, b.text)}
    return found | ({"keep": True} if b.keep_next else {})


def _table(b: Table) -> dict[str, Any]:
    def cell(c: Any) -> dict[str, Any]:
        found = {"l": [_line(line) for line in c.lines], "a": c.align}
        for name, value, usual in (("c", c.columns, 1), ("r", c.rows, 1), ("h", c.header, False)):
            if value != usual:
                found[name] = value
        return found

    return {
        "kind": "table", "caption": _line(b.caption) or "", "widths": b.widths,
        "header": b.header_rows, "size": b.size or None,
        "rows": [{"cells": [cell(c) for c in row], "whole": n not in b.tall_rows}
                 for n, row in enumerate(b.rows)],
    }  # fmt: skip


def _signature(b: Signature) -> dict[str, Any]:
    return {
        "kind": "signature", "recipients": [(kind, _text(text)) for kind, text in b.recipients],
        "capacity": _texts(b.capacity), "other_post": _texts(b.other_post), "name": _text(b.name),
        "left": b.left_width, "right": b.right_width, "together": b.together,
    }  # fmt: skip


def _appendix(b: AppendixTitle) -> dict[str, Any]:
    return {
        "kind": "appendix", "label": _text(b.label), "lines": [_line(line) for line in b.lines],
        "attached": _line(b.attached), "rule": b.rule, "outline": b.outline,
    }  # fmt: skip


def _title(b: Title) -> dict[str, Any]:
    return {"kind": "title", "type": _text(b.kind), "lines": [_line(line) for line in b.lines], "rule": b.rule}


_BLOCK: dict[type[Block], Callable[[Any], dict[str, Any]]] = {
    Letterhead: _letterhead,
    Stamps: _stamps,
    Title: _title,
    Heading: _heading,
    Paragraph: _paragraph,
    Table: _table,
    Signature: _signature,
    AppendixTitle: _appendix,
}
