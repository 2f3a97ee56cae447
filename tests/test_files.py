"""What a plan was read from, and what tells it from another: both decide what is built again."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pytest
from conftest import EVERYTHING, PLANS, ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

import generator
from generator import model
from generator.cascade import digest, layers, resolve, roster, standing
from generator.problem import PlanError
from generator.source import Mapping, Scalar, Sequence, Value, parse

BASE = Path(__file__).parent / "cascade" / "base"
PROBLEMS = sorted((BASE.parent / "problems").glob("*.txt"))
UNITS = sorted((ROOT / "plans" / "lao-cai-2024").glob("*.yaml"))
OWN = Path(generator.__file__).parent

_opened: list[str] | None = None


def _hook(event: str, args: tuple[object, ...]) -> None:
    if _opened is not None and event == "open" and isinstance(args[0], str | os.PathLike):
        _opened.append(os.path.realpath(args[0]))


sys.addaudithook(_hook)


def opened(path: Path) -> set[str]:
    """The plans and registers that are opened while a plan is read from cold, sound or not; none of the program's."""
    global _opened
    for kept in (layers._KEPT, resolve._MERGED, resolve._RESOLVED, resolve._PLANS, standing._ROWS, roster._KEPT):
        kept.clear()
    _opened = []
    try:
        resolve.plan_of(resolve.resolve(path))
    except PlanError:
        pass
    finally:
        found, _opened = _opened, None
    return {name for name in found if name.endswith((".yaml", ".yml", ".csv", ".xlsx")) and str(OWN) not in name}


def real(paths: tuple[Path, ...]) -> set[str]:
    return {os.path.realpath(path) for path in paths}


@pytest.fixture
def office(tmp_path, monkeypatch) -> Path:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- files --------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*PLANS, EVERYTHING, *UNITS], ids=lambda p: p.stem)
def test_every_file_that_is_opened_for_a_plan_is_told(path):
    seen = opened(path)
    resolved = resolve.resolve(path)
    assert seen and seen <= real(resolved.files)
    assert resolved.files == resolve.files_of(path) and resolved.files[0] == path
    assert [str(file) for file in resolved.files] == [name for name, _ in resolved.stamps]


@pytest.mark.parametrize("case", PROBLEMS, ids=lambda p: p.stem)
def test_so_it_is_for_a_plan_that_is_wrong(case, office):
    found = re.split(r"(?m)^=== (\S+)\n", case.read_text("utf-8"))
    for name, text in zip(found[1::2], found[2::2], strict=True):
        Path(name).write_text(text, "utf-8")
    assert opened(Path("plan.yaml")) <= real(resolve.files_of(Path("plan.yaml")))


def test_a_register_of_any_layer_and_an_office_file_are_among_them(office):
    book = Workbook()
    for row in Path("don-vi.csv").read_text("utf-8").splitlines():
        book.active.append(row.split(";"))
    book.save("rieng.xlsx")
    Path("co-quan.yaml").write_text("office: {archive: VT}\n", "utf-8")
    Path("plan.yaml").write_text("extends: mau.yaml\nunit: tan-son\nunits: rieng.xlsx\noffice: co-quan.yaml\n", "utf-8")
    resolved = resolve.resolve(Path("plan.yaml"))
    names = [str(path) for path in resolved.files]
    assert names == ["plan.yaml", "co-quan.yaml", "rieng.xlsx", "mau.yaml", "tinh.yaml", "don-vi.csv"]
    assert opened(Path("plan.yaml")) == real(resolved.files)


@pytest.mark.parametrize("text", ["extends: x.yaml\n", "units: x.yaml\nunit: a\n", "office: x.yaml\n"])
def test_a_file_that_is_not_there_yet_is_told_too(office, text):
    Path("plan.yaml").write_text(text, "utf-8")
    assert [str(path) for path in resolve.files_of(Path("plan.yaml"))] == ["plan.yaml", "x.yaml"]


