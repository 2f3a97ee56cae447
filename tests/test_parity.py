"""Our PDF and LibreOffice's layout of the DOCX are the same, line by line."""

from __future__ import annotations

import sys

import pytest
from conftest import NAMES, ROOT

sys.path.insert(0, str(ROOT / "benchmarks"))
import parity


@pytest.mark.parametrize("name", NAMES)
def test_the_same_pages_and_at_least_97_in_100_lines_the_same(name, built, laid_out):
    found = parity.compare(name, built[name].files["pdf"], laid_out[name])
    assert found.pages[0] == found.pages[1]
    assert found.share >= parity.LEAST, found.differences


def test_a_difference_does_lower_the_share(built, laid_out):
    found = parity.compare("two plans", built["da-nang-2022"].files["pdf"], laid_out["thach-ha-2020"])
    assert found.share < 0.2
    assert found.differences
