"""schema, doctor, new: what staff need before the first plan."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path

from generator import __version__
from generator.cli.printing import PROGRAM, ROOT, called, make, tell
from generator.problem import PlanError, Problem, reason


def schema(write: bool) -> int:
    """Print the JSON Schema of plans, or write it where editors look for it."""
    from generator import schema as language
    from generator.batch import files

    text = json.dumps(language.json_schema(), ensure_ascii=False, indent=2) + "\n"
    if write:
        target = ROOT / "schemas" / "plan.schema.json"
        files.write({target: text.encode("utf-8")})
        print(f"đã ghi {target}")
    else:
        print(text, end="")
    return 0


def doctor() -> int:
    """Tell what this machine has, and the cure for what it lacks."""
    import importlib.metadata

    from generator import fonts
    from generator.profile import DEFAULT as profile
    from generator.render import docx, office

    print(f"{PROGRAM} {__version__}, Python {sys.version.split()[0]}")
    for name in ("docxtpl", "jinja2", "lxml", "num2words", "openpyxl", "pypdfium2", "PyYAML", "typst", "fonttools"):
        print(f"  {name} {importlib.metadata.version(name)}")
    healthy = True
    for file in (profile, docx.DEFAULT):
        there = file.exists()
        healthy &= there
        print(f"{'có' if there else 'THIẾU'}: {file}")
    try:
        font = fonts.find()
        print(f"phông chữ của PDF: {font.family} ({font.files[0].parent})")
    except PlanError as error:
        healthy = False
        tell(error.problems)
    found = office.available()
    print(f"LibreOffice: {found or 'không có (chỉ cần khi dùng mẫu Word riêng hoặc chạy `make parity`)'}")
    return 0 if healthy else 1


def new(path: Path) -> int:
    """Write a plan to begin from; never over a file that is there."""
    from generator import canon
    from generator.batch import files
    from generator.problem import Mark
    from generator.starter import starter

    if not path.name.strip(". ") or not path.name.isprintable() or " " in path.name:
        hint = "không dùng dấu cách, ví dụ: plans/giam-ngheo-2027.yaml"
        raise PlanError([Problem(Mark(str(path)), "tên tệp không dùng được", hint)])
    if path.suffix not in (".yaml", ".yml"):
        path = path.with_name(path.name + ".yaml")
    try:
        there = path.exists()
    except OSError as error:
        message = f"không tạo được tệp ({reason(error)})"
        raise PlanError([Problem(Mark(str(path)), message, "chọn tên khác")]) from None
    if there:
        raise PlanError([Problem(Mark(str(path)), "tệp đã có, không ghi đè", "chọn tên khác")])
    make(path.parent)
    text = starter(path, ROOT / "schemas" / "plan.schema.json").encode("utf-8")
    files.write({path: canon.format(text, str(path))})
    print(f"đã tạo {path}; sửa nội dung rồi chạy: {called()} build {shlex.quote(str(path))}")
    return 0
