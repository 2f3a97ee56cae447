"""read, fill: the file that the plans of one office share -> what a plan and those that it extends do not say of
their office themselves: letterhead, signer, drafter, recipients, the line `Lưu:`, Word template, profile.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator import model, schema, source
from generator.cascade.kept import Stamp, keep, recall, stamp
from generator.cascade.tree import is_blank, text_of, value_of, with_entry
from generator.problem import Mark, PlanError, Problem, nearest
from generator.register import naming
from generator.source import Mapping, Scalar, Sequence, Source, Value

#: Keys that are taken as a whole, and groups that are taken key by key.
_WHOLE = ("template", "profile", "recipients")
_GROUPS = ("issuer", "signatory", "drafter")
#: A plan that names another issuer, or is signed in another post, takes only so much of a group: all else is of
#: the one that the office file names. On whose behalf somebody signs, it says itself where it is by order.
_SHARED = {"issuer": ("name", ("place",)), "signatory": ("title", ("on_behalf_of",))}
_BY_ORDER = ("authorised_by", "by_order_of")
#: Keys of a plan that no office file has.
_OF_PLANS = frozenset(schema.MAPS["plan"].keys() - schema.MAPS["office"].keys() - {"office"})
#: A recipient that is the line `Lưu:`, written as a sentence.
_ARCHIVE = re.compile(r"(?:-\s*)?Lưu(?!\w|\s+trữ)")


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """What an office file says: `keys` are those below `office:`."""

    path: Path
    stamp: Stamp
    source: Source
    keys: Mapping

    @property
    def issuer(self) -> str:
        """The name of the office, "" where the file does not tell it."""
        group = value_of(self.keys, "issuer")
        return text_of(group, "name") if isinstance(group, Mapping) else ""


_KEPT: dict[Stamp, OfficeFile] = {}


def read(path: Path, named: Scalar) -> OfficeFile:
    """Return the office file that a plan names. Raises PlanError for what is wrong in it, or where it is none."""
    data = source.read_bytes(path)
    now = stamp(path, data)
    return recall(_KEPT, now) or keep(_KEPT, now, _checked(path, now, source.parse(data, str(path)), named))


def _checked(path: Path, now: Stamp, text: Source, named: Scalar) -> OfficeFile:
    keys = value_of(text.root, "office")
    if not isinstance(keys, Mapping) and any(key.text in _OF_PLANS for key, _ in text.root.entries):
        hint = "tệp cơ quan mở bằng `office:`, các khóa thụt vào bên dưới; dựa vào một kế hoạch thì ghi `extends:`"
        raise PlanError([Problem(named.mark, f"`{named.text}` không phải tệp cơ quan", hint, "office")])
    problems = [_beside(key) for key, _ in text.root.entries if key.text != "office"]
    if isinstance(keys, Mapping):
        problems += [_of_plans(key) for key, _ in keys.entries if key.text in _OF_PLANS]
        own = tuple((key, value) for key, value in keys.entries if key.text not in _OF_PLANS)
        problems += model.faults(text, Mapping(own, keys.mark), "office")
    elif keys is not None:
        hint = "ghi các khóa ở dòng dưới, thụt vào: `issuer:`, `signatory:`, `recipients:`, `archive:` …"
        problems.append(Problem(keys.mark, "`office` của tệp cơ quan phải là một nhóm khóa", hint, "office"))
    if problems or not isinstance(keys, Mapping):
        raise PlanError(sorted(problems, key=lambda each: text.place(each.mark)))
    return OfficeFile(path, now, text, keys)


def _beside(key: Scalar) -> Problem:
    """What is said of a key that stands beside `office:` in an office file."""
    if key.text in schema.MAPS["office"]:
        return Problem(key.mark, f"`{key.text}` phải nằm dưới `office:`", "thụt khóa này vào, hai dấu cách", "office")
    if key.text in _OF_PLANS:
        return _of_plans(key)
    near = nearest(key.text, ("office",))
    hint = f"có phải là `{near}`?" if near else "tệp cơ quan chỉ có khóa `office`"
    return Problem(key.mark, f"không có khóa `{key.text}`", hint, "unknown-key")


def _of_plans(key: Scalar) -> Problem:
    message = f"`{key.text}` là của từng kế hoạch, không ghi trong tệp cơ quan"
    return Problem(key.mark, message, "chuyển khóa này sang kế hoạch, hoặc sang mẫu ở `extends:`", "office")


# --- filling ------------------------------------------------------------------------------------


def fill(root: Mapping, keys: Mapping, locked: dict[str, Mark]) -> tuple[Mapping, list[Problem]]:
    """Return a tree with what it does not say of its office, and what may not be filled in.

    `locked` are the places that lock keys of the tree for the one who names the office file.
    """
    problems = []
    for key, value in keys.entries:
        filled = root if is_blank(value) else _filled(root, key, value)
        if filled is not root and (lock := locked.get("recipients" if key.text == "archive" else key.text)):
            message = f"`{key.text}` bị khóa ở {lock.short}, tệp cơ quan không thêm được"
            hint = "bỏ khóa này khỏi tệp cơ quan, hoặc đề nghị cơ quan ban hành bản gốc mở khóa"
            problems.append(Problem(key.mark, message, hint, "locked"))
        elif key.text != "archive":
            root = filled
    archive = next((pair for pair in keys.entries if pair[0].text == "archive"), None)
    return (_filled(root, *archive) if archive and not problems else root), problems


def _filled(root: Mapping, key: Scalar, value: Value) -> Mapping:
    """The tree with one key of the office file, the very same one where it says that already."""
    said = value_of(root, key.text)
    if key.text in _WHOLE:
        return with_entry(root, key, value) if is_blank(said) else root
    if key.text == "archive":
        return _archived(root, key, value)
    if key.text not in _GROUPS or not isinstance(value, Mapping):
        return root
    if is_blank(said):
        return with_entry(root, key, value)
    if not isinstance(said, Mapping):
        return root  # the model tells what is wrong with it
    group = _joined(said, value, _shared(key.text, said, value))
    return root if group is said else with_entry(root, key, group)


def _joined(said: Mapping, office: Mapping, names: Iterable[str]) -> Mapping:
    group = said
    for key, value in office.entries:
        if key.text in names and not is_blank(value) and is_blank(value_of(said, key.text)):
            group = with_entry(group, key, value)
    return group


def _shared(name: str, said: Mapping, office: Mapping) -> Iterable[str]:
    """The keys of a group that hold for a plan that says part of it itself."""
    names = [key.text for key, _ in office.entries]
    telling, common = _SHARED.get(name, ("", ()))
    own, theirs = (_name(text_of(group, telling)) for group in (said, office))
    if own and theirs and own != theirs and "{{" not in own + theirs:
        names = [each for each in names if each in common]
    if name == "signatory" and any(text_of(said, each) for each in _BY_ORDER):
        names = [each for each in names if each != "on_behalf_of"]
    return names


def _name(text: str) -> str:
    """A name or post as names are compared."""
    return re.sub(r"^ubnd\b", naming.fold("Ủy ban nhân dân"), naming.fold(text))


def _archived(root: Mapping, key: Scalar, value: Value) -> Mapping:
    """The tree whose recipients end with the line `Lưu:`; of one without recipients the model tells."""
    listed = value_of(root, "recipients")
    if not isinstance(listed, Sequence) or not listed.items or any(map(_keeps, listed.items)):
        return root
    line = Mapping(((key, value),), value.mark)
    return with_entry(root, Scalar("recipients", listed.mark), Sequence((*listed.items, line), listed.mark))


def _keeps(line: Value) -> bool:
    """Tell whether a line of the recipients is the line `Lưu:`, or a group that has one."""
    if isinstance(line, Scalar):
        return bool(_ARCHIVE.match(line.text.strip()))
    if isinstance(line, Sequence):
        return any(map(_keeps, line.items))
    if any(key.text in ("archive", "Lưu") for key, _ in line.entries):
        return True
    inside = [value for key, value in line.entries if key.text in ("name", "to")]
    return any(map(_keeps, inside))


def another(root: Mapping, office: OfficeFile, committee: str) -> Problem | None:
    """Wonder about an office file of another Ủy ban nhân dân than the unit that the plan names."""
    group = value_of(root, "issuer")
    name = value_of(group, "name") if isinstance(group, Mapping) else None
    if not isinstance(name, Scalar) or name.mark.file != office.source.file or "{{" in name.text:
        return None
    said = _name(name.text)
    if said == _name(committee) or not said.startswith(naming.fold("Ủy ban nhân dân")):
        return None
    message = f"tệp cơ quan ghi `{name.text}`, còn `unit` là {committee}"
    hint = "xem `office:` và `unit:` có cùng một đơn vị không"
    return Problem(name.mark, message, hint, "office", "warning")
