"""read: a sentence that the program writes from an item's keys, as a reviewer has it now -> what the keys say now.

Words that changed must lie within the words of one key, which the sentence holds as they are written.
"""

from __future__ import annotations

from difflib import SequenceMatcher

from generator.compare.words import tokens
from generator.review.home import item_at
from generator.review.printed import Sentence
from generator.review.sentence import Splice, said
from generator.review.sheet import Path, Sheet
from generator.review.spot import Why

_WHY = Why("câu này do chương trình viết từ các khóa của mục: sửa ở khóa")


def read(sheet: Sheet, sentence: Sentence, splices: list[Splice]) -> list[tuple[Path, str]] | Why:
    """Return what values say once the splices are made in the sentence that they are printed in."""
    mark = sentence.text.mark
    base = item_at(sheet, mark.line, mark.column) if mark.file == sheet.file else None
    if base is None:
        return _WHY
    old = said(sentence.atoms)
    spans = _spans(sheet, base, old)
    changed: dict[Path, list[tuple[int, int, str]]] = {}
    for splice in splices:
        for start, end, now in _finer(old[splice.start : splice.end], splice.now):
            a, b = splice.start + start, splice.start + end
            path = next((p for p, (first, last) in spans.items() if first <= a and b <= last), None)
            if path is None:
                return _WHY
            changed.setdefault(path, []).append((a - spans[path][0], b - spans[path][0], now))
    return [(path, _made(sheet.leaves[path].said, parts)) for path, parts in changed.items()]


def _spans(sheet: Sheet, base: Path, old: str) -> dict[Path, tuple[int, int]]:
    """Where the values of an item stand in its sentence, each that is in it exactly once."""
    found: dict[Path, tuple[int, int]] = {}
    folded = old.casefold()
    for leaf in sheet.below(base):
        words = leaf.said.casefold()
        if words and leaf.key != "id" and folded.count(words) == 1 and len(folded) == len(old):
            found[leaf.path] = (folded.index(words), folded.index(words) + len(words))
    return found


def _finer(old: str, new: str) -> list[tuple[int, int, str]]:
    """A change in parts, word by word."""
    left, right = tokens(old), tokens(new)
    starts = [0]
    for token in left:
        starts.append(starts[-1] + len(token))
    steps = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return [(starts[a], starts[b], "".join(right[c:d])) for kind, a, b, c, d in steps if kind != "equal"]


def _made(said: str, parts: list[tuple[int, int, str]]) -> str:
    for start, end, now in sorted(parts, reverse=True):
        said = said[:start] + now + said[end:]
    return " ".join(said.split())
