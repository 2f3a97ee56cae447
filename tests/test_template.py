"""Word templates: ours is packed from its parts; an office's own wins, or its faults are told."""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
import zipfile

import pytest
from conftest import ROOT, sample
from lxml import etree
from ooxml import NS, SCHEMAS, W, paragraphs, parts, tree

from generator import build
from generator.problem import PlanError
from generator.render import docx, office, package, tags, template
from generator.standard import records

sys.path.insert(0, str(ROOT / "tools"))
import pack_template

SOURCE = ROOT / "templates" / "plan"


def changed(tmp_path, part="word/document.xml", **replacements):
    """A copy of our template with pieces of one part replaced; keys a, b, … hold (old, new)."""
    found = package.read(docx.DEFAULT)
    text = found[part].decode()
    for old, new in replacements.values():
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "mau.docx"
    path.write_bytes(package.write({**found, part: text.encode()}))
    return path


def test_plan_docx_is_packed_from_its_parts():
    assert pack_template.packed(SOURCE) == docx.DEFAULT.read_bytes()


def test_our_template_opens_in_word_processors():
    """No tag stands in an attribute, where Word would refuse the file."""
    for part, data in package.read(docx.DEFAULT).items():
        if part.endswith(".xml"):
            assert not re.search(rb'="[^"]*[{][{%]', data), part


def test_an_office_template_wins_with_its_looks(tmp_path, plan_file):
    path = tmp_path / "mau.docx"
    found = package.read(docx.DEFAULT)
    styles = found["word/styles.xml"].decode().replace('w:val="28"', 'w:val="27"')
    path.write_bytes(package.write({**found, "word/styles.xml": styles.encode()}))
    made = build.build(plan_file(), ("docx",), path, allow_errors=True).files["docx"]
    assert parts(made)["word/styles.xml"] == styles.encode()
    assert paragraphs(made, "Heading1") == ["I. MỤC ĐÍCH"]


def test_a_template_named_in_the_plan_is_found_beside_it(tmp_path, plan_file):
    changed(tmp_path, a=("{{ b.country }}", "{{ b.country }} *"))
    made = build.build(plan_file(sample(template="mau.docx")), ("docx",), allow_errors=True).files["docx"]
    assert paragraphs(made, "QuocHieu") == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM *"]


def test_the_pdf_of_an_office_template_is_made_from_its_docx(tmp_path, plan_file):
    if not office.available():
        assert not os.environ.get("KEHOACH_REQUIRE_OFFICE")
        pytest.skip("LibreOffice is not installed")
    path = changed(tmp_path, a=("{{ b.country }}", "{{ b.country }} CỦA CƠ QUAN"))
    files = build.build(plan_file(), ("docx", "pdf"), path, allow_errors=True).files
    from generator.check import pdf_text

    assert "CỦA CƠ QUAN" in " ".join(pdf_text.words(pdf_text.read(files["pdf"])))


def test_without_libreoffice_the_pdf_is_declined_with_the_cure(tmp_path, plan_file, monkeypatch):
    monkeypatch.setattr(office, "available", lambda: "")
    with pytest.raises(PlanError) as raised:
        build.build(plan_file(), ("docx", "pdf"), changed(tmp_path, a=("{{ b.country }}", "{{ b.country }}")))
    assert "libreoffice-writer-nogui" in str(raised.value)
    assert "--format docx" in str(raised.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{%p endfor %}", "x", "thẻ `for` mở ở đây mà không có `endfor`"),
        ("{%p for part in parts %}", "{%p for part in %}", "viết sai"),
        ("{{ b.country }}", "{{ b.country }", "mở mà không đóng"),
        ("{{ b.country }}", "{{ b.contry }}", "mẫu Word dùng tên `contry` mà kế hoạch không có"),
        ("{{ b.country }}", "{{ nuoc }}", "mẫu Word dùng tên `nuoc` mà kế hoạch không có"),
        ("{{ b.country }}", "{{ b.country }}{%p endif %}", "thẻ `endif` không có `if` tương ứng ở trên"),
        ("{{ b.country }}", "{%p include 'x' %}", "không có thẻ `include`"),
        ("{{ b.country }}", "{{ ''.__class__.__mro__ }}", "mẫu Word"),
        ("{{ b.country }}", "{{ b.country | no_filter }}", "không có bộ lọc `no_filter`"),
    ],
)
def test_a_broken_tag_is_told_with_its_template_and_paragraph(old, new, said, tmp_path, plan_file):
    path = changed(tmp_path, a=(old, new))
    with pytest.raises(PlanError) as raised:
        build.build(plan_file(), ("docx",), path)
    assert said in str(raised.value)
    assert "mau.docx" in str(raised.value)


def test_the_paragraph_of_a_broken_tag_is_counted_as_word_counts(tmp_path, plan_file):
    with pytest.raises(PlanError) as raised:
        build.build(plan_file(), ("docx",), changed(tmp_path, a=("{{ b.country }}", "{{ b.country }")))
    assert re.search(r"mau\.docx, word/document\.xml, đoạn \d+", str(raised.value))


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04broken"])
def test_what_is_no_word_file_is_told(data, tmp_path, plan_file):
    path = tmp_path / "mau.docx"
    path.write_bytes(data)
    with pytest.raises(PlanError, match="không phải là tệp Word"):
        build.build(plan_file(), ("docx",), path)


def test_a_zip_bomb_is_refused(tmp_path, plan_file):
    path = tmp_path / "mau.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 80_000_000)
    with pytest.raises(PlanError, match="quá lớn khi giải nén"):
        build.build(plan_file(), ("docx",), path)


