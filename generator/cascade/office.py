"""of, leave_behind, fill: whose document it is. What belongs to the office above stays with it; what the register
knows of the unit (letterhead, place, signer) is filled in where the plan does not say it itself."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from generator.cascade.layers import Layer
from generator.cascade.office_file import OfficeFile
from generator.cascade.tree import text_of, value_of, with_entry
from generator.problem import Mark
from generator.register.register import Unit
from generator.source import Mapping, Scalar, Sequence, Value

#: What belongs to one document and is never taken over from another.
DOCUMENT = ("status", "replaces", "corrects", "number", "date")
#: What belongs to one office, and is taken over within it only.
OFFICE = ("issuer", "signatory", "drafter", "recipients", "office")


def of(chain: Iterable[Layer]) -> str:
    """Return the office whose document a chain makes: its unit, else its issuer's name, or that of its office file."""
    for layer in chain:
        unit, issuer = layer.entries.get("unit"), layer.entries.get("issuer")
        if isinstance(unit, Scalar) and unit.text:
            return f"unit:{unit.text.strip()}"
        if isinstance(issuer, Mapping) and text_of(issuer, "name"):
            return text_of(issuer, "name")
        if layer.office and layer.office.issuer:
            return layer.office.issuer
    return ""


def file_of(chain: tuple[Layer, ...]) -> OfficeFile | None:
    """Return the office file that a plan is filled from: the nearest that its own office's files name."""
    return next((layer.office for layer in _own_layers(chain) if layer.office), None)


def _own_layers(chain: tuple[Layer, ...]) -> Iterator[Layer]:
    """Yield a plan's layers up to the first that is a document of another office."""
    here = of(chain)
    for number, layer in enumerate(chain):
        if number and not layer.abstract and of(chain[number:]) != here:
            return
        yield layer


def taken_over(root: Mapping, own: Layer, rest: tuple[Layer, ...]) -> Mapping:
    """Return what a plan takes over: nothing that belongs to another document or another office."""
    issued = {str(layer.path) for layer in rest if not layer.abstract}
    if own.abstract and not of((own,)):
        return unlocked(root, issued)  # whose document it will be is told further down
    offices = {str(layer.path): of(rest[n:]) for n, layer in enumerate(rest) if not layer.abstract}
    here = of((own,))
    foreign = {file for file, there in offices.items() if here and there != here}
    return leave_behind(root, issued, foreign)


def leave_behind(root: Mapping, issued: Container[str], foreign: Container[str]) -> Mapping:
    """Return a tree without what belongs to other documents and other offices.

    `issued` are the files that are documents themselves (not mere templates), `foreign` those of
    them that are another office's.
    """
    entries = []
    for key, value in unlocked(root, issued).entries:
        if key.text in DOCUMENT and value.mark.file in issued:
            continue
        left = _own(value, foreign) if key.text in OFFICE else value
        if left is not None:
            entries.append((key, left))
    return Mapping(tuple(entries), root.mark)


def unlocked(root: Mapping, issued: Container[str]) -> Mapping:
    """Return a tree without the locks of what stays behind: each document has a date, each office its recipients."""

    def stays(name: Value) -> bool:
        return isinstance(name, Scalar) and name.text in (*DOCUMENT, *OFFICE) and name.mark.file in issued

    locked = value_of(root, "locked")
    if not isinstance(locked, Sequence) or not any(map(stays, locked.items)):
        return root
    names = Sequence(tuple(name for name in locked.items if not stays(name)), locked.mark)
    return with_entry(root, Scalar("locked", locked.mark), names)


def fill(root: Mapping, unit: Unit) -> Mapping:
    """Return a tree whose issuer and signatory are the unit's as far as the plan does not name them itself."""
    issuer = {"name": unit.committee, "place": unit.place, "short": unit.committee_short}
    lines: Value | None = None
    if unit.lines:
        lines = Sequence(tuple(Scalar(line, unit.mark, False) for line in unit.lines), unit.mark)
    root = _filled(root, "issuer", issuer, unit.mark, {"lines": lines} if lines else {})
    signatory: dict[str, str] = {}
    given = value_of(root, "signatory")
    own_title = text_of(given, "title") if isinstance(given, Mapping) else ""
    if unit.signer_title and not own_title:
        signatory |= authority(unit.signer_title)
    if unit.signer and (not own_title or own_title == unit.signer_title):
        signatory["name"] = unit.signer
    if not signatory:
        return root
    return _filled(root, "signatory", signatory, unit.mark, {})


def authority(title: str) -> dict[str, str]:
    """Return on whose behalf a post of an Ủy ban nhân dân signs a plan (Phụ lục I, phần I, II.7.a)."""
    head = "Chủ tịch"
    signs_for = {"signs_for": head} if title.lower().startswith("phó ") else {}
    return {"on_behalf_of": "Ủy ban nhân dân", **signs_for, "title": title}


def _own(value: Value, foreign: Container[str]) -> Value | None:
    """What of a group or a list is not of a foreign file; None where nothing is left."""
    if isinstance(value, Mapping):
        entries = tuple((key, each) for key, each in value.entries if each.mark.file not in foreign)
        return Mapping(entries, value.mark) if entries else None
    if isinstance(value, Sequence):
        items = tuple(item for item in value.items if item.mark.file not in foreign)
        return Sequence(items, value.mark) if items else None
    return None if value.mark.file in foreign else value


def _filled(root: Mapping, key: str, texts: dict[str, str], mark: Mark, values: dict[str, Value]) -> Mapping:
    group = value_of(root, key)
    if group is not None and not isinstance(group, Mapping):
        return root  # the model tells what is wrong with it
    group = group or Mapping((), mark)
    found: dict[str, Value] = {name: Scalar(text, mark, False) for name, text in texts.items() if text}
    for name, value in {**found, **values}.items():
        if not text_of(group, name) and value_of(group, name) is None:
            group = with_entry(group, Scalar(name, mark), value)
    return with_entry(root, Scalar(key, mark), group)
