"""Our PDF and LibreOffice's layout of the DOCX are the same, line by line."""

from __future__ import annotations

import sys

import pytest
from conftest import NAMES, ROOT, copy_registers

from generator import build, fonts
from generator.check import pdf_text
from generator.render import office

sys.path.insert(0, str(ROOT / "benchmarks"))
import parity


@pytest.mark.parametrize("name", NAMES)
def test_the_same_pages_and_at_least_97_in_100_lines_the_same(name, built, laid_out):
    found = parity.compare(name, built[name].files["pdf"], laid_out[name])
    assert found.pages[0] == found.pages[1]
    assert found.share >= parity.LEAST, found.differences


PROFILE = "page: {left: 35, right: 20, top: 25}\nbody: {indent: 12.7, line: 1.3, after: 8}\n"


def test_an_office_profile_gives_the_same_lines_too(tmp_path, laid_out):
    (tmp_path / "co-quan.yaml").write_text(PROFILE, "utf-8")
    copy_registers(tmp_path)
    files = {}
    for name in ("da-nang-2022", "lao-cai-2024"):
        path = tmp_path / f"{name}.yaml"
        path.write_text("profile: co-quan.yaml\n" + (ROOT / "plans" / f"{name}.yaml").read_text("utf-8"), "utf-8")
        files[name] = build.build(path).files
    theirs = office.convert({n: f["docx"] for n, f in files.items()}, fonts.font(), archival=False)
    for name, made in files.items():
        found = parity.compare(name, made["pdf"], theirs[name])
        assert found.pages[0] == found.pages[1]
        assert found.share >= parity.LEAST, found.differences


def test_every_element_stands_on_the_same_page_in_both(built, laid_out):
    """Notes are read at their references in the one and at the foot of the page in the other."""

    def pages(pdf: bytes) -> list[str]:
        lines = pdf_text.read(pdf)
        return ["".join(sorted("".join("".join(x.text.split()) for x in lines if x.page == p))) for p in range(1, 6)]

    assert pages(built["everything"].files["pdf"]) == pages(laid_out["everything"])


def test_a_difference_does_lower_the_share(built, laid_out):
    found = parity.compare("two plans", built["da-nang-2022"].files["pdf"], laid_out["thach-ha-2020"])
    assert found.share < 0.2
    assert found.differences
