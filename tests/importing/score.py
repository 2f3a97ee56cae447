"""against_truth, against_plan: what an import found, what a person sees -> how much of it was found, and what not.

Truth is a file of `truth/` (written by hand before the importer was), or, of a document that we built ourselves, the
plan that it was built from. Used by `tools/import_report.py` and the tests of the import.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator import build
from generator.document import AppendixTitle, Document, Heading, Letterhead, Paragraph, Signature, Table, Title, plain
from generator.importing import sheet
from generator.importing.bring import Brought
from generator.importing.draft import Draft, GridTable, Item, Sentence, Signatory
from generator.importing.proof import pieces
from generator.plan import Children, Duty, Loose, Money, Node, Plan, Report, Section, Target, bodies

#: Of a node so many words are compared, of a paragraph so many.
NODE, PARAGRAPH = 5, 8


@dataclass(slots=True)
class Count:
    """How many of the expected were found, and how many were given in all; `missed` names what was not found."""

    found: int = 0
    expected: int = 0
    given: int = 0
    missed: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of the expected that was found."""
        return self.found / self.expected if self.expected else 1.0

    @property
    def all(self) -> bool:
        """Tell whether all was found."""
        return self.found == self.expected

    def add(self, name: str, right: bool, told: str = "") -> None:
        """Count one that is right or wrong."""
        self.expected += 1
        self.given += 1
        self.found += right
        if not right:
            self.missed.append(f"{name}: {told}" if told else name)


@dataclass(slots=True)
class Score:
    """How an import did: words of the source found in order, and each matter counted."""

    words: Count
    outline: Count = field(default_factory=Count)
    header: Count = field(default_factory=Count)
    recipients: Count = field(default_factory=Count)
    signature: Count = field(default_factory=Count)
    typed: Count = field(default_factory=Count)
    tables: Count = field(default_factory=Count)
    rest: Count = field(default_factory=Count)
    added: int = 0
    doubts: int = 0


def same(text: str) -> str:
    """Return a text as it is compared: no capitals, single spaces, tones in one place, no stop at its end."""
    text = unicodedata.normalize("NFC", text).casefold().replace("–", "-")
    return " ".join(pieces.bare(word) for word in text.split())


def first(text: str, count: int) -> list[str]:
    """Return the first words of a text as they are compared."""
    return same(re.sub(r"\[\d+\]", "", text)).split()[:count]


def begins(expected: str, given: str, count: int) -> bool:
    """Tell whether a text begins with the first words of another, as many as that has."""
    words = first(expected, count)
    return first(given, len(words)) == words


def marker(text: str) -> str:
    """Return a marker by its value: `a.` is `a)`, `Phần thứ nhất` is `Phần I`."""
    ordinal = {"nhất": "i", "hai": "ii", "ba": "iii", "tư": "iv", "năm": "v", "sáu": "vi", "bảy": "vii"}
    words = same(text).replace("thứ ", "").split()
    if words[:1] == ["phần"] and words[-1] in ordinal:
        words[-1] = ordinal[words[-1]]
    value = " ".join(words).strip("().")
    return {"none": "", **dict.fromkeys("●·▪\uf0b7", "•")}.get(value, value)


def in_order(expected: Sequence[Any], given: Sequence[Any], fits: Callable[[Any, Any], bool]) -> list[tuple[int, int]]:
    """Return the longest choice of pairs that fit, none of which crosses another."""
    rows, columns = len(expected), len(given)
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    fit = [[fits(e, g) for g in given] for e in expected]
    for r in range(rows - 1, -1, -1):
        for c in range(columns - 1, -1, -1):
            best[r][c] = best[r + 1][c + 1] + 1 if fit[r][c] else max(best[r + 1][c], best[r][c + 1])
    out, r, c = [], 0, 0
    while r < rows and c < columns:
        if fit[r][c] and best[r][c] == best[r + 1][c + 1] + 1:
            out.append((r, c))
            r, c = r + 1, c + 1
        elif best[r][c] == best[r + 1][c]:
            r += 1
        else:
            c += 1
    return out


