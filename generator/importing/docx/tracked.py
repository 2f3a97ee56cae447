"""settle: the XML of a Word part -> the same with its tracked changes accepted or rejected, told one by one.

The tree is changed in place, so it must be one that no other document shares. Of alternatives (mc:AlternateContent)
one is left; every paragraph is given its number first, so that a line number means the same whatever was chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal

from generator.frozen import dataclass
from generator.importing.sheet import Remark
from generator.verify.docx.xml import MC, Node, W, branch, first, on

Changes = Literal["accept", "reject"]

#: What we write on elements of a tree of ours: the number of a paragraph; the style of the paragraph that a run came
#: from, where a hidden paragraph mark joined two.
LINE, STYLE = "{urn:kehoach:import}line", "{urn:kehoach:import}style"
#: The end of a paragraph that is not to be.
GONE = "{urn:kehoach:import}gone"
P, R, PPR, RPR, TBL, TR, TC = (f"{W}{name}" for name in ("p", "r", "pPr", "rPr", "tbl", "tr", "tc"))
#: What a tracked change is made of: its element, and how it is told.
KINDS = {f"{W}ins": "thêm", f"{W}del": "xóa", f"{W}moveFrom": "chuyển đi", f"{W}moveTo": "chuyển đến"}
ADDED = (f"{W}ins", f"{W}moveTo")
CELLS = {f"{W}cellIns": "thêm ô", f"{W}cellDel": "xóa ô"}
FORMATS = tuple(f"{W}{name}Change" for name in ("rPr", "pPr", "sectPr", "tblPr", "trPr", "tcPr", "tblPrEx", "tblGrid"))
#: Kept when the old looks of a paragraph, a run or a cell come back: they are no looks.
OWN = frozenset(
    f"{W}{name}"
    for name in ("rPr", "sectPr", "headerReference", "footerReference", *(each[len(W) :] for each in (*KINDS, *CELLS)))
)
LETTERS = (f"{W}t", f"{W}delText")
#: So many changes are told one by one, and so many letters of one.
MOST, LONG = 500, 80


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change: what was done (`thêm`), by whom, to which words, in which paragraph."""

    deed: str
    author: str
    words: str
    line: int


def settle(root: Node, changes: Changes) -> list[Change]:
    """Number the paragraphs of a part, leave one of alternatives, and accept or reject what was tracked in it."""
    _number(root)
    _choose(root)
    told = list(_told(root))
    _looks(root, changes)
    _content(root, changes)
    _marks(root)
    return told


def line_of(element: Node) -> int:
    """Return the number of the paragraph that an element stands in, else of the first one within it, else 0."""
    for holder in (element, *element.iterancestors()):
        if holder.get(LINE):
            return int(holder.get(LINE))
    inner = next(element.iter(P), None)
    return int(inner.get(LINE) or 0) if inner is not None else 0


def remarks(told: Iterable[Change], changes: Changes) -> list[Remark]:
    """Return what staff read of tracked changes: those of one deed, author and paragraph that follow are one."""
    done = "đã chấp nhận" if changes == "accept" else "đã bỏ, giữ chữ cũ"
    found: list[Remark] = []
    for (deed, author, line), group in groupby(told, key=lambda each: (each.deed, each.author, each.line)):
        words = " ".join("".join(each.words for each in group).split())
        said = f" «{words[:LONG]}{'…' if len(words) > LONG else ''}»" if words else ""
        message = f"thay đổi có theo dấu: {author or 'không rõ ai'} {deed}{said} ({done})"
        found.append(Remark("tracked-change", message, line))
    if len(found) > MOST:
        rest = f"còn {len(found) - MOST} thay đổi có theo dấu nữa ({done})"
        found[MOST:] = [Remark("tracked-change", rest, found[MOST].line)]
    return found


def _number(root: Node) -> None:
    count = 0
    fallback = f"{MC}Fallback"
    for event in root.iter(P, fallback):
        if event.tag == fallback:
            continue
        count += 1
        event.set(LINE, str(count))


def _choose(root: Node) -> None:
    for alternate in list(root.iter(f"{MC}AlternateContent")):
        chosen = branch(alternate)
        _replace(alternate, () if chosen is None else list(chosen))


def _replace(element: Node, others: Iterable[Node]) -> None:
    """Put others in the place of an element."""
    parent = element.getparent()
    if parent is None:
        return
    for other in others:
        element.addprevious(other)
    parent.remove(element)


