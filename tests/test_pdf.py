"""A PDF for the archive: PDF/A-2a and PDF/UA-1, tagged, one family, the same bytes each time."""

from __future__ import annotations

import io
import itertools
import shutil

import pikepdf
import pytest
from conftest import EVERYTHING, NAMES, PLANS, sample

from generator import build, fonts
from generator.problem import PlanError

ALL = [*NAMES, "everything"]


def open_pdf(built, name):
    return pikepdf.open(io.BytesIO(built[name].files["pdf"]))


@pytest.mark.parametrize("name", ALL)
def test_it_declares_pdf_a_2a_and_pdf_ua_1(name, built):
    with open_pdf(built, name) as pdf, pdf.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "2"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"].startswith("Kế hoạch ")
        assert metadata["dc:language"] == {"vi-VN"} or list(metadata["dc:language"]) == ["vi-VN"]


@pytest.mark.parametrize("name", ALL)
def test_it_is_tagged_in_vietnamese_with_its_title_shown(name, built):
    with open_pdf(built, name) as pdf:
        assert str(pdf.Root.Lang) == "vi-VN"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert "/StructTreeRoot" in pdf.Root
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert "/Encrypt" not in pdf.trailer


@pytest.mark.parametrize("name", ALL)
def test_only_the_intended_family_is_embedded(name, built):
    family = fonts.find().family.replace(" ", "")
    found = set()
    with open_pdf(built, name) as pdf:
        for page in pdf.pages:
            for font in page.Resources.get("/Font", {}).values():
                descendant = font.DescendantFonts[0]
                found.add(str(descendant.BaseFont).split("+")[1].split("-")[0].replace("PSMT", "").replace("PS", ""))
                assert "/FontFile2" in descendant.FontDescriptor or "/FontFile3" in descendant.FontDescriptor
    assert found == {family}


@pytest.mark.parametrize("path", [*PLANS[:2], EVERYTHING], ids=lambda p: p.stem)
def test_the_same_plan_gives_the_same_bytes(path, built):
    assert build.build(path).files["pdf"] == built[path.stem].files["pdf"]


def test_dates_come_from_the_plan_and_never_from_the_clock(built):
    with open_pdf(built, "da-nang-2022") as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20220128")
    with open_pdf(built, "ba-ria-vung-tau-2017") as pdf:  # a plan without a date
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20200305")


def test_a_letter_that_the_font_lacks_stops_the_build_and_names_it(plan_file):
    path = plan_file(sample(title="Thực hiện 漢 và 😀"))
    with pytest.raises(PlanError) as raised:
        build.build(path)
    said = str(raised.value)
    assert "không có chữ `漢` (U+6F22)" in said and "không có chữ `😀` (U+1F600)" in said
    assert "plan.yaml:2:" in said and said.count("gợi ý") == 2


def test_a_missing_family_stops_the_build_with_the_cure(tmp_path, monkeypatch):
    monkeypatch.setenv("KEHOACH_FONTS", str(tmp_path))
    with pytest.raises(PlanError) as raised:
        fonts.find()
    assert "sudo apt-get install fonts-croscore" in str(raised.value)


def test_times_new_roman_is_preferred_where_the_machine_has_it(tmp_path, monkeypatch):
    for ours, theirs in zip(fonts.find("Tinos").files, fonts.FILES["Times New Roman"][0], strict=True):
        shutil.copy(ours, tmp_path / theirs)
    monkeypatch.setenv("KEHOACH_FONTS", str(tmp_path))
    assert fonts.find().family == "Times New Roman"
    with pytest.raises(PlanError):
        fonts.find("Tinos")


def test_headings_nest_without_a_gap(built):
    """PDF/UA: the first heading is of level 1 and none skips a level."""
    for name in ALL:
        with open_pdf(built, name) as pdf:
            levels = [
                int(str(e.S)[2:])
                for e in _elements(pdf.Root.StructTreeRoot)
                if str(e.S)[:2] == "/H" and str(e.S)[2:].isdigit()
            ]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), name


def _elements(node):
    kids = node.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def test_a_table_is_tagged_with_its_header_cells(built):
    with open_pdf(built, "nghe-an-2025") as pdf:
        kinds = [str(e.S) for e in _elements(pdf.Root.StructTreeRoot)]
    assert kinds.count("/TH") == 6  # repeated header rows are artifacts
    assert kinds.count("/TR") == 24
