"""text: a review -> the numbered list that staff read; told: what came of their choice."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from generator.review.notes import day
from generator.review.proposal import Outcome, Proposal, Review

_WHAT = {
    "edit": "sửa chữ", "add": "thêm đoạn", "drop": "bỏ đoạn", "move": "chuyển chỗ", "look": "đậm, nghiêng",
    "format": "định dạng", "comment": "lời nhắn",
}  # fmt: skip
_ENDS = {("¶", ""): "bỏ dấu hết đoạn: nối với đoạn sau", ("", "¶"): "thêm dấu hết đoạn: tách đoạn"}
_UNTRACKED = (
    "Những chỗ “không đánh dấu” có thể là phần kế hoạch đã sửa sau khi in: xem từng chỗ, chọn theo số;\n"
    "--all không lấy các chỗ này."
)
#: Words beyond this are cut in the list; the JSON has them all (letters).
_LONG = 240


def text(review: Review) -> str:
    """Return the list: first what maps to keys, then what does not, each numbered as it is chosen."""
    if not review.proposals:
        return f"{review.name}: không có thay đổi nào, chữ in đúng như {review.path}.\n"
    waiting = [each for each in review.proposals if each.waiting]
    ready = [each for each in waiting if each.applicable]
    rest = [each for each in waiting if not each.applicable]
    people = ", ".join(f"{name} ({count})" for name, count in _people(waiting).items())
    told = f"{len(waiting)} đề nghị, của {people}" if waiting else "không còn đề nghị nào"
    out = [f"{review.name} so với {review.path}: {told}.", ""]
    out += _of_another(waiting)
    if ready:
        out += [f"ĐƯA ĐƯỢC VÀO KẾ HOẠCH ({len(ready)})", "", *(line for each in ready for line in lines(each))]
    if rest:
        out += [f"KHÔNG TỰ ĐƯA VÀO ĐƯỢC ({len(rest)})", "", *(line for each in rest for line in lines(each))]
    if settled := len(review.proposals) - len(waiting):
        out += [f"Đã có trong kế hoạch, hoặc do chương trình tự ghi: {settled} chỗ (không kê).", ""]
    if any(not each.tracked for each in ready):
        out += [_UNTRACKED, ""]
    return "\n".join(out).rstrip() + "\n"


def told(outcome: Outcome, count: int) -> str:
    """Return what came of a choice of `count` proposals."""
    done = count - len(outcome.left)
    out = [f"Đã đưa {done} đề nghị vào kế hoạch." if done else "Chưa đưa đề nghị nào vào kế hoạch."]
    out += [f"  số {number}: không đưa vào: {why}" for number, why in outcome.left]
    if outcome.unlike:
        out.append("Xem lại: bản in từ tệp mới còn khác bản góp ý ở các đoạn sau (dấu - là bản góp ý, + là tệp mới):")
        out += [f"  {_short(line)}" for line in outcome.unlike]
    return "\n".join(out) + "\n"


def lines(each: Proposal) -> Iterator[str]:
    """Yield a proposal as the list shows it."""
    when = f", {day(each.date)}" if each.date else ""
    place = f", {each.place}" if each.place else ""
    yield f"{each.number:>3}. {each.who}{when}{place}: {_WHAT[each.what]}"
    if each.what == "comment":
        yield from _wrapped(f"về “{_short(each.old)}”: {each.new}" if each.old else each.new)
    elif each.what in ("look", "format"):
        yield from _wrapped(f"{each.detail} “{_short(each.old)}”".strip() if each.old else each.detail)
    elif (each.old, each.new) in _ENDS:
        yield from _wrapped(each.detail or _ENDS[each.old, each.new])
    elif each.what == "move":
        yield from _wrapped(f"“{_short(each.old or each.new)}”" + (f": {each.detail}" if each.detail else ""))
    elif each.old and each.new:
        yield from _wrapped(f"“{_short(each.old)}” → “{_short(each.new)}”")
    elif each.old or each.new:
        yield from _wrapped(f"bỏ “{_short(each.old)}”" if each.old else f"thêm “{_short(each.new)}”")
    if each.key and each.mark and each.applicable:
        yield f"     {each.mark.short}: `{each.key}`"
    if each.why:
        yield from _wrapped(f"Lý do: {each.why}" + (f" ({each.mark.short})" if each.mark and each.mark.line else ""))
    yield from (f"       {line}" for line in each.lines.splitlines())
    if each.inside:
        yield f"     (nằm trong phần thêm ở số {', '.join(map(str, each.inside))})"
    yield ""


def _of_another(waiting: list[Proposal]) -> list[str]:
    """A warning where the file has the name of another office than the plan."""
    found = next((each for each in waiting if not each.tracked and each.place == "tên cơ quan" and each.new), None)
    if found is None:
        return []
    said = f"LƯU Ý: tệp mang tên cơ quan khác kế hoạch (“{found.new}”):"
    return [f"{said} có thể là văn bản của đơn vị khác, xem lại `--plan`.", ""]


def _people(proposals: list[Proposal]) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in proposals:
        found[each.who] = found.get(each.who, 0) + 1
    return found


def _wrapped(said: str) -> list[str]:
    return textwrap.wrap(said, 100, initial_indent="     ", subsequent_indent="     ", break_long_words=False)


def _short(said: str) -> str:
    return said if len(said) <= _LONG else said[: _LONG - 2].rsplit(" ", 1)[0] + " …"
