"""add: a paragraph that came -> the deed that puts it into the plan's file, or why there is none."""

from __future__ import annotations

from generator.review import fresh
from generator.review.act import Add
from generator.review.belonging import belongs, elsewhere, strange
from generator.review.deed import Insert, TakeOver, Under, Widen
from generator.review.item import Item
from generator.review.marker import BULLETS, parted
from generator.review.placed import HEADINGS, UNCLEAR, Beside, Ground, New, Onto, Placed
from generator.review.spot import Why
from generator.review.tablerow import row_of


def add(ground: Ground, number: int, act: Add, out: Placed) -> None:
    """Add to `out` what an act, by its number, puts in."""
    kind, _, said = parted(act.seen.text)
    why = _unfit(ground, act, said)
    if why:
        out.refused[number] = Why(why)
        return
    said = fresh.trimmed(ground, said, act)
    if not said.strip(" -+•"):
        out.refused[number] = Why("đoạn chỉ có dấu đầu dòng, chưa có chữ")
        return
    found = elsewhere(ground, act) if strange(act.seen.style) else belongs(ground, out, act, kind)
    if isinstance(found, Why):
        out.refused[number] = found
    elif isinstance(found, New):
        _with_new(ground, number, act, kind, said, found, out)
    elif isinstance(found, Beside):
        _beside(ground, number, act, kind, said, found, out)
    else:
        _onto(ground, number, act, kind, said, found, out)


def _unfit(ground: Ground, act: Add, said: str) -> str:
    if not said:
        return "đoạn trống: kế hoạch tự đặt khoảng cách"
    in_table = (near >= 0 and row_of(ground, near) is not None for near in (act.after, act.before))
    if len(act.seen.cell) > 1 and any(in_table):
        return "thêm đoạn trong một ô của bảng: ghi tay, ô có nhiều đoạn là một danh sách"
    return ""


def _beside(ground: Ground, number: int, act: Add, kind: str, said: str, found: Beside, out: Placed) -> None:
    item = fresh.item(ground, said, found.path, act.seen.style)
    new = out.new[act.order] = New(item, kind, act.seen.style, found, {number})
    out.grown.append((Insert(item, found.path, found.where), new.acts))


def _onto(ground: Ground, number: int, act: Add, kind: str, said: str, found: Onto, out: Placed) -> None:
    if found.how == "widen":
        out.deeds.append((Widen(found.path, (said,)), {number}))
        return
    if found.how in ("split", "wrap"):
        _over(ground, number, act, kind, said, found, out)
        return
    key = "items" if kind in BULLETS else fresh.list_key(ground, found.path) or "sections"
    item = fresh.item(ground, said, found.path, act.seen.style, key)
    there = New(Item({}, {key: [item]}), "", "", found, {number})  # the item that there is, in which the list grows
    out.grown.append((Under(there.item, found.path, ground.homes.of[ground.homes.heads[found.path]][-1]), there.acts))
    out.new[act.order] = New(item, kind, act.seen.style, found, {number}, there, key)


def _over(ground: Ground, number: int, act: Add, kind: str, said: str, found: Onto, out: Placed) -> None:
    key = next(str(each[-1]) for each in ground.sheet.keys if each[:-1] == found.path and each[-1] in HEADINGS)
    item = fresh.heading(ground, said, key if found.how == "split" else "heading")
    there = New(Item({}, {"sections": [item]}), "", "", found, {number})
    deed = TakeOver(found.path, key, there.item.below["sections"], found.how == "wrap")
    out.grown.append((deed, there.acts))
    out.new[act.order] = New(item, kind, act.seen.style, found, {number}, there, "sections")


def _with_new(ground: Ground, number: int, act: Add, kind: str, said: str, found: New, out: Placed) -> None:
    """Put a paragraph beside a new one of its kind, else below the one right before it."""
    style = act.seen.style
    if not ((kind and found.kind == kind) or (not kind and found.style == style)):
        _below_new(ground, number, act, kind, said, found, out)
        return
    item = fresh.like_new(ground, said, found)
    new = New(item, kind, style, found.beside, {number}, found.parent, found.key)
    if found.parent:
        _hang(item, found.parent, found.key, number)
    elif isinstance(found.beside, Beside):
        out.grown.append((Insert(item, found.beside.path, found.beside.where), new.acts))
    out.new[act.order] = new


def _below_new(ground: Ground, number: int, act: Add, kind: str, said: str, parent: New, out: Placed) -> None:
    key = fresh.child_key(ground, kind, act.seen.style, parent)
    if key != "text":
        item = fresh.item(ground, said, parent.beside.path, act.seen.style, "below")
        _hang(item, parent, key, number)
        out.new[act.order] = New(item, kind, act.seen.style, parent.beside, {number}, parent, key)
        return
    if "text" in parent.item.keys or "" in parent.item.keys or parent.item.below:
        out.refused[number] = Why(UNCLEAR)
        return
    parent.item.keys["text"] = fresh.typed(said)
    parent.root.acts.add(number)
    out.new[act.order] = parent


def _hang(item: Item, parent: New, key: str, number: int) -> None:
    """Put an item into a list of a new one; a sentence alone becomes the text of an item with keys."""
    if "" in parent.item.keys:
        parent.item.keys = {"text": parent.item.keys[""]}
    parent.item.below.setdefault(key, []).append(item)
    parent.root.acts.add(number)
