"""Accepts or rejects every tracked change of a DOCX, strictly, from ECMA-376 (17.13.5) alone.

It shares no code with the writer. What the standard does not foresee is an AssertionError: a mark that went where no
paragraph follows, a change within a change, text that is not called deleted in a deletion.

`state` returns what a document comes to, as text that can be compared: the document's part, its notes in the order of
their references (a note's id is but a name), the headers that each section names (a relationship's id is but a name),
adjacent runs of one look joined, `xml:space` and blanks between elements left out.
"""

from __future__ import annotations

import posixpath

from lxml import etree
from ooxml import W, parts

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
LINK = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
COMES, GOES = ("ins", "moveTo"), ("del", "moveFrom")
RANGES = tuple(W + n for n in ("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"))
FORMER = {
    W + n: W + n[: -len("Change")]
    for n in ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange")
}
REFERENCES = (f"{W}headerReference", f"{W}footerReference")
#: What stands in properties and is none of what a Change replaces.
KEPT = {f"{W}pPr": (f"{W}rPr", f"{W}sectPr"), f"{W}sectPr": REFERENCES}
PROPERTIES = tuple(W + n for n in ("rPr", "pPr", "trPr", "tcPr"))


def settle(root, accept: bool) -> None:
    """Accept or reject every change of a part, in place."""
    stays, goes = (COMES, GOES) if accept else (GOES, COMES)
    _check(root)
    for change in list(root.iter(*FORMER)):
        _former(change, accept)
    for mark in list(root.iter(*RANGES)):
        mark.getparent().remove(mark)
    _rows(root, stays, goes)
    joined = _marks(root, stays, goes)
    for name in stays:
        for holder in list(root.iter(W + name)):
            _unwrap(holder)
    for name in goes:
        for holder in list(root.iter(W + name)):
            holder.getparent().remove(holder)
    for paragraph in joined:
        _join(paragraph)
    for name, plain in (("delText", "t"), ("delInstrText", "instrText")):
        for text in root.iter(W + name):
            text.tag = W + plain


def _check(root) -> None:
    for name in (*COMES, *GOES):
        for holder in root.iter(W + name):
            where = holder.getparent().tag
            if where in (f"{W}rPr", f"{W}trPr"):
                assert not len(holder)
                continue
            assert where == f"{W}p", f"{name} in {where}"
            assert len(holder), f"an empty {name}"
            for child in holder:
                assert child.tag == f"{W}r", child.tag
            wrong = ("t", "instrText") if name == "del" else ("delText", "delInstrText")
            found = [e.tag for run in holder for e in run.iterchildren(*(W + n for n in wrong))]
            assert not found, f"{found} in {name}"
    for text in root.iter(f"{W}delText", f"{W}delInstrText"):
        assert text.getparent().getparent().tag == f"{W}del"


def _former(change, accept: bool) -> None:
    owner = change.getparent()
    assert owner.tag == FORMER[change.tag] and change.getnext() is None
    (before,) = change
    assert before.tag == owner.tag
    owner.remove(change)
    if accept:
        return
    kept = [c for c in owner if c.tag in KEPT.get(owner.tag, ()) or c.tag in [W + n for n in (*COMES, *GOES)]]
    for child in list(owner):
        owner.remove(child)
    order = [*kept, *before] if owner.tag in (f"{W}sectPr", f"{W}rPr") else [*before, *kept]
    owner.extend(order)


def _rows(root, stays, goes) -> None:
    for row in list(root.iter(f"{W}tr")):
        look = row.find(f"{W}trPr")
        marks = [c for c in look if c.tag in (f"{W}ins", f"{W}del")] if look is not None else []
        assert len(marks) <= 1
        for mark in marks:
            if mark.tag[len(W) :] in goes:
                row.getparent().remove(row)
            else:
                look.remove(mark)
    for table in list(root.iter(f"{W}tbl")):
        if table.find(f"{W}tr") is None:
            table.getparent().remove(table)


def _marks(root, stays, goes) -> list:
    joined = []
    for paragraph in root.iter(f"{W}p"):
        look = paragraph.find(f"{W}pPr/{W}rPr")
        marks = [c for c in look if c.tag in [W + n for n in (*COMES, *GOES)]] if look is not None else []
        assert len(marks) <= 1
        for mark in marks:
            look.remove(mark)
            if mark.tag[len(W) :] in goes:
                joined.append(paragraph)
    return joined


