"""infer: a Draft whose head was lost or says little -> the same with issuer, symbol and place that its text tells.

Each inferred value has a doubt, but for what no one could doubt: the symbol of a committee. Where nothing tells it, it
stays blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.importing.anatomy import wording
from generator.importing.draft import Doubt, Draft, Field
from generator.importing.sheet import plain
from generator.register import naming

_NOUNS = "tỉnh|[Tt]hành phố|TP\\.?|huyện|[Qq]uận|thị xã|xã|[Pp]hường|thị trấn|đặc khu"
_NAME = r"(?:[A-ZĐÀ-Ỹ][\wÀ-ỹ'’]*|\d{1,2})(?:\s+(?:[-–]\s+)?(?:[A-ZĐÀ-Ỹ][\wÀ-ỹ'’]*|\d{1,2}))*"
_COMMITTEE_NAME = rf"(?:[ỦU][ỷy] ban nhân dân|UBND)\s+(?:{_NOUNS})(?:\s+{_NAME})?"
_BODIES = (
    "Sở|Bộ|Ban|Phòng|Trường|Trung tâm|Chi cục|Cục|Viện|Bệnh viện|Công an|Hội|Trạm|Văn phòng|Đoàn|Liên đoàn|Hội đồng|"
    "Tổ|Công ty"
)
#: The committee of a place, named in full.
_COMMITTEE = re.compile(rf"(?P<body>[ỦU][ỷy] ban nhân dân|UBND)\s+(?P<noun>{_NOUNS})(?:\s+(?P<name>{_NAME}))?")
#: Who issues: a body that stands before `ban hành Kế hoạch`, at the start of a clause.
_ISSUES = re.compile(
    rf"(?:^|[.;,:]\s+|\n)(?P<who>(?:{_COMMITTEE_NAME}|(?:{_BODIES})\b[^.;:]{{0,100}}?))\s+"
    r"(?:(?:đã|tiếp tục|tổ chức|thống nhất)\s+)?(?i:ban hành|xây dựng|triển khai|đề ra|lập)\s+"
    r"(?:\S+\s+){0,4}?(?i:kế hoạch|chỉ tiêu)\b",
)


_BARE = re.compile(r"[ỦU][ỷy] ban nhân dân|UBND")


def infer(draft: Draft) -> Draft:
    """Return the draft with the issuer, symbol and place that can be known."""
    if not draft.issuer.value:
        draft = replace(draft, issuer=_issuer(draft))
    elif _BARE.fullmatch(draft.issuer.value):
        draft = replace(draft, issuer=_placed(draft))
    if not draft.symbol.value and _is_committee(draft.issuer.value):
        draft = replace(draft, symbol=Field("UBND", draft.number.line or draft.issuer.line))
    if not draft.place.value:
        draft = replace(draft, place=_place(draft))
    return draft


def _placed(draft: Draft) -> Field:
    """`Ủy ban nhân dân` alone in the head: that of the place which the date and the text name."""
    place, bare = draft.place.value, draft.issuer
    lines = [text for text, _ in (*_told(draft), *((plain(each.text), each.line) for each in draft.leftover))]
    nouns = {
        found["noun"].lower()
        for text in lines
        for found in (re.finditer(rf"(?i:\b(?P<noun>{_NOUNS})\s+{re.escape(place)})\b", text) if place else ())
    }
    if len(nouns) != 1:
        return bare
    name = f"{bare.value} {nouns.pop()} {place}"
    message = f"phần đầu chỉ ghi `{bare.value}`; `{name}` suy từ địa danh và lời văn"
    return replace(bare, value=name, doubts=(Doubt("issuer-guessed", message, bare.line, "kiểm tra `issuer.name`"),))


def _is_committee(name: str) -> bool:
    return name.lower().replace("uỷ", "ủy").startswith(("ủy ban nhân dân", "ubnd"))


def _issuer(draft: Draft) -> Field:
    """The body that the opening says issues the plan; a committee gets the name of its place from all the text."""
    signs = draft.signatory.on_behalf_of
    for text, line in _told(draft):
        found = _ISSUES.search(text)
        if not found:
            continue
        who = found["who"].strip()
        if not who[:1].isupper() or not wording.BODY.match(who.upper()):
            continue
        name = _named(who, draft)
        if name:
            return _guessed(name, line)
    if signs and _is_committee(signs):
        committees = [found for text, _ in _told(draft) for found in _COMMITTEE.finditer(text) if found["name"]]
        names = {f"{found['noun']} {found['name']}" for found in committees}
        if len(names) == 1:
            return _guessed(f"Ủy ban nhân dân {names.pop()}", draft.signatory.line)
    return Field()


def _guessed(name: str, line: int) -> Field:
    message = f"nguồn không có tên cơ quan ban hành ở phần đầu; `{name}` suy từ lời văn"
    return Field(name, line, (Doubt("issuer-guessed", message, line, "kiểm tra `issuer.name`"),))


def _named(who: str, draft: Draft) -> str:
    """The full name: `Ủy ban nhân dân huyện` with `Thạch Hà, ngày …` is that of huyện Thạch Hà."""
    found = _COMMITTEE.fullmatch(who)
    if not found:
        return who if len(who.split()) > 2 and not _COMMITTEE.match(who) else ""
    body = "Ủy ban nhân dân" if found["body"] == "UBND" else found["body"]
    if found["name"]:
        return f"{body} {found['noun']} {found['name']}"
    noun = found["noun"].lower()
    if draft.place.value:
        kind = naming.noun_of(draft.place.value)
        return (
            f"{body} {draft.place.value}" if kind == noun else f"{body} {noun} {draft.place.value}" if not kind else ""
        )
    named = {
        each["name"]
        for text, _ in _told(draft)
        for each in re.finditer(rf"\b(?i:{noun})\s+(?P<name>{_NAME})", text)
        if each["name"][:1].isupper()
    }  # fmt: skip
    return f"{body} {noun} {named.pop()}" if len(named) == 1 else ""


def _told(draft: Draft) -> Iterator[tuple[str, int]]:
    """What may say who issues: opening, closing, subject."""
    for sentence in (*draft.opening, *draft.closing, *draft.bases):
        yield plain(sentence.text), sentence.line
    for each in draft.title:
        yield plain(each), draft.title_line


def _place(draft: Draft) -> Field:
    """Địa danh (II.4): the name of the place whose committee, or whose body, issues."""
    found = _COMMITTEE.fullmatch(draft.issuer.value) or _COMMITTEE.search(draft.issuer.value)
    name = found["name"] if found else None
    if found and name:
        noun = "thành phố" if found["noun"].startswith("TP") else found["noun"].lower()
        place = naming.place(noun, name, naming.is_named_for(name, noun))
    else:
        place = _seat(draft.parent.value) or _seat(draft.issuer.value)
    if not place:
        return Field()
    line = draft.issuer.line or draft.parent.line
    message = f"nguồn không ghi địa danh ở phần đầu; `{place}` suy từ tên cơ quan ban hành"
    return Field(place, line, (Doubt("place-guessed", message, line, "kiểm tra `issuer.place`"),))


def _seat(name: str) -> str:
    """`Sở Y tế tỉnh Đồng Tháp` sits in Đồng Tháp."""
    found = re.search(rf"\b(?P<noun>{_NOUNS})\s+(?P<name>{_NAME})$", name)
    if not found:
        return ""
    noun = "thành phố" if found["noun"].startswith("TP") else found["noun"].lower()
    return naming.place(noun, found["name"], naming.is_named_for(found["name"], noun))
