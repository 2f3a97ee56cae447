"""read: a reviewed DOCX and its plan -> what it proposes; outcome: a choice of that -> the plan's file with it done.

Nothing is dropped without a word: every tracked change, every comment and everything that differs from what the plan
prints is in exactly one proposal, with the key that it maps to or the reason why it maps to none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path as FilePath

from generator import build, source
from generator.amend import keep
from generator.build import Read
from generator.problem import Mark, PlanError, Problem
from generator.review import flow as flows
from generator.review import gather, notes, printed, proof, sheet, standing, word
from generator.review.acts import acts
from generator.review.flow import Flow
from generator.review.gather import Index
from generator.review.home import Homes, homes
from generator.review.making import Made, make
from generator.review.marks import Change, Comment, Draft, Raw
from generator.review.proposal import Outcome, Proposal, Review, What
from generator.review.settled import settled
from generator.review.sheet import Path, Sheet
from generator.review.spot import Why
from generator.review.write import Note
from generator.verify.paper import Unreadable

#: So much of the plan's words must a file of it still have.
ALIKE = 0.5
#: No plan has more paragraphs, no review more changes.
MOST = 10_000


def read(data: bytes, plan: FilePath | Read, name: str, others: Iterable[FilePath] = ()) -> Review:
    """Return what a reviewed DOCX proposes for a plan; `name` is how staff know the file.

    `others` are plans that the file may be of instead. Raises PlanError for what is no DOCX, or not of this plan.
    """
    got = build.read(plan) if isinstance(plan, FilePath) else plan
    draft = _draft(data, name)
    if len(draft.changes) > MOST or len(draft.raws) > MOST:
        hint = "chấp nhận hoặc từ chối bớt trong Word, rồi lưu lại"
        raise PlanError([Problem(Mark(name), f"tệp có quá {MOST} thay đổi hoặc đoạn", hint, "review")])
    path = FilePath(got.source.file)
    mine = _sheet(path)
    paragraphs, margins = printed.printed(got, _revision(draft))
    whole = draft
    draft, done = settled(draft, paragraphs)
    flow = flows.joined(paragraphs, draft)
    if flow.alike < ALIKE:
        raise PlanError([standing.stranger(draft, path, name, others)])
    where = homes(mine, got, paragraphs)
    flow = _with_margins(flow, draft, margins)
    review = Review(name, path, data, got, mine, flow, where, draft.comments, ())
    return replace(review, proposals=tuple(_proposals(review, whole, done)))


def outcome(review: Review, chosen: Iterable[int]) -> Outcome:
    """Return the plan's file with the chosen proposals done, all else byte for byte, and what of them was not done.

    Raises PlanError where the file would not read as a plan any more.
    """
    wanted = [each for each in review.proposals if each.number in set(chosen)]
    numbers = {each.number for each in wanted}
    left: dict[int, str] = {each.number: each.why for each in wanted if each.why}
    for each in wanted:
        missing = [number for number in each.inside if number not in numbers]
        if missing:
            left.setdefault(
                each.number, f"sửa trong phần mới thêm ở số {', '.join(map(str, missing))}, mà số đó không chọn"
            )
    todo = [each for each in wanted if each.number not in left]
    made = make(
        review.sheet, review.got, review.flow, review.homes, [each.changes for each in todo if each.changes],
        [note for each in todo for note in _note(review, each)],
    )  # fmt: skip
    for each in todo:
        why = next((made.refused[n] for n in each.changes if n in made.refused), None)
        if why:
            left[each.number] = why.reason
    text = made.text or review.sheet.text
    if text == review.sheet.text:
        return Outcome({}, tuple(sorted(left.items())), ())
    data = (review.sheet.bom + text).encode("utf-8")
    done = {change for each in todo if each.number not in left for change in each.changes}
    unlike = proof.unlike(review.flow, done, build.read(review.path, data=data))
    return Outcome({review.path: data}, tuple(sorted(left.items())), unlike)


def apply(review: Review, chosen: Iterable[int]) -> dict[FilePath, bytes]:
    """Return the files that the chosen proposals change, by path; none where they change nothing. Raises PlanError."""
    return outcome(review, chosen).files


def choose(
    review: Review, numbers: Iterable[int] = (), authors: Iterable[str] = (), everything: bool = False
) -> tuple[int, ...]:
    """Return the numbers of a choice: those named, all of some authors, or all that maps to a key.

    An author is named as in the list, in any case; `không đánh dấu` names what was changed with tracking off.
    Raises PlanError for a number or author that there is not.
    """
    known = {each.number for each in review.proposals}
    named = {author.casefold() for author in authors}
    wrong = [str(n) for n in numbers if n not in known]
    people = {(each.author if each.tracked else UNTRACKED).casefold() for each in review.proposals}
    wrong += [f"“{author}”" for author in authors if author.casefold() not in people]
    if wrong:
        hint = "xem lại số thứ tự và tên người trong danh sách đề nghị"
        message = f"không có đề nghị nào là {', '.join(wrong)}"
        raise PlanError([Problem(Mark(review.name), message, hint, "review")])
    found = set(numbers) | (set(review.applicable) if everything else set())
    found |= {
        each.number for each in review.proposals
        if each.applicable and (each.author if each.tracked else UNTRACKED).casefold() in named
    }  # fmt: skip
    return tuple(sorted(found))


#: The name of what was changed with tracking off.
UNTRACKED = "không đánh dấu"


def _draft(data: bytes, name: str) -> Draft:
    try:
        return word.read(data)
    except (Unreadable, RecursionError) as error:
        message, hint = error.args[:2] if isinstance(error, Unreadable) and len(error.args) > 1 else (
            "tệp lồng nhau quá sâu, không đọc được", "mở tệp bằng Word rồi lưu lại")  # fmt: skip
        raise PlanError([Problem(Mark(name), str(message), str(hint), "review")]) from None


def _revision(draft: Draft) -> str:
    """The revision that a draft says it was printed from, beside its mark."""
    for raw in draft.raws[:40]:
        found = re.fullmatch(r"DỰ THẢO \(bản ([^()]{1,40})\)", "".join(bit.text for bit in raw.bits))
        if found:
            return found[1]
    return ""


def _sheet(path: FilePath) -> Sheet:
    try:
        return sheet.read(source.read_bytes(path), str(path))
    except keep.Unreadable:
        hint = "viết tệp theo dòng (`khóa: giá trị`), không dùng { } lồng nhau, rồi chạy lại"
        raise PlanError([Problem(Mark(str(path)), "không sửa tại chỗ được tệp này", hint, "review")]) from None


def _with_margins(flow: Flow, draft: Draft, ours: tuple[Raw, ...]) -> Flow:
    """Add what is in headers and footers: changes there are in the file's list already; other words become ones."""

    def said(raws: tuple[Raw, ...]) -> list[str]:
        texts = ("".join(b.text for b in raw.bits if not b.chain).strip() for raw in raws)
        return [text for text in texts if text and not text.isdigit()]

    mine, theirs = said(ours), said(draft.margins)
    changes = list(flow.changes)
    for text in dict.fromkeys(theirs):
        if text not in mine:
            number = len(changes)
            changes.append(replace(_MARGIN, number=number, detail=f"đầu trang, cuối trang: “{text}”"))
    return replace(flow, changes=tuple(changes), margins=draft.margins)


