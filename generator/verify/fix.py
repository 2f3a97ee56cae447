"""fix: a DOCX and what breaches the decree in it -> the same DOCX with what is safe mended.

Looks, places and page settings are mended, never a word: the letters of every part before and after
are compared.  What was tried in vain is not changed at all, and so is what would breach the decree
in another way.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from generator.standard.records import standard
from generator.verify import docx, elements
from generator.verify.judge import Finding, judge
from generator.verify.mend import looks as mend_looks
from generator.verify.mend import pages as mend_pages
from generator.verify.mend import setting as mend_setting
from generator.verify.mend import words as mend_words
from generator.verify.mend.bench import Bench
from generator.verify.mend.package import Parts, open_parts, refused
from generator.verify.mend.proof import words
from generator.verify.paper import Paper, Unreadable

#: Rounds in one go: what is mended can bring out what depends on it (the sizes that go together).
ROUNDS = 3
MENDS: dict[str, mend_looks.Mend] = {
    **mend_pages.PROPERTIES,
    **mend_looks.PROPERTIES,
    **mend_setting.PROPERTIES,
    **mend_words.PROPERTIES,
}
#: Properties in the order in which they are mended: letters are matched before any is put or taken away.
ORDER = {name: at for at, name in enumerate(MENDS)}


@dataclass(frozen=True, slots=True)
class Fixed:
    """A mended DOCX, what was mended in it (the lines that it was mended in), and what is left."""

    data: bytes
    mended: tuple[Finding, ...]
    left: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _State:
    """A document at one stage: its bytes, its reading, what breaches the decree in it."""

    data: bytes
    paper: Paper
    findings: tuple[Finding, ...]

    @property
    def broken(self) -> set[str]:
        return {finding.record.id for finding in self.findings}


def fix(data: bytes, findings: Sequence[Finding], paper: Paper) -> Fixed:
    """Return a document with its safe findings mended. Raises PlanError.

    Records that `findings` leaves out though they are breached count as silenced. The same input
    gives the same bytes; a document with nothing to mend comes back as it was.
    """
    silenced = {finding.record.id for finding in _judged(paper, set())} - {finding.record.id for finding in findings}
    start = _State(data, paper, tuple(findings))
    tried = {f.record.id for f in findings if f.record.safe and f.record.property in MENDS}
    try:
        best = _settled(start, tried, silenced)
    except Unreadable as error:
        raise refused(error, paper.file) from None
    return Fixed(best.data, tuple(_mended(start, best)), best.findings)


def _settled(start: _State, tried: Set[str], silenced: Set[str]) -> _State:
    """Mend all that helps, then once more without what helped nothing."""
    best = _careful(start, [name for name in standard().records if name in tried], silenced)
    vain = {i for i in tried if _places(best.findings, i) >= _places(start.findings, i) > set()}
    return _settled(start, tried - vain, silenced) if vain else best


def _careful(best: _State, names: Sequence[str], silenced: Set[str]) -> _State:
    """Mend some records; where that breaches another one, each half by itself, so that only the cause is left out."""
    if not names:
        return best
    then = _mend_all(best, set(names), silenced)
    if not then.broken - best.broken:
        return then
    half = len(names) // 2
    return _careful(_careful(best, names[:half], silenced), names[half:], silenced) if half else best


def _mend_all(state: _State, tried: Set[str], silenced: Set[str]) -> _State:
    """Mend the findings of some records, and what comes up by it."""
    known = state.broken
    for _ in range(ROUNDS):
        again = [f for f in state.findings if f.record.id in tried or (f.record.id not in known and f.record.safe)]
        data = _mend(state, again) if again else state.data
        if data == state.data:
            break
        paper = docx.read(data, state.paper.file)
        state = _State(data, paper, _judged(paper, silenced))
    return state


def _judged(paper: Paper, silenced: Set[str]) -> tuple[Finding, ...]:
    return tuple(f for f in judge(paper, elements.find(paper)) if f.record.id not in silenced)


def _mend(state: _State, findings: Sequence[Finding]) -> bytes:
    """Mend once, and prove that every word is still there."""
    parts = open_parts(state.data)
    before = _all_words(parts)
    bench = Bench(parts, state.paper, elements.find(state.paper))
    for finding in sorted((f for f in findings if f.record.property in MENDS), key=lambda f: ORDER[f.record.property]):
        MENDS[finding.record.property](bench, finding.record, finding.lines)
    assert _all_words(parts) == before, "fix changed a word of the document"
    return parts.save()


def _all_words(parts: Parts) -> dict[str, str]:
    """Return the words of every part that text stands in."""
    kinds = ("header", "footer", "footnotes", "endnotes", "comments", "glossary")
    names = [parts.main, *(n for n in parts.bytes_of if n.endswith(".xml") and n.rsplit("/", 1)[-1].startswith(kinds))]
    return {name: words(root) for name in names if (root := parts.tree(name)) is not None}


def _places(findings: Sequence[Finding], name: str) -> set[object]:
    """Return where a record is breached."""
    found = [finding for finding in findings if finding.record.id == name]
    return {line.place for finding in found for line in finding.lines} | {None for f in found if not f.lines}


def _mended(before: _State, after: _State) -> list[Finding]:
    """Return the findings that are gone, those that are gone in part with the lines that they are gone from."""
    found = []
    for finding in before.findings:
        left = _places(after.findings, finding.record.id)
        gone = tuple(line for line in finding.lines if line.place not in left)
        if gone or (not finding.lines and not left):
            found.append(replace(finding, lines=gone))
    return found
