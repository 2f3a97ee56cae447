"""place: paragraphs that went, came and moved -> deeds on the items of the plan's file, or why there are none.

A paragraph that came belongs to the list whose items look as it does (its marker, else its style): beside the nearest
item before it, else the one after it, else below the paragraph before it. Nothing is guessed beyond that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.build import Read
from generator.review import forms
from generator.review.acts import Add, Drop
from generator.review.flow import Flow
from generator.review.home import Homes, kind_of, parted
from generator.review.item import Item
from generator.review.printed import Fixed, Printed, Sentence
from generator.review.scalar import written
from generator.review.sheet import Path, Sheet
from generator.review.spot import Why, inherited, spot
from generator.review.write import Bases, Deed, Insert, Remove, Shift, Under, Where, Widen
from generator.schema import CONTENT, LISTS, SECTIONS

#: Keys that a plan cannot be without, or that hold more than paragraphs.
_NEEDED = ("title", "recipients", "signatory", "issuer", "number", "date", "variables")
_HEADINGS = ("heading", "agency")
#: Keys of paragraphs without markers, one or a list.
_TEXTS = ("text", "opening", "closing")
#: Lists of lines: whatever comes among them is one more.
_LINES = ("recipients", "bases")
_TASK = ("content", "lead", "coordinate_with", "deadline", "product")
#: Styles of what a list's item cannot hold, and the key that makes it.
_STRANGE = {
    **dict.fromkeys(("PhuLuc", "TenPhuLuc", "KemTheo"), "phụ lục mới: ghi vào `appendices:`"),
    **dict.fromkeys(("OBang", "OBangGiua", "OBangPhai", "OBangDeu", "DauBang", "TenBang"),
                    "bảng mới, hoặc dòng của bảng mới: ghi vào `table:`"),
    "FootnoteText": "chú thích mới: ghi nội dung vào `footnotes:`, trong câu viết `[^tên]`",
    **dict.fromkeys(("QuyenHan", "HoTen"), "người ký: sửa ở khóa `signatory`"),
    **dict.fromkeys(("CoQuanBanHanh", "CoQuanChuQuan"), "tên cơ quan: sửa ở khóa `issuer`"),
}  # fmt: skip
_UNCLEAR = "chưa rõ đoạn này thuộc danh sách nào của kế hoạch: ghi tay vào tệp"


@dataclass(slots=True)
class _New:
    """A paragraph that was placed: what is written, beside which item, in which list of which other new one."""

    item: Item
    kind: str
    style: str
    beside: Path
    parent: _New | None = None
    key: str = ""


@dataclass(slots=True)
class Placed:
    """The deeds, each with the acts that it is of, and why other acts have none."""

    deeds: list[tuple[Deed, set[int]]] = field(default_factory=list)
    refused: dict[int, Why] = field(default_factory=dict)
    #: Acts that come about by others: an item moved along with the one above it.
    along: dict[int, Path] = field(default_factory=dict)


class _Placer:
    def __init__(
        self, sheet: Sheet, got: Read, printed: tuple[Printed, ...], homes: Homes, drops: dict[int, Drop],
        adds: dict[int, Add], rows: frozenset[tuple[int | str, ...]],
    ) -> None:  # fmt: skip
        self.sheet, self.got, self.printed, self.homes = sheet, got, printed, homes
        self.drops, self.adds, self.rows = drops, adds, rows
        self.dropped = {drop.para: number for number, drop in drops.items()}
        self.moved = {add.moved: number for number, add in adds.items() if add.moved >= 0}
        self.out = Placed()
        self.new: dict[int, _New | Path] = {}  # place in the new order -> what stands there
        self.deed_of: dict[int, tuple[Insert | Under, set[int]]] = {}
        self.bases: list[tuple[int, str]] = []

    # --- what went -------------------------------------------------------------------------------

    def removals(self) -> None:
        done: dict[Path, set[int]] = {}
        gone = frozenset(self.dropped)
        for para, number in self.dropped.items():
            made = self.removal(para, gone)
            if isinstance(made, Why):
                self.out.refused[number] = made
            elif made is not None:
                done.setdefault(made, set()).add(number)
        for path in sorted(done, key=len):
            above = next((p for p in done if p != path and path[: len(p)] == p), None)
            if above:
                done[above] |= done[path]
        for path, acts in done.items():
            if not any(p != path and path[: len(p)] == p for p in done):
                self.out.deeds.append((Remove(path), acts))
                for act in acts:
                    self.out.along.setdefault(act, path)

    def removal(self, para: int, gone: frozenset[int]) -> Path | Why | None:
        paragraph = self.printed[para]
        if not paragraph.text.strip():
            return self.blank(para, gone)
        if para not in self.homes.of:
            return self.homeless(para, gone)
        path = self.homes.of[para][0]
        best: Path | None = None
        for length in range(len(path), 0, -1):
            above = path[:length]
            if not self.homes.below.get(above, frozenset((para,))) <= gone:
                break
            if self.sheet.start(above) >= 0:
                best = above
        if best is None or (len(best) == 1 and best[0] in _NEEDED):
            return Why("không bỏ được: phần này phải có", self.sheet.mark(path))
        if isinstance(best[-1], str) and best[-1] in (*_HEADINGS, "text") and self.homes.heads.get(best[:-1]) == para:
            rest = self.homes.below.get(best[:-1], frozenset()) - gone
            if rest:
                return Why("bỏ câu mở đầu mà nội dung bên dưới còn lại: bỏ cả các đoạn bên dưới, hoặc giữ câu này",
                           self.sheet.mark(best))  # fmt: skip
        return best

    def blank(self, para: int, gone: frozenset[int]) -> Path | Why | None:
        """A line without letters: an empty cell goes with its row, any other is the program's."""
        cell = self.printed[para].cell
        row = [p for p in range(len(self.printed)) if len(cell) > 1 and self.printed[p].cell[:-1] == cell[:-1]]
        beside = next((p for p in row if p in gone and p in self.homes.of), None)
        if beside is not None and set(row) <= gone:
            return self.removal(beside, gone)
        return Why("đoạn trống, đường kẻ do chương trình đặt")

    def homeless(self, para: int, gone: frozenset[int]) -> Path | Why:
        paragraph = self.printed[para]
        source = next((span.source for span in paragraph.spans if span.source), None)
        if isinstance(source, Sentence):
            found = spot(self.sheet, self.got, source)
            if isinstance(found, Why) and found.item:
                return found.to(f"remove:\n  - id: {found.item}\n    reason: …", "remove")
            return found if isinstance(found, Why) else Why(_UNCLEAR)
        if isinstance(source, Fixed):
            made = forms.read(self.sheet, self.got, paragraph, "")
            return made if isinstance(made, Why) else Why("không bỏ được: phần này phải có")
        after = next((p for p in range(para + 1, len(self.printed)) if p in self.homes.of), None)
        if after in gone and after is not None:  # a section's own heading goes with the section
            with_it = self.removal(after, gone)
            if not isinstance(with_it, Why) and with_it is not None and any(step in SECTIONS for step in with_it):
                return with_it
        return Why("tiêu đề do khóa của mục in ra: bỏ cả mục, hoặc ghi `heading:` khác")

    # --- what came -------------------------------------------------------------------------------

    def additions(self) -> None:
        rows: dict[tuple[int | str, ...], list[int]] = {}
        for number, add in sorted(self.adds.items(), key=lambda each: each[1].order):
            if add.moved >= 0:
                self.move(number, add)
            elif len(add.seen.cell) > 3 and not self.in_old_row(add):
                rows.setdefault(add.seen.cell[:-1], []).append(number)
            else:
                self.addition(number, add)
        for numbers in rows.values():
            self.row(numbers)
        if self.bases:
            deed = Bases("bases", tuple(said for _, said in self.bases), ("opening", *CONTENT))
            self.out.deeds.append((deed, {number for number, _ in self.bases}))
        self.out.deeds += list(self.deed_of.values())

    def in_old_row(self, add: Add) -> bool:
        """Tell whether a cell's row is printed by the plan, so that the paragraph came within it."""
        return add.seen.cell[:-1] in self.rows

    def addition(self, number: int, add: Add) -> None:
        kind, _, said = parted(add.seen.text)
        if not said:
            self.out.refused[number] = Why("đoạn trống: kế hoạch tự đặt khoảng cách")
            return
        if len(add.seen.cell) > 1 and self.table_cell(add):
            self.out.refused[number] = Why("thêm đoạn trong một ô của bảng: ghi tay, ô có nhiều đoạn là một danh sách")
            return
        said = self.trimmed(said, add)
        if not said.strip(" -+•"):
            self.out.refused[number] = Why("đoạn chỉ có dấu đầu dòng, chưa có chữ")
            return
        if add.seen.style == "CanCu" and ("bases",) not in self.sheet.nodes and self.got.plan.bases == ():
            self.bases.append((number, _typed(re.sub(r"\s*[.;,]$", "", said))))
            return
        found = self.elsewhere(add) if add.seen.style in _STRANGE else self.beside(kind, add.seen.style, add, number)
        if isinstance(found, Why):
            self.out.refused[number] = found
            return
        self.write_in(number, add, kind, said, found)

    def table_cell(self, add: Add) -> bool:
        return any(p >= 0 and self.rows_of(p) is not None for p in (add.after, add.before))

    def trimmed(self, said: str, add: Add) -> str:
        """What a list's sentence says, without the signs that the program writes."""
        said = re.sub(r"\s*\./\.$", "", said)
        near = add.after if add.after >= 0 else add.before
        path = self.homes.of.get(near, ((),))[0] or self.homes.of.get(add.before, ((),))[0]
        if path[:1] == ("recipients",):
            return forms.stem(said)
        if path[:1] == ("bases",) and add.seen.style in ("CanCu", self.printed[near].style):
            return re.sub(r"\s*[.;,]$", "", said)
        return said

    def near(self, add: Add) -> int:
        """The printed paragraph before an addition that stays and has a home; -1 where there is none."""
        para = add.after
        while para >= 0 and (para in self.dropped or para in self.moved or para not in self.homes.of):
            if para not in self.dropped and para not in self.moved and self.printed[para].cell != add.seen.cell[:1]:
                break
            para -= 1
        return para if para in self.homes.of else -1

    def same(self, kind: str, style: str, path: Path) -> bool:
        head = self.homes.heads.get(path, -1)
        if head < 0:
            return False
        theirs = kind_of(self.printed[head])
        if kind and theirs:
            return kind == theirs and (style == self.printed[head].style or not style.startswith("Heading") or True)
        return style == self.printed[head].style and bool(style)

    def beside(
        self, kind: str, style: str, add: Add, number: int
    ) -> _New | tuple[Path, Where] | tuple[Path, str] | Why:
        """Where a new paragraph belongs: a new one before it (as its child or sibling), an item, or below one."""
        last = self.new.get(add.order - 1)
        next_path = self.homes.of.get(add.before, ((),))[0] if add.before >= 0 else ()
        near = self.near(add)
        if isinstance(last, _New):
            above: _New | None = last
            while above:
                if (kind and above.kind == kind) or (not kind and above.style == style):
                    return above
                above = above.parent
        anchor = last.beside if isinstance(last, _New) else last
        paths = self.outward(anchor) if anchor else list(self.homes.items(near)) if near >= 0 else []
        listed = next((path for path in paths if len(path) > 1 and path[-2] in _LINES), None)
        if listed and self.sheet.start(listed) >= 0:
            return listed, "after"
        for path in paths:
            if self.same(kind, style, path) and next_path[: len(path)] != path and self.sheet.start(path) >= 0:
                return path, "after"
        if isinstance(last, _New):
            return last
        for path in self.homes.items(add.before) if add.before >= 0 else ():
            head = self.homes.heads.get(path) == add.before
            if head and self.same(kind, style, path) and self.sheet.start(path) >= 0:
                return path, "before"
        if near >= 0:
            return self.below(kind, style, near)
        return self.elsewhere(add)

    def outward(self, path: Path) -> list[Path]:
        return [path[:n] for n in range(len(path), 0, -1) if isinstance(path[n - 1], int)]

    def elsewhere(self, add: Add) -> Why:
        if add.seen.style in _STRANGE:
            return Why(_STRANGE[add.seen.style])
        for para in (add.after, add.before):
            source = next((s.source for s in self.printed[para].spans if s.source), None) if para >= 0 else None
            if isinstance(source, Sentence) and source.text.mark.file != self.sheet.file:
                return self.added(inherited(self.got, source.text.mark), add, para == add.after)
        return Why(_UNCLEAR)

    def added(self, why: Why, add: Add, behind: bool) -> Why:
        if not why.item or not why.listed:
            return Why(why.reason, why.mark)
        said = written(_typed(self.trimmed(parted(add.seen.text)[2], add)), 8, 8)
        beside = "after" if behind else "before"
        return why.to(f"add:\n  - {beside}: {why.item}\n    {why.listed}:\n      - {said}", "add")

    def below(self, kind: str, style: str, near: int) -> tuple[Path, str] | Why:
        """A paragraph that goes on, or opens a list below, the one before it."""
        path = self.homes.of[near][0]
        if not kind and style == self.printed[near].style and path[-1] in _TEXTS and path in self.sheet.leaves:
            return path, "widen"
        own = next((p for p in self.homes.items(near) if self.homes.heads.get(p) == near), None)
        theirs = kind_of(self.printed[near])
        if own is None or not kind or kind == theirs or self.sheet.start(own) < 0:
            return Why(_UNCLEAR)
        return own, "under"

    def write_in(self, number: int, add: Add, kind: str, said: str, found: _New | tuple[Path, str]) -> None:
        style = add.seen.style
        if isinstance(found, _New):
            self.beside_new(number, add, kind, said, found)
            return
        path, where = found
        if where == "widen":
            self.out.deeds.append((Widen(path, (said,)), {number}))
            return
        if where == "under":
            key = "items" if kind in ("-", "+", "•") else self.list_key(path) or "sections"
            item = self.item(said, path, style, key)
            made = Under(Item({}, {key: [item]}), path, self.homes.of[self.homes.heads[path]][-1])
            self.deed_of[number] = (made, {number})
            self.new[add.order] = _New(item, kind, style, path)
            return
        item = self.item(said, path, style, "")
        self.deed_of[number] = (Insert(item, path, "before" if where == "before" else "after"), {number})
        self.new[add.order] = _New(item, kind, style, path)

    def beside_new(self, number: int, add: Add, kind: str, said: str, found: _New) -> None:
        """Beside a new paragraph of its kind, else below the one right before it."""
        style = add.seen.style
        same = (kind and found.kind == kind) or (not kind and found.style == style)
        item = self.like_new(said, found) if same else self.item(said, found.beside, style, "below")
        if same and found.parent is None:
            self.deed_of[number] = (Insert(item, found.beside, self.where_of(found)), {number})
            self.new[add.order] = _New(item, kind, style, found.beside)
            return
        parent = found.parent if same else found
        assert parent is not None
        key = found.key if same else self.child_key(kind, style, parent)
        continues = not same and key == "text"
        if continues and ("text" in parent.item.keys or "" in parent.item.keys or parent.item.below):
            self.out.refused[number] = Why(_UNCLEAR)
            return
        if continues:
            parent.item.keys["text"] = _typed(said)
        else:
            if "" in parent.item.keys:
                parent.item.keys = {"text": parent.item.keys[""]}
            parent.item.below.setdefault(key, []).append(item)
        self.new[add.order] = parent if continues else _New(item, kind, style, found.beside, parent, key)
        root = parent
        while root.parent:
            root = root.parent
        for made, acts in self.deed_of.values():
            if (isinstance(made, Insert) and made.item is root.item) or (
                isinstance(made, Under) and any(root.item in items for items in made.item.below.values())
            ):
                acts.add(number)

    def like_new(self, said: str, model: _New) -> Item:
        """A new item as the new one beside it is written."""
        key = next((key for key in model.item.keys if key in _HEADINGS), "")
        if key and said == said.upper():
            said = said.lower()[:1].upper() + said.lower()[1:]
        return Item({key: said if key == "agency" or model.beside[:1] == ("recipients",) else _typed(said)})

    def where_of(self, new: _New) -> Where:
        for made, _ in self.deed_of.values():
            if isinstance(made, Insert) and made.item is new.item:
                return made.where
        return "after"

    def child_key(self, kind: str, style: str, parent: _New) -> str:
        if not kind and not style.startswith("Heading"):
            return "text"
        if kind in ("-", "+", "•"):
            return "items"
        if "agency" in parent.item.keys:
            return "tasks"
        return self.list_key(parent.beside) or "sections"

    def list_key(self, path: Path) -> str:
        """The key under which an item lists what is below it."""
        return next((str(p[-1]) for p in self.sheet.keys if p[:-1] == path and p[-1] in LISTS), "")

    def item(self, said: str, path: Path, style: str, key: str) -> Item:
        """A new item as those beside it are written."""
        head = self.homes.heads.get(path, -1)
        home = self.homes.of.get(head, ((),))[0]
        like = str(home[-1]) if home and not key else ""
        heading = like in _HEADINGS or (style.startswith("Heading") and like not in ("text",) and key != "items")
        said = said.lower()[:1].upper() + said.lower()[1:] if said == said.upper() and heading else said
        if path[:1] == ("recipients",):
            kept = re.match(r"^Lưu\s*:\s*(.*)$", said)
            return Item({"archive": kept[1]}) if kept else Item({"": said})
        escaped = _typed(said) if like != "agency" else said
        if heading:
            return Item({like if like in _HEADINGS else "heading": escaped})
        return Item({"": escaped})

    # --- rows of tables ----------------------------------------------------------------------------

    def rows_of(self, para: int) -> Path | None:
        """The path of the table's row that a paragraph stands in."""
        path = self.homes.of.get(para, ((),))[0]
        for length in range(len(path) - 1, 0, -1):
            step = path[length - 1] if length else ""
            task = step == "tasks" and len(path) > length + 1 and path[length + 1] in _TASK
            if isinstance(path[length], int) and (step == "rows" or task):
                return path[: length + 1]
        return None

    def row(self, numbers: list[int]) -> None:
        first = self.adds[numbers[0]]
        near = first.after
        while near >= 0 and (near in self.dropped or near not in self.homes.of) and len(self.printed[near].cell) > 3:
            near -= 1
        path = self.rows_of(near) if near >= 0 else None
        where: Where = "after"
        if path is None and first.before >= 0:
            path, where = self.rows_of(first.before), "before"
        cells: dict[int | str, list[str]] = {}
        for number in numbers:
            cells.setdefault(self.adds[number].seen.cell[-1], []).append(self.adds[number].seen.text.strip())
        if path is None or self.sheet.start(path) < 0 or any(len(c) > 1 for c in cells.values()):
            for number in numbers:
                self.out.refused[number] = Why(
                    "dòng mới của bảng: không rõ thuộc bảng nào của kế hoạch, ghi tay vào `rows`"
                )
            return
        said = [re.sub(r"([*\\])", r"\\\1", " ".join(c)) for c in cells.values()]
        if "tasks" in path[-2:]:
            item = Item({key: text for key, text in zip(_TASK, said[1:], strict=False) if text})
        else:
            item = Item({}, {}, said)
        self.out.deeds.append((Insert(item, path, where), set(numbers)))
        for number in numbers:
            self.out.along.setdefault(number, path)

    # --- what moved --------------------------------------------------------------------------------

    def move(self, number: int, add: Add) -> None:
        gone = frozenset(self.moved)
        path = self.homes.of.get(add.moved, ((),))[0]
        if not path:
            why = self.homeless(add.moved, frozenset())
            self.out.refused[number] = why if isinstance(why, Why) else Why(_UNCLEAR)
            return
        best: Path | None = None
        for above in self.homes.items(add.moved):
            if not self.homes.below[above] <= gone:
                break
            best = above
        if best is None or self.sheet.start(best) < 0:
            self.out.refused[number] = Why("đoạn này không phải một mục của danh sách: chuyển tay trong tệp",
                                           self.sheet.mark(path))  # fmt: skip
            return
        if self.homes.heads[best] != add.moved:  # goes along with the item that it is part of
            head = self.moved.get(self.homes.heads[best])
            if head is not None:
                self.out.along[number] = best
                self.new[add.order] = best
                for deed, acts in self.out.deeds:
                    if isinstance(deed, Shift) and deed.path == best:
                        acts.add(number)
                return
        kind = parted(add.seen.text)[0] if kind_of(self.printed[add.moved]) else ""
        found = self.beside(kind, add.seen.style, add, number)
        if isinstance(found, Why):
            self.out.refused[number] = found
        elif isinstance(found, _New) or found[1] not in ("after", "before") or found[0][: len(best)] == best:
            self.out.refused[number] = Why("chuyển vào một mục mới hoặc vào chính nó: chuyển tay trong tệp",
                                           self.sheet.mark(path))  # fmt: skip
        else:
            where: Where = "before" if found[1] == "before" else "after"
            self.out.deeds.append((Shift(best, found[0], where), {number}))
            self.out.along[number] = best
            self.new[add.order] = found[0]


def _typed(said: str) -> str:
    """Return words as a sentence of a plan is typed: a star or backslash stands for itself."""
    return re.sub(r"([*\\])", r"\\\1", said)


def place(sheet: Sheet, got: Read, flow: Flow, homes: Homes, drops: dict[int, Drop], adds: dict[int, Add]) -> Placed:
    """Return the deeds that make the file say what went, came and moved; the acts come by their numbers."""
    rows = frozenset(raw.cell[:-1] for raw in flow.raws if raw.base >= 0 and len(raw.cell) > 3)
    placer = _Placer(sheet, got, flow.printed, homes, drops, adds, rows)
    placer.removals()
    placer.additions()
    return placer.out
