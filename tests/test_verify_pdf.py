"""A PDF from anywhere is read as its reader sees it: lines, paragraphs, columns, rules, margins."""

from __future__ import annotations

import importlib
import io
import time
import unicodedata
import zlib
from functools import cache

import pikepdf
import pytest
from conftest import NAMES
from fontTools.ttLib import TTFont
from pikepdf import Dictionary, Name, Stream

from generator import fonts, pdfium
from generator.check import pdf_text
from generator.pdfium import Font
from generator.verify import pdf
from generator.verify.paper import Paper, Unreadable
from generator.verify.pdf.faces import face

# --- a PDF by hand, as other programs write it ---------------------------------------------------

_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
3 beginbfrange <0000> <00FF> <0000> <0100> <03FF> <0100> <1E00> <20FF> <1E00> endbfrange endcmap end end"""
FONTS = {"R": "TimesNewRomanPSMT", "B": "TimesNewRomanPS-BoldMT", "I": "TimesNewRomanPS-ItalicMT", "A": "ArialMT"}
FACES = {"R": 0, "B": 1, "I": 2, "A": 0}

pdf_guard = importlib.import_module("generator.verify.pdf.guard")  # the package's own name for it is the function


@cache
def _embedded(key: str) -> tuple[bytes, bytes, list]:
    """The font's file, the glyph of every letter, and their widths: all that a viewer needs."""
    path = fonts.font().files[FACES[key]]
    with TTFont(path) as font:
        shown = {code: name for code, name in font.getBestCmap().items() if code < 0x180 or 0x300 <= code < 0x330
                 or 0x1EA0 <= code < 0x2030}  # fmt: skip
        glyphs = {code: font.getGlyphID(name) for code, name in shown.items()}
        units = font["head"].unitsPerEm
        widths = {code: round(font["hmtx"][name][0] * 1000 / units) for code, name in shown.items()}
    places = bytearray(0x20000)
    for code, glyph in glyphs.items():
        places[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
    row = [item for code in sorted(glyphs) for item in (code, [widths[code]])]
    return zlib.compress(path.read_bytes(), 1), zlib.compress(bytes(places)), row


def text(words: str, x: float, y: float, size: float = 14, font: str = "R") -> bytes:
    """The operators that write `words` with their baseline y pt from the page's foot."""
    codes = words.encode("utf-16-be").hex()
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET\n".encode()


def width(words: str, size: float = 14, font: str = "R") -> float:
    return fonts.font().width(words, size, font == "B", font == "I")


def middle(words: str, at: float, y: float, size: float = 14, font: str = "R") -> bytes:
    return text(words, at - width(words, size, font) / 2, y, size, font)


def line(x: float, y: float, length: float) -> bytes:
    return f"0.75 w {x} {y} m {x + length} {y} l S\n".encode()


def paragraph(count: int, y: float, *, left: float = 85, right: float = 553, indent: float = 28, pitch: float = 16.1,
              words: str = "mot hai ba", full: bool = False) -> bytes:  # fmt: skip
    """Justified lines: every word an object of its own, spread over the line."""
    out = b""
    for number in range(count):
        start = left + (indent if not number else 0)
        fits = int((right - start + 5) // (width(words) + 5))
        ends = number == count - 1 and not full
        fits = fits - 3 if ends else fits
        gap = 5 if ends else (right - start - fits * width(words)) / (fits - 1)
        for at in range(fits):
            out += text(words, start + at * (width(words) + gap), y - number * pitch)
    return out


def _packed(file: pikepdf.Pdf, data: bytes, **keys) -> pikepdf.Object:
    stream = Stream(file, b"", **keys)
    stream.write(data, filter=Name.FlateDecode)
    return file.make_indirect(stream)


def _font(file: pikepdf.Pdf, key: str) -> Dictionary:
    """A font as Word writes it: two bytes a letter, embedded but for Arial."""
    name, (outlines, places, widths) = Name("/" + FONTS[key]), _embedded(key)
    about = Dictionary(
        Type=Name.FontDescriptor, FontName=name, Flags=68 if key == "I" else 4, ItalicAngle=0, StemV=80,
        FontBBox=[-500, -300, 2000, 1000], Ascent=891, Descent=-216, CapHeight=660,
    )  # fmt: skip
    if key != "A":
        about.FontFile2 = _packed(file, outlines, Length1=1)
    inner = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=name, W=widths, FontDescriptor=file.make_indirect(about),
        CIDToGIDMap=_packed(file, places),
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
    )  # fmt: skip
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=name, Encoding=Name("/Identity-H"),
        DescendantFonts=[file.make_indirect(inner)], ToUnicode=file.make_indirect(Stream(file, _TO_UNICODE)),
    )  # fmt: skip


