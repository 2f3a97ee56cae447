"""compare: the blocks of a cell, a header, a note, a document, old and new -> the blocks that track the difference.

What became of what is told by `compare.align`. The last paragraph of anything has a mark that cannot go, so the last
one of the old always becomes the last one of the new.
"""

from __future__ import annotations

from collections.abc import Mapping as Map
from collections.abc import Sequence

from generator.compare.align import Item, Pair, align
from generator.compare.words import words
from generator.frozen import dataclass
from generator.redline import items, paragraph, tables
from generator.redline.inline import REFERENCE, Inline, read
from generator.redline.package import copied, refusal, told
from generator.redline.pen import Pen, Way
from generator.verify.docx.xml import Node

_WAYS: dict[str, Way] = {"away": "moveFrom", "here": "moveTo"}


@dataclass(frozen=True, slots=True)
class Block:
    """A block, what it is compared by, and the words of a paragraph."""

    node: Node
    item: Item
    words: Inline | None = None


#: An old block and the new one, None where there is none.
Sides = tuple[Block | None, Block | None]


@dataclass(frozen=True, slots=True)
class Row:
    """A block of the output: the places of its words and of its mark in the old and the new list, None for none."""

    old: int | None
    new: int | None
    before: int | None
    after: int | None
    moved: str = ""


def compare(old: Sequence[Node], new: Sequence[Node], pen: Pen, moves: bool = False) -> list[Node]:
    """Return the blocks that are the new ones when all changes are accepted, the old ones when they are rejected."""
    before, after = (
        [_block(n, pen, keys) for n in side] for side, keys in ((old, pen.notes.old_keys), (new, pen.notes.new_keys))
    )
    names: dict[tuple[int | None, int | None], str] = {}
    out: list[Node] = []
    for row in _rows(before, after, moves):
        said, marks = _sides(row.old, row.new, before, after), _sides(row.before, row.after, before, after)
        if row.moved:
            if (row.old, row.new) not in names:
                names[row.old, row.new] = f"move{next(pen.moves)}"
            out += _moved(*said, _WAYS[row.moved], names[row.old, row.new], pen)
        elif any(block and _is_p(block) for block in (*said, *marks)):
            out.append(_paragraph(said, marks, pen))
        else:
            out.append(_other(*said, pen))
    return out


def _sides(old: int | None, new: int | None, before: Sequence[Block], after: Sequence[Block]) -> Sides:
    return None if old is None else before[old], None if new is None else after[new]


def whole(blocks: Sequence[Node], way: Way, pen: Pen) -> list[Node]:
    """Return the blocks of a cell or a note that went or came as a whole; the mark of the last paragraph stays."""
    found = [_block(node, pen, pen.notes.old_keys if way == "del" else pen.notes.new_keys) for node in blocks]
    out: list[Node] = []
    for block in found:
        own: tuple[Block | None, Block | None] = (block, None) if way == "del" else (None, block)
        if block.words is None:
            out.append(_other(*own, pen))
        elif block is found[-1]:
            out.append(_paragraph(own, (block, block), pen))
        else:
            out.append(_paragraph(own, own, pen))
    return out


def _block(node: Node, pen: Pen, notes: Map[str, bytes]) -> Block:
    if node.tag == items.P:
        words = read(node, pen, notes)
        return Block(node, items.paragraph(node, words.text), words)
    return Block(node, items.table(node) if node.tag == items.TABLE else items.other(node))


def _paragraph(said: Sides, marks: Sides, pen: Pen) -> Node:
    """Return a paragraph of the words of one old and one new block that ends with the marks of such."""
    old, new = said
    if old and new and said == marks and _untouched(old, new):
        return copied(new.node)
    texts = tuple(block.words if block else None for block in said)
    nodes = tuple(block.node if block else None for block in marks)
    return paragraph.write((texts[0], texts[1]), (nodes[0], nodes[1]), "", pen)


def _untouched(old: Block, new: Block) -> bool:
    """Tell whether a paragraph says and looks the same, down to what it refers to."""
    if new.item.kind == "section" or next(new.node.iter(REFERENCE), None) is not None:
        return False
    return told(old.node) == told(new.node)


def _moved(old: Block | None, new: Block | None, way: Way, name: str, pen: Pen) -> list[Node]:
    """Return one of the two places of a paragraph that moved, between the signs that say so."""
    assert old and new
    marks = (old.node, None) if way == "moveFrom" else (None, new.node)
    out = paragraph.write((old.words, new.words), marks, way, pen)
    start, end = pen.stretch(way, name)
    out.insert(1 if len(out) and out[0].tag.endswith("}pPr") else 0, start)
    return [out, end]


def _other(old: Block | None, new: Block | None, pen: Pen) -> Node:
    block = new or old
    assert block
    if block.node.tag == items.TABLE and block.item.kind != items.other(block.node).kind:
        if old and new:
            return tables.compare(old.node, new.node, pen, (compare, whole))
        return tables.whole(block.node, "ins" if new else "del", pen, whole)
    if old and new:
        return copied(new.node)
    file, name = (pen.new if new else pen.old).name, block.node.tag.rsplit("}", 1)[-1]
    hint = "giữ nguyên phần đó ở cả hai bản, hoặc so sánh hai kế hoạch YAML"
    raise refusal(file, f"có thay đổi ở thành phần Word không ghi vết được (`{name}`)", hint)


# --- what became of what ------------------------------------------------------------------------


