"""parse: a sentence of a plan -> its pieces; fill: pieces and values -> runs.

Small Markdown (`**đậm**`, `*nghiêng*`), footnote references (`[^tên]`) and placeholders
(`{{ dotted.name | listed_filter }}`). jinja2 parses what stands between the braces, and only
names, attributes and listed filters pass; nothing is ever evaluated. Every other brace, star or
bracket is itself. A backslash keeps `*`, `{`, `[` and `\\` as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from generator import vietnamese
from generator.document import Line, Run


class InlineError(ValueError):
    """A placeholder that cannot be read or filled: the part at fault, a message, a cure."""

    def __init__(self, part: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.part, self.message, self.hint = part, message, hint


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A dotted name and the filters that its value goes through, each with its constants."""

    name: tuple[str, ...]
    filters: tuple[tuple[str, tuple[str, ...]], ...]
    source: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one look: literal text, a placeholder, or a footnote's name."""

    value: str | Placeholder
    bold: bool = False
    italic: bool = False
    note: bool = False


# --- filters ------------------------------------------------------------------------------------


def _in_words(text: str) -> str:
    """`148,4 tỷ đồng` or `12` in words."""
    amount = vietnamese.parse_money(text)
    number = vietnamese.parse_number(text)
    if number is None and amount is None:
        raise ValueError(f"`{text}` không phải là số hay số tiền")
    try:
        return vietnamese.in_words(number) if number is not None else vietnamese.money_in_words(amount or Decimal(0))
    except OverflowError:
        raise ValueError(f"`{text}` quá lớn, không đọc thành chữ được") from None


def _date(text: str) -> vietnamese.IssueDate | None:
    try:
        return vietnamese.parse_date(text)
    except ValueError:
        return None


def _long_date(text: str) -> str:
    date = _date(text)
    if date is None:
        raise ValueError(f"`{text}` không phải là ngày")
    return vietnamese.long_date(date)


def _short_date(text: str) -> str:
    date = _date(text)
    if date is None or date.full is None:
        raise ValueError(f"`{text}` không phải là ngày đầy đủ")
    return f"{date.day:02}/{date.month}/{date.year}" if (date.month or 0) > 2 else (
        f"{date.day:02}/{date.month:02}/{date.year}"
    )  # fmt: skip


def _grouped(text: str) -> str:
    number = vietnamese.parse_number(text)
    if number is None:
        raise ValueError(f"`{text}` không phải là số")
    return vietnamese.format_number(number)


#: What may follow a name; each takes the text so far and gives the next. ValueError: a sentence.
FILTERS: dict[str, Callable[..., str]] = {
    "upper": lambda text: text.upper(),
    "lower": lambda text: text.lower(),
    "capital": vietnamese.capital,
    "in_words": _in_words,
    "long_date": _long_date,
    "short_date": _short_date,
    "grouped": _grouped,
    "default": lambda text, other: text or other,
}

# --- parsing ------------------------------------------------------------------------------------

_TOKEN = re.compile(r"\\(?P<escaped>[*{\[\\])|\{\{(?P<field>[^{}]*)\}\}|\[\^(?P<note>[\w-]+)\]|(?P<stars>\*+)")


#: Every sign that a token begins with; most sentences have none.
_SIGN = re.compile(r"[\\{\[*]")


def is_bare(text: str) -> bool:
    """Tell whether a sentence is words alone, without looks, placeholders or footnotes."""
    return not _SIGN.search(text)


def parse(text: str) -> tuple[Piece, ...]:
    """Return the pieces of a sentence. Raises InlineError for a placeholder of another form."""
    if is_bare(text):
        return (Piece(text),) if text else ()
    return _parse(text)


@lru_cache(maxsize=4096)
def _parse(text: str) -> tuple[Piece, ...]:
    tokens: list[Any] = []  # str | Placeholder | ("note", id) | ("stars", n, opens, closes)
    end = 0
    for found in _TOKEN.finditer(text):
        tokens.append(text[end : found.start()])
        end = found.end()
        if found["escaped"]:
            tokens.append(found["escaped"])
        elif found["field"] is not None:
            tokens.append(_placeholder(found.group(), found["field"]))
        elif found["note"]:
            tokens.append(("note", found["note"]))
        else:
            before, after = text[found.start() - 1 : found.start()], text[end : end + 1]
            opens = bool(after) and not after.isspace() and not before.isalnum()
            closes = bool(before) and not before.isspace() and not after.isalnum()
            tokens.append(("stars", len(found["stars"]), opens, closes))
    tokens.append(text[end:])
    return _with_looks(tokens)


