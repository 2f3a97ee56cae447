"""The report of a roll: frozen values, every place with its line in the new file and in the old one."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from generator.problem import Mark, Problem

#: What a place is to be looked at for, in the order in which a report tells them.
Kind = Literal[
    "renew", "date", "before", "after", "kept", "period", "figure", "own", "blank", "signer", "silenced", "conflict",
    "path", "register", "comment", "file",
]  # fmt: skip
KINDS: dict[Kind, str] = {
    "renew": "văn bản cần thay hoặc cần kiểm tra hiệu lực",
    "date": "ngày cần xem lại",
    "before": "năm trước: thay bằng số liệu mới",
    "after": "năm sau",
    "kept": "còn nói đến năm cũ, chưa đổi",
    "period": "giai đoạn giữ nguyên",
    "figure": "chỉ tiêu, số tiền, số liệu của năm cũ",
    "own": "chỗ kế hoạch tự dẫn số, ngày của mình",
    "blank": "chỗ để trống, điền khi ban hành",
    "signer": "người ký",
    "silenced": "quy tắc đã bỏ qua",
    "conflict": "chỗ vướng chưa giải quyết",
    "path": "đường dẫn đến tệp khác",
    "register": "danh sách đơn vị",
    "comment": "ghi chú còn nói đến năm cũ",
    "file": "tệp",
}


@dataclass(frozen=True, slots=True)
class Change:
    """What was moved or blanked: the words before and after (`` where there are none), and both places."""

    was: str
    now: str
    old: Mark
    new: Mark


@dataclass(frozen=True, slots=True)
class Look:
    """A place that a person must look at. `must` tells that the draft is wrong until somebody did.

    `also` are the lines of the new file where the same is to be seen again.
    """

    kind: Kind
    message: str
    old: Mark
    new: Mark
    must: bool = False
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One file: where it came from, where it goes, what moved, what is to be looked at.

    `copied` tells that it goes along byte for byte.
    """

    old: Path
    new: Path
    changes: tuple[Change, ...] = ()
    looks: tuple[Look, ...] = ()
    copied: bool = False


@dataclass(frozen=True, slots=True)
class Rolled:
    """A year's plans as the next year's drafts: files to write, reports in order, what could not be made, notes."""

    since: int
    to: int
    files: Map[Path, bytes] = field(default_factory=dict)
    reports: tuple[Report, ...] = ()
    refusals: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