def counted(expected: Sequence[Any], given: Sequence[Any], fits: Callable[[Any, Any], bool]) -> Count:
    """Return how many of the expected are there, in order."""
    pairs = in_order(expected, given, fits)
    met = {pair[0] for pair in pairs}
    missed = [each if isinstance(each, str) else " | ".join(map(str, each)) for n, each in enumerate(expected)
              if n not in met]  # fmt: skip
    return Count(len(pairs), len(expected), len(given), missed)


# --- against what a person sees -----------------------------------------------------------------


def against_truth(brought: Brought, truth: dict[str, Any]) -> Score:
    """Return how much of a file of truth an import found."""
    draft = brought.draft
    score = _begun(brought)
    expected = [tuple(part.strip() for part in line.split(" | ")) for line in truth.get("outline") or []]
    score.outline = counted(expected, list(nodes(draft)), _same_node)
    score.header = _header(draft, truth)
    score.recipients = _recipients(draft, truth)
    score.signature = _signature(draft.signatory, truth["signature"])
    score.typed = _typed(draft, truth.get("typed") or {})
    score.tables = _tables(draft, truth.get("tables") or [])
    score.rest = _rest(draft, truth)
    return score


def _begun(brought: Brought) -> Score:
    proof = brought.proof
    words = Count(proof.found, proof.total, proof.total) if proof else Count(0, len(brought.words))
    added = sum(len(each.built.split()) for each in proof.of("added", "changed")) if proof else 0
    return Score(words, added=added)


def nodes(draft: Draft) -> Iterator[tuple[str, str, str]]:
    """Yield every node of a draft in order: its depth, its marker, its words."""
    for content in (draft.content, *(annex.content for annex in draft.appendices)):
        yield from _below(content, 1)


def _below(content: Sequence[Any], depth: int) -> Iterator[tuple[str, str, str]]:
    for each in content:
        if isinstance(each, Item):
            yield str(depth), each.marker, each.words
            yield from _below(each.content, depth + 1)


def _same_node(expected: tuple[str, ...], given: tuple[str, str, str]) -> bool:
    depth, sign, words = expected[:3]
    return depth == given[0] and marker(sign) == marker(given[1]) and begins(words, given[2], NODE)


def _header(draft: Draft, truth: dict[str, Any]) -> Count:
    count = Count()
    issuer = truth["issuer"]
    for name, key, value in (
        ("cơ quan", "name", draft.issuer), ("cơ quan chủ quản", "parent", draft.parent),
        ("ký hiệu", "symbol", draft.symbol), ("địa danh", "place", draft.place),
    ):  # fmt: skip
        wanted = str(issuer[key])
        guessed = not wanted and bool(value.doubts)  # not known from the source, and said so
        count.add(
            name, guessed or same(wanted) == same(value.value), f"{_quoted(value.value)}, phải là {_quoted(wanted)}"
        )
    number, date = str(truth["number"]), str(truth["date"])
    right = number.lstrip("0") == draft.number.value.lstrip("0")
    count.add("số", right, f"{_quoted(draft.number.value)}, phải là {_quoted(number)}")
    count.add("ngày", date == draft.date.value, f"{_quoted(draft.date.value)}, phải là {_quoted(date)}")
    title = " ".join(sheet.plain(line) for line in draft.title)
    count.add("trích yếu", same(truth["title"]) == same(title), _quoted(title))
    return count


def _quoted(text: str) -> str:
    return f"«{text}»" if text else "trống"


def _recipients(draft: Draft, truth: dict[str, Any]) -> Count:
    def wanted(each: Any) -> tuple[str, str]:
        if isinstance(each, dict):
            kind, text = next(iter(each.items()))
            return kind, same(str(text))
        return "to", same(str(each))

    given = [(each.kind, same(each.text)) for each in draft.recipients]
    return counted([wanted(each) for each in truth.get("recipients") or []], given, lambda e, g: e == g)


def _signature(who: Signatory, truth: dict[str, Any]) -> Count:
    count = Count()
    signs = {"on_behalf_of": "TM.", "signs_for": "KT.", "by_order_of": "TL.", "authorised_by": "TUQ.",
             "title": "chức vụ", "name": "họ tên"}  # fmt: skip
    for key, name in signs.items():
        wanted, given = str(truth.get(key) or ""), str(getattr(who, key))
        count.add(name, same(wanted) == same(given), f"{_quoted(given)}, phải là {_quoted(wanted)}")
    count.add("Q.", bool(truth.get("acting")) == who.acting)
    other = [same(post) for post in truth.get("other_post") or []]
    count.add("chức vụ khác", other == [same(post) for post in who.other_post], _quoted(", ".join(who.other_post)))
    return count


