"""Our own reader of our own PDFs: it reads what pdfium reads, and leaves to it what it does not know."""

from __future__ import annotations

import random
import re
import zlib
from dataclasses import replace
from functools import cache
from itertools import zip_longest

import pytest
import yaml
from conftest import EVERYTHING, PLANS, sample
from hypothesis import given
from hypothesis import strategies as st
from test_properties import _ESCAPED, _FONT, _SENTENCE, _SETTINGS, built, plan_of

from generator import build, ownpdf, pdfium
from generator.check import agree, docx_text, pdf_text
from generator.pdfium import Scan, Text
from generator.verify import pdf
from generator.verify.paper import Line

#: pdfium cuts the width of every glyph to a thousandth and measures ink on a grid of its own (em).
_CUT, _GRID = 0.001, 0.015


def own(data: bytes) -> Scan:
    """What our reader reads, every page with its looks."""
    found = ownpdf.scan(data, every_page)
    assert found is not None
    return found


def every_page(widths: list[float]) -> range:
    return range(len(widths))


def differences(data: bytes) -> list[str]:
    """What our reader and pdfium read differently."""
    ours, theirs = own(data), pdfium.scan(data, tags=True)
    found = [] if (ours.fonts, ours.maker) == (theirs.fonts, theirs.maker) else [f"{ours.fonts} {theirs.fonts}"]
    for one, other in zip_longest(ours.sheets, theirs.sheets):
        if one.blocks != other.blocks:
            found.append(f"{one.blocks} {other.blocks}")
        found += [f"{a} {b}" for a, b in zip_longest(one.texts, other.texts) if not (a and b and same_text(a, b))]
        rules = zip_longest([*one.strokes, *one.boxes], [*other.strokes, *other.boxes])
        found += [f"{a} {b}" for a, b in rules if a != pytest.approx(b, abs=1e-3)]
        size = (one.width, one.height, one.pictures)
        found += [] if size == pytest.approx((other.width, other.height, other.pictures)) else [f"{size}"]
    return found


def same_text(one: Text, other: Text) -> bool:
    """The same letters (pdfium adds blanks), at the same place, looking the same; the ink as near as pdfium has it."""
    edges = [abs(a - b) for a, b in zip(one[3:7], other[3:7], strict=True)]
    reach = one.size * (_GRID + len(one.text) * _CUT)
    return (
        one.text.split() == other.text.split()
        and one[1:3] == pytest.approx(other[1:3], abs=1e-3)
        and max(edges) <= reach
        and one.size == pytest.approx(other.size)
        and one[8:] == other[8:]
    )


def words(data: bytes) -> list[str]:
    return pdf_text.said(own(data))


@pytest.mark.parametrize("name", [path.stem for path in (*PLANS, EVERYTHING)])
def test_our_own_files_are_read_as_pdfium_reads_them(name, built):
    data = built[name].files["pdf"]
    assert not differences(data)
    assert words(data) == pdf_text.words(pdf_text.read(data))


def seen(line: Line) -> tuple[object, ...]:
    """What the gate sees of a line; pdfium adds blanks."""
    spans = [replace(span, text=" ".join(span.text.split())) for span in line.spans]
    return (
        "".join(line.text.split()),
        line.zone,
        [span for span in spans if span.text],
        line.cell,
        line.framed,
        len(line.rules),
    )


@pytest.mark.parametrize("name", [path.stem for path in (*PLANS, EVERYTHING)])
def test_both_readers_give_the_gate_the_same_paper(name, built):
    data = built[name].files["pdf"]
    ours = pdf.arrange(own(data), "x.pdf", once=True)
    theirs = pdf.arrange(pdfium.scan(data), "x.pdf", once=True)
    assert list(map(seen, ours.lines)) == list(map(seen, theirs.lines))
    assert [(x.page, x.number, x.text, x.align) for x in ours.numbers] == [
        (x.page, x.number, x.text, x.align) for x in theirs.numbers
    ]
    assert (ours.embedded, ours.not_embedded, ours.maker) == (theirs.embedded, theirs.not_embedded, theirs.maker)


