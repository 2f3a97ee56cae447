"""tree: a plan as understood -> the groups and lists of its file, in the order in which a plan is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generator import numbering
from generator.importing.draft import Appendix, Draft, Field, GridTable, Item, Recipient, Sentence
from generator.importing.sheet import place as place_of
from generator.importing.sheet import plain
from generator.importing.writing.fitting import fit
from generator.importing.writing.nodes import Place, body, comments
from generator.importing.writing.sentences import typed
from generator.importing.writing.yaml import Entry, Group, Listing

#: What stands where the source has nothing and a plan must say something.
BLANK = "…"
_CHAIN = ("I.", "1.", "a)", "-", "+")


def tree(draft: Draft, silenced: Sequence[tuple[str, str]] = ()) -> Group:
    """Return the whole file; `silenced` are rules that do not count in it, with the reason of each."""
    said = [(name, text) for name, rich in draft.notes.items() if (text := typed(rich, {}))]
    notes = {name: f"chu-thich-{number}" for number, (name, _) in enumerate(said, 1)}
    silent = len(draft.notes) - len(said)
    lost = (f"Cần xem lại: {silent} chú thích của bản nguồn không có chữ nào nên bỏ.",) if silent else ()
    chain = _chain(draft.content)
    root = Place("", 0, chain, notes, root=True)
    return Group((
        Entry("nd30", "standard", (*comments([doubt for doubt in draft.doubts if doubt.rule != "leftover"]), *lost)),
        *([Entry("draft", "status")] if draft.standing == "draft" else []),
        *_marks(draft),
        Entry(Group(tuple(_issuer(draft))), "issuer"),
        *_field("number", draft.number),
        *_field("date", draft.date),
        Entry(_lines(draft, notes), "title", comments(draft.title_doubts)),
        *_sentences("bases", draft.bases, notes, ending=";."),
        *_sentences("opening", draft.opening, notes),
        *([Entry(Group(tuple(Entry(text, notes[name]) for name, text in said)), "footnotes")] if said else []),
        *([Entry(Listing(tuple(Entry(kind) for kind in chain)), "markers")] if chain != _CHAIN else []),
        *body(draft.content, root),
        *_closing(draft, notes),
        Entry(Listing(tuple(_recipients(draft.recipients))), "recipients", _leftover(draft)),
        *_drafter(draft),
        Entry(Group(tuple(_signatory(draft))), "signatory", comments(draft.signatory.doubts)),
        *([Entry(Listing(tuple(_appendix(a, n, draft, notes) for n, a in enumerate(draft.appendices))), "appendices")]
          if draft.appendices else []),
        *([Entry(Listing(tuple(Entry(Group((Entry(rule, "rule"), Entry(why, "reason")))) for rule, why in silenced)),
                 "silenced")] if silenced else []),
    ))  # fmt: skip


def _chain(content: Sequence[Sentence | GridTable | Item]) -> tuple[str, ...]:
    """Return the markers that the plan's levels have for the most part, so that they are said once.

    Only sure ones: each level's most frequent kind below the level above, the usual order after that.
    """
    levels: list[Counter[str]] = []
    _count(content, 0, levels)
    first = next((each.kind for each in content if isinstance(each, Item) and each.kind not in ("none", "Phần")), "")
    if first:  # the plan's own list has no other place to say its marker
        levels[0] = Counter([first])
    chain: list[str] = []
    for kinds in levels[:4]:
        usual = [kind for kind, _ in kinds.most_common() if kind not in ("none", "Phần", *chain)]
        if not usual:
            break
        chain.append(usual[0])
    if tuple(chain) == _CHAIN[: len(chain)] or not chain:
        return _CHAIN
    while len(chain) < 5 and chain[-1] != "•":
        chain.append(numbering.SUCCESSOR[chain[-1]])
    return tuple(chain)


def _count(content: Sequence[Sentence | GridTable | Item], depth: int, levels: list[Counter[str]]) -> None:
    for each in content:
        if isinstance(each, Item):
            if len(levels) <= depth:
                levels.append(Counter())
            levels[depth][each.kind] += 1
            _count(each.content, depth + (each.kind != "Phần"), levels)


def _marks(draft: Draft) -> Iterator[Entry]:
    for key in ("secrecy", "urgency", "circulation"):
        if value := getattr(draft, key):
            yield Entry(value, key)


def _issuer(draft: Draft) -> Iterator[Entry]:
    yield from _field("name", draft.issuer, needed=True)
    yield from _field("parent", draft.parent)
    yield from _symbol(draft)
    yield from _field("place", draft.place, needed=True)
    if draft.contact:
        yield Entry(Listing(tuple(Entry(line) for line in draft.contact)), "contact")


def _symbol(draft: Draft) -> Iterator[Entry]:
    """The abbreviation in the number; a people's committee or council has its own without saying so."""
    usual = {"ủy ban nhân dân": "UBND", "hội đồng nhân dân": "HĐND"}
    name = draft.issuer.value.casefold().replace("uỷ", "ủy")
    given = next((symbol for begin, symbol in usual.items() if name.startswith(begin)), "")
    if not given or draft.symbol.value != given or draft.symbol.doubts:
        yield from _field("symbol", draft.symbol, needed=not given)


