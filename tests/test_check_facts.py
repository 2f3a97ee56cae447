"""The rules that read facts: citations, dates, sums, references, recipients, places, and the dated list of units.

Every rule's own examples run in test_check_rules.py; here stand what the rules share, what real plans
contain, and correct texts on which all must be silent.
"""

from __future__ import annotations

import time
from datetime import date

import pytest
from conftest import ROOT

from generator import model, source
from generator.check import citations, dates, deadlines, read_plan, rules
from generator.check.manuscript import Manuscript, Passage
from generator.problem import Mark
from generator.standard import units


def manuscript(*texts: str, on: date | None = date(2025, 11, 20)) -> Manuscript:
    return Manuscript(tuple(passage(text) for text in texts), on)


def passage(text: str, kind="text") -> Passage:
    return Passage(text, kind, Mark("x", 1, 1, 1, text), lambda a, b: Mark("x", 1, a + 1, max(b - a, 1), text))


def found(id: str, *texts: str, on: date | None = date(2025, 11, 20)) -> list[str]:
    return [problem.message for problem in rules.RULES[id].check(manuscript(*texts, on=on))]


# --- citations ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "type", "code", "day", "issuer", "subject"),
    [
        ("Nghị quyết số 160/NQ-CP ngày 22/12/2021 của Chính phủ về giảm nghèo;",
         "Nghị quyết", "160/NQ-CP", date(2021, 12, 22), "Chính phủ", "về giảm nghèo"),
        ("Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư.",
         "Nghị định", "30/2020/NĐ-CP", date(2020, 3, 5), "Chính phủ", "về công tác văn thư"),
        ("Chỉ thị số 05-CT/TW ngày 23/6/2021 của Ban Bí thư Trung ương Đảng khóa XIII về tăng cường lãnh đạo",
         "Chỉ thị", "05-CT/TW", date(2021, 6, 23), "Ban Bí thư Trung ương Đảng khóa XIII", "về tăng cường lãnh đạo"),
        ("Thông tư số 12/2024/TT-BTC của Bộ Tài chính ngày 05/3/2024 hướng dẫn thanh toán",
         "Thông tư", "12/2024/TT-BTC", date(2024, 3, 5), "Bộ Tài chính", "hướng dẫn thanh toán"),
        ("Kế hoạch số 77/KH-UBND của Bộ Nông nghiệp và Môi trường (nay là Bộ A) quy định về nước",
         "Kế hoạch", "77/KH-UBND", None, "Bộ Nông nghiệp và Môi trường", "quy định về nước"),
        ("Luật Việc làm số 74/2025/QH15, Bộ luật Lao động", "Luật", "74/2025/QH15", None, "", "Việc làm"),
        ("Quyết định 33/2015/QĐ-TTg, vay hỗ trợ sản xuất", "Quyết định", "33/2015/QĐ-TTg", None, "", ""),
        ("Nghị quyết số 17 /NQ-HĐND được triển khai", "Nghị quyết", "17 /NQ-HĐND", None, "", ""),
        ("Kết luận số 127-KL/TW ngày 28/02/2025 của Bộ Chính trị, Ban Bí thư về sắp xếp bộ máy",
         "Kết luận", "127-KL/TW", date(2025, 2, 28), "Bộ Chính trị, Ban Bí thư", "về sắp xếp bộ máy"),
    ],
)  # fmt: skip
def test_a_citation_is_read_in_its_parts(text, type, code, day, issuer, subject):
    (cited,) = citations.find(text)
    assert (cited.type, cited.code, cited.date, cited.issuer, cited.subject) == (type, code, day, issuer, subject)
    assert text[slice(*cited.code_at)] == code


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch 5 năm 2026 - 2030",
        "Quyết định 12 - về việc",
        "Chương trình 135",
        "Báo cáo 6 tháng",
        "Luật Cư trú 2020",
    ],
)
def test_what_has_no_symbol_is_no_citation(text):
    assert not citations.find(text)


def test_a_law_does_not_swallow_the_document_after_it():
    texts = "theo quy định của pháp luật và Nghị quyết số 12/NQ-HĐND", "Luật Việc làm và Nghị quyết số 12/NQ-HĐND"
    assert [[c.type for c in citations.find(text)] for text in texts] == [["Nghị quyết"]] * 2


def test_what_another_subject_quotes_is_inner():
    text = "Kế hoạch số 31-KH/TU ngày 17/9/2021 của Thành ủy về thực hiện Chỉ thị số 05-CT/TW, UBND thành phố xây dựng"
    outer, inner = citations.find(text)
    assert (outer.inner, inner.inner) == (False, True)
    assert text[: outer.end].endswith("05-CT/TW")


