"""What old fonts, broken files and careless keyboards wrote becomes the Unicode that was meant, and nothing else."""

from __future__ import annotations

import codecs
import os
import time
import unicodedata
from pathlib import Path

import pytest

from generator.importing.letters import broken, bytes_to_text, code, decode, habits, recognise, remark
from generator.importing.letters.legacy import letters
from generator.importing.letters.syllables import is_syllable
from generator.importing.letters.tables import TCVN3, VISCII, VNI_PAIRS, VNI_SINGLE

SOURCES = sorted(Path(__file__).parent.glob("sources/*.txt"))
PLAN = SOURCES[0].read_text("utf-8")
_TO_TCVN3 = {letter: sign for sign, letter in TCVN3.items() if sign != "\u03bc"}
_TO_VNI = {letter: signs for signs, letter in (VNI_PAIRS | VNI_SINGLE).items()}
_TO_VNI |= {letter.upper(): signs.upper() for letter, signs in _TO_VNI.items()}


def tcvn3(text: str) -> str:
    return "".join(_TO_TCVN3.get(letter) or _TO_TCVN3.get(letter.lower(), letter) for letter in text)


def vni(text: str) -> str:
    return "".join(_TO_VNI.get(letter, letter) for letter in text)


# --- old codes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "family", "meant"),
    [
        ("Uû ban nh©n d©n tØnh", ".VnTime", "Uỷ ban nhân dân tỉnh"),
        ("uû ban nh©n d©n", ".VnTimeH", "UỶ BAN NHÂN DÂN"),
        ("ban", ".VnTimeH", "BAN"),
        ("ban", ".VnTime", "ban"),
        ("§", "VnTime", "Đ"),
        ("kÕ ho¹ch", "ABCDEF+#2EVnTime-Bold", "kế hoạch"),
        ("Uûy ban nhaân daân tænh Ñoàng Nai", "VNI-Times", "Ủy ban nhân dân tỉnh Đồng Nai"),
        ("ÑOÀNG", "VNI Times", "ĐỒNG"),
        ("§Þa", "Times New Roman", "§Þa"),
        ("Së TµI CHÝNH", ".VnTime", "SỞ TÀI CHÍNH"),
        ("50 × 50 c©y", ".VnTime", "50 × 50 cây"),
        ("Sè: 12/KH-UBND", ".VnTime", "Số: 12/KH-UBND"),
    ],
)
def test_a_font_of_old_letters_is_turned_into_unicode(text: str, family: str, meant: str) -> None:
    assert decode(text, family).text == meant


@pytest.mark.parametrize(
    "text", ["5 µm ± 0,2", "§ 5 và § 6", "São Paulo, Bogotá", "Müller & Söhne", "10 × 5 ÷ 2", "Kraków"]
)
def test_signs_and_foreign_names_are_no_old_letters(text: str) -> None:
    assert decode(text, "Times New Roman") == decode(text)
    assert decode(text).text == text


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_every_text_comes_back_from_old_letters(source: Path) -> None:
    lines = [line for line in unicodedata.normalize("NFC", source.read_text("utf-8")).split("\n") if line.strip()]
    small = [line.lower() for line in lines]
    assert [letters(tcvn3(line), "TCVN3") for line in small] == small
    assert [letters(vni(line), "VNI") for line in lines] == lines


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_the_code_of_a_text_is_told_by_its_letters(source: Path) -> None:
    lines = source.read_text("utf-8").split("\n")
    assert recognise(lines) == ""
    assert recognise(map(tcvn3, lines)) == "TCVN3"
    assert recognise(map(vni, lines)) == "VNI"


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_no_line_of_unicode_is_touched(source: Path) -> None:
    lines = unicodedata.normalize("NFC", source.read_text("utf-8")).split("\n")
    assert [decode(line).text for line in lines] == lines
    assert not any(map(broken, lines))


def test_a_text_in_unicode_is_left_though_its_font_has_an_old_name() -> None:
    pieces = [(line, ".VnTime") for line in PLAN.split("\n")]
    habit = habits(pieces)
    assert habit == {".VnTime": ""}
    assert decode("có", ".VnTime", habit[".VnTime"]).text == "có"
    assert decode("Ủy ban", ".VnTime").text == "Ủy ban"


def test_a_word_alone_follows_the_habit_of_its_document() -> None:
    assert decode("bé", "Arial", "TCVN3").text == "bộ"
    assert decode("bé", "Arial").text == "bé"


def test_capitals_of_old_letters_are_capitals() -> None:
    assert letters("QUYÕT ®ÞNH VÒ VIÖC", "TCVN3") == "QUYẾT ĐỊNH VỀ VIỆC"
    assert letters("THÞ Bé t¹i ®©y", "TCVN3") == "THỊ Bộ tại đây"


def test_what_no_code_makes_words_of_is_doubted() -> None:
    odd = decode("xÐÐx yÑÑy zÕÕz", ".VnTime")
    assert odd.doubt and odd.legacy == "TCVN3"
    assert not decode("kÕ ho¹ch ph¸t triÓn", ".VnTime").doubt


