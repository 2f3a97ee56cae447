"""read: the columns of a signature (ô 7) -> who signs, in which capacity (II.7, Điều 13).

The lines are read as one text: an office breaks them where it likes (`TM. ỦY BAN` / `NHÂN DÂN`), or not at all
(`KT.CHỦ TỊCH PHÓ CHỦ TỊCH`). Abbreviations part it, then the heads of posts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.frozen import dataclass
from generator.importing.anatomy import ordinary, wording
from generator.importing.anatomy.capacity import RANK, is_capacity, is_person, is_post
from generator.importing.anatomy.ordinary import Words
from generator.importing.anatomy.rows import Row, Stack
from generator.importing.draft import Doubt, Signatory


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of a capacity: its abbreviation (`TM`, … or "" for the signer's own post), its words, its line."""

    which: str
    text: str
    line: int


def read(
    columns: Sequence[Stack], known: Words, issuer: str = ""
) -> tuple[Signatory, tuple[Doubt, ...], tuple[Row, ...]]:
    """Return who signs, what is doubtful, and the rows that are no part of it.

    Where several sign side by side or one after the other, that of the body which `issuer` names first is taken, else
    the last with a name: it is the right one.
    """
    groups = _continued([group for column in columns for group in _groups(column)])
    signing = [group for group in groups if any(is_capacity(row.text) for row in group)]
    signing = signing or [group for group in groups if _posted(group)]
    loose = [row for group in groups if group not in signing for row in group]
    if not signing:
        names = [row for row in loose if is_person(row.text)]
        who = Signatory(name=ordinary.person(names[-1].text), line=names[-1].line) if names else Signatory()
        return who, (), tuple(row for row in loose if row not in names[-1:])
    chosen = _chosen(signing, issuer.upper())
    who, odd = _signatory(chosen, known)
    if not who.name:
        name = next((row for row in loose if is_person(row.text)), None)
        if name:
            who = replace(who, name=ordinary.person(name.text))
            loose.remove(name)
    others = [row for group in signing if group is not chosen for row in group]
    doubts: tuple[Doubt, ...] = ()
    if others:
        message = f"nguồn có {len(signing)} chữ ký; chỉ nhận chữ ký `{who.name or who.title}`"
        hint = "văn bản liên tịch hoặc có phần duyệt: bản in chỉ có một người ký"
        doubts = (Doubt("several-signatures", message, others[0].line, hint),)
    return who, doubts, (*others, *odd, *loose)


def _groups(column: Stack) -> list[list[Row]]:
    """The signatures of a column: after a name, a further capacity begins another."""
    found: list[list[Row]] = []
    named = False
    for row in column:
        if not found or (named and is_capacity(row.text)):
            found.append([])
            named = False
        found[-1].append(row)
        named = named or is_person(row.text)
    return found


def _continued(groups: list[list[Row]]) -> list[list[Row]]:
    """The signatures; `TM. ỦY BAN NHÂN DÂN` set apart from what it stands above is one with it."""
    found: list[list[Row]] = []
    for group in groups:
        above = found[-1] if found else []
        alone = bool(above) and all(_speaks(row.text) or wording.is_rule(row.text) for row in above)
        if alone and is_capacity(group[0].text) and not _speaks(group[0].text):
            found[-1] = above + group
        else:
            found.append(group)
    return found


def _speaks(text: str) -> bool:
    capacity = wording.CAPACITY.match(text)
    return bool(capacity) and re.sub(r"[^A-Z]", "", capacity["which"].upper()) == "TM"  # type: ignore[index]


def _posted(group: list[Row]) -> bool:
    """`Chủ tịch` in ordinary case, and a name below it."""
    post = next((at for at, row in enumerate(group) if is_post(row.text)), len(group))
    return any(is_person(row.text) for row in group[post + 1 :])


def _leads(group: list[Row], issuer: str) -> int:
    """Where the name of the issuers has the body that a signature is for: `TRƯỞNG CÔNG AN HUYỆN` for CÔNG AN HUYỆN."""
    named = [re.sub(r"^(?:TRƯỞNG|BÍ THƯ|CHỦ TỊCH|GIÁM ĐỐC)\s+", "", row.text.upper()) for row in group]
    places = [issuer.find(text) for text in named if wording.BODY.match(text) and text in issuer]
    return min(places, default=len(issuer) + 1)


def _chosen(signing: list[list[Row]], issuer: str) -> list[Row]:
    """The signature that counts: no approval by another, with a name, of the body named first, the last such."""
    own = [group for group in signing if not any(wording.APPROVAL.match(row.text) for row in group)] or signing
    named = [group for group in own if any(is_person(row.text) for row in group)] or own
    first = min(_leads(group, issuer) for group in named)
    return next(group for group in reversed(named) if _leads(group, issuer) == first)


