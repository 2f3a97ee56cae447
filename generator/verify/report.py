"""report: what was found in documents -> text, JSON or SARIF 2.1.0."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from generator import __version__
from generator.problem import LEVEL_NAMES, Level, Problem, show
from generator.standard.records import standard
from generator.verify import judge
from generator.verify.judge import Finding
from generator.verify.paper import Line, PageNumber
from generator.verify.verify import Verified

_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: dict[Level, str] = {"error": "error", "warning": "warning", "info": "note"}


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one file: its problems as staff read them, and the same as data.

    `fault` is a fault of ours, as Python tells it; "" where there is none.
    """

    file: str
    problems: tuple[Problem, ...]
    items: tuple[dict[str, Any], ...]
    fault: str = ""

    def count(self, level: Level) -> int:
        """Return how many problems are of a level."""
        return sum(p.level == level for p in self.problems)


def of(verified: Verified) -> Report:
    """Return the report of a document."""
    found = [_finding(f, verified) for f in verified.findings]
    found += [_problem(p) for p in verified.remarks]
    return Report(verified.paper.file, tuple(verified.problems), tuple(found))


def of_problems(file: str, problems: Sequence[Problem]) -> Report:
    """Return the report of a file that could not be read, or of a plan that was checked."""
    return Report(file, tuple(problems), tuple(_problem(p) for p in problems))


def text(report: Report) -> str:
    """Return a report as staff read it: a headline with the counts, then every problem."""
    counts = [f"{n} {LEVEL_NAMES[level]}" for level in ("error", "warning", "info") if (n := report.count(level))]
    verdict = "cần sửa" if report.count("error") else "đạt"
    head = f"{report.file}: {verdict}" + (f" ({', '.join(counts)})" if counts else "")
    return "\n\n".join([head, *(show(p) for p in report.problems)]) + ("\n" if report.problems else "")


def as_json(reports: Iterable[Report]) -> str:
    """Return a JSON list of all findings."""
    return json.dumps([item for report in reports for item in report.items], ensure_ascii=False, indent=2)


def as_sarif(reports: Iterable[Report]) -> str:
    """Return a SARIF 2.1.0 log of all findings."""
    results = [_result(item) for report in reports for item in report.items]
    used = sorted({r["ruleId"] for r in results})
    driver = {"name": "kehoach", "version": __version__, "rules": [_rule(name) for name in used]}
    log = {"$schema": _SARIF, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}
    return json.dumps(log, ensure_ascii=False, indent=2)


#: The forms that are one text for all files.
WRITERS: dict[str, Callable[[Iterable[Report]], str]] = {"json": as_json, "sarif": as_sarif}


def _finding(finding: Finding, verified: Verified) -> dict[str, Any]:
    told = judge.problem(finding, verified.paper)
    item = _problem(told)
    item |= {
        "clause": finding.record.clause,
        "found": finding.found,
        "allowed": str(finding.record.allowed) or judge.cure(finding.record, standard()),
        "cure": judge.cure(finding.record, standard()),
        "fixable": finding.record.safe,
        "places": [_place(line) for line in finding.lines],
    }
    return item


def _problem(problem: Problem) -> dict[str, Any]:
    mark = problem.mark
    return {
        "rule": problem.rule,
        "severity": problem.level,
        "message": problem.message,
        "place": mark.spot or str(mark),
        "file": mark.file,
        **({"line": mark.line, "column": mark.column} if mark.line else {}),
        "cure": problem.hint,
    }


def _place(line: Line | PageNumber) -> dict[str, Any]:
    place = line.place
    where: dict[str, Any] = {"text": line.text[:120]}
    if place.page is not None:
        where |= {"page": place.page, "top": round(place.top or 0, 1)}
    else:
        where |= {"part": place.part, "paragraph": place.paragraph + 1}
    return where


def _result(item: dict[str, Any]) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": item["file"]}}
    if "line" in item:
        physical["region"] = {"startLine": item["line"], "startColumn": item["column"]}
    location: dict[str, Any] = {"physicalLocation": physical}
    if item["place"] != item["file"]:
        location["logicalLocations"] = [{"fullyQualifiedName": item["place"]}]
    return {
        "ruleId": item["rule"] or "plan",
        "level": _LEVELS[item["severity"]],
        "message": {"text": item["message"] + (f" - {item['cure']}" if item["cure"] else "")},
        "locations": [location],
    }


def _rule(name: str) -> dict[str, Any]:
    record = standard().records.get(name)
    if record is None:
        return {"id": name}
    words = f"{standard().elements[record.element]}: {judge.cure(record, standard())}"
    rule: dict[str, Any] = {"id": name, "shortDescription": {"text": words}}
    if record.quote:
        rule["fullDescription"] = {"text": f"{record.clause}: “{record.quote}”"}
    return rule