def test_two_citations_share_an_issuer():
    one, other = citations.find(
        "Thông tư số 9/2009/TT-BTC ngày 12/5/2009 và Thông tư số 85/2020/TT-BTC của Bộ Tài chính"
    )
    assert one.given and other.issuer == "Bộ Tài chính"


# --- dates --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("trước ngày 15/11/2026", [(15, 11, 2026, True)]),
        ("ngày 30 tháng 02 năm 2025", [(30, 2, 2025, False)]),
        ("ngày 31/6 hằng năm", [(31, 6, None, False)]),
        ("ngày 29/02", [(29, 2, None, True)]),
        ("ngày 05-3-2020 và 05-3-2020", [(5, 3, 2020, True)]),
        ("3/4 số hộ, 24/24 giờ, trong ngày 24/24 giờ, 12/2020/QĐ-UBND, 01/01/2020/QĐ-UBND", []),
    ],
)
def test_dates_are_told_from_fractions_and_numbers_of_laws(text, said):
    assert [(d.day, d.month, d.year, d.possible) for d in dates.find(text)] == said


def test_a_day_that_bounds_the_past_is_no_deadline():
    texts = (
        "Bãi bỏ văn bản ban hành trước ngày 01/7/2025.",
        "Người sinh trước ngày 01/01/1960 được báo cáo.",
        "Gửi báo cáo trước ngày 15/12/2025.",
    )
    assert [deadline.said for deadline in deadlines.find(manuscript(*texts))] == ["15/12/2025"]


# --- units --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "provinces", "cities"),
    [
        (date(2008, 7, 31), 64, 5),
        (date(2024, 12, 31), 63, 5),
        (date(2025, 1, 1), 63, 6),
        (date(2025, 7, 1), 34, 6),
        (date(2026, 9, 20), 34, 9),
    ],
)
def test_the_list_counts_provinces_and_cities_on_every_day(day, provinces, cities):
    there = [unit for unit in units.of("province") if unit.exists(day)]
    assert (len(there), sum(unit.form == "thành phố" for unit in there)) == (provinces, cities)


def test_every_unit_that_ended_says_what_it_became_and_by_which_act():
    """All that became something else did so on a known day; what it became exists on that day."""
    for unit in units.read():
        if unit.until and unit.kind != "assembly":
            assert unit.became and unit.source, unit.name
        if unit.kind == "province" and unit.until:
            heir = next(
                (u for u in units.of("province") if u.full.lower() == unit.became.lower() and u.exists(unit.until)), 0
            )
            assert heir, unit.became


def test_a_unit_is_found_by_its_day():
    assert units.named("Đồng Nai", date(2026, 4, 29)).form == "tỉnh"
    assert units.named("Đồng Nai", date(2026, 4, 30)).form == "thành phố"
    assert units.named("Sở KHĐT").became == "Sở Tài chính"


@pytest.mark.parametrize(
    "text",
    ["Sở LĐ-TB&XH", "Sở Lao động Thương binh và Xã hội", "Sở Lao động, Thương binh và Xã hội", "tỉnh Hoà Bình",
     "tỉnh Bà Rịa – Vũng Tàu", "tỉnh Đăk Nông", "Sở TN&MT", "Bộ Nông nghiệp và PTNT", "thị trấn Nam Đàn", "Quận 1"],
)  # fmt: skip
def test_a_former_name_is_known_in_every_spelling(text):
    assert found("former-places", f"Phối hợp với {text} thực hiện.") and not found(
        "former-places", f"Phối hợp với {text} thực hiện.", on=date(2008, 9, 1)
    )


def test_a_former_name_is_told_once():
    assert len(found("former-places", "UBND huyện báo cáo.", "UBND huyện tổng hợp.")) == 1


# --- what real plans contain --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plan", "rule", "quote"),
    [
        ("ba-ria-vung-tau-2017", "citation.symbol-form", "01-NQ-TU"),
        ("ba-ria-vung-tau-2017", "citation.first-mention", "Nghị quyết số 01-NQ-TU"),
        ("ba-ria-vung-tau-2017", "citation.incomplete", "Quyết định 167"),
        ("ba-ria-vung-tau-2017", "signatory.on-behalf", "signs_for"),
        ("da-nang-2022", "half-year-report", "Định kỳ 06 tháng (vào ngày 31/5)"),
        ("da-nang-2022", "signatory.on-behalf", "signs_for"),
        ("lao-cai-2024", "sum", ""),
        ("lao-cai-2024", "missing-reference", "Phụ lục số 01"),
        ("lao-cai-2024", "missing-reference", "Phụ lục số 02"),
        ("lao-cai-2024", "citation.symbol-form", "06- ĐA/TU"),
        ("nghe-an-2025", "citation.symbol-form", "92/2009/TT- BTC"),
        ("thach-ha-2020", "citation.symbol-form", "17 /NQ-HĐND"),
        ("thach-ha-2020", "missing-reference", "(có khung chỉ tiêu kèm theo)"),
        ("thach-ha-2020", "before-the-decree", ""),
        ("thpt-cao-lanh-2-2026", "citation.missing-so", "Kế hoạch 620/KH-SGDĐT"),
    ],
)
def test_an_error_of_a_real_plan_is_found_at_its_place(plan, rule, quote):
    text = source.load(ROOT / "plans" / f"{plan}.yaml")
    problems = list(rules.RULES[rule].check(read_plan.read(model.validate(text), text)))
    assert any(problem.mark.text[problem.mark.column - 1 :].startswith(quote) for problem in problems), problems