def _signatory(rows: list[Row], known: Words) -> tuple[Signatory, list[Row]]:
    named = _name_at(rows)
    if named:
        end, size = named
        name = " ".join(row.text for row in rows[end : end + size])
        above, below = rows[:end], rows[end + size :]
    else:
        name, above, below = "", rows, []
    stated = [row for row in above if not _is_other(row)]
    odd = [row for row in above if _is_other(row)] + below
    bodies = _bodies(stated)
    odd, stated = [*bodies, *odd], stated[len(bodies) :]
    parts = _parts(stated)
    line = rows[0].line
    who = Signatory(name=ordinary.person(name), line=line)
    posts: list[str] = []
    for part in parts:
        text = _cased(part.text, known)
        if part.which == "TM" and not who.on_behalf_of:
            who = replace(who, on_behalf_of=text)
        elif part.which == "TUQ" and not who.authorised_by:
            who = replace(who, authorised_by=text)
        elif part.which == "TL" and not who.by_order_of:
            who = replace(who, by_order_of=text)
        elif part.which == "KT" and not who.signs_for:
            who = replace(who, signs_for=text)
        else:
            who = replace(who, acting=who.acting or part.which == "Q")
            posts.append(text)
    if posts:
        who = replace(who, title=posts[0], other_post=tuple(posts[1:]))
    return _doubted(who), odd


def _bodies(rows: list[Row]) -> list[Row]:
    """The rows that name a body above the first capacity: `PHÒNG GIÁO DỤC VÀ ĐÀO TẠO` over `TRƯỞNG PHÒNG`, no `TM.`."""
    first = next((at for at, row in enumerate(rows) if is_capacity(row.text)), 0)
    named = bool(first) and bool(wording.BODY.match(rows[0].text.upper())) and not wording.CAPACITY.match(rows[0].text)
    return rows[:first] if named else []


def _doubted(who: Signatory) -> Signatory:
    doubts: list[Doubt] = []
    if not who.title and who.signs_for:
        hint = "ghi `title`: chức vụ của người ký"
        doubts.append(Doubt("signatory", f"chữ ký chỉ ghi KT. {who.signs_for}, thiếu chức vụ người ký", who.line, hint))
    if RANK.match(who.name):
        message = f"trước họ tên người ký có học hàm, học vị hoặc cấp bậc: `{who.name}`"
        doubts.append(
            Doubt(
                "signer-rank", message, who.line, "Phụ lục I, mục II.7.c: không ghi trước họ tên, trừ ngành được phép"
            )
        )
    return replace(who, doubts=tuple(doubts))


def _is_other(row: Row) -> bool:
    """Nothing that names a capacity: `(Đã ký)`, what a machine printed over the signature."""
    if wording.CAPACITY.match(row.text):
        return False
    return bool(
        wording.SIGNED.fullmatch(row.text) or (wording.DIGITAL.match(row.text) and not wording.shouts(row.text))
    )


def _name_at(rows: list[Row]) -> tuple[int, int] | None:
    """Where the name stands, and over how many lines: the last line that is one, below a capacity."""
    first = next((at for at, row in enumerate(rows) if is_capacity(row.text)), 0)
    for at in range(len(rows) - 1, first, -1):
        text = rows[at].text
        if at - 1 > first and len(text.split()) == 1 and not wording.shouts(text):
            both = f"{rows[at - 1].text} {text}"
            if is_person(both) and not is_capacity(rows[at - 1].text):
                return at - 1, 2
        if is_person(text) and not is_capacity(text):
            return at, 1
    return None


def _parts(rows: list[Row]) -> list[_Part]:
    """The stretches of the capacity: each begins with an abbreviation, or is a post."""
    found: list[_Part] = []
    for row in rows:
        for which, text in _split(row.text):
            post = bool(wording.POST.match(text.upper()))
            goes_on = found and not which and (not post or wording.HANGS.search(found[-1].text.upper()))
            if goes_on:
                found[-1] = replace(found[-1], text=f"{found[-1].text} {text}".strip())
            elif found and found[-1].which and not found[-1].text:
                found[-1] = replace(found[-1], text=text)
            else:
                found.append(_Part(which, text, row.line))
    return [part for part in found if part.text]


def _split(text: str) -> list[tuple[str, str]]:
    """`QUYỀN GIÁM ĐỐC` -> (Q, GIÁM ĐỐC);
    `TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH` -> (TM, …), (KT, CHỦ TỊCH), ("", PHÓ CHỦ TỊCH)."""
    if re.match(r"QUYỀN\s", text):
        return [("Q", text[6:].strip())]
    marks = [found for found in wording.CAPACITY.finditer(text) if found.start() == 0 or re.search(r"[./,:]", found[0])]
    edges = [found.start() for found in marks] + [len(text)]
    pieces: list[tuple[str, str]] = []
    if edges[0]:
        pieces += _posts("", text[: edges[0]])
    for found, end in zip(marks, edges[1:], strict=True):
        pieces += _posts(re.sub(r"[^A-Z]", "", found["which"].upper()), text[found.end() : end])
    return pieces


def _posts(which: str, text: str) -> list[tuple[str, str]]:
    """A stretch in which the signer's own post follows without a break: a deputy after his head, …"""
    text = text.strip(" .,*")
    if which in ("KT", "TL", "TUQ") or not which:
        found = re.search(r"(?<=\S)\s+(?=PHÓ\s|P\.\s*\S)", text)
    else:
        found = (
            re.search(r"(?<=\S)\s+(?=(?:PHÓ\s+)?(?:CHỦ TỊCH|TRƯỞNG BAN|HIỆU TRƯỞNG|GIÁM ĐỐC|BÍ THƯ)$)", text)
            if which == "TM"
            else None
        )
    if not found or (not wording.POST.match(text[: found.start()]) and which != "TM"):
        return [(which, text)]
    return [(which, text[: found.start()]), ("", text[found.end() :])]


def _cased(text: str, known: Words) -> str:
    return ordinary.post(text, known)