def made(*pages: bytes, size=(595.28, 841.89), rotate: int = 0, forms: dict[str, bytes] | None = None) -> bytes:
    file = pikepdf.new()
    named = Dictionary({f"/{key}": file.make_indirect(_font(file, key)) for key in FONTS})
    objects = Dictionary()
    for key, content in (forms or {}).items():
        objects["/" + key] = file.make_indirect(
            Stream(
                file,
                content,
                Type=Name.XObject,
                Subtype=Name.Form,
                BBox=[0, 0, 2000, 2000],
                Resources=Dictionary(Font=named),
            )
        )
    for content in pages:
        page = file.add_blank_page(page_size=size)
        page.Contents = Stream(file, content)
        page.Resources = Dictionary(Font=named, XObject=objects)
        if rotate:
            page.Rotate = rotate
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def read(*pages: bytes, **how) -> Paper:
    return pdf.read(made(*pages, **how), "x.pdf")


def texts(paper: Paper) -> list[str]:
    return [found.text for found in paper.lines]


def find(paper: Paper, begins: str):
    return next(found for found in paper.lines if found.text.startswith(begins))


LEFT, RIGHT = 165.0, 398.0
MOTTO = width("Doc lap - Tu do - Hanh phuc", 13, "B")
#: Head of a document by the decree, at margins of 20, 30 and 15 mm.
HEAD = (
    middle("UBND TINH X", LEFT, 773, 13) + middle("SO Y", LEFT, 758, 13, "B")
    + middle("CONG HOA XA HOI CHU NGHIA VIET NAM", RIGHT, 773, 12, "B")
    + middle("Doc lap - Tu do - Hanh phuc", RIGHT, 757, 13, "B")
    + line(LEFT - 10, 752, 20) + line(RIGHT - MOTTO / 2, 751, MOTTO)
    + middle("So: 27/KH-SY", LEFT, 732, 13) + middle("X, ngay 27 thang 02 nam 2026", RIGHT, 732, 13, "I")
    + middle("KE HOACH", 319, 697, 14, "B") + middle("Ve viec gi do", 319, 681, 14, "B") + line(290, 675, 58)
)  # fmt: skip


# --- lines and columns --------------------------------------------------------------------------


def test_the_letterhead_is_read_column_by_column_and_its_lines_stay_lines():
    paper = read(HEAD + paragraph(5, 640) + paragraph(4, 540))
    assert texts(paper)[:8] == [
        "UBND TINH X", "SO Y", "So: 27/KH-SY", "CONG HOA XA HOI CHU NGHIA VIET NAM", "Doc lap - Tu do - Hanh phuc",
        "X, ngay 27 thang 02 nam 2026", "KE HOACH", "Ve viec gi do",
    ]  # fmt: skip
    assert [found.align for found in paper.lines[:8]] == ["center"] * 8
    assert find(paper, "UBND").band == find(paper, "CONG").band < find(paper, "SO Y").band == find(paper, "Doc").band


