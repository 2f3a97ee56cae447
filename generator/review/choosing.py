"""choose: what a person names of a list, by numbers or authors -> the numbers of the proposals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.problem import Mark, PlanError, Problem
from generator.review.proposal import Review


def choose(
    review: Review, numbers: Iterable[int] = (), authors: Iterable[str] = (), everything: bool = False
) -> tuple[int, ...]:
    """Return the numbers of a choice: those named, all of some authors, or all that maps to a key and was tracked.

    What was not tracked may be what the plan changed since it was printed: it is never taken with all else.
    An author is named as in the list, in any case; `không đánh dấu` names what was changed with tracking off.
    Raises PlanError for a number or author that there is not.
    """
    known = {each.number for each in review.proposals}
    named = {author.casefold() for author in authors}
    wrong = [str(n) for n in numbers if n not in known]
    people = {each.who.casefold() for each in review.proposals}
    wrong += [f"“{author}”" for author in authors if author.casefold() not in people]
    if wrong:
        hint = "xem lại số thứ tự và tên người trong danh sách đề nghị"
        message = f"không có đề nghị nào là {', '.join(wrong)}"
        raise PlanError([Problem(Mark(review.name), message, hint, "review")])
    found = set(numbers) | (set(_tracked(review)) if everything else set())
    found |= {each.number for each in review.proposals if each.applicable and each.who.casefold() in named}
    return tuple(sorted(found))


def _tracked(review: Review) -> Iterator[int]:
    return (each.number for each in review.proposals if each.applicable and each.tracked)
