"""read: a plan's values and comments -> the edits, the changes and the places to look at, gathered in a Work.

One small function a role; which role a value has, `roles` tells, and what of a sentence moves, `years`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.amend import keep
from generator.amend.edits import Edit
from generator.amend.keep import Leaf
from generator.check import citations, dates
from generator.roll import bases, roles, years
from generator.roll.aim import span
from generator.roll.work import RENEW, Work
from generator.roll.years import Found, Token
from generator.values import YES

SCHEMA = re.compile(r"^#\s*yaml-language-server:\s*\$schema=(?P<path>\S+)")
#: The reminder that a unit's first file has beside its date.
REMINDER = re.compile(r"^# ghi đủ khi ban hành: \d\d/\d\d/(?P<year>\d{4})$")


def read(work: Work) -> None:
    heads = roles.heads(work.kept.leaves)
    for leaf in work.kept.leaves:
        _READ[roles.role(leaf, heads)](work, leaf)
    _status(work)
    _whole(work)
    _tables(work)
    _comments(work)


def _skip(work: Work, leaf: Leaf) -> None:
    pass


def _sentence(work: Work, leaf: Leaf, alone: bool = False, columns: bool = False) -> None:
    found = years.find(leaf.said, work.aim, alone, columns)
    _move(work, leaf, found)
    opening = leaf.path[0] == "opening"
    _renewals(work, leaf, opening or leaf.said.startswith("Căn cứ"))
    if leaf.path[0] == "variables" and not found and re.fullmatch(r"[\d.,\s%–-]+", leaf.said):
        work.look(leaf.start, leaf.end, "figure", f"`{leaf.path[-1]}: {leaf.said}`")
    elif {"targets", "budget", "parts"} & set(leaf.path) and leaf.key != "heading":
        _numbers(work, leaf)


def _move(work: Work, leaf: Leaf, found: list[Found]) -> None:
    tokens: list[Token] = []
    for each in found:
        start, end = leaf.stretch(each.start, each.end)
        was, now = years.shown(leaf.said, each)
        if each.tokens:
            tokens += each.tokens
            work.changes.append((start, end, was, now))
        if each.kind:
            arrow = f"“{was}” → “{now}”" if each.tokens else f"“{was}”"
            work.look(start, end, each.kind, f"{arrow}: {each.why}", each.must)
    if tokens:
        work.edits += [Edit(*leaf.stretch(token.start, token.end), token.now) for token in tokens]
        whole = Found(0, len(leaf.said), tuple(tokens))
        *_, work.said[leaf.path] = years.shown(leaf.said, whole)


def _basis(work: Work, leaf: Leaf) -> None:
    """The grounds of issue: nothing in them moves by itself."""
    _renewals(work, leaf, True, True)


def _renewals(work: Work, leaf: Leaf, basis: bool, listed: bool = False) -> None:
    told: list[tuple[int, int]] = []
    for each in bases.find(leaf.said, work.aim, work.known, basis, listed):
        start, end = leaf.stretch(each.start, each.end)
        work.look(start, end, "renew", f"{each.name}: {each.why}", each.must)
        told.append((each.start, each.end))
        if each.must and basis:
            work.lines.append((_item(work, leaf), f"{RENEW}: {each.name}: {each.why}"))

    if str(work.aim.since) in leaf.said and not listed:
        _inside_names(work, leaf, told)


def _inside_names(work: Work, leaf: Leaf, told: list[tuple[int, int]]) -> None:
    """The plan's year inside the name of a cited document stays, and is told where nothing else tells of that one."""
    for cited in citations.find(leaf.said):
        start, end = span(leaf.said, cited)
        own = years.own(cited, work.aim, leaf.said)
        subject = re.compile(rf"(?<![\d/]){work.aim.since}(?!\d)").search(leaf.said, cited.code_at[1], end)
        day = leaf.said.find(cited.date_text, cited.code_at[1]) if cited.date_text else -1
        inside = subject and (day < 0 or not day <= subject.start() < day + len(cited.date_text))
        if inside and not own and not any(a <= start < b for a, b in told):
            message = f"{cited.name}: năm {work.aim.since} trong tên văn bản, chưa đổi"
            work.look(*leaf.stretch(start, end), "kept", message)


def _item(work: Work, leaf: Leaf) -> int:
    """Return the place of the item of a list that a value stands in, or its own."""
    for length in range(len(leaf.path), 0, -1):
        if leaf.path[:length] in work.kept.items:
            return work.kept.items[leaf.path[:length]]
    return leaf.start


