"""The errors that real plans contain: what a rule is said to find, it finds, at the words that are wrong.

Every record of check/errors.yaml is an error that a reader saw in a plan that was issued. It is looked for in
the plan that was transcribed, else (mended there, or never transcribed) in the text as it was published.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache
from pathlib import Path

import pytest
import yaml
from conftest import NAMES, ROOT

from generator import build
from generator.check import read_plan, rules
from generator.check.manuscript import Kind, Manuscript, Passage
from generator.problem import Mark, Problem
from generator.verify import elements, judge
from generator.verify.paper import Line, Paper, Place, Section, Span

sys.path.insert(0, str(ROOT / "tools"))
import write_errors

FOLDER = Path(__file__).parent
RECORDS: list[dict[str, str]] = yaml.safe_load(write_errors.RECORDS.read_text("utf-8"))
KEYS = {"text", "quote", "fault", "found_by", "why", "machine"}
#: The share of the findable errors that the rules find today: it may only grow (per cent).
LEAST = 93

#: How a line of a text begins that continues no line above.
_BEGINS = re.compile(
    r"(?:[IVX]+\.|\d{1,2}(?:\. ?\d{1,2})*\.?|\(\d+\)|[a-zđ][.)]|[-+–]|\[\d+\])\s|Số:|Nơi nhận|TM\.|KT\.|PHÓ |CHỦ TỊCH"
    r"|Độc lập|CỘNG|ỦY BAN|THÀNH PHỐ|TỈNH|KẾ HOẠCH|Trên đây"
)
_OPEN = re.compile(r"[.:;…]$|[.]{3}$|^(?:TM|KT)\.|^PHÓ |^Nơi nhận|^Số:")


# --- the texts as they were published -----------------------------------------------------------


@cache
def lines_of(name: str) -> tuple[str, ...]:
    """The paragraphs of a text, one a line: hard-wrapped lines joined, what the portal added left out."""
    kept = FOLDER / "check" / "texts" / f"{name}.txt"
    if kept.exists():
        return tuple(kept.read_text("utf-8").splitlines())
    text = unicodedata.normalize("NFC", (FOLDER / "sources" / f"{name}.txt").read_text("utf-8"))
    out: list[str] = []
    fresh = True
    for raw in text.split("\n"):
        line = " ".join(re.sub(r"\*+|^#+ ", "", raw).split())
        if not line or re.fullmatch(r"\||-{3,}", line) or line.startswith("public "):
            fresh = True
        elif fresh or _BEGINS.match(line) or not out or _OPEN.search(out[-1]):
            out.append(line)
            fresh = False
        else:
            out[-1] += " " + line
    return tuple(out)


@cache
def published(name: str) -> tuple[Passage, ...]:
    """The passages of a text as published, the lines after `Nơi nhận` told from the rest."""
    kind: Kind = "text"
    passages = []
    for number, line in enumerate(lines_of(name), 1):
        if re.match(r"TM\.|KT\.", line):
            kind = "signatory"
        elif kind == "signatory" and re.match(r"PHỤ LỤC|\[1\]", line):
            kind = "text"
        passages.append(_passage(name, number, line, "archive" if kind == "recipient" and "Lưu" in line else kind))
        if line.startswith("Nơi nhận"):
            kind = "recipient"
    return tuple(passages)


def _passage(name: str, number: int, text: str, kind: Kind) -> Passage:
    return Passage(
        text,
        kind,
        Mark(name, number, 1, 1, text),
        lambda start, end: Mark(name, number, start + 1, max(end - start, 1), text),
    )


@cache
def verified(name: str) -> tuple[Problem, ...]:
    """What the records of the decree find in the words of a text, its letterhead and signature set side by side.

    What the text lacks is told of no line.
    """
    lines, right = [], False
    for number, text in enumerate(lines_of(name)):
        right = (right or bool(re.match(r"TM\.|KT\.", text))) and not re.match(r"PHỤ LỤC", text)
        left, width = (300.0, 240.0) if right or text.startswith(("CỘNG", "Độc lập")) else (60.0, 200.0)
        lines.append(Line((Span(text),), Place("text", number), left=left, width=width))
    paper = Paper(name, "docx", tuple(lines), (Section(210, 297, None, None, None, None),))
    found = judge.judge(paper, elements.find(paper))
    return tuple(
        Problem(Mark(name, text=line.text if isinstance(line, Line) else ""), each.found, rule=each.record.id)
        for each in found
        for line in each.lines or (None,)
    )


# --- finding ------------------------------------------------------------------------------------


@cache
def read(name: str) -> tuple[tuple[tuple[Passage, ...], tuple[Problem, ...]], ...]:
    """The passages and the problems of a plan, and of the text as published."""
    views = []
    if name in NAMES:
        got = build.read(ROOT / "plans" / f"{name}.yaml")
        manuscript = read_plan.read(got.plan, got.source)
        views.append((manuscript.passages, (*got.notes, *rules.check(manuscript))))
    manuscript = Manuscript(published(name))
    views.append((manuscript.passages, tuple(rules.check(manuscript))))
    return tuple(views)


def at(mark: Mark) -> tuple[int, int]:
    return (mark.line, mark.column)


def finds(record: dict[str, str]) -> bool:
    """Tell whether the rule of a record reports the sentence of its quote."""
    name, rule, quote = record["text"], record["found_by"], record.get("typed", record["quote"])
    if rule.startswith("verify:"):
        told = [p.mark for p in verified(name) if p.rule == rule.removeprefix("verify:")]
        return any(quote in mark.text or not mark.text for mark in told)
    for passages, problems in read(name):
        told = [at(p.mark) for p in problems if p.rule == rule]
        for passage in passages:
            place = passage.text.find(quote)
            if place >= 0 and any(_first(passage, place) <= one <= _last(passage, place, quote) for one in told):
                return True
    return False


def _first(passage: Passage, place: int) -> tuple[int, int]:
    """Where the sentence of a quote begins; what is told of a whole item stands where the item's line begins."""
    start = max(passage.text.rfind(sign, 0, place) for sign in (". ", "; ")) + 1
    return at(passage.locate(start, start + 1)) if start else (passage.mark.line, 0)


