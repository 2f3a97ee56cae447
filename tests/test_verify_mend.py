"""What `--annotate` and `--fix` write: the same document with comments, or with what is safe mended."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from functools import cache

import pytest
from conftest import sample
from lxml import etree
from ooxml import NS, SCHEMAS, W, parts, tree
from verify import defects
from verify.origins import origins
from verify.pieces import opened

from generator import build
from generator.problem import PlanError
from generator.render import office
from generator.standard.records import standard
from generator.verify import annotate as notes
from generator.verify import fix as mender
from generator.verify.fix import fix
from generator.verify.judge import Finding
from generator.verify.verify import Verified, verify

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
SAFE = [record for record in standard().records.values() if record.safe]
SCHEMA = etree.XMLSchema(etree.parse(str(SCHEMAS / "entry-wml.xsd")))
TNR = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'


def ids(found) -> set[str]:
    return {finding.record.id for finding in (found.findings if isinstance(found, Verified) else found)}


def mended(data: bytes, silenced: tuple[str, ...] = ()):
    found = verify(data, "x.docx")
    return fix(data, [f for f in found.findings if f.record.id not in silenced], found.paper)


def annotated(data: bytes) -> bytes:
    found = verify(data, "x.docx")
    return notes.annotate(data, found.findings, found.paper)


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            package.writestr(name, text)
    return out.getvalue()


def changed(data: bytes, pattern: str, text: str, part: str = "word/document.xml") -> bytes:
    """A document with some of its XML written otherwise."""
    files = parts(data)
    new, count = re.subn(pattern, text, files[part].decode(), flags=re.DOTALL)
    assert count, pattern
    return zipped(files | {part: new.encode()})


def letters(data: bytes) -> dict[str, str]:
    """The letters of every part, digits and page numbers aside."""
    found = {}
    for name, text in parts(data).items():
        if name.startswith("word/") and name.endswith(".xml"):
            words = "".join(t.text or "" for t in etree.fromstring(text).iter(f"{W}t"))
            found[name] = "".join(c for c in words.lower() if c.isalpha())
    return found


def comments(data: bytes) -> list[str]:
    return ["\n".join("".join(p.itertext()) for p in c) for c in tree(data, "word/comments.xml")]


#: The namespaces of a document, the beginnings of the names of relationships and content types.
NAMES = {
    "w": W[1:-1], "mc": MC[1:-1], "v": "urn:schemas-microsoft-com:vml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}  # fmt: skip
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" '
    'w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
)
STYLES = f"<w:docDefaults><w:rPrDefault><w:rPr>{TNR}<w:sz w:val='28'/></w:rPr></w:rPrDefault></w:docDefaults>"


def by_hand(body: str) -> bytes:
    """A document of these blocks, A4, Times New Roman 14."""
    names = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMES.items())
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), ("styles", "styles"))
    )
    zipped_types = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    related = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{KIND}/{{}}" Target="{{}}"/>'
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{zipped_types}{types}</Types>',
        "_rels/.rels": related.format("officeDocument", "word/document.xml") + "</Relationships>",
        "word/_rels/document.xml.rels": related.format("styles", "styles.xml") + "</Relationships>",
        "word/styles.xml": f"<w:styles {names}>{STYLES}</w:styles>",
        "word/document.xml": f"<w:document {names}><w:body>{body}{PAGE}</w:body></w:document>",
    }
    return zipped({name: text.encode() for name, text in files.items()})


def line(*texts: str, look: str = "", setting: str = "") -> str:
    """A paragraph of runs of one look."""
    runs = "".join(f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>' for text in texts)
    return f"<w:p><w:pPr>{setting}</w:pPr>{runs}</w:p>"


BOLD, CENTER = "<w:b/>", '<w:jc w:val="center"/>'
HEAD = (
    line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", look=BOLD + '<w:sz w:val="26"/>', setting=CENTER)
    + "{motto}{number}{date}"
    + line("KẾ HOẠCH", look=BOLD, setting=CENTER)
    + line("Thực hiện giảm nghèo", look=BOLD, setting=CENTER)
)
SENTENCE = "Tổ chức thực hiện có hiệu quả các chính sách giảm nghèo bền vững trên địa bàn xã trong năm nay."
TEXT = '<w:spacing w:before="60" w:after="60"/><w:ind w:firstLine="720"/><w:jc w:val="both"/>'


def head(motto: str = "", number: str = "", date: str = "") -> str:
    return HEAD.format(motto=motto, number=number, date=date)


def narrow(data: bytes) -> bytes:
    """A document of ours whose right margin is too narrow."""
    return changed(data, r'w:right="\d+"( w:bottom)', r'w:right="600"\1')


@pytest.fixture(scope="module")
def own(tmp_path_factory) -> bytes:
    path = tmp_path_factory.mktemp("mend") / "plan.yaml"
    path.write_text(sample(), "utf-8")
    return build.build(path, ("docx",)).files["docx"]


# --- fix ----------------------------------------------------------------------------------------

#: Titles are told by standing in the middle; a rule drawn at a place of the page stands wrong on another paper;
#: sizes that go together, and months, exclude other defects.
ALONE = {r.id for r in SAFE if r.property in ("together", "month_plain", "paper")} | {
    r.id for r in SAFE if r.element.endswith("title") and r.property == "centered"
}
LAST = ("number_zero", "date_zero", "pattern")
#: What stands at tab stops, or in a box of its own, is left to a hand.
BY_TABS = {
    "motto.center",
    "issuer.center",
    "number.center",
    "place_date.center",
    "signer.center",
    "recipients_title.left",
}


@cache
def broken_at_once(name: str) -> tuple[bytes, set[str]]:
    """A document with every safe requirement broken that can be, and what was broken."""
    origin, planted = origins()[name], set()
    order = sorted(SAFE, key=lambda record: LAST.index(record.property) if record.property in LAST else -1)
    for record in order:
        data = None if record.id in ALONE else defects.plant(origin, record)
        if data:
            origin = replace(origin, data=data, parts=opened(data))
            planted.add(record.id)
    return origin.data, planted


@pytest.mark.parametrize("name", ["so-y-te", "tables", "tabs", "boxes", "wps", "boxes (LibreOffice)"])
def test_all_that_is_safe_is_mended_at_once_and_no_word_is_touched(name):
    data, planted = broken_at_once(name)
    found = verify(data, name)
    assert len(ids(found) & planted) > 50
    result = fix(data, found.findings, found.paper)
    left = ids(verify(result.data, name))
    assert left == ids(result.left)
    assert left & {record.id for record in SAFE} <= BY_TABS
    assert left <= ids(found)
    assert letters(result.data) == letters(data)
    again = mended(result.data)
    assert again.data == result.data
    assert not again.mended


@pytest.mark.parametrize("record", SAFE[::4], ids=lambda record: record.id)
def test_one_broken_requirement_is_mended_and_nothing_else_reported(record):
    for name in ("boxes", "styles", "so-y-te"):
        data = defects.plant(origins()[name], record)
        if data and record.id in ids(verify(data, name)):
            result = mended(data)
            assert not result.left
            assert record.id in ids(result.mended)
            return
    pytest.skip("cannot be planted in these")


def test_a_correct_document_comes_back_as_it_was(own):
    assert mended(own).data == own


def test_a_mended_document_of_ours_is_valid(own):
    data = changed(narrow(own), 'w:sz w:val="28"', 'w:sz w:val="40"', "word/styles.xml")
    data = changed(data, 'w:jc w:val="both"', 'w:jc w:val="left"', "word/styles.xml")
    data = changed(data, "<w:titlePg/>", "")
    result = mended(data)
    assert len(ids(result.mended)) > 5
    for name, text in parts(result.data).items():
        if re.fullmatch(r"word/(document|header\S*|styles)\.xml", name):
            SCHEMA.assertValid(etree.fromstring(text))


def test_the_same_document_gives_the_same_bytes():
    data, _ = broken_at_once("ubnd-xa")
    assert mended(data).data == mended(data).data


def test_a_silenced_requirement_is_not_mended(own):
    data = changed(narrow(own), r'w:bottom="\d+" w:left', 'w:bottom="567" w:left')
    result = mended(data, silenced=("page.bottom",))
    assert ids(result.mended) == {"page.right"}
    assert not result.left
    assert b'w:bottom="567"' in parts(result.data)["word/document.xml"]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        (("Số: ", "5", "/KH-UBND"), "Số: 05/KH-UBND"), (("S", "ố: ", "7/K", "H-UBND"), "Số: 07/KH-UBND"),
    ],
)  # fmt: skip
def test_zeros_of_the_number_are_mended_across_runs(typed, wanted):
    result = mended(
        by_hand(head(number=line(*typed, look='<w:sz w:val="26"/>', setting=CENTER)) + line(SENTENCE, setting=TEXT))
    )
    assert wanted in said(result.data)
    assert "number.zero" in ids(result.mended)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        (("Tân Bình, ngày ", "5", " tháng ", "1 năm 2026"), "Tân Bình, ngày 05 tháng 01 năm 2026"),
        (("Tân Bình, ngày 15 tháng 0", "4 năm 2026"), "Tân Bình, ngày 15 tháng 4 năm 2026"),
        (("Tân Bình, ngày 8 tháng 09 năm 2026",), "Tân Bình, ngày 08 tháng 9 năm 2026"),
    ],
)  # fmt: skip
def test_zeros_of_the_date_are_mended_across_runs(typed, wanted):
    result = mended(by_hand(head(date=line(*typed, look="<w:i/>", setting=CENTER)) + line(SENTENCE, setting=TEXT)))
    assert wanted in said(result.data)


def said(data: bytes) -> list[str]:
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in tree(data).iter(f"{W}p")]


@pytest.mark.parametrize(
    "typed",
    [
        ("Độc lập – Tự do – Hạnh phúc",), ("Độc lập", " - Tự", " do- Hạnh phúc"), ("Độc Lập - Tự Do - Hạnh Phúc",),
        ("Độc lập", "\u2011", "Tự do — Hạnh phúc"), ("ĐỘC LẬP - TỰ DO - HẠNH PHÚC",), ("Độc lập-Tự do-Hạnh phúc",),
    ],
)  # fmt: skip
def test_dashes_and_capitals_of_the_motto_are_mended(typed):
    result = mended(by_hand(head(motto=line(*typed, look=BOLD, setting=CENTER)) + line(SENTENCE, setting=TEXT)))
    assert said(result.data)[1] == "Độc lập - Tự do - Hạnh phúc"


def test_another_word_in_the_motto_is_left_to_a_hand():
    wrong = "Độc lập - Tự do - Hạnh phục"
    result = mended(by_hand(head(motto=line(wrong, look=BOLD, setting=CENTER)) + line(SENTENCE, setting=TEXT)))
    assert said(result.data)[1] == wrong
    assert "motto.text" in ids(result.left)


def test_only_the_letters_at_fault_are_changed():
    body = line("Tổ chức ", setting=TEXT).replace("</w:p>", "") + (
        '<w:r><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:asciiTheme="minorHAnsi"/></w:rPr>'
        f"<w:t>{SENTENCE}</w:t></w:r></w:p>"
    )
    result = mended(by_hand(head() + body))
    runs = tree(result.data).findall(".//w:p", NS)[-1].findall("w:r", NS)
    assert "text.family" in ids(result.mended)
    assert runs[0].find("w:rPr/w:rFonts", NS) is None
    assert set(runs[1].find("w:rPr/w:rFonts", NS).attrib.values()) == {"Times New Roman"}


@pytest.mark.parametrize(("font", "text"), [("Wingdings", "ü"), (".VnTime", "Thùc hiÖn chÝnh s¸ch gi¶m nghÌo")])
def test_letters_that_another_font_would_turn_into_others_keep_it(font, text):
    body = line(text, look=f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>', setting=TEXT)
    result = mended(by_hand(head() + body + line(SENTENCE, setting=TEXT)))
    assert f'w:ascii="{font}"'.encode() in parts(result.data)["word/document.xml"]
    assert "text.family" in ids(result.left)


def boxed(text: str) -> str:
    """A text box as Word writes it: a shape, and VML for what does not know shapes."""
    inner = f"<w:txbxContent>{line(text, look=BOLD, setting=CENTER)}</w:txbxContent>"
    shape = (
        '<w:drawing><wp:anchor><wp:positionH relativeFrom="page"><wp:posOffset>3600000</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="page"><wp:posOffset>900000</wp:posOffset></wp:positionV>'
        '<wp:extent cx="3000000" cy="400000"/>'
        f"<a:graphic><a:graphicData><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        "</wp:anchor></w:drawing>"
    )
    old = f'<w:pict><v:shape style="width:236pt;height:31pt"><v:textbox>{inner}</v:textbox></v:shape></w:pict>'
    branches = f'<mc:Choice Requires="wps">{shape}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
    return f"<w:p><w:r><mc:AlternateContent>{branches}</mc:AlternateContent></w:r></w:p>"


def test_both_versions_of_a_text_box_are_mended_alike():
    result = mended(by_hand(head(motto=boxed("Độc lập – Tự do – Hạnh phúc")) + line(SENTENCE, setting=TEXT)))
    assert said(result.data).count("Độc lập - Tự do - Hạnh phúc") == 2


def test_a_first_page_header_that_says_more_than_the_number_keeps_its_words():
    data = defects.plant(origins()["so-y-te"], standard().records["page_number.first"])
    header = next(n for n, t in parts(data).items() if n.startswith("word/header") and b"PAGE" in t)
    more = changed(data, "</w:hdr>", f"{line('UBND xã Tân Bình')}</w:hdr>", header)
    assert "page_number.first" in ids(mended(data).mended)
    assert "page_number.first" in ids(mended(more).left)


def test_what_would_break_another_requirement_is_not_mended():
    """A larger Quốc hiệu would not fit its narrow column."""
    cell = "<w:tc><w:tcPr><w:tcW w:w='{}' w:type='dxa'/></w:tcPr>{}</w:tc>"
    left = cell.format(4800, line("ỦY BAN NHÂN DÂN XÃ", look=BOLD + '<w:sz w:val="26"/>', setting=CENTER))
    country = line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", look=BOLD + '<w:sz w:val="{}"/>', setting=CENTER)
    grid = "<w:tblGrid><w:gridCol w:w='4800'/><w:gridCol w:w='4500'/></w:tblGrid>"
    table = "<w:tbl><w:tblPr><w:tblW w:w='9300' w:type='dxa'/></w:tblPr>" + grid + "<w:tr>{}{}</w:tr></w:tbl>"
    body = table.format(left, cell.format(4500, country.format(20))) + HEAD[HEAD.index("{motto}") :].format(
        motto="", number="", date=""
    )
    result = mended(by_hand(body + line(SENTENCE, setting=TEXT)))
    assert "country.one_line" not in ids(result.left)
    assert "country.size" in ids(result.left)


def test_a_changed_word_stops_everything(own, monkeypatch):
    def careless(bench, record, lines):
        next(bench.parts.tree(bench.parts.main).iter(f"{W}t")).text = "khác"

    monkeypatch.setitem(mender.MENDS, "margin", careless)
    with pytest.raises(AssertionError, match="changed a word"):
        mended(narrow(own))


def strict(data: bytes) -> bytes:
    """A document as Word saves it in the strict kind."""
    usual, kind = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    turns = {
        b"wordprocessingml/2006/main": b"wordprocessingml/main",
        b"officeDocument/2006/relationships": b"officeDocument/relationships",
    }
    files = {}
    for name, text in parts(data).items():
        for old, new in turns.items():
            text = text.replace(usual + old, kind + new)
        files[name] = text
    return zipped(files)


def test_a_strict_document_stays_one(own):
    data = strict(narrow(own))
    result = mended(data)
    assert ids(result.mended) == {"page.right"}
    for out in (result.data, annotated(data)):
        assert b"schemas.openxmlformats.org/wordprocessingml" not in parts(out)["word/document.xml"]
        assert not ids(verify(out, "x.docx")) - ids(verify(data, "x.docx")) - {"text.changes"}
    assert b"schemas.openxmlformats.org/wordprocessingml" not in parts(annotated(data))["word/comments.xml"]


def test_a_picture_that_does_not_unpack_is_told_in_words(own):
    data = zipped(parts(narrow(own)) | {"word/media/image1.png": b"0123456789" * 50})
    at = data.index(b"word/media/image1.png") + len("word/media/image1.png")
    with pytest.raises(PlanError, match="tệp bị hỏng"):
        mended(data[:at] + b"\xff\xff" + data[at + 2 :])


# --- annotate -----------------------------------------------------------------------------------


def test_a_comment_says_what_is_wrong_how_it_is_mended_and_by_which_clause(own):
    data = annotated(narrow(own))
    assert comments(data) == [
        "Lỗi: trang giấy: lề phải 10,6 mm\nCách sửa: đặt lề từ 15 đến 20 mm\n"
        "Phụ lục I, Phần I, I.3: «cách mép phải 15 - 20 mm»\nMã yêu cầu: page.right"
    ]


@pytest.mark.parametrize("name", ["so-y-te", "tables", "boxes", "tabs (LibreOffice)"])
def test_annotating_changes_nothing_but_comments(name):
    data, _ = broken_at_once(name)
    out = annotated(data)
    before, after = parts(data), parts(out)
    touched = {n for n in after if after[n] != before.get(n)}
    assert touched == {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    root = tree(out)
    for mark in [
        *root.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd"),
        *(r.getparent() for r in root.iter(f"{W}commentReference")),
    ]:
        mark.getparent().remove(mark)
    assert etree.tostring(root, method="c14n") == etree.tostring(tree(data), method="c14n")
    found = verify(data, name)
    assert notes.annotate(out, found.findings, found.paper) == out
    SCHEMA.assertValid(tree(out, "word/comments.xml"))
    assert ids(verify(out, name)) - {"text.changes"} == ids(found)


def test_an_annotated_document_of_ours_is_valid(own):
    SCHEMA.assertValid(tree(annotated(narrow(own))))


def test_a_finding_of_many_places_has_five_comments_and_says_how_many_more():
    data = annotated(by_hand(head() + line(SENTENCE, setting=TEXT, look='<w:color w:val="FF0000"/>') * 8))
    red = [text for text in comments(data) if "text.color" in text]
    assert len(red) == 5
    assert [("(và 3 chỗ nữa)" in text) for text in red] == [True, False, False, False, False]


def test_a_comment_on_a_text_box_hangs_on_the_paragraph_around_it():
    data = annotated(by_hand(head(motto=boxed("Độc lập – Tự do – Hạnh phúc")) + line(SENTENCE, setting=TEXT)))
    assert not tree(data).findall(".//w:txbxContent//w:commentReference", NS)
    assert any("ở khung chữ: «Độc lập – Tự do – Hạnh phúc»" in text for text in comments(data))


def test_what_is_wrong_in_a_header_is_told_where_the_text_begins():
    data = defects.plant(origins()["so-y-te"], standard().records["page_number.size"])
    out = annotated(data)
    assert any("ở đầu trang" in text for text in comments(out))
    assert len(tree(out).findall(".//w:commentReference", NS)) == len(comments(out))
    assert all(b"commentReference" not in t for n, t in parts(out).items() if "header" in n)


def test_comments_of_people_stay_and_numbers_do_not_clash(own):
    wrong = narrow(own)
    theirs = changed(annotated(wrong), 'w:author="kehoach"', 'w:author="Chị Hoa"', "word/comments.xml")
    found = verify(wrong, "x.docx")
    out = notes.annotate(theirs, found.findings, found.paper)
    found = [(c.get(f"{W}id"), c.get(f"{W}author")) for c in tree(out, "word/comments.xml")]
    assert found[0] == ("0", "Chị Hoa")
    assert {author for _, author in found[1:]} == {"kehoach"}
    assert len({number for number, _ in found}) == len(found)
    assert {r.get(f"{W}id") for r in tree(out).iter(f"{W}commentReference")} == {number for number, _ in found}


def test_nothing_wrong_leaves_the_document_as_it_was(own):
    assert annotated(own) == own


def test_a_finding_without_a_place_is_told_at_the_first_paragraph(own):
    found = verify(own, "x.docx")
    finding = Finding(standard().records["text.changes"], "còn 1 thay đổi đang theo dõi", ())
    out = notes.annotate(own, [finding], found.paper)
    first = next(tree(out).iter(f"{W}p"))
    assert first.find("w:commentRangeStart", NS) is not None


def test_libreoffice_opens_what_was_mended_and_annotated():
    if not office.available():
        pytest.skip("LibreOffice is not installed (apt-get install libreoffice-writer-nogui)")
    data, _ = broken_at_once("boxes")
    from generator import fonts

    found = office.convert({"mended": mended(data).data, "annotated": annotated(data)}, fonts.font(), archival=False)
    assert all(pdf.startswith(b"%PDF") for pdf in found.values())
