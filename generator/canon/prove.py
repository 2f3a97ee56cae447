"""prove: the file before and after -> nothing, or a RuntimeError: what was written does not say what was read.

That is never staff's fault but ours, and the file is left as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from generator.canon.gather import one_line
from generator.canon.twigs import Note
from generator.source import Mapping, Scalar, Sequence, Source, Value

#: What makes two texts one where the tone mark was asked to move.
Fold = Callable[[str], str]


def prove(before: Source, after: Source, fold: Fold) -> None:
    """Raise RuntimeError where two files do not hold the same keys and texts, lists in the same order."""
    place = _difference(before.root, after.root, "", fold)
    if place is not None:
        raise RuntimeError(f"{before.file}: formatting would change {place or 'the file'}")
    if _warnings(before) - _warnings(after):
        raise RuntimeError(f"{before.file}: formatting would hide what the reader warns of")


def _warnings(source: Source) -> Counter[str]:
    """What the reader warns of in texts; a key like `-x` is told of as unknown anyway."""
    warned = [note for note in source.notes if note.rule]
    keys = set(keys_of(source.root)) if warned else set()
    if None in keys:
        return Counter()
    return Counter(note.rule for note in warned if (note.mark.line, note.mark.column) not in keys)


def keys_of(value: Value) -> Iterator[tuple[int, int] | None]:
    """The places of all keys; None for one that runs over several lines, in which anything may have been told."""
    for key, each in value.entries if isinstance(value, Mapping) else ():
        yield (key.mark.line, key.mark.column) if not key.plain or one_line(key) else None
        yield from keys_of(each)
    for each in value.items if isinstance(value, Sequence) else ():
        yield from keys_of(each)


def comments(before: Iterable[Note], after: Iterable[Note], file: str) -> None:
    """Raise RuntimeError where a comment was lost, doubled or changed."""
    if Counter(note.text for note in before) != Counter(note.text for note in after):
        raise RuntimeError(f"{file}: formatting would change the comments")


def _difference(one: Value, other: Value, path: str, fold: Fold) -> str | None:
    """Return the path of the first difference, None where there is none."""
    if isinstance(one, Scalar) and isinstance(other, Scalar):
        return None if _said(one, fold) == _said(other, fold) else path
    if isinstance(one, Sequence) and isinstance(other, Sequence):
        if len(one.items) != len(other.items):
            return path
        pairs = zip(one.items, other.items, strict=True)
        found = (_difference(a, b, f"{path}[{number}]", fold) for number, (a, b) in enumerate(pairs))
        return next((each for each in found if each is not None), None)
    if not isinstance(one, Mapping) or not isinstance(other, Mapping):
        return path
    values = {key.text: value for key, value in other.entries}
    if len(values) != len(one.entries):
        return path
    for key, value in one.entries:
        where = f"{path}.{key.text}".lstrip(".")
        if key.text not in values:
            return where
        found_in = _difference(value, values[key.text], where, fold)
        if found_in is not None:
            return found_in
    return None


def _said(scalar: Scalar, fold: Fold) -> tuple[str, bool]:
    """What a text says: blanks at the end of a line are nothing, quotes are something where nothing is in them, and
    where a text has several lines, which are paragraphs only then."""
    text = "\n".join(line.rstrip(" \t") for line in scalar.text.split("\n")).rstrip("\n")
    return fold(text), scalar.plain and (not text or "\n" in text)
