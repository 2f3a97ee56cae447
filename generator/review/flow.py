"""joined: the paragraphs that a plan prints and those of a reviewed file -> one flow; all that differs is a change.

With every tracked change rejected the file should say what the plan prints. Where it does not, somebody wrote with
tracking off (or the plan moved on): the difference becomes a change like the tracked ones, of no author.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.compare.align import Item, align
from generator.compare.words import words
from generator.review.marks import Bit, Change, Draft, Kind, Raw, Seen, shown, view
from generator.review.printed import Printed


@dataclass(frozen=True, slots=True)
class Flow:
    """What is printed and what was done to it. `raw_of` leads from a paragraph of the file to one of the flow;
    `alike` is how much of the printed words the file still has with all changes rejected, from 0 to 1."""

    printed: tuple[Printed, ...]
    raws: tuple[Raw, ...]
    changes: tuple[Change, ...]
    raw_of: dict[int, int]
    alike: float
    #: Paragraphs of headers and footers, as the file has them.
    margins: tuple[Raw, ...] = ()


def joined(printed: tuple[Printed, ...], draft: Draft) -> Flow:
    """Return the flow of a plan's paragraphs and a reviewed file."""
    return _Joiner(printed, draft).flow()


class _Joiner:
    def __init__(self, printed: tuple[Printed, ...], draft: Draft) -> None:
        self.printed, self.draft = printed, draft
        self.changes = list(draft.changes)
        self.raws: list[Raw] = []
        self.raw_of: dict[int, int] = {}

    def flow(self) -> Flow:
        rejected = view(self.draft.raws, self.draft.changes, ())
        old = [Item(each.text, _room(each.cell)) for each in self.printed]
        new = [Item(each.text, _room(each.cell)) for each in rejected]
        kept = 0
        moves: dict[int, tuple[int, int]] = {}
        for pair in align(old, new):
            if pair.old is None and pair.new is not None:
                self.came(rejected[pair.new], self.untracked("ins"))
            elif pair.new is None and pair.old is not None:
                self.went(pair.old, self.untracked("del"))
            elif pair.old is not None and pair.new is not None and not pair.moved:
                kept += self.stayed(pair.old, rejected[pair.new])
            elif pair.old is not None and pair.new is not None:
                if pair.old not in moves:
                    name = f"\0{pair.old}"
                    moves[pair.old] = self.untracked("from", name), self.untracked("to", name)
                if pair.moved == "away":
                    self.went(pair.old, moves[pair.old][0])
                else:
                    self.came(rejected[pair.new], moves[pair.old][1])
        self.left_over(rejected)
        said = sum(len(each.text) for each in self.printed)
        return Flow(self.printed, tuple(self.raws), tuple(self.changes), self.raw_of, kept / max(said, 1))

    def untracked(self, kind: Kind, name: str = "") -> int:
        self.changes.append(Change(len(self.changes), kind, "", "", name, "", False))
        return len(self.changes) - 1

    def add(self, raw: Raw, of: int = -1) -> None:
        if of >= 0:
            self.raw_of[of] = len(self.raws)
        self.raws.append(raw)

    def came(self, seen: Seen, change: int) -> None:
        """Paragraphs of the file that the plan does not print."""
        for number in seen.raws:
            raw = self.draft.raws[number]
            bits = tuple(
                replace(bit, chain=(change, *bit.chain)) if shown(bit.chain, self.draft.changes, ()) else bit
                for bit in raw.bits
            )
            last = number == seen.raws[-1]
            self.add(replace(raw, bits=bits, mark=(change, *raw.mark) if last else raw.mark), number)

    def went(self, number: int, change: int) -> None:
        """A paragraph of the plan that the file has no more."""
        printed = self.printed[number]
        bits = (replace(bit, chain=(change,)) for bit in based(printed, number, 0, len(printed.text)))
        cell = self.raws[-1].cell if self.raws and _room(self.raws[-1].cell) == _room(printed.cell) else printed.cell
        self.add(Raw(tuple(bits), (change,), printed.style, cell, number))

    def stayed(self, number: int, seen: Seen) -> int:
        """A paragraph that both have; returns how many letters of it are the same."""
        printed = self.printed[number]
        steps = [(step.same, step.old, step.new) for step in words(printed.text, seen.text)]
        walk = _Walk(self, number, list(steps))
        for place in seen.raws:
            raw = self.draft.raws[place]
            bits = [made for bit in raw.bits for made in walk.bit(bit)]
            last = place == seen.raws[-1]
            bits += walk.rest() if last else []
            self.add(replace(raw, bits=tuple(self.looked(bits)), base=number if last else -1), place)
        return sum(len(old) for same, old, _ in steps if same)

    def looked(self, bits: list[Bit]) -> Iterator[Bit]:
        """Tell where letters stand bold or italic that the plan prints otherwise, and no change is told of."""
        last: tuple[bool, bool, bool, bool] | None = None
        number = -1
        for bit in bits:
            if bit.para < 0 or not shown(bit.chain, self.changes, ()):
                yield bit
                continue
            for part, meant in _as_printed(bit, self.printed[bit.para]):
                before = part.was if part.look >= 0 else (part.bold, part.italic)
                if before == meant or part.look >= 0 or part.text.isspace():
                    yield part
                    last = None
                    continue
                key = (*meant, *before)
                if key != last:
                    number, last = self.untracked("look"), key
                yield replace(part, look=number, was=meant)

    def left_over(self, rejected: Sequence[Seen]) -> None:
        """Paragraphs that are nowhere once all is rejected (what came in and ends a cell): as they stand."""
        seen = {number for each in rejected for number in each.raws}
        after: dict[int, list[int]] = {}
        last = -1
        for number in range(len(self.draft.raws)):
            if number in self.raw_of:
                last = self.raw_of[number]
            elif number not in seen:
                after.setdefault(last, []).append(number)
        if not after:
            return
        raws: list[Raw] = []
        where: dict[int, int] = {}
        for place in range(-1, len(self.raws)):
            if place >= 0:
                where[place] = len(raws)
                raws.append(self.raws[place])
            for number in after.get(place, ()):
                self.raw_of[number] = -2 - len(raws)
                raws.append(self.draft.raws[number])
        self.raws = raws
        self.raw_of = {k: where[v] if v >= 0 else -2 - v for k, v in self.raw_of.items()}


