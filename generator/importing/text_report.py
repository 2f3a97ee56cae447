"""text: what was understood of a source, and how the built plan answers for its words -> the summary of an import.

`found` and `doubts` gather what is told; the page of `--report` tells the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from generator.importing.draft import Doubt, Draft, Field, GridTable, Item, Signatory
from generator.importing.proof.values import Difference, Kind, Proof
from generator.importing.sheet import place, plain
from generator.vietnamese import format_number

#: How each kind of difference is told, in the order of the summary.
KINDS: dict[Kind, str] = {
    "missing": "Có trong bản nguồn, không có trong kế hoạch",
    "added": "Có trong kế hoạch, không có trong bản nguồn",
    "changed": "Khác chữ (bản nguồn → kế hoạch)",
    "moved": "Đứng ở chỗ khác",
    "sign": "Khác dấu câu (bản nguồn → kế hoạch)",
    "number": "Số tự động của bản nguồn, kế hoạch không in như vậy",
}
#: So many of a kind, and so many doubts, are told one by one on the terminal; the page has them all.
MOST = 12
_LONGEST = 90


def text(name: str, draft: Draft, proof: Proof | None) -> str:
    """Return the summary of an import: `name` is the file that was brought in, `proof` is None where the plan does
    not build yet."""
    lines = [headline(name, proof), "", *_table(draft)]
    if proof:
        for kind, title in KINDS.items():
            lines += _listed(title, [difference(each) for each in proof.of(kind)])
    told = [doubt(each) for each in doubts(draft)]
    return "\n".join([*lines, *_listed("Chỗ cần xem lại", told)])


def headline(name: str, proof: Proof | None) -> str:
    """Return how much of a source was found again, in one sentence."""
    if proof is None:
        return f"{name}: kế hoạch chưa in được, chưa đối chiếu được với bản nguồn"
    counted = f"{format_number(proof.found)} trên {format_number(proof.total)} từ"
    more = sum(len(each.built.split()) for each in proof.of("added"))
    added = f"; thêm {format_number(more)} từ mà bản nguồn không có" if more else ""
    return f"{name}: thấy lại đúng thứ tự {counted} ({percent(proof.share)}){added}"


def percent(share: float) -> str:
    """Return a share as staff write it, never rounded up: `99,97%`; `100%` is all."""
    number = (Decimal(repr(share)) * 100).quantize(Decimal("0.01"), ROUND_FLOOR).normalize()
    return f"{format(number, 'f').replace('.', ',')}%"


def _table(draft: Draft) -> list[str]:
    rows = found(draft)
    width = max(len(key) for key, _ in rows)
    return [f"  {key.ljust(width)}  {_short(value)}" for key, value in rows]


def _listed(title: str, told: Sequence[str]) -> list[str]:
    if not told:
        return []
    more = [f"  … và {format_number(len(told) - MOST)} chỗ khác"] if len(told) > MOST else []
    return ["", f"{title} ({format_number(len(told))}):", *(f"  {each}" for each in told[:MOST]), *more]


def difference(each: Difference) -> str:
    """Return a difference in one line: where it is, what stands there."""
    at = place(each.line, each.last)
    if each.kind in ("changed", "sign"):
        return f"{at}: «{_short(each.source)}» → «{_short(each.built)}»"
    if each.kind == "added":
        after = f", sau «…{_tail(each.before)}»" if each.before else ""
        return f"{at}{after}: «{_short(each.built)}»"
    count = f" ({format_number(each.words)} từ)" if each.words > 8 else ""
    return f"{at}: «{_short(each.source)}»{count}"


def doubt(each: Doubt) -> str:
    """Return a doubt in one line."""
    hint = f" ({each.hint})" if each.hint else ""
    return f"{place(each.line)}: {each.message}{hint}"


def _short(said: str) -> str:
    """A text for one line: of a long one its beginning and its end."""
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 30].rstrip()} … {said[-27:].lstrip()}"


def _tail(said: str) -> str:
    return said if len(said) <= 30 else said[-30:]


# --- what was understood ------------------------------------------------------------------------


def found(draft: Draft) -> list[tuple[str, str]]:
    """Return what was understood of a source, as pairs of a name and what it is; what is missing says so."""
    items = list(_items(draft))
    tables = sum(isinstance(each, GridTable) for each in _walk(draft))
    deepest = max((depth for depth, _ in items), default=0)
    roles = ("value", "chỉ tiêu"), ("agency", "phân công"), ("period due", "báo cáo"), ("amount", "khoản tiền")
    typed = [(sum(any(k in item.data for k in keys.split()) for _, item in items), name) for keys, name in roles]
    receive = sum(each.kind != "group" for each in draft.recipients)
    rows = [
        ("Cơ quan ban hành", _field(draft.issuer)),
        *([("Cơ quan chủ quản", draft.parent.value)] if draft.parent.value else []),
        ("Số, ký hiệu", f"{draft.number.value or '…'}/KH-{draft.symbol.value or '…'}"),
        ("Địa danh, ngày", f"{draft.place.value or '…'}, {draft.date.value or 'chưa ghi ngày'}"),
        ("Trích yếu", " ".join(plain(line) for line in draft.title) or "không thấy"),
        ("Căn cứ, mở đầu", f"{len(draft.bases)} căn cứ, {len(draft.opening)} đoạn mở đầu"),
        ("Nội dung", f"{format_number(len(items))} mục, {deepest} cấp; {tables} bảng; {len(draft.notes)} chú thích"),
        ("Dữ liệu", ", ".join(f"{count} {name}" for count, name in typed if count) or "không có"),
        ("Đoạn kết", f"{len(draft.closing)} đoạn" if draft.closing else "không thấy"),
        ("Nơi nhận", f"{receive} dòng" if receive else "không thấy"),
        ("Người ký", _signatory(draft.signatory)),
    ]  # fmt: skip
    if draft.appendices:
        rows.append(("Phụ lục", f"{len(draft.appendices)}"))
    return rows


def _field(field: Field) -> str:
    return field.value or "không thấy"


def _signatory(who: Signatory) -> str:
    posts = (
        ("TM.", who.on_behalf_of), ("TUQ.", who.authorised_by), ("TL.", who.by_order_of), ("KT.", who.signs_for),
        ("Q." if who.acting else "", who.title),
    )  # fmt: skip
    said = [f"{sign} {post}".strip() for sign, post in posts if post]
    return ", ".join([*said, *who.other_post, *([who.name] if who.name else [])]) or "không thấy"


def _items(draft: Draft) -> Iterator[tuple[int, Item]]:
    """Every item with its depth, from 1, in no order."""
    contents = (draft.content, *(annex.content for annex in draft.appendices))
    waiting = [(1, each) for content in contents for each in content if isinstance(each, Item)]
    while waiting:
        depth, item = waiting.pop()
        yield depth, item
        waiting += [(depth + 1, child) for child in item.children]


def doubts(draft: Draft) -> list[Doubt]:
    """Return every doubt of a draft, by line, each once; those of the whole first."""
    found = {each: None for each in _walk(draft) if isinstance(each, Doubt)}
    for sentence in draft.leftover:
        message = f"chưa xếp được vào đâu, giữ làm ghi chú trong tệp: «{_short(plain(sentence.text))}»"
        if not sentence.doubts:
            found[Doubt("leftover", message, sentence.line)] = None
    return sorted(found, key=lambda each: each.line)


def _walk(value: Any) -> Iterator[Any]:
    """Every value that a draft is made of."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, tuple):
            waiting += reversed(each)
        elif is_dataclass(each):
            yield each
            waiting += [getattr(each, field.name) for field in reversed(fields(each))]
