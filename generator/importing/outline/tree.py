"""build: lines and the places of their markers -> the tree of a plan: items with headings, sentences, tables."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from generator.importing.draft import Doubt, GridTable, Item, Sentence
from generator.importing.outline import headings, rich, vocabulary
from generator.importing.outline.levels import Choice
from generator.importing.outline.lines import Line
from generator.importing.outline.markers import RANK, Reading
from generator.importing.sheet import Rich, plain


@dataclass(slots=True)
class Node:
    """An item while the tree is made: what is known of it so far."""

    line: Line
    reading: Reading | None = None
    words: Rich = ()
    label: str = ""
    heading: Rich = ()
    run_in: bool = False
    content: list[Sentence | GridTable | Node] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def form(self) -> str:
        """The form of its marker, `none` for a heading without one."""
        return self.reading.form if self.reading else "none"

    @property
    def children(self) -> list[Node]:
        """The items below, in order."""
        return [each for each in self.content if isinstance(each, Node)]


def build(lines: list[Line], places: dict[int, Choice]) -> Node:
    """Return the root of the tree; it is itself no item."""
    root = Node(Line((), "", 0))
    opened = [root]
    following = _following(len(lines), places)
    for index, line in enumerate(lines):
        choice = places.get(index)
        if choice is None:
            home = opened[max(_home(opened, line), min(following[index], len(opened) - 1))]
            home.content.append(line.table or Sentence(line.text, line.line, line.doubts))
            continue
        node = Node(line, choice.reading, _words(line, choice.reading), doubts=list(line.doubts))
        del opened[choice.depth + 1 :]
        opened[-1].content.append(node)
        opened.append(node)
    _head(root)
    return root


def _words(line: Line, reading: Reading | None) -> Rich:
    if reading is None:
        return line.text
    return rich.tidy(rich.cut(line.text, reading.end)[1])


def _following(count: int, places: dict[int, Choice]) -> list[int]:
    """How deep the next item after each line stands: running text before it must not stand further out, or it would
    come after that item."""
    depths, depth = [0] * count, 0
    for index in range(count - 1, -1, -1):
        depths[index] = depth
        depth = places[index].depth if index in places else depth
    return depths


def _home(opened: list[Node], line: Line) -> int:
    """Where running text belongs: to the innermost numbered item or heading; to a bullet only after its colon."""
    last = opened[-1]
    if plain(last.words).endswith(":") and not last.content and line.table is None:
        return len(opened) - 1
    return max(i for i, node in enumerate(opened) if node.reading is None or node.reading.counted)


def _head(node: Node) -> None:
    """Tell headings from sentences, list by list: a short one among headings is one, too, in spite of its full stop."""
    plainly: list[Node] = []
    for child in node.children:
        if child.reading is None:
            child.heading = rich.bare(child.words)
        elif _is_heading(child):
            child.heading = _shown(child)
        else:
            plainly.append(child)
        _head(child)
    same = Counter(child.form for child in node.children)
    headed = Counter(child.form for child in node.children if child.heading)
    for child in plainly:
        short = bool(child.content) and len(plain(child.words).split()) <= 20
        if short and headed[child.form] * 2 > same[child.form] and child.reading and child.reading.counted:
            child.heading = _shown(child)
        else:
            _open(child)


def _is_heading(node: Node) -> bool:
    reading = node.reading
    if reading is None or not reading.counted or not node.words:
        return False
    words, line = plain(node.words), node.line
    if not headings.heading(words, line.look, bool(node.content), RANK[reading.form], line.outline):
        return False
    return line.look == "capitals" or RANK[reading.form] <= 2 or not headings.run_in(node.words, True)


def _shown(node: Node) -> Rich:
    text = rich.bare(node.words)
    if node.form in ("Phần", "A.", "I."):  # the generator prints these in capitals
        return vocabulary.ordinary(text)
    return text


def _open(node: Node) -> None:
    """Give an item that is no heading its heading joined to its text, where it has one, and its first sentence."""
    at = headings.run_in(node.words, False)
    text = node.words
    if at:
        first, text = rich.cut(node.words, at)
        node.heading, node.run_in = rich.tidy(_lead(node, first)), True
    text = rich.tidy(text)
    if text or not node.heading:
        node.content.insert(0, Sentence(text, node.line.line))


def _lead(node: Node, first: Rich) -> Rich:
    """The heading of a run-in item; bold falls away where the generator prints it bold by itself."""
    bolded = node.form not in ("a)", "(1)", "(a)", "i)", "-", "+", "*", "•")
    return rich.bare(first) if bolded else first


def frozen(root: Node) -> tuple[Sentence | GridTable | Item, ...]:
    """Return the content of a tree as values."""
    return tuple(_item(each) if isinstance(each, Node) else each for each in root.content)


def _item(node: Node) -> Item:
    reading = node.reading
    return Item(
        reading.text.strip() if reading else "",
        reading.kind if reading else "none",
        (reading.number or reading.other) if reading else 0,
        node.label,
        node.heading,
        node.run_in,
        frozen(node),
        node.line.line,
        tuple(node.doubts),
    )


def walk(node: Node) -> list[Node]:
    """Return all nodes below, in order."""
    return [one for child in node.children for one in (child, *walk(child))]


def doubted(node: Node, doubt: Doubt) -> None:
    """Add a doubt to an item."""
    node.doubts.append(replace(doubt, line=doubt.line or node.line.line))
