"""said: a text with looks and a stretch of it -> the sentence as a plan writes it, the stretch named by a placeholder.

Nothing is taken on trust: the sentence is filled again as `layout` does it, and "" is the answer where that does not
give the very words and looks that the text had.
"""

from __future__ import annotations

from generator import inline, plan
from generator.document import Line
from generator.importing.draft import Data
from generator.importing.sheet import Rich, Span, plain
from generator.importing.writing.sentences import typed

#: Holds the placeholder's place while a sentence is put together; no font has its middle, and `source` refuses it.
_HOLE = "o\ue000o"


def said(text: Rich, start: int, end: int, name: str, data: Data) -> str:
    """Return the sentence in which `{{ name }}` stands for the characters from `start` to `end` of its plain words.

    `data` are the keys of the item that holds it. Footnotes have the names of the source; `writing` gives them those of
    the plan. Returns "" where the sentence would not print as it was.
    """
    if "\ue000" in plain(text) or ("\\" in plain(text) and any(span.note for span in text)):
        return ""
    sentence = typed(_with_hole(text, start, end)).replace(_HOLE, f"{{{{ {name} }}}}")
    printed = _printed(sentence, data)
    same = printed == _printed(typed(text), {}) and "".join(run.text for run in printed) == " ".join(
        plain(text).split()
    )
    return sentence if same else ""


def names(data: Data) -> dict[str, str]:
    """Return what the sentences of an item may name, as `model` makes it from the item's keys."""
    found = {key: value if isinstance(value, str) else ", ".join(value) for key, value in data.items()}
    value, unit = plan.split_unit(found.get("value", ""), found.get("unit", ""))
    if value:
        found["figure"], found["value"] = value, plan.with_unit(value, unit)
    if found.get("amount"):
        found["amount"] = plan.with_unit(found["amount"], unit or "đồng")
    return found


def _with_hole(text: Rich, start: int, end: int) -> Rich:
    """Put the hole where the stretch begins, in the look that it has there."""
    spans, at = [], 0
    for span in text:
        low, high = max(start - at, 0), min(end - at, len(span.text))
        hole = _HOLE if start >= at else ""
        inside = low < high
        spans.append(
            Span(span.text[:low] + hole + span.text[high:], span.bold, span.italic, span.note) if inside else span
        )
        at += len(span.text)
    return tuple(spans)


def _printed(sentence: str, data: Data) -> Line:
    """Return the runs that a sentence prints, its footnotes counted from 1, () where it cannot be filled."""
    notes: dict[str, int] = {}
    try:
        return inline.fill(sentence, names(data), lambda name: notes.setdefault(name, len(notes) + 1))
    except inline.InlineError:
        return ()
