"""`kehoach verify` as a user meets it: text, JSON, SARIF, comments, mending, folders, other documents."""

from __future__ import annotations

import json
import re
import zipfile

import docx
import pytest
from conftest import sample
from test_problems import run

from generator import build


@pytest.fixture
def faulty(tmp_path, plan_file):
    """A document of ours that a careless colleague has changed: date, recipients' size, margin."""
    files = build.build(plan_file(sample(date="2026-08-05")), ("docx",)).files
    path = tmp_path / "van-ban.docx"
    path.write_bytes(files["docx"])
    document = docx.Document(str(path))
    document.sections[0].left_margin = docx.shared.Mm(25)
    for paragraph in all_paragraphs(document):
        for one in paragraph.runs:
            if "ngày 05 tháng 8" in one.text:
                one.text = one.text.replace("ngày 05", "ngày 5")
            if one.text.startswith("- UBND tỉnh"):
                one.font.size = docx.shared.Pt(13)
    document.save(str(path))
    return path


def all_paragraphs(document):
    yield from document.paragraphs
    for table in document.tables:
        for cell in table._cells:
            yield from cell.paragraphs


def test_a_breach_is_told_with_clause_found_allowed_and_place(faulty, tmp_path):
    told = run("verify", faulty.name, folder=tmp_path)
    assert told.returncode == 1
    assert "lỗi [page.left]: trang giấy: lề trái 25 mm" in told.stdout
    assert "đặt lề từ 30 đến 35 mm (Phụ lục I, Phần I, I.3)" in told.stdout
    assert "lỗi [recipients.size]: danh sách nơi nhận: cỡ chữ 13\n--> van-ban.docx, đoạn" in told.stdout
    assert "«- UBND tỉnh;»" in told.stdout and told.stderr == ""


def test_json_is_a_list_of_findings(faulty, tmp_path):
    found = json.loads(run("verify", faulty.name, "--format", "json", folder=tmp_path).stdout)
    assert {f["rule"] for f in found if f["severity"] == "error"} == {"page.left", "recipients.size", "place_date.zero"}
    for one in found:
        assert {"rule", "severity", "message", "place"} <= set(one)
    zero = next(f for f in found if f["rule"] == "place_date.zero")
    assert zero["clause"] == "Phụ lục I, Phần I, II.4.b" and zero["fixable"]
    assert zero["places"][0]["text"].startswith("Tân Bình, ngày 5 tháng 8")


def test_sarif_names_rules_places_and_the_quote(faulty, tmp_path):
    log = json.loads(run("verify", faulty.name, "--format", "sarif", folder=tmp_path).stdout)
    (one,) = log["runs"]
    assert log["version"] == "2.1.0" and one["tool"]["driver"]["name"] == "kehoach"
    rules = {r["id"]: r for r in one["tool"]["driver"]["rules"]}
    assert {r["ruleId"] for r in one["results"]} == set(rules)
    assert "cỡ chữ 11" in rules["recipients.size"]["fullDescription"]["text"]
    assert all(r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == faulty.name for r in one["results"])


def test_comments_are_written_at_the_places_and_the_original_stays(faulty, tmp_path):
    before = faulty.read_bytes()
    told = run("verify", faulty.name, "--annotate", "xem.docx", folder=tmp_path)
    assert told.returncode == 1 and "đã ghi nhận xét vào xem.docx" in told.stdout
    with zipfile.ZipFile(tmp_path / "xem.docx") as package:
        comments = package.read("word/comments.xml").decode()
    assert "cỡ chữ 13" in comments and "II.9.d" in comments
    assert faulty.read_bytes() == before


def test_what_is_safe_is_mended_and_listed_and_no_word_changes(faulty, tmp_path):
    told = run("verify", faulty.name, "--fix", "sua.docx", folder=tmp_path)
    assert told.returncode == 0, told.stdout
    assert told.stdout.count("đã sửa [") == 3
    assert run("verify", "sua.docx", folder=tmp_path).returncode == 0
    old, new = (
        " ".join(p.text for p in all_paragraphs(docx.Document(str(tmp_path / n)))) for n in (faulty.name, "sua.docx")
    )
    assert new.replace("ngày 05", "ngày 5") == old


@pytest.mark.parametrize("wrong", [("a.docx", "b.docx", "--fix", "c.docx"), ("van-ban.docx", "--fix", "van-ban.docx"),
                                   ("van-ban.docx", "--annotate", "x.pdf")])  # fmt: skip
def test_mending_called_wrongly_is_told(wrong, faulty, tmp_path):
    told = run("verify", *wrong, folder=tmp_path)
    assert told.returncode == 2 and "gợi ý" in told.stderr


def test_a_folder_is_verified_whole_and_a_bad_file_stops_nothing(faulty, tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "hong.docx").write_bytes(b"khong phai zip")
    (tmp_path / "sub" / "anh.pdf").write_bytes(b"%PDF-1.7\nhong")
    for number in range(4):
        (tmp_path / "sub" / f"{number}.docx").write_bytes(faulty.read_bytes())
    told = run("verify", ".", "--jobs", "2", folder=tmp_path)
    assert told.returncode == 1 and "Traceback" not in told.stderr
    assert "7 văn bản: 0 đạt, 7 cần sửa" in told.stdout
    assert len(re.findall(r"lỗi \[page\.left\]", told.stdout)) == 5


def by_hand(path, *lines):
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def test_a_party_document_is_another_standards(tmp_path):
    by_hand(tmp_path / "dang.docx", "TỈNH ỦY ĐỒNG THÁP", "*", "ĐẢNG CỘNG SẢN VIỆT NAM", "Số 127-KH/TU",
            "Đồng Tháp, ngày 05 tháng 01 năm 2026", "KẾ HOẠCH", "thực hiện Nghị quyết số 57-NQ/TW")  # fmt: skip
    told = run("verify", "dang.docx", folder=tmp_path)
    assert told.returncode == 0 and "văn bản của Đảng" in told.stdout and "lỗi" not in told.stdout


def test_a_file_that_is_no_document_is_told_so(tmp_path):
    by_hand(tmp_path / "tho.docx", "Mùa xuân là Tết trồng cây", "Làm cho đất nước càng ngày càng xuân")
    told = run("verify", "tho.docx", folder=tmp_path)
    assert told.returncode == 1 and "không nhận ra thành phần thể thức nào" in told.stdout


def test_what_is_not_there_is_told_with_its_cure(tmp_path):
    told = run("verify", "khong-co.docx", folder=tmp_path)
    assert told.returncode == 1 and "không tìm thấy tệp" in told.stdout and "gợi ý" in told.stdout