def _with_looks(tokens: list[Any]) -> tuple[Piece, ...]:
    pairs: dict[int, bool] = {}  # index of a star token -> whether it opens
    stacks: dict[int, list[int]] = {1: [], 2: [], 3: []}  # open stars by their number
    for index, token in enumerate(tokens):
        if isinstance(token, tuple) and token[0] == "stars" and token[1] <= 3:
            _, size, opens, closes = token
            if closes and stacks[size]:
                partner = stacks[size].pop()
                pairs[partner], pairs[index] = True, False
                for stack in stacks.values():  # what opened inside and did not close is literal
                    while stack and stack[-1] > partner:
                        stack.pop()
            elif opens:
                stacks[size].append(index)
    pieces: list[Piece] = []
    bold = italic = 0
    for index, token in enumerate(tokens):
        if isinstance(token, tuple) and token[0] == "stars":
            if index not in pairs:
                pieces.append(Piece("*" * token[1], bold > 0, italic > 0))
                continue
            step = 1 if pairs[index] else -1
            bold += step * (token[1] >= 2)
            italic += step * (token[1] != 2)
        elif isinstance(token, tuple):
            pieces.append(Piece(token[1], bold > 0, italic > 0, note=True))
        elif token:
            pieces.append(Piece(token, bold > 0, italic > 0))
    return tuple(pieces)


#: What nearly every placeholder is: names joined by dots, filters without brackets, no word of jinja's own.
_USUAL = re.compile(
    r"\s*(?!(?:and|else|if|in|is|not|or|[Tt]rue|[Ff]alse|[Nn]one)\b)"
    r"(?P<name>[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*(?:\.[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*)*)"
    r"\s*(?P<filters>(?:\|\s*(?:upper|lower|capital|in_words|long_date|short_date|grouped)\s*)*)",
    re.IGNORECASE | re.ASCII,
)


def _placeholder(source: str, inner: str) -> Placeholder:
    """Return what stands between two braces; the usual form is read here, any other by jinja2."""
    usual = _USUAL.fullmatch(inner)
    if not usual:
        return _unusual(source, inner)
    filters = [name.strip() for name in usual["filters"].split("|")[1:]]
    if not all(name in FILTERS for name in filters):  # a capital among its letters
        return _unusual(source, inner)
    return Placeholder(tuple(usual["name"].replace("-", "_").split(".")), tuple((f, ()) for f in filters), source)


@lru_cache(maxsize=1024)
def _unusual(source: str, inner: str) -> Placeholder:
    from jinja2 import Environment, TemplateSyntaxError, nodes

    # An id may have hyphens; in a dotted name they cannot mean a subtraction.
    head, bar, tail = inner.partition("|")
    expression = re.sub(r"(?<=\w)-(?=\w)", "_", head) + bar + tail
    form = "viết dạng `{{ tên }}` hoặc `{{ tên.con | bộ_lọc }}`; muốn in ngoặc thì viết `\\{{`"
    try:
        body = Environment(autoescape=False).parse("{{" + expression + "}}").body
    except (TemplateSyntaxError, RecursionError, ValueError):
        raise InlineError(source, f"chỗ điền `{source}` không đúng dạng", form) from None
    node: Any = body[0] if len(body) == 1 else None
    children = node.nodes if isinstance(node, nodes.Output) else []
    node = children[0] if len(children) == 1 else None
    filters: list[tuple[str, tuple[str, ...]]] = []
    while isinstance(node, nodes.Filter):
        constants = [a.value for a in node.args if isinstance(a, nodes.Const)]
        if node.name not in FILTERS:
            hint = "các bộ lọc có: " + ", ".join(FILTERS)
            raise InlineError(source, f"không có bộ lọc `{node.name}`", hint)
        wanted = 1 if node.name == "default" else 0
        if len(constants) != wanted or len(node.args) != wanted or node.kwargs or node.dyn_args:
            hint = 'viết `default("giá trị")`' if wanted else f"viết `| {node.name}`, không có ngoặc"
            raise InlineError(source, f"bộ lọc `{node.name}` dùng chưa đúng", hint)
        filters.append((node.name, tuple(str(c) for c in constants)))
        node = node.node
    names: list[str] = []
    while isinstance(node, nodes.Getattr):
        names.append(node.attr)
        node = node.node
    if not isinstance(node, nodes.Name) or any(name.startswith("_") for name in names):
        raise InlineError(source, f"chỗ điền `{source}` chỉ được chứa tên và bộ lọc", form)
    return Placeholder((node.name, *reversed(names)), tuple(reversed(filters)), source)


# --- filling ------------------------------------------------------------------------------------