def test_the_names_of_old_fonts_are_known() -> None:
    assert code(".VnArialH") == ("TCVN3", True)
    assert code(".VnTime") == ("TCVN3", False)
    assert code("VNI-Helve") == ("VNI", False)
    assert all(code(name) == ("", False) for name in ("Times New Roman", "UVN Van", "Vni", "Verdana", ""))


# --- composed letters -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (unicodedata.normalize("NFD", "Ủy ban huyện Thạnh Trị"), "Ủy ban huyện Thạnh Trị"),
        ("kê\u0301 hoa\u0323ch", "kế hoạch"),
        ("ha\u0301\u0302p", "hấp"),
        ("ðịnh, Ðảng", "định, Đảng"),
        ("NGƢỜI, đƣợc", "NGƯỜI, được"),
        ("QÐ-UBND", "QĐ-UBND"),
        ("Þórður Guðmundsson", "Þórður Guðmundsson"),
    ],
)
def test_letters_are_composed_and_look_alikes_mended(text: str, meant: str) -> None:
    assert decode(text).text == meant


def test_misread_utf8_is_turned_back_where_it_is_exact() -> None:
    spoiled = "Ủy ban nhân dân tỉnh, “đồng bộ” à".encode().decode("cp1252", "ignore")
    shown = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in "Ủy ban nhân dân tỉnh Đồng".encode())
    assert decode(shown).text == "Ủy ban nhân dân tỉnh Đồng"
    assert decode(spoiled.replace("\xa0", " ")).text.startswith("Ủy ban nhân dân tỉnh")
    assert decode("hóa đơn, mẫu “MÃ”").text == "hóa đơn, mẫu “MÃ”"


def test_what_cannot_be_read_is_told_with_its_place() -> None:
    assert broken("Tr\ufffd em") == ((2, "\ufffd"),)
    assert broken("a\uf0b7 b\x85") == ((1, "\uf0b7"), (4, "\x85"))
    assert broken("trưѡng") == ((3, "ѡ"),)
    assert broken("lÃ má»™t") == ((4, "á»™"),)
    assert broken("μm, CO₂, 5 °C, α, Đảng — “tốt”…\t1²") == ()
    told = remark("Trẻ \ufffd em", 12)
    assert told and told.line == 12 and "U+FFFD" in told.message
    assert remark("Trẻ em") is None


# --- bytes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_in_unicode_is_read(name: str) -> None:
    assert bytes_to_text(PLAN.encode(name))[0] == unicodedata.normalize("NFC", PLAN)


def test_a_file_in_an_old_code_is_read_and_told() -> None:
    small = unicodedata.normalize("NFC", PLAN).lower().replace("–", "-")
    back = {letter: byte for byte, letter in VISCII.items()}
    files = {
        "TCVN3": tcvn3(small).encode("cp1252", "replace"),
        "VNI": vni(small).encode("cp1252", "replace"),
        "VISCII": bytes(back.get(c, ord(c) if c < "\x80" else 63) for c in small),
        "windows-1258": _windows_1258(small),
    }
    for name, data in files.items():
        text, found, remarks = bytes_to_text(data)
        assert found == name and [each.rule for each in remarks] == ["legacy-font"]
        assert text.split()[:200] == small.split()[:200], name


def _windows_1258(text: str) -> bytes:
    def one(letter: str) -> bytes:
        try:
            return letter.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            tone = next((mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323"), "")
            base = unicodedata.normalize("NFC", parts.replace(tone, "") if tone else parts)
            return (base + tone).encode("cp1258", "replace")

    return b"".join(map(one, text))


def test_a_file_in_utf8_with_old_letters_is_turned() -> None:
    text, name, remarks = bytes_to_text(tcvn3(PLAN.lower()).encode())
    assert (text, name) == (unicodedata.normalize("NFC", PLAN.lower()), "utf-8, TCVN3") and remarks


def test_a_few_broken_bytes_do_not_spoil_the_rest() -> None:
    begin, end = PLAN[:300].encode(), PLAN[300:].encode()
    text, name, remarks = bytes_to_text(begin + b"\xff" + end)
    assert name == "utf-8" and PLAN[300:400] in text and [each.rule for each in remarks] == ["encoding"]


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\x00" * 500_000, b"\xe1\xbb" * 250_000, codecs.BOM_UTF16_LE + b"\xd8" * 9, "Ã".encode() * 250_000,
        "aù".encode() * 150_000, "¸".encode() * 200_000, "a\u0301\u0302".encode() * 90_000,
    ],
    ids=range(8),
)  # fmt: skip
def test_garbage_is_read_soon(data: bytes) -> None:
    begun = time.process_time()
    text, _, _ = bytes_to_text(data)
    remark(text)
    assert time.process_time() - begun < 2


def test_noise_is_not_taken_for_vietnamese() -> None:
    _, _, remarks = bytes_to_text(os.urandom(20_000))
    assert [each.rule for each in remarks] == ["encoding"]


def test_syllables_of_plans_are_known() -> None:
    for word in "Nghiêng quyết giếng gì khuỷu thuở Ủy ương yêu rượu khuếch nguyện quýt".split():
        assert is_syllable(word), word
    for word in "Müller cafe wifi Bogotá kà̀ bbá thuởh các̉ quâng1".split():
        assert not is_syllable(word), word
