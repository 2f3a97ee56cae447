"""files, read: a path -> what of it is rolled along, and the bytes of each.

Plans, templates and office files, registers, profiles and Word templates; documents that were built, records and
hidden files stay behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator import source, vietnamese
from generator.problem import Mark, PlanError, Problem, reason
from generator.schema import MAPS
from generator.source import Mapping, Sequence

#: The suffixes of plans, and of what goes along with them.
PLANS = (".yaml", ".yml")
_ALONG = (".csv", ".xlsx", ".docx")
#: No folder of a year holds more; a stop against a roll of the whole disk.
MAX_FILES = 50_000


def files(path: Path) -> list[Path]:
    """Return what is rolled along with a path, in the order of names. Raises PlanError for a path that is not there."""
    try:
        if path.is_dir():
            found = list(_inside(path))
        elif path.is_file():
            beside = path.with_suffix("")
            found = [path, *(_inside(beside) if beside.is_dir() else ())]
        else:
            hint = "kiểm tra lại tên thư mục hoặc tệp"
            raise PlanError([Problem(Mark(str(path)), "không tìm thấy thư mục hoặc tệp này", hint, "roll")])
    except (OSError, ValueError) as error:
        raise PlanError([Problem(Mark(str(path)), f"không đọc được ({reason(error)})", "", "roll")]) from None
    if len(found) > MAX_FILES:
        raise PlanError([Problem(Mark(str(path)), f"có quá {MAX_FILES} tệp", "ghi thư mục của một năm", "roll")])
    return found


def _inside(folder: Path) -> Iterator[Path]:
    """Yield the plans of a folder and what goes along with them, folder by folder."""
    here = sorted(folder.iterdir(), key=lambda each: vietnamese.sort_key(each.name))
    stems = {each.stem for each in here if each.suffix.lower() in PLANS}
    for each in here:
        if each.name.startswith((".", "~$")) or each.is_symlink():
            continue
        built = each.suffix.lower() == ".docx" and each.stem in stems
        if each.is_file() and each.suffix.lower() in (*PLANS, *_ALONG) and not built:
            yield each
    for each in here:
        if each.is_dir() and not each.is_symlink() and not each.name.startswith("."):
            yield from _inside(each)


def read(found: Iterable[Path]) -> tuple[dict[Path, bytes], set[Path], list[Problem]]:
    """Return the bytes of every file that can be read, which of them are plans, what is wrong with the others."""
    texts: dict[Path, bytes] = {}
    plans: set[Path] = set()
    refusals: list[Problem] = []
    for each in found:
        try:
            if each.suffix.lower() not in PLANS:
                texts[each] = each.read_bytes()
                continue
            data = source.read_bytes(each)
            if _is_ours(source.parse(data, str(each)).root):
                plans.add(each)
            texts[each] = data
        except PlanError as error:
            refusals += error.problems
        except (OSError, ValueError) as error:
            refusals.append(Problem(Mark(str(each)), f"không đọc được tệp ({reason(error)})", "", "roll"))
    return texts, plans, refusals


def _is_ours(root: Mapping) -> bool:
    """Tell whether a file is a plan, a template or an office file: keys of the language, and no list of units."""
    keys = {key.text: value for key, value in root.entries}
    return bool(keys.keys() & MAPS["plan"].keys()) and not isinstance(keys.get("units"), Sequence)
