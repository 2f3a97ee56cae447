"""node: an item of the outline -> the group of keys (or the sentence) that a plan writes for it.

The markers that the generator would give of itself are left out; any other is said once, on the node whose list it
is. What prints in between (sentences after a list, a table among items) is kept in its order in `content`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from generator import numbering
from generator.frozen import dataclass
from generator.importing.draft import Doubt, GridCell, GridTable, Item, Sentence
from generator.importing.sheet import Rich
from generator.importing.sheet import place as place_of
from generator.importing.typed.tasks import TaskGrid, tasks
from generator.importing.writing.fitting import Fit, fit, holds
from generator.importing.writing.sentences import typed
from generator.importing.writing.yaml import Entry, Group, Listing
from generator.model import TASK_COLUMNS
from generator.schema import SECTIONS

Content = Sentence | GridTable | Item


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node stands: the kind of its own marker, how deep, the plan's chain of markers, names of footnotes."""

    kind: str
    depth: int
    chain: tuple[str, ...]
    notes: Mapping[str, str]
    #: The page is turned, as an appendix's may be.
    landscape: bool = False
    #: The plan itself, which has no marker and no first number of its own.
    root: bool = False


def comments(doubts: Sequence[Doubt]) -> tuple[str, ...]:
    """Return the comments that tell of doubts."""
    return tuple(
        f"Cần xem lại{f' ({place_of(d.line)})' if d.line else ''}: {d.message.rstrip('.')}."
        + (f" {d.hint[:1].upper()}{d.hint[1:].rstrip('.')}." if d.hint else "")
        for d in doubts
    )


def node(item: Item, place: Place) -> Entry:
    """Return an item as an entry of its list."""
    below = replace(place, kind=item.kind, depth=place.depth + (item.kind != "Phần"), root=False)
    keys = [*_own(item, place), *_content(item, below)]
    notes = comments(item.doubts)
    if [entry.key for entry in keys] == ["text"] and isinstance(keys[0].value, str):
        return Entry(keys[0].value, comments=(*notes, *keys[0].comments))
    return Entry(Group(tuple(keys)), comments=notes)


def body(content: Sequence[Content], place: Place, role: str = "") -> tuple[Entry, ...]:
    """Return the keys that hold what stands below a plan, an appendix or a node.

    Paragraphs, then a list or a table stand under their own keys; whatever follows these is `content`, in its order.
    """
    runs = [(kind, tuple(group)) for kind, group in groupby(content, _sort)]
    count = 1 if runs and runs[0][0] == "text" else 0
    if len(runs) > count and (runs[count][0] != "table" or len(runs[count][1]) == 1):
        count += 1
    head = [entry for kind, group in runs[:count] for entry in _run(kind, group, place, role)]
    loose = [entry for kind, group in runs[count:] for entry in _loose(kind, group, place)]
    return (*head, Entry(Listing(tuple(loose)), "content")) if loose else tuple(head)


def _loose(kind: str, group: Sequence[Content], place: Place) -> Iterator[Entry]:
    for each in group:
        if isinstance(each, Sentence):
            yield Entry(typed(each.text, place.notes), comments=comments(each.doubts))
        elif isinstance(each, GridTable):
            yield Entry(Group((replace(_table(each, place), comments=()),)), comments=comments(each.doubts))
    if kind not in ("text", "table"):
        yield Entry(
            Group(_run(kind, group, replace(place, root=False), ""))
        )  # a key of the mission would print its heading here


def _sort(each: Content) -> str:
    """What a piece of content is: `text`, `table`, or the marker of the list that it belongs to."""
    if isinstance(each, Item):
        return "part" if each.kind == "Phần" else f"list {each.kind}"
    return "table" if isinstance(each, GridTable) else "text"


def _run(kind: str, group: Sequence[Content], place: Place, role: str) -> tuple[Entry, ...]:
    if kind == "text":
        said = [s for s in group if isinstance(s, Sentence)]
        return (_sentences("text", said, place.notes),)
    if kind == "table":
        return tuple(_table(each, place) for each in group if isinstance(each, GridTable))
    return _list([each for each in group if isinstance(each, Item)], place, role)


def _sentences(key: str, said: Sequence[Sentence], notes: Mapping[str, str]) -> Entry:
    told = tuple(c for s in said for c in comments(s.doubts))
    texts = [typed(s.text, notes) for s in said]
    if len(texts) == 1:
        return Entry(texts[0], key, told)
    entries = (Entry(text, comments=comments(s.doubts)) for text, s in zip(texts, said, strict=True))
    return Entry(Listing(tuple(entries)), key)


