"""make: a review and a choice of its changes -> the new text of the plan's file, and what of it maps to nothing.

What cannot be done is taken out of the choice, and the rest is begun anew, so that nothing is done by half. Every text
is read back before it is given: each value says what it was meant to say, all others what they said.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import NoReturn

from generator import source
from generator.amend import keep
from generator.amend.edits import Edit, apply
from generator.build import Read
from generator.compare.words import words
from generator.problem import PlanError
from generator.review import scalar, sheet
from generator.review.acts import Act, Add, Drop, Hunk, Shade, acts
from generator.review.flow import Flow
from generator.review.home import Homes, parted
from generator.review.place import place
from generator.review.sheet import Path, Sheet
from generator.review.signing import signing
from generator.review.spot import Why
from generator.review.wording import Says, wording
from generator.review.write import Deed, Key, Note, Remove, write

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
    groups = list(groups)
    for _ in range(_ROUNDS):
        chosen = {number for group in groups for number in group}
        done = list(enumerate(acts(flow, chosen)))
        work = _Work(of, dict(done))
        with suppress(_RefusedError):
            made.text = work.text(got, flow, homes, notes)
        refused = {number: why for act, why in work.refused.items() for number in work.acts[act].causes}
        for act, path in work.told.items():
            for number in work.acts[act].causes:
                made.keys[number] = path
        if not refused:
            break
        kept: list[tuple[int, ...]] = []
        for group in groups:
            why = next((refused[n] for n in group if n in refused), None)
            if why:
                made.refused.update(dict.fromkeys(group, why))
            else:
                kept.append(group)
        if len(kept) == len(groups):
            break
        groups = kept
    return made


class _RefusedError(Exception):
    """Something cannot be done; what, the work tells."""


class _Work:
    def __init__(self, of: Sheet, numbered: dict[int, Act]) -> None:
        self.sheet, self.acts = of, numbered
        self.refused: dict[int, Why] = {}
        self.told: dict[int, Path] = {}

    def text(self, got: Read, flow: Flow, homes: Homes, notes: list[Note]) -> str:
        says = Says()
        signed = signing(self.sheet, got, flow, self.acts)
        rest = {n: act for n, act in self.acts.items() if n not in signed.acts}
        inner: dict[int, Hunk | Shade] = {n: act for n, act in rest.items() if isinstance(act, Hunk | Shade)}
        extra = self.moved_words(flow)
        wording(self.sheet, got, flow.printed, {**inner, **extra[0]}, says)
        adds = {n: act for n, act in rest.items() if isinstance(act, Add)}
        drops = {n: act for n, act in rest.items() if isinstance(act, Drop)}
        placed = place(self.sheet, got, flow, homes, drops, adds)
        self.refused |= {extra[1].get(n, n): why for n, why in says.refused.items()} | placed.refused
        self.told |= {extra[1].get(n, n): path for n, path in says.told.items()} | placed.along
        for deed, of in placed.deeds:
            for act in of:
                path = getattr(deed, "path", None) or getattr(deed, "beside", None)
                self.told.setdefault(act, path or ())
        if signed.why:
            self.refused |= dict.fromkeys(signed.acts, signed.why)
        if self.refused:
            raise _RefusedError
        for path, said in signed.said.items():
            says.say(path, 0, len(self.sheet.leaves[path].said), said, signed.acts)
        self.told |= dict.fromkeys(signed.acts, ("signatory",))
        text = self.said(says, extra[1])
        deeds: list[tuple[Deed, set[int]]] = [
            *((Remove(path), gone) for path, gone in says.gone.items()),
            *placed.deeds,
            *((deed, signed.acts) for deed in signed.deeds),
            *((Key(key, said), set(says.told)) for key, said in says.keys.items()),
        ]
        return self.done(text, deeds, notes)

    def moved_words(self, flow: Flow) -> tuple[dict[int, Hunk | Shade], dict[int, int]]:
        """Words that changed in a paragraph on its way: as if they had changed where it stood."""
        found: dict[int, Hunk | Shade] = {}
        owner: dict[int, int] = {}
        for number, act in self.acts.items():
            if not isinstance(act, Add) or act.moved < 0:
                continue
            paragraph = flow.printed[act.moved]
            old, new = paragraph.text, act.seen.text
            if paragraph.marker:
                at = len(paragraph.text) - len(parted(paragraph.text)[2])
                old, new = old[at:], parted(new)[2]
            else:
                at = 0
            for step in words(old, new):
                if not step.same:
                    key = -1 - len(found)
                    bit = act.seen.bits[0]
                    now = (type(bit)(step.new),) if step.new else ()
                    found[key] = Hunk(act.moved, at, at + len(step.old), now, act.causes)
                    owner[key] = number
                at += len(step.old)
        return found, owner

    # --- values ----------------------------------------------------------------------------------

    def said(self, says: Says, owner: dict[int, int]) -> str:
        """The text with the values changed."""
        wanted = {path: self.value(path, parts) for path, parts in says.parts.items()}
        wanted = {path: said for path, said in wanted.items() if said != self.sheet.leaves[path].said}
        edits = {path: scalar.in_place(self.sheet, self.sheet.leaves[path], said) for path, said in wanted.items()}
        text = self.tried(edits, wanted)
        if text is not None:
            return text
        for path, said in wanted.items():
            leaf = self.sheet.leaves[path]
            if self.tried({path: edits[path]}, {path: said}) is None:
                edits[path] = scalar.anew(self.sheet, leaf, said)
                if self.tried({path: edits[path]}, {path: said}) is None:
                    for act in says.of[path]:
                        self.refused[owner.get(act, act)] = _BROKEN
        text = None if self.refused else self.tried(edits, wanted)
        if text is None:
            for acts_ in says.of.values() if not self.refused else ():
                self.refused.update({owner.get(act, act): _BROKEN for act in acts_})
            raise _RefusedError
        return text

    def value(self, path: Path, parts: dict[tuple[int, int], str]) -> str:
        said = self.sheet.leaves[path].said
        for (start, end), now in sorted(parts.items(), reverse=True):
            said = said[:start] + now + said[end:]
        return " ".join(said.split())

    def tried(self, edits: dict[Path, list[Edit]], wanted: dict[Path, str]) -> str | None:
        try:
            text = apply(self.sheet.text, [edit for each in edits.values() for edit in each]).new
            got = {leaf.path: leaf.said for leaf in keep.leaves(text).leaves}
        except (ValueError, keep.Unreadable):
            return None
        meant = {leaf.path: wanted.get(leaf.path, leaf.said) for leaf in self.sheet.kept.leaves}
        return text if got == meant else None

    # --- items -----------------------------------------------------------------------------------

    def done(self, text: str, deeds: list[tuple[Deed, set[int]]], notes: list[Note]) -> str:
        """The text with items removed, put in and moved, and comments put above their places."""
        if not deeds and not notes:
            return text
        for tried in ([deed for deed, _ in deeds], None):
            if tried is None:
                self.find_broken(text, deeds)
            made = self.with_deeds(text, [*(tried or []), *notes])
            if made is not None:
                return made
        return self.refuse({act for _, of in deeds for act in of})

    def find_broken(self, text: str, deeds: list[tuple[Deed, set[int]]]) -> None:
        """Refuse the deeds that break the text, tried one after the other."""
        good: list[Deed] = []
        for deed, of in deeds:
            if self.with_deeds(text, [*good, deed]) is None:
                self.refused.update(dict.fromkeys(of, _BROKEN))
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

    def refuse(self, acts_: set[int]) -> NoReturn:
        self.refused.update(dict.fromkeys(acts_, _BROKEN))
        raise _RefusedError
