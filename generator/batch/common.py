"""common: this machine -> the digests of what all plans are built with: the program and its libraries, the decree's
records, our template and profile, the fonts.
"""

from __future__ import annotations

import platform
import sys
import zlib
from collections.abc import Iterable
from collections.abc import Mapping as Map
from pathlib import Path

import generator
from generator import fonts, profile
from generator.content import digest, of

#: What `common` tells apart, and how staff are told that it changed.
COMMON = {
    "program": "chương trình hoặc thư viện của nó đã đổi",
    "standard": "quy định về thể thức (standard) đã đổi",
    "template": "mẫu chung (templates/plan) đã đổi",
    "profile": "templates/profile.yaml đã đổi",
    "font": "phông chữ trên máy đã đổi",
}


def common() -> dict[str, str]:
    """Return the digests of what all plans are built with on this machine. Raises PlanError without a font."""
    package = Path(generator.__file__).parent
    own = sorted(path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    standard = [path for path in own if path.parent.name == "standard" and path.suffix == ".yaml"]
    program = [path for path in own if path not in set(standard)]
    return {
        "program": digest("\n".join([_all(program, package), *_libraries()]).encode()),
        "standard": _all(standard, package),
        "template": _all([profile.TEMPLATES / "plan.docx", profile.TEMPLATES / "plan.typ"], profile.TEMPLATES),
        "profile": of(profile.DEFAULT),
        "font": digest("\n".join(_fonts()).encode()),
    }


def _all(paths: Iterable[Path], below: Path) -> str:
    return digest("\n".join(f"{path.relative_to(below).as_posix()} {of(path)}" for path in paths).encode())


#: The libraries that have a hand in what is built, as PyPI names them.
LIBRARIES = (
    "docxtpl", "fonttools", "jinja2", "lxml", "markupsafe", "num2words", "openpyxl", "pypdfium2", "python-docx",
    "pyyaml", "typst",
)  # fmt: skip


def _libraries() -> list[str]:
    """The interpreter and the libraries, each with its version."""
    found = [
        path.name.lower().replace("_", "-") for folder in sys.path for path in Path(folder or ".").glob("*.dist-info")
    ]
    ours = {name for name in found if name.startswith(tuple(f"{library}-" for library in LIBRARIES))}
    return [platform.python_implementation(), platform.python_version(), zlib.ZLIB_RUNTIME_VERSION, *sorted(ours)]


def _fonts() -> list[str]:
    """Each family that the machine has, with the digests of its faces, in the order that `fonts.find` tries them."""
    return [f"{font.family} {' '.join(map(of, font.files))}" for font in fonts.every()]


def changed(before: Map[str, str], now: Map[str, str]) -> str:
    """Return why plans built with `before` are to be built again, "" where nothing changed."""
    return next((why for name, why in COMMON.items() if before.get(name) != now.get(name)), "")
