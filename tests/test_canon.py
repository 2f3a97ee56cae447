"""`fmt` puts a file in one form, says what it said, keeps every comment, and has nothing to do the second time."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import build, canon, source
from generator.amend import keep
from generator.canon.order import _RANKS
from generator.problem import PlanError
from generator.schema import MAPS

ROOT = Path(__file__).parent.parent
CASES = sorted(p for p in (ROOT / "tests" / "canon").glob("*.yaml") if not p.name.endswith(".after.yaml"))


def formed(text: str, tone_marks: str = "") -> str:
    return canon.format(text.encode(), "x.yaml", tone_marks).decode()


def tree(value: source.Value):
    """What a file says, keys of a group in any order."""
    if isinstance(value, source.Mapping):
        return {key.text: tree(each) for key, each in value.entries}
    if isinstance(value, source.Sequence):
        return [tree(each) for each in value.items]
    blank = value.plain and not value.text
    return (re.sub(r"[ \t]+(?=\n|$)", "", value.text), blank, value.plain and "\n" in value.text)


def comments(data: bytes) -> list[str]:
    """Every comment, found by another reader than ours."""
    kept = keep.leaves(source.parse(data, "x") and data.decode().lstrip("\ufeff"))
    return [data.decode()[start:end].rstrip() for start, end in keep.comments(data.decode(), kept)]


def readable() -> list[Path]:
    found = []
    for folder in (
        "plans",
        "templates",
        "tests/plans",
        "tests/problems",
        "tests/cascade",
        "tests/roll",
        "tests/verify",
    ):
        for path in sorted((ROOT / folder).rglob("*.yaml")):
            try:
                source.load(path)
            except PlanError:
                continue
            found.append(path)
    return found


# --- files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_a_file_comes_out_as_its_neighbour_says(path):
    after = path.with_name(path.stem + ".after.yaml")
    assert canon.format(path.read_bytes(), str(path)).decode() == after.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [p.with_name(p.stem + ".after.yaml") for p in CASES], ids=lambda p: p.name)
def test_a_formed_file_stays(path):
    assert canon.format(path.read_bytes(), str(path)) == path.read_bytes()


@pytest.mark.parametrize("path", readable(), ids=lambda p: str(p.relative_to(ROOT)))
def test_every_file_of_ours_says_the_same_and_stays(path):
    data = path.read_bytes()
    after = canon.format(data, str(path))
    assert tree(source.parse(after, "x").root) == tree(source.parse(data, "x").root)
    assert sorted(comments(after)) == sorted(comments(data))
    assert canon.format(after, str(path)) == after
    for line in after.decode().split("\n"):
        assert len(line) <= 100 or line.lstrip(" -")[0] in "\"'#" or re.search(r": [\"']| # ", line)


@pytest.mark.parametrize("name", ["da-nang-2022", "lao-cai-2024", "nghe-an-2025", "lao-cai-2024/huyen-bat-xat"])
def test_the_built_bytes_are_the_same(name, tmp_path):
    import shutil

    shutil.copytree(ROOT / "plans", tmp_path / "plans")
    path = tmp_path / "plans" / f"{name}.yaml"
    before = build.build(path)
    for each in (tmp_path / "plans").rglob("*.yaml"):
        each.write_bytes(canon.format(each.read_bytes(), str(each)))
    after = build.build(path)
    assert after.files == before.files


# --- letters --------------------------------------------------------------------------------------


def test_bom_crlf_and_nfd_go():
    text = 'title: Hỗ trợ\r\nnumber: "2" # số\r\n'
    data = b"\xef\xbb\xbf" + unicodedata.normalize("NFD", text).encode()
    assert canon.format(data, "x").decode() == 'number: "2"  # số\ntitle: Hỗ trợ\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"29"', '"29"'),
        ("29", "29"),
        ("2022-01-28", "2022-01-28"),
        ('"2022-01-28"', '"2022-01-28"'),
        ("'no'", '"no"'),
        ("no", "no"),
        ('"null"', '"null"'),
        ("~", "~"),
        ("''", '""'),
        ('"trên 2.000"', "trên 2.000"),
        ("'%'", '"%"'),
        ("'Địa chỉ: số 1'", '"Địa chỉ: số 1"'),
        ("'ký hiệu #1'", '"ký hiệu #1"'),
        ('"ký hiệu#1"', "ký hiệu#1"),
        ('"{{ value }} hộ"', '"{{ value }} hộ"'),
        ('"Giảm {{ value }} hộ"', "Giảm {{ value }} hộ"),
        ('"Lúc: \\"a\\""', "'Lúc: \"a\"'"),
        ('"a \\"b\\""', 'a "b"'),
        ("'*b* don''t'", '"*b* don\'t"'),
        ('" đầu"', '" đầu"'),
        ('"cuối "', '"cuối "'),
        ('"a\\u200bb"', '"a\\u200bb"'),
        ('"- a"', '"- a"'),
        ('"• a"', '"• a"'),
        ("-5", "-5"),
        ('"a\tb"', "a\tb"),
        (">-\n  một\n  hai", "một hai"),
        ("một\n  hai", "một hai"),
        ("|\n  một\n  hai", "|-\n  một\n  hai"),
        (">\n  một\n\n  hai\n", "|-\n  một\n  hai"),
        ("|\n   thụt\n  x", None),
        ("|2\n    thụt\n  x", "|2-\n    thụt\n  x"),
        ("|\n  cuối  \n  x ", "|-\n  cuối\n  x"),
        ("[a, b]", "[a, b]"),
        ("['a', {b: \"c d\"}]", "[a, {b: c d}]"),
        ("[]", "[]"),
        ("{}", "{}"),
        ("! a", "a"),
        ("", ""),
    ],
)
def test_a_text_is_written(before, after):
    if after is None:
        with pytest.raises(PlanError):
            formed(f"text: {before}\n")
    else:
        assert formed(f"text: {before}\n") == f"text: {after}\n".replace(" \n", "\n")


def test_a_long_text_is_folded_at_100_columns_and_a_long_word_stays_whole():
    text = "Tổ chức triển khai thực hiện " * 6 + "https://" + "x" * 120 + " hết"
    after = formed(f"text: {text}\n")
    assert after.startswith("text: >-\n  Tổ chức")
    assert 90 < len(after.split("\n")[1]) <= 100
    assert "\n  https://" + "x" * 120 + "\n  hết" in after


def test_a_line_neither_breaks_in_a_placeholder_nor_begins_like_an_item():
    for filler in range(70, 100):
        after = formed(f"text: {'x' * filler} a {{{{ unit.full_name }}}} - b 1. c\n")
        lines = [line.strip() for line in after.split("\n")]
        assert not any(line.startswith(("- ", "1. ", "unit", "}}")) for line in lines)


def test_paragraphs_too_long_for_a_line_are_folded_with_blank_lines_between():
    one, two = "một " * 40 + "hết", "hai " * 40 + "hết"
    after = formed(f"text: |\n  {one}\n  {two}\n")
    assert after.startswith("text: >-\n") and "\n\n" in after
    assert tree(source.parse(after.encode(), "x").root)["text"][0] == f"{one}\n{two}"


def test_a_sentence_that_swallowed_a_list_is_still_told_of():
    text = "text: Các việc\n  - một\n  - hai\n"
    assert [n.rule for n in source.parse(formed(text).encode(), "x").notes] == ["list", "list"]
    assert formed(text) == text


def test_a_comment_behind_such_a_sentence_goes_above_it():
    assert formed("text: Các việc\n  - một  # xem\n") == "# xem\ntext: Các việc\n  - một\n"


def test_paragraphs_without_quotes_stay_one_paragraph():
    assert formed("opening: một\n\n    hai\n") == "opening: một\n\n  hai\n"


# --- comments -------------------------------------------------------------------------------------


def test_a_comment_without_a_space_behind_quotes_does_not_lose_its_text():
    assert formed('unit: "hộ" #1\n') == 'unit: "hộ"  #1\n'


def test_a_column_of_comments_stays_one():
    text = "status: draft      # bỏ khi ban hành\nnumber:            # số\ndate: 2024         # ngày\n"
    assert formed(text) == text


def test_a_list_that_is_commented_out_stays_so_after_formatting():
    text = 'change:\n#  a: {value: "1"}  # được giao\n#  b: {value: "2"}\n'
    assert formed(text) == text


# --- order ----------------------------------------------------------------------------------------


def test_what_prints_keeps_its_order():
    text = "sections:\n  - items: [a]\n    heading: H\n    text: t\n    id: x\n"
    assert formed(text) == "sections:\n  - id: x\n    heading: H\n    items: [a]\n    text: t\n"


def test_the_figure_stands_behind_its_sentence():
    text = 'targets:\n  - unit: hộ\n    value: "2"\n    text: a\n    items: [b]\n    id: x\n'
    assert formed(text) == 'targets:\n  - id: x\n    text: a\n    value: "2"\n    unit: hộ\n    items: [b]\n'


def test_the_header_of_a_file_stays_at_its_top_and_other_comments_go_with_their_key():
    text = '# đầu tệp\ntitle: T\n# số\nnumber: "1"\n'
    assert formed(text) == '# đầu tệp\n# số\nnumber: "1"\ntitle: T\n'


def test_a_group_with_a_key_that_there_is_not_keeps_its_order():
    assert formed('title: T\nnonsense: x\nnumber: "1"\n') == 'title: T\nnonsense: x\nnumber: "1"\n'


def test_every_key_has_a_place():
    for name in ("plan", "node", "appendix"):
        loose = {"change", "remove", "add", "reorder", "conflicts", "appendices"} if name == "plan" else set()
        printed = {"text", "sections", "items", "content", "tasks", "parts"}
        assert set(MAPS[name]) - loose - printed - set(_RANKS[name]) <= set(MAPS["node"])


# --- tone marks -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("style", "before", "after"),
    [
        ("cũ", "Uỷ ban hoà giải, sức khoẻ, quý I, hoàn thành", "Ủy ban hòa giải, sức khỏe, quý I, hoàn thành"),
        ("mới", "Ủy ban hòa giải, sức khỏe, quý I, thủy lợi", "Uỷ ban hoà giải, sức khoẻ, quý I, thuỷ lợi"),
        ("mới", "ỦY BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN"),
        ("mới", "xem https://x.vn/hòa và hòa@x.vn, tệp hòa.docx, {{ hòa }}[^hòa]", None),
    ],
)
def test_tone_marks_are_moved_when_asked(style, before, after):
    assert formed(f"title: {before}\n", style) == f"title: {after or before}\n"


def test_tone_marks_of_names_and_keys_stay():
    text = (
        "extends: hòa.yaml\nvariables:\n  thủy: Thuỷ\n\nissuer:\n  name: UBND xã\n  place: Hoà\n\n"
        "targets:\n  - id: a\n    text: hoà\n    allocate: {by: sum, from: Số hòa}\n\n"
        "signatory:\n  title: Chủ tịch\n  name: Hoàng Thúy\n"
    )
    assert formed(text, "mới") == text.replace("Hoàng Thúy", "Hoàng Thúy")


def test_an_unknown_style_of_tones_is_refused():
    with pytest.raises(ValueError, match="tone_marks"):
        formed("title: a\n", "new")


# --- what does not parse --------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "a: [", "- a\n", "a: 1\na: 2\n", "\ta: 1\n", "a: &x b\n"])
def test_what_is_no_plan_is_told_by_the_reader(text):
    with pytest.raises(PlanError):
        formed(text)


def test_what_would_change_is_never_written(monkeypatch):
    monkeypatch.setattr(canon, "write", lambda *_: "title: khác\n")
    with pytest.raises(RuntimeError, match="title"):
        formed("title: T\n")
    monkeypatch.setattr(canon, "write", lambda *_: "title: [\n")
    with pytest.raises(RuntimeError, match="break"):
        formed("title: T\n")
    monkeypatch.setattr(canon, "write", lambda *_: "title: T\n")
    with pytest.raises(RuntimeError, match="comments"):
        formed("title: T  # mất\n")


# --- any tree in any style ------------------------------------------------------------------------

_WORDS = st.sampled_from(
    """hộ nghèo #1 # : a: - -5 29 2022-01-28 no {{ value }} [^so] “x” "q" don't \\n * & | > % @ 1. a) … – ủy ,
    https://x.vn/a#b -- --- ...""".split()
)
_TEXT = st.lists(_WORDS, min_size=1, max_size=40).map(" ".join)
_KEYS = st.sampled_from(
    "title text heading id value unit items sections tasks agency marker targets x1 x2 number".split()
)


