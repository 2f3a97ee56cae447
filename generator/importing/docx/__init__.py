"""read: the bytes of a DOCX, from whatever program -> the Sheet of what stands in it.

What takes effect is worked out by `verify.docx`; tracked changes are settled in `tracked`, what stands inside a
paragraph is read in `inline` and `spans`, blocks and tables in `walk` and `grids`, headers and footers in `margins`.
`words` is the count that an import is held against, and shares none of these. Nothing is decided about what a
paragraph is.
"""

from __future__ import annotations

from generator.importing.docx.margins import first_header, margins
from generator.importing.docx.tracked import Change, Changes, line_of, remarks, settle
from generator.importing.docx.walk import Walk
from generator.importing.docx.words import words
from generator.importing.sheet import Block, Para, Remark, Rich, Sheet, Span
from generator.verify.docx.numbering import read_numbering
from generator.verify.docx.package import SAVE_AGAIN, Package, macro_free, open_package, parse
from generator.verify.docx.pages import read_stretches
from generator.verify.docx.props import read_theme
from generator.verify.docx.styles import Styles, read_styles
from generator.verify.docx.xml import Node, W, first
from generator.verify.paper import Unreadable

__all__ = ["Changes", "read", "words"]

#: Paragraphs, runs and cells of a part at most: more is no document of an office, and would take minutes.
MOST = 400_000
#: A header of the first page with so many lines is a letterhead.
LETTERHEAD = 3
COUNTED = tuple(f"{W}{name}" for name in ("p", "r", "tc", "tr", "gridCol", "sectPr"))


def read(data: bytes, changes: Changes = "accept") -> Sheet:
    """Return the Sheet of a DOCX, its tracked changes accepted or rejected, each of them told in a Remark.

    Raises Unreadable, with the cure, for what cannot be read as one.
    """
    package = open_package(data)
    macro_free(package)
    root = package.tree(package.main)
    body = first(root, f"{W}body")
    if body is None:
        raise Unreadable("tệp Word không có văn bản bên trong", SAVE_AGAIN)
    _bounded(package, package.main, root)
    told = settle(root, changes)
    sections = read_stretches(body, package)
    part, header = first_header(package, sections, changes)
    parts = _note_parts(package, changes, told)
    walk = Walk(_styles(package), sections)
    above, blocks, notes = _walked(walk, header, body, parts)
    if (again := walk.decode.again()) is not None:
        # letters of an old code: read once more, knowing the habit of each font
        walk = Walk(_styles(package), sections, decode=again)
        above, blocks, notes = _walked(walk, header, body, parts)
    if walk.listed:
        walk.remarks.append(Remark("contents", "mục lục tự động của Word không được giữ: kế hoạch tự có thứ tự mục"))
    seen = [*walk.remarks, *walk.decode.remarks(), *remarks(told, changes), *_comments(package, root)]
    lines = margins(package, sections, walk.styles, changes, walk.decode, part if above else "")
    return Sheet("docx", above + blocks, notes, tuple(sorted(seen, key=lambda each: each.line)), margins=lines)


def _walked(
    walk: Walk, header: Node, body: Node, parts: dict[str, Node]
) -> tuple[tuple[Block, ...], tuple[Block, ...], dict[str, Rich]]:
    """Return the blocks of the first page's own header where it is text, those of the body, and the notes."""
    above: tuple[Block, ...] = ()
    if header is not None:
        walk.story.margin = True
        above = tuple(walk.blocks(header, depth=1))
        walk.renew()
        lines = [para for block in above for para in _paras(block) if any(c.isalnum() for c in para.text)]
        above = above if len(lines) >= LETTERHEAD else ()
    blocks = tuple(walk.blocks(body))
    return above, blocks, _notes(walk, parts)


def _styles(package: Package) -> Styles:
    styles, numbers, theme = (
        package.tree(package.related(package.main, kind)) for kind in ("styles", "numbering", "theme")
    )
    return read_styles(styles, read_theme(theme), read_numbering(numbers, styles))


def _bounded(package: Package, part: str, root: Node) -> None:
    # an element takes four letters at least, so a small part need not be counted
    if package.size(part) > 4 * MOST and sum(1 for _ in root.iter(*COUNTED)) > MOST:
        raise Unreadable(f"tệp quá dài (phần {part})", "chia tệp thành nhiều văn bản")


def _note_parts(package: Package, changes: Changes, told: list[Change]) -> dict[str, Node]:
    """Return the notes of a document by kind and id (`footnotes 3`), settled."""
    found: dict[str, Node] = {}
    for kind in ("footnotes", "endnotes"):
        part = package.related(package.main, kind)
        if not package.has(part):
            continue
        # small parts are shared by documents, and this one is changed
        root = parse(package.unpacked(part), part)
        _bounded(package, part, root)
        told += [Change(each.deed, each.author, each.words, 0) for each in settle(root, changes)]
        found |= {f"{kind} {note.get(f'{W}id') or ''}": note for note in root.iterchildren(f"{W}{kind[:-1]}")}
    return found


def _notes(walk: Walk, parts: dict[str, Node]) -> dict[str, Rich]:
    """Return the notes that the text refers to, by the names that it has for them; notes of notes are none."""
    walk.renew()
    walk.section = 0
    wanted = list(walk.names.items())
    return {name: _note(walk, parts[key]) if key in parts else () for key, name in wanted}


def _note(walk: Walk, note: Node) -> Rich:
    """Return what a note says, its paragraphs one a line."""
    walk.renew()
    spans: list[Span] = []
    for block in walk.blocks(note, depth=1):
        for para in _paras(block):
            if spans:
                spans.append(Span("\n"))
            spans += [Span(f"{para.marker} ")] if para.marker else []
            spans += [span for span in para.spans if not span.note]
    return tuple(spans)


def _paras(block: Block) -> list[Para]:
    return [block] if isinstance(block, Para) else [p for row in block.rows for cell in row for p in cell.paras]


def _comments(package: Package, root: Node) -> list[Remark]:
    """Return the comments of a document, one Remark each: they are no text of it, and may be what it lacks."""
    part = package.tree(package.related(package.main, "comments"))
    if part is None:
        return []
    lines = _places(root)
    found: list[Remark] = []
    for comment in part.iterchildren(f"{W}comment"):
        said = " ".join(" ".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in comment.iter(f"{W}p")).split())
        author = " ".join((comment.get(f"{W}author") or "").split()) or "không rõ ai"
        line = lines.get(comment.get(f"{W}id") or "", 0)
        if said and author != "kehoach":
            found.append(
                Remark("comment", f"ý kiến của {author}: «{said[:300]}{'…' if len(said) > 300 else ''}»", line)
            )
    return found


def _places(root: Node) -> dict[str, int]:
    """Return the paragraphs that comments are on, by the comments' ids."""
    tags = (f"{W}commentReference", f"{W}commentRangeStart")
    return {mark.get(f"{W}id") or "": line_of(mark) for mark in root.iter(*tags)}
