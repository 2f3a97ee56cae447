"""read: a reviewed DOCX and its plan -> what it proposes (`Review`).

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
from generator.review import printed, sheet, word
from generator.review.flow import Flow
from generator.review.home import homes
from generator.review.marks import Change, Draft, Raw
from generator.review.proposal import Review
from generator.review.proposing import proposals
from generator.review.settled import accepted, settled, together
from generator.review.sheet import Sheet
from generator.review.stale import taken
from generator.review.stranger import stranger
from generator.verify.paper import Unreadable

#: So much of the plan's words must a file of it still have.
ALIKE = 0.5
#: No plan has more paragraphs, no review more changes.
MOST = 10_000
#: What another header or footer comes to: no key makes it.
_MARGIN = Change(0, "format", "", "", "", "", False)


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
    if have := taken(flow):
        draft, done = accepted(draft, have), (*done, *together(draft, have))
        flow = flows.joined(paragraphs, draft)
    if flow.alike < ALIKE:
        raise PlanError([stranger(draft, path, name, others)])
    where = homes(mine, got, paragraphs)
    flow = _with_margins(flow, draft, margins)
    review = Review(name, path, data, got, mine, flow, where, draft.comments, ())
    return replace(review, proposals=tuple(proposals(review, whole, done)))


def _draft(data: bytes, name: str) -> Draft:
    try:
        return word.read(data)
    except Unreadable as error:
        raise PlanError([Problem(Mark(name), error.message, error.hint, "review")]) from None
    except RecursionError:
        message, hint = "tệp lồng nhau quá sâu, không đọc được", "mở tệp bằng Word rồi lưu lại"
        raise PlanError([Problem(Mark(name), message, hint, "review")]) from None


def _revision(draft: Draft) -> str:
    """The revision that a draft says it was printed from, beside its mark."""
    for raw in draft.raws[:40]:
        found = re.fullmatch(r"DỰ THẢO \(bản ([^()]{1,40})\)", "".join(bit.text for bit in raw.bits))
        if found:
            return found[1]
    return ""


def _sheet(path: FilePath) -> Sheet:
    data = source.read_bytes(path)
    if re.search(rb"\r(?!\n)", data):
        hint = "chạy `kehoach fmt` cho tệp này, hoặc lưu lại với dấu xuống dòng LF, rồi chạy lại"
        raise PlanError(
            [Problem(Mark(str(path)), "tệp xuống dòng bằng dấu CR, không sửa tại chỗ được", hint, "review")]
        )
    try:
        return sheet.read(data, str(path))
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
    told = [f"đầu trang, cuối trang: “{text}”" for text in dict.fromkeys(theirs) if text not in mine]
    told += [f"đầu trang, cuối trang không còn “{text}”" for text in dict.fromkeys(mine) if text not in theirs]
    changes += [replace(_MARGIN, number=len(changes) + n, detail=each) for n, each in enumerate(told)]
    return replace(flow, changes=tuple(changes), margins=draft.margins)