def _rows(old: Sequence[Block], new: Sequence[Block], moves: bool) -> list[Row]:
    pairs = align([b.item for b in old], [b.item for b in new], moves=moves)
    settled = [_settled(pair, old, new) for pair in pairs]
    rows = [Row(p.old, p.new, p.old, p.new, p.moved) for p in _last(settled, old, new)]
    return _joined(_parted(_tail(rows, old, new), old, new), old, new)


def _settled(pair: Pair, old: Sequence[Block], new: Sequence[Block]) -> Pair:
    """Only a paragraph moves, and not the last one; of what else is put elsewhere one went and one came."""
    if not pair.moved or pair.old is None or pair.new is None:
        return pair
    plain = old[pair.old].item.kind == "p" and pair.old < len(old) - 1 and pair.new < len(new) - 1
    if plain:
        return pair
    return Pair(pair.old, None) if pair.moved == "away" else Pair(None, pair.new)


def _last(pairs: list[Pair], old: Sequence[Block], new: Sequence[Block]) -> list[Pair]:
    """Pair the last paragraphs where neither is paired."""
    gone, came = Pair(len(old) - 1, None), Pair(None, len(new) - 1)
    if gone not in pairs or came not in pairs or not (_is_p(old[-1]) and _is_p(new[-1])):
        return pairs
    return [*(p for p in pairs if p not in (gone, came)), Pair(len(old) - 1, len(new) - 1)]


def _is_p(block: Block) -> bool:
    return block.words is not None


def _tail(rows: list[Row], old: Sequence[Block], new: Sequence[Block]) -> list[Row]:
    """Where only one side goes on after the last that stayed, its mark goes to the end: `a¶` became `a¶b¶` by
    putting in `¶b`, as one types it, and not by putting in `a¶`.
    """
    at = max(
        (n for n, row in enumerate(rows) if row.old is not None and row.new is not None and not row.moved), default=-1
    )
    rest = rows[at + 1 :]
    if at < 0 or not rest:
        return rows
    last, end = rows[at], rest[-1]
    blocks = [old[r.old] if r.old is not None else new[r.new or 0] for r in (last, *rest)]
    if not _is_p(blocks[-1]) or not _is_p(blocks[0]):
        return rows
    if any(row.moved or not _is_p(b) or b.item.kind == "section" for row, b in zip((last, *rest), blocks, strict=True)):
        came = end.new is not None
        first = Row(None, last.new, None, last.new) if came else Row(last.old, None, last.old, None)
        both = Row(last.old, end.new, last.old, end.new) if came else Row(end.old, last.new, end.old, last.new)
        return [*rows[:at], first, *rest[:-1], both]
    if end.new is not None:
        return [
            *rows[:at], Row(last.old, last.new, None, last.new), *rest[:-1], Row(None, end.new, last.before, end.new)
        ]  # fmt: skip
    return [*rows[:at], Row(last.old, last.new, last.old, None), *rest[:-1], Row(end.old, None, end.old, last.after)]


def _parted(rows: list[Row], old: Sequence[Block], new: Sequence[Block]) -> list[Row]:
    """Two tables that follow each other are one for Word, so the empty paragraph below stands below each of them."""
    out: list[Row] = []
    for row in rows:
        behind = [(r.old, r.new) for r in out[-2:]]
        if len(behind) == 2 and _replaced(behind, old, new) and _spacer(row, old, new):
            came = out.pop()
            out += [Row(row.old, None, row.before, None), came, Row(None, row.new, None, row.after)]
        else:
            out.append(row)
    return out


def _replaced(behind: list[tuple[int | None, int | None]], old: Sequence[Block], new: Sequence[Block]) -> bool:
    (gone, none), (nothing, came) = behind
    if gone is None or came is None or none is not None or nothing is not None:
        return False
    return bool(old[gone].node.tag == items.TABLE == new[came].node.tag)


def _spacer(row: Row, old: Sequence[Block], new: Sequence[Block]) -> bool:
    if row.old is None or row.new is None or row.moved or (row.old, row.new) != (row.before, row.after):
        return False
    empty = all(b.words is not None and not b.words.text for b in (old[row.old], new[row.new]))
    return empty and old[row.old].item.kind != "section" and row.old < len(old) - 1 and row.new < len(new) - 1


def _joined(rows: list[Row], old: Sequence[Block], new: Sequence[Block]) -> list[Row]:
    """What is put in at the end of a paragraph and the paragraphs put in below it are one insertion, as one types it:
    the mark of that paragraph goes to the end of them. LibreOffice takes two insertions that meet at a mark for one,
    and would take the mark back with them.
    """
    out = list(rows)
    for at, row in enumerate(rows):
        end = at
        while end + 1 < len(rows) and _came(rows[end + 1], new):
            end += 1
        if end > at and _grows(row, old, new):
            last = rows[end]
            out[at] = Row(row.old, row.new, None, row.after)
            out[end] = Row(None, last.new, row.before, last.after)
    return out


def _came(row: Row, new: Sequence[Block]) -> bool:
    plain = row.old is None and row.before is None and not row.moved and row.new is not None
    return plain and _is_p(new[row.new or 0]) and new[row.new or 0].item.kind != "section"


def _grows(row: Row, old: Sequence[Block], new: Sequence[Block]) -> bool:
    """Tell whether something is put in at the end of a paragraph that stays, and is not the end of a section."""
    if row.moved or row.old is None or row.new is None or (row.old, row.new) != (row.before, row.after):
        return False
    left, right = old[row.old], new[row.new]
    if left.words is None or right.words is None or "section" in (left.item.kind, right.item.kind):
        return False
    steps = words(left.words.text, right.words.text)
    return bool(steps) and not steps[-1].same and bool(steps[-1].new)