def test_a_gap_narrower_than_two_letters_parts_columns_that_the_lines_beside_it_part():
    left = "SO GIAO DUC VA DAO TAO TINH"
    head = text(left, 60, 773, 13) + text("SO Y", 120, 758, 13)
    head += text("CONG HOA XA HOI", 60 + width(left, 13) + 18, 773, 13) + text("Doc lap", 300, 758, 13)
    assert texts(read(head)) == [left, "SO Y", "CONG HOA XA HOI", "Doc lap"]


def test_stretched_spaces_of_a_justified_line_part_no_columns():
    paper = read(HEAD + paragraph(6, 640, words="mot") + paragraph(4, 500, words="hai"))
    assert [found.visual_lines for found in paper.lines[8:]] == [6, 4]


def test_the_signature_block_is_read_left_column_first():
    foot = text("Noi nhan:", 85, 400, 12, "I") + middle("TM. UY BAN NHAN DAN", 430, 400, 14, "B")
    foot += text("- UBND tinh;", 85, 386, 11) + middle("CHU TICH", 430, 384, 14, "B")
    foot += text("- Luu: VT.", 85, 373, 11) + middle("Tran Van A", 430, 310, 14, "B")
    paper = read(HEAD + paragraph(5, 640) + paragraph(5, 540) + foot)
    assert texts(paper)[-6:] == [
        "Noi nhan:",
        "- UBND tinh;",
        "- Luu: VT.",
        "TM. UY BAN NHAN DAN",
        "CHU TICH",
        "Tran Van A",
    ]
    assert [found.align for found in paper.lines[-6:]] == ["left"] * 3 + ["center"] * 3


def test_letters_that_a_program_writes_one_by_one_make_words():
    x, out = 100.0, b""
    for letter in "Độc lập - Tự do":
        out += text(letter, x, 700, 14.04, "B")
        x += width(letter, 14.04, "B")
    paper = read(out)
    assert texts(paper) == ["Độc lập - Tự do"]
    assert {(span.family, span.size, span.bold) for span in paper.lines[0].spans} == {("Times New Roman", 14.0, True)}


def test_a_gap_without_a_space_letter_is_a_space():
    assert texts(read(text("mot", 100, 700) + text("hai", 100 + width("mot") + 4, 700))) == ["mot hai"]
    assert texts(read(text("mot", 100, 700) + text("hai", 100 + width("mot") + 0.5, 700))) == ["mothai"]


def test_decomposed_letters_come_composed():
    paper = read(text(unicodedata.normalize("NFD", "Ủy ban nhân dân"), 100, 700))
    assert texts(paper) == ["Ủy ban nhân dân"]


def test_a_superscript_stays_on_its_line():
    out = text("dien tich 5 m", 100, 700) + text("2", 100 + width("dien tich 5 m"), 705, 8) + text("dat", 190, 700)
    found = read(out).lines[0]
    assert found.text == "dien tich 5 m2 dat"
    assert [span.raised for span in found.spans] == [False, True, False]
    assert found.spans[1].size == 14.0


def test_size_comes_from_the_matrix_too():
    """Chrome and Google Docs write in pixels and turn the page upside down."""
    codes = "Ke hoach".encode("utf-16-be").hex()
    out = f"q .75 0 0 -.75 0 841.89 cm BT /R 18.667 Tf 1 0 0 -1 100 200 Tm <{codes}> Tj ET Q".encode()
    found = read(out).lines[0]
    assert found.spans[0].size == 14.0
    assert found.place.top == pytest.approx(150 - 0.891 * 14, abs=0.2)


