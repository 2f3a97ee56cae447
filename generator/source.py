"""load: the text of a YAML file -> values that know their place.

PyYAML is used only here, and only to read events: every scalar stays the text its writer sees
(`05`, `1.500`, `14:30`, `no`), a key given twice is an error, and nothing in a file can make the
reader slow, large or recursive, since aliases and deep nesting are refused before a tree is built.
"""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import field
from pathlib import Path
from typing import Any

import yaml

from generator.frozen import dataclass
from generator.problem import Mark, PlanError, Problem, reason

#: No plan is longer; the reader never holds more than this (bytes).
MAX_BYTES = 4_000_000
#: Mappings and lists inside one another; the deepest real plan has 14.
MAX_DEPTH = 60
#: A stop against files that are small but hold millions of tiny values.
MAX_VALUES = 60_000

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
#: Events that have neither an anchor nor a tag.
_BARE = frozenset(
    (yaml.MappingEndEvent, yaml.SequenceEndEvent, yaml.StreamStartEvent, yaml.StreamEndEvent,
     yaml.DocumentStartEvent, yaml.DocumentEndEvent)
)  # fmt: skip
#: Signs that a line of a list begins with in Word.
_BULLETS = "–•+-"


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text and its place. `plain` tells that it stood in the file without quotes."""

    text: str
    mark: Mark
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list and its place."""

    items: tuple[Value, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the file."""

    entries: tuple[tuple[Scalar, Value], ...]
    mark: Mark


Value = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: its tree, its lines, and what was mended on the way.

    Where it extends others, the tree is what they come to together, and `inherited` holds the lines
    of each of those files, nearest first.
    """

    file: str
    root: Mapping
    lines: tuple[str, ...]
    notes: tuple[Problem, ...]
    inherited: Map[str, tuple[str, ...]] = field(default_factory=dict)

    def lines_of(self, file: str) -> tuple[str, ...]:
        """The lines of the file that a mark names: this one, or one that it extends."""
        return self.lines if file == self.file else self.inherited.get(file, ())

    def place(self, mark: Mark) -> tuple[int, int, int]:
        """What sorts marks: those of this file first, then file by file, line by line."""
        files = (self.file, *self.inherited)
        return (files.index(mark.file) if mark.file in files else len(files), mark.line, mark.column)


def load(path: Path) -> Source:
    """Read a plan's file.

    Raises PlanError with every problem of the text itself: encoding, control characters, tabs,
    YAML syntax, keys given twice.
    """
    return parse(read_bytes(path), str(path))


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file, refusing what is not a plan by its size or kind."""
    mark = Mark(str(path))
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            what = "thư mục" if stat.S_ISDIR(status.st_mode) else "thiết bị hoặc đường ống"
            raise PlanError([Problem(mark, f"đây là {what}, không phải tệp kế hoạch", "ghi tên một tệp .yaml")])
        size = status.st_size
        if size > MAX_BYTES:
            raise PlanError([_too_large(mark, size)])
        with path.open("rb") as file:  # what tells no size is counted as it comes: room for all is slow to make
            data = file.read(-1 if size else MAX_BYTES + 1)
    except FileNotFoundError:
        hint = "kiểm tra lại tên tệp và thư mục đang đứng"
        raise PlanError([Problem(mark, "không tìm thấy tệp", hint)]) from None
    except (OSError, ValueError) as error:
        raise PlanError([Problem(mark, f"không đọc được tệp ({reason(error)})")]) from None
    if len(data) > MAX_BYTES:
        raise PlanError([_too_large(mark, len(data))])
    return data


def parse(data: bytes, file: str) -> Source:
    """Return the tree of a YAML text; `file` is the name that marks will carry."""
    text, notes, odd = _decode(data, file)
    lines = tuple(text.split("\n"))
    if ((odd or notes) and _CONTROL.search(text)) or ("\t" in text and _TAB.search(text)):
        raise PlanError(_character_problems(lines, file))
    if not re.search(r"(?m)^[ ]*(?!---|\.\.\.)[^#\s]", text):
        hint = "chạy `kehoach new` để tạo một kế hoạch mẫu"
        raise PlanError([Problem(Mark(file), "tệp trống, chưa có nội dung nào", hint)])
    composer = _Composer(text if notes or b"\r" in data else data, text, file, lines)
    root = composer.document()
    if composer.problems:
        raise PlanError(composer.problems)
    if not isinstance(root, Mapping):
        hint = "viết theo dạng `khóa: giá trị`, ví dụ `title: Triển khai ...`"
        raise PlanError([Problem(root.mark, "tệp phải là một bảng các khóa và giá trị", hint)])
    return Source(file, root, lines, (*notes, *composer.notes))


def scalars(value: Value) -> Iterator[Scalar]:
    """Yield every text of a tree, keys left out."""
    if isinstance(value, Scalar):
        yield value
    elif isinstance(value, Sequence):
        for item in value.items:
            yield from scalars(item)
    else:
        for _, item in value.entries:
            yield from scalars(item)


def find(scalar: Scalar, source: Source, part: str) -> Mark:
    """Return the place of `part` inside a scalar, or the scalar's own place."""
    mark = scalar.mark
    lines = source.lines_of(mark.file)
    for number in range(mark.line, min(mark.line + 400, len(lines) + 1)):
        line = lines[number - 1]
        column = line.find(part, mark.column - 1 if number == mark.line else 0)
        if column >= 0:
            return Mark(mark.file, number, column + 1, len(part), line)
    return mark


def _too_large(mark: Mark, size: int) -> Problem:
    message = f"tệp quá lớn ({size / 1e6:.0f} MB, giới hạn {MAX_BYTES / 1e6:.0f} MB)"
    return Problem(mark, message, "kế hoạch chỉ gồm chữ; kiểm tra xem có nhầm tệp không")


def _decode(data: bytes, file: str) -> tuple[str, list[Problem], bool]:
    """Return the text of a file, what was mended in it, and whether it had any sign that is refused or mended."""
    notes: list[Problem] = []
    if data.startswith((b"PK\x03\x04", b"%PDF-")):
        hint = "văn bản Word, PDF thì kiểm tra bằng lệnh `kehoach verify`"
        raise PlanError([Problem(Mark(file), "đây là văn bản Word hoặc PDF, không phải kế hoạch YAML", hint)])
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:64].count(0) > 8:
        message = "tệp được lưu bằng UTF-16, không phải UTF-8"
        hint = "mở tệp, chọn Lưu thành (Save As) và chọn mã hóa UTF-8"
        raise PlanError([Problem(Mark(file), message, hint)])
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
        notes.append(
            Problem(
                Mark(file),
                "đã bỏ dấu BOM ở đầu tệp",
                "lưu tệp bằng UTF-8 không có BOM",
                level="info",
            )
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        start = data.rfind(b"\n", 0, error.start) + 1
        shown = data[start : start + 200].split(b"\n")[0].decode("utf-8", "replace")
        column = len(data[start : error.start].decode("utf-8", "replace")) + 1
        message = "tệp không phải UTF-8 (có byte không đọc được)"
        hint = "mở tệp, chọn Lưu thành (Save As) và chọn mã hóa UTF-8"
        raise PlanError([Problem(Mark(file, line, column, 1, shown), message, hint)]) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    odd = bool(_ODD_SIGN.search(text))
    if odd and (found := _PASTED_SIGN.search(text)):
        pasted = found.start()
        name = f"U+{ord(text[pasted]):04X}"
        line, column = text.count("\n", 0, pasted) + 1, pasted - text.rfind("\n", 0, pasted)
        text = text.translate(_PASTED)
        mark = Mark(file, line, column, 1, text.split("\n")[line - 1])
        message = f"đã bỏ ký tự ẩn hoặc tách chữ dính ({name}) lẫn vào khi dán"
        notes.append(Problem(mark, message, "gõ lại chữ ở đó để hết nhắc", level="info"))
    if not unicodedata.is_normalized("NFC", text):
        before = text.split("\n")
        text = unicodedata.normalize("NFC", text)
        after = text.split("\n")
        row = next(i for i, (old, new) in enumerate(zip(before, after, strict=True)) if old != new)
        pairs = zip(before[row], after[row], strict=False)
        at = next((i for i, (old, new) in enumerate(pairs) if old != new), 0)
        notes.append(
            Problem(
                Mark(file, row + 1, at + 1, 1, after[row]),
                "chữ có dấu được gõ tổ hợp (NFD), đã đổi sang dựng sẵn (NFC)",
                "đặt bộ gõ ở bảng mã Unicode (dựng sẵn)",
                level="info",
            )
        )
    return text, notes, odd


#: What YAML and XML both refuse, and invisible marks that only harm a text.
#: Signs of another writing's direction, letters of a font's own (Word's old bullets), and marks that
#: stand on no letter are refused too: no two programs print them alike.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u0300-\u036f\u2028-\u202e\u2066-\u206f\ue000-\uf8ff\ufff9-\ufffc\ufffe\uffff\ud800-\udfff]"
)
#: Invisible letters and joined ones that come along when text is pasted; taken out or parted, and told.
_PASTED = {
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"), ""),
    **{ord(k): v for k, v in {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}.items()},
}