@pytest.mark.parametrize("text", ["", "a: [", "extends: [a]\n", "extends: plan.yaml\n", "\0", "- a\n"])
def test_files_are_told_of_whatever_stands_there(office, text):
    Path("plan.yaml").write_text(text, "utf-8")
    assert [str(path) for path in resolve.files_of(Path("plan.yaml"))] == ["plan.yaml"]
    assert resolve.files_of(Path("khong-co.yaml")) == (Path("khong-co.yaml"),)


# --- content, not time --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [("don-vi.yaml", "tan-son", "phu-loc"), ("mau.yaml", "kinh", "tinh"), ("tinh.yaml", "thôn", "thân"),
     ("don-vi.csv", ";300;", ";305;"), ("co-quan.yaml", "VT", "VP")],
)  # fmt: skip
def test_a_change_that_keeps_size_and_time_is_seen(office, name, old, new):
    Path("co-quan.yaml").write_text("office:\n  recipients: [A]\n  archive: VT\n", "utf-8")
    text = Path("mau.yaml").read_text("utf-8").replace("\n  - archive: VT", "") + "office: co-quan.yaml\n"
    Path("mau.yaml").write_text(text, "utf-8")
    before = resolve.digest(resolve.resolve(Path("don-vi.yaml")))
    path, status = Path(name), Path(name).stat()
    changed = path.read_bytes().replace(old.encode(), new.encode())
    assert len(changed) == status.st_size and changed != path.read_bytes()
    with path.open("r+b") as file:  # the same inode
        file.write(changed)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (status.st_mtime_ns, status.st_ino)
    assert resolve.digest(resolve.resolve(Path("don-vi.yaml"))) != before


def test_so_is_one_in_an_excel_register(office):
    def save(figure: str) -> None:
        book = Workbook()
        for row in Path("don-vi.csv").read_text("utf-8").replace(";300;", f";{figure};").splitlines():
            book.active.append(row.split(";"))
        book.save("don-vi.xlsx")
        os.utime("don-vi.xlsx", ns=(0, 0))

    Path("tinh.yaml").write_text(Path("tinh.yaml").read_text("utf-8").replace("don-vi.csv", "don-vi.xlsx"), "utf-8")
    figures = []
    for figure in ("300", "305"):
        save(figure)
        figures.append(resolve.resolve(Path("don-vi.yaml")).given["can-ngheo"].quantity.text)
    assert figures == ["300", "305"]


def test_a_file_with_the_old_content_is_not_made_again(office, monkeypatch):
    """Whatever its time says."""
    resolved = resolve.resolve(Path("don-vi.yaml"))
    os.utime("mau.yaml", ns=(0, 0))
    assert resolve.resolve(Path("don-vi.yaml")) is resolved


# --- digest -------------------------------------------------------------------------------------


def remarked(text: str, choose: list[int]) -> str:
    """A plan with blank lines and remarks between its top-level keys and after plain lines."""
    out = []
    for number, line in enumerate(text.split("\n")):
        top = re.match(r"[a-z_]+:", line)
        if top and choose[number % len(choose)]:
            out += ["", f"# ghi chú {choose[number % len(choose)]}"]
        out.append(line)
    return "\n".join([*out, "# hết", ""])


@given(choose=st.lists(st.integers(0, 3), min_size=3, max_size=9), path=st.sampled_from([*PLANS, EVERYTHING]))
@settings(max_examples=25, deadline=None)
def test_remarks_and_blank_lines_change_neither_the_digest_nor_the_plan(choose, path):
    text = path.read_text("utf-8")
    one, other = (parse(each.encode("utf-8"), "x.yaml") for each in (text, remarked(text, choose)))
    assert digest.digest(one.root) == digest.digest(other.root)
    if "units:" not in text:
        assert blind(model.validate(one)) == blind(model.validate(other))


