"""footnotes: the notes of two documents -> those of the redline.

A note that stayed has its words tracked; one that came or went is whole in its reference, and its words show it. A note
that went keeps an id of its own beside those of the new document.
"""

from __future__ import annotations

from generator.redline import blocks
from generator.redline.package import Opened, element, refusal, told
from generator.redline.pen import Notes, Pen
from generator.verify.docx.xml import Node, W

_NOTE, _ID, _TYPE = f"{W}footnote", f"{W}id", f"{W}type"


def notes(old: Opened, new: Opened) -> Notes:
    """Return the notes of two documents, by id."""
    before, after = _notes(old), _notes(new)
    contents = tuple({key: b"".join(map(told, note)) for key, note in side.items()} for side in (before, after))
    both = set(contents[0].values()) & set(contents[1].values())
    keys = tuple({key: text if text in both else b"" for key, text in side.items()} for side in contents)
    return Notes(before, after, keys[0], keys[1])


def part(document: Opened) -> str:
    """Return the name of the part that holds the notes, or ""."""
    return document.package.related(document.main, "footnotes")


def _notes(document: Opened) -> dict[str, Node]:
    root = document.tree(part(document)) if part(document) else None
    if root is None:
        return {}
    return {note.get(_ID) or "": note for note in root.iterchildren(_NOTE) if note.get(_TYPE) is None}


def write(pen: Pen) -> frozenset[str]:
    """Put the notes that changed, came and went into the new document; return the part's name where it changed."""
    fate = pen.notes
    if not fate.gone and not fate.came and all(_alike(a, b, fate) for a, b in fate.stayed):
        return frozenset()
    name = part(pen.new)
    if not name:
        hint = "so sánh hai kế hoạch YAML, hoặc thêm một chú thích vào bản mới"
        raise refusal(pen.new.name, "bản mới không có phần chú thích chân trang mà bản cũ có", hint)
    root = pen.new.tree(name)
    for a, b in fate.stayed:
        if not _alike(a, b, fate):
            _put(fate.new[b], blocks.compare(list(fate.old[a]), list(fate.new[b]), pen))
    for came in fate.came:
        _put(fate.new[came], blocks.whole(list(fate.new[came]), "ins", pen))
    for own, key in fate.gone.items():
        note = element("footnote", id=key)
        note.extend(blocks.whole(list(fate.old[own]), "del", pen))
        root.append(note)
    return frozenset((name,))


def _alike(old: str, new: str, fate: Notes) -> bool:
    left, right = fate.old.get(old), fate.new.get(new)
    return left is None or right is None or list(map(told, left)) == list(map(told, right))


def _put(note: Node, content: list[Node]) -> None:
    for child in list(note):
        note.remove(child)
    note.extend(content)
