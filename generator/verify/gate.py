"""gate: a plan's file that was just built -> what keeps it from being delivered.

Only errors count: the decree's own words, measured in the file as it was read back. What is which
element is known from the Document, so nothing is guessed. What a plan silences with a reason does
not count, and is listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.document import Document
from generator.plan import Silence
from generator.problem import Problem
from generator.verify import judge, known
from generator.verify.paper import Paper

#: What is not looked at again: letters were when the plan was read; numbers, stops and titles are the layout's own, and
#: of lines that are formatted alike only one is here; the words of a PDF are those of its DOCX.
_ORDER = ("unicode", "letters", "clause_bold", "basis_end", "basis_last", "has_title")
#: What a reader of a PDF can only infer from where the ink stands is measured in the DOCX of the same profile.
_INFERRED = ("margin", "indent", "gap", "line", "justified", "centered")
_SEEN = {"docx": (*_ORDER, "gap"), "pdf": (*_ORDER, *_INFERRED, "present", "numbered")}


def gate(paper: Paper, document: Document, silenced: Iterable[Silence]) -> Iterator[Problem]:
    """Yield the errors of a file that was made from a document, and a note for each that the plan silences."""
    reasons = {each.rule: each for each in silenced}
    for finding in judge.judge(paper, known.find(document, paper), "error", _SEEN[paper.origin]):
        record = finding.record
        told = judge.problem(finding, paper)
        if record.id in reasons:
            silence = reasons[record.id]
            message = f"không tính `{record.id}` ({told.message}): {silence.reason}"
            yield Problem(silence.mark, message, rule=record.id, level="info")
        else:
            yield told
