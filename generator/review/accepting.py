"""outcome: a review and a choice of its proposals -> the plan's file with them done, all else byte for byte."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path as FilePath

from generator import build
from generator.review import notes, proof
from generator.review.deed import Note
from generator.review.proposal import Outcome, Proposal, Review
from generator.review.sifting import sift

_NOTHING = "không đổi gì trong tệp của kế hoạch"

_NO_NOTE = "không ghi được lời nhắn này vào tệp của kế hoạch"


def outcome(review: Review, chosen: Iterable[int]) -> Outcome:
    """Return the plan's file with the chosen proposals done, all else byte for byte, and what of them was not done.

    Raises PlanError where the file would not read as a plan any more.
    """
    numbers = frozenset(chosen)
    wanted = [each for each in review.proposals if each.number in numbers]
    left = _left(wanted, numbers)
    todo = [each for each in wanted if each.number not in left]
    said = [note for each in todo for note in _note(review, each)]
    groups = [each.changes for each in todo if each.changes]
    made = sift(review, groups, said)
    if not made.text and said:
        made = sift(review, groups, [])
        left |= {each.number: _NO_NOTE for each in todo if each.comments}
    for each in todo:
        why = next((made.refused[n] for n in each.changes if n in made.refused), None)
        if why:
            left[each.number] = why.reason
    text = made.text or review.sheet.text
    if text == review.sheet.text:
        left |= {each.number: left.get(each.number, _NOTHING) for each in wanted}
        return Outcome({}, tuple(sorted(left.items())), ())
    data = (review.sheet.bom + text).encode("utf-8")
    done = {change for each in todo if each.number not in left for change in each.changes}
    unlike = proof.unlike(review.flow, done, build.read(review.path, data=data))
    return Outcome({review.path: data}, tuple(sorted(left.items())), unlike)


def apply(review: Review, chosen: Iterable[int]) -> dict[FilePath, bytes]:
    """Return the files that the chosen proposals change, by path; none where they change nothing. Raises PlanError."""
    return outcome(review, chosen).files


def _left(wanted: list[Proposal], numbers: frozenset[int]) -> dict[int, str]:
    """What of a choice cannot be done from the outset, by number with the reason."""
    left = {each.number: each.why for each in wanted if each.why}
    for each in wanted:
        missing = ", ".join(str(number) for number in each.inside if number not in numbers)
        if missing:
            left.setdefault(each.number, f"sửa trong phần mới thêm ở số {missing}, mà số đó không chọn")
    return left


def _note(review: Review, each: Proposal) -> list[Note]:
    if not each.comments:
        return []
    known = {comment.number: comment for comment in review.comments}
    thread = tuple(known[number] for number in each.comments)
    raw = review.flow.raw_of.get(thread[0].raw, -1)
    path = notes.home(review.sheet, review.flow, review.homes, raw)
    given = notes.lines(review.sheet, path, thread) if path is not None else ()
    return [Note(path, given)] if path is not None and given else []