def test_text_within_a_form_is_read_at_its_place():
    paper = read(b"q 1 0 0 1 50 100 cm /X Do Q", forms={"X": text("trong khung", 100, 500)})
    assert texts(paper) == ["trong khung"]
    assert paper.lines[0].ink[0] == pytest.approx(150, abs=0.5)


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_turned_page_is_read_as_it_shows(rotate):
    turned = {
        90: "0 1 -1 0 595.28 0 cm", 180: "-1 0 0 -1 595.28 841.89 cm", 270: "0 -1 1 0 0 841.89 cm",
    }[rotate]  # fmt: skip
    paper = read(b"q " + turned.encode() + b" " + text("ngang giay", 100, 300) + b"Q", rotate=rotate)
    high = 841.89 if rotate == 180 else 595.28
    assert texts(paper) == ["ngang giay"]
    assert paper.lines[0].ink[0] == pytest.approx(100, abs=0.5)
    assert paper.lines[0].place.top == pytest.approx(high - 300 - 0.891 * 14, abs=0.3)
    assert (paper.sections[0].width > paper.sections[0].height) == (rotate != 180)


# --- paragraphs ---------------------------------------------------------------------------------


def test_visual_lines_become_paragraphs_with_what_they_were_set_in():
    paper = read(HEAD + paragraph(5, 640) + paragraph(4, 640 - 5 * 16.1 - 6))
    first, second = paper.lines[8:]
    assert (first.visual_lines, second.visual_lines) == (5, 4)
    assert first.align == second.align == "justify"
    assert first.first_indent == pytest.approx(28, abs=0.3)
    assert first.spacing == pytest.approx(1.0, abs=0.01)
    assert second.before == pytest.approx(6, abs=0.2)
    assert first.left_indent == 0


def test_line_spacing_is_told_from_the_distance_of_baselines():
    paper = read(HEAD + paragraph(5, 640, pitch=16.1 * 1.5) + paragraph(3, 500, pitch=16.1 * 1.5))
    assert paper.lines[8].spacing == pytest.approx(1.5, abs=0.01)


def test_ragged_lines_are_not_justified():
    out = b"".join(text("m" * (60 + 2 * (n % 3)), 85 + (28 if n in (0, 5) else 0), 640 - 16.1 * n) for n in range(9))
    assert {found.align for found in read(HEAD + paragraph(5, 450) + out).lines[8:10]} == {"left"}


def test_ragged_lines_tell_no_right_margin():
    out = b"".join(text("m" * (38 + n % 4), 85 + (28 if not n % 5 else 0), 640 - 16.1 * n) for n in range(30))
    assert read(HEAD + out).sections[0].right is None


def test_paragraphs_that_all_hang_tell_no_left_margin():
    out = b"".join(paragraph(4, 640 - 80 * n, left=121, indent=-18) for n in range(5))
    paper = read(HEAD + out)
    assert [found.visual_lines for found in paper.lines[8:]] == [4] * 5
    assert paper.sections[0].left is None
    assert paper.lines[8].first_indent is None


def test_margins_are_those_of_the_ink():
    section = read(HEAD + paragraph(6, 640) + paragraph(6, 500)).sections[0]
    assert (section.left, section.right) == (pytest.approx(30, abs=0.3), pytest.approx(15, abs=0.4))
    assert section.top == pytest.approx((841.89 - 773 - 0.9335 * 13) * 25.4 / 72, abs=0.2)
    assert section.bottom is None


def test_one_page_of_single_lines_has_no_left_margin():
    """All lines begin at the first-line indent: the edge cannot be told."""
    out = b"".join(text("mot dong ngan.", 113, 640 - 22 * n) for n in range(12))
    assert read(HEAD + out).sections[0].left is None


def test_a_paragraph_goes_on_over_the_page():
    first = HEAD + b"".join(paragraph(6, 640 - 110 * n) for n in range(4)) + paragraph(3, 120, full=True)
    paper = read(first, paragraph(4, 770, indent=0) + paragraph(3, 680))
    assert [found.visual_lines for found in paper.lines[8:]] == [6, 6, 6, 6, 7, 3]
    assert paper.sections[0].bottom == pytest.approx((120 - 2 * 16.1 - 0.216 * 14) * 25.4 / 72, abs=0.1)
    assert paper.sections[0].bottom_least == pytest.approx(paper.sections[0].bottom - 16.1 * 25.4 / 72, abs=0.1)


