"""What the program itself writes into a merged tree, and what it wonders about there: files beside their templates,
the plan above among the bases, the names that sentences may use.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.cascade import layers
from generator.cascade.layers import Layer
from generator.cascade.tree import text_of, value_of, with_entry
from generator.problem import Mark, Problem
from generator.register import naming
from generator.source import Mapping, Scalar, Sequence, Value, scalars
from generator.vietnamese import IssueDate, long_date, parse_date

#: Keys that name a file which is none of the plan's own text.
_FILES = ("template", "profile")


def foreign_words(root: Mapping, above: str, issued: Container[str]) -> Iterator[Problem]:
    """Wonder about a title or an opening that still names the place of the office above (`tỉnh Lào Cai`) as its own.

    `issued` are the files of that office that are documents themselves.
    """
    kind = naming.noun_of(above)
    committee = rf"|(?:[ỦU][ỷy] ban nhân dân|UBND) {kind}\b" if kind else ""
    ours = re.compile(re.escape(above) + committee, re.IGNORECASE)
    for key in ("title", "opening", "closing"):
        for text in scalars(value) if (value := value_of(root, key)) is not None else ():
            found = ours.search(text.text)
            if found and text.mark.file in issued:
                message = f"`{key}` lấy nguyên của cấp trên, còn nói `{found[0]}`"
                hint = f"viết lại `{key}:` trong mẫu hoặc trong tệp này, ví dụ dùng `{{{{ unit.full_name }}}}`"
                yield Problem(text.mark, message, hint, "inherited-words", "warning")
                break


def before_its_parent(root: Mapping, above: Mapping) -> Iterator[Problem]:
    """Wonder about a plan that is dated before the one that it cites."""
    own = value_of(root, "date")
    try:
        dates = [parse_date(text_of(each, "date")) or IssueDate() for each in (root, above)]
    except ValueError:
        return  # the model tells
    last, first = ((d.year or 0, d.month or blank, d.day or blank) for d, blank in zip(dates, (99, 0), strict=True))
    if isinstance(own, Scalar) and dates[0].year and last < first:
        message = f"ngày của kế hoạch trước {long_date(dates[1])} của kế hoạch cấp trên mà nó dẫn"
        yield Problem(own.mark, message, "kiểm tra lại ngày ban hành", "date", "warning")


def beside_their_files(root: Mapping) -> Mapping:
    """A file that a template names stands beside the template, not beside the plan that extends it."""
    for key in _FILES:
        value = value_of(root, key)
        if isinstance(value, Scalar) and value.text:
            path = layers.beside(Path(value.mark.file), value.text)
            if layers.is_file(path):
                root = with_entry(root, Scalar(key, value.mark), replace(value, text=str(path)))
    return root


def there(chain: tuple[Layer, ...]) -> tuple[tuple[str, str], ...]:
    """Return the files that a chain names as templates and profiles and that stand beside their layers: when one
    comes or goes, the plan is another."""
    trees = [tree for layer in chain for tree in (layer.source.root, *((layer.office.keys,) if layer.office else ()))]
    named = [value for tree in trees for key in _FILES if isinstance(value := value_of(tree, key), Scalar)]
    paths = [layers.beside(Path(value.mark.file), value.text) for value in named if value.text]
    return tuple((str(path), "there") for path in paths if layers.is_file(path))


def cited(root: Mapping, chain: tuple[Layer, ...]) -> Mark | None:
    """Return the place of the basis to add for the plan above, None where the bases or the opening name it."""
    for value in (value_of(root, "bases"), value_of(root, "opening")):
        if value is not None and any("parent." in each.text for each in scalars(value)):
            return None
    return next((layer.extends.mark for layer in chain if layer.extends is not None), root.mark)


def citing(root: Mapping, mark: Mark) -> Mapping:
    """Cite the plan above as the last of the bases."""
    bases = value_of(root, "bases")
    basis = Scalar("Căn cứ {{ parent.citation }}", mark, False)
    if bases is None:
        listed: tuple[Value, ...] = ()
    else:
        listed = bases.items if isinstance(bases, Sequence) else (bases,)
    return with_entry(root, Scalar("bases", mark), Sequence((*listed, basis), bases.mark if bases else mark))


def with_variables(root: Mapping, named: dict[str, Any], mark: Mark) -> Mapping:
    """Return the tree whose variables hold what the program names too: the unit, the plan above."""
    if not named:
        return root
    group = value_of(root, "variables")
    kept = [(k, v) for k, v in group.entries if k.text not in named] if isinstance(group, Mapping) else []
    entries = [(Scalar(name, mark), _values(value, mark)) for name, value in named.items()]
    new = Mapping((*kept, *entries), group.mark if group else mark)
    return with_entry(root, Scalar("variables", mark), new)


def _values(value: Any, mark: Mark) -> Value:
    if isinstance(value, dict):
        return Mapping(tuple((Scalar(k, mark), _values(v, mark)) for k, v in value.items() if v), mark)
    return Scalar(str(value), mark, False)


def unsettled(own: Layer) -> list[Problem]:
    """What `update` left for a person must be settled before the plan is printed."""
    problems = []
    listed = own.entries.get("conflicts")
    for each in listed.items if isinstance(listed, Sequence) else ():
        id, key = (text_of(each, name) if isinstance(each, Mapping) else "" for name in ("id", "key"))
        name = ".".join(part for part in (id, key) if part)
        message = f"chỗ vướng `{name}` chưa giải quyết: bản gốc đã đổi, đơn vị cũng đã sửa"
        hint = "giữ hoặc sửa phần của đơn vị ở trên, rồi xóa mục này khỏi `conflicts:`"
        problems.append(Problem(each.mark, message, hint, "conflict"))
    return problems