def _number(work: Work, leaf: Leaf) -> None:
    if leaf.said:
        first = _blank(work, leaf)
        work.look(first, first, "blank", "số văn bản: ghi khi ban hành")


def _past(work: Work, leaf: Leaf) -> None:
    """What this year's plan replaces or corrects: nothing of next year's."""
    if leaf.said:
        _blank(work, leaf)


def _blank(work: Work, leaf: Leaf) -> int:
    """Take a value out, its key stays; return where it stood."""
    last = leaf.start + len(work.text[leaf.start : leaf.end].rstrip())
    first = leaf.start
    if work.text[last : last + 1] in ("", "\n", "\r"):
        first -= len(work.text[:first]) - len(work.text[:first].rstrip(" "))
    work.edits.append(Edit(first, last, ""))
    work.said[leaf.path] = ""
    work.changes.append((first, last, f"{leaf.key}: {leaf.said}", f"{leaf.key}: (trống)"))
    return first


def _date(work: Work, leaf: Leaf) -> None:
    found = re.search(r"(?<!\d)(?:19|20|21)\d\d(?!\d)", leaf.said)
    if not found:
        if leaf.said:
            work.look(leaf.start, leaf.end, "date", "ngày ban hành không có năm: tự ghi lại", True)
        return
    now = str(int(found[0]) + work.aim.step)
    last = leaf.start + len(work.text[leaf.start : leaf.end].rstrip())
    work.edits.append(Edit(leaf.start, last, now))
    work.said[leaf.path] = now
    work.changes.append((leaf.start, last, f"date: {leaf.said}", f"date: {now}"))
    if leaf.said != found[0]:
        work.look(leaf.start, last, "blank", "ngày ban hành: ghi đủ ngày, tháng khi ban hành")


def _status_of(work: Work, leaf: Leaf) -> None:
    if leaf.said in ("submitted", "issued"):
        first, last = leaf.stretch(0, len(leaf.said))
        work.edits.append(Edit(first, last, "draft"))
        work.said[leaf.path] = "draft"
        work.changes.append((first, last, f"status: {leaf.said}", "status: draft"))


def _figure(work: Work, leaf: Leaf) -> None:
    if leaf.said:
        last = leaf.start + len(work.text[leaf.start : leaf.end].rstrip())
        unit, name = (work.beside.get((*leaf.path[:-1], key), "") for key in ("unit", "id"))
        hint = f": thường lấy kết quả năm {work.aim.since}" if leaf.key == "baseline" else ""
        said = f"{leaf.said} {unit}".strip()
        named = f" (id: {name})" if name else ""
        work.look(leaf.start, last, "figure", f"`{leaf.key}: {said}`{named}{hint}")


_FIGURE = re.compile(
    r"(?<![\w/.,\-–{])(?<!số )(?<!mục )(?<!điều )(?<!khoản )(?<!lục )(?<!án )(?<!tháng )(?<!quý )(?<!ngày )(?<!thứ )"
    r"\d+(?:[.,]\d+)*(?!\s(?:tuổi|tháng|năm|ngày|giờ|phút)\b)(?:\s?%|(?:\s[^\W\d_]+)?)(?![\w/])",
    re.IGNORECASE,
)


def _numbers(work: Work, leaf: Leaf) -> None:
    """Figures that a target's sentence has typed in it."""
    hidden = [(each.start, each.end) for each in citations.find(leaf.said)]
    hidden += [(each.start, each.end) for each in dates.find(leaf.said)]
    hidden += [found.span() for found in re.finditer(r"\{\{[^{}]*\}\}|(?<!\d)(?:19|20)\d\d(?![\d.,]\d)", leaf.said)]
    found = [
        each for each in _FIGURE.finditer(leaf.said) if all(each.end() <= a or each.start() >= b for a, b in hidden)
    ]
    if found:
        said = ", ".join(f"“{each[0]}”" for each in found[:4]) + (", …" if len(found) > 4 else "")
        work.look(*leaf.stretch(*found[0].span()), "figure", f"số liệu trong câu: {said}")


def _path(work: Work, leaf: Leaf) -> None:
    if not leaf.said:
        return
    now, why = work.follow(leaf.said, leaf.key)
    start, end = leaf.stretch(0, len(leaf.said))
    if now != leaf.said:
        work.edits.append(Edit(start, end, now))
        work.said[leaf.path] = now
        work.changes.append((start, end, f"{leaf.key}: {leaf.said}", f"{leaf.key}: {now}"))
    if why:
        work.look(start, end, "path", f"`{leaf.key}: {now}`: {why}")