def _unwrap(holder) -> None:
    parent, at = holder.getparent(), holder.getparent().index(holder)
    for child in reversed(list(holder)):
        parent.insert(at, child)
    parent.remove(holder)


def _join(paragraph) -> None:
    """The words of a paragraph whose mark went stand before those of the next one, which keeps its own look."""
    after = paragraph.getnext()
    words = [c for c in paragraph if c.tag != f"{W}pPr"]
    assert after is not None and after.tag in (f"{W}p", f"{W}tbl"), "no paragraph follows"
    if words:
        assert after.tag == f"{W}p", "words that no paragraph takes in"
        at = 1 if len(after) and after[0].tag == f"{W}pPr" else 0
        for word in reversed(words):
            after.insert(at, word)
    paragraph.getparent().remove(paragraph)


# --- what can be compared -----------------------------------------------------------------------


def state(docx: bytes, accept: bool | None = None) -> dict[str, str]:
    """Return what a document comes to when its changes are accepted or rejected, None for one that has none."""
    files = parts(docx)
    trees: dict[str, object] = {}

    def tree(name: str):
        if name not in trees:
            trees[name] = etree.fromstring(files[name])
            if accept is not None:
                settle(trees[name], accept)
            left = [e.tag for e in trees[name].iter() if e.tag in {W + n for n in (*COMES, *GOES)} | set(FORMER)]
            assert not left, left
            _plain(trees[name])
        return trees[name]

    links = etree.fromstring(files["word/_rels/document.xml.rels"])
    targets = {e.get("Id"): posixpath.normpath(posixpath.join("/word", e.get("Target"))) for e in links.iter(LINK)}
    root = tree("word/document.xml")
    for reference in root.iter(*REFERENCES):
        reference.set(f"{R}id", _text(tree(targets[reference.get(f"{R}id")].lstrip("/"))))
    notes = {n.get(f"{W}id"): n for n in tree("word/footnotes.xml")} if "word/footnotes.xml" in files else {}
    found = {}
    for number, reference in enumerate(root.iter(f"{W}footnoteReference"), 1):
        note = notes[reference.get(f"{W}id")]
        found[f"note {number}"] = "".join(map(_text, note))
        reference.set(f"{W}id", str(number))
    return {"document": _text(root), **found}


def _text(node) -> str:
    return etree.tostring(node, method="c14n", exclusive=True, with_tail=False).decode()


def _plain(root) -> None:
    for element in list(root.iter()):
        if element.tag not in (f"{W}t", f"{W}instrText"):
            element.text = None
        element.tail = None
        element.attrib.pop(XML_SPACE, None)
        for name in [key for key in element.attrib if key.startswith(f"{W}rsid")]:
            del element.attrib[name]
    for name in (f"{W}rPr", *PROPERTIES):
        for look in list(root.iter(name)):
            if not len(look):
                look.getparent().remove(look)
    for paragraph in root.iter(f"{W}p"):
        _merge(paragraph)


def _merge(paragraph) -> None:
    before = None
    for run in list(paragraph.iterchildren(f"{W}r")):
        if before is not None and run.getprevious() is before and _look(run) == _look(before):
            for child in [c for c in run if c.tag != f"{W}rPr"]:
                if child.tag == f"{W}t" and before[-1].tag == f"{W}t":
                    before[-1].text = (before[-1].text or "") + (child.text or "")
                else:
                    before.append(child)
            paragraph.remove(run)
        else:
            before = run


def _look(run) -> str:
    look = run.find(f"{W}rPr")
    return "" if look is None else _text(look)


def moves(docx: bytes) -> dict[str, tuple[int, int]]:
    """Return how many stretches of each name begin where words moved from, and to."""
    root = etree.fromstring(parts(docx)["word/document.xml"])
    names = [[e.get(f"{W}name") for e in root.iter(f"{W}{way}RangeStart")] for way in ("moveFrom", "moveTo")]
    return {name: (names[0].count(name), names[1].count(name)) for name in {*names[0], *names[1]}}


def ids(docx: bytes) -> list[str]:
    """Return the ids of all tracked changes of all parts; both ends of a moved stretch have one."""
    names = {W + n for n in (*COMES, *GOES)} | set(FORMER) | {RANGES[0], RANGES[2]}
    return [
        e.get(f"{W}id")
        for name, data in parts(docx).items()
        if name.startswith("word/") and name.endswith(".xml")
        for e in etree.fromstring(data).iter(*names)
    ]
