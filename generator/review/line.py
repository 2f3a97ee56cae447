"""say: one sentence and all that was done to it -> what the values that print it say now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from generator.build import Read
from generator.review import casing, composed, fields, sentence
from generator.review.printed import Sentence, Span
from generator.review.says import Says
from generator.review.scalar import written
from generator.review.sentence import Atom, Look, Splice
from generator.review.sheet import Path, Sheet
from generator.review.spot import Spot, Why, spot


@dataclass(slots=True)
class Line:
    """One sentence of a paragraph and what is to be done to it."""

    span: Span
    sentence: Sentence
    splices: list[Splice] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    #: By the number of its atom: what is done to what fills a placeholder, each with its act.
    filled: dict[int, list[tuple[int, int, str, int]]] = field(default_factory=dict)
    #: The acts on its own words and looks.
    acts: set[int] = field(default_factory=set)


def say(sheet: Sheet, got: Read, line: Line, says: Says) -> None:
    """Add to `says` what a line's sentence comes to: its own words, the values of its placeholders, or why neither."""
    if line.span.upper:
        _recase(sheet, line)
    found = spot(sheet, got, line.sentence)
    if isinstance(found, Why):
        _elsewhere(sheet, found, line, says)
        return
    _fill(sheet, got, found, line, says)
    if not line.splices and not line.looks:
        return
    if found.name and line.looks:
        says.refuse(line.acts, Why("tên cơ quan (`agency`) không có đậm, nghiêng"))
        return
    typed = sentence.edit(line.sentence.text.value, line.sentence.atoms, line.splices, line.looks)
    if typed is None:
        says.refuse(line.acts, Why("không viết lại được câu này bằng dấu của kế hoạch: sửa tay ở khóa"))
        return
    _put(sheet, found, " ".join(typed.split()), line, says)


def _elsewhere(sheet: Sheet, found: Why, line: Line, says: Says) -> None:
    """A sentence that no value says as a whole: its words may be those of several keys, else it is refused."""
    if line.splices and not line.looks and not line.filled:
        made = composed.read(sheet, line.sentence, line.splices)
        for path, said in made if not isinstance(made, Why) else ():
            says.say(path, 0, len(sheet.leaves[path].said), said, line.acts)
        if not isinstance(made, Why):
            return
    says.refuse(line.acts | {part[3] for parts in line.filled.values() for part in parts}, _by_hand(found, line))


def _recase(sheet: Sheet, line: Line) -> None:
    """Write what was typed in capitals as the sentence is written that the page shows in capitals."""
    old = sentence.said(line.sentence.atoms)
    how = casing.known(old, (leaf.said for leaf in sheet.kept.leaves))
    line.splices = [replace(each, now=casing.sentence(each.now, how, each.start == 0)) for each in line.splices]
    first = next((each for each in line.splices if each.start == 0), None)
    if first is None:
        return
    if first.end == 0 and first.now.strip() and casing.small(old, how):  # it begins the sentence no more
        _write_letter(line, 0, str.lower)
    elif not first.now.strip():  # what follows begins the sentence now
        _write_letter(line, next((n for n in range(first.end, len(old)) if old[n].isalnum()), -1), str.upper)


def _write_letter(line: Line, place: int, how: Callable[[str], str]) -> None:
    """Write a printed letter small or large, where it stays and is no value's."""
    if place < 0 or any(each.start <= place < each.end for each in line.splices):
        return
    atom = line.sentence.atoms[sentence.spread(line.sentence.atoms)[place]]
    if atom.field is None and how(atom.shown) != atom.shown:
        line.splices.append(Splice(place, place + 1, how(atom.shown), atom.bold, atom.italic))


def _by_hand(found: Why, line: Line) -> Why:
    """Say the whole sentence in the lines that a unit's own file may have."""
    if not found.item or line.filled:
        return found
    typed = sentence.edit(line.sentence.text.value, line.sentence.atoms, line.splices, line.looks)
    if typed is None or found.key not in ("text", "heading", "content"):
        return found
    said = written(" ".join(typed.split()), len(found.key) + 6, 6)
    return found.to(f"change:\n  {found.item}:\n    {found.key}: {said}", "change")


def _fill(sheet: Sheet, got: Read, found: Spot, line: Line, says: Says) -> None:
    """Say the values that placeholders print now; one that prints through a filter must follow from another."""
    shown: dict[tuple[str, ...], tuple[str, Path]] = {}
    atoms = line.sentence.atoms
    for number, parts in sorted(line.filled.items(), key=lambda each: bool(_filters(atoms[each[0]]))):
        atom = atoms[number]
        now, at = [], 0
        for start, end, new, _ in sorted(parts):
            now += [atom.shown[at:start], new]
            at = end
        said = " ".join("".join([*now, atom.shown[at:]]).split())
        acts = {part[3] for part in parts}
        assert atom.field is not None
        known = shown.get(atom.field.name)
        if known and fields.through(atom, known[0]) == said:
            says.told.update(dict.fromkeys(acts, known[1]))
            continue
        made = fields.read(sheet, got, found.path, atom, said)
        if isinstance(made, Why):
            says.refuse(acts, made)
            continue
        shown[atom.field.name] = said, made[0][0]
        for path, value in made:
            says.told.update(dict.fromkeys(acts, path))
            leaf = sheet.leaves[path]
            if leaf.said != value:
                says.say(path, 0, len(leaf.said), value, acts)


def _filters(atom: Atom) -> int:
    return len(atom.field.filters) if atom.field else 0


def _put(sheet: Sheet, found: Spot, typed: str, line: Line, says: Says) -> None:
    if found.name:
        typed = typed.removesuffix(found.tail).replace("\\*", "*")
    if not typed.strip():
        says.refuse(
            line.acts, Why("xóa hết câu mà đoạn vẫn còn: xóa cả đoạn, hoặc bỏ khóa này", sheet.mark(found.path))
        )
        return
    says.say(found.path, found.start, found.end, typed, line.acts)