def _field(key: str, field: Field, needed: bool = False) -> Iterator[Entry]:
    if field.value or needed:
        told = comments(field.doubts)
        if not field.value:
            told += (f"Cần ghi: văn bản gốc không có `{key}`.",)
        yield Entry(field.value or BLANK, key, told)


def _lines(draft: Draft, notes: Mapping[str, str]) -> str | Listing:
    lines = [text for rich in draft.title if (text := typed(rich, notes, looks=False))] or [BLANK]
    return lines[0] if len(lines) == 1 else Listing(tuple(Entry(line) for line in lines))


def _sentences(key: str, said: Sequence[Sentence], notes: Mapping[str, str], ending: str = "") -> Iterator[Entry]:
    if not said:
        return
    texts = [typed(each.text, notes) for each in said]
    if ending:  # the generator gives bases their signs
        texts = [re.sub(r"\s*[;.]$", "", text) if not text.endswith("..") else text for text in texts]
    if len(texts) == 1 and not ending:
        yield Entry(texts[0], key, comments(said[0].doubts))
        return
    entries = (Entry(text, comments=comments(each.doubts)) for text, each in zip(texts, said, strict=True))
    yield Entry(Listing(tuple(entries)), key)


def _closing(draft: Draft, notes: Mapping[str, str]) -> Iterator[Entry]:
    """What closes a plan; one that ends in a table has no sentence for `./.`, and staff are asked for one."""
    yield from _sentences("closing", draft.closing, notes)
    last = draft.content[-1] if draft.content else None
    while isinstance(last, Item) and last.content:
        last = last.content[-1]
    if not draft.closing and isinstance(last, GridTable):
        told = "Cần ghi: kế hoạch kết thúc bằng bảng, chưa có đoạn kết, ví dụ “Trên đây là Kế hoạch …”."
        yield Entry(BLANK, "closing", (told,))


def _recipients(recipients: Sequence[Recipient]) -> Iterator[Entry]:
    if not recipients:
        yield Entry(BLANK, comments=("Cần ghi: văn bản gốc không có Nơi nhận.",))
    at = 0
    while at < len(recipients):
        each = recipients[at]
        at += 1
        if each.kind != "group":
            yield _recipient(each)
            continue
        end = _group_end(recipients, at)
        inside = Listing(tuple(_recipient(member) for member in recipients[at:end]))
        told = comments(each.doubts)
        if inside.entries:
            yield Entry(Group((Entry(each.text, "group"), Entry(inside, "to"))), comments=told)
        else:
            yield Entry(each.text, comments=told)
        at = end


def _group_end(recipients: Sequence[Recipient], at: int) -> int:
    """Where a group ends: with the lines set in below its caption, else at the next caption or the archive."""
    nested = at < len(recipients) and recipients[at].level > 0
    while at < len(recipients) and recipients[at].kind == "to" and (recipients[at].level > 0) == nested:
        at += 1
    return at