# --- rules, frames, tables ----------------------------------------------------------------------


def test_ruled_lines_belong_to_the_text_above_them():
    paper = read(HEAD + paragraph(5, 640))
    motto, unit, title = find(paper, "Doc"), find(paper, "SO Y"), find(paper, "Ve viec")
    assert [(rule.kind, rule.length) for rule in motto.rules] == [("shape", pytest.approx(MOTTO, abs=0.3))]
    assert unit.rules[0].length == pytest.approx(20, abs=0.1)
    assert title.rules[0].length == pytest.approx(58, abs=0.1)
    assert not find(paper, "CONG").rules and not find(paper, "UBND").rules


@pytest.mark.parametrize(("distance", "kind"), [(1.5, "underline"), (5.5, "shape")])
def test_an_underline_touches_its_text(distance, kind):
    found = read(text("Doc lap", 100, 700, 14) + line(100, 700 - distance, width("Doc lap"))).lines[0]
    assert [rule.kind for rule in found.rules] == [kind]
    assert found.spans[0].underline == (kind == "underline")


def test_a_thin_rectangle_is_a_line_and_a_white_one_is_none():
    box = b"100 690 60 0.7 re f\n"
    assert [rule.kind for rule in read(text("Doc lap", 100, 700) + box).lines[0].rules] == ["shape"]
    assert not read(text("Doc lap", 100, 700) + b"1 g " + box).lines[0].rules


@pytest.mark.parametrize(
    ("row", "kind", "solid"),
    [("_______", "underscores", True), ("-------", "dashes", False), ("*****", "dashes", False)],
)
def test_a_row_of_signs_is_a_ruled_line_of_the_line_above(row, kind, solid):
    paper = read(middle("SO Y", 200, 700) + middle(row, 200, 686))
    assert texts(paper) == ["SO Y"]
    assert [(rule.kind, rule.solid) for rule in paper.lines[0].rules] == [(kind, solid)]


def test_a_dashed_line_is_not_solid():
    found = read(text("Doc lap", 100, 700) + b"[3 3] 0 d " + line(100, 694, 50)).lines[0]
    assert [rule.solid for rule in found.rules] == [False]


def test_a_line_across_the_page_belongs_to_the_text_beneath():
    paper = read(HEAD + paragraph(5, 640) + line(85, 90, 468) + text("Dia chi: so 1", 85, 76, 11))
    assert [rule.length for rule in paper.rules] == [pytest.approx(468, abs=1)]
    assert len(find(paper, "Dia chi").rules_above) == 1


FOUR_LINES = b"90 690 m 160 690 l S 90 712 m 160 712 l S 90 690 m 90 712 l S 160 690 m 160 712 l S\n"


@pytest.mark.parametrize("frame", [b"90 690 70 22 re S\n", FOUR_LINES])
def test_a_rectangle_around_a_short_text_is_a_stamp(frame):
    paper = read(text("HOA TOC", 96, 696) + text("ngoai khung", 300, 696) + frame)
    assert [(found.text, found.framed) for found in paper.lines] == [("HOA TOC", True), ("ngoai khung", False)]
    assert not any(found.rules for found in paper.lines)


def test_cells_of_a_drawn_table_are_told_apart_however_near_their_words():
    grid = b"".join(line(85, y, 300) for y in (600, 580, 540)) + b"".join(
        f"{x} 540 m {x} 600 l S\n".encode() for x in (85, 120, 385)
    )
    words = text("TT", 90, 585, 12) + text("Noi dung", 121, 585, 12) + text("1", 90, 565, 12)
    words += text("2026", 122, 565, 12) + text("dong hai", 122, 551, 12)
    paper = read(HEAD + grid.replace(b"0.75 w", b"0.5 w") + words)
    cells = [(found.text, found.cell) for found in paper.lines if found.cell[0] >= 0]
    assert ("TT", (0, 0, 0)) in cells and ("Noi dung", (0, 0, 1)) in cells and ("1", (0, 1, 0)) in cells
    assert not any(found.rules for found in paper.lines if found.cell[0] >= 0)
    assert not paper.numbers


