"""A DOCX that people can work in: named styles, valid, clean, the same bytes each time."""

from __future__ import annotations

import io
import zipfile

import pytest
from conftest import EVERYTHING, NAMES, PLANS
from lxml import etree
from ooxml import NS, SCHEMAS, Styles, W, paragraphs, parts, style, text, tree

from generator import build
from generator.render import package

ALL = [*NAMES, "everything"]


@pytest.fixture(scope="module")
def schema():
    return etree.XMLSchema(file=str(SCHEMAS / "entry-wml.xsd"))


@pytest.mark.parametrize("name", ALL)
def test_every_part_is_valid_against_ecma_376_transitional(name, built, schema):
    for part, data in parts(built[name].files["docx"]).items():
        if part.startswith("word/") and part.endswith(".xml"):
            schema.assertValid(etree.fromstring(data))


def test_the_schema_does_refuse_what_is_wrong(schema, built):
    root = tree(built["da-nang-2022"].files["docx"])
    root.find(".//w:pPr", NS).append(etree.Element(f"{W}unknown"))
    assert not schema.validate(root)


#: A look is said directly beside its style: Word takes bold away where two styles say it (ECMA-376, 17.7.3).
LOOKS = {
    "Strong": (["b", "bCs"],),
    "Emphasis": (["i", "iCs"],),
    "StrongEmphasis": (["b", "bCs", "i", "iCs"],),
    "FootnoteReference": ([],),
}


@pytest.mark.parametrize("name", ALL)
def test_no_formatting_stands_in_the_text_where_a_style_serves(name, built):
    """Runs carry only character styles; paragraphs only their style, measured indents, keep-next."""
    root = tree(built[name].files["docx"])
    for run in root.iter(f"{W}rPr"):
        first, *said = [etree.QName(child).localname for child in run]
        assert first == "rStyle"
        assert said in LOOKS[run[0].get(f"{W}val")]
    for properties in root.iter(f"{W}pPr"):
        names = {etree.QName(child).localname for child in properties}
        assert names <= {"pStyle", "ind", "keepNext", "sectPr", "spacing"}, names
        style_name = properties.find("w:pStyle", NS).get(f"{W}val")
        if "ind" in names:
            assert style_name in ("DuongKe", "DuongKeTrichYeu", "KhungDau"), style_name
        if "spacing" in names:
            assert style_name == "ChucVuKhac"


@pytest.mark.parametrize("name", ALL)
def test_every_style_in_use_is_defined(name, built):
    docx = built[name].files["docx"]
    known = Styles(docx).by_id
    for part in ("word/document.xml", "word/footnotes.xml", "word/header-first.xml", "word/footer-first.xml"):
        for kind in ("pStyle", "rStyle", "tblStyle"):
            for element in tree(docx, part).iter(f"{W}{kind}"):
                assert element.get(f"{W}val") in known


@pytest.mark.parametrize("name", ALL)
def test_the_navigation_pane_shows_the_plan(name, built):
    """Sections are headings with outline levels, the first at the top."""
    docx = built[name].files["docx"]
    styles = Styles(docx)
    below_parts = int(bool(paragraphs(docx, "Phan")))  # sections of a Phần stand one level deeper
    assert [int(styles.get(f"Heading{n}", "pPr/outlineLvl")) - below_parts for n in (1, 2, 3, 4)] == [0, 1, 2, 3]
    assert styles.get("Phan", "pPr/outlineLvl") == "0"
    assert len(paragraphs(docx, "Heading1")) >= 2
    assert all(t.split(".")[0].strip("IVX") == "" for t in paragraphs(docx, "Heading1"))


@pytest.mark.parametrize("name", ALL)
def test_no_trace_of_another_author_and_no_theme_fonts(name, built):
    found = parts(built[name].files["docx"])
    everything = b"".join(found.values())
    assert not any("theme" in part or "custom" in part.lower() for part in found)
    for trace in (
        b"Theme=",
        b"asciiTheme",
        b"python-docx",
        b"docxtpl",
        b"lastModifiedBy",
        b"rsid",
        b"en-US",
        b"{{",
        b"{%",
    ):
        assert trace not in everything, trace
    assert b'w:val="vi-VN"' in found["word/styles.xml"]


def test_properties_come_from_the_plan(built):
    core = parts(built["da-nang-2022"].files["docx"])["docProps/core.xml"].decode()
    assert "<dc:title>Kế hoạch Thực hiện công tác giảm nghèo bền vững đến năm 2030" in core
    assert "<dc:creator>Ủy ban nhân dân thành phố Đà Nẵng</dc:creator>" in core
    assert "2022-01-28T00:00:00Z" in core
    assert "<dc:language>vi-VN</dc:language>" in core


