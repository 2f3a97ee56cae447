"""merge: a plan and what it extends -> one tree, item by item, by id.

Nothing is guessed: an id that matches nothing, a locked item, a list that would be lost are told with
both places. Values keep the marks of the file that they came from.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace

from generator import inline, schema
from generator.cascade import bounds, edits, rebuild
from generator.cascade.edits import Addition, Edits, Removal
from generator.cascade.tree import (
    Item,
    below,
    is_blank,
    items,
    items_in,
    locked_scalars,
    locked_within,
    locks,
    names_in,
    value_of,
    with_entry,
)
from generator.problem import Mark, Problem, nearest
from generator.source import Mapping, Scalar, Sequence, Source, Value, scalars

#: Keys that say how a plan stands on another; they end with the merge.
CONTROL = ("extends", "abstract", "units", "unit", "office", "change", "add", "remove", "reorder", "conflicts")
#: After so many faults the near names are no longer looked for.
MANY = 100
#: Groups of keys that are taken over key by key.
BY_KEY = ("issuer", "signatory", "drafter", "variables", "footnotes")
#: Lists of the plan that take in what the plan adds.
JOINED = ("silenced", "locked")


@dataclass(frozen=True, slots=True)
class Merged:
    """A tree of several files. `replaced`: by id ("" for the plan) and key, the values that stood there
    before, nearest first; `removed`: what was left out, and why."""

    root: Mapping
    replaced: Map[tuple[str, str], tuple[Value, ...]] = field(default_factory=dict)
    removed: tuple[Removal, ...] = ()


def begin(source: Source) -> tuple[Merged, list[Problem]]:
    """Return the tree of a plan that extends nothing."""
    problems = []
    for key, _ in source.root.entries:
        if key.text in ("change", "add", "remove", "reorder"):
            message = f"`{key.text}` chỉ dùng khi kế hoạch dựa vào một kế hoạch khác"
            problems.append(Problem(key.mark, message, "thêm `extends:` và tên tệp, hoặc bỏ khóa này", "extends"))
    return Merged(without(source.root, CONTROL)), problems


def merge(base: Merged, source: Source) -> tuple[Merged, list[Problem]]:
    """Return what a plan and the tree that it extends come to, and all that is wrong in it."""
    wanted, problems = edits.read(source)
    work = _Work(base, items(base.root), wanted, problems)
    work.check()
    if problems:
        return base, problems  # half an edit would only make more of them
    root = work.plan_keys(rebuild.rebuild(base.root, wanted), source.root)
    return Merged(root, {**base.replaced, **work.replaced}, (*wanted.removals, *base.removed)), problems


def without(root: Mapping, keys: Iterable[str]) -> Mapping:
    """Return a mapping without some keys."""
    left = tuple((k, v) for k, v in root.entries if k.text not in keys)
    return replace(root, entries=left)


class _Work:
    """One merge: the base's items, the edits, and what is wrong with them."""

    def __init__(self, base: Merged, found: dict[str, Item], wanted: Edits, problems: list[Problem]) -> None:
        self.base, self.items, self.wanted, self.problems = base, found, wanted, problems
        self.replaced: dict[tuple[str, str], tuple[Value, ...]] = {}
        self.added = {id for each in wanted.additions for id in _ids(each)}
        self.said: dict[str, dict[tuple[str, ...], Mark]] = {}
        self.gone = {each.id: each for each in base.removed if each.id and not each.key}

    # --- what may be changed --------------------------------------------------------------------

    def check(self) -> None:
        leaving = self.leaving()
        for id, (name, node) in self.wanted.changes.items():
            item = self.item(id, name.mark)
            if item and id in leaving:
                self.wrong(name.mark, f"`{id}` vừa sửa ở `change` vừa bị bỏ ở `remove`", "giữ một trong hai")
            elif item:
                self.check_change(item, node)
        for removal in self.wanted.removals:
            self.check_removal(removal)
        for addition in self.wanted.additions:
            self.check_addition(addition, leaving)
        for order in self.wanted.orders:
            self.check_order(order)

    def leaving(self) -> set[str]:
        """The ids that are left out, with what stands in them and in keys that are left out."""
        found: set[str] = set()
        for each in self.wanted.removals:
            item = self.items.get(each.id)
            if item and not each.key:
                found |= {item.id, *(other.id for other in below(item, self.items))}
            node = item.node if item else self.base.root
            value = value_of(node, each.key) if each.key and (item or not each.id) else None
            if value is not None:
                found |= items_in(each.key, value).keys()
        return found

    def item(self, id: str, mark: Mark) -> Item | None:
        found = self.items.get(id)
        if found is None and id in self.added:
            message = f"mục `{id}` do chính tệp này thêm, nên không làm mốc hay sửa ở đây được"
            self.wrong(mark, message, "gộp vào cùng một chỗ ở `add`, theo thứ tự muốn in", "unknown-id")
        elif found is None:
            near = nearest(id, self.items) if len(self.problems) < MANY else ""
            gone = self.gone.get(id)
            if gone:
                hint = f"mục này đã bỏ ở {gone.mark.short} ({gone.reason})"
            else:
                base = self.base.root.mark.file
                hint = f"có phải là `{near}`? " if near else f"xem các `id` bằng lệnh `kehoach explain {base}`; "
                hint += "nếu bản gốc vừa bỏ mục này thì xóa chỗ này, hoặc đưa thành mục mới ở `add`"
            self.wrong(mark, f"bản gốc không có mục nào mang `id: {id}`", hint, "unknown-id")
        return found

    def check_change(self, item: Item, node: Mapping) -> None:
        for key, value in node.entries:
            old = value_of(item.node, key.text)
            if key.text == "id":
                self.wrong(key.mark, "không đổi được `id`", "bỏ mục cũ bằng `remove`, thêm mục mới bằng `add`")
            elif key.text == "locked" and (item.lock or item.keys):
                lock = item.lock or next(iter(item.keys.values()))
                self.wrong(key.mark, f"không đổi được khóa của `{item.id}`, đặt ở {lock.short}", _ASK, "locked")
            elif is_blank(value) and key.text.isdigit():
                hint = f'số có dấu phẩy thì đặt trong ngoặc kép, ví dụ `value: "0,{key.text}"`'
                self.wrong(key.mark, f"`{key.text}` sau dấu phẩy bị hiểu là một khóa", hint, "unknown-key")
            elif is_blank(value):
                hint = f"điền vào; muốn bỏ khóa này thì ghi ở `remove:` (`id: {item.id}`, `key: {key.text}`, `reason:`)"
                self.wrong(key.mark, f"`{key.text}` của `{item.id}` còn trống", hint, "empty")
            elif self.free(item, key.text, key.mark):
                self.check_lost(item, key, old)
                self.problems += bounds.changed(item, key, value, old)
                if old is not None:
                    before = self.base.replaced.get((item.id, key.text), ())
                    self.replaced[item.id, key.text] = (old, *before)

    def check_lost(self, item: Item, key: Scalar, old: Value | None) -> None:
        """A list that holds items with ids is changed item by item: what it held must not vanish unsaid."""
        inside = list(items_in(key.text, old)) if old is not None else []
        lock = locked_within(old)
        if lock:
            message = f"không viết lại được `{key.text}` của `{item.id}`: có phần bị khóa ở {lock.short}"
            self.wrong(key.mark, message, _ASK, "locked")
        elif inside:
            names = ", ".join(f"`{name}`" for name in inside[:5]) + (", …" if len(inside) > 5 else "")
            hint = "sửa từng mục bằng `change`, thêm bằng `add`, bỏ bằng `remove` kèm lý do"
            self.wrong(key.mark, f"`{key.text}` của `{item.id}` có các mục mang `id` ({names})", hint)

    def free(self, item: Item, key: str, mark: Mark) -> bool:
        """Tell whether a key of an item may be changed; if not, say who locked it."""
        lock = item.locked(key)
        if lock:
            self.locked(item.id, lock, mark)
        return not lock

    def locked(self, name: str, lock: Mark, mark: Mark) -> None:
        self.wrong(mark, f"`{name}` bị khóa ở {lock.short}, không sửa được", _ASK, "locked")

    def check_removal(self, removal: Removal) -> None:
        if not removal.id:
            self.check_plan_removal(removal)
            return
        item = self.item(removal.id, removal.mark)
        if not item or not self.free(item, removal.key or "*", removal.mark):
            return
        if not removal.key:
            self.check_leaving(item.node, removal.id, removal.mark)
            for each in (item, *below(item, self.items)):
                self.problems += bounds.removed(each, removal.mark)
            return
        value = value_of(item.node, removal.key)
        if value is None:
            near = nearest(removal.key, [k.text for k, _ in item.node.entries])
            hint = f"có phải là `{near}`?" if near else "bỏ dòng này"
            self.wrong(removal.mark, f"`{removal.id}` không có khóa `{removal.key}`", hint, "unknown-id")
        elif removal.key in ("id", "locked"):
            hint = "khóa này do cấp trên định; bỏ dòng này"
            self.wrong(removal.mark, f"không bỏ được khóa `{removal.key}` của `{removal.id}`", hint, "locked")
        elif removal.key in self.changed_keys(removal.id):
            message = f"`{removal.id}.{removal.key}` vừa sửa ở `change` vừa bỏ ở `remove`"
            self.wrong(removal.mark, message, "giữ một trong hai")
        else:
            self.problems += bounds.key_removed(item, removal.key, removal.mark)
            self.check_leaving(value, removal.id, removal.mark)

    def check_plan_removal(self, removal: Removal) -> None:
        value = value_of(self.base.root, removal.key)
        if removal.key == "locked":
            hint = "khóa này do cấp trên định; bỏ dòng này"
            self.wrong(removal.mark, "không bỏ được khóa `locked` của bản gốc", hint, "locked")
        elif value is None:
            near = nearest(removal.key, [k.text for k, _ in self.base.root.entries])
            hint = f"có phải là `{near}`?" if near else "bỏ dòng này"
            self.wrong(removal.mark, f"bản gốc không có khóa `{removal.key}`", hint, "unknown-id")
        else:
            self.check_plan_lock(removal.key, removal.mark)
            self.check_leaving(value, removal.key, removal.mark)
            if removal.key in ("variables", "footnotes") and isinstance(value, Mapping):
                for name, _ in value.entries:
                    self.check_said(f"{removal.key}.{name.text}", removal.mark)

    def check_leaving(self, value: Value, name: str, mark: Mark) -> None:
        """What is left out must hold nothing that is locked, and no target that is bounded."""
        lock = locked_within(value)
        if lock:
            message = f"không bỏ được `{name}`: có phần bị khóa ở {lock.short}"
            self.wrong(mark, message, _ASK, "locked")
        for each in items_in("", value).values():
            if each.id != name:
                self.problems += bounds.removed(each, mark)

    def changed_keys(self, id: str) -> set[str]:
        """The keys of an item that `change` sets."""
        return {key.text for key, _ in self.wanted.changes[id][1].entries} if id in self.wanted.changes else set()

    def check_addition(self, addition: Addition, leaving: set[str]) -> None:
        for name, new in _ids(addition).items():
            old = self.items.get(name)
            if old:
                hint = "đặt `id` khác; muốn sửa mục có sẵn thì dùng `change`"
                self.wrong(new.mark, f"`id: {name}` đã dùng ở {old.mark.short}", hint)
            elif name in self.gone:
                at = self.gone[name].mark
                hint = "đặt `id` khác, để không lẫn với mục cũ"
                self.wrong(new.mark, f"`id: {name}` là của mục đã bỏ ở {at.short}", hint)
        if not addition.place:
            self.check_plan_lock(addition.key, addition.mark)
            known = ("bases", "recipients", "appendices")
            if value_of(self.base.root, addition.key) is None and addition.key not in known:
                hint = "thêm `after: id`, `before: id` hoặc `into: id` để biết thêm vào đâu"
                self.wrong(addition.key_mark, f"bản gốc không có `{addition.key}` ở ngoài cùng", hint)
            return
        item = self.item(addition.anchor, addition.mark)
        if not item:
            return
        if addition.anchor in leaving and (addition.place == "into" or item.within in leaving):
            hint = "chọn một mục còn lại làm mốc"
            self.wrong(addition.mark, f"mục `{item.id}` làm mốc lại bị bỏ ở `remove`", hint)
        lock = item.locked(addition.key) if addition.place == "into" else item.held
        if lock:
            self.locked(item.id if addition.place == "into" else item.within or addition.key, lock, addition.mark)
            return
        if addition.place != "into" and item.list_key != addition.key:
            where = f"nằm trong `{item.list_key}`" if item.list_key else "không nằm trong danh sách nào"
            hint = f"ghi phần thêm dưới khóa `{item.list_key}:`" if item.list_key else f"dùng `into: {item.id}`"
            self.wrong(addition.key_mark, f"`{item.id}` {where}, không phải `{addition.key}`", hint)

    def check_order(self, order: tuple[Scalar, ...]) -> None:
        if not order:
            return
        pairs = [(name, item) for name in order if (item := self.item(name.text, name.mark))]
        if len(order) == 1:
            self.wrong(order[0].mark, "xếp lại cần ít nhất hai mục", "ghi các `id` theo thứ tự mới: `- [b, a]`")
        doubled = next((name for n, name in enumerate(order) if name.text in [o.text for o in order[:n]]), None)
        if doubled:
            self.wrong(doubled.mark, f"`{doubled.text}` được kể hai lần", "mỗi `id` chỉ ghi một lần")
        places = {item.list_mark for _, item in pairs}
        if len(places) > 1 or None in places:
            hint = "mỗi nhóm chỉ gồm các mục cùng một danh sách"
            self.wrong(order[0].mark, "các mục này không cùng một danh sách", hint)
        for name, item in pairs:
            if item.lock:
                self.locked(item.id, item.lock, name.mark)

    def check_plan_lock(self, key: str, mark: Mark) -> None:
        _, keys = locks(self.base.root)
        if key in keys:
            self.locked(key, keys[key], mark)

    def wrong(self, mark: Mark, message: str, hint: str, rule: str = "") -> None:
        self.problems.append(Problem(mark, message, hint, rule))

    # --- the plan's own keys --------------------------------------------------------------------

    def plan_keys(self, root: Mapping, own: Mapping) -> Mapping:
        """Return the tree with the keys that the plan itself has at its top."""
        entries = {key.text: (key, value) for key, value in root.entries}
        has_content = next((k for k in entries if k in schema.CONTENT), "")
        for key, value in own.entries:
            name = key.text
            if name == "office" and not is_blank(value):
                self.check_plan_lock(name, key.mark)
            if name in CONTROL or (is_blank(value) and name in entries):
                continue
            old = entries[name][1] if name in entries else None
            if (name in schema.CONTENT and has_content) or (name == "appendices" and old is not None):
                self.wrong(key.mark, f"bản gốc đã có phần này (`{name if old else has_content}`)", _EDIT, "extends")
            elif name in JOINED and old is not None and not isinstance(value, Mapping):
                value = Sequence((*_listed(old), *_listed(value)), value.mark)
            elif name in BY_KEY and isinstance(old, Mapping) and isinstance(value, Mapping):
                value = self.by_key(old, value, name)
            elif old is not None:
                self.replace_key(key, old)
            entries[name] = (key, value)
        return Mapping(tuple(entries.values()), own.mark)

    def replace_key(self, key: Scalar, old: Value) -> None:
        self.check_plan_lock(key.text, key.mark)
        lock = locked_within(old)
        if lock:
            message = f"không viết lại được `{key.text}`: có phần bị khóa ở {lock.short}"
            self.wrong(key.mark, message, _ASK, "locked")
        self.replaced["", key.text] = (old, *self.base.replaced.get(("", key.text), ()))

    def check_said(self, path: str, mark: Mark) -> None:
        """A name or a note that a locked sentence prints is locked with it."""
        kind, *name = path.replace("-", "_").split(".")
        for used, lock in self.locked_names()[kind].items():
            shared = min(len(used), len(name))
            if used[:shared] == tuple(name)[:shared]:
                self.locked(path, lock, mark)
                return

    def locked_names(self) -> dict[str, dict[tuple[str, ...], Mark]]:
        """The variables and footnotes that locked sentences print, those that a variable names in its turn too."""
        if not self.said:
            variables: dict[tuple[str, ...], Mark] = {}
            notes: dict[tuple[str, ...], Mark] = {}
            waiting = [(scalar.text, lock) for scalar, lock in locked_scalars(self.base.root)]
            while waiting:
                text, lock = waiting.pop()
                notes |= {(name.replace("-", "_"),): lock for name in inline.note_names(text)} if "[^" in text else {}
                for name in names_in(text):
                    if name not in variables:
                        variables[name] = lock
                        waiting += [(text, lock) for text in _variable(self.base.root, name)]
            self.said = {"variables": variables, "footnotes": notes}
        return self.said

    def by_key(self, old: Mapping, new: Mapping, path: str) -> Mapping:
        self.check_plan_lock(path, new.mark)
        for key, value in new.entries:
            before = value_of(old, key.text)
            if is_blank(value):
                continue
            if before is not None and path.split(".")[0] in ("variables", "footnotes"):
                self.check_said(f"{path}.{key.text}", key.mark)
            if isinstance(before, Mapping) and isinstance(value, Mapping):
                value = self.by_key(before, value, f"{path}.{key.text}")
            elif before is not None:
                name = f"{path}.{key.text}"
                self.replaced["", name] = (before, *self.base.replaced.get(("", name), ()))
            old = with_entry(old, key, value)
        return replace(old, mark=new.mark)


def _variable(root: Mapping, name: tuple[str, ...]) -> list[str]:
    """The texts of a variable, [] where the plan has none of that name."""
    value: Value | None = value_of(root, "variables")
    for part in name:
        entries = value.entries if isinstance(value, Mapping) else ()
        value = next((each for key, each in entries if key.text.replace("-", "_") == part), None)
    return [each.text for each in scalars(value)] if value is not None else []


def _listed(value: Value) -> tuple[Value, ...]:
    """The items of a list; a single value is a list of one."""
    return value.items if isinstance(value, Sequence) else (value,)


_ASK = "phần này do cấp trên quyết định; nếu cần đổi, đề nghị cơ quan ban hành bản gốc mở khóa"
_EDIT = "sửa từng mục bằng `change`, thêm bằng `add`, bỏ bằng `remove`, theo `id`"


def _ids(addition: Addition) -> dict[str, Item]:
    """The items that an addition brings."""
    return items_in(addition.key, Sequence(addition.items, addition.key_mark))
