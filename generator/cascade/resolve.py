"""resolve: a plan's file -> one source, with all that it takes over from the files it extends, its unit's
names and figures, and the plan above it cited. Every value keeps the place that it came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace
from datetime import date as Date
from pathlib import Path
from typing import Any

from generator import model, source
from generator.cascade import (
    allocate,
    assign,
    bounds,
    cite,
    edits,
    furnish,
    layers,
    office,
    office_file,
    standing,
    table,
)
from generator.cascade import digest as digests
from generator.cascade.allocate import Given, Rows
from generator.cascade.kept import Stamp, keep, recall, stamp
from generator.cascade.layers import Layer
from generator.cascade.layers import files_of as files_of
from generator.cascade.merge import Merged, begin, merge
from generator.cascade.office_file import OfficeFile
from generator.cascade.tree import Item, items, locks, text_of, value_of, with_entry
from generator.plan import Plan
from generator.problem import Mark, PlanError, Problem
from generator.register import register
from generator.register.register import Unit
from generator.source import Mapping, Scalar, Source, Value


@dataclass(frozen=True, slots=True)
class Resolved:
    """A plan with all that stands behind it.

    `source` is what `model.validate` reads; `merged` the tree before the unit's names and figures
    came in; `parent` the plan of the office above, which this one cites; `given` the figures that
    the unit was given, by the target's id; `cited` the place of the basis that was added for `parent`.
    """

    source: Source
    layers: tuple[Layer, ...]
    merged: Merged
    unit: Unit | None
    rows: Rows | None
    parent: Resolved | None
    given: Map[str, Given] = field(default_factory=dict)
    cited: Mark | None = None

    @property
    def items(self) -> Map[str, Item]:
        return items(self.source.root)

    def inherited_value(self, id: str) -> Value | None:
        """Return the figure of a target as the files say it, before the unit's own came in."""
        item = items(self.merged.root).get(id)
        return value_of(item.node, "value") if item else None

    @property
    def stamps(self) -> tuple[Stamp, ...]:
        """What tells the content of every file that the plan was read from, in the order of `files`."""
        return _stamps(self.layers)

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file that the plan was read from, each once: layer by layer, its own first, after each layer the
        office file and the register that it names. The files of the plan above are among them."""
        return tuple(Path(path) for path, _ in self.stamps)

    @property
    def path(self) -> Path:
        return self.layers[0].path

    @property
    def abstract(self) -> bool:
        return self.layers[0].abstract

    @property
    def day(self) -> Date | None:
        return self.rows.day if self.rows else None


#: Keys by which a plan has to do with units or with a plan above it.
_CASCADING = {"unit", "units", "office", "change", "add", "remove", "reorder", "conflicts"}

_Stamps = tuple[Stamp, ...]
_MERGED: dict[_Stamps, tuple[Merged, tuple[Problem, ...]]] = {}
_RESOLVED: dict[_Stamps, Resolved] = {}
_PLANS: dict[_Stamps, Plan] = {}


def resolve(path: Path, data: bytes | None = None) -> Resolved:
    """Return a plan with what it extends merged in; `data` stands for what its own file holds, where it is given.

    Raises PlanError with all that is wrong in the merge.
    """
    return _resolved(layers.chain(path, data))


def _resolved(chain: tuple[Layer, ...]) -> Resolved:
    """The plan that a chain makes, or the end of a chain: its files are not read again."""
    if len(chain) == 1 and not _CASCADING & chain[0].entries.keys():
        if any(table.KEY in line for line in chain[0].source.lines):
            return _finish(chain, _merged(chain)[0])
        return Resolved(chain[0].source, chain, Merged(chain[0].source.root), None, None, None)
    key = (*_stamps(chain), *furnish.there(chain))
    known = recall(_RESOLVED, key)
    if known:
        return known
    merged, problems = _merged(chain)
    if problems:
        raise PlanError(problems)
    return keep(_RESOLVED, key, _finish(chain, merged))


def plan_of(resolved: Resolved) -> Plan:
    """Return the plan that a resolved source holds, validated once. Raises PlanError."""
    key = resolved.stamps
    return recall(_PLANS, key) or keep(_PLANS, key, model.validate(resolved.source))


def digest(resolved: Resolved) -> str:
    """Return what tells a plan from any other: as long as it is the same, so is what is printed, and all that is told
    of the tree; marks, comments and the layout of the files do not count."""
    return digests.digest(resolved.source.root, resolved.abstract)


def citation_of(path: Path) -> str:
    """Return how a plan names the number and date of the plan above it; "" where there is none, or it is wrong."""
    try:
        parent = _parent(layers.chain(path))
        return cite.cite(plan_of(parent))["short"] if parent else ""
    except PlanError:
        return ""


def given_of(path: Path) -> Map[str, Given]:
    """Return the figures that a unit is given, whatever is wrong in its own file.

    Raises PlanError for what is wrong above it.
    """
    chain = layers.chain(path)
    base = base_of(path)
    if base is None or chain[0].abstract:
        return {}
    parent = _parent(chain)
    own = chain[0].source
    date = value_of(own.root, "date")
    root = with_entry(base.root, Scalar("date", date.mark), date) if isinstance(date, Scalar) else base.root
    rows = standing.rows(chain, root, _day_above(chain))
    unit = standing.unit(chain, rows)
    if not unit or not rows:
        return {}
    typed = {id: value_of(node, "value") for id, (_, node) in edits.read(own)[0].changes.items()}
    root = assign.set_values(root, {id: value for id, value in typed.items() if isinstance(value, Scalar)})
    _, given, problems = assign.assign(root, chain, unit, rows, parent.items if parent else {})
    above = [problem for problem in problems if problem.mark.file != own.file]
    if above:
        raise PlanError(above)
    return given


def below(path: Path) -> Resolved:
    """Return what a plan that is wrong itself stands on. Raises PlanError where that is wrong too, or nothing."""
    own = layers.load(path)
    if own.extends is None:
        raise PlanError(())
    return resolve(layers.beside(path, own.extends.text))


def trial(path: Path) -> Resolved | None:
    """Return a template as the first unit below would have it, so that it can be checked by itself.

    None where no register tells of a unit. Raises PlanError with all that is wrong in the merge.
    """
    chain = layers.chain(path)
    merged, problems = _merged(chain)
    if problems:
        raise PlanError(problems)
    rows = standing.rows(chain, merged.root, _day_above(chain))
    issuing = standing.unit(chain, rows)
    below = rows.register.below(issuing.id, rows.day) if rows and issuing else ()
    if not below:
        return None
    typed = [item for item in allocate.targets(items(merged.root))
             if not allocate.way(item, "from") and not allocate.way(item, "share")]  # fmt: skip
    text = f"extends: {path.name}\nunit: {below[0].id}\nchange:\n"
    for item in typed:  # what each unit has to say itself is taken as said
        text += f'  {item.id}: {{value: "{text_of(item.node, "value")}"}}\n'
    own = source.parse(text.encode("utf-8"), f"{path} ({below[0].full_name})")
    layer = Layer(path, own, stamp(Path(own.file), text.encode("utf-8")), False, None)
    return _finish((layer, *chain), _merged((layer, *chain))[0])


# --- merging ------------------------------------------------------------------------------------


def _merged(chain: tuple[Layer, ...]) -> tuple[Merged, tuple[Problem, ...]]:
    """The tree of a chain, each part of it merged once however many plans stand on it."""
    key = tuple(each.stamp for layer in chain for each in (layer, layer.office) if each)
    known = recall(_MERGED, key)
    if known:
        return known
    own, rest = chain[0], chain[1:]
    if not rest:
        merged, problems = begin(own.source)
    else:
        base, below = _merged(rest)
        if below:
            return base, below
        base = replace(base, root=office.taken_over(base.root, own, rest))
        merged, problems = merge(base, own.source)
    return keep(_MERGED, key, (merged, tuple(problems)))


def _stamps(chain: Iterable[Layer]) -> _Stamps:
    """What tells the content of the files of a chain and of those that they name, each once."""
    return tuple(dict.fromkeys(each for layer in chain for each in layer.stamps))


# --- finishing ----------------------------------------------------------------------------------


def _finish(chain: tuple[Layer, ...], merged: Merged) -> Resolved:
    """Bring in the unit, the plan above, the figures given out; then take the tree as the plan's source."""
    own, parent = chain[0], _parent(chain)
    file = None if own.abstract else office.file_of(chain)
    root, locked = _filled(merged.root, chain, file) if file else (merged.root, [])
    root = furnish.beside_their_files(root)
    rows = standing.rows(chain, root, _day_above(chain))
    taken = _as_unit(root, chain, merged, rows, parent)
    problems = [*taken.problems, *locked, *furnish.unsettled(own)]
    if file and taken.unit and (other := office_file.another(root, file, taken.unit.committee)):
        problems.append(other)
    for item in items(taken.root).values():
        problems += bounds.kept(item, merged.replaced)
    root, told = table.expand(taken.root, _issuer_of(chain, items(taken.root), rows, parent))
    problems += told
    cited = furnish.cited(root, chain) if parent and not own.abstract else None
    root = furnish.citing(root, cited) if cited else root
    named = {**taken.named, **({"parent": cite.cite(plan_of(parent))} if parent else {})}
    root = furnish.with_variables(root, named, taken.unit.mark if taken.unit else own.source.root.mark)
    if any(problem.level == "error" for problem in problems):
        raise PlanError(dict.fromkeys(problems))
    inherited = {layer.source.file: layer.source.lines for layer in chain[1:]}
    inherited |= {file.source.file: file.source.lines} if file else {}
    notes = (
        *own.source.notes,
        *(file.source.notes if file else ()),
        *(rows.register.notes if rows else ()),
        *problems,
        *_wondered(root, own, parent),
    )
    whole = Source(own.source.file, root, own.source.lines, notes, inherited)
    return Resolved(whole, chain, merged, taken.unit, rows, parent, taken.given, cited)


