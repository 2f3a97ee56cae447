"""place, key: a printed paragraph, a path -> where that is, as staff say it and as they read the file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from generator.review.act import Act, Add
from generator.review.flow import Flow
from generator.review.marker import kind_of
from generator.review.sheet import Path

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