def blind(plan: object) -> str:
    """A plan without its marks."""
    return re.sub(r"Mark\((?:[^()'\"]|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")*\)", "", repr(plan))


def count(value: Value) -> int:
    if isinstance(value, Scalar):
        return 1
    if isinstance(value, Sequence):
        return sum(map(count, value.items))
    return sum(1 + count(each) for _, each in value.entries)


def altered(value: Value, at: list[int]) -> Value:
    """A tree whose scalar number `at` (keys counted too) is another one."""
    if isinstance(value, Scalar):
        at[0] -= 1
        return Scalar(value.text + "x", value.mark, value.plain) if at[0] == -1 else value
    if isinstance(value, Sequence):
        return Sequence(tuple(altered(each, at) for each in value.items), value.mark)
    return Mapping(tuple((altered(key, at), altered(each, at)) for key, each in value.entries), value.mark)


TREES = [resolve.resolve(path).source.root for path in (*PLANS, EVERYTHING, UNITS[0])]


@given(data=st.data())
@settings(max_examples=200, deadline=None)
def test_any_scalar_that_changes_changes_the_digest(data):
    tree = data.draw(st.sampled_from(TREES))
    at = data.draw(st.integers(0, count(tree) - 1))
    assert digest.digest(altered(tree, [at])) != digest.digest(tree)


@pytest.mark.parametrize(
    ("one", "other"),
    [("a: b\nc: d", "c: d\na: b"), ("a: [b, c]", "a: [c, b]"), ("a: [b, c]", "a: [[b, c]]"), ("a: {b: c}", "a: [b, c]"),
     ("a:", 'a: ""'), ("a: |\n  b\n  c", "a: b\n\n  c"), ("a: {b: {c: d}, e: f}", "a: {b: {c: d, e: f}}"),
     ("a: b", "a: bc"), ("ab: c", "a: bc")],
)  # fmt: skip
def test_trees_that_print_otherwise_have_other_digests(one, other):
    assert len({digest.digest(parse(text.encode(), "x.yaml").root) for text in (one, other)}) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a: b", "'a': \"b\"   # c"),
        ("a: b c", "a: b\n  c"),
        ("a: [b, c]", "a:\n  - b\n  - c"),
        ("a: |\n  b", "a: >-\n  b"),
    ],
)
def test_trees_that_say_the_same_have_one_digest(one, other):
    assert len({digest.digest(parse(text.encode(), "x.yaml").root) for text in (one, other)}) == 1


@pytest.mark.parametrize(
    ("name", "old", "new", "same"),
    [("tinh.yaml", 'number: "34"', 'number: "35"', False), ("tinh.yaml", "năm 2024", "năm 2025", False),
     ("don-vi.csv", "Tân Sơn", "Tân Sen", False), ("don-vi.csv", ";1.500;", ";1.501;", False),
     ("don-vi.csv", "An Bình;tỉnh", "An Binh;tỉnh", False), ("don-vi.csv", "Trần Thị Cúc", "Trần Thị Mai", True),
     ("tinh.yaml", "Trần Văn An", "Trần Văn Ân", True), ("mau.yaml", "abstract: true", "# mẫu\nabstract: true", True)],
)  # fmt: skip
def test_a_unit_s_digest_follows_what_it_takes_from_above_and_no_more(office, name, old, new, same):
    """The number of the plan above is cited; its signer and the row of another unit are none of its business."""
    before, text = resolve.digest(resolve.resolve(Path("don-vi.yaml"))), Path(name).read_text("utf-8")
    Path(name).write_text(text.replace(old, new), "utf-8")
    assert old in text and (resolve.digest(resolve.resolve(Path("don-vi.yaml"))) == before) is same


def test_a_template_and_the_plan_that_it_would_be_differ(office):
    Path("mau-2.yaml").write_text("abstract: true\ntitle: A\n", "utf-8")
    root = resolve.resolve(Path("mau-2.yaml")).source.root
    assert digest.digest(root, True) != digest.digest(root, False)
