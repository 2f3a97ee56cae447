"""proposals: a review that was read -> its list: what each change and comment comes to, in the order of the file.

All changes are tried at once, as if all were accepted: what is refused then has a reason, all else a key.
"""

from __future__ import annotations

from dataclasses import replace

from generator.review import group as groups
from generator.review import notes, standing
from generator.review.acts import acts
from generator.review.gather import gather
from generator.review.group import Index
from generator.review.making import Made, make
from generator.review.marks import Comment, Draft
from generator.review.proposal import Proposal, Review, What
from generator.review.sheet import Path
from generator.review.spot import Why

#: Of what was taken over from the same file before.
_SETTLED = "đã có trong kế hoạch"
_NO_ROOM = "không có chỗ trong tệp của kế hoạch để ghi lời này (chữ ở đây do chương trình hoặc tệp khác in ra)"
_LOOKS = "chỉ đổi định dạng: kế hoạch không ghi định dạng, chương trình đặt theo Nghị định 30"


def proposals(review: Review, whole: Draft, settled: frozenset[int]) -> list[Proposal]:
    """Return the list of a review; `settled` are the changes of the `whole` file that the plan has already."""
    flow = review.flow
    done = acts(flow, range(len(flow.changes)))
    gathered = gather(flow, done)
    made = make(review.sheet, review.got, flow, review.homes, gathered, [])
    known = groups.index(flow, done)
    found = [_proposal(review, group, known, made) for group in gathered if not settled & set(group)]
    found += _known(review, whole, settled)
    found = _numbered(review, found, known)
    for thread in notes.threads(review.comments):
        found.append(replace(_comment(review, thread), number=len(found) + 1))
    return found


def _numbered(review: Review, found: list[Proposal], known: Index) -> list[Proposal]:
    """Number proposals as they come, and tell by these numbers what each was made within."""
    number_of = {change: n for n, each in enumerate(found, 1) for change in each.changes}
    out: list[Proposal] = []
    for n, each in enumerate(found, 1):
        within = {number_of[change] for change in groups.inside(review.flow, each.changes, known)} - {n}
        out.append(replace(each, number=n, inside=tuple(sorted(within))))
    return out


def _known(review: Review, whole: Draft, settled: frozenset[int]) -> list[Proposal]:
    """The changes that the plan has already, each by itself: what they were part of cannot be told any more."""
    said = replace(review.flow, raws=whole.raws)
    index = groups.index(said, ())
    found: list[Proposal] = []
    for number in sorted(settled):
        change = whole.changes[number]
        old, new = groups.words(said, (number,), index)
        what: What = "move" if change.kind in ("from", "to") else "edit"
        found.append(Proposal(0, what, change.author, change.date, True, "", old, new, why=_SETTLED, changes=(number,)))
    return found


def _proposal(review: Review, group: tuple[int, ...], known: Index, made: Made) -> Proposal:
    flow = review.flow
    changes = [flow.changes[n] for n in group]
    old, new = groups.words(flow, group, known)
    what = groups.what(flow, group, known.of(group))
    path, why = ((), Why(_LOOKS)) if what == "format" else _fate(review, group, known, made)
    if what == "format":
        old = old or ", ".join(dict.fromkeys(change.detail for change in changes if change.detail))
    mark = (why.mark if why and why.mark else None) or (review.sheet.mark(path) if path else None)
    para = standing.para(flow, group, known.of(group), known.places(group))
    return Proposal(
        0, what, changes[0].author, max(change.date for change in changes), changes[0].tracked,
        standing.place(review, para), old, new, standing.key(path), mark,
        why.reason if why else "", why.lines if why else "", group,
    )  # fmt: skip


def _fate(review: Review, group: tuple[int, ...], known: Index, made: Made) -> tuple[Path, Why | None]:
    """What became of a group: the value that it went to, or why it went to none.

    One that does nothing by itself shares the fate of what it was made within.
    """

    def first(numbers: list[int]) -> tuple[Path, Why | None]:
        path = next((made.keys[n] for n in numbers if n in made.keys), ())
        return path, next((made.refused[n] for n in numbers if n in made.refused), None)

    path, why = first(list(group))
    if path or why or known.of(group):
        return path, why
    around = sorted(groups.inside(review.flow, group, known))
    return first(around) if around else ((), groups.idle(review.flow, group, known.places(group)))


def _comment(review: Review, thread: tuple[Comment, ...]) -> Proposal:
    first = thread[0]
    raw = review.flow.raw_of.get(first.raw, -1)
    path = notes.home(review.sheet, review.flow, review.homes, raw)
    said = " / ".join(c.text if n == 0 else f"{c.author}: {c.text}" for n, c in enumerate(thread))
    why = _NO_ROOM if path is None else "" if notes.lines(review.sheet, path, thread) else notes.KNOWN
    place = standing.place(review, notes.printed_at(review.flow, raw))
    return Proposal(
        0, "comment", first.author, first.date, True, place, first.quoted, said + (" (đã xong)" if first.done else ""),
        standing.key(path or ()), review.sheet.mark(path) if path else None, why,
        comments=tuple(c.number for c in thread),
    )  # fmt: skip
