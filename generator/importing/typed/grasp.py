"""grasp: a Draft as it was read -> the same Draft, every item with its role, its data and its sentence.

The walk of `typed`: it knows where an item stands (below which heading), the other modules know the words.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from generator import numbering, vietnamese
from generator.importing.draft import Doubt, Draft, GridTable, Item, Sentence
from generator.importing.sheet import Rich, plain
from generator.importing.typed import agencies, figures, labelled, money, reports, roles, said
from generator.schema import SECTIONS

#: Items within items; deeper ones are left as they are. The deepest real plan has 7.
DEEPEST = 40
#: Sections that share duties out, by their shape: at least so many headings that name a body, and so large a share.
BODIES, SHARE = 2, 0.6

#: Keys under which a section of the same key is one item more; of the others it is the section itself.
_WHOLE = ("budget", "solutions", "responsibilities")

Keys = dict[str, str | tuple[str, ...]]
Block = Sentence | GridTable | Item


def grasp(draft: Draft) -> Draft:
    """Return the draft with what is data in its content and its appendices said as data.

    Sets `role`, `data` and `said` of items, and a doubt where parts do not add up to their whole; changes no words.
    """
    return replace(
        draft,
        content=_below(draft.content, "", 0),
        appendices=tuple(replace(annex, content=_below(annex.content, "", 0)) for annex in draft.appendices),
    )


def _below(content: tuple[Block, ...], above: str, depth: int) -> tuple[Block, ...]:
    return tuple(_item(each, above, depth) if isinstance(each, Item) else each for each in content)


def _item(item: Item, above: str, depth: int) -> Item:
    """Return an item that stands below the key `above`, and all below it."""
    if depth > DEEPEST:
        return item
    agency = _agency(item, above)
    here = _key(item, above, bool(agency))
    item = replace(item, content=_below(item.content, here, depth + 1))
    item = _measured(_charged(item, agency, above, here), above, here)
    return replace(item, role=_role(item, above, here))


# --- where an item stands -------------------------------------------------------------------------


def _key(item: Item, above: str, charged: bool) -> str:
    """Return the key that what is below an item belongs to: its own heading's, its lead's, or that above."""
    if charged:
        return "tasks"
    own = roles.role(plain(item.heading)) if item.heading else ""
    if _shared_out(item) and own not in ("reporting_schedule", "targets", "budget"):
        return "responsibilities"
    if above in ("responsibilities", "tasks") and own in ("solutions", ""):
        return above
    return own or roles.led(_words(item)) or above


def _shared_out(item: Item) -> bool:
    """Tell whether an item shares duties out among bodies, by the headings below it."""
    headed = [plain(child.heading) for child in item.children if child.heading]
    if len(headed) < BODIES:
        return False
    bodies = sum(bool(agencies.named(heading)) and not heading.startswith("Đối với") for heading in headed)
    return bodies >= BODIES and bodies >= SHARE * len(item.children)


def _role(item: Item, above: str, here: str) -> str:
    """Return the key that the children are listed under, "" for `sections` or `items`."""
    children = item.children
    if not children or not (item.heading or _first(item)) or not _one_list(item):
        return ""
    last = isinstance(item.content[-1], Item)
    if "amount" in item.data and all("amount" in child.data for child in children):
        return "parts"
    if here == "tasks":
        return "tasks" if "agency" in item.data else ""
    own = roles.role(plain(item.heading)) if item.heading else ""
    below = {roles.role(plain(child.heading)) for child in children if child.heading} - {""}
    if not last or (below and not (below == {here} and here in _WHOLE)):
        return ""  # each of them has a key of its own; before other words, a key of the mission prints its own heading
    nested = here == above and (not own or own in _WHOLE)
    if not here or (nested and here not in ("targets", "responsibilities")):
        return ""
    if here == "responsibilities" and not any("agency" in child.data for child in children):
        return "" if nested else here
    alone = len(children) == 1 and not children[0].heading and children[0].kind not in numbering.BULLETS
    # what is alone in a section's key is printed without its number: see `layout.child_kind`
    return "" if alone and here in SECTIONS else here


def _one_list(item: Item) -> bool:
    """Tell whether the children stand together under one kind of marker."""
    places = [place for place, each in enumerate(item.content) if isinstance(each, Item)]
    return len({child.kind for child in item.children}) == 1 and places[-1] - places[0] + 1 == len(places)


# --- what an item says ----------------------------------------------------------------------------


def _agency(item: Item, above: str) -> str:
    """Return the body that an item charges: its heading names it, or its sentence begins with it."""
    if above != "responsibilities":
        return ""
    if item.heading:
        own = roles.role(plain(item.heading))
        return "" if own and own != "responsibilities" else agencies.named(plain(item.heading), loose=True)
    subject = agencies.subject(_words(item))
    return subject.name if subject else ""


def _charged(item: Item, agency: str, above: str, here: str) -> Item:
    """Add what the item says of duties and of reports."""
    data: Keys = dict(item.data)
    if agency:
        data["agency"] = agency
        if not item.heading:
            data["show_agency"] = "false"
        if with_whom := agencies.together(_words(item)):
            data["coordinate_with"] = with_whom
    elif above not in ("targets", "budget"):
        data |= labelled.labelled(item)
    if here in ("responsibilities", "tasks", "reporting_schedule", ""):
        sentences = (plain(each.text) for each in item.content if isinstance(each, Sentence))
        data |= next((found for words in sentences if (found := reports.report(words))), {})
    # a plan reads braces in a name as a placeholder
    return item if any("{{" in str(value) for value in data.values()) else replace(item, data=data)


def _measured(item: Item, above: str, here: str) -> Item:
    """Add the figure or the sum that the item's sentence names, where it can stand as a placeholder there."""
    words = _words(item)
    aimed = "targets" in (above, here)
    if "budget" in (above, here) or (not aimed and "đồng" in words):
        found = money.total(words, "budget" in (above, here))
        if found:
            sums: Keys = {**item.data, "amount": found.amount, "unit": found.unit}
            return _summed(_placed(item, sums, found.start, found.end, "amount"))
    if here in ("reporting_schedule", "budget"):
        return item
    figure = figures.target(words, aimed)
    if not figure:
        return item
    before = (f"{plain(item.heading)} " if item.run_in else "") + words[: figure.start]
    keys: Keys = {
        **item.data,
        "indicator": figures.indicator(before),
        "value": figure.value,
        "unit": figure.unit,
        "baseline": figure.baseline,
        "deadline": figures.deadline(words),
    }
    keys = {key: value for key, value in keys.items() if value}
    return _placed(item, keys, figure.start, figure.end, "figure" if figure.spaced else "value")


