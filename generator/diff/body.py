"""told: the lines of two plans and their pairs -> what changed in them, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from generator.compare.words import likeness
from generator.diff import data, looks, sentence, tables
from generator.diff.change import Change, Edit
from generator.diff.lines import Said
from generator.diff.pair import HEADS, Pairs, key

#: The matter of a line that came or went, by the section key that it stands under.
_MATTERS = {
    "targets": "targets", "budget": "money", "reporting_schedule": "reports",
    "solutions": "tasks", "responsibilities": "tasks",
}  # fmt: skip
#: The matter of a line by what it is.
_KINDS = {"basis": "bases", "opening": "bases", "closing": "bases", "appendix": "appendices", "attached": "appendices",
          "table": "tables"}  # fmt: skip
#: A task less like what it was is written anew.
_REWRITTEN = 0.6
#: The last sentence's stop is the layout's.
_END = re.compile(r"\s*[.;,:]*\s*(?:\./\.)?$")
_IN_WORDS = re.compile(r"\((?:viết )?bằng chữ:?[^()]*\)", re.IGNORECASE)


def told(old: Sequence[Said], new: Sequence[Said], pairs: Pairs, follows: dict[str, str]) -> Iterator[Change]:
    """Yield all changes of the lines, in the order of the new plan, what went in its old place.

    `follows` is what the letterhead told already (`29/KH-UBND` -> `34/KH-UBND`), which an appendix only repeats.
    """
    done = 0
    for j, now in enumerate(new):
        i = pairs.of.get(j)
        if i is None:
            if now.head < 0 or now.head in pairs.of:
                yield _came("added", new, j, {n for n in range(len(new)) if n not in pairs.of})
            continue
        if i not in pairs.moved and i >= done:
            yield from _gone(old, pairs, done, i)
            done = i + 1
        yield from _line(old, new, pairs, i, j, follows)
    yield from _gone(old, pairs, done, len(old))


def _gone(old: Sequence[Said], pairs: Pairs, start: int, end: int) -> Iterator[Change]:
    lost = {n for n in range(len(old)) if n not in pairs.to}
    for i in range(start, end):
        if i in lost and (old[i].head < 0 or old[i].head in pairs.to):
            yield _came("dropped", old, i, lost)


def _came(kind: str, side: Sequence[Said], at: int, alone: set[int]) -> Change:
    """A line that came or went, with all that came or went under it."""
    said = side[at]
    group = [at]
    for n in range(at + 1, len(side)):
        if n in alone and side[n].head in group:
            group.append(n)
    text = "\n".join(f"{side[n].marker} {key(side[n])}".strip() for n in group) if len(group) > 1 else key(said)
    what = f"{said.marker} {said.text}".strip() if said.kind in HEADS else said.text
    if kind == "added":
        return Change(_matter(said), "added", "", what, new=text, new_place=said.place, new_mark=said.mark,
                      lines=len(group), note=said.agency)  # fmt: skip
    return Change(_matter(said), "dropped", "", what, old=text, old_place=said.place, old_mark=said.mark,
                  lines=len(group), note=said.agency)  # fmt: skip


def _matter(said: Said) -> str:
    return _KINDS.get(said.kind) or _MATTERS.get(said.context, "content")


# --- a line that stayed ------------------------------------------------------------------------


def _line(
    old: Sequence[Said], new: Sequence[Said], pairs: Pairs, i: int, j: int, follows: dict[str, str]
) -> Iterator[Change]:
    before, now = old[i], new[j]
    alone = i in pairs.moved and not _carried(old, new, pairs, i, j)
    changes = list(_sentence(before, now, follows))
    if alone:
        own = [change for change in changes if change.matter in ("wording", "tasks") and change.edits]
        changes = [change for change in changes if change not in own]
        yield _move(old, new, pairs, i, j, tuple(edit for change in own for edit in change.edits))
    elif before.marker != now.marker and not _only_above(old, new, before, now):
        yield Change("order", "renumbered", "", now.text, before.place, now.place, (), before.place, now.place,
                     before.mark, now.mark)  # fmt: skip
    yield from changes
    if before.kind == "table":
        yield from tables.told(before, now)
    if phrases := looks.told(before.runs, now.runs):
        yield Change("form", "form", "; ".join(phrases), now.text, now.text, now.text, (), before.place, now.place,
                     before.mark, now.mark)  # fmt: skip


def _carried(old: Sequence[Said], new: Sequence[Said], pairs: Pairs, i: int, j: int) -> bool:
    """Tell whether a line only went along with the one that it stands under."""
    head = old[i].head
    return head >= 0 and pairs.to.get(head) == new[j].head and head in pairs.moved


def _only_above(old: Sequence[Said], new: Sequence[Said], before: Said, now: Said) -> bool:
    """Tell whether a marker (`2.1.` -> `3.1.`) changed only in what it repeats of the one above."""
    if before.head < 0 or now.head < 0:
        return False
    above = old[before.head].marker.rstrip("."), new[now.head].marker.rstrip(".")
    tails = [marker.removeprefix(head) for head, marker in zip(above, (before.marker, now.marker), strict=True)]
    return all(above) and above[0] != above[1] and tails[0] == tails[1] != before.marker


def _move(old: Sequence[Said], new: Sequence[Said], pairs: Pairs, i: int, j: int, edits: tuple[Edit, ...]) -> Change:
    before, now = old[i], new[j]
    lines = 1 + sum(_under(old, n, i) and n in pairs.to for n in range(i + 1, len(old)))
    agencies = _other_agency(old, new, pairs, i, j)
    return Change("agencies" if agencies else "order", "moved", "", now.text or key(now), before.text, now.text, edits,
                  before.place, now.place, before.mark, now.mark, lines=lines, note=agencies)  # fmt: skip


def _under(side: Sequence[Said], n: int, head: int) -> bool:
    while n >= 0:
        n = side[n].head
        if n == head:
            return True
    return False


def _other_agency(old: Sequence[Said], new: Sequence[Said], pairs: Pairs, i: int, j: int) -> str:
    """Name the agencies that a task went from and to; "" where it stays with the same one."""
    before, now = old[i].agency, new[j].agency
    if not before or not now or before == now or _opens(old, i) is i:
        return ""
    return "" if pairs.to.get(_opens(old, i)) == _opens(new, j) else f"{before} → {now}"


def _opens(side: Sequence[Said], n: int) -> int:
    """The line under which an agency's tasks stand."""
    above = list(takewhile(lambda at: at >= 0 and side[at].agency == side[n].agency, _climb(side, n)))
    return above[-1]


