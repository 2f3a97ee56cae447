"""read: a profile of sizes -> checked values, each within what the decree allows.

Both renderers follow it. Keys are dotted (`sizes.body`); lengths are in mm where the decree counts
in mm (page, indent), otherwise in pt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Map
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from generator import source
from generator.problem import Mark, PlanError, Problem, nearest
from generator.source import Mapping, Scalar
from generator.standard.records import Allowed, standard

TEMPLATES = Path(__file__).parent.parent / "templates"
DEFAULT = TEMPLATES / "profile.yaml"
#: One inch is 72 pt and 25.4 mm.
POINTS_PER_MM = 72 / 25.4

#: Sizes of motto, country and date that the decree lets stand together (Mục V, footnote 1).
TRIOS = ((13.0, 14.0, 14.0), (12.0, 13.0, 13.0))


#: A letterhead that does not fit is set one size smaller, all of it together (Mục V, footnote 1).
COMPACT = {"sizes.country": 12.0, "sizes.motto": 13.0, "sizes.place_date": 13.0, "sizes.issuer": 12.0}


@dataclass(frozen=True, slots=True)
class Profile:
    """The checked values of a profile, and the families of the two formats."""

    file: str
    values: Map[str, float]
    docx_family: str
    pdf_family: str

    def __getitem__(self, key: str) -> float:
        return self.values[key]

    def sizes(self, compact: bool = False) -> dict[str, float]:
        """Return the sizes in pt by name, those of a compact letterhead where asked."""
        values = {**self.values, **{k: min(self.values[k], v) for k, v in COMPACT.items()}} if compact else self.values
        return {key.removeprefix("sizes."): value for key, value in values.items() if key.startswith("sizes.")}

    def with_page(self, margins: Map[str, float]) -> Profile:
        """Return the profile with the margins (mm) of an office's own template."""
        return replace(self, values={**self.values, **margins})

    def text_width(self, landscape: bool = False) -> float:
        """Width of the text in pt, between the margins of an A4 page."""
        paper = 297 if landscape else 210
        return (paper - self["page.left"] - self["page.right"]) * POINTS_PER_MM

    def text_height(self, landscape: bool = False) -> float:
        """Height of the text in pt, between the margins of an A4 page."""
        paper = 210 if landscape else 297
        return (paper - self["page.top"] - self["page.bottom"]) * POINTS_PER_MM


def read(path: Path = DEFAULT) -> Profile:
    """Read a profile. Raises PlanError for every value that the decree does not allow."""
    return _read(path, source.read_bytes(path))


@lru_cache(maxsize=16)
def _read(path: Path, data: bytes) -> Profile:
    root = source.parse(data, str(path)).root
    problems: list[Problem] = []
    flat: dict[str, Scalar] = {}
    for group, members in root.entries:
        if not isinstance(members, Mapping):
            problems.append(Problem(members.mark, f"`{group.text}` phải là một nhóm khóa"))
            continue
        for key, value in members.entries:
            name = f"{group.text}.{key.text}"
            if isinstance(value, Scalar):
                flat[name] = Scalar(value.text, value.mark, value.plain)
            else:
                problems.append(Problem(value.mark, f"`{name}` phải là một giá trị"))
    allowed = standard().profile()
    known = {*allowed, "font.docx", "font.pdf"}
    sizes = known - {"font.docx", "font.pdf"}
    values: dict[str, float] = {}
    for name, scalar in flat.items():
        if name not in known:
            near = nearest(name, known)
            hint = f"có phải là `{near}`?" if near else ""
            problems.append(Problem(scalar.mark, f"không có khóa `{name}` trong profile", hint))
        elif name in sizes:
            problem = _outside(name, scalar, *allowed[name])
            if problem:
                problems.append(problem)
            else:
                values[name] = float(scalar.text)
    # what a profile leaves out is the default's: an office writes only what it changes
    base = read().values if path != DEFAULT else {}
    merged = {**base, **values}
    for name in sorted(sizes - set(merged)):
        if name not in flat:
            problems.append(Problem(Mark(str(path)), f"thiếu khóa `{name}` trong profile"))
    if not problems:
        trio = (merged["sizes.country"], merged["sizes.motto"], merged["sizes.place_date"])
        if trio not in TRIOS:
            mark = next((flat[n].mark for n in ("sizes.country", "sizes.motto", "sizes.place_date")
                         if n in flat), Mark(str(path)))  # fmt: skip
            problems.append(
                Problem(
                    mark,
                    "cỡ chữ Quốc hiệu, Tiêu ngữ, địa danh phải tăng giảm cùng nhau",
                    "chọn 13-14-14 hoặc 12-13-13 (Phụ lục I, Phần I, Mục V, chú thích 1)",
                )
            )
    if problems:
        raise PlanError(problems)
    docx = flat["font.docx"].text if "font.docx" in flat else "Times New Roman"
    pdf = flat["font.pdf"].text if "font.pdf" in flat else "auto"
    if docx != "Times New Roman":
        raise PlanError([Problem(flat["font.docx"].mark, "phông của DOCX phải là Times New Roman",
                                 "Phụ lục I, Phần I, I.4")])  # fmt: skip
    return Profile(str(path), merged, docx, pdf)


def _outside(key: str, scalar: Scalar, clause: str, allowed: Allowed) -> Problem | None:
    text = scalar.text
    where = f" (Nghị định 30/2020/NĐ-CP, {clause})" if clause else ""
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]+)?", text):
        return Problem(scalar.mark, f"`{key}` phải là một số, ở đây là `{text}`",
                       "dùng dấu chấm cho phần lẻ, ví dụ `12.7`")  # fmt: skip
    if allowed.holds(float(text)):
        return None
    if allowed.values:
        span = " hoặc ".join(allowed.values)
    elif allowed.minimum == allowed.maximum:
        span = f"đúng {allowed.minimum:g}"
    else:
        span = f"từ {allowed.minimum:g} đến {allowed.maximum:g}"
    return Problem(scalar.mark, f"`{key}: {text}` ra ngoài quy định{where}", f"chọn {span} {allowed.unit}", "profile")
