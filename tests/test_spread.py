"""`kehoach cascade`: the files of all units, never over one that someone edited; two levels and three."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT

from generator import cli, model
from generator.cascade import layers, resolve, roster, standing
from generator.check import pdf_text
from generator.pdfium import scan
from generator.spread import spread

BASE = Path(__file__).parent / "cascade" / "base"


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A province's plan, its template for districts and its register."""
    for name in ("tinh.yaml", "mau.yaml", "don-vi.csv"):
        shutil.copy(BASE / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def cascade(*more: str) -> int:
    return cli.main(["cascade", "mau.yaml", "--units", "don-vi.csv", "-o", "huyen", "--only-files", *more])


def test_every_unit_gets_a_file_of_under_25_lines(office, capsys):
    assert cascade() == 0
    made = sorted(path.name for path in Path("huyen").glob("*.yaml"))
    assert made == ["phu-loc.yaml", "tan-son.yaml"]
    for name in made:
        assert len(Path("huyen", name).read_text("utf-8").splitlines()) < 25
    assert "2 đơn vị: 2 tệp mới ghi" in capsys.readouterr().out


def test_a_starter_builds_as_it_is(office):
    cascade()
    for path in Path("huyen").glob("*.yaml"):
        model.validate(resolve.resolve(path).source)


def test_a_file_that_someone_edited_is_never_written_over(office, capsys):
    cascade()
    path = Path("huyen/tan-son.yaml")
    edited = path.read_text("utf-8") + "# ghi chú của chị Bình\n"
    path.write_text(edited, "utf-8")
    text = Path("don-vi.csv").read_text("utf-8")
    Path("don-vi.csv").write_text(text.replace(";300;", ";310;").replace(";150;", ";155;"), "utf-8")
    assert cascade() == 0
    assert path.read_text("utf-8") == edited
    assert "155" in Path("huyen/phu-loc.yaml").read_text("utf-8"), "untouched since we wrote it, so written anew"
    assert "giữ nguyên huyen/tan-son.yaml (đã có người sửa)" in capsys.readouterr().out


def test_a_file_without_a_record_is_kept(office):
    Path("huyen").mkdir()
    Path("huyen/tan-son.yaml").write_text("extends: ../mau.yaml\nunit: tan-son\n", "utf-8")
    assert cascade() == 0
    assert Path("huyen/tan-son.yaml").read_text("utf-8") == "extends: ../mau.yaml\nunit: tan-son\n"


def test_a_second_run_changes_nothing(office):
    cascade()
    before = {path: path.read_bytes() for path in Path("huyen").iterdir()}
    cascade()
    assert {path: path.read_bytes() for path in Path("huyen").iterdir()} == before


def test_what_a_unit_must_say_itself_is_asked_for(office):
    text = Path("tinh.yaml").read_text("utf-8")
    Path("tinh.yaml").write_text(text.replace("{by: sum, from: Giảm hộ cận nghèo}", "{by: sum}"), "utf-8")
    cascade()
    assert "  can-ngheo:  # đơn vị tự ghi" in Path("huyen/tan-son.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["khong-co.yaml"], "không tìm thấy tệp"),
        (["mau.yaml", "--units", "khong-co.csv"], "không tìm thấy tệp"),
        (["mau.yaml", "--units", "tinh.yaml"], "lỗi:"),
        (["huyen.yaml"], "danh sách đơn vị không có đơn vị nào trực thuộc huyện Tân Sơn"),
    ],
)
def test_a_wrong_call_writes_nothing(office, capsys, arguments, said):
    Path("huyen.yaml").write_text("extends: mau.yaml\nunit: tan-son\n", "utf-8")
    assert cli.main(["cascade", *arguments, "-o", "ra", "--only-files"]) == 1
    assert said in capsys.readouterr().err
    assert not Path("ra").exists() or not list(Path("ra").iterdir())


# --- two levels, since 1 July 2025 --------------------------------------------------------------