_PASTED_SIGN = re.compile("[" + "".join(map(re.escape, map(chr, _PASTED))) + "]")
#: Either of them: one search tells of most files that they have neither.
_ODD_SIGN = re.compile(_CONTROL.pattern[:-1] + _PASTED_SIGN.pattern[1:])
#: A tab among the spaces that a line begins with.
_TAB = re.compile(r"^ *\t[ \t]*(?=\S)", re.MULTILINE)


def _character_problems(lines: tuple[str, ...], file: str) -> Iterator[Problem]:
    for number, line in enumerate(lines, 1):
        for found in _CONTROL.finditer(line):
            name = f"U+{ord(found.group()):04X}"
            mark = Mark(file, number, found.start() + 1, 1, _CONTROL.sub("\N{REPLACEMENT CHARACTER}", line))
            yield Problem(mark, f"có ký tự không in được {name}", "xóa ký tự này rồi gõ lại chữ ở đó")
        if _TAB.match(line):
            mark = Mark(file, number, line.index("\t") + 1, 1, line)
            yield Problem(mark, "thụt dòng bằng phím Tab", "thụt dòng bằng dấu cách (mỗi cấp 2 dấu)")


#: (what libyaml says, what staff read, the cure); the first that fits is used.
_SYNTAX: tuple[tuple[str, str, str], ...] = (
    (
        "text after a closing quote",
        "sau dấu ngoặc kép đóng còn chữ, nên YAML không hiểu",
        "câu có ngoặc kép ở trong thì đặt cả câu trong nháy đơn '…', hoặc viết ở dòng dưới dấu `>-`",
    ),
    (
        "a key out of line",
        "khóa này thụt vào không thẳng với các khóa cùng cấp",
        "cho khóa thẳng cột với các khóa khác của cùng một mục",
    ),
    (
        "found unexpected end of stream|while scanning a quoted scalar",
        "dấu ngoặc kép hoặc nháy mở ở đây mà không đóng",
        "thêm dấu đóng, hoặc bỏ cả hai dấu; chữ có sẵn ngoặc kép thì viết dưới `>-`",
    ),
    (
        "mapping values are not allowed",
        "dấu hai chấm trong câu làm YAML hiểu nhầm",
        'đặt cả câu trong ngoặc kép "…", hoặc viết dưới dấu `>-`; nếu là một khóa thì cho thẳng cột với khóa khác',
    ),
    (
        "could not find expected ':'",
        "dòng này thiếu dấu hai chấm sau khóa, hoặc thụt vào chưa thẳng",
        "viết `khóa: giá trị`; dòng tiếp của một câu phải thụt sâu hơn khóa của nó",
    ),
    (
        "did not find expected key",
        "dòng này thụt vào không thẳng với các khóa cùng cấp, hoặc câu mở bằng dấu đặc biệt",
        "xem lại số dấu cách đầu dòng; câu có ngoặc kép ở đầu thì đặt trong '…' hoặc dưới `>-`",
    ),
    (
        "did not find expected '-' indicator",
        "dòng này không thẳng với các gạch đầu dòng cùng cấp",
        "cho các dấu `-` của một danh sách thẳng cột với nhau",
    ),
    (
        "did not find expected alphabetic or numeric character",
        "câu mở đầu bằng dấu `*` hoặc `&` nên YAML hiểu nhầm",
        'đặt cả câu trong ngoặc kép: "*…*"',
    ),
    (
        "cannot start any token|did not find expected node content",
        "câu mở đầu bằng một dấu mà YAML dùng riêng (% @ ` { [ , …)",
        'đặt cả câu trong ngoặc kép "…", hoặc viết câu ở dòng dưới dấu `>-`',
    ),
    (
        "unknown escape character",
        "dấu \\ trong ngoặc kép làm YAML hiểu nhầm",
        "viết \\\\ thay cho \\, hoặc dùng nháy đơn '…'",
    ),
    (
        "expected ',' or",
        "danh sách mở bằng [ hoặc { mà chưa đóng",
        "thêm dấu đóng; câu có dấu , [ ] { } đặt trong danh sách này thì phải nằm trong ngoặc kép",
    ),
)