def _filled(root: Mapping, chain: tuple[Layer, ...], file: OfficeFile) -> tuple[Mapping, list[Problem]]:
    """Fill in what the office file says; a lock set below the layer that names it holds against it."""
    naming = next(number for number, layer in enumerate(chain) if layer.office is file)
    above = {layer.source.file for layer in chain[naming + 1 :]}
    return office_file.fill(root, file.keys, {k: mark for k, mark in locks(root)[1].items() if mark.file in above})


@dataclass(frozen=True, slots=True)
class _Taken:
    """A tree that a unit took for its own: what it was given, what its sentences may name, what is wrong in it."""

    root: Mapping
    unit: Unit | None = None
    named: Map[str, Any] = field(default_factory=dict)
    given: Map[str, Given] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def _as_unit(
    root: Mapping, chain: tuple[Layer, ...], merged: Merged, rows: Rows | None, parent: Resolved | None
) -> _Taken:
    """Make a tree the unit's own: its letterhead, its figures, nothing that it was given left out."""
    unit = standing.unit(chain, rows)
    if unit is None or rows is None:
        return _Taken(root)
    named = register.values(unit, rows.register, rows.day)
    if chain[0].abstract:
        return _Taken(root, unit, {"unit": named})
    known = _above(unit, rows, parent)
    if known and parent and parent.rows:  # the plan above speaks of the unit as its own register has it
        unit, named = known, named | register.values(known, parent.rows.register, rows.day)
    root = office.fill(root, unit)
    above = parent.items if parent else {}
    problems = list(assign.dropped(root, merged, chain, unit, rows, above))
    for id, item in items(root).items():
        problems += bounds.unprinted(item, above[id]) if id in above else ()
    root, given, told = assign.assign(root, chain, unit, rows, above)
    return _Taken(root, unit, {"unit": named}, given, (*problems, *told))


