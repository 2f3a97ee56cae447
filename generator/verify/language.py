"""find: the sentences of a document -> what breaches Phụ lục II and III in them.

The rules are those of `check`, written once for plans and documents; only the rules that are
records of the decree run on a document that is not ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as Date

from generator.check.manuscript import Kind, Manuscript, Passage
from generator.check.rules import RULES
from generator.problem import Mark, Problem
from generator.standard.records import standard
from generator.verify import judge
from generator.verify.found import Elements
from generator.verify.paper import Line, Paper

#: Kinds by the name of the element; what is none of them is running text, or a cell of a table.
_KINDS: dict[str, Kind] = {
    "basis": "basis", "part_title": "heading", "section": "heading", "recipients": "recipient", "capacity": "signatory",
    "signer": "signatory", "appendix_title": "appendix", "attached": "attached", "contact": "contact",
}  # fmt: skip
#: Elements whose words are judged by records of their own.
_LEFT_OUT = ("country", "motto", "parent", "issuer", "number", "place_date", "kind", "title", "recipients_title")


def find(paper: Paper, elements: Elements) -> Iterator[Problem]:
    """Yield what the language records find, by place in the document."""
    manuscript = read(paper, elements)
    for record in standard().records.values():
        if record.property == "language":
            yield from RULES[record.id].check(manuscript)


def read(paper: Paper, elements: Elements) -> Manuscript:
    """Return a document's sentences with their places."""
    kinds: dict[int, Kind] = {}
    left_out = {id(line) for name in _LEFT_OUT for line in elements[name]}
    for name, kind in _KINDS.items():
        kinds |= {id(line): kind for line in elements[name]}
    passages = []
    if elements["title"]:
        title = " ".join(line.text for line in elements["title"])
        passages.append(_passage(paper, elements["title"][0], title, "title"))
    for line in paper.lines:
        if id(line) not in left_out and line.zone in ("body", "note") and line.text:
            kind = kinds.get(id(line), "cell" if line.cell[0] >= 0 else "note" if line.zone == "note" else "text")
            passages.append(_passage(paper, line, line.text, kind))
    issuer = " ".join(line.text for line in elements["issuer"])
    return Manuscript(tuple(passages), _date(elements), issuer)


def _passage(paper: Paper, line: Line, text: str, kind: Kind) -> Passage:
    mark = Mark(paper.file, spot=judge.spot(line))
    return Passage(text, kind, mark, lambda start, end: mark)


def _date(elements: Elements) -> Date | None:
    for line in elements["place_date"]:
        found = re.search(r"(\d{1,2})\D+(\d{1,2})\D+(\d{4})", line.text)
        if found:
            try:
                return Date(int(found[3]), int(found[2]), int(found[1]))
            except ValueError:
                return None
    return None