# --- page numbers, heads and feet ---------------------------------------------------------------

BODY = paragraph(6, 760) + paragraph(6, 640) + paragraph(6, 520)


def test_page_numbers_are_found_where_they_stand():
    paper = read(HEAD + paragraph(6, 640), middle("2", 319, 805) + BODY, middle("3", 319, 805) + BODY)
    assert [(n.page, n.number, n.zone, n.text) for n in paper.numbers] == [
        (2, "2", "header", "#"),
        (3, "3", "header", "#"),
    ]
    assert paper.numbers[0].off_center == pytest.approx(319 - 297.64, abs=0.5)
    assert "2" not in texts(paper)


@pytest.mark.parametrize(
    ("shown", "shape"), [("Trang {}", "Trang #"), ("- {} -", "- # -"), ("{}/3", "#/3"), ("Trang {} / 3", "Trang # / 3")]
)
def test_what_stands_around_a_page_number_is_told(shown, shape):
    pages = [HEAD + paragraph(6, 640), BODY, BODY]
    paper = read(*(page + text(shown.format(n), 480, 30, 11) for n, page in enumerate(pages, 1)))
    assert [(n.page, n.zone, n.text, n.align) for n in paper.numbers] == [
        (n, "footer", shape, "right") for n in (1, 2, 3)
    ]


def test_a_lone_number_or_a_year_in_the_text_is_no_page_number():
    assert not read(HEAD + paragraph(6, 640), BODY + text("2026", 113, 390)).numbers
    assert not read(text("2026", 300, 800) + HEAD, BODY).numbers


def test_words_repeated_in_the_margins_are_head_and_foot():
    pages = [middle("So tay cong viec", 319, 812, 10) + BODY + text(f"ban nhap ngay {n}", 85, 30, 10) for n in range(4)]
    paper = read(*pages)
    assert {found.zone for found in paper.lines if found.text == "So tay cong viec"} == {"header"}
    assert {found.zone for found in paper.lines if found.text.startswith("ban nhap")} == {"footer"}
    assert {found.zone for found in paper.lines if found.visual_lines > 1} == {"body"}


def test_pages_of_another_size_are_another_section():
    file = pikepdf.open(io.BytesIO(made(BODY, BODY)))
    file.pages[1].MediaBox = [0, 0, 841.89, 595.28]
    out = io.BytesIO()
    file.save(out)
    paper = pdf.read(out.getvalue(), "x.pdf")
    assert [(s.width, s.height) for s in paper.sections] == [(210.0, 297.0), (297.0, 210.0)]
    assert {found.section for found in paper.lines} == {0, 1}


# --- fonts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "family", "style"),
    [
        ("BCDEEE+TimesNewRomanPS-BoldMT", "Times New Roman", "B"),
        ("TimesNewRomanPSMT", "Times New Roman", ""),
        ("TimesNewRomanPS-BoldItalicMT", "Times New Roman", "BI"),
        ("TimesNewRoman,Italic", "Times New Roman", "I"),
        ("ABCDEF+Tinos-BoldItalic", "Tinos", "BI"),
        ("ArialMT", "Arial", ""),
        ("Arial-BoldMT", "Arial", "B"),
        ("LiberationSerif-Bold", "Liberation Serif", "B"),
        ("DejaVuSerif", "DejaVu Serif", ""),
        ("Calibri-Bold", "Calibri", "B"),
        (".VnTimeH", ".VnTimeH", ""),
        ("CIDFont+F1", "", ""),
    ],
)
def test_a_name_of_postscript_is_told_as_staff_know_it(name, family, style):
    found = face(Font(name, "", 400, 0, 4, True))
    assert (found.family, "B" * found.bold + "I" * found.italic) == (family, style)


