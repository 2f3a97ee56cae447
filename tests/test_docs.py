"""The documents are true: tables fresh, every key described, every example runs."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml
from conftest import EVERYTHING, PLANS, ROOT, sample
from test_problems import run

from generator import build, schema

sys.path.insert(0, str(ROOT / "tools"))
import write_docs

PAGES = [ROOT / "README.md", ROOT / "README.vi.md", *sorted((ROOT / "docs").glob("*.md"))]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def blocks(kind: str) -> list[tuple[str, str]]:
    found = []
    for page in PAGES:
        for number, text in enumerate(re.findall(rf"```{kind}\n(.*?)```", page.read_text("utf-8"), re.DOTALL), 1):
            found.append((f"{page.name}#{number}", text))
    return found


def test_the_committed_schema_is_fresh():
    committed = json.loads((ROOT / "schemas" / "plan.schema.json").read_text("utf-8"))
    assert committed == schema.json_schema()
    jsonschema.Draft202012Validator.check_schema(committed)


@pytest.mark.parametrize("path", [*PLANS, EVERYTHING], ids=lambda p: p.stem)
def test_every_plan_is_valid_by_the_schema_and_names_it(path):
    text = path.read_text("utf-8")
    reference = re.match(r"# yaml-language-server: \$schema=(\S+)", text)
    assert reference and (path.parent / reference[1]).resolve() == ROOT / "schemas" / "plan.schema.json"
    value = yaml.safe_load(re.sub(r"(?m)^date: .*$", "date: x", text))  # safe_load alone makes dates
    jsonschema.validate(value, schema.json_schema())


def test_the_schema_refuses_what_the_reader_refuses():
    validator = jsonschema.Draft202012Validator(schema.json_schema())
    good = yaml.load(sample(), yaml.BaseLoader)
    assert not list(validator.iter_errors(good))
    for change in ({"recipents": []}, {"status": "drat"}, {"signatory": {}}, {"sections": [{"marker": "§"}]}):
        assert list(validator.iter_errors(good | change)), change


def test_every_key_has_a_vietnamese_description_in_the_schema():
    for name, keys in schema.MAPS.items():
        for key, spec in keys.items():
            assert (spec.doc and spec.doc[0].isupper()) or spec.doc[0] == "`", f"{name}.{key}"


def test_the_tables_of_keys_are_fresh():
    assert write_docs.PAGE.read_text("utf-8") == write_docs.page()


@pytest.mark.parametrize(("place", "text"), blocks("yaml"), ids=lambda v: v if "#" in v[:40] else "")
def test_every_yaml_example_builds(place, text, plan_file, tmp_path):
    (tmp_path / "mau-co-quan.docx").write_bytes((ROOT / "templates" / "plan.docx").read_bytes())
    for path in (ROOT / "tests" / "cascade" / "base").iterdir():  # what the examples extend
        shutil.copy(path, tmp_path)
    given = yaml.load(text, yaml.BaseLoader)
    whole = yaml.load(sample(), yaml.BaseLoader)
    if isinstance(given.get("office"), dict):  # a file that plans name
        (tmp_path / "co-quan.yaml").write_text(text, "utf-8")
        whole = {key: value for key, value in whole.items() if key not in given["office"]}
        given = {"office": "co-quan.yaml"}
    plan = given if "issuer" in given or "extends" in given else {**whole, "closing": "Trên đây là Kế hoạch", **given}
    build.build(plan_file(yaml.safe_dump(plan, allow_unicode=True, sort_keys=False)), ("docx",))


@pytest.mark.parametrize(("place", "text"), blocks("sh"), ids=lambda v: v if "#" in v[:40] else "")
def test_every_command_in_the_documents_exists(place, text):
    for line in text.strip().splitlines():
        command = line.split("#")[0].split()
        if command[0] == "make":
            assert re.search(rf"(?m)^{command[1]}:.*##", MAKEFILE), line
        else:
            assert command[0] == ".venv/bin/kehoach"
            said = run(command[1], "--help").stdout
            for option in (word for word in command if word.startswith("-")):
                assert option in said, line


def test_commands_named_in_the_readmes_are_there():
    for page in PAGES[:2]:
        for target in re.findall(r"`make (\w+)", page.read_text("utf-8")):
            assert re.search(rf"(?m)^{target}:.*##", MAKEFILE), target


#: Rooms of many small modules: a rule each, a property each, a step of reading each.
FLOORS = (
    "canon", "cli", "diff", "ownpdf", "redline", "register", "review", "roll", "check.rules", "verify.docx",
    "verify.pdf", "verify.properties", "verify.mend", "importing.docx", "importing.odt", "importing.html",
    "importing.md", "importing.text", "importing.pdf", "importing.letters", "importing.anatomy", "importing.outline",
    "importing.typed", "importing.writing", "importing.proof",
)  # fmt: skip


def test_every_room_of_the_program_is_in_the_architecture():
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    for path in (ROOT / "generator").rglob("*.py"):
        name = ".".join(path.relative_to(ROOT / "generator").with_suffix("").parts)
        if name.endswith(("__init__", "__main__")):
            continue
        room = next((room for room in FLOORS if name.startswith(f"{room}.")), name)
        assert f"`{room}`" in page, name


#: Each foreign library has one door (two where one writes and one reads back).
DOORS = {
    "yaml": {"source"},
    "docxtpl": {"render.template"},
    "typst": {"render.pdf"},
    "num2words": {"vietnamese"},
    "fontTools": {"fonts"},
    "pypdfium2": {"pdfium"},
    "jinja2": {"inline", "render.tags", "render.template", "render.docx"},
    "openpyxl": {"register.workbook", "rollup.sheet"},
    "distributed": {"batch.cluster"},
    "ruamel": {"amend.keep"},
    "lxml": {
        "render.template",
        "render.docx",
        "check.docx_text",
        "verify.docx.package",
        "verify.mend.package",
        "redline.package",
        "importing.xml",
    },
    "pypandoc": {"importing.pandoc"},
}


def test_each_foreign_library_has_its_door():
    for path in (ROOT / "generator").rglob("*.py"):
        name = ".".join(path.relative_to(ROOT / "generator").with_suffix("").parts)
        for library in re.findall(r"(?m)^\s*(?:import|from) (\w+)", path.read_text("utf-8")):
            if library in DOORS:
                assert name in DOORS[library], f"{name} imports {library}"


def test_renderers_know_neither_the_plan_nor_one_another():
    for name in ("docx", "pdf"):
        text = (ROOT / "generator" / "render" / f"{name}.py").read_text("utf-8")
        assert not re.search(r"from generator(\.| import )(model|plan|source|layout)\b", text)
        assert not re.search(r"from generator\.render import (docx|pdf)|from generator\.render\.(docx|pdf)", text)


def test_only_the_command_line_prints():
    for path in (ROOT / "generator").rglob("*.py"):
        if path.parent.name != "cli":
            assert not re.search(r"(?m)^\s*print\(", path.read_text("utf-8")), path


def test_staff_read_composed_vietnamese():
    """All texts of the project are NFC."""
    import unicodedata

    for path in [*(ROOT / "generator").rglob("*.py"), *PAGES, *PLANS]:
        assert unicodedata.is_normalized("NFC", path.read_text("utf-8")), path


def test_the_makefile_explains_every_command():
    said = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for target in ("plan", "check", "test", "bench", "parity", "golden", "clean", "help"):
        assert f"make {target} " in said


def test_nothing_of_the_project_reads_outside_its_root():
    outside = re.compile(r"\.\./shared")
    for path in [*ROOT.glob("*"), *(ROOT / "generator").rglob("*.py"), *(ROOT / "tests").rglob("*.py"), *PAGES]:
        if path.is_file() and path.suffix in (".py", ".md", ".toml", "") and path != Path(__file__):
            assert not outside.search(path.read_text("utf-8")), path