def test_pages_that_are_not_chosen_come_without_their_looks(built):
    data = built["everything"].files["pdf"]
    found = ownpdf.scan(data, lambda widths: {1})
    assert found is not None
    assert [{text.size > 0 for text in sheet.texts} for sheet in found.sheets] == [{False}, {True}, *[{False}] * 3]
    assert pdf_text.said(found) == words(data)


# --- any text -----------------------------------------------------------------------------------


@_SETTINGS
@given(st.lists(_SENTENCE, min_size=1, max_size=4))
def test_any_text_is_read_as_pdfium_reads_it(sentences):
    data = built(plan_of(sentences))["pdf"]
    assert words(data) == pdf_text.words(pdf_text.read(data))
    assert not differences(data)


def plan_with(*sentences: str) -> str:
    """A plan that says sentences which are no example of hypothesis."""
    items = [{"text": sentence.translate(_ESCAPED)} for sentence in sentences]
    section = {"heading": "Mục", "items": items}
    return sample(sections=yaml.safe_dump([section], allow_unicode=True, default_flow_style=True, width=10**6))


def test_every_number_that_a_glyph_can_have_is_read():
    """Brackets, strokes, line ends, digits: as numbers of glyphs they stand in the strings of a stream."""
    few = [letter for letter in _FONT if not letter.isspace()][:200]
    for seed in range(4):
        every = random.Random(seed).sample(few, len(few))
        pairs = "".join(random.Random(seed + 9).choices("()<>[]\\-5.TJa ", k=300))
        data = built(plan_with(" ".join(every), pairs.strip()))["pdf"]
        assert words(data) == pdf_text.words(pdf_text.read(data))
        assert not differences(data)


def test_a_font_of_more_glyphs_than_a_byte_tells_is_left_to_pdfium():
    every = [letter for letter in _FONT if not letter.isspace()]
    assert len(every) > 255
    data = built(plan_with(" ".join(every)))["pdf"]  # the two formats were compared
    assert ownpdf.scan(data) is None
    assert ownpdf.read(data, pdf.of_each_kind).sheets


def test_tables_over_pages_appendices_that_lie_and_notes_are_read(plan_file):
    rows = [[str(n), f"Việc thứ {n} (rất dài, để xuống dòng) " * 3, f"{n} <b> 1/2"] for n in range(1, 90)]
    table = {"table": {"columns": ["STT", "Việc làm", "Kết quả (đạt)"], "rows": rows}}
    parts = {
        "sections": [{"heading": "Mục (một)", "content": ["Xem Phụ lục.[^mot] (a) <b>", table]}],
        "footnotes": {"mot": "Chú (thích) 1/2"},
        "appendices": [{"title": "Bảng", "orientation": "landscape", "content": [table]}],
    }
    text = {key: yaml.safe_dump(part, allow_unicode=True, default_flow_style=True, width=10**6)
            for key, part in parts.items()}  # fmt: skip
    data = build.build(plan_file(sample(closing="Trên đây là Kế hoạch.", **text))).files["pdf"]
    assert not differences(data)
    assert len(own(data).sheets) > 4 and len({sheet.width for sheet in own(data).sheets}) == 2


# --- what is told of a damaged file -------------------------------------------------------------

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj\n", re.S)
_STREAM = re.compile(rb"(<</Length )\d+([^\n]*/FlateDecode[^\n]*>>\nstream\n)(.*)\nendstream", re.S)
_END = b"\nendstream"


def objects(data: bytes) -> dict[int, bytes]:
    """The objects of a file of ours, by number."""
    return {int(number): body for number, body in _OBJECT.findall(data)}


