"""Every record of the decree, broken one at a time in correct documents of every origin.

The records are shared out over the origins, each to a fourth of them, so that the file stays quick; with
KEHOACH_ALL_DEFECTS=1 every record is broken in every origin.
"""

from __future__ import annotations

import os
from functools import cache

import pytest
from verify import defects, expected, origins

from generator import fonts
from generator.build import build
from generator.render import office
from generator.standard.records import Record, standard
from generator.verify.verify import verify

NAMES = (
    "so-y-te", "ubnd-xa", *(dialect.name for dialect, _ in origins.DIALECTS),
    *(f"{path.stem} (LibreOffice)" for path in sorted(origins.FILES.glob("*.docx"))),
)  # fmt: skip
SHARES = 1 if os.environ.get("KEHOACH_ALL_DEFECTS") else 4


def share(name: str) -> list[Record]:
    """The records that are broken in one origin: of those whose element it has, every fourth."""
    return [
        r for at, r in enumerate(standard().records.values()) if (at + _homes(r.element).get(name, -1)) % SHARES == 0
    ]


@cache
def _homes(element: str) -> dict[str, int]:
    """The origins that have an element, numbered; an element of no words of its own stands in all."""
    named = {name for lines in ORIGINS().values() for name in lines.lines}
    homes = [n for n in NAMES if element not in named or ORIGINS()[n].lines.get(element)]
    return {name: number for number, name in enumerate(homes)}


ORIGINS = origins.origins


@cache
def told(data: bytes, name: str) -> frozenset[str]:
    """The rules that a document breaches, practice and remarks aside unless asked for by name."""
    return frozenset(problem.rule for problem in verify(data, name).problems)


GRAVE = {r.id for r in standard().records.values() if r.severity != "info"}


@pytest.mark.parametrize("name", NAMES)
def test_an_untouched_document_has_no_finding(name: str) -> None:
    assert not told(ORIGINS()[name].data, f"{name}.docx") & GRAVE


@pytest.mark.parametrize("name", NAMES)
def test_planted_defects_are_found_with_the_right_rule(name: str) -> None:
    origin = ORIGINS()[name]
    planted, missed, known, strays = 0, set(), set(), {}
    for record in share(name):
        data = defects.plant(origin, record)
        if data is None:
            continue
        planted += 1
        rules = told(data, f"{name}.docx")
        known |= {record.id} if name in expected.MISSED.get(record.id, ()) else set()
        if record.id not in rules:
            missed.add(record.id)
            continue
        follow = expected.FOLLOWS.get(record.id, frozenset())
        if other := (rules & GRAVE) - {record.id} - follow:
            strays[record.id] = other
    assert planted > 30
    assert not missed - known, f"planted and not found: {sorted(missed - known)}"
    assert not known - missed, f"found again, take it off expected.MISSED: {sorted(known - missed)}"
    assert not strays, f"other rules raised: {strays}"


def test_every_record_is_broken_in_some_document_and_found() -> None:
    for record in standard().records.values():
        if record.id in defects.NOT_IN_A_DOCX:
            continue
        excused = expected.MISSED.get(record.id, frozenset())
        shared = [n for n in NAMES if record in share(n) and n not in excused]
        if any(defects.plant(ORIGINS()[n], record) for n in shared):
            continue  # the test above demands that it is found there
        made = [(n, data) for n in NAMES if (data := defects.plant(ORIGINS()[n], record))]
        assert made, f"{record.id}: no defect"
        if not {n for n, _ in made} <= excused:  # what is excused everywhere is held exactly by the list of misses
            assert any(record.id in told(data, f"{n}.docx") for n, data in made if n not in excused), record.id


def test_the_known_misses_are_less_than_one_in_twenty_of_every_origin() -> None:
    assert expected.MISSED.keys() | expected.FOLLOWS.keys() <= standard().records.keys()
    assert set().union(*expected.MISSED.values()) <= {*NAMES}
    for name in NAMES:
        breakable = sum(name in _homes(record.element) for record in standard().records.values())
        assert sum(name in where for where in expected.MISSED.values()) <= 0.05 * breakable


# --- PDF ----------------------------------------------------------------------------------------


@pytest.fixture
def broken_pdfs() -> dict[str, bytes]:
    """The broken DOCX of our own origin, laid out by LibreOffice in one call."""
    if not office.available():
        assert not os.environ.get("KEHOACH_REQUIRE_OFFICE"), "LibreOffice is required here and is not installed"
        pytest.skip("LibreOffice is not installed (apt-get install libreoffice-writer-nogui)")
    rules = standard().records
    documents = {"untouched": ORIGINS()[expected.IN_PDF].data}
    for name in expected.SEEN_IN_PDF:
        planted = defects.plant(ORIGINS()[expected.IN_PDF], rules[name])
        assert planted, name
        documents[name] = planted
    return office.convert(documents, fonts.font(), archival=False)


def test_planted_defects_are_found_in_a_pdf_and_nothing_else(broken_pdfs: dict[str, bytes]) -> None:
    missed, strays = set(), {}
    for name, data in broken_pdfs.items():
        rules = told(data, f"{name}.pdf")
        if name in expected.SEEN_IN_PDF and name not in rules:
            missed.add(name)
        if other := (rules & GRAVE) - {name} - expected.FOLLOWS.get(name, frozenset()) - {"text.family"}:
            strays[name] = other
    assert missed <= expected.MISSED_IN_PDF
    assert len(missed) <= 0.05 * len(expected.SEEN_IN_PDF)
    assert not strays


@pytest.mark.parametrize("name", ["so-y-te", "ubnd-xa"])
def test_our_own_pdf_has_no_finding(name: str) -> None:
    data = build(origins.PLANS / f"{name}.yaml", ("pdf",), allow_errors=True).files["pdf"]
    assert not told(data, f"{name}.pdf") & GRAVE - {"text.family"}


def test_a_pdf_without_its_fonts_is_told() -> None:
    data = build(origins.PLANS / "ubnd-xa.yaml", ("pdf",), allow_errors=True).files["pdf"]
    assert "text.embedded" not in told(data, "a.pdf")
    assert "text.embedded" in told(defects.without_fonts(data), "a.pdf")