_MARGIN = Change(0, "format", "", "", "", "", False)


# --- the list -------------------------------------------------------------------------------------


def _proposals(review: Review, whole: Draft, settled: frozenset[int]) -> list[Proposal]:
    flow = review.flow
    done = acts(flow, range(len(flow.changes)))
    groups = gather.gather(flow, done)
    made = make(review.sheet, review.got, flow, review.homes, groups, [])
    known = gather.index(flow, done)
    groups = [group for group in groups if not settled & set(group)]
    found = [_proposal(review, group, known, made) for group in groups]
    found += _known(review, whole, settled)
    number_of = {change: n for n, each in enumerate(found, 1) for change in each.changes}
    found = [
        replace(
            each, number=n, inside=tuple(sorted({number_of[c] for c in gather.inside(flow, each.changes, known)} - {n}))
        )
        for n, each in enumerate(found, 1)
    ]
    for thread in notes.threads(review.comments):
        found.append(replace(_comment(review, thread), number=len(found) + 1))
    return found


def _known(review: Review, whole: Draft, settled: frozenset[int]) -> list[Proposal]:
    """The changes that the plan has already, by author, in the order of the file."""
    said = replace(review.flow, raws=whole.raws)
    index = gather.index(said, ())
    found: list[Proposal] = []
    for number in sorted(settled):
        change = whole.changes[number]
        old, new = gather.words(said, (number,), index)
        what: What = "move" if change.kind in ("from", "to") else "edit"
        found.append(Proposal(0, what, change.author, change.date, True, "", old, new, why=_SETTLED, changes=(number,)))
    return found


