"""The decree as data: the records say what the decree says, and every one of them can be judged."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from generator.check.rules import RULES
from generator.profile import DEFAULT
from generator.profile import read as read_profile
from generator.standard.records import standard
from generator.verify import judge
from generator.verify.properties import PROPERTIES

FOLDER = Path(__file__).parent / "standard"
RECORDS = list(standard().records.values())


def squeezed(text: str) -> str:
    """Text with its spaces and table bars made single."""
    return re.sub(r"[\s|]+", " ", unicodedata.normalize("NFC", text))


DECREE = squeezed(" ".join((FOLDER / f"phu-luc-{n}.md").read_text("utf-8") for n in (1, 2, 3)))


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.id)
def test_the_quote_is_the_decrees_own_text(record):
    assert squeezed(record.quote) in DECREE


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.id)
def test_a_record_can_be_judged_and_mended(record):
    assert record.element in standard().elements
    assert record.property in PROPERTIES or (record.property == "language" and record.id in RULES)
    if record.property in PROPERTIES:
        assert judge.cure(record, standard())


def test_only_the_decrees_own_words_are_errors():
    """What has no clause is custom; what stands only in a sample or a template is a warning."""
    for record in RECORDS:
        if not record.clause:
            assert record.severity == "info" or record.id == "text.changes", record.id
        if "Mẫu 1.4" in record.clause:
            assert record.severity == "warning", record.id


def test_every_record_has_a_quote_or_its_text_is_lost():
    """Footnote 1 of Mục V and the table of abbreviations stand only in the pictures of the decree."""
    lost = {"heading_block.sizes", "number.type"}
    assert {r.id for r in RECORDS if r.clause and not r.quote} == lost


def test_no_property_is_without_a_record():
    assert set(PROPERTIES) == {r.property for r in RECORDS} - {"language"}


def test_the_profile_we_print_by_is_within_every_record_that_governs_it():
    profile = read_profile(DEFAULT)
    governed = {r.profile for r in RECORDS if r.profile} - {"font.docx"}
    assert governed <= set(profile.values)
    for key, (_, allowed) in standard().profile().items():
        if key != "font.docx":
            assert allowed.holds(profile[key]), key
