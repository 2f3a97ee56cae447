"""Tables stand on the page: columns as wide as their words, letters of the size that the plan gives."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from conftest import sample

from generator import build
from generator.document import Table
from generator.verify import pdf

LONG = "https://misposasoft.molisa.gov.vn/"


def built(tmp_path, columns: str, rows: str, more: str = "") -> build.Built:
    path = tmp_path / "x.yaml"
    table = f"{{columns: {columns}, rows: {rows}{more}}}"
    path.write_text(sample(sections=f"[{{heading: Kinh phí, table: {table}}}]", closing="Hết"), "utf-8")
    return build.build(path)


def table_of(tmp_path) -> Table:
    document = build.read(tmp_path / "x.yaml").document
    return next(b for b in document.parts[0].blocks if isinstance(b, Table))


def test_a_column_without_a_width_takes_what_its_longest_word_needs(tmp_path):
    built(tmp_path, "[TT, Việc, Nơi, Địa chỉ]", f'[["1", a, b, "{LONG}"]]')
    widths = table_of(tmp_path).widths
    assert widths[3] > max(widths[:3])
    assert widths[3] - 2 * 5.4 >= build.read(tmp_path / "x.yaml").font.width(LONG, 12) - 0.01
    assert sum(widths) == pytest.approx(build.read(tmp_path / "x.yaml").profile.text_width())


def test_columns_whose_words_fit_share_the_page_alike_as_before(tmp_path):
    built(tmp_path, "[TT, Việc, Nơi, Địa chỉ]", '[["1", a, b, c]]')
    widths = table_of(tmp_path).widths
    assert all(width == pytest.approx(widths[0]) for width in widths)


def test_a_width_that_the_plan_gives_is_never_taken_from(tmp_path):
    columns = "[{heading: TT, width: 20}, Việc, Nơi, Địa chỉ]"
    built(tmp_path, columns, f'[["1", a, b, "{LONG}"]]')
    assert table_of(tmp_path).widths[0] == pytest.approx(20 * 72 / 25.4)


def test_the_size_of_a_table_is_that_of_its_letters_in_both_formats(tmp_path):
    files = built(tmp_path, "[TT, Việc]", '[["1", "**đậm** thường"]]', ", size: 9").files
    seen = pdf.read(files["pdf"], "x.pdf")
    assert {span.size for line in seen.lines for span in line.spans if "thường" in span.text} == {9.0}
    body = zipfile.ZipFile(io.BytesIO(files["docx"])).read("word/document.xml").decode()
    table = re.search(r'<w:tblStyle w:val="BangKeHoach"/>.*?</w:tbl>', body, re.DOTALL)
    assert table and set(re.findall(r'<w:sz w:val="(\d+)"/>', table[0])) == {"18"}


def test_a_size_that_nobody_could_read_is_refused(tmp_path):
    with pytest.raises(Exception, match="`size` phải từ 8 đến 14"):
        built(tmp_path, "[TT]", '[["1"]]', ", size: 5")