#: Lines whose look tells the fault better than YAML does, by the pattern of `_SYNTAX` that fits.
_LOOKS = (
    (re.compile(r"\s*(?:- +)?(?:[\w-]+: +)?\"[^\"]*\"\s*[^\s,\]}#:].*"), "text after a closing quote"),
    (re.compile(r"\s+[a-z_]+:"), "a key out of line"),
)
#: What YAML drops after a sentence without quotes.
_SWALLOWED = re.compile(r"\s*(#\S.*)")


_WORD_BULLET = re.compile(r"[–•+]\s|-[^\s\d-]")
_LIST_LINE = re.compile(r"\s*([-–•+]\s|\d+\.\s|[a-zđ]\)\s)")


def _begins_at_context(told: str, start: int, place: int) -> bool:
    """Tell whether a fault is better shown where its construct began than where YAML gave up."""
    return (
        "quoted scalar" in told
        or "could not find expected ':'" in told
        or ("expected ',' or" in told and start != place)
    )


class _Composer:
    """Builds the tree from PyYAML's events, so that depth and size are counted on the way."""

    def __init__(self, stream: bytes | str, text: str, file: str, lines: tuple[str, ...]) -> None:
        """`stream` is the text, or the bytes that it was read from where none of it was mended."""
        self.file = file
        self.lines = lines
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self.count = 0
        self._quoted: Any = None  # the last quoted scalar, if it ran over a line's end
        # what most of a file has none of
        self._escapes = "\\" in text
        self._hashed = {n for n, line in enumerate(lines) if "#" in line} if "#" in text else ()
        self._loader = _LOADER(stream)
        self._event = self._loader.get_event

    def document(self) -> Value:
        try:
            self._next()  # stream start
            self._next()  # document start
            root = self._value(self._next(), 0)
            self._next()  # document end
            event = self._next()
            if not isinstance(event, yaml.StreamEndEvent):
                message = "mỗi tệp chỉ chứa một kế hoạch (dấu `---` tách ra phần thứ hai)"
                raise PlanError([Problem(self._mark(event), message, "tách phần sau ra tệp riêng")])
            return root
        except yaml.MarkedYAMLError as error:
            raise PlanError([*self.problems, self._syntax(error)]) from None
        except yaml.YAMLError as error:
            raise PlanError([Problem(Mark(self.file), f"YAML không đọc được: {error}")]) from None
        finally:
            self._loader.dispose()

    def _next(self) -> Any:
        event = self._event()
        if type(event) in _BARE or not (event.anchor or event.tag):
            return event
        if isinstance(event, yaml.AliasEvent):
            message = f"`*{event.anchor}` là bí danh YAML, không dùng trong kế hoạch"
            hint = 'chữ nghiêng thì đặt cả câu trong ngoặc kép: "*…*"'
            raise PlanError([*self.problems, Problem(self._mark(event), message, hint)])
        if event.anchor:
            message = f"`&{event.anchor}` là nhãn YAML, không dùng trong kế hoạch"
            hint = "đặt cả câu trong ngoặc kép nếu `&` là một phần của câu"
            raise PlanError([*self.problems, Problem(self._mark(event), message, hint)])
        if event.tag != "!":
            message = "dấu `!` ở đầu làm YAML hiểu là nhãn kiểu"
            hint = "đặt cả câu trong ngoặc kép"
            raise PlanError([*self.problems, Problem(self._mark(event), message, hint)])
        return event

    def _value(self, event: Any, depth: int) -> Value:
        self.count += 1
        if depth > MAX_DEPTH or self.count > MAX_VALUES:
            message = "tệp có quá nhiều tầng lồng nhau" if depth > MAX_DEPTH else "tệp có quá nhiều giá trị"
            raise PlanError([Problem(self._mark(event), message, "kiểm tra xem có nhầm tệp không")])
        if type(event) is yaml.ScalarEvent:
            return self._scalar(event)
        mark = self._mark(event)
        if type(event) is yaml.SequenceStartEvent:
            items = []
            while type(event := self._next()) is not yaml.SequenceEndEvent:
                items.append(self._value(event, depth + 1))
            return Sequence(tuple(items), mark)
        return self._mapping(mark, depth)

    def _scalar(self, event: Any) -> Scalar:
        mark = self._mark(event)
        text: str = event.value
        style = event.style
        if not style:
            last = event.end_mark.line
            if last in self._hashed:
                self._check_comment(event)
            if text[:1] in _BULLETS or last >= mark.line:
                self._check_lines(event)
            self._quoted = None
            return Scalar(text.strip(), mark)
        # the file's own letters were looked at before; only an escape can write another
        if self._escapes and (bad := _CONTROL.search(text.replace("\n", ""))):
            message = f"có ký tự không in được U+{ord(bad.group()):04X}"
            self.problems.append(Problem(mark, message, "xóa ký tự này rồi gõ lại chữ ở đó"))
        self._quoted = event if style in ("'", '"') else None
        return Scalar(text.rstrip("\n"), mark, False)

    def _mapping(self, mark: Mark, depth: int) -> Mapping:
        entries: list[tuple[Scalar, Value]] = []
        seen: dict[str, Mark] = {}
        while type(event := self._next()) is not yaml.MappingEndEvent:
            key = self._value(event, depth + 1)
            value = self._value(self._next(), depth + 1)
            if not isinstance(key, Scalar):
                hint = "đặt cả câu trong ngoặc kép nếu dấu [ { ? là một phần của câu"
                self.problems.append(Problem(key.mark, "khóa phải là một từ", hint))
            elif key.text in seen:
                first = seen[key.text].line
                self.problems.append(
                    Problem(
                        key.mark,
                        f"khóa `{key.text}` đã có ở dòng {first}",
                        "gộp hai chỗ làm một hoặc xóa một chỗ",
                    )
                )
            else:
                seen[key.text] = key.mark
                entries.append((key, value))
        return Mapping(tuple(entries), mark)

    def _check_comment(self, event: Any) -> None:
        """YAML drops what follows ` #`: `ký hiệu #1` would lose its number without a word."""
        end = event.end_mark
        line = self.lines[end.line]
        found = _SWALLOWED.match(line, end.column)
        if found and event.value:
            mark = Mark(self.file, end.line + 1, found.start(1) + 1, len(found[1]), line)
            hint = "đặt cả câu trong ngoặc kép; nếu là ghi chú thì viết cách ra: `# ghi chú`"
            self.problems.append(Problem(mark, f"phần `{found[1]}` bị YAML bỏ vì đứng sau dấu #", hint))

    def _check_lines(self, event: Any) -> None:
        """A list that lacks its key runs into the sentence above it without a word from YAML."""
        first, last = event.start_mark.line, event.end_mark.line
        if _WORD_BULLET.match(event.value):
            message = "dấu đầu dòng chép từ Word, YAML không hiểu là một danh sách"
            hint = "mỗi ý một dòng, mở bằng dấu `-` và một dấu cách: `- Giảm …`"
            self.notes.append(Problem(self._mark(event), message, hint, "list", "warning"))
        for number in range(first + 1, min(last + 1, first + 200)):
            found = _LIST_LINE.match(self.lines[number])
            if found:
                mark = Mark(self.file, number + 1, found.start(1) + 1, len(found[1]), self.lines[number])
                message = f"dòng này bị nối vào câu ở dòng {first + 1}"
                hint = (
                    "một ý riêng thì thêm khóa `items:` ở trên và cho dấu `-` thẳng cột; không thì viết câu dưới `>-`"
                )
                self.notes.append(Problem(mark, message, hint, "list", "warning"))

    def _mark(self, event: Any) -> Mark:
        start = event.start_mark
        number, column = start.line, start.column
        line = self.lines[number] if number < len(self.lines) else ""
        width = 1
        if type(event) is yaml.ScalarEvent:
            end: Any = event.end_mark
            width = max(1, (end.column if end.line == number else len(line)) - column)
        return Mark(self.file, number + 1, column + 1, width, line)

    def _syntax(self, error: yaml.MarkedYAMLError) -> Problem:
        told = f"{error.context or ''} {error.problem or ''}"
        place, start = error.problem_mark or error.context_mark, error.context_mark
        quoted = self._quoted
        if quoted and place and quoted.start_mark.line < quoted.end_mark.line == place.line:
            # a quote left open swallowed lines up to the next quote, where YAML stumbles
            told, place = "found unexpected end of stream", quoted.start_mark
        elif start and place and _begins_at_context(told, start.line, place.line):
            place = start
        line = self.lines[min(place.line, len(self.lines) - 1)] if place else ""
        for wrong, said in _LOOKS:
            found = wrong.match(line)
            if found and place and found.end() >= place.column:
                told = said
                break
        unknown = ("", "YAML không hiểu được chỗ này", "xem lại dấu câu và cách thụt dòng quanh đây")
        _, message, hint = next((known for known in _SYNTAX if re.search(known[0], told)), unknown)
        if place is None:
            return Problem(Mark(self.file), message, hint)
        number = min(place.line, len(self.lines) - 1)
        line = self.lines[number]
        return Problem(Mark(self.file, number + 1, place.column + 1, 1, line), message, hint)