_SETTLED = "đã có trong kế hoạch"


def _proposal(review: Review, group: tuple[int, ...], known: Index, made: Made) -> Proposal:
    flow = review.flow
    changes = [flow.changes[n] for n in group]
    done = known.of(group)
    old, new = gather.words(flow, group, known)
    what = gather.what(flow, group, done)
    why = next((made.refused[n] for n in group if n in made.refused), None)
    path = next((made.keys[n] for n in group if n in made.keys), ())
    para = standing.para(flow, group, done, known.places(group))
    if what == "format":
        why = Why("chỉ đổi định dạng: kế hoạch không ghi định dạng, chương trình đặt theo Nghị định 30")
        old = old or ", ".join(dict.fromkeys(c.detail for c in changes if c.detail))
    elif not why and not path and not done:
        around = gather.inside(flow, group, known)
        path = next((made.keys[n] for n in sorted(around) if n in made.keys), ())
        why = next((made.refused[n] for n in sorted(around) if n in made.refused), None)
        why = standing.idle(flow, group, known.places(group)) if not around else why
    key = standing.key(path) if not why or path else ""
    mark = (why.mark if why and why.mark else None) or (review.sheet.mark(path) if path else None)
    dates = sorted(c.date for c in changes if c.date)
    return Proposal(
        0, what, changes[0].author, dates[-1] if dates else "", changes[0].tracked,
        standing.place(review, para), old, new, key, mark, why.reason if why else "", why.lines if why else "", group,
    )  # fmt: skip


def _comment(review: Review, thread: tuple[Comment, ...]) -> Proposal:
    first = thread[0]
    raw = review.flow.raw_of.get(first.raw, -1)
    path = notes.home(review.sheet, review.flow, review.homes, raw)
    said = " / ".join(c.text if n == 0 else f"{c.author}: {c.text}" for n, c in enumerate(thread))
    why = ""
    if path is None:
        why = "không có chỗ trong tệp của kế hoạch để ghi lời này (chữ ở đây do chương trình hoặc tệp khác in ra)"
    elif not notes.lines(review.sheet, path, thread):
        why = "lời này đã ghi trong kế hoạch"
    para = review.flow.raws[raw].base if raw >= 0 else -1
    place = standing.place(review, para)
    return Proposal(
        0, "comment", first.author, first.date, True, place, first.quoted, said + (" (đã xong)" if first.done else ""),
        standing.key(path or ()), review.sheet.mark(path) if path else None, why,
        comments=tuple(c.number for c in thread),
    )  # fmt: skip


def _note(review: Review, each: Proposal) -> list[Note]:
    if not each.comments:
        return []
    thread = tuple(c for number in each.comments for c in review.comments if c.number == number)
    raw = review.flow.raw_of.get(thread[0].raw, -1)
    path: Path | None = notes.home(review.sheet, review.flow, review.homes, raw)
    given = notes.lines(review.sheet, path, thread) if path is not None else ()
    return [Note(path, given)] if path is not None and given else []


__all__ = ["ALIKE", "UNTRACKED", "Homes", "Outcome", "Proposal", "Review", "apply", "choose", "outcome", "read"]
