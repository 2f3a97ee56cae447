"""marked: two documents laid out -> one that shows both, each word with what became of it; and its PDF.

It is the new document with what went put back, struck, where it stood. Blocks are aligned first (compare.align), their
words then (redline.marked_lines). Measures are those of the new document: nothing here can fail for want of room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace

from generator.compare.align import Item, Pair, align
from generator.document import (
    AppendixTitle,
    Block,
    Change,
    Document,
    Heading,
    Line,
    Marked,
    Paragraph,
    Part,
    Run,
    Table,
    plain,
)
from generator.fonts import Font
from generator.profile import Profile
from generator.redline import marked_blocks, marked_tables
from generator.redline.marked_lines import AWAY, CAME, CHANGED, GONE, HERE, Lines, Marks

#: What is landscape (297 mm) shrinks to this on a page that is portrait, with the margins of Phụ lục I, II.
_NARROWER = (210 - 45) / (297 - 45)
#: How each change looks, in words, for the legend.
_SIGNS: dict[Change, str] = {
    "ins": "xanh lam, gạch chân: thêm",
    "del": "đỏ, gạch ngang: bỏ",
    "from": "xanh lá, gạch ngang: chuyển đi",
    "to": "xanh lá, gạch chân đôi: chuyển đến",
}


def pdf(old: Document, new: Document, profile: Profile, font: Font, names: tuple[str, str] = ("", "")) -> bytes:
    """Return the PDF that shows both documents at once, with the profile and font of the new one.

    `names` are what staff call the two versions; letters that the font lacks are shown as `?` there.
    """
    from generator.render import pdf as renderer

    lacking = str.maketrans({letter: "?" for name in names for letter in font.missing(set(name))})
    first, second = (" ".join(name.translate(lacking).split()) for name in names)
    return renderer.render(marked(old, new, (first, second)), profile, font)


def marked(old: Document, new: Document, names: tuple[str, str] = ("", "")) -> Document:
    """Return one document of both: without what is marked `ins` and `to` it has the words of the old one, without
    `del` and `from` those of the new one. Blocks that moved stand twice."""
    lines = Lines(old.footnotes, new.footnotes)
    parts = tuple(_parts(lines, old.parts, new.parts))
    merged = replace(
        new,
        properties=replace(new.properties, title=f"Bản so sánh: {new.properties.title}"),
        parts=parts,
        footnotes=tuple(lines.notes),
        circulation=lines.text(old.circulation, new.circulation),
        circulation_width=marked_blocks.frame(
            old.circulation, new.circulation, old.circulation_width, new.circulation_width
        ),
        contact=lines.stacked(old.contact, new.contact),
    )
    return replace(merged, legend=_legend(merged, names))


def _legend(document: Document, names: tuple[str, str]) -> tuple[Line, ...]:
    """Return what stands above the first page: which versions these are, and what the signs mean that occur."""
    seen = {run.change for run in _runs(document)}
    signs: list[Run] = []
    for change, meaning in _SIGNS.items():
        if change in seen:
            signs += [Run("; " if signs else ""), Run(meaning, change=change)]
    which = [(Run(f"{label}: {name}"),) for label, name in zip(("Bản trước", "Bản sau"), names, strict=True) if name]
    head = (Run("BẢN SO SÁNH", bold=True), Run(" (không phải văn bản để ban hành)"))
    return (head, *which, tuple(signs) or (Run("Hai bản giống nhau, không có chữ nào thay đổi"),))


def _runs(value: object) -> Iterator[Run]:
    """Yield every run of a document."""
    if isinstance(value, Run):
        yield value
    elif isinstance(value, Marked):
        yield from value.runs
    elif isinstance(value, tuple):
        for each in value:
            yield from _runs(each)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _runs(getattr(value, each.name))


# --- parts and their blocks ---------------------------------------------------------------------


def _parts(lines: Lines, old: tuple[Part, ...], new: tuple[Part, ...]) -> Iterator[Part]:
    """Yield the plan, then its appendices: those of both versions, that went, that came."""
    yield _part(lines, old[0], new[0])
    left, right = old[1:], new[1:]
    for pair in align(list(map(_known_part, left)), list(map(_known_part, right)), like=0.3, moves=False):
        if pair.old is not None and pair.new is not None:
            yield _part(lines, left[pair.old], right[pair.new])
        elif pair.old is not None:
            yield _whole(lines, left[pair.old], GONE)
        elif pair.new is not None:
            yield _whole(lines, right[pair.new], CAME)


def _known_part(part: Part) -> Item:
    """Return what an appendix is recognised by: its title, else what it says."""
    titles = [plain(line) for block in part.blocks if isinstance(block, AppendixTitle) for line in block.lines]
    return Item(" ".join(titles or (_known(block).text for block in part.blocks))[:3000])


def _whole(lines: Lines, part: Part, marks: Marks) -> Part:
    return replace(
        part, blocks=_ordered(b for block in part.blocks for b in marked_blocks.both(lines, block, block, marks))
    )


def _part(lines: Lines, old: Part, new: Part) -> Part:
    left = [_narrowed(block) for block in old.blocks] if old.landscape and not new.landscape else list(old.blocks)
    blocks: list[Block] = []
    for pair in align(list(map(_known, left)), list(map(_known, new.blocks))):
        blocks += _pair(lines, pair, left, new.blocks)
    return replace(new, blocks=_ordered(blocks))


def _pair(lines: Lines, pair: Pair, old: Sequence[Block], new: Sequence[Block]) -> tuple[Block, ...]:
    if pair.old is not None and pair.new is not None:
        return marked_blocks.both(
            lines, old[pair.old], new[pair.new], {"": CHANGED, "away": AWAY, "here": HERE}[pair.moved]
        )
    if pair.old is not None:
        return marked_blocks.both(lines, old[pair.old], old[pair.old], GONE)
    return marked_blocks.both(lines, new[pair.new or 0], new[pair.new or 0], CAME)


def _known(block: Block) -> Item:
    """Return what a block is aligned by. Its marker is left out: renumbering changes no sentence."""
    if isinstance(block, Heading | Paragraph):
        return Item(plain(block.text), type(block).__name__)
    if isinstance(block, Table):
        return Item(marked_tables.known_by(block), "Table")
    return Item("", type(block).__name__)  # there is one of them in its part, whatever it says


def _ordered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks whose headings leave out no level (a PDF/UA may not), whatever stands struck between them."""
    found: list[Block] = []
    level = 0
    for block in blocks:
        if isinstance(block, AppendixTitle | Heading) and not (
            isinstance(block, Heading) and block.style == "part-title"
        ):
            level = min(block.outline, level + 1)
            block = replace(block, outline=level)
        found.append(block)
    return tuple(found)


def _narrowed(block: Block) -> Block:
    """Return a table of a landscape page as wide as a portrait page can hold."""
    return replace(block, widths=tuple(w * _NARROWER for w in block.widths)) if isinstance(block, Table) else block