def joined(data: bytes, bodies: dict[int, bytes]) -> bytes:
    """The file with other objects, its table of places made anew."""
    out = bytearray(data[: data.index(b"1 0 obj")])
    places = []
    for number, body in sorted(bodies.items()):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n\r\n" % place for place in places)
    return bytes(out) + re.sub(rb"(startxref\n)\d+", rb"\g<1>%d" % table, data[data.index(b"trailer") :])


def damaged(data: bytes, old: str, new: str, page: int | None = None) -> bytes:
    """The file with a pattern replaced once: in its objects and tables of letters, or in what a page (from 0) shows."""
    bodies = objects(data)
    pages = [body for body in bodies.values() if body.startswith(b"<</Type/Page/")]
    shown = {int(re.search(rb"/Contents (\d+)", body)[1]) for body in (pages if page is None else [pages[page]])}
    for number, body in bodies.items():
        stream = _STREAM.fullmatch(body)
        if page is not None and number not in shown:
            continue
        text = zlib.decompress(stream[3]) if stream and (page is not None or b"/CMap" in body) else body
        changed = re.sub(old.encode(), new.encode(), text, count=1, flags=re.S)
        if changed != text:
            packed = zlib.compress(changed)
            bodies[number] = changed if text is body else stream[1] + b"%d" % len(packed) + stream[2] + packed + _END
            return joined(data, bodies)
    raise AssertionError(old)


@cache
def one_plan() -> build.Read:
    return build.read(EVERYTHING)


@cache
def one_file() -> bytes:
    return build._pdf(one_plan())


def told(data: bytes, plan: build.Read | None = None) -> set[str]:
    """The rules that the gate tells of a file of a plan."""
    return {problem.rule for problem in build._read_back(plan or one_plan(), data)[1]}


def said_by_pdfium(data: bytes, plan: build.Read | None = None) -> tuple[list[str], set[str]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ownpdf, "scan", lambda *_: None)
        made, found = build._read_back(plan or one_plan(), data)
    return made, {problem.rule for problem in found}


def test_a_file_put_together_anew_is_read_the_same():
    assert joined(one_file(), objects(one_file())) == one_file()


#: What is changed in the words of a file: pattern and replacement in the stream of a page.
WORDS = {
    "two letters change places": (r"(MCID 24>>.*?\(\\000)\\025\\000\\026", r"\1\\026\\000\\025", 0),
    "a letter is gone": (r"(MCID 24>>.*?\()\\000\\025", r"\1", 0),
    "a word is gone": (r"(MCID 24>>.*?TJ.*?\)-[\d.]+\()[^)]*(\)-)", r"\1\\000\\005\2", 0),
    "a space is gone": (r"(MCID 24>>.*?)\\000\\005", r"\1", 0),
    "a line is gone": (r"/Span<</MCID 24>>BDC.*?\nEMC", "", 0),
    "a line comes twice": (r"/Span<</MCID 24(>>BDC.*?\nEMC)", r"\g<0>/Span<</MCID 25\1", 0),
    "two lines change places": (r"(MCID )24(.*?MCID )25", r"\g<1>25\g<2>24", 0),
    "a line is set aside": (r"/Span<</MCID 24>>BDC", "/Artifact BMC", 0),
    "a letter is called another": (r"> <0041>", "> <0042>", None),
    "an element is gone": (r"/K\[24 25\]", "/K[24]", None),
    "two elements change places": (r"(Document/P \d+ 0 R/K\[\d+ 0 R )(\d+ 0 R )(\d+ 0 R )", r"\1\3\2", None),
}


@pytest.mark.parametrize("case", WORDS)
def test_a_change_of_the_words_is_found(case):
    data = damaged(one_file(), *WORDS[case])
    theirs = docx_text.read(build._docx(one_plan()))
    assert agree.same(theirs, words(one_file()))
    assert not agree.same(theirs, words(data))
    if case != "a line comes twice":  # pdfium shows letters once that lie on one another
        assert words(data) == said_by_pdfium(data)[0]