def _wondered(root: Mapping, own: Layer, parent: Resolved | None) -> Iterator[Problem]:
    """What is doubtful in a plan beside the one that it stands on."""
    if parent and not own.abstract:
        yield from furnish.before_its_parent(root, parent.source.root)
        issuer = plan_of(parent).issuer.name
        above = parent.unit.full_name if parent.unit else re.sub(r"^[ỦU][ỷy] ban nhân dân\s+", "", issuer)
        issued = {layer.source.file for layer in parent.layers if not layer.abstract}
        yield from furnish.foreign_words(root, above, issued)


def _parent(chain: tuple[Layer, ...]) -> Resolved | None:
    """The nearest plan below in the chain that is a document of another office."""
    here = office.of(chain)
    for number, layer in enumerate(chain[1:], 1):
        if not layer.abstract:
            there = office.of(chain[number:])
            return _resolved(chain[number:]) if there != here and not chain[0].abstract else None
    return None


def _day_above(chain: tuple[Layer, ...]) -> Date | None:
    """The day of the nearest document that a chain stands on."""
    issued = next((number for number, layer in enumerate(chain) if number and not layer.abstract), None)
    return day_of(_resolved(chain[issued:])) if issued else None


def day_of(resolved: Resolved) -> Date | None:
    """Return the day as of which a plan sees its units."""
    return standing.day(resolved.source.root, _day_above(resolved.layers))


def base_of(path: Path) -> Merged | None:
    """Return the tree that a plan stands on, before its own file is merged in; None where it extends nothing.

    Raises PlanError for what is wrong in the files below it.
    """
    chain = layers.chain(path)
    if len(chain) == 1:
        return None
    merged, problems = _merged(chain[1:])
    if problems:
        raise PlanError(problems)
    return replace(merged, root=office.taken_over(merged.root, chain[0], chain[1:]))


def _issuer_of(
    chain: tuple[Layer, ...], own: Map[str, Item], rows: Rows | None, parent: Resolved | None
) -> table.Issuing:
    """Return what tells, for a place, the unit that gives out what is said there, and its own targets."""

    def issuing(mark: Mark) -> tuple[Unit | None, Map[str, Item], Rows | None]:
        unit = standing.issuing(chain, mark, rows)
        theirs = standing.rows_as_of(standing.from_layer(chain, mark), rows.day) if rows else None
        above = parent
        while unit and above and not (above.unit and above.unit.id == unit.id):
            above = above.parent
        return unit, above.items if above else own, theirs or rows

    return issuing


def _above(unit: Unit, rows: Rows, parent: Resolved | None) -> Unit | None:
    """The unit as the register of the plan above has it: its own register may add to that, not change it."""
    if parent is None or parent.rows is None or parent.rows.register is rows.register:
        return None
    return parent.rows.register.unit(unit.id, rows.day)