@st.composite
def _yaml(draw) -> tuple[str, list[str]]:
    """A file in random styles, and the comments in it."""
    comments: list[str] = []

    def comment() -> str:
        comments.append(f"# c{len(comments)}" + draw(st.sampled_from(["", " x: [y", " # z", ' "', " - a"])))
        return comments[-1]

    def above(indent: int) -> str:
        out = ""
        for _ in range(draw(st.sampled_from([0, 0, 0, 0, 1, 2]))):
            column = draw(st.sampled_from([indent, indent, 0, indent + 1, indent + 4]))
            out += "\n" * draw(st.integers(0, 2)) + " " * column + comment() + "\n"
        return out + "\n" * draw(st.sampled_from([0, 0, 0, 1, 2]))

    def behind() -> str:
        return " " * draw(st.integers(1, 3)) + comment() if draw(st.integers(0, 5)) == 0 else ""

    def quoted(text: str) -> str:
        if draw(st.booleans()):
            return "'" + text.replace("'", "''") + "'"
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def text(indent: int) -> str:
        said = draw(_TEXT)
        style = draw(st.sampled_from(["plain", "quoted", "quoted", ">", "|", "long"]))
        if style == "quoted":
            return " " + quoted(said) + behind() + "\n"
        if style == "long":
            return " " + quoted(said).replace("nghèo ", "nghèo\n" + " " * (indent + 3)) + behind() + "\n"
        if style == "plain":
            plain = re.sub(r"^[^\w]+|(?<=:) | #.*|[:\s]+$", "", said)
            return f" {plain or 'x'}" + behind() + "\n"
        deeper = " " * (indent + draw(st.integers(1, 4)))
        sign = style + draw(st.sampled_from(["", "-", "+"]))
        lines = said.replace(" nghèo", draw(st.sampled_from(["\n", "\n\n", " \n"])) + deeper + "nghèo")
        return f" {sign}{behind()}\n{deeper}{lines}\n" + "\n" * draw(st.integers(0, 1))

    def flow(depth: int) -> str:
        kind = draw(st.integers(0, 3 if depth < 2 else 1))
        if kind < 2:
            return quoted(draw(_TEXT))
        if kind == 2:
            return "[" + ", ".join(flow(depth + 1) for _ in range(draw(st.integers(0, 3)))) + "]"
        keys = draw(st.lists(_KEYS, max_size=3, unique=True))
        return "{" + ", ".join(f"{key}: {flow(depth + 1)}" for key in keys) + "}"

    def loose_flow(indent: int) -> str:
        parts = [flow(1) for _ in range(draw(st.integers(1, 3)))]
        pad = " " * (indent + 2)
        out = f" [{behind()}\n"
        for number, part in enumerate(parts):
            out += above(indent + 2) + pad + part + ("," if number < len(parts) - 1 else "") + behind() + "\n"
        return out + above(indent + 2) + pad + "]" + behind() + "\n"

    def value(indent: int, depth: int, key: bool) -> str:
        kind = draw(st.integers(0, 9))
        if kind < 4 or depth > 4:
            return text(indent)
        if kind == 4:
            return " " + flow(0) + behind() + "\n"
        if kind == 5:
            return loose_flow(indent)
        if kind == 6 and key:
            return behind() + "\n"
        step = draw(st.integers(1, 4))
        if kind < 8:
            inner = indent + (0 if key and draw(st.integers(0, 3)) == 0 else step)
            return behind() + "\n" + listed(inner, depth + 1)
        return behind() + "\n" + group(indent + step, depth + 1)

    def listed(indent: int, depth: int) -> str:
        out = ""
        for _ in range(draw(st.integers(1, 4))):
            out += above(indent) + " " * indent + "-"
            if draw(st.integers(0, 2)) == 0:
                inner = group(indent + 2, depth + 1, False)
                out += " " + inner[indent + 2 :]
            else:
                out += value(indent, depth, False)
        return out

    def group(indent: int, depth: int, first: bool = True) -> str:
        out = ""
        for key in draw(st.lists(_KEYS, min_size=1, max_size=4, unique=True)):
            out += (above(indent) if first else "") + " " * indent + key + ":" + value(indent, depth, True)
            first = True
        return out

    return group(0, 0) + above(0), comments


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(_yaml())
def test_any_file_says_the_same_with_the_same_comments_and_stays(made):
    text, comments = made
    try:
        before = source.parse(text.encode(), "x")
    except PlanError:
        return
    after = formed(text)
    assert tree(source.parse(after.encode(), "x").root) == tree(before.root)
    found = re.findall(r"# c\d+", after)
    assert sorted(found) == sorted(re.match(r"# c\d+", each)[0] for each in comments if each in text)
    assert formed(after) == after