#: What is changed in the look of a file (page from 0; None: in an object), the rule that is breached, and whether
#: our reader knows what the file holds then.
LOOKS = {
    "the motto grows": (r"(MCID 4>>.*?/f0) 13 Tf", r"\1 20 Tf", 0, "motto.size", True),
    "the motto has lost its rule": (r"(328\.61023 753\.45935.*?)l\nS", r"\1l\nh\nS", 0, "", True),
    "the rule under the motto is short": (r"m 159\.14209 0 l", "m 20 0 l", 0, "motto.rule_length", True),
    "the rule under the motto is dashed": (r"(0\.75 w 4 M)( 0 0 m 159)", r"\1[3 3]0 d\2", 0, "motto.rule_solid", False),
    "the page is a letter": (r"MediaBox\[0 0 595.2756 841.8898\]", "MediaBox[0 0 612 792]", None, "page.size", True),
    "a line is red": (r"(MCID 4>>.*?cm)/c0 cs 0 scn", r"\1/DeviceRGB cs 1 0 0 scn", 0, "text.color", False),
    "a line is in another colour of the page": (r"/ColorSpace<</c0", "/ColorSpace<</c1", None, "", False),
    "the place leans no more": (r"/ItalicAngle -16.330002", "/ItalicAngle 0", None, "", True),
    "a text leans": (r"(MCID 4>>.*?Tf) 1 0 0 -1 0 0 Tm", r"\1 1 0 0.3 -1 0 0 Tm", 0, "motto.upright", False),
}


@pytest.mark.parametrize("case", LOOKS)
def test_a_change_of_the_look_is_told_whoever_reads_it(case):
    old, new, page, rule, known = LOOKS[case]
    data = damaged(one_file(), old, new, page)
    assert (ownpdf.scan(data) is not None) == known
    assert told(data) == said_by_pdfium(data)[1]
    assert rule in told(data) if rule else not told(data)


#: The same for the number of the second page.
NUMBERS = {
    "page_number.size": (r"(Pagination>>.*?/f\d) 14 Tf", r"\1 9 Tf"),
    "page_number.center": (r"(Pagination>>BDC\nq 1 0 0 -1) [\d.]+", r"\1 90"),
    "page_number.top": (r"(Pagination>>BDC\nq 1 0 0 -1 [\d.]+) [\d.]+", r"\1 40"),
}


@pytest.mark.parametrize("rule", NUMBERS)
def test_a_change_of_a_page_s_number_is_told_whoever_reads_it(rule, built):
    plan = build.read(next(path for path in PLANS if path.stem == "da-nang-2022"))
    data = damaged(built["da-nang-2022"].files["pdf"], *NUMBERS[rule], 1)
    assert ownpdf.scan(data) is not None
    assert rule in told(data, plan) and told(data, plan) == said_by_pdfium(data, plan)[1]


def test_a_font_that_is_not_bold_is_told():
    bodies = {number: body.replace(b"Tinos-Bold/", b"Tinos/") for number, body in objects(one_file()).items()}
    data = joined(one_file(), bodies)
    assert {"motto.bold", "kind.bold"} <= told(data) == said_by_pdfium(data)[1]


# --- what is left to pdfium ---------------------------------------------------------------------

