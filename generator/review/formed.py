"""formed: a line that the program prints from data, and what was done to it -> what the values of the data say now."""

from __future__ import annotations

from collections.abc import Iterable

from generator.build import Read
from generator.review import forms
from generator.review.act import Hunk, Shade
from generator.review.printed import Printed
from generator.review.says import Says
from generator.review.sheet import Sheet
from generator.review.spot import Why


def formed(sheet: Sheet, got: Read, paragraph: Printed, acts: dict[int, Hunk | Shade], says: Says) -> None:
    """Add to `says` what the acts, by their numbers, come to. Words only: the look of such a line is the decree's."""
    hunks = {number: act for number, act in acts.items() if isinstance(act, Hunk)}
    says.refuse(acts.keys() - hunks.keys(), Why("chữ ở đây có kiểu riêng theo Nghị định 30, không đổi đậm, nghiêng"))
    if not hunks:
        return
    numbers = set(hunks)
    made = forms.read(sheet, got, paragraph, " ".join(_now(paragraph.text, hunks.values()).split()))
    if isinstance(made, Why):
        says.refuse(numbers, made)
        return
    for path, said in made:
        leaf = sheet.leaves.get(path)
        for number in numbers:
            says.told.setdefault(number, path)
        if leaf is None:
            says.keys[str(path[-1])] = said
        elif leaf.said and not said:
            says.gone.setdefault(path, set()).update(numbers)
        elif leaf.said != said:
            says.say(path, 0, len(leaf.said), said, numbers)


def _now(text: str, hunks: Iterable[Hunk]) -> str:
    """What a line says once the hunks are made in it."""
    for hunk in sorted(hunks, key=lambda each: -each.start):
        text = text[: hunk.start] + hunk.text + text[hunk.end :]
    return text
