"""arrange: a tree -> the same with the keys of every group in the order of the house.

What prints in the order in which it is written (`sections`, `text`, `tasks`, tables …) keeps that order; so do names
that are free (variables, footnotes, the ids of `change`) and a group with a key that the language has not.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.canon.twigs import Branch, Leaf, Twig
from generator.schema import CONTENT, LISTS, MAPS

#: Keys whose order among one another is the order of print.
_PRINTED = frozenset((*CONTENT, "tasks", "parts"))

#: Where the plans of the house differ from the order of `schema.MAPS`, which is made for looking keys up: first the
#: keys before what prints, then those after it. What is in neither stands as in MAPS, at the end of the first.
_HEADS: dict[str, tuple[str, ...]] = {
    "plan": (
        "extends", "abstract", "standard", "office", "unit", "units", "status", "template", "profile", "locked",
        "secrecy", "urgency", "circulation", "variables", "issuer", "number", "date", "title", "bases", "opening",
        "footnotes", "markers",
    ),
    "node": (
        "id", "locked", "part", "heading", "agency", "show_agency", "run_in", "indicator", "coordinate_with", "period",
        "due", "from", "to", "via", "numbered", "marker", "start",
    ),
}  # fmt: skip
_TAILS: dict[str, tuple[str, ...]] = {
    "plan": ("closing", "recipients", "drafter", "signatory", "silenced"),
}
#: What belongs to a sentence stands right after it, before what the item holds further: `text`, `value`, `unit`.
_OF_TEXT = (
    "value", "amount", "unit", "baseline", "better", "minimum", "maximum", "allocate", "deadline", "product",
)  # fmt: skip
#: Long blocks of a plan that offices put before or after those around them: they stay behind the key they follow.
_FOLLOWING = frozenset(("change", "remove", "add", "reorder", "conflicts", "appendices"))
#: What a group is taken for where the language does not say: the first that has all its keys.
_GUESSES = (
    "node", "task", "task_group", "table", "appendix", "basis", "recipient", "recipient_group", "archive", "row",
    "cell", "column",
)  # fmt: skip


def _ranks(name: str) -> dict[str, int]:
    head, tail = _HEADS.get(name, ()), _TAILS.get(name, ())
    others = [key for key in MAPS[name] if key not in (*head, *tail, *_PRINTED)]
    if name not in _HEADS:  # as in MAPS, what prints last
        return {key: number for number, key in enumerate(others)}
    ranks = {key: number for number, key in enumerate((*head, *others))}
    return ranks | {key: 1000 + number for number, key in enumerate(tail)}


_RANKS = {name: _ranks(name) for name in MAPS}
#: Groups in which what prints is what MAPS lists among the others: a cell's text, a task's content.
_PLAIN = frozenset(name for name in MAPS if name not in ("plan", "node", "appendix"))


def arrange(root: Branch) -> None:
    """Put the keys of a file's groups in order."""
    _group(root, "plan")


def _group(value: Leaf | Branch, name: str) -> None:
    if isinstance(value, Leaf) or value.listed:
        return
    keys = MAPS[name]
    if all(twig.key in keys for twig in value.twigs):
        value.twigs[:] = _with_followers(value.twigs, name) if name == "plan" else _sorted(value.twigs, name)
    for twig in value.twigs:
        if twig.key in keys:
            _within(twig.value, keys[twig.key].type, twig.key)


def _with_followers(twigs: list[Twig], name: str) -> list[Twig]:
    ordered = _sorted([twig for twig in twigs if twig.key not in _FOLLOWING], name)
    for before, twig in zip((None, *twigs), twigs, strict=False):
        if twig.key in _FOLLOWING:
            ordered.insert(ordered.index(before) + 1 if before else 0, twig)
    return ordered


def _sorted(twigs: list[Twig], name: str) -> list[Twig]:
    if name in _PLAIN:
        order = list(MAPS[name])
        return sorted(twigs, key=lambda twig: order.index(twig.key or ""))
    ranks = _RANKS[name]
    printed = [twig for twig in twigs if twig.key in _PRINTED]
    others = sorted((t for t in twigs if t.key not in _PRINTED), key=lambda t: ranks[t.key or ""])
    data = [twig for twig in others if name == "node" and twig.key in _OF_TEXT]
    others = [twig for twig in others if name != "node" or twig.key not in _OF_TEXT]
    data.sort(key=lambda twig: _OF_TEXT.index(twig.key or ""))
    sentence = 1 if name == "node" and printed and printed[0].key == "text" else 0
    head = [twig for twig in others if ranks[twig.key or ""] < 1000]
    return [*head, *printed[:sentence], *data, *printed[sentence:], *others[len(head) :]]


def _within(value: Leaf | Branch, kind: str, key: str) -> None:
    """Put in order what a key of a type holds."""
    form, colon, name = kind.partition(":")
    if isinstance(value, Leaf) or kind == "values":
        return
    if colon:
        for each in _items(value) if form == "list" else (value,):
            _group(each, name)
        if name == "addition":
            _additions(value)
    elif kind in ("nodes", "entries"):
        for each in _items(value) if value.listed else (value,):
            _group(each, "node")
    elif kind in ("column", "office"):
        _group(value, kind)
    elif kind == "bases":
        _each(value, "basis")
    else:
        _guessed(value)


def _each(value: Branch, name: str) -> None:
    for each in _items(value):
        _group(each, name)


def _additions(value: Branch) -> None:
    """The lists of `add`: what their items are, their key tells."""
    for addition in _items(value):
        for twig in addition.twigs if isinstance(addition, Branch) else ():
            if twig.key in LISTS and isinstance(twig.value, Branch):
                kind = MAPS["plan"].get(twig.key) or MAPS["node"].get(twig.key)
                _within(twig.value, kind.type if kind else "raw", twig.key)


def _guessed(value: Leaf | Branch) -> None:
    """Put in order what stands under a key of which the language says no more: rows, recipients, changed items."""
    if isinstance(value, Leaf):
        return
    if not value.listed:
        keys = {twig.key for twig in value.twigs}
        name = next((each for each in _GUESSES if keys <= MAPS[each].keys()), "")
        if name:
            _group(value, name)
            return
    for each in _items(value):
        _guessed(each)


def _items(value: Branch) -> Iterable[Leaf | Branch]:
    return (twig.value for twig in value.twigs)
