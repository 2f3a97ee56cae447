"""Names of files and folders that carry a year: found, and given the next one.

`x-2026.yaml` becomes `x-2027.yaml`; `x-2025-2026.yaml` (a school year) `x-2026-2027.yaml`; in a name with another
period (`giai-doan-2026-2030`) nothing moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

_PERIOD = re.compile(r"(?<!\d)(?P<a>(?:19|20|21)\d\d)[-_–](?P<b>(?:19|20|21)\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")


def renamed(name: str, since: int, to: int) -> str:
    """Return a name with the old year made the new one."""
    step = to - since

    def period(found: re.Match[str]) -> str:
        first, last = int(found["a"]), int(found["b"])
        if last == first + 1 and since in (first, last):
            return (
                found[0].replace(str(last), "\0").replace(str(first), str(first + step)).replace("\0", str(last + step))
            )
        return found[0]

    parts: list[str] = []
    position = 0
    for found in _PERIOD.finditer(name):
        parts += [_single(name[position : found.start()], since, to), period(found)]
        position = found.end()
    return "".join([*parts, _single(name[position:], since, to)])


def years(name: str) -> Iterator[int]:
    """Yield the years of a name: of a school year the first, of another period none."""
    rest = name
    for found in _PERIOD.finditer(name):
        if int(found["b"]) == int(found["a"]) + 1:
            yield int(found["a"])
        rest = rest.replace(found[0], "")
    yield from (int(found[0]) for found in _YEAR.finditer(rest))


def placed(path: PurePath, since: int, to: int) -> PurePath:
    """Return a relative path with the old year made the new one in every name."""
    return type(path)(*(renamed(part, since, to) for part in path.parts))


def _single(name: str, since: int, to: int) -> str:
    return re.sub(rf"(?<!\d){since}(?!\d)", str(to), name)