def _climb(side: Sequence[Said], n: int) -> Iterator[int]:
    while n >= 0:
        yield n
        n = side[n].head


# --- a sentence --------------------------------------------------------------------------------


def _sentence(before: Said, now: Said, follows: dict[str, str]) -> Iterator[Change]:
    """Yield what changed in the data of a line and in its words; what the data told, the words do not repeat."""
    text, other = before.text, now.text
    if before.last or now.last:
        text, other = _END.sub("", text), _END.sub("", other)
    if now.kind == "attached":
        for was, become in follows.items():
            if was in text and become in other:
                text = text.replace(was, become, 1)
    both = before.node is not None and now.node is not None and before.first and now.first
    figures = data.told(before.node.data, now.node.data) if both and before.node and now.node else ()
    masks = _Masks(text, other)
    for figure in figures:
        if not figure.same:
            yield from _figure(before, now, figure, masks)
    if masks.old == masks.new:
        return
    groups: dict[str, list[Edit]] = {}
    for edit in sentence.edits(masks.old, masks.new):
        matter = sentence.matter(edit, now.context)
        groups.setdefault(_worded(matter, before, now), []).append(masks.shown(edit))
    for matter, edits in groups.items():
        yield Change(matter, "changed", "", now.text, before.text, now.text, tuple(edits), before.place, now.place,
                     before.mark, now.mark)  # fmt: skip


def _worded(matter: str, before: Said, now: Said) -> str:
    """The matter of words that are about nothing else: what the line itself is."""
    if matter != "wording":
        return matter if now.kind not in ("basis", "attached") else _KINDS[now.kind]
    if now.kind in _KINDS:
        return _KINDS[now.kind]
    rewritten = now.kind == "text" and likeness(before.text, now.text) < _REWRITTEN
    return "tasks" if rewritten and _MATTERS.get(now.context) == "tasks" else "wording"


def _figure(before: Said, now: Said, figure: data.Figure, masks: _Masks) -> Iterator[Change]:
    """Yield a value that changed, and mask its words on both sides; what only one side prints, its words tell."""
    printed = False
    for was, become in ((figure.old, figure.new), *figure.ways):
        if was != become and masks.hide(was, become):
            printed = True
            if (was, become) == (figure.old, figure.new):
                break
    if figure.matter == "money" and printed:
        masks.hide_in_words()
    words = (before.text, now.text)
    one_side = any(
        said and said in here and said not in there
        for said, here, there in ((figure.old, *words), (figure.new, *reversed(words)))
    )
    if printed or not one_side:
        yield Change(figure.matter, "changed", figure.name, now.text, figure.old, figure.new, (), before.place,
                     now.place, before.mark, now.mark, printed)  # fmt: skip


class _Masks:
    """Two sentences in which values that were told already are one sign each, so that they are not told again."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.signs: list[tuple[str, str]] = []

    def hide(self, old: str, new: str) -> bool:
        """Put one sign for a value in both sentences; False where one of them does not have it."""
        found = [re.search(rf"(?<![\w.,/-]){re.escape(said)}(?![\w/-]|[.,]\d)", text) if said else None
                 for said, text in ((old, self.old), (new, self.new))]  # fmt: skip
        if not found[0] or not found[1]:
            return False
        self._put(found[0], found[1])
        return True

    def hide_in_words(self) -> None:
        """The sum in words follows the sum in figures."""
        first, second = _IN_WORDS.search(self.old), _IN_WORDS.search(self.new)
        if first and second and first[0] != second[0]:
            self._put(first, second)

    def _put(self, first: re.Match[str], second: re.Match[str]) -> None:
        sign = chr(0xF0000 + len(self.signs))
        self.signs.append((first[0], second[0]))
        self.old = self.old[: first.start()] + sign + self.old[first.end() :]
        self.new = self.new[: second.start()] + sign + self.new[second.end() :]

    def shown(self, edit: Edit) -> Edit:
        """Return an edit with the values in the place of their signs."""
        parts = [edit.before, edit.old, edit.new, edit.after]
        for number, (old, new) in enumerate(self.signs):
            sign = chr(0xF0000 + number)
            parts = [part.replace(sign, old if n == 1 else new) for n, part in enumerate(parts)]
        return Edit(*parts)
