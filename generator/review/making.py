"""make: a review and a choice of its changes -> the new text of the plan's file, and what of it maps to nothing.

What cannot be done is taken out of the choice, and the rest is begun anew, so that nothing is done by half. Every text
is read back before it is given: each value says what it was meant to say, all others what they said.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import NoReturn, TypeVar

from generator import source
from generator.amend import keep
from generator.build import Read
from generator.problem import PlanError
from generator.review import sheet
from generator.review.act import Act, Add, Drop, Hunk, Shade
from generator.review.acts import acts
from generator.review.deed import Deed, Key, Note, Remove
from generator.review.flow import Flow
from generator.review.home import Homes
from generator.review.place import place
from generator.review.placed import Placed
from generator.review.reword import reword
from generator.review.says import Says
from generator.review.sheet import Path, Sheet
from generator.review.signing import Signed, signing
from generator.review.spot import Why
from generator.review.underway import underway
from generator.review.wording import wording
from generator.review.write import write

_T = TypeVar("_T")
#: So often what was refused is taken out and the rest begun anew; a choice that takes more is refused.
_ROUNDS = 12
_BROKEN = Why("sửa ở đây làm tệp không còn đọc được như trước: sửa tay")


@dataclass(slots=True)
class Made:
    """The new text; `refused` are changes with the reason, `keys` the value that each change went to."""

    text: str = ""
    refused: dict[int, Why] = field(default_factory=dict)
    keys: dict[int, Path] = field(default_factory=dict)


def make(of: Sheet, got: Read, flow: Flow, homes: Homes, groups: list[tuple[int, ...]], notes: list[Note]) -> Made:
    """Return the file's text once the changes of the groups are accepted, and which of them were not."""
    made = Made()
    for _ in range(_ROUNDS):
        chosen = {number for group in groups for number in group}
        work = _Work(of, dict(enumerate(acts(flow, chosen))))
        with suppress(_RefusedError):
            made.text = work.text(got, flow, homes, notes)
        refused = work.causes(work.refused)
        made.keys |= work.causes(work.told)
        for group in groups:
            why = next((refused[n] for n in group if n in refused), None)
            made.refused |= dict.fromkeys(group, why) if why else {}
        kept = [group for group in groups if made.refused.keys().isdisjoint(group)]
        if len(kept) == len(groups):
            return made
        groups = kept
    made.refused |= dict.fromkeys((number for group in groups for number in group), _BROKEN)
    return made


class _RefusedError(Exception):
    """Something cannot be done; what, the work tells."""


class _Work:
    """One round: acts by their numbers, which of them are refused, and to what value each went."""

    def __init__(self, of: Sheet, numbered: dict[int, Act]) -> None:
        self.sheet, self.acts = of, numbered
        self.refused: dict[int, Why] = {}
        self.told: dict[int, Path] = {}

    def causes(self, by_act: dict[int, _T]) -> dict[int, _T]:
        """Return by their changes what is told by acts."""
        return {number: value for act, value in by_act.items() for number in self.acts[act].causes}

    def text(self, got: Read, flow: Flow, homes: Homes, notes: list[Note]) -> str:
        signed = signing(self.sheet, got, flow, self.acts)
        rest = {number: act for number, act in self.acts.items() if number not in signed.acts}
        says = self.words(got, flow, rest)
        drops = {number: act for number, act in rest.items() if isinstance(act, Drop)}
        placed = place(self.sheet, got, flow, homes, drops, {n: act for n, act in rest.items() if isinstance(act, Add)})
        self.gather(says, placed, signed)
        text, broken = reword(self.sheet, says)
        if text is None:
            self.refuse(broken)
        deeds: list[tuple[Deed, set[int]]] = [
            *((Remove(path), gone) for path, gone in says.gone.items()),
            *placed.deeds,
            *((deed, signed.acts) for deed in signed.deeds),
            *((Key(key, said), {n for n, path in says.told.items() if path == (key,)})
              for key, said in says.keys.items()),
        ]  # fmt: skip
        return self.done(text, deeds, notes)

    def words(self, got: Read, flow: Flow, acts: dict[int, Act]) -> Says:
        """What was done within paragraphs; in one that moves, as if it had been done where that stood."""
        says = Says()
        within = {number: act for number, act in acts.items() if isinstance(act, Hunk | Shade)}
        owner: dict[int, int] = {}
        for number, act in self.acts.items():
            for hunk in underway(flow, act) if isinstance(act, Add) and act.moved >= 0 else ():
                key = len(self.acts) + len(owner)  # an edit of its own: a sentence is written once with all of them
                within[key], owner[key] = hunk, number
        wording(self.sheet, got, flow.printed, within, says)
        says.rename(owner)
        return says

    def gather(self, says: Says, placed: Placed, signed: Signed) -> None:
        """Bring together what was refused and where all else went; the values of who signs are added to `says`."""
        self.refused |= says.refused | placed.refused
        self.told |= says.told | placed.along
        for deed, of in placed.deeds:
            path: Path = getattr(deed, "path", ()) or getattr(deed, "beside", ())
            for act in of:
                self.told.setdefault(act, path)
        if signed.why:
            self.refused |= dict.fromkeys(signed.acts, signed.why)
        if self.refused:
            raise _RefusedError
        for path, said in signed.said.items():
            says.say(path, 0, len(self.sheet.leaves[path].said), said, signed.acts)
        self.told |= dict.fromkeys(signed.acts, ("signatory",))

    def done(self, text: str, deeds: list[tuple[Deed, set[int]]], notes: list[Note]) -> str:
        """The text with items removed, put in and moved, and comments put above their places."""
        if not deeds and not notes:
            return text
        made = self.with_deeds(text, [*(deed for deed, _ in deeds), *notes])
        if made is None:
            self.find_broken(text, deeds)
            self.refuse({act for _, of in deeds for act in of})  # each is sound, and all with the comments are not
        return made

    def find_broken(self, text: str, deeds: list[tuple[Deed, set[int]]]) -> None:
        """Refuse the deeds that break the text, tried one after the other."""
        good: list[Deed] = []
        for deed, of in deeds:
            if self.with_deeds(text, [*good, deed]) is None:
                self.refused |= dict.fromkeys(of, _BROKEN)
            else:
                good.append(deed)
        if self.refused:
            raise _RefusedError

    def with_deeds(self, text: str, deeds: list[Deed]) -> str | None:
        try:
            now = sheet.read((self.sheet.bom + text).encode("utf-8"), self.sheet.file)
            made = write(now, deeds)
            source.parse(made.encode("utf-8"), self.sheet.file)
            keep.leaves(made)
        except (ValueError, PlanError, keep.Unreadable, KeyError, IndexError):
            return None
        return made

    def refuse(self, acts: set[int]) -> NoReturn:
        self.refused |= dict.fromkeys(acts, _BROKEN)
        raise _RefusedError