def _told(root: Node) -> Iterator[Change]:
    for element in root.iter(*KINDS, *CELLS, *FORMATS):
        author = " ".join((element.get(f"{W}author") or "").split())
        parent = element.getparent()
        tag, line = element.tag, line_of(element)
        if tag in CELLS:
            yield Change(CELLS[tag], author, _words(parent.getparent()), line_of(parent.getparent()))
        elif tag in FORMATS:
            yield Change("đổi định dạng", author, "", line)
        elif parent is not None and parent.tag == f"{W}trPr":
            row = parent.getparent()
            yield Change(f"{KINDS[tag]} dòng của bảng", author, _words(row), line_of(row))
        elif parent is not None and parent.tag == RPR:
            if parent.getparent().tag == PPR:
                yield Change(f"{KINDS[tag]} dấu hết đoạn", author, "", line)
        elif parent is not None and parent.tag == f"{W}numPr":
            yield Change("đổi định dạng", author, "", line)
        else:
            yield Change(KINDS[tag], author, _words(element), line)


def _words(element: Node) -> str:
    return "".join([each.text or "" for each in element.iter(*LETTERS)])


def _looks(root: Node, changes: Changes) -> None:
    """Take the records of changed looks away; a rejected change gives back the looks that were."""
    for record in list(root.iter(*FORMATS)):
        properties = record.getparent()
        if properties is None:
            continue
        properties.remove(record)
        old = first(record, record.tag.removesuffix("Change"))
        if changes == "accept" or old is None or properties.tag != old.tag:
            continue
        kept = [child for child in properties if child.tag in OWN]
        properties[:] = [*(child for child in old if child.tag not in OWN), *kept]


def _content(root: Node, changes: Changes) -> None:
    """Take away the words, rows and cells that are not to be; mark the ends of paragraphs that are not."""
    for element in list(root.iter(*KINDS, *CELLS)):
        parent = element.getparent()
        if parent is None:
            continue
        gone = (element.tag in ADDED or element.tag == f"{W}cellIns") == (changes == "reject")
        if parent.tag in (f"{W}trPr", f"{W}tcPr"):
            holder = parent.getparent()
            if gone and holder is not None and holder.getparent() is not None:
                holder.getparent().remove(holder)
            parent.remove(element)
        elif parent.tag == f"{W}numPr":
            _replace(parent if gone and parent.getparent() is not None else element, ())
        elif parent.tag == RPR:
            element.tag = GONE if gone else f"{W}settled"
        else:
            _replace(element, () if gone else list(element))
    for old in root.iter(f"{W}delText"):
        old.tag = f"{W}t"
    for code in root.iter(f"{W}delInstrText"):
        code.tag = f"{W}instrText"


def _marks(root: Node) -> None:
    """Join each paragraph whose end does not show (deleted, hidden) with the next one, from the last to the first."""
    for paragraph in reversed(list(root.iter(P))):
        mark = first(paragraph, PPR, RPR)
        gone = first(mark, GONE) is not None
        if mark is None or (not gone and first(paragraph, PPR, f"{W}sectPr") is not None):
            continue
        hidden = any((m := first(mark, f"{W}{name}")) is not None and on(m) for name in ("vanish", "specVanish"))
        if hidden or gone:
            _join(paragraph, not gone)


def _join(paragraph: Node, hidden: bool) -> None:
    """Join a paragraph with the next one. The end that is left sets the looks; a hidden end leaves both theirs."""
    following = paragraph.getnext()
    own = [child for child in paragraph if child.tag != PPR]
    written = any(child.tag == R or len(child) for child in own)
    if not written:
        alone = following is None and paragraph.getprevious() is None
        if not alone and (following is None or following.tag in (P, TBL)):
            paragraph.getparent().remove(paragraph)
        return
    if following is None or following.tag != P:
        return
    if hidden:
        _keep_style(following)
    if hidden or not any(child.tag != PPR and len(child) for child in following):
        # as Word has it, an empty paragraph gives way with its looks
        settings, own_settings = _settings(following), _settings(paragraph)
        _section(own_settings, settings)
        if settings is not None:
            following.remove(settings)
        following.insert(0, own_settings)
    head = _settings(following)
    if head is None:
        head = following.makeelement(PPR)
        following.insert(0, head)
    for child in reversed(own):
        head.addnext(child)
    following.set(LINE, paragraph.get(LINE) or "0")
    paragraph.getparent().remove(paragraph)


def _section(settings: Node, other: Node) -> None:
    """Give settings the end of a section that stands in others, and none of their own: that went with their end."""
    for ended in list(settings.iterchildren(f"{W}sectPr")):
        settings.remove(ended)
    ended = first(other, f"{W}sectPr")
    if ended is not None:
        settings.append(ended)


def _settings(paragraph: Node) -> Node:
    """Return the w:pPr of a paragraph, at once where it stands first: a search goes through all that follows."""
    child = next(iter(paragraph), None)
    return child if child is not None and child.tag == PPR else first(paragraph, PPR)


def _keep_style(paragraph: Node) -> None:
    """Note on the runs of a paragraph the style that they keep beside those of another."""
    named = first(paragraph, PPR, f"{W}pStyle")
    for run in paragraph.iter(R):
        if run.get(STYLE) is None:
            run.set(STYLE, "" if named is None else named.get(f"{W}val") or "")
