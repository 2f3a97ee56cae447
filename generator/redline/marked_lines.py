"""Lines: two sentences -> one whose runs say what went and what came.

Words are compared (compare.words); their looks are those of the version that each is from. A footnote is one sign of
its sentence: where the sign stayed, the two notes are compared, too. Footnotes are numbered anew as they are met.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.compare.align import Item, Pair, align
from generator.compare.words import Step, likeness, words
from generator.document import Change, Line, Marked, Run, plain

#: Stands for a footnote while words are compared; no plan has it (source refuses letters of a font's own).
NOTE = "\ue000"
#: In place of a footnote's number: the blank before the next line of a name or a title.
_BREAK = -1
#: Less alike, two sentences are shown one after the other and not word among word.
MIXED = 0.25


@dataclass(frozen=True, slots=True)
class Marks:
    """What becomes of the words that stayed, that went and that came; None leaves them out."""

    same: Change
    gone: Change | None
    came: Change | None


CHANGED = Marks("", "del", "ins")
#: A block that moved shows its old words where it stood and its new ones where it stands.
AWAY = Marks("from", "del", None)
HERE = Marks("to", None, "ins")
#: A block that went or came whole is compared with itself.
GONE = Marks("del", "del", None)
CAME = Marks("ins", None, "ins")


@dataclass(frozen=True, slots=True)
class Lines:
    """Makes lines of two versions; `notes` are the footnotes made so far, in the order of their numbers."""

    old_notes: Sequence[Line]
    new_notes: Sequence[Line]
    notes: list[Line] = field(default_factory=list)

    def line(self, old: Line, new: Line, marks: Marks = CHANGED) -> Line:
        """Return one line of both: without what came it has the old words, without what went the new ones."""
        if marks == CHANGED and old == new and not any(run.note for run in new):
            return new
        return tuple(_joined(self._runs(_spelled([old]), _spelled([new]), marks)))

    def text(self, old: str, new: str, marks: Marks = CHANGED) -> str:
        """Return one text of both, as it is where nothing became of it."""
        return _said(self.line(_one(old), _one(new), marks))

    def marker(self, old: str, new: str, marks: Marks = CHANGED) -> str:
        """Return the marker of both, each whole: `5.` that became `6.` has no half that stayed."""
        if old == new:
            return self.text(old, new, marks)
        went = (Run(old, change=marks.gone),) if old and marks.gone else ()
        came = (Run(new, change=marks.came),) if new and marks.came else ()
        return _said((*went, *came))

    def texts(self, old: tuple[str, ...], new: tuple[str, ...], marks: Marks = CHANGED) -> tuple[str, ...]:
        """Return the lines of a name as `title` does."""
        return tuple(_said(line) for line in self.title(tuple(map(_one, old)), tuple(map(_one, new)), marks))

    def stacked(self, old: tuple[str, ...], new: tuple[str, ...], marks: Marks = CHANGED) -> tuple[str, ...]:
        """Return the lines of both where each is one of its own: capacities, addresses."""
        return tuple(map(_said, self.paragraphs(tuple(map(_one, old)), tuple(map(_one, new)), marks)))

    def title(self, old: tuple[Line, ...], new: tuple[Line, ...], marks: Marks = CHANGED) -> tuple[Line, ...]:
        """Return the lines of both. That a text was broken elsewhere into lines is no change of its words."""
        left, right = _spelled(old), _spelled(new)
        if marks == CHANGED and _mixed(left, right):
            apart = [(line, line, GONE) for line in old] + [(line, line, CAME) for line in new]
            return tuple(self.line(*each) for each in apart)
        return tuple(_broken(_joined(self._runs(left, right, marks)), marks.same))

    def paragraphs(self, old: tuple[Line, ...], new: tuple[Line, ...], marks: Marks = CHANGED) -> tuple[Line, ...]:
        """Return the paragraphs of a cell: which became which is found first."""
        if len(old) == len(new) == 1:
            return (self.line(old[0], new[0], marks),)
        pairs = align([Item(plain(line)) for line in old], [Item(plain(line)) for line in new], moves=False)
        return tuple(self._pair(old, new, pair, marks) for pair in pairs if shown(pair, marks))

    def _pair(self, old: Sequence[Line], new: Sequence[Line], pair: Pair, marks: Marks) -> Line:
        if pair.old is not None and pair.new is not None:
            return self.line(old[pair.old], new[pair.new], marks)
        if pair.old is not None:
            return self.line(old[pair.old], old[pair.old], GONE)
        return self.line(new[pair.new or 0], new[pair.new or 0], CAME)

    def _runs(self, old: list[Run], new: list[Run], marks: Marks) -> Iterator[Run]:
        at = to = 0
        for step in _steps(old, new):
            went, came = _cut(old, at, at + len(step.old)), _cut(new, to, to + len(step.new))
            at, to = at + len(step.old), to + len(step.new)
            if step.same:
                yield from self._stayed(went, came, marks)
                continue
            if marks.gone:
                yield from (self._noted(run, GONE, marks.gone) for run in went)
            if marks.came:
                yield from (self._noted(run, CAME, marks.came) for run in came)

    def _stayed(self, old: list[Run], new: list[Run], marks: Marks) -> Iterator[Run]:
        """Yield words that stayed; each of their footnotes is compared with the one that it was."""
        if marks in (GONE, CAME):
            yield from (self._noted(run, marks, marks.same) for run in (old if marks == GONE else new))
            return
        were = (run.note for run in old if run.note > 0)
        are = (run.note for run in new if run.note > 0)
        for run in old if marks.came is None else new:
            if run.note > 0:
                yield self._note(run, self.old_notes[next(were) - 1], self.new_notes[next(are) - 1], marks, marks.same)
            else:
                yield replace(run, change=marks.same) if marks.same else run

    def _noted(self, run: Run, marks: Marks, change: Change) -> Run:
        """Return a run that went or came; its footnote does as well."""
        if run.note <= 0:
            return replace(run, change=change)
        note = (self.old_notes if marks == GONE else self.new_notes)[run.note - 1]
        return self._note(run, note, note, marks, change)

    def _note(self, run: Run, old: Line, new: Line, marks: Marks, change: Change) -> Run:
        self.notes.append(())  # its number is its place; a footnote has no footnotes of its own
        number = len(self.notes)
        self.notes[number - 1] = self.line(old, new, marks)
        return replace(run, text="", note=number, change=change)


def shown(pair: Pair, marks: Marks) -> bool:
    """Tell whether what a pair says is shown under these marks: what came is not shown where a block stood before."""
    if pair.old is None or pair.new is None:
        return bool(marks.gone if pair.new is None else marks.came)
    return True


def _one(text: str) -> Line:
    return (Run(text),) if text else ()


def _said(line: Line) -> str:
    return Marked(line) if any(run.change for run in line) else plain(line)


def _spelled(lines: Iterable[Line]) -> list[Run]:
    """Return a text as runs, each footnote a sign; between two of its lines stands a blank that says so."""
    found: list[Run] = []
    for number, line in enumerate(lines):
        found += [Run(" ", note=_BREAK)] if number else []
        for run in line:
            found += [replace(run, note=0)] if run.text else []
            found += [replace(run, text=NOTE)] if run.note else []
    return found


def _cut(runs: list[Run], start: int, end: int) -> list[Run]:
    """Return the runs of the letters from `start` up to `end`."""
    found, at = [], 0
    for run in runs:
        text = run.text[max(start - at, 0) : max(end - at, 0)]
        at += len(run.text)
        if text:
            found.append(run if text == run.text else replace(run, text=text))
    return found


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield the runs, those joined that look alike."""
    last: Run | None = None
    for run in runs:
        if last and last.note == run.note == 0 and replace(last, text=run.text) == run:
            last = replace(last, text=last.text + run.text)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last


def _words(runs: list[Run]) -> str:
    return "".join(run.text for run in runs)


def _mixed(old: list[Run], new: list[Run]) -> bool:
    """Tell whether two texts have so little in common that their words would only be mixed up."""
    return likeness(_words(old), _words(new)) < MIXED


def _steps(old: list[Run], new: list[Run]) -> tuple[Step, ...]:
    if _mixed(old, new):
        return (Step(False, _words(old), _words(new)),)
    return words(_words(old), _words(new))


def _broken(runs: Iterable[Run], stayed: Change) -> Iterator[Line]:
    """Yield the lines of a text, broken at the blanks between lines that stayed."""
    line: list[Run] = []
    for run in runs:
        if run.note == _BREAK and run.change == stayed:
            yield tuple(line)
            line = []
        else:
            line.append(replace(run, note=0) if run.note == _BREAK else run)
    if line:
        yield tuple(line)
