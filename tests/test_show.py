"""A DOCX of ours is shown as text: what `git diff` of two builds prints is the sentence that changed."""

from __future__ import annotations

import io
import os
import shlex
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest
import yaml

from generator import build, show
from generator.check import docx_text

ROOT = Path(__file__).parent.parent
PLAN = ROOT / "plans" / "da-nang-2022.yaml"
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def built(path: Path) -> bytes:
    return build.build(path).files["docx"]


@pytest.fixture(scope="module")
def da_nang() -> str:
    return show.text(built(PLAN), "x.docx")


@pytest.fixture(scope="module")
def everything() -> str:
    return show.text(built(ROOT / "tests" / "plans" / "everything.yaml"), "x.docx")


def test_the_document_is_told_from_its_letterhead_to_its_signature_in_reading_order(da_nang):
    order = [
        "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ ĐÀ NẴNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n",
        "Số: 29/KH-UBND\nĐà Nẵng, ngày 28 tháng 01 năm 2022\nKẾ HOẠCH\n",
        "Thực hiện công tác giảm nghèo bền vững đến năm 2030 trên địa bàn thành phố Đà Nẵng\n",
        "\nI. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\na) Tổ chức triển khai",
        "\n- Phấn đấu giảm hộ nghèo còn sức lao động chuẩn thành phố hằng năm từ 1 - 1,5%;\n",
        "\nNơi nhận:\n- TT Thành ủy;\n",
        "\n- Lưu: VT, LĐTBXH, KGVX.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNgô Thị Kim Yến\n",
    ]
    places = [da_nang.find(part) for part in order]
    assert -1 not in places and places == sorted(places)


@pytest.mark.parametrize("name", ["da-nang-2022", "nghe-an-2025", "my-thanh-2022"])
def test_no_letter_of_the_document_is_lost(name):
    data = built(ROOT / "plans" / f"{name}.yaml")
    shown, said = Counter(show.text(data, "x")), Counter("".join(docx_text.read(data)))
    for sign in " \n|/":  # between words and cells
        del shown[sign], said[sign]
    assert shown == said


def test_a_line_is_no_longer_than_100_columns(da_nang):
    assert max(map(len, da_nang.split("\n"))) <= 100


def test_a_table_is_told_row_by_row(everything):
    assert "\n1 | Tuyên truyền[3] / đoạn hai | 1.500 | 2.000\n2 |  |  | 300\n" in everything
    assert "\n1 | Việc một | Phòng A | Phòng B / Phòng C | Quý I | Văn bản\n" in everything


def test_notes_heads_and_feet_stand_at_the_end(everything):
    assert "mục tiêu quốc gia[1] giai đoạn" in everything
    assert everything.endswith("\n[3] Theo Nghị định số 07/2021/NĐ-CP ngày 27/01/2021 của Chính phủ, mục 3.\n")
    assert "\n[đầu trang] LƯU HÀNH NỘI BỘ\n[cuối trang] Số 1, đường A" in everything


def test_a_changed_word_changes_the_lines_of_its_sentence_only(da_nang, tmp_path):
    text = PLAN.read_text(encoding="utf-8")
    path = tmp_path / "x.yaml"
    path.write_text(text.replace("nhất là người nghèo\n", "nhất là những người nghèo\n"), encoding="utf-8")
    before, after = set(da_nang.split("\n")), set(show.text(built(path), "x").split("\n"))
    assert 1 <= len(after - before) <= 3 and 1 <= len(before - after) <= 3  # of the nine lines of its paragraph


def test_the_abbreviation_of_a_capacity_is_no_sentence(da_nang, everything):
    assert "\nTL. GIÁM ĐỐC\nKT. CHÁNH VĂN PHÒNG\n" in everything


def _zipped(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"PK\x03\x04broken", b"%PDF-1.7", b"\xd0\xcf\x11\xe0" + b"\0" * 600, _zipped("a.txt", b"x"),
     _zipped("word/document.xml", b"<w:document")],
)  # fmt: skip
def test_what_is_no_docx_gets_one_line(data):
    shown = show.text(data, "x.docx")
    assert shown.startswith("(không hiện được x.docx: ") and shown.count("\n") == 1


def test_any_cut_of_a_docx_gets_an_answer():
    data = built(PLAN)
    for size in range(0, len(data), 997):
        assert show.text(data[:size], "x.docx")


def test_git_diff_of_two_builds_shows_the_changed_sentence(tmp_path):
    script = tmp_path / "textconv.py"
    script.write_text(
        "import sys\nfrom pathlib import Path\nfrom generator import show\n"
        "sys.stdout.buffer.write(show.text(Path(sys.argv[1]).read_bytes(), sys.argv[1]).encode())\n",
        encoding="utf-8",
    )
    office, plan = tmp_path / "office", tmp_path / "plan.yaml"
    office.mkdir()
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "PYTHONPATH": str(ROOT)}

    env = os.environ | alone

    def git(*words: str) -> str:
        who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.quotepath=off"]
        done = subprocess.run(["git", *who, *words], cwd=office, env=env, capture_output=True, check=True)
        return done.stdout.decode()

    git("init", "-q")
    (office / ".gitattributes").write_text("*.docx diff=kehoach\n", encoding="utf-8")
    git("config", "diff.kehoach.textconv", f"{shlex.quote(sys.executable)} {shlex.quote(str(script))}")
    text = PLAN.read_text(encoding="utf-8")
    plan.write_text(text, encoding="utf-8")
    (office / "x.docx").write_bytes(built(plan))
    git("add", ".")
    git("commit", "-qm", "một")
    plan.write_text(text.replace('"1 - 1,5"', '"2 - 2,5"'), encoding="utf-8")
    (office / "x.docx").write_bytes(built(plan))
    changed = [line for line in git("diff").split("\n") if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert [line for line in changed if line] == [
        "-- Phấn đấu giảm hộ nghèo còn sức lao động chuẩn thành phố hằng năm từ 1 - 1,5%;",
        "+- Phấn đấu giảm hộ nghèo còn sức lao động chuẩn thành phố hằng năm từ 2 - 2,5%;",
    ]


# --- hooks of pre-commit --------------------------------------------------------------------------

#: What pre-commit knows of a hook.
_FIELDS = {
    "id", "name", "entry", "language", "alias", "files", "exclude", "types", "types_or", "exclude_types",
    "additional_dependencies", "args", "always_run", "fail_fast", "pass_filenames", "description", "language_version",
    "log_file", "minimum_pre_commit_version", "require_serial", "stages", "verbose",
}  # fmt: skip


def test_the_hooks_are_such_as_pre_commit_takes():
    assert [hook["id"] for hook in HOOKS] == ["kehoach-fmt", "kehoach-check"]
    for hook in HOOKS:
        assert {"id", "name", "entry", "language"} <= hook.keys() <= _FIELDS
        assert hook["language"] in ("python", "system") and hook["types"] == ["yaml"]
        assert all(isinstance(value, (str, bool, list)) for value in hook.values())


def test_the_hooks_run_what_is_installed():
    import tomllib

    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    for hook in HOOKS:
        program, command = hook["entry"].split()
        assert program in scripts
        assert command in subprocess.run(
            [sys.executable, "-m", "generator", "--help"], cwd=ROOT, capture_output=True, check=True
        ).stdout.decode()  # fmt: skip
