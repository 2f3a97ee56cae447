"""What is printed, as files that can be read: blocks, WordprocessingML, text page by page.

`make golden` rewrites them; the diff is read before it is committed.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import EVERYTHING, PLANS
from lxml import etree
from ooxml import parts

from generator import build
from generator.check import pdf_text
from generator.document import (
    AppendixTitle,
    Heading,
    Letterhead,
    Paragraph,
    Signature,
    Stamps,
    Table,
    Title,
    plain,
)

FOLDER = Path(__file__).parent / "golden"
ALL = [*PLANS, EVERYTHING]


def compare(name: str, said: str, golden: bool) -> None:
    path = FOLDER / name
    if golden:
        path.write_text(said, "utf-8")
    assert said == path.read_text("utf-8")


def shown(line) -> str:
    """A line with its looks: *italic*, **bold**, [^1]."""
    out = ""
    for run in line:
        mark = "*" * (2 * run.bold + run.italic)
        out += f"{mark}{run.text}{mark}" + (f"[^{run.note}]" if run.note else "")
    return out


def cell(given) -> str:
    merged = f" <{given.columns}x{given.rows}>" if given.columns * given.rows > 1 else ""
    return "/".join(map(shown, given.lines)) + merged


def dump(block) -> str:
    match block:
        case Letterhead():
            lines = [" | ".join(block.parent), " | ".join(block.issuer), block.country, block.motto]
            lines += [block.number.replace("\u00a0", "~"), block.place_date]
            lines.append(f"compact={block.compact} rules={block.issuer_rule:.1f},{block.motto_rule:.1f}")
            return "\n  ".join(["letterhead", *filter(None, lines)])
        case Stamps():
            return f"stamps {block.draft} {block.secrecy} {block.urgency}"
        case Title():
            return "\n  ".join([f"title {block.kind} rule={block.rule:.1f}", *map(shown, block.lines)])
        case Heading():
            return f"{'#' * block.outline} {block.style}: {block.marker} {shown(block.text)}".rstrip()
        case Paragraph():
            kept = " (kept)" if block.keep_next else ""
            return f"{block.style}{kept}: {(block.marker + ' ') if block.marker else ''}{shown(block.text)}"
        case Table():
            rows = [" | ".join(cell(c) for c in row) for row in block.rows]
            return "\n  ".join([f"table {[round(w, 1) for w in block.widths]} {plain(block.caption)}", *rows])
        case Signature():
            left = [f"{kind}: {text}" for kind, text in block.recipients]
            return "\n  ".join(["signature", *left, *block.capacity, *block.other_post, block.name or "(trống)"])
        case AppendixTitle():
            return "\n  ".join([f"appendix {block.label}", *map(shown, block.lines), shown(block.attached)])


@pytest.mark.parametrize("path", ALL, ids=lambda p: p.stem)
def test_blocks(path, golden):
    document = build.read(path).document
    lines = []
    for part in document.parts:
        lines.append(f"=== {'landscape' if part.landscape else 'portrait'}")
        lines += [dump(block) for block in part.blocks]
    lines += [f"[^{n}] {shown(note)}" for n, note in enumerate(document.footnotes, 1)]
    compare(f"{path.stem}.blocks.txt", "\n".join(lines) + "\n", golden)


@pytest.mark.parametrize("name", ["thpt-cao-lanh-2-2026", "everything"])
def test_document_xml(name, built, golden):
    root = etree.fromstring(parts(built[name].files["docx"])["word/document.xml"])
    etree.indent(root, " ")
    compare(f"{name}.document.xml", etree.tostring(root, encoding="unicode") + "\n", golden)


@pytest.mark.parametrize("name", ["da-nang-2022", "nghe-an-2025", "thpt-cao-lanh-2-2026"])
def test_pages(name, built, golden):
    out, page = [], 0
    for line in pdf_text.read(built[name].files["pdf"]):
        if line.page != page:
            page = line.page
            out.append(f"--- trang {page}")
        out.append(" ".join(line.text.split()))
    compare(f"{name}.pages.txt", "\n".join(out) + "\n", golden)