#: What our files are not; the places of their objects stay.
FILES = {
    "another version": (rb"%PDF-1\.7", b"%PDF-1.4"),
    "a trailer of more": (rb"trailer\n<</Size", b"trailer\n<</Prev 0/Size"),
    "a password": (rb"/ID\[", b"/Encrypt 1 0 R/ID["),
    "a change at its end": (rb"%%EOF", b"%%EOF\n1 0 obj\n<<>>\nendobj\n%%EOF"),
    "a table of places that is off": (rb"startxref\n", b"startxref\n1"),
    "an object of another number": (rb"\n31 0 obj", b"\n32 0 obj"),
    "an object that was replaced": (rb" 00000 n", b" 00001 n"),
}
#: What the objects of our files do not hold.
OBJECTS = {
    "another filter": (r"/N 1/Range\[0 1\]/Filter/FlateDecode", "/N 1/Range[0 1]/Filter/LZWDecode"),
    "a page that is turned": (r"/Tabs/S", "/Rotate 90/Tabs/S"),
    "a page of another book": (r"(/Type/Page/[^\n]*/Parent) 1 0 R", r"\1 2 0 R"),
    "a page too few": (r"/Count 5/Kids", "/Count 4/Kids"),
    "a font without letters": (r"/ToUnicode \d+ 0 R", ""),
    "another encoding": (r"Identity-H", "Identity-V"),
    "a font by another name": (r"/FontName/\w+", "/FontName/ABCDEF"),
    "an outline of another kind": (r"/FontFile2", "/FontFile3"),
    "an element of another kind": (r"/S/H2/P", "/S/H2/R 1/P"),
    "an element of no page": (r"/K\[7\]/Pg \d+ 0 R", "/K[7]"),
    "a kid of another kind": (r"/K\[7\]", "/K[7<</Type/MCR/MCID 8>>]"),
    "an element within itself": (r"(StructElem/S/P/P (\d+) 0 R/K\[)0", r"\1\2 0 R"),
    "a colour beside grey": (r"/ColorSpace<</c0 (\d+) 0 R", r"/ColorSpace<</c0 \1 0 R/c1 \1 0 R"),
}
#: What the streams of our pages do not hold.
UNKNOWN = {
    "an image": (r"^", "/x0 Do\n"),
    "text by quotes": (r"\]TJ", "]'"),
    "text under a matrix": (r"q 1 0 0 -1", "q 1 0 0 1"),
    "text that is not seen": (r"BT 0 Tr", "BT 3 Tr"),
    "room between words": (r"BT 0 Tr", "BT 5 Tw 0 Tr"),
    "a font that the page lacks": (r"/f0 ", "/f9 "),
    "a glyph of no letter": (r"\\000\\001", r"\\000\\376"),
    "a glyph of a great number": (r"\\000\\001", r"\\001\\001"),
    "half a glyph": (r"\\000\\001", r"\\000"),
    "an escape of Python's": (r"\\000\\001", r"\\000\\x41"),
    "a string that does not end": (r"\)\]TJ", "]TJ"),
    "room before all strings": (r"\[\(", "[-9("),
    "a mark within a mark": (r"/Span<</MCID 3>>BDC", "/Span<</MCID 3>>BDC/Span<</MCID 9>>BDC"),
    "a mark that does not end": (r"EMC$", ""),
    "an end without a mark": (r"^", "EMC\n"),
    "a curve": (r" 0 0 m", " 0 0 m 1 2 3 4 5 6 c"),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_is_not_as_ours_are_is_left_to_pdfium(case):
    old, new = FILES[case]
    data, changes = re.subn(old, new, one_file(), count=1)
    assert changes and ownpdf.scan(data, every_page) is None


@pytest.mark.parametrize("case", OBJECTS)
def test_an_object_that_is_not_as_ours_are_is_left_to_pdfium(case):
    assert ownpdf.scan(damaged(one_file(), *OBJECTS[case]), every_page) is None


@pytest.mark.parametrize("case", UNKNOWN)
def test_a_page_that_shows_what_ours_do_not_is_left_to_pdfium(case):
    assert ownpdf.scan(damaged(one_file(), *UNKNOWN[case], 0), every_page) is None


def test_the_file_of_another_program_is_left_to_pdfium(laid_out):
    assert {ownpdf.scan(data) for data in laid_out.values()} == {None}


def test_a_damaged_file_is_never_an_error_of_the_program():
    chance, data = random.Random(5), one_file()
    for _ in range(300):
        bad = bytearray(data)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(bad))
            if chance.random() < 0.5:
                bad[at] = chance.randrange(256)
            else:
                del bad[at : at + chance.randint(1, 60)]
        ownpdf.scan(bytes(bad), pdf.of_each_kind)