def _signer(work: Work, leaf: Leaf) -> None:
    if leaf.said:
        work.look(leaf.start, leaf.end, "signer", f"{leaf.said}: còn là người ký năm {work.aim.to} không")


_READ: dict[roles.Role, Callable[[Work, Leaf], None]] = {
    "skip": _skip, "path": _path, "number": _number, "past": _past, "date": _date, "status": _status_of,
    "basis": _basis, "figure": _figure, "signer": _signer, "sentence": _sentence,
    "alone": lambda work, leaf: _sentence(work, leaf, alone=True),
    "columns": lambda work, leaf: _sentence(work, leaf, columns=True),
}  # fmt: skip


# --- what belongs to the file as a whole ----------------------------------------------------------


def _status(work: Work) -> None:
    """A plan of next year is a draft: said in a line of its own where the file says nothing."""
    roots = {str(leaf.path[0]): leaf for leaf in reversed(work.kept.leaves)}
    template = "abstract" in roots and roots["abstract"].said.lower() in YES
    planned = {"title", "number", "date", "extends"} & roots.keys()
    if "status" in roots or template or not planned or not work.kept.block:
        return
    after = next((roots[key] for key in ("standard", "unit", "extends") if key in roots), None)
    indent = " " * work.kept.indent
    place = work.text.find("\n", after.end) + 1 if after else work.kept.taken[0][0]
    if after and place:
        work.lines.append((place, f"{indent}status: draft"))
        work.look(
            after.start, after.end, "blank", "đã thêm `status: draft` ở dòng dưới (in chữ DỰ THẢO): bỏ khi ban hành"
        )
    elif not after:
        work.lines.append((place, f"{indent}status: draft"))
        work.look(place, place + 1, "blank", "đã thêm `status: draft` ở dòng trên (in chữ DỰ THẢO): bỏ khi ban hành")


def _whole(work: Work) -> None:
    rules = {}
    for leaf in work.kept.leaves:
        if leaf.path[0] == "silenced" and leaf.key == "rule":
            rules[leaf.path] = leaf
    for leaf in rules.values():
        work.look(leaf.start, leaf.end, "silenced", f"{leaf.said}: lý do còn đúng không")
    vexed = next((leaf for leaf in work.kept.leaves if leaf.path[0] == "conflicts" and leaf.said), None)
    if vexed:
        work.look(vexed.start, vexed.end, "conflict", "giải quyết các chỗ vướng (`conflicts`) trước", True)
    if (
        work.text
        and not any(str(work.aim.since) in leaf.said for leaf in work.kept.leaves)
        and "extends" not in {leaf.path[0] for leaf in work.kept.leaves}
    ):
        work.look(0, 0, "file", f"không thấy năm {work.aim.since} trong tệp này: xem lại năm của kế hoạch")


def _tables(work: Work) -> None:
    """A table that holds figures is told once."""
    told: set[keep.Path] = set()
    for leaf in work.kept.leaves:
        place = roles.cell(leaf.path)
        if not place or place[-1] == 0 or place[:-1] in told or leaf.path in work.said:
            continue
        if re.fullmatch(r"(?!(?:19|20)\d\d$)[–-]?\d[\d.,\s%–-]*", leaf.said):
            told.add(place[:-1])
            work.look(leaf.start, leaf.end, "figure", "bảng có số liệu của năm cũ")


def _comments(work: Work) -> None:
    """Comments stay; those that name the old year are told, lines that follow each other once."""
    year = re.compile(rf"(?<!\d){work.aim.since}(?!\d)")
    last = -1
    for start, end in keep.comments(work.text, work.kept):
        schema = SCHEMA.match(work.text[start:end])
        if schema:
            now, _ = work.follow(schema["path"], "$schema")
            if now != schema["path"]:
                work.edits.append(Edit(start + schema.start("path"), start + schema.end("path"), now))
        elif reminder := REMINDER.match(work.text[start:end]):
            now = str(int(reminder["year"]) + work.aim.step)
            work.edits.append(Edit(start + reminder.start("year"), start + reminder.end("year"), now))
        elif year.search(work.text[start:end]):
            follows = last >= 0 and not work.text[last:start].strip("\r\n ") and work.text[last:start].count("\n") < 2
            if not follows:
                work.look(start, end, "comment", work.text[start:end][:80])
            last = end
        elif last >= 0 and not work.text[last:start].strip():
            last = end