def _typed(draft: Draft, truth: dict[str, Any]) -> Count:
    """Entries of data: found where an item at that place says the same."""
    items = [(item, same(_own(item))) for item in _items(draft)]
    count = Count()
    kinds = (("targets", "chỉ tiêu", ("value", "unit")), ("duties", "phân công", ("agency",)),
             ("money", "khoản tiền", ("amount", "unit")),
             ("reports", "báo cáo", ("period", "due", "to", "via")))  # fmt: skip
    for kind, name, keys in kinds:
        for entry in truth.get(kind) or []:
            wanted = {key: str(entry[key]) for key in keys if entry.get(key)}
            if kind == "money":  # `đồng/năm`: the unit of a sum is money, its rate stays in the sentence
                wanted["unit"] = wanted["unit"].split("/")[0]
            at = " ".join(first(str(entry["at"]), NODE))
            right = any(at in words and _says(item, wanted) for item, words in items)
            count.add(name, right, f"{' '.join(wanted.values())} («{entry['at']} …»)")
    count.given = sum(sum(key in item.data for key in ("value", "agency", "amount", "period")) for item, _ in items)
    return count


def _says(item: Item, wanted: dict[str, str]) -> bool:
    """Tell whether an item says each value; one of several, or one that names it more fully, will do."""
    for key, value in wanted.items():
        given = item.data.get(key, "")
        texts = [same(text) for text in ((given,) if isinstance(given, str) else given)]
        exact = key in ("value", "amount", "unit")
        if not any(same(value) == text or (not exact and text and (same(value) in text or text in same(value)))
                   for text in texts):  # fmt: skip
            return False
    return True


def _own(item: Item) -> str:
    said = [sheet.plain(each.text) for each in item.content if isinstance(each, Sentence)]
    return " ".join([sheet.plain(item.heading), *said])


def _items(draft: Draft) -> Iterator[Item]:
    waiting = [each for content in (draft.content, *(a.content for a in draft.appendices)) for each in content]
    while waiting:
        each = waiting.pop(0)
        if isinstance(each, Item):
            yield each
            waiting = [*each.content, *waiting]


def grids(draft: Draft) -> list[GridTable]:
    """Return the tables of a draft in order."""
    out: list[GridTable] = []
    waiting: list[Any] = [
        each for content in (draft.content, *(a.content for a in draft.appendices)) for each in content
    ]
    while waiting:
        each = waiting.pop(0)
        if isinstance(each, GridTable):
            out.append(each)
        elif isinstance(each, Item):
            waiting = [*each.content, *waiting]
    return out


def _tables(draft: Draft, truth: Sequence[dict[str, Any]]) -> Count:
    """Tables by rows and columns; merged cells are counted as a second question of each."""
    count = Count()
    given = grids(draft)
    for n, wanted in enumerate(truth):
        rows = (*given[n].head, *given[n].rows) if n < len(given) else ()
        shape = (len(rows), max((sum(cell.columns for cell in row) for row in rows), default=0))
        merged = sum(cell.columns > 1 or cell.rows > 1 for row in rows for cell in row)
        asked = (wanted["rows"], wanted["columns"])
        count.add(f"bảng {n + 1}, số dòng, cột", shape == asked, f"{shape}, phải là {asked}")
        count.add(f"bảng {n + 1}, ô gộp", merged == wanted["merged"], f"{merged}, phải là {wanted['merged']}")
    count.given = 2 * len(given)
    return count


def _rest(draft: Draft, truth: dict[str, Any]) -> Count:
    """Bases, opening, closing, appendices, footnotes."""
    count = Count()
    for key, name, said in (
        ("bases", "căn cứ", draft.bases), ("opening", "mở đầu", draft.opening), ("closing", "đoạn kết", draft.closing)
    ):  # fmt: skip
        wanted = [str(each) for each in truth.get(key) or []]
        texts = [sheet.plain(each.text) for each in said]
        right = len(wanted) == len(texts) and all(map(lambda e, g: begins(e, g, PARAGRAPH), wanted, texts))
        count.add(name, right, f"{[text[:40] for text in texts]}, phải là {wanted}")
    titles = [(each["label"], each["title"]) for each in truth.get("appendices") or []]
    given = [(each.label, " ".join(sheet.plain(line) for line in each.title)) for each in draft.appendices]
    right = len(titles) == len(given) and all(
        same(e[0]) == same(g[0]) and begins(e[1], g[1], PARAGRAPH) for e, g in zip(titles, given, strict=True)
    )
    count.add("phụ lục", right, f"{given}")
    count.add("chú thích", len(draft.notes) == truth.get("footnotes", 0), f"{len(draft.notes)}")
    return count


