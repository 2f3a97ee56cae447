"""proposals: a review that was read -> its list: what each change and comment comes to, in the order of the file.

All changes are tried at once, as if all were accepted: what is refused then has a reason, all else a key.
"""

from __future__ import annotations

from dataclasses import replace

from generator.review import details, notes, standing
from generator.review import group as groups
from generator.review.acts import acts
from generator.review.flow import Flow, based
from generator.review.gather import gather
from generator.review.group import Index
from generator.review.making import Made
from generator.review.marks import Bit, Comment, Draft
from generator.review.odd import unfit
from generator.review.parts import MARKER, SIGN
from generator.review.proposal import Proposal, Review, What
from generator.review.sheet import Path
from generator.review.sifting import sift
from generator.review.spot import Why

#: Of what was taken over from the same file before.
_SETTLED = "đã có trong kế hoạch"
_NO_ROOM = "không có chỗ trong tệp của kế hoạch để ghi lời này (chữ ở đây do chương trình hoặc tệp khác in ra)"
_MISSING = "tệp chỉ còn chỗ của lời nhắn, không còn nội dung: xin lại tệp gốc"
_LOOKS = "chỉ đổi định dạng: kế hoạch không ghi định dạng, chương trình đặt theo Nghị định 30"


def proposals(review: Review, whole: Draft, settled: tuple[tuple[int, ...], ...]) -> list[Proposal]:
    """Return the list of a review; `settled` are the changes of the `whole` file that the plan has already.

    What was tracked and what was not are tried apart: the one may be a reviewer's, the other what the plan changed.
    """
    flow = review.flow
    sides = [[c.number for c in flow.changes if c.tracked is tracked] for tracked in (True, False)]
    done = [act for side in sides if side for act in acts(flow, frozenset(side))]
    known = groups.index(flow, done)
    before = {number for group in settled for number in group}
    gathered = [group for group in gather(flow, done) if not before & set(group)]
    off = {group: why for group in gathered if (why := unfit(flow, group, known))}
    made = Made()
    for tracked in (True, False):
        mine = [group for group in gathered if flow.changes[group[0]].tracked is tracked and group not in off]
        tried = sift(review, mine, [])
        made.keys |= tried.keys
        made.refused |= tried.refused
    made.refused |= {number: why for group, why in off.items() for number in group}
    found = [_proposal(review, group, known, made) for group in gathered]
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
        never = next((number for number in sorted(within) if found[number - 1].why), 0)
        why = each.why or (f"nằm trong phần sửa ở số {never}, mà số đó không đưa vào được" if never else "")
        out.append(replace(each, number=n, inside=tuple(sorted(within)), why=why))
    return out


def _known(review: Review, whole: Draft, settled: tuple[tuple[int, ...], ...]) -> list[Proposal]:
    """The changes that the plan has already, as they were found: what they were part of cannot be told any more."""
    said = replace(review.flow, raws=whole.raws)
    index = groups.index(said, ())
    found: list[Proposal] = []
    for group in settled:
        change = whole.changes[group[0]]
        old, new = groups.words(said, group, index)
        what: What = "move" if change.kind in ("from", "to") else "edit"
        made = Proposal(0, what, change.author, change.date, True, "", old, new, why=_SETTLED, changes=group)
        found.append(replace(made, settled=True))
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
    reason = why.reason if why else ""
    if not reason and _looks_so(flow, group, known):
        reason = _SETTLED
    quiet = reason == _SETTLED or (not changes[0].tracked and _follows(old, new, reason))
    return Proposal(
        0, what, changes[0].author, max(change.date for change in changes), changes[0].tracked,
        standing.place(review, para), old, new, standing.key(path), mark,
        reason or (_SETTLED if quiet else ""), why.lines if why else "", group, settled=quiet,
        detail=details.detail(flow, group, known),
    )  # fmt: skip


def _follows(old: str, new: str, reason: str) -> bool:
    """Tell whether what was not tracked differs only in blanks, or in what the program writes by itself."""
    return (not old and not new) or reason in (MARKER, SIGN)


def _looks_so(flow: Flow, group: tuple[int, ...], known: Index) -> bool:
    """Tell whether the plan prints letters as bold and italic as a tracked change of looks has made them."""
    if any(flow.changes[n].kind != "look" or not flow.changes[n].tracked for n in group):
        return False
    bits = [bit for place in known.places(group) for bit in flow.raws[place].bits if bit.look in group]
    return bool(bits) and all(_meant(flow, bit) for bit in bits)


def _meant(flow: Flow, bit: Bit) -> bool:
    return bit.para >= 0 and all(
        (each.bold, each.italic) == (bit.bold, bit.italic)
        for each in based(flow.printed[bit.para], bit.para, bit.at, bit.at + len(bit.text))
    )


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
    if not any(c.text for c in thread):
        why = _MISSING if first.missing else "lời nhắn không có chữ"
    place = standing.place(review, notes.printed_at(review.flow, raw))
    if any(c.lost for c in thread):
        said += f" [đã bỏ {sum(c.lost for c in thread)} ký tự không in được]"
    return Proposal(
        0, "comment", first.author, first.date, True, place, first.quoted, said + (" (đã xong)" if first.done else ""),
        standing.key(path or ()), review.sheet.mark(path) if path else None, why,
        comments=tuple(c.number for c in thread), settled=why == notes.KNOWN,
    )  # fmt: skip