def _last(passage: Passage, place: int, quote: str) -> tuple[int, int]:
    """Where it ends."""
    ends = [end for sign in (". ", "; ") if (end := passage.text.find(sign, place + len(quote))) >= 0]
    last = min([*ends, len(passage.text) - 1])
    return at(passage.locate(last, last + 1))


def quoted(record: dict[str, str]) -> bool:
    """Tell whether the words of a record stand in the text."""
    texts = list(lines_of(record["text"]))
    for passages, _ in read(record["text"]):
        texts += [passage.text for passage in passages]
    return any(record["quote"] in text for text in texts)


NUMBERED = [pytest.param(record, id=f"{n}-{record['text']}") for n, record in enumerate(RECORDS, 1)]


@pytest.mark.parametrize("record", NUMBERED)
def test_an_error_is_quoted_as_it_stands_and_told(record):
    assert record.keys() - {"typed"} == KEYS
    assert quoted(record), record["quote"]
    assert record["fault"] and isinstance(record["machine"], bool)
    assert bool(record["found_by"]) != bool(record["why"]), "found by a rule, or a reason why not"
    assert record["machine"] or not record["found_by"]


@pytest.mark.parametrize("record", [each for each in NUMBERED if each.values[0]["found_by"]])
def test_an_error_is_found_by_the_rule_that_is_said_to_find_it(record):
    assert finds(record), f"{record['found_by']}: {record['quote']}"


def test_the_share_of_errors_found_does_not_fall():
    findable = [record for record in RECORDS if record["machine"]]
    found = [record for record in findable if record["found_by"]]
    assert 100 * len(found) >= LEAST * len(findable), f"{len(found)} / {len(findable)}"


def test_the_page_of_errors_is_fresh():
    assert write_errors.PAGE.read_text("utf-8") == write_errors.page()