# --- against the plan that a document was built from ---------------------------------------------


def against_plan(brought: Brought, ours: build.Read, theirs: build.Read | None) -> Score:
    """Return how much of a plan came back: `ours` is the plan, `theirs` what was imported, read again."""
    score = _begun(brought)
    if theirs is None:
        return score
    old, new = ours.document, theirs.document
    score.outline = counted(_blocks(old), _blocks(new), lambda e, g: e == g)
    score.header = _one(_heads(old), _heads(new))
    score.recipients = _one(_foot(old)[0], _foot(new)[0])
    score.signature = _one(_foot(old)[1], _foot(new)[1])
    score.typed = _bags(_data(ours.plan), _data(theirs.plan))
    score.tables = counted(_drawn(old), _drawn(new), lambda e, g: e == g)
    score.rest = _one(_others(old), _others(new))
    return score


def _one(old: list[str], new: list[str]) -> Count:
    return counted(old, new, lambda e, g: same(e) == same(g))


def _bags(old: list[str], new: list[str]) -> Count:
    missed = Counter(old) - Counter(new)
    return Count(len(old) - missed.total(), len(old), len(new), sorted(missed.elements()))


def _blocks(document: Document) -> list[tuple[str, ...]]:
    """Headings and paragraphs: how deep, which marker, which words."""
    return [
        (type(block).__name__, block.style, marker(block.marker), " ".join(first(plain(block.text), NODE)))
        for part in document.parts
        for block in part.blocks
        if isinstance(block, (Heading, Paragraph))
    ]


def _heads(document: Document) -> list[str]:
    out: list[str] = []
    for block in document.parts[0].blocks:
        if isinstance(block, Letterhead):
            out += [" ".join(block.parent), " ".join(block.issuer), block.number, block.place_date]
        if isinstance(block, Title):
            out += [" ".join(plain(line) for line in block.lines)]
    return out


def _foot(document: Document) -> tuple[list[str], list[str]]:
    block = next(block for block in document.parts[0].blocks if isinstance(block, Signature))
    said = [text for _, text in block.recipients]
    return said, [" ".join(block.capacity), " ".join(block.other_post), block.name]


def _drawn(document: Document) -> list[tuple[int, ...]]:
    return [
        (len(block.rows), len(block.widths), sum(c.columns > 1 or c.rows > 1 for row in block.rows for c in row))
        for part in document.parts
        for block in part.blocks
        if isinstance(block, Table)
    ]


def _others(document: Document) -> list[str]:
    titles = [
        f"{block.label} {' '.join(plain(line) for line in block.lines)}"
        for part in document.parts
        for block in part.blocks
        if isinstance(block, AppendixTitle)
    ]
    return [*titles, *(plain(note) for note in document.footnotes)]


def _data(plan: Plan) -> list[str]:
    """The typed entries of a plan, each as a text."""
    return [text for root in bodies(plan) for node in _nodes(root) for data in node.data for text in _entry(data)]


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for piece in node.pieces:
        below: tuple[Node, ...] = ()
        if isinstance(piece, (Children, Loose)):
            below = piece.nodes
        elif isinstance(piece, Section):
            below = (piece.node,)
        for child in below:
            yield from _nodes(child)


def _entry(data: Any) -> Iterator[str]:
    if isinstance(data, Target) and data.value:
        yield f"chỉ tiêu {data.value.text} {data.unit}".casefold()
    elif isinstance(data, Duty) and data.agency:
        yield f"phân công {data.agency}".casefold()
    elif isinstance(data, Report):
        yield f"báo cáo {', '.join(data.period)}; {', '.join(data.due)}".casefold()
    elif isinstance(data, Money):
        yield f"khoản tiền {data.amount.normalize()}"