def _recipient(each: Recipient) -> Entry:
    told = comments(each.doubts)
    if each.kind == "archive" and not each.text:  # `- Lưu.` names no place
        return Entry("Lưu", comments=(*told, "Cần ghi: văn bản gốc không ghi nơi lưu, ví dụ `archive: VT`."))
    if each.kind == "archive":
        copies = [Entry(each.copies, "copies")] if each.copies else []
        return Entry(Group((Entry(each.text, "archive"), *copies)), comments=told)
    return Entry(each.text, comments=told)


def _drafter(draft: Draft) -> Iterator[Entry]:
    """`PL.(300)` is the sign of who drafted it and the number of copies (II.9.đ)."""
    if draft.drafter.value:
        found = re.fullmatch(r"(?P<sign>.+?)[.\s]*(?:\((?P<copies>\d{1,4})\))?\.?", draft.drafter.value)
        keys = [Entry(found["sign"] if found else draft.drafter.value, "sign")]
        if found and found["copies"] and int(found["copies"]):
            keys.append(Entry(int(found["copies"]), "copies"))
        yield Entry(Group(tuple(keys)), "drafter", comments(draft.drafter.doubts))


def _leftover(draft: Draft) -> tuple[str, ...]:
    """Lines that belong nowhere are kept where staff see them: above the recipients."""
    return tuple(
        f"Cần xem lại{f' ({place_of(s.line)})' if s.line else ''}: chữ chưa rõ thuộc phần nào: {plain(s.text)}"
        for s in draft.leftover
    )


def _signatory(draft: Draft) -> Iterator[Entry]:
    who = draft.signatory
    for key in ("on_behalf_of", "authorised_by", "by_order_of", "signs_for"):
        if value := getattr(who, key):
            yield Entry(value, key)
    if who.acting:
        yield Entry(True, "acting")
    told = () if who.title else ("Cần ghi: văn bản gốc không có chức vụ người ký.",)
    yield Entry(who.title or BLANK, "title", told)
    if who.other_post:
        yield Entry(Listing(tuple(Entry(post) for post in who.other_post)), "other_post")
    if who.name:
        yield Entry(who.name, "name")


def _appendix(appendix: Appendix, number: int, draft: Draft, notes: Mapping[str, str]) -> Entry:
    several = len(draft.appendices) > 1
    given = f"Phụ lục {numbering.roman(number + 1)}" if several else "Phụ lục"
    label = " ".join(appendix.label.split()).rstrip(" .:")
    keys = []
    if label and label.casefold() != given.casefold():
        keys.append(
            Entry(label.capitalize() if label.isupper() and label.lower() == "phụ lục" else _label(label), "label")
        )
    titles = [text for rich in appendix.title if (text := typed(rich, notes, looks=False))]
    if titles:
        keys.append(Entry(titles[0] if len(titles) == 1 else Listing(tuple(Entry(t) for t in titles)), "title"))
    if appendix.attached:
        keys.append(Entry(typed(appendix.attached, notes, looks=False), "attached"))
    turned = appendix.landscape or any(fit(table, False, True).landscape for table in _tables(appendix.content))
    if turned:
        keys.append(Entry("landscape", "orientation"))
    keys += body(appendix.content, Place("", 0, _chain(draft.content), notes, turned))
    return Entry(Group(tuple(keys)), comments=comments(appendix.doubts))


def _tables(content: Sequence[Sentence | GridTable | Item]) -> Iterator[GridTable]:
    for each in content:
        if isinstance(each, GridTable):
            yield each
        elif isinstance(each, Item):
            yield from _tables(each.content)


def _label(label: str) -> str:
    """`PHỤ LỤC 01A` is printed `Phụ lục 01A`, as the decree has it (III.1.b)."""
    return re.sub(r"^PHỤ LỤC\b", "Phụ lục", label)
