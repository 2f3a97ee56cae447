"""Every word of a real plan is printed, in order, and none is added, but for the recorded mends."""

from __future__ import annotations

import pytest
import sources
from conftest import NAMES

from generator.check import agree, docx_text, pdf_text


@pytest.mark.parametrize("name", NAMES)
def test_the_docx_says_every_word_of_its_source_and_no_other(name, built):
    assert docx_text.read(built[name].files["docx"]) == sources.words(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_pdf_says_every_word_of_its_source_and_no_other(name, built):
    assert agree.same(sources.words(name), pdf_text.words(pdf_text.read(built[name].files["pdf"])))


@pytest.mark.parametrize("name", NAMES)
def test_every_mend_says_why(name):
    assert all(mend["why"].strip() for mend in sources.mends(name))