def test_a_font_that_is_only_named_is_told():
    paper = read(text("chu thuong", 100, 700) + text("khac", 100, 600, font="A"))
    assert (paper.embedded, paper.not_embedded) == (("Times New Roman",), ("Arial",))


def test_colour_and_invisible_letters():
    paper = read(b"1 0 0 rg " + text("do", 100, 700) + b"0 g 3 Tr " + text("an", 100, 650))
    assert [(found.text, found.spans[0].color) for found in paper.lines] == [("do", "FF0000")]


# --- our own files and LibreOffice's ------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_no_letter_of_our_own_files_is_lost(name, built):
    data = built[name].files["pdf"]
    paper = pdf.read(data, name)
    mine = sorted("".join("".join(found.text.split()) for found in paper.lines))
    told = sorted("".join(pdf_text.words(pdf_text.read(data))))
    missing = list(told)
    for letter in mine:
        if letter in missing:
            missing.remove(letter)
    assert not missing


@pytest.mark.parametrize("name", NAMES)
def test_our_own_file_and_libreoffices_are_read_alike(name, built, laid_out):
    ours = pdf.read(built[name].files["pdf"], name)
    theirs = pdf.read(laid_out[name], name)

    def seen(paper: Paper):
        return [(x.text, x.align, x.zone, x.cell, x.framed, len(x.rules), x.visual_lines) for x in paper.lines]

    assert seen(ours) == seen(theirs)
    assert [(n.page, n.number, n.zone) for n in ours.numbers] == [(n.page, n.number, n.zone) for n in theirs.numbers]


@pytest.mark.parametrize("name", NAMES)
def test_our_own_files_measure_what_they_were_set_in(name, built):
    paper = pdf.read(built[name].files["pdf"], name)
    section = paper.sections[0]
    assert (section.width, section.height) == (210.0, 297.0)
    assert (section.left, section.top) == (pytest.approx(30, abs=0.15), pytest.approx(20, abs=0.15))
    assert section.right == pytest.approx(15, abs=0.4)
    assert section.bottom is None or section.bottom >= 20 >= section.bottom_least - 0.5
    body = [
        found for found in paper.lines if (found.visual_lines or 0) > 1 and found.cell[0] < 0 and found.zone == "body"
    ]
    assert {found.align for found in body} == {"justify"}
    assert {round(found.spacing, 1) for found in body} == {1.0}
    assert min(found.before for found in body if found.before is not None) >= 5.8
    assert paper.embedded == ("Tinos",) and not paper.not_embedded


def test_stamps_and_notes_of_our_own_file(built):
    paper = pdf.read(built["everything"].files["pdf"], "x")
    assert {found.text for found in paper.lines if found.framed} == {"MẬT", "HỎA TỐC", "LƯU HÀNH NỘI BỘ"}
    notes = [found for found in paper.lines if found.zone == "note"]
    assert [found.text[:2] for found in notes] == ["1 ", "2 ", "3 "]
    assert paper.sections[0].top == pytest.approx(20, abs=0.2)


# --- files that cannot be read ------------------------------------------------------------------


def _saved(file: pikepdf.Pdf, **how) -> bytes:
    out = io.BytesIO()
    file.save(out, **how)
    return out.getvalue()


def _blank(pages: int = 1) -> pikepdf.Pdf:
    file = pikepdf.new()
    for _ in range(pages):
        file.add_blank_page(page_size=(595, 842))
    return file


def _scan() -> bytes:
    file = _blank()
    image = Stream(file, b"\x80", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, ColorSpace=Name.DeviceGray,
                   BitsPerComponent=8)  # fmt: skip
    file.pages[0].Resources = Dictionary(XObject=Dictionary(I=file.make_indirect(image)))
    file.pages[0].Contents = Stream(file, b"q 595 0 0 842 0 0 cm /I Do Q")
    return _saved(file)