def _placed(item: Item, data: Keys, start: int, end: int, name: str) -> Item:
    """Return the item with its data and its sentence filled by them; as it was where that would not print the same."""
    sentence = said.said(_text(item), start, end, name, data)
    return replace(item, data=data, said=sentence) if sentence else item


def _summed(item: Item) -> Item:
    """Add a doubt where the sums below an item do not come to its own."""
    parts = [_money(child) for child in item.children]
    whole = _money(item)
    if whole is None or len(parts) < 2 or any(part is None for part in parts):
        return item
    total = sum((part for part in parts if part is not None), Decimal(0))
    if total == whole:
        return item
    unit = vietnamese.MONEY_UNITS[str(item.data["unit"]).lower()]
    message = f"các khoản cộng lại được {_shown(total, unit)}, văn bản ghi {_shown(whole, unit)} {item.data['unit']}"
    doubt = Doubt("sum", message, item.line, "đối chiếu với bản gốc; số nào cũng giữ như văn bản ghi")
    return replace(item, doubts=(*item.doubts, doubt))


def _money(item: Item) -> Decimal | None:
    return vietnamese.parse_money(f"{item.data['amount']} {item.data['unit']}") if "amount" in item.data else None


def _shown(amount: Decimal, unit: int) -> str:
    return vietnamese.format_number((amount / unit).normalize() + 0)


# --- the sentence that is looked at ---------------------------------------------------------------


def _first(item: Item) -> Sentence | None:
    first = item.content[0] if item.content else None
    return first if isinstance(first, Sentence) else None


def _text(item: Item) -> Rich:
    """Return the text that `said` is about: the item's first sentence, or its heading where it has none."""
    first = _first(item)
    return first.text if first else item.heading


def _words(item: Item) -> str:
    return plain(_text(item))