def register(count: int) -> str:
    """A province and its communes, wards (some named by a number or a person) and one special zone."""
    rows = ["Mã;Tên đơn vị;Loại;Trực thuộc;Người ký;Chức vụ;Số hộ;Hộ thoát nghèo;Tỷ lệ", "lam-dong;Lâm Đồng;tỉnh;;;;;;"]
    for n in range(count):
        kind, name = ("xã", f"Tân Lập {chr(65 + n % 26)}{n // 26}") if n % 4 else ("phường", str(n // 4 + 1))
        if n == 4:
            name = "Trần Hưng Đạo"
        if n == 5:
            kind, name = "đặc khu", "Phú Quý"
        rows.append(f"dv-{n};{name};{kind};lam-dong;Nguyễn Văn An;Chủ tịch;{1000 + n};{20 + n % 7};{90 + n % 9},5%")
    return "\n".join(rows) + "\n"


PROVINCE = """\
unit: lam-dong
units: xa.csv
number: "52"
date: 2026-02-10
title: Thực hiện giảm nghèo bền vững năm 2026 trên địa bàn {{ unit.full_name }}
opening: "{{ unit.committee }} ban hành Kế hoạch như sau:"
targets:
  - id: thoat-ngheo
    indicator: Số hộ thoát nghèo
    text: Có {{ value }} thoát nghèo trên địa bàn {{ unit.full_name }}.
    value: từ 2.000
    unit: hộ
    better: higher
    allocate: {by: sum, from: Hộ thoát nghèo}
  - id: bao-hiem
    indicator: Tỷ lệ tham gia bảo hiểm y tế
    text: Tỷ lệ tham gia bảo hiểm y tế đạt {{ value }}.
    value: "94"
    unit: "%"
    better: higher
    allocate: {by: weighted_average, from: Tỷ lệ, weight: so_ho}
solutions:
  - {id: s1, heading: Tuyên truyền, text: "Tuyên truyền đến từng thôn, tổ dân phố."}
closing: Trên đây là Kế hoạch của {{ unit.committee }}.
recipients: [Các sở, {archive: VT}]
signatory: {on_behalf_of: Ủy ban nhân dân, title: Chủ tịch, name: Trần Hồng Thái}
"""


@pytest.fixture
def province(tmp_path, monkeypatch):
    (tmp_path / "tinh.yaml").write_text(PROVINCE, "utf-8")
    (tmp_path / "xa.csv").write_text(register(100), "utf-8")
    (tmp_path / "mau.yaml").write_text(
        "extends: tinh.yaml\nabstract: true\ndate: 2026\nrecipients: [UBND tỉnh, {archive: VT}]\n", "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_province_and_its_hundred_communes_and_wards(province, capsys):
    assert cli.main(["cascade", "mau.yaml", "-o", "xa", "--only-files"]) == 0
    made = list(Path("xa").glob("*.yaml"))
    assert len(made) == 100
    plans = {p.stem: model.validate(resolve.resolve(p).source) for p in made}
    assert plans["dv-0"].issuer.name == "Ủy ban nhân dân Phường 1"
    assert plans["dv-0"].issuer.place == "Phường 1"
    assert plans["dv-4"].issuer.name == "Ủy ban nhân dân Phường Trần Hưng Đạo"
    assert plans["dv-5"].issuer.name == "Ủy ban nhân dân đặc khu Phú Quý"
    assert plans["dv-1"].issuer.place == "Tân Lập B0"
    capsys.readouterr()
    assert cli.main(["rollup", "tinh.yaml", "--plans", "xa"]) == 0
    said = capsys.readouterr().out
    assert "mọi chỉ tiêu đều đạt" in said
    assert "2 chỉ tiêu giao cho 100 đơn vị" in said


def test_a_ward_s_document_is_whole(province, capsys):
    cli.main(["cascade", "mau.yaml", "-o", "xa", "--only-files"])
    assert cli.main(["build", "xa/dv-0.yaml", "-o", "ra"]) == 0
    found = pdf_text.words(pdf_text.lines(scan(Path("ra/dv-0.pdf").read_bytes(), tags=True)))
    words = " ".join(" ".join(found).split())
    assert "UBND ngày 10 tháng 02 năm 2026 của Ủy ban nhân dân tỉnh Lâm Đồng về việc thực hiện" in words
    assert "thoát nghèo trên địa bàn Phường 1." in words


def test_the_files_above_are_read_once_for_all_units(province, monkeypatch):
    cli.main(["cascade", "mau.yaml", "-o", "xa", "--only-files"])
    for kept in (layers._KEPT, resolve._MERGED, resolve._RESOLVED, resolve._PLANS, standing._ROWS, roster._KEPT):
        kept.clear()
    read: list[str] = []
    parse, validate = layers.source.parse, model.validate
    validated: list[str] = []
    monkeypatch.setattr(layers.source, "parse", lambda data, file: read.append(Path(file).name) or parse(data, file))
    monkeypatch.setattr(model, "validate", lambda source: validated.append(source.file) or validate(source))
    for path in Path("xa").glob("*.yaml"):
        resolve.resolve(path)
    assert read.count("tinh.yaml") == read.count("mau.yaml") == 1
    assert validated == ["tinh.yaml"], "the plan above is laid out once, to be cited"


def test_a_hundred_units_are_resolved_in_under_two_seconds_from_cold(province):
    cli.main(["cascade", "mau.yaml", "-o", "xa", "--only-files"])
    program = "from pathlib import Path\nfrom generator.cascade import resolve\n"
    program += "for p in Path('xa').glob('*.yaml'): resolve.resolve(p)\n"
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert time.perf_counter() - began < 2.0


def test_a_province_of_2026_has_no_districts(province, capsys):
    text = Path("xa.csv").read_text("utf-8")
    Path("xa.csv").write_text(text + "huyen-x;Di Linh;huyện;lam-dong;A;Chủ tịch;1;1;90%\n", "utf-8")
    made = spread.spread(Path("mau.yaml"), None, Path("xa"), ROOT / "schemas" / "plan.schema.json")
    assert len(made.starters) == 100, "a district ended on 1 July 2025"


def test_a_template_is_not_built_but_can_be_checked(office, capsys):
    assert cli.main(["build", "mau.yaml", "-o", "ra"]) == 1
    assert "tệp này chỉ để kế hoạch khác dựa vào" in capsys.readouterr().err
    assert cli.main(["check", "mau.yaml"]) == 0


def test_folders_are_mirrored_and_only_plans_are_built(office, capsys):
    """Templates, registers and what begins with a dot are no plans."""
    cascade()
    Path("ds.yaml").write_text("units:\n  - {kind: tỉnh, name: An Bình}\n", "utf-8")
    Path(".nhap").mkdir()
    Path(".nhap/x.yaml").write_text("a: b\n", "utf-8")
    assert cli.main(["build", ".", "-o", "../ra"]) == 0
    made = {str(path.relative_to("../ra")) for path in Path("../ra").rglob("*.*") if path.suffix in (".docx", ".pdf")}
    assert made == {f"{n}.{e}" for n in ("tinh", "huyen/tan-son", "huyen/phu-loc") for e in ("docx", "pdf")}


def test_a_row_that_no_file_is_made_for_is_told(office, capsys):
    with Path("don-vi.csv").open("a", encoding="utf-8") as file:
        file.write("moi;Mới;huyện;;A;Chủ tịch;1;1;1;1%\nmai;Mai;đặc khu;tinh-an-binh;A;Chủ tịch;1;1;1;1%\n")
    cascade()
    said = capsys.readouterr().err
    assert "huyện Mới không tính đến: chưa ghi trực thuộc đơn vị nào" in said
    assert "đặc khu Mai không tính đến: dòng này không có hiệu lực ngày 23/01/2024" in said


def test_a_plan_without_a_template_is_cascaded_with_a_word(office, capsys):
    assert cli.main(["cascade", "tinh.yaml", "-o", "huyen", "--only-files"]) == 0
    assert "chưa có mẫu cho cấp dưới" in capsys.readouterr().err


def test_a_unit_that_would_take_the_place_of_the_plan_is_refused(office, capsys):
    text = Path("don-vi.csv").read_text("utf-8").replace("tan-son;Tân Sơn", "mau;Tân Sơn")
    Path("don-vi.csv").write_text(text, "utf-8")
    assert cli.main(["cascade", "mau.yaml", "-o", ".", "--only-files"]) == 1
    assert "mã `mau` trùng tên với tệp mau.yaml của cấp trên" in capsys.readouterr().err


def test_update_tells_of_a_unit_without_a_file(office, capsys):
    cascade()
    Path("huyen/tan-son.yaml").unlink()
    with Path("don-vi.csv").open("a", encoding="utf-8") as file:
        file.write("moi;Mới;huyện;tinh-an-binh;A;Chủ tịch;1;1;1;1%\n")
    capsys.readouterr()
    assert cli.main(["update", "huyen", "--dry-run"]) == 1
    said = capsys.readouterr().out
    assert "chưa có tệp: huyện Mới" in said
    assert "tệp của đơn vị không còn trong thư mục" in said


def test_a_target_that_units_have_to_say_is_told_after_a_re_issue(office, capsys):
    cascade()
    text = Path("tinh.yaml").read_text("utf-8")
    item = '  - {id: moi, text: "Có {{ value }}.", value: "10", unit: hộ, allocate: {by: sum}}\n'
    Path("tinh.yaml").write_text(text.replace("solutions:\n", item + "solutions:\n", 1), "utf-8")
    assert cli.main(["update", "huyen"]) == 1
    assert "đơn vị chưa ghi chỉ tiêu `moi`" in capsys.readouterr().out


def test_update_tells_of_another_number_of_the_plan_above(office, capsys):
    cascade()
    text = Path("tinh.yaml").read_text("utf-8")
    Path("tinh.yaml").write_text(text.replace('number: "34"', 'number: "35"'), "utf-8")
    capsys.readouterr()
    assert cli.main(["update", "huyen"]) == 0
    said = capsys.readouterr().out
    assert (
        "căn cứ dẫn kế hoạch cấp trên: “Kế hoạch số 34/KH-UBND ngày 23 tháng 01 năm 2024 của UBND tỉnh An Bình” →"
        in said
    )
    assert cli.main(["update", "huyen"]) == 0
    assert "không có gì mới" in capsys.readouterr().out, "told once"


def test_a_remark_of_ours_tells_the_figure_given_now(office):
    """In a file that someone edited too; what a person wrote beside it stays."""
    cascade()
    path = Path("huyen/tan-son.yaml")
    path.write_text(path.read_text("utf-8").replace("number:   ", 'number: "7" ', 1) + "# ghi chú riêng\n", "utf-8")
    before = path.read_text("utf-8")
    text = Path("don-vi.csv").read_text("utf-8")
    Path("don-vi.csv").write_text(text.replace(";300;", ";310;").replace(";150;", ";155;"), "utf-8")
    assert cli.main(["update", "huyen"]) == 0
    assert path.read_text("utf-8") == before.replace('"300"}  # được giao 300 hộ', '"310"}  # được giao 310 hộ')
    assert "được giao 155 hộ" in Path("huyen/phu-loc.yaml").read_text("utf-8")
    other = Path("huyen/phu-loc.yaml").read_text("utf-8")
    cascade()
    assert Path("huyen/phu-loc.yaml").read_text("utf-8") == other, "still ours, so still written anew"


def test_what_a_killed_run_left_is_swept_away_and_nothing_else(office):
    from generator.batch import files

    cascade()
    gone = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, check=True
    )
    dead, mine = int(gone.stdout), os.getpid()
    names = {f".kehoach-{files.HOST}-{dead}-a1b2.tmp": False, f".kehoach-{files.HOST}-{mine}-a1b2.tmp": True,
             f".kehoach-00000000-{dead}-a1b2.tmp": True, ".kehoach-ghi-chu.tmp": True}  # fmt: skip
    for name in names:
        Path("huyen", name).write_text("nửa chừng", "utf-8")
    cascade()
    assert {name: Path("huyen", name).exists() for name in names} == names
