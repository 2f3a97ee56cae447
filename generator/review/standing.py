"""standing: where a proposal is in print and in the file, why a file is not of this plan, whether a new text is one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from generator import source
from generator.problem import Mark, PlanError, Problem
from generator.review.acts import Act, Add
from generator.review.flow import Flow
from generator.review.marks import Draft
from generator.review.sheet import Path
from generator.review.spot import Why

if TYPE_CHECKING:
    from generator.review.proposal import Review

_AREAS = {
    "CoQuanBanHanh": "tên cơ quan", "CoQuanChuQuan": "tên cơ quan chủ quản", "QuocHieu": "Quốc hiệu",
    "TieuNgu": "Tiêu ngữ", "SoKyHieu": "số, ký hiệu", "DiaDanh": "địa danh, ngày tháng", "TenLoai": "tên loại",
    "TrichYeu": "trích yếu", "CanCu": "căn cứ", "QuyenHan": "chữ ký", "HoTen": "chữ ký", "NoiNhan": "nơi nhận",
    "NoiNhanDanhSach": "nơi nhận", "PhuLuc": "phụ lục", "TenPhuLuc": "tên phụ lục", "KemTheo": "phụ lục",
    "FootnoteText": "chú thích", "OBang": "bảng", "OBangGiua": "bảng", "OBangPhai": "bảng", "OBangDeu": "bảng",
    "DauBang": "đầu bảng", "TenBang": "tên bảng",
}  # fmt: skip
_OWN = {"opening": "phần mở đầu", "closing": "đoạn kết", "footnotes": "chú thích"}
#: A plan shares so many of a file's words that it may be the one.
_LIKELY = 0.4


def para(flow: Flow, group: tuple[int, ...], acts: Iterable[Act], places: list[int]) -> int:
    """Return the printed paragraph at which a group of changes is; -1 where there is none."""
    members = set(group)
    for act in acts:
        return (act.moved if act.moved >= 0 else act.after) if isinstance(act, Add) else act.para
    for raw in (flow.raws[place] for place in places):
        if members & {n for bit in raw.bits for n in (*bit.chain, bit.look)} or members & {*raw.mark, *raw.formats}:
            return next((bit.para for bit in raw.bits if bit.para >= 0), raw.base)
    return -1


def place(review: Review, number: int) -> str:
    """Return where a printed paragraph is, as staff say it: `mục II.1.a)`, `nơi nhận`, `căn cứ`."""
    printed = review.flow.printed
    if number < 0:
        return "đầu trang, cuối trang hoặc chỗ khác"
    style = printed[number].style
    if style in _AREAS:
        return _AREAS[style]
    home = review.homes.of.get(number, ((),))[0]
    if home[:1] and home[0] in _OWN:
        return _OWN[str(home[0])]
    from generator.review.home import kind_of

    levels = ("Phần", "A.", "I.", "1.", "1.1.", "1)", "a)", "-", "+", "•")
    found: list[tuple[int, str]] = []
    for at in range(number, -1, -1):
        kind = kind_of(printed[at])
        if kind in levels:
            level = levels.index(kind)
            if not found or level < found[-1][0]:
                found.append((level, printed[at].marker.rstrip(".")))
        if printed[at].style in ("TrichYeu", "TenPhuLuc"):
            break
    names = [name for level, name in reversed(found) if levels[level] not in ("-", "+", "•")]
    bullet = "gạch đầu dòng, " if found and found[0][1] in ("-", "+", "•") else ""
    if not names:
        return f"{bullet}“{_short(printed[number].text)}”"
    if len(names) > 1 and names[-1].startswith(names[-2] + "."):
        names.pop(-2)
    return f"{bullet}mục {'.'.join(names)}"


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:38].rsplit(" ", 1)[0] + " …"


def key(path: Path) -> str:
    """Return a path as staff read it: `sections[2].tasks[1].text`, items counted from 1."""
    out = ""
    for step in path:
        out += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if out else step
    return out


def idle(flow: Flow, group: tuple[int, ...], places: list[int]) -> Why:
    """Why changes do nothing once all are accepted."""
    kinds = {flow.changes[n].kind for n in group}
    margin = {n for raw in flow.margins for bit in raw.bits for n in (*bit.chain, bit.look)}
    margin |= {n for raw in flow.margins for n in raw.mark}
    if margin & set(group):
        return Why("sửa ở đầu trang, cuối trang: chương trình đặt theo Nghị định 30 (địa chỉ: `issuer.contact`)")
    raws = [flow.raws[place] for place in places]
    touched = any(n in bit.chain for raw in raws for bit in raw.bits for n in group)
    if not touched and kinds & {"ins", "del", "to", "from"}:
        marks = any(n in raw.mark for raw in raws for n in group)
        if not marks:
            return Why("thay đổi không có chữ (hình vẽ, trường, dấu ngắt): kế hoạch không ghi được")
        return Why("chỉ thêm hoặc bỏ dấu hết đoạn, chữ không đổi")
    return Why("thêm rồi lại xóa: chấp nhận hết thì không còn gì")


def stranger(draft: Draft, path: FilePath, name: str, others: Iterable[FilePath]) -> Problem:
    """Tell of a file that is not of this plan, and which one it looks like."""
    said = _words(" ".join(bit.text for raw in draft.raws for bit in raw.bits))
    likeness: list[tuple[float, str]] = []
    for other in others:
        try:
            text = source.read_bytes(other).decode("utf-8", "replace")
        except PlanError:
            continue
        if other != path and said:
            likeness.append((len(said & _words(text)) / len(said), str(other)))
    best = max(likeness, default=(0.0, ""))
    hint = "chọn đúng kế hoạch bằng `--plan`"
    if best[0] >= _LIKELY:
        hint = f"tệp này giống {best[1]} hơn: chạy lại với `--plan {best[1]}`"
    return Problem(Mark(name), f"tệp này không phải của kế hoạch {path} (chữ khác quá nhiều)", hint, "review")


def _words(text: str) -> set[str]:
    words = re.findall(r"\w+", text.casefold())
    return {f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)}