#: Correct sentences of plans of November 2025 that come near to what the rules look for.
CORRECT = """
Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16/6/2025;
Căn cứ Nghị quyết số 1211/2016/UBTVQH13 ngày 25/5/2016 của Ủy ban Thường vụ Quốc hội về tiêu chuẩn đơn vị hành chính;
Căn cứ Nghị định số 150/2025/NĐ-CP ngày 12 tháng 6 năm 2025 của Chính phủ quy định tổ chức các cơ quan chuyên môn;
Thực hiện Thông báo số 45/TB-VPCP ngày 05/02/2025 của Văn phòng Chính phủ thông báo kết luận của Thủ tướng;
Triển khai Quyết định số 1755/QĐ-TTg ngày 08/11/2021 của Thủ tướng Chính phủ phê duyệt Chiến lược phát triển văn hóa;
Thực hiện Quy định số 41-QĐ/TW ngày 03/11/2021 của Bộ Chính trị về việc miễn nhiệm, từ chức đối với cán bộ;
Theo Công văn số 1234/BNV-TCBC ngày 05/9/2025 của Bộ Nội vụ về việc hướng dẫn, các đơn vị thực hiện.
Kế hoạch số 15/KH-MTTQ-BTT ngày 05/8/2025 của Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh về giám sát.
Ủy ban nhân dân tỉnh ban hành Kế hoạch số 15/KH-UBND ngày 08/8/2025 về chuyển đổi số.
Tỷ lệ hộ nghèo giảm 1 - 1,5%/năm; 3/4 số thôn; trực 24/24 giờ; đạt 105% kế hoạch; tăng 150% so với năm 2020.
Trước ngày 01/7/2025, UBND cấp huyện đã phê duyệt; văn bản do UBND huyện ban hành trước đây tiếp tục có hiệu lực.
UBND các xã, phường, đặc khu; thành phố Huế; phường Quảng Nam; xã Hậu Giang; đường Bắc Giang; sông Trà Vinh.
Sở Nông nghiệp và Môi trường tiếp nhận nhiệm vụ giảm nghèo từ Sở Lao động - Thương binh và Xã hội.
Ban Dân tộc HĐND tỉnh; Ban Tuyên giáo Hội Liên hiệp Phụ nữ; Bảo hiểm xã hội tỉnh; Thuế tỉnh.
Tổng kinh phí: 500 triệu đồng, trong đó: ngân sách tỉnh 300 triệu đồng; ngân sách xã 200 triệu đồng.
Tổng số 1.250 hộ, trong đó có 600 hộ nghèo, 700 hộ dân tộc thiểu số.
Thực hiện Đề án 06, Chương trình 135, Nghị quyết Trung ương 8 khóa XI, Kế hoạch 5 năm 2026 - 2030.
Định kỳ 6 tháng (trước ngày 20/6), hằng năm (trước ngày 20/12) báo cáo kết quả.
Cơ cấu giống: lúa thuần 70%, lúa lai 30%.
Cán bộ nghỉ hưu trước ngày 01/01/2025 được rà soát, báo cáo.
""".strip().split("\n")
_READ = ("citation.", "sum", "percentage", "shares", "deadline", "former", "half", "impossible-date", "weekend")
FACTS = [id for id in rules.RULES if id.startswith(_READ)]


@pytest.mark.parametrize("text", CORRECT)
def test_a_correct_sentence_is_left_alone(text):
    problems = [problem for id in FACTS for problem in rules.RULES[id].check(manuscript(text))]
    assert not problems


@pytest.mark.parametrize(
    "text",
    ["Quyết định số 12/QĐ-UBND " * 500, "trước ngày 15/11/2026 " * 800, "Tổng 1 đồng trong đó " * 800, "1+" * 4000,
     "Luật " * 3000, "của " * 3000, "(có biểu " * 1500, "Quyết định số 12-A" + "-A" * 3000, "cơ cấu 10% " * 1500],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_a_sentence_of_no_end_is_read_in_reasonable_time(text):
    start = time.process_time()
    for id in FACTS:
        list(rules.RULES[id].check(manuscript(text)))
    assert time.process_time() - start < 3
