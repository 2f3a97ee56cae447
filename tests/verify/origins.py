"""The documents that are verified and broken: several origins, all correct, and which words are which element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree

from generator import build
from verify import office, script
from verify.office import Dialect
from verify.pieces import MAIN, W, opened
from verify.script import SO, XA, Head

HERE = Path(__file__).parent
FILES = HERE / "files"
PLANS = HERE / "plans"

#: How offices build their documents, and whose document it is.
DIALECTS: tuple[tuple[Dialect, Head], ...] = (
    (Dialect("tables"), SO),
    (Dialect("styles", head="rows", rule="arrow", looks="styles", page="simple", small=True, stamp="cell", seed=2,
             indent=720, before=120, after=0, line=276), XA),
    (Dialect("tabs", head="tabs", rule="underscores", sign="tabs", page="frame", seed=3, stamp="box", line=360), XA),
    (Dialect("boxes", head="boxes", rule="underscores", looks="defaults", numbering="auto", stamp="box", seed=4), SO),
    (Dialect("borders", head="rows", rule="border", looks="defaults", numbering="auto", small=True, page="frame",
             stamp="cell", seed=5), SO),
    (Dialect("google", head="rows", rule="underscores", looks="google", seed=6, line=276, before=60, after=60), XA),
    (Dialect("wps", rule="vml", page="box", stamp="box", seed=7, sign="tabs"), SO),
    (Dialect("tabs-drawn", head="tabs", rule="drawn", looks="styles", sign="table", seed=8, small=True), SO),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Origin:
    """A correct document: its parts, the words of each element's lines as they stand in its paragraphs, and the
    sizes of its Quốc hiệu, Tiêu ngữ and date."""

    name: str
    data: bytes
    parts: dict[str, bytes]
    lines: dict[str, tuple[str, ...]]
    sizes: str


def made_by_hand() -> Iterator[Origin]:
    """The documents made as offices make them."""
    for dialect, head in DIALECTS:
        data = office.build(dialect, head)
        yield Origin(dialect.name, data, opened(data), script.lines(head), "12-13-13" if dialect.small else "13-14-14")


#: What each style of our own documents is, and its lines' beginnings where one style serves several.
STYLES: dict[str, tuple[tuple[str, str], ...]] = {
    "CoQuanChuQuan": (("parent", ""),), "CoQuanBanHanh": (("issuer", ""),), "QuocHieu": (("country", ""),),
    "TieuNgu": (("motto", ""),), "SoKyHieu": (("number", ""),), "DiaDanh": (("place_date", ""),),
    "TenLoai": (("kind", ""),), "TrichYeu": (("title", ""),), "CanCu": (("basis", ""),),
    "Phan": (("part", ""),), "TenPhan": (("part_title", ""),), "Heading1": (("section", ""),),
    "Heading2": (("clause", ""), ("heading", "")), "Diem": (("point", ""), ("body", "")),
    "NoiDung": (("clause", r"\d+\. "), ("text", r"(?!\d+\.)"), ("body", "")), "GachDauDong": (("body", ""),),
    "NoiNhan": (("recipients_title", ""),), "NoiNhanDanhSach": (("recipients", ""),),
    "KyHieuSoanThao": (("drafter", ""),),
    "QuyenHan": (("capacity", ""),), "HoTen": (("signer", ""),), "PhuLuc": (("appendix_label", ""),),
    "TenPhuLuc": (("appendix_title", ""),), "KemTheo": (("attached", ""),), "OBang": (("cell", "..."),),
    "DiaChiDau": (("contact", ""),), "KhungDau": (("urgency", "HỎA"),), "KhungLuuHanh": (("circulation", ""),),
}  # fmt: skip


def our_own() -> Iterator[Origin]:
    """The plans of `plans/`, as the program makes them."""
    for name, sizes in (("so-y-te", "13-14-14"), ("ubnd-xa", "12-13-13")):
        data = build.build(PLANS / f"{name}.yaml", ("docx",), allow_errors=True).files["docx"]
        parts = opened(data)
        yield Origin(name, data, parts, _by_style(parts), sizes)


def _by_style(parts: dict[str, bytes]) -> dict[str, tuple[str, ...]]:
    """The lines of each element, told by the styles that the program gives them."""
    found: dict[str, list[str]] = {}
    for name in [MAIN, *(n for n in parts if n.startswith(("word/footer", "word/header")))]:
        root = etree.fromstring(parts[name])
        appendix = False
        for paragraph in root.iter(f"{W}p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            kinds = STYLES.get(style.get(f"{W}val") if style is not None else "", ())
            appendix = appendix or bool(kinds and kinds[0][0] == "appendix_label")
            words = "".join("\n" if e.tag == f"{W}br" else e.text or "" for e in paragraph.iter(f"{W}t", f"{W}br"))
            for element, begins in kinds:
                if re.match(begins, words) and not (appendix and element in CONTENT):
                    found.setdefault(element, []).extend(words.split("\n"))
    return {element: tuple(each) for element, each in found.items()}


#: Elements of the content, which defects are put into outside the appendices only.
CONTENT = ("section", "clause", "heading", "point", "text", "body")


def saved_again() -> Iterator[Origin]:
    """What LibreOffice made of documents of the other origins (tools/make_origins.py)."""
    words = {o.name: o for o in (*our_own(), *made_by_hand())}
    for path in sorted(FILES.glob("*.docx")):
        first = words[path.stem]
        data = path.read_bytes()
        yield Origin(f"{path.stem} (LibreOffice)", data, opened(data), first.lines, first.sizes)


@cache
def origins() -> dict[str, Origin]:
    """Every origin by its name."""
    return {origin.name: origin for origin in (*our_own(), *made_by_hand(), *saved_again())}