# --- a node's own words -------------------------------------------------------------------------


def _own(item: Item, place: Place) -> Iterator[Entry]:
    if item.kind == "Phần":
        yield Entry(True, "part")
    agency = item.data.get("agency", "")
    heading = (
        item.said
        if item.said and item.heading and not _said_is_text(item)
        else typed(_unbold(item.heading), place.notes)
    )
    if heading and not _is_agency(heading, agency, item):
        yield Entry(heading, "heading")
    if item.run_in:
        yield Entry(True, "run_in")
    if item.kind == "none":
        yield Entry(False, "numbered")
    if item.label:
        yield Entry(item.label, "label")
    for key, value in item.data.items():
        if isinstance(value, str):
            yield Entry(value == "true" if key in ("show_agency",) else value, key)
        else:
            yield Entry(Listing(tuple(Entry(each) for each in value)), key)


_NOTE = re.compile(r"(?<!\\)\[\^([\w-]+)\]")


def _said(item: Item, notes: Mapping[str, str]) -> str:
    """The sentence of a node as it was typed, its footnotes by their names in the plan."""
    return _NOTE.sub(lambda found: f"[^{notes.get(found[1], found[1])}]", item.said)


def _said_is_text(item: Item) -> bool:
    """A node with a heading of its own line has its data in the sentence, where there is one."""
    return bool(item.content) and isinstance(item.content[0], Sentence)


def _is_agency(heading: str, agency: str | tuple[str, ...], item: Item) -> bool:
    """A heading that is the agency's name, with the colon that a run-in heading has, is not said twice."""
    return (
        bool(agency) and item.data.get("show_agency") != "false" and heading == f"{agency}{':' if item.run_in else ''}"
    )


def _unbold(rich: Rich) -> Rich:
    """The generator gives headings their look; italics of the whole heading belong to it as well."""
    whole = all(span.italic for span in rich if any(c.isalnum() for c in span.text))
    return tuple(type(s)(s.text, False, s.italic and not whole, s.note) for s in rich)


def _content(item: Item, below: Place) -> Iterator[Entry]:
    content = item.content
    if item.said and content and isinstance(content[0], Sentence) and (not item.heading or _said_is_text(item)):
        first, content = content[0], content[1:]
        later = [s for s in content if isinstance(s, Sentence)]
        if later and isinstance(content[0], Sentence):
            count = next((n for n, each in enumerate(content) if not isinstance(each, Sentence)), len(content))
            more = [Entry(typed(s.text, below.notes), comments=comments(s.doubts)) for s in later[:count]]
            yield Entry(Listing((Entry(_said(item, below.notes)), *more)), "text", comments(first.doubts))
            content = content[count:]
        else:
            yield Entry(_said(item, below.notes), "text", comments(first.doubts))
    yield from body(content, below, item.role)


# --- lists --------------------------------------------------------------------------------------


def _list(items: Sequence[Item], place: Place, role: str) -> tuple[Entry, ...]:
    kind = next((each.kind for each in items if each.kind != "none"), "none")
    key = _key(items, kind, role)
    given = numbering.bullet(place.kind) if key in ("items", "parts") else (
        numbering.following(place.kind, place.depth, place.chain)
    )  # fmt: skip
    out = []
    if kind != given and kind not in ("none", "Phần"):
        out.append(Entry(kind, "marker"))
    first = items[0]
    if first.number > 1 and not first.label and kind not in ("none", *numbering.BULLETS):
        if place.root:
            items = (replace(first, label=numbering.marker(kind, first.number)), *items[1:])
        else:
            out.append(Entry(first.number, "start"))
    out.append(Entry(Listing(tuple(node(each, place) for each in items)), key))
    return tuple(out)


def _key(items: Sequence[Item], kind: str, role: str) -> str:
    alone = len(items) == 1 and not items[0].heading
    if role in SECTIONS and alone and kind not in numbering.BULLETS:
        role = ""  # under a key of the mission, what is alone would lose its number
    if role:
        return role
    return "items" if kind in ("-", "+", "•") else "sections"


# --- tables -------------------------------------------------------------------------------------