def test_times_new_roman_is_the_only_font(built):
    for name in ALL:
        styles = parts(built[name].files["docx"])["word/styles.xml"]
        fonts = {v for e in etree.fromstring(styles).iter(f"{W}rFonts") for v in e.attrib.values()}
        assert fonts == {"Times New Roman"}


@pytest.mark.parametrize("path", [*PLANS[:2], EVERYTHING], ids=lambda p: p.stem)
def test_the_same_plan_gives_the_same_bytes(path, built):
    assert build.build(path).files["docx"] == built[path.stem].files["docx"]


def test_the_zip_tells_no_time_and_no_user(built):
    with zipfile.ZipFile(io.BytesIO(built["da-nang-2022"].files["docx"])) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.infolist()[0].filename == "[Content_Types].xml"


#: Names beyond ASCII and out of order, nothing, what does not get smaller, what is too long to be kept packed.
PARTS = {
    "word/styles.xml": b"<w:styles/>" * 900,
    "[Content_Types].xml": b"<Types/>",
    "word/media/ảnh.png": bytes(range(256)) * 3,
    "a/empty.xml": b"",
    "word/media/big.png": b"\0\1" * (package.MOST_KEPT // 2 + 1),
}


@pytest.mark.parametrize("kept", [(), {"word/styles.xml"}, PARTS], ids=len)
def test_the_zip_is_to_the_byte_what_pythons_own_library_writes(kept):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(PARTS, key=lambda n: (n != "[Content_Types].xml", n)):
            entry = zipfile.ZipInfo(name, package.EPOCH)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            archive.writestr(entry, PARTS[name])
    assert package.write(PARTS, kept) == package.write(PARTS, kept) == buffer.getvalue()


def test_the_header_row_of_a_table_repeats_and_rows_hold_together(built):
    table = next(
        t for t in tree(built["nghe-an-2025"].files["docx"]).iter(f"{W}tbl") if t.find(".//w:tblHeader", NS) is not None
    )
    rows = table.findall("w:tr", NS)
    assert rows[0].find("w:trPr/w:tblHeader", NS) is not None
    assert all(row.find("w:trPr/w:cantSplit", NS) is not None for row in rows)


def test_the_appendix_is_landscape_with_its_own_page_numbers(built):
    sections = list(tree(built["nghe-an-2025"].files["docx"]).iter(f"{W}sectPr"))
    assert [s.find("w:pgSz", NS).get(f"{W}orient") for s in sections] == [None, "landscape"]
    assert all(s.find("w:pgNumType", NS).get(f"{W}start") == "1" for s in sections)
    assert all(s.find("w:titlePg", NS) is not None for s in sections)


def test_merged_cells_keep_the_grid(built):
    root = tree(built["everything"].files["docx"])
    table = next(t for t in root.iter(f"{W}tbl") if "Kinh phí (triệu đồng)" in text(t))
    columns = len(table.findall("w:tblGrid/w:gridCol", NS))
    for row in table.iterfind("w:tr", NS):
        spans = [c.find("w:tcPr/w:gridSpan", NS) for c in row.iterfind("w:tc", NS)]
        assert sum(1 if s is None else int(s.get(f"{W}val")) for s in spans) == columns
    assert len(list(table.iter(f"{W}vMerge"))) == 6


def test_footnotes_are_real_footnotes(built):
    docx = built["everything"].files["docx"]
    notes = [n for n in tree(docx, "word/footnotes.xml") if n.get(f"{W}type") is None]
    references = [r.get(f"{W}id") for r in tree(docx).iter(f"{W}footnoteReference")]
    assert [n.get(f"{W}id") for n in notes] == references == ["1", "2", "3"]


def test_every_paragraph_has_a_named_style(built):
    for name in ALL:
        assert all(style(p) != "Normal" for p in tree(built[name].files["docx"]).iter(f"{W}p"))


@pytest.mark.parametrize("name", ALL)
def test_libreoffice_opens_it_with_every_word(name, built, laid_out):
    from generator.check import docx_text, pdf_text

    theirs = "".join(line.text for line in pdf_text.read(laid_out[name]))
    ours = "".join(docx_text.read(built[name].files["docx"]))
    squeeze = "".join(theirs.split())
    if name == "everything":  # LibreOffice puts notes at the foot of the page, not at their references
        assert sorted(squeeze) == sorted(ours)
    else:
        assert squeeze == ours
