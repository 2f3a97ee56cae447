"""belongs: a paragraph that came -> where in the plan's file it belongs, or why that is not clear.

It belongs to the list whose items look as it does (its marker, else its style): beside the nearest item before it, else
the one after it, else below the paragraph before it. Nothing is guessed beyond that.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.review.act import Add
from generator.review.forms import archive
from generator.review.fresh import trimmed, typed
from generator.review.marker import BULLETS, kind_of, parted
from generator.review.placed import HEADINGS, UNCLEAR, Beside, Ground, New, Onto, Placed
from generator.review.printed import Sentence
from generator.review.scalar import written
from generator.review.sheet import Path
from generator.review.spot import Why, inherited
from generator.schema import CONTENT

#: Keys of paragraphs without markers, one or a list.
_TEXTS = ("text", "opening", "closing")
#: Lists of lines: whatever comes among them is one more.
_LINES = ("recipients", "bases")
#: Styles of what a list's item cannot hold, and the key that makes it.
_STRANGE = {
    **dict.fromkeys(("PhuLuc", "TenPhuLuc", "KemTheo"), "phụ lục mới: ghi vào `appendices:`"),
    **dict.fromkeys(("OBang", "OBangGiua", "OBangPhai", "OBangDeu", "DauBang", "TenBang"),
                    "bảng mới, hoặc dòng của bảng mới: ghi vào `table:`"),
    "FootnoteText": "chú thích mới: ghi nội dung vào `footnotes:`, trong câu viết `[^tên]`",
    **dict.fromkeys(("QuyenHan", "HoTen"), "người ký: sửa ở khóa `signatory`"),
    **dict.fromkeys(("CoQuanBanHanh", "CoQuanChuQuan"), "tên cơ quan: sửa ở khóa `issuer`"),
}  # fmt: skip


def belongs(ground: Ground, out: Placed, add: Add, kind: str) -> New | Beside | Onto | Why:
    """Return beside which item a paragraph comes, or with which new one; `kind` is that of its marker."""
    style = add.seen.style
    last = out.new.get(add.order - 1)
    if isinstance(last, New) and (found := _akin(last, kind, style)):
        return found
    near = _near(ground, add)
    anchor = last.beside.path if isinstance(last, New) else last
    paths = [path for path in _outward(anchor or ground.home(near)) if ground.sheet.start(path) >= 0]
    listed = next((path for path in paths if len(path) > 1 and path[-2] in _LINES), None)
    if listed:
        return _line(ground, listed)
    following = ground.home(add.before)
    for path in paths:
        if following[: len(path)] != path and _same(ground, kind, style, path):
            return Beside(path)
    if isinstance(last, New):
        return last
    for path in ground.homes.items(add.before):
        opens = ground.homes.heads.get(path) == add.before and ground.sheet.start(path) >= 0
        if opens and _same(ground, kind, style, path):
            return Beside(path, "before")
    if near < 0:
        return elsewhere(ground, add)
    return _over(ground, kind, add, near) or _below(ground, kind, style, near)


def _akin(last: New, kind: str, style: str) -> New | None:
    """The new paragraph right before this one, or one that it hangs on, that looks as this one does."""
    above: New | None = last
    while above:
        if (kind and above.kind == kind) or (not kind and above.style == style):
            return above
        above = above.parent
    return None


def _line(ground: Ground, path: Path) -> Beside:
    """Beside a line of a list; nothing stands after the line of the archive, so before that."""
    if path[0] != "recipients" or (
        (*path, "archive") not in ground.sheet.leaves and archive(ground.sheet.said(path) or "") is None
    ):
        return Beside(path)
    above = ground.homes.heads.get(path, 0) - 1
    last = ground.home(above)
    return Beside(last) if last[:1] == path[:1] and len(last) == 2 and ground.stays(above) else Beside(path, "before")


def _near(ground: Ground, add: Add) -> int:
    """The printed paragraph before an addition that stays and has a home; -1 where there is none."""
    para = add.after
    while para >= 0 and not (ground.stays(para) and para in ground.homes.of):
        if ground.stays(para) and ground.printed[para].cell != add.seen.cell[:1]:
            break  # a table of the program's own: nothing before it is a neighbour
        para -= 1
    return para if para in ground.homes.of else -1


def _outward(path: Path) -> Iterator[Path]:
    """Yield the items of lists that a path lies in, innermost first."""
    yield from (path[:n] for n in range(len(path), 0, -1) if isinstance(path[n - 1], int))


def _same(ground: Ground, kind: str, style: str, path: Path) -> bool:
    """Tell whether an item begins as a paragraph does: with its kind of marker, without one in its style."""
    head = ground.homes.heads.get(path, -1)
    if head < 0:
        return False
    theirs = kind_of(ground.printed[head])
    return kind == theirs if kind and theirs else style == ground.printed[head].style and bool(style)


def _over(ground: Ground, kind: str, add: Add, near: int) -> Onto | None:
    """A new heading between an item's heading and what is below it, which is now below the new one."""
    path = ground.home(near)[:-1]
    there = frozenset((*CONTENT, "tasks"))
    keys = [each[-1] for each in ground.sheet.keys if each[:-1] == path]
    key = next((key for key in keys if key in HEADINGS), None)
    heading = add.seen.style.startswith("Heading") and not add.seen.text.rstrip().endswith((".", ";", ":", ","))
    if not heading or key is None or ground.home(add.before)[: len(path)] != path or ground.sheet.start(path) < 0:
        return None
    if not there.issuperset(keys[keys.index(key) + 1 :]) or ground.sheet.start((*path, key)) < 0:
        return None  # a key that is not printed there (an id, say) would go to the new heading
    if kind == kind_of(ground.printed[near]):
        return Onto(path, "split")
    known = {kind_of(ground.printed[ground.homes.heads[each]]) for each in ground.homes.items(near)}
    return Onto(path, "wrap") if kind and kind not in (*known, *BULLETS) and path[-2] == "sections" else None


def _below(ground: Ground, kind: str, style: str, near: int) -> Onto | Why:
    """A paragraph that goes on, or opens a list below, the one before it."""
    path = ground.home(near)
    if not kind and style == ground.printed[near].style and path[-1] in _TEXTS and path in ground.sheet.leaves:
        return Onto(path, "widen")
    own = next((each for each in ground.homes.items(near) if ground.homes.heads.get(each) == near), None)
    if own is None or not kind or kind == kind_of(ground.printed[near]) or ground.sheet.start(own) < 0:
        return Why(UNCLEAR)
    return Onto(own, "under")


def elsewhere(ground: Ground, add: Add) -> Why:
    """Return why a paragraph belongs to no list of this file, with the lines that would add it where they are known."""
    if add.seen.style in _STRANGE:
        return Why(_STRANGE[add.seen.style])
    for para in (add.after, add.before):
        source = next((s.source for s in ground.printed[para].spans if s.source), None) if para >= 0 else None
        if isinstance(source, Sentence) and source.text.mark.file != ground.sheet.file:
            return _added(ground, inherited(ground.got, source.text.mark), add, para == add.after)
    return Why(UNCLEAR)


def _added(ground: Ground, why: Why, add: Add, behind: bool) -> Why:
    if not why.item or not why.listed:
        return Why(why.reason, why.mark)
    said = written(typed(trimmed(ground, parted(add.seen.text)[2], add)), 8, 8)
    beside = "after" if behind else "before"
    return why.to(f"add:\n  - {beside}: {why.item}\n    {why.listed}:\n      - {said}", "add")


def strange(style: str) -> bool:
    """Tell whether a paragraph of a style is something that no list's item can hold."""
    return style in _STRANGE
