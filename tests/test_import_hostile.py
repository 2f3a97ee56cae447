"""Bad input is normal input: whatever a file holds, it becomes a plan or a problem told in Vietnamese, and soon."""

from __future__ import annotations

import io
import os
import random
import signal
import threading
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator import cli
from generator.importing import bring, deadline, load, many
from generator.problem import PlanError

SOURCES = ROOT / "tests" / "sources"
TARGET = ROOT / "plans" / "x.yaml"
TEXT = (SOURCES / "thach-ha-2020.txt").read_text("utf-8")
HEAD = "\n".join([
    "ỦY BAN NHÂN DÂN", "TỈNH A", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
    "Số: 12/KH-UBND", "A, ngày 2 tháng 3 năm 2024", "", "KẾ HOẠCH", "Giảm nghèo năm 2024", "",
])  # fmt: skip
FOOT = "\n".join(["", "", "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "", "CHỦ TỊCH", "", "Nguyễn Văn A", ""])
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KINDS = ("x.docx", "x.odt", "x.html", "x.md", "x.txt", "x.pdf")


def settled(data: bytes, name: str) -> str:
    """What became of bytes: the plan's text, or what staff are told."""
    try:
        return bring.bring(data, name, TARGET).text.decode()
    except PlanError as error:
        assert error.problems and all(p.message for p in error.problems)
        return "\n".join(p.message for p in error.problems)


def word(body: str, more: dict[str, str] | None = None) -> bytes:
    said = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in HEAD.split("\n"))
    end = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in FOOT.split("\n"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(
            "[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        )
        package.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{said}{body}{end}</w:body></w:document>'
        )
        for name, text in (more or {}).items():
            package.writestr(name, text)
    return out.getvalue()


# --- any bytes ------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(KINDS))
@example(b"<table>\x01x", "x.md")
@example("KẾ HOẠCH\n\n\n".encode(), "x.md")
def test_any_bytes_are_a_plan_or_a_problem(data, name):
    settled(data, name)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120), st.sampled_from(["x.txt", "x.md", "x.html"]))
@example("\x1b[31mđỏ\u202e {{ x }} [^1] **", "x.md")
@example("1. a: b # c\n- 'x' \"y\" &a *b !!python/object:os.system", "x.txt")
def test_a_plan_around_any_text_is_a_plan_or_a_problem(said, name):
    begin, end = ("<html><body><pre>", "</pre></body></html>") if name == "x.html" else ("", "")
    settled(f"{begin}{HEAD}{said}{FOOT}{end}".encode("utf-8", "replace"), name)


@pytest.mark.parametrize("seed", range(12))
def test_a_document_with_bytes_changed_or_cut_is_a_plan_or_a_problem(seed):
    chance = random.Random(seed)
    data = bytearray(word("<w:p><w:r><w:t>Nội dung.</w:t></w:r></w:p>"))
    for _ in range(chance.randint(1, 8)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    settled(bytes(data[: chance.randint(len(data) // 2, len(data))]), "x.docx")


def test_a_document_whose_middle_is_missing_is_told():
    data = word("")
    assert "bị hỏng" in settled(data[:200] + data[600:], "x.docx")


# --- what is told, and what is only text -------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"standard: nd30\n", "x.yaml", "đã là kế hoạch YAML"),
        (b"From: a@b\n\nx", "x.eml", "thư điện tử"),
        (b" \n\t", "x.docx", "tệp trống"),
        (b"PK\3\4", "x.docx", "bị hỏng"),
        (word("<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 60), "x.docx", "lồng nhau"),
        (("<div>" * 3_000 + HEAD).encode(), "x.html", "sâu|KẾ HOẠCH|không có chữ"),
        ((HEAD + "việc làm " * 200_000 + FOOT).encode(), "x.txt", "quá dài"),
        (word("").replace(b"<w:document", b'<!DOCTYPE x [<!ENTITY a "b">]><w:document'), "x.docx", "hỏng|DTD|thực thể"),
    ],
)
def test_what_is_no_plan_is_told(data, name, told):
    assert any(each in settled(data, name) for each in told.split("|"))


def test_what_a_file_says_is_content():
    said = '1. {{ cơ quan.x }} ${HOME} $(id) #read("x") <script>x</script> & *a !!python/object:os.system [^9]'
    text = settled(f"{HEAD}{said}.{FOOT}".encode(), "x.md")
    for each in ("\\{{ cơ quan.x }}", "${HOME} $(id)", "!!python/object:os.system", "\\[^9]"):
        assert each in text


def test_a_note_without_words_and_a_note_that_is_not_there_do_not_keep_a_plan_from_print():
    got = bring.bring((HEAD + "Việc[^1] của xã[^2].\n\n" + FOOT + "\n[^1]:\n").encode(), "x.md", TARGET)
    assert not got.problems


def test_many_unclosed_tables_and_a_row_of_blanks_take_no_time():
    with deadline.within(5):
        settled((HEAD + "<table>\n" * 5_000 + FOOT).encode(), "x.md")
        settled((HEAD + " " * 200_000 + "x" + FOOT).encode(), "x.txt")


def test_work_that_takes_too_long_is_stopped():
    with pytest.raises(deadline.Late), deadline.within(0.05):
        while True:
            pass


def test_nothing_is_left_of_a_time_limit():
    with deadline.within(0.05):
        pass
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


# --- files that are none, targets that are taken ---------------------------------------------------------


def job(source: Path) -> many.Job:
    return many.Job(source, TARGET, "report", "s", False)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_and_a_device_are_refused_at_once(tmp_path):
    pipe = tmp_path / "x.docx"
    os.mkfifo(pipe)
    for source in (pipe, Path("/dev/zero")):
        assert "không phải tệp thường" in many.one(job(source)).problems[0].message


def test_a_file_larger_than_any_plan_is_not_read_whole(tmp_path):
    big = tmp_path / "big.txt"
    with big.open("wb") as file:
        file.truncate(50 * load.LARGEST)
    assert "lớn quá" in many.one(job(big)).problems[0].message


def test_a_name_cannot_write_to_the_terminal(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    source = Path("a\x1b[31m\n\u202eb.txt")
    source.write_text(TEXT, "utf-8")
    assert cli.main(["import", str(source), "-o", "x.yaml"]) == 0
    assert cli.main(["import", str(source), "-o", "x.yaml"]) == 1
    assert cli.main(["import", "c\x1b[31m.txt", "-o", "y.yaml"]) == 1
    out, err = capsys.readouterr()
    assert not {"\x1b", "\u202e"} & set(out + err)


def test_a_target_that_another_command_wrote_meanwhile_is_kept(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT, "utf-8")
    true = many.one

    def slow(each: many.Job) -> many.Done:
        each.target.write_text("của người khác", "utf-8")
        return true(each)

    monkeypatch.setattr(many, "one", slow)
    assert cli.main(["import", "a.txt", "-o", "x.yaml"]) == 1
    assert Path("x.yaml").read_text("utf-8") == "của người khác"
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["a.txt", "x.yaml"]


@pytest.mark.parametrize("name", ["n" * 300 + ".yaml", "dangling.yaml"])
def test_a_target_that_cannot_be_is_told(tmp_path, capsys, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT, "utf-8")
    Path("dangling.yaml").symlink_to("nowhere.yaml")
    assert cli.main(["import", "a.txt", "-o", name]) == 1
    assert Path("dangling.yaml").is_symlink()


def test_on_a_thread_there_is_no_limit():
    done: list[bool] = []

    def work() -> None:
        with deadline.within(0.01):
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]