def _table(table: GridTable, place: Place) -> Entry:
    of_tasks = tasks(table)
    if of_tasks and (made := _task_table(table, of_tasks, place)):
        return made
    keys = [Entry(typed(table.caption, place.notes, looks=False), "caption")] if table.caption else []
    count = max((sum(cell.columns for cell in row) for row in (*table.head, *table.rows)), default=1)
    set_as = fit(table, place.landscape, False)
    if set_as.size:
        keys.append(Entry(set_as.size, "size"))
    simple = len(table.head) == 1 and all(c.columns == c.rows == 1 and len(c.paras) <= 1 for c in table.head[0])
    names = [typed(_unbold(c.paras[0]), place.notes) if c.paras else "" for c in table.head[0]] if simple else []
    simple = len(names) == count and any(names)
    keys.append(Entry(Listing(tuple(_columns(names if simple else [""] * count, set_as))), "columns"))
    if table.head and not simple:
        keys.append(Entry(Listing(tuple(_row(row, place.notes, head=True) for row in table.head)), "header"))
    keys.append(Entry(Listing(tuple(_row(row, place.notes) for row in table.rows)), "rows"))
    return Entry(Group(tuple(keys)), "table", comments(table.doubts))


def _task_table(table: GridTable, found: TaskGrid, place: Place) -> Entry | None:
    """Return a table of tasks under its own key, None where its words would not stand in the usual columns."""
    set_as = fit(table, place.landscape, False)
    usual = tuple(width for _, width, _, _ in TASK_COLUMNS.values())
    if set_as.size or not (all(set_as.widths or (0,)) or holds(table, usual)):
        return None
    columns = []
    for number, (key, (caption, *_)) in enumerate(TASK_COLUMNS.items()):
        own = typed(_unbold(found.columns[key]), place.notes)
        keys = [Entry(own, "heading")] if own != caption else []
        keys += [Entry(set_as.widths[number], "width")] if set_as.widths and set_as.widths[number] else []
        columns += [Entry(Group(tuple(keys)), key)] if keys else []
    keys = [Entry(Group(tuple(columns)), "columns")] if columns else []
    groups = [
        (typed(_unbold(group.heading), place.notes), Listing(tuple(_task(task, place.notes) for task in group.tasks)))
        for group in found.groups
    ]
    if len(groups) == 1 and not groups[0][0]:
        keys.append(Entry(groups[0][1], "tasks"))
    else:
        listed = (Entry(Group((Entry(name, "heading"), Entry(inside, "tasks")))) for name, inside in groups)
        keys.append(Entry(Listing(tuple(listed)), "groups"))
    return Entry(Group(tuple(keys)), "task_table", comments(table.doubts))


def _task(task: Mapping[str, tuple[Rich, ...]], notes: Mapping[str, str]) -> Entry:
    keys = []
    for key, lines in task.items():
        texts = [text for line in lines if (text := typed(line, notes))]
        if texts and key != "number":
            keys.append(Entry(texts[0] if len(texts) == 1 else Listing(tuple(Entry(text) for text in texts)), key))
    return Entry(Group(tuple(keys)))


def _columns(names: Sequence[str], set_as: Fit) -> Iterator[Entry]:
    for number, name in enumerate(names):
        keys = [Entry(name, "heading")] if name else []
        if set_as.widths and set_as.widths[number]:
            keys.append(Entry(set_as.widths[number], "width"))
        yield Entry(name) if name and len(keys) == 1 else Entry(Group(tuple(keys or [Entry("left", "align")])))


def _row(row: Sequence[GridCell], notes: Mapping[str, str], head: bool = False) -> Entry:
    return Entry(Listing(tuple(_cell(cell, notes, head) for cell in row)))


def _cell(cell: GridCell, notes: Mapping[str, str], head: bool) -> Entry:
    texts = [text for para in cell.paras if (text := typed(_unbold(para) if head else para, notes))]
    said: str | Listing = (
        texts[0] if len(texts) == 1 else Listing(tuple(Entry(text) for text in texts)) if texts else ""
    )
    keys = [Entry(said, "text")] if texts else []
    keys += [Entry(n, key) for key, n in (("columns", cell.columns), ("rows", cell.rows)) if n > 1]
    keys += [Entry(cell.align, "align")] if cell.align and not head else []
    if len(keys) == 1 and isinstance(said, str) and texts:
        return Entry(said)
    return Entry(Group(tuple(keys))) if keys else Entry("")
