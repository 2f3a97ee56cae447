"""sift: groups of changes -> the text of the plan's file with those that a plan can hold, and why others are not in.

A change may be written without fault and the file be no plan any more: a key that must be there went, a letter has no
font. Then the changes are tried in halves, and only those at fault are left out.
"""

from __future__ import annotations

from generator import build
from generator.problem import PlanError
from generator.review.deed import Note
from generator.review.making import Made, make
from generator.review.proposal import Review
from generator.review.spot import Why

_Groups = list[tuple[int, ...]]
#: So often is a choice tried; what is not proved by then is left out.
_MOST = 60


def sift(review: Review, groups: _Groups, notes: list[Note]) -> Made:
    """Return what the groups of changes come to; `refused` are those that cannot be made, with the reason."""
    made = _make(review, groups, notes)
    if not groups or not _fault(review, made):
        return made
    good, bad, _ = _halves(review, [], groups, notes, _MOST)
    made = _make(review, good, notes)
    made.refused |= {number: why for group, why in bad.items() for number in group}
    return made


def _make(review: Review, groups: _Groups, notes: list[Note]) -> Made:
    return make(review.sheet, review.got, review.flow, review.homes, groups, notes)


def _fault(review: Review, made: Made) -> str:
    """What is wrong with the plan that was made; "" where nothing is."""
    if not made.text or made.text == review.sheet.text:
        return ""
    try:
        build.read(review.path, data=(review.sheet.bom + made.text).encode("utf-8", "surrogatepass"))
    except PlanError as error:
        return error.problems[0].message
    return ""


def _halves(
    review: Review, good: _Groups, groups: _Groups, notes: list[Note], left: int
) -> tuple[_Groups, dict[tuple[int, ...], Why], int]:
    """The groups that can be made beside the good ones, those that cannot, and how often may still be tried."""
    fault = _fault(review, _make(review, [*good, *groups], notes)) if left > 0 else "có quá nhiều chỗ như vậy"
    if not fault:
        return [*good, *groups], {}, left - 1
    if len(groups) == 1 or left <= 0:
        why = Why(f"đưa vào thì kế hoạch không dựng được nữa: {fault}")
        return good, dict.fromkeys(groups, why), left - 1
    middle = len(groups) // 2
    good, bad, left = _halves(review, good, groups[:middle], notes, left - 1)
    good, more, left = _halves(review, good, groups[middle:], notes, left)
    return good, bad | more, left