def test_a_template_cannot_reach_outside(tmp_path, plan_file):
    """No global of jinja2, no attribute of Python, no file, no network."""
    for attack in (
        "{{ cycler }}",
        "{{ range(9) }}",
        "{{ b.__class__ }}",
        "{{ lipsum() }}",
        "{{ 9**(9**9) }}",
        "{{ 'a'*10**10 }}",
        "{{ [1] }}",
        "{{ b.country | center(10000000) }}",
        "{{ b.country.upper() }}",
    ):
        with pytest.raises(PlanError):
            build.build(plan_file(), ("docx",), changed(tmp_path, a=("{{ b.country }}", attack)))


def test_stock_docxtpl_reads_our_template(built):
    """The template is docxtpl's language: the stock library fills it with the same words."""
    from docxtpl import DocxTemplate

    from generator.profile import read

    got = build.read(ROOT / "plans" / "da-nang-2022.yaml")
    prepared = template.prepare(docx.DEFAULT)
    stock = DocxTemplate(str(docx.DEFAULT))
    stock.render(docx._context(got.document, read(), prepared), tags.environment())
    out = io.BytesIO()
    stock.save(out)
    ours = built["da-nang-2022"].files["docx"]
    assert paragraphs(out.getvalue(), "NoiDung") == paragraphs(ours, "NoiDung")
    assert len(list(tree(ours).iter())) > 100


def test_a_damaged_word_file_never_ends_in_a_traceback(tmp_path, plan_file):
    import random

    chance, data, plan = random.Random(1), docx.DEFAULT.read_bytes(), plan_file()
    for number in range(60):
        broken = bytearray(data)
        for _ in range(3):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        path = tmp_path / f"{number}.docx"
        path.write_bytes(broken)
        with contextlib.suppress(PlanError):
            build.build(plan, ("docx",), path)


def test_check_reads_the_template_too(tmp_path, plan_file):
    with pytest.raises(PlanError, match="mở mà không đóng"):
        build.check(plan_file(), changed(tmp_path, a=("{{ b.country }}", "{{ b.country }")))


def as_word_saves_it(tmp_path):
    """Our template as Word would save it: parts renamed, no footnotes, another page."""
    found = package.read(docx.DEFAULT)
    rels = found["word/_rels/document.xml.rels"].decode()
    types = found["[Content_Types].xml"].decode()
    for number, name in enumerate(("header-number", "header-first", "header-empty", "footer-first", "footer-empty"), 1):
        new = f"{name.split('-')[0]}{number}"
        found[f"word/{new}.xml"] = found.pop(f"word/{name}.xml")
        rels, types = rels.replace(f"{name}.xml", f"{new}.xml"), types.replace(f"{name}.xml", f"{new}.xml")
    del found["word/footnotes.xml"]
    rels = re.sub(r"<Relationship [^>]*footnotes[^>]*>", "", rels)
    types = re.sub(r"<Override [^>]*footnotes[^>]*>", "", types)
    body = found["word/document.xml"].decode()
    body = body.replace('w:left="1701"', 'w:left="1984"').replace('w:right="1134"', 'w:right="1417"')
    found |= {"word/_rels/document.xml.rels": rels.encode(), "[Content_Types].xml": types.encode()}
    path = tmp_path / "mau-word.docx"
    path.write_bytes(package.write({**found, "word/document.xml": body.encode()}))
    return path


def test_a_template_saved_by_word_keeps_its_page_and_its_appendices_stay_bare(tmp_path, schema_of_word):
    plan = ROOT / "tests" / "plans" / "everything.yaml"
    made = build.build(plan, ("docx",), as_word_saves_it(tmp_path), allow_errors=True).files["docx"]
    sections = list(tree(made).iter(f"{W}sectPr"))
    assert {s.find("w:pgMar", NS).get(f"{W}left") for s in sections} == {"1984"}
    letterhead = next(tree(made).iter(f"{W}tbl"))
    widths = [int(c.get(f"{W}w")) for c in letterhead.iterfind("w:tblGrid/w:gridCol", NS)]
    assert abs(sum(widths) - (11906 - 1984 - 1417)) <= 2
    firsts = [s.find("w:headerReference[@w:type='first']", NS).get(R_ID) for s in sections]
    assert firsts[1] == firsts[2] == "rIdKehoachHeader" != firsts[0]
    for part, data in parts(made).items():
        if part.startswith("word/") and part.endswith(".xml"):
            schema_of_word.assertValid(etree.fromstring(data))


R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@pytest.fixture
def schema_of_word():
    return etree.XMLSchema(file=str(SCHEMAS / "entry-wml.xsd"))


def test_a_cache_that_is_empty_broken_or_closed_changes_nothing(tmp_path, plan_file, monkeypatch):
    """What docxtpl made of a template is kept under the text's own digest, and checked."""
    plan, made = plan_file(), []
    for state in ("empty", "kept", "broken", "closed"):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache") if state != "closed" else "/dev/null/x")
        for kept in (tmp_path / "cache").rglob("*.txt") if state == "broken" else ():
            kept.write_text(kept.read_text("utf-8").replace("QuocHieu", "TieuNgu"), "utf-8")
        template._kept.cache_clear()
        records.standard.cache_clear()
        made.append(build.build(plan, ("docx",)).files["docx"])
    assert made[0] == made[1] == made[2] == made[3]
    assert list((tmp_path / "cache" / "kehoach").glob("*.txt"))
    template._kept.cache_clear()