class _Walk:
    """Goes through the letters of a paragraph and tells of each which printed one it is."""

    def __init__(self, joiner: _Joiner, number: int, steps: list[tuple[bool, str, str]]) -> None:
        self.joiner, self.number = joiner, number
        self.steps = steps
        self.at = 0  # printed letters that are told of
        self.left = 0  # letters of the file that the first step still has
        self.came = -1

    def next(self) -> list[Bit]:
        """Begin the next step; returns what went with it."""
        same, old, new = self.steps[0]
        self.left = len(new)
        self.came = -1 if same or not new else self.joiner.untracked("ins")
        if same or not old:
            return []
        change = self.joiner.untracked("del")
        printed = self.joiner.printed[self.number]
        went = [replace(bit, chain=(change,)) for bit in based(printed, self.number, self.at, self.at + len(old))]
        self.at += len(old)
        return went

    def bit(self, bit: Bit) -> Iterator[Bit]:
        if not shown(bit.chain, self.joiner.draft.changes, ()):
            yield bit
            return
        text = bit.text
        while text:
            if not self.left:
                if not self.steps:
                    break
                yield from self.next()
                if not self.left:
                    self.steps.pop(0)
                    continue
            part = text[: self.left]
            if self.came < 0:
                yield replace(bit, text=part, para=self.number, at=self.at)
                self.at += len(part)
            else:
                yield replace(bit, text=part, chain=(self.came, *bit.chain))
            text = text[len(part) :]
            self.left -= len(part)
            if not self.left:
                self.steps.pop(0)

    def rest(self) -> list[Bit]:
        """What went at the paragraph's end."""
        found: list[Bit] = []
        while self.steps:
            found += self.next()
            self.steps.pop(0)
        return found


def based(printed: Printed, number: int, start: int, end: int) -> Iterator[Bit]:
    """Yield the letters `start` to `end` of a printed paragraph."""
    at = 0
    for bit in printed.bits:
        first, last = max(start, at), min(end, at + len(bit.text))
        if first < last:
            yield replace(bit, text=bit.text[first - at : last - at], para=number, at=first)
        at += len(bit.text)


def _as_printed(bit: Bit, printed: Printed) -> Iterator[tuple[Bit, tuple[bool, bool]]]:
    """Yield a stretch of base letters in parts of one printed look, each with that look."""
    for part in based(printed, bit.para, bit.at, bit.at + len(bit.text)):
        yield replace(bit, text=part.text, at=part.at), (part.bold, part.italic)


def _room(cell: tuple[int | str, ...]) -> str:
    return "note" if cell[0] == "note" else "cell" if len(cell) > 1 else "body"
