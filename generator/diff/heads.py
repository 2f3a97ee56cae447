"""told: letterhead, title, stamps, signature and recipients of two plans -> what changed in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeVar

from generator import vietnamese
from generator.build import Read
from generator.compare.align import Item, align
from generator.diff import looks, sentence
from generator.diff.change import Change, Side
from generator.document import Block, Letterhead, Line, Signature, Stamps, Title, plain
from generator.plan import Plan, symbol
from generator.problem import Mark
from generator.source import Scalar, Source

_Kind = TypeVar("_Kind", bound=Block)


def side(got: Read, name: str) -> Side:
    """Return how the header names a plan: its file, number, date and subject."""
    head = _block(got, Letterhead)
    assert head is not None
    return Side(name or got.plan.file, _number(head), _date(head), _title(got))


def told(old: Read, new: Read) -> Iterator[Change]:
    """Yield what changed outside the content, bases and closing of a plan."""
    before, now = dict(_fields(old)), dict(_fields(new))
    for name, (matter, label) in _NAMES.items():
        was, become = before.get(name, ("", None)), now.get(name, ("", None))
        if was[0] != become[0]:
            edits = sentence.edits(was[0], become[0]) if name == "title" else ()
            yield Change(matter, "changed", label, "", was[0], become[0], edits, old_mark=was[1], new_mark=become[1])
    if phrases := looks.told(_runs(old), _runs(new)):
        yield Change("form", "form", f"trích yếu: {'; '.join(phrases)}")
    yield from _recipients(old, new)
    for number, (part, other) in enumerate(zip(old.document.parts, new.document.parts, strict=False)):
        if part.landscape != other.landscape:
            what = f"phụ lục {number} {'xoay ngang' if other.landscape else 'xoay dọc'}"
            yield Change("form", "form", what)


def follows(old: Read, new: Read) -> dict[str, str]:
    """Return the number and date that appendices repeat, as they were and as they are."""
    gap = vietnamese.GAP
    pairs = [(symbol(old.plan, gap), symbol(new.plan, gap)),
             (vietnamese.long_date(old.plan.date), vietnamese.long_date(new.plan.date)),
             (old.plan.issuer.short, new.plan.issuer.short)]  # fmt: skip
    return {was: become for was, become in pairs if was != become and was}


#: Each field, its matter, and its name for staff.
_NAMES = {
    "number": ("head", "Số, ký hiệu"),
    "date": ("head", "Ban hành"),
    "place": ("head", "Địa danh"),
    "issuer": ("head", "Cơ quan ban hành"),
    "parent": ("head", "Cơ quan chủ quản"),
    "title": ("head", "Trích yếu"),
    "draft": ("head", "Dấu dự thảo"),
    "secrecy": ("head", "Độ mật"),
    "urgency": ("head", "Độ khẩn"),
    "circulation": ("head", "Chỉ dẫn lưu hành"),
    "contact": ("head", "Địa chỉ liên hệ"),
    "capacity": ("signatory", "Quyền hạn, chức vụ"),
    "other_post": ("signatory", "Chức vụ khác"),
    "name": ("signatory", "Họ tên"),
    "drafter": ("recipients", "Ký hiệu người soạn thảo"),
}


def _fields(got: Read) -> Iterator[tuple[str, tuple[str, Mark | None]]]:
    plan, document = got.plan, got.document
    head, stamps, signed = _block(got, Letterhead), _block(got, Stamps), _block(got, Signature)
    assert head is not None and signed is not None
    yield "number", (_number(head), _key(got.source, "number") or plan.mark)
    yield "date", (_date(head), _key(got.source, "date") or plan.mark)
    yield "place", (head.place_date.rsplit(", ngày", 1)[0], plan.issuer.mark)
    yield "issuer", (" ".join(head.issuer), plan.issuer.mark)
    yield "parent", (" ".join(head.parent), plan.issuer.mark)
    yield "title", (_title(got), plan.title[0].mark)
    for name in ("draft", "secrecy", "urgency"):
        yield name, (getattr(stamps, name) if stamps else "", _key(got.source, name) or plan.mark)
    yield "circulation", (document.circulation, _key(got.source, "circulation") or plan.mark)
    yield "contact", ("; ".join(document.contact), plan.issuer.mark)
    yield "capacity", (" / ".join(_posts(plan)), plan.signatory.mark)
    yield "other_post", (" ".join(signed.other_post), plan.signatory.mark)
    yield "name", (signed.name, plan.signatory.mark)
    yield "drafter", (plan.drafter, _key(got.source, "drafter") or plan.mark)


def _block(got: Read, kind: type[_Kind]) -> _Kind | None:
    return next((block for block in got.document.parts[0].blocks if isinstance(block, kind)), None)


def _number(head: Letterhead) -> str:
    number = head.number.removeprefix("Số:").replace("\N{NO-BREAK SPACE}", " ").strip()
    return f"{vietnamese.GAP}{number}" if number.startswith("/") else number


def _date(head: Letterhead) -> str:
    return "ngày" + head.place_date.rsplit(", ngày", 1)[-1]


def _runs(got: Read) -> Line:
    """The runs of the title, its lines joined: where it breaks is the layout's."""
    title = _block(got, Title)
    return tuple(run for line in title.lines for run in line) if title else ()


def _title(got: Read) -> str:
    title = _block(got, Title)
    return " ".join(plain(line) for line in title.lines) if title else ""


def _posts(plan: Plan) -> Iterator[str]:
    """The lines over a signature, each post as it is printed."""
    who = plan.signatory
    for prefix, post in (
        ("TM. ", who.on_behalf_of), ("TUQ. ", who.authorised_by), ("TL. ", who.by_order_of), ("KT. ", who.signs_for),
        ("Q. " if who.acting else "", who.title),
    ):  # fmt: skip
        if post:
            yield (prefix + post).upper()


def _key(text: Source, name: str) -> Mark | None:
    """The place of the value of one of a plan's own keys."""
    for key, value in text.root.entries:
        if key.text == name and isinstance(value, Scalar):
            return value.mark
    return None


def _recipients(old: Read, new: Read) -> Iterator[Change]:
    """Yield who receives the plan now, and who no longer does; the stops of the lines are the layout's."""
    was, become = (_block(got, Signature) for got in (old, new))
    assert was is not None and become is not None
    names, others = ([(kind, re.sub(r"^-\s*|[.;]$", "", text)) for kind, text in each.recipients if kind != "mark"]
                     for each in (was, become))  # fmt: skip
    marks = [[got.plan.mark, *(r.mark for r in got.plan.recipients)] for got in (old, new)]
    items, theirs = ([Item(text, kind) for kind, text in each] for each in (names, others))
    for each in align(items, theirs, like=0.6):
        i, j = each.old, each.new
        mark, now = (marks[0][i] if i is not None else None), (marks[1][j] if j is not None else None)
        name, other = (names[i][1] if i is not None else ""), (others[j][1] if j is not None else "")
        if each.moved == "away":
            continue
        if i is None or j is None:
            kind = "dropped" if j is None else "added"
            yield Change("recipients", kind, "", name or other, name, other, old_mark=mark, new_mark=now)  # type: ignore[arg-type]
        elif each.moved:
            yield Change("recipients", "moved", "", other, name, other, old_mark=mark, new_mark=now)
        if i is not None and j is not None and name != other:
            yield Change("recipients", "changed", "", "", name, other, old_mark=mark, new_mark=now)