def _nested(levels: int) -> bytes:
    """Forms within forms: each draws the next ten times."""
    file = _blank()
    last = file.make_indirect(Stream(file, b"0 0 m 1 1 l S", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9]))
    for _ in range(levels):
        last = file.make_indirect(
            Stream(
                file,
                b"/X Do " * 10,
                Type=Name.XObject,
                Subtype=Name.Form,
                BBox=[0, 0, 9, 9],
                Resources=Dictionary(XObject=Dictionary(X=last)),
            )
        )
    file.pages[0].Resources = Dictionary(XObject=Dictionary(X=last))
    file.pages[0].Contents = Stream(file, b"/X Do")
    return _saved(file)


def _swollen() -> bytes:
    file = _blank()
    file.pages[0].Contents = Stream(file, b"0 0 m 1 1 l S\n" * 4_000_000)
    return _saved(file)


BAD = {
    "empty": (lambda: b"", "hỏng"),
    "zip": (lambda: b"PK\x03\x04" + b"x" * 100, "hỏng"),
    "cut": (lambda: _saved(_blank())[:200], "hỏng"),
    "noise": (lambda: b"%PDF-1.4\n" + bytes(range(256)) * 500, "hỏng"),
    "locked": (lambda: _saved(_blank(), encryption=pikepdf.Encryption(owner="a", user="b")), "mật khẩu"),
    "blank": (lambda: _saved(_blank()), "không có chữ nào"),
    "scan": (_scan, "ảnh quét"),
    "many pages": (lambda: _saved(_blank(pdfium.MOST_PAGES + 1)), "3000 trang"),
    "forms in forms": (lambda: _nested(12), "đòi vẽ quá nhiều"),
    "swollen": (_swollen, "đòi vẽ quá nhiều|quá nhiều đối tượng"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_file_that_cannot_be_read_gets_an_answer_and_a_cure(case, monkeypatch):
    monkeypatch.setattr(pdf_guard, "_SECONDS", 1.0)
    make, said = BAD[case]
    data = make()
    began = time.monotonic()
    with pytest.raises(Unreadable, match=said) as raised:
        pdf.read(data, "x.pdf")
    assert raised.value.hint
    assert time.monotonic() - began < 8


def test_a_scan_with_a_hidden_layer_of_letters_is_a_scan():
    file = pikepdf.open(io.BytesIO(_scan()))
    hidden = pikepdf.open(io.BytesIO(made(b"3 Tr " + text("chu nhan dang", 100, 700))))
    page = file.copy_foreign(hidden.pages[0].obj)
    file.pages[0].Resources.Font = page.Resources.Font
    file.pages[0].Contents = Stream(file, b"q 595 0 0 842 0 0 cm /I Do Q 3 Tr " + text("chu nhan dang", 100, 700))
    with pytest.raises(Unreadable, match="nhận dạng"):
        pdf.read(_saved(file), "x.pdf")


def test_a_file_without_a_document_s_password_is_read():
    file = pikepdf.open(io.BytesIO(made(text("doc duoc", 100, 700))))
    assert texts(pdf.read(_saved(file, encryption=pikepdf.Encryption(owner="a", user="")), "x.pdf")) == ["doc duoc"]


def test_a_file_above_200_mb_is_not_looked_into(monkeypatch):
    monkeypatch.setattr(pdf_guard, "MOST_BYTES", 1000)
    with pytest.raises(Unreadable, match="200 MB"):
        pdf.read(b"%PDF-1.7" + b" " * 1000, "x.pdf")


def test_the_same_bytes_give_the_same_paper(built):
    data = built["nghe-an-2025"].files["pdf"]
    assert pdf.read(data, "x") == pdf.read(data, "x")
