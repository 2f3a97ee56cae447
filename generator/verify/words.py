"""find: a Plan and its Document -> the breaches of the decree that the plan's own words make.

What the gate would find in the words of the built files is told before they are built, at its place in
the plan. Only words are here: looks, places and pages are the renderers'.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator

from generator.document import Document
from generator.plan import Plan
from generator.problem import Mark, Problem
from generator.standard.records import standard
from generator.verify import judge, known
from generator.verify.found import Elements
from generator.verify.paper import Line, PageNumber, Paper, Place, Span

#: Properties of words; all others are of looks and places.
_WORDS = frozenset(
    """
    pattern full_name number_zero number_form symbol_caps type_abbreviation number_year date_full date_zero month_plain
    place_capital place_official first_capital basis_law caps capacity_form degree archive_form archive_stop as_above
    """.split()
)
#: Elements whose capitals are the layout's own.
_LAID_OUT = frozenset({"parent", "issuer", "kind", "section", "part", "part_title", "capacity", "appendix_label"})


def find(plan: Plan, document: Document, without: Container[str]) -> Iterator[Problem]:
    """Yield the errors of a plan's words, told where they stand; records named in `without` are left out."""
    lines: dict[str, list[Line]] = defaultdict(list)
    for said in known.said(document):
        lines[said.element].append(Line((Span(said.text),), Place()))
    elements = Elements({name: tuple(each) for name, each in lines.items()}, kind="KẾ HOẠCH")
    paper = Paper(plan.file, "docx", (), ())
    others = frozenset(r.property for r in standard().records.values()) - _WORDS
    for finding in judge.judge(paper, elements, "error", others):
        record = finding.record
        if record.id not in without and not (record.property == "caps" and record.element in _LAID_OUT):
            for line in finding.lines:
                told = judge.problem(judge.Finding(record, finding.found, (line,)), paper)
                yield Problem(_mark(plan, record.element, line), told.message, told.hint, record.id)


def _mark(plan: Plan, element: str, line: Line | PageNumber) -> Mark:
    """The place of an element's words in the plan."""
    if element == "basis":
        return next((text.mark for text in plan.bases if text.value[:30] in line.text), plan.mark)
    if element == "recipients":
        return next((each.mark for each in plan.recipients if each.text and each.text in line.text), plan.mark)
    if element in ("capacity", "signer"):
        return plan.signatory.mark
    if element == "title":
        return plan.title[0].mark
    return plan.issuer.mark if element in ("issuer", "parent", "number", "place_date") else plan.mark