def fill(text: str, values: Mapping[str, Any], note: Callable[[str], int]) -> Line:
    """Return the runs of a sentence, its placeholders filled and its footnotes numbered.

    `values` maps names to texts or to further mappings; `note` gives the number of a footnote, or 0
    where there is none of that name. Raises InlineError for a name that has no
    value, or a value that a filter cannot take.
    """
    if is_bare(text):
        return (Run(text),) if text else ()
    runs: list[Run] = []
    for piece in _parse(text):
        if piece.note:
            number = note(str(piece.value))
            if not number:
                raise _no_note(str(piece.value))
            runs.append(Run("", piece.bold, piece.italic, number))
            continue
        said = _value(piece.value, values) if isinstance(piece.value, Placeholder) else piece.value
        if runs and not runs[-1].note and (runs[-1].bold, runs[-1].italic) == (piece.bold, piece.italic):
            runs[-1] = Run(runs[-1].text + said, piece.bold, piece.italic)
        else:
            runs.append(Run(said, piece.bold, piece.italic))
    return tuple(runs)


class _Both(str):
    """A text that is also the name of a group: `{{ unit }}` is what a target counts, `{{ unit.name }}` the office."""

    group: Mapping[str, Any]


def scope(values: Mapping[str, Any], own: Mapping[str, str] | None) -> Mapping[str, Any]:
    """Return what a sentence may name: the plan's values, and over them those of its own item."""
    if not own:
        return values
    both: dict[str, Any] = {**values, **own}
    for name in own.keys() & values.keys():
        if isinstance(values[name], Mapping):
            both[name] = _Both(own[name])
            both[name].group = values[name]
    return both


def has_names(text: str) -> bool:
    """Tell whether a sentence may name a value or a footnote, which most do not."""
    return "{{" in text or "[^" in text


def errors(text: str, values: Mapping[str, Any] | None = None, notes: Container[str] = ()) -> Iterator[InlineError]:
    """Yield everything wrong in a sentence's placeholders, and with `values` in their names too."""
    if not has_names(text):
        return
    for found in _TOKEN.finditer(text):
        try:
            if found["field"] is not None:
                placeholder = _placeholder(found.group(), found["field"])
                if values is not None:
                    _value(placeholder, values)
            elif found["note"] and values is not None and found["note"] not in notes:
                yield _no_note(found["note"])
        except InlineError as error:
            yield error


def _no_note(name: str) -> InlineError:
    return InlineError(f"[^{name}]", f"không có chú thích `{name}`", "thêm vào `footnotes:`, hoặc xem lại tên")


def note_names(text: str) -> list[str]:
    """Return the names of the footnotes that a sentence refers to, in order."""
    return [str(piece.value) for piece in parse(text) if piece.note] if "[^" in text else []


def _value(placeholder: Placeholder, values: Mapping[str, Any]) -> str:
    value: Any = values
    known: Mapping[str, Any] = {}
    for name in placeholder.name:
        known = value if isinstance(value, Mapping) else {}
        value = value.get(name) if isinstance(value, Mapping) else getattr(value, "group", {}).get(name)
        if value is None:
            break
    if not isinstance(value, str):
        if any(name == "default" for name, _ in placeholder.filters):
            value = ""
        else:
            names = sorted(known, key=vietnamese.sort_key)
            raise InlineError(placeholder.source, *_unknown(placeholder, names, value is None))
    for name, constants in placeholder.filters:
        try:
            value = FILTERS[name](value, *constants)
        except ValueError as error:
            raise InlineError(placeholder.source, str(error), f"bộ lọc `{name}` cần giá trị khác") from None
    return str(value)


def _unknown(placeholder: Placeholder, known: list[str], missing: bool) -> tuple[str, str]:
    from generator.problem import nearest

    dotted = ".".join(placeholder.name)
    if not missing:
        return f"`{dotted}` là một nhóm, chưa phải một giá trị", "chọn: " + ", ".join(known)
    near = nearest(placeholder.name[-1], known)
    if near:
        meant = ".".join((*placeholder.name[:-1], near))
        hint = f"có phải là `{meant.replace('_', '-') if placeholder.name[0] == 'ref' else meant}`?"
    elif placeholder.name[0] == "ref" and len(placeholder.name) > 1:
        hint = f"không có mục nào mang `id: {placeholder.name[1]}`"
    elif placeholder.name[0] == "unit":
        hint = "ghi `unit:` và `units:` trong kế hoạch; cột này phải có và đã điền trong danh sách đơn vị"
    elif placeholder.name[0] == "parent":
        hint = "chỉ có khi kế hoạch dựa vào (`extends`) kế hoạch của cấp trên"
    else:
        hint = "khai báo trong `variables:`"
    return f"chỗ điền `{dotted}` chưa có giá trị", hint
