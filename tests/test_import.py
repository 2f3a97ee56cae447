"""A document comes in as a plan: no word lost, the outline a person sees, and the commands as staff type them."""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path

import pytest
import yaml
from conftest import PLANS, ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import build, canon, cli, inline, source
from generator.document import plain
from generator.importing import many
from generator.importing.bring import Brought, bring
from generator.importing.draft import Doubt, Draft, Field, GridCell, GridTable, Item, Recipient, Sentence, Signatory
from generator.importing.placing import placed
from generator.importing.sheet import Remark, Span
from generator.importing.writing import write
from generator.importing.writing.sentences import typed

sys.path.insert(0, str(ROOT / "tests" / "importing"))
import score

SOURCES = ROOT / "tests" / "sources"
TRUTH = {
    name: truth
    for path in sorted((ROOT / "tests" / "importing" / "truth").glob("*.yaml"))
    for truth in [yaml.safe_load(path.read_text("utf-8"))]
    for name in ([truth["source"]] if isinstance(truth["source"], str) else truth["source"])
}
#: Sentences of which so many figures are put together that the language cannot hold them apart.
MANY_FIGURES = ("can-tho-2025-dan-so.txt",)


@cache
def brought(name: str) -> Brought:
    path = SOURCES / name
    return bring(path.read_bytes(), name, ROOT / "plans" / "x.yaml")


@cache
def scored(name: str) -> score.Score:
    return score.against_truth(brought(name), TRUTH[name])


# --- real sources ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TRUTH)
def test_a_real_source_keeps_its_words_and_its_outline(name):
    got, found = brought(name), scored(name)
    assert not got.problems
    assert got.proof is not None and got.proof.share >= 0.995
    assert found.outline.found >= 0.95 * found.outline.expected, found.outline.missed
    for part in (found.header, found.recipients, found.signature):
        assert part.found == part.expected, part.missed
    least = 0.4 if name in MANY_FIGURES else 0.7
    assert found.typed.found >= least * found.typed.expected, found.typed.missed


def test_four_of_five_typed_entries_are_found():
    counts = [scored(name).typed for name in TRUTH]
    assert sum(c.found for c in counts) >= 0.8 * sum(c.expected for c in counts)


@pytest.mark.parametrize("name", TRUTH)
def test_what_is_written_is_in_the_form_of_the_house_and_doubts_are_comments(name):
    got = brought(name)
    assert canon.format(got.text, "x.yaml") == got.text
    comments = " ".join(line.strip(" #") for line in got.text.decode().split("\n") if line.lstrip().startswith("#"))
    for doubt in got.draft.doubts:
        assert " ".join(doubt.message.rstrip(".").split()) in " ".join(comments.split())


# --- our own documents ----------------------------------------------------------------------------


def lines(got: build.Read) -> list[tuple[str, str, str]]:
    """What prints, block by block: its kind, its marker, its words."""
    out = []
    for part in got.document.parts:
        for block in part.blocks:
            text = getattr(block, "text", None)
            if text is not None:
                out.append((getattr(block, "style", ""), getattr(block, "marker", ""), plain(text)))
            else:
                out.append((type(block).__name__, "", ""))
    return out


@pytest.mark.parametrize("path", PLANS, ids=lambda p: p.stem)
def test_our_own_document_comes_back_as_the_same_document(path, built):
    ours = build.read(path)
    got = bring(built[path.stem].files["docx"], "x.docx", path.with_name("x.yaml"))
    theirs = build.read(path.with_name("x.yaml"), data=got.text)
    assert got.proof is not None and got.proof.share == 1.0
    printed = (
        [" ".join(words.split()) for _, _, words in lines(ours)],
        [" ".join(w.split()) for _, _, w in lines(theirs)],
    )
    assert [marker for _, marker, _ in lines(theirs)] == [marker for _, marker, _ in lines(ours)]
    assert printed[1] == printed[0]


@pytest.mark.parametrize("name", ["da-nang-2022", "nghe-an-2025"])
def test_what_was_brought_in_and_built_is_brought_in_the_same(name, built):
    target = ROOT / "plans" / "x.yaml"
    once = bring(built[name].files["docx"], "x.docx", target)
    again = bring(build.word(build.read(target, data=once.text)), "x.docx", target)
    assert again.text == once.text


# --- what is written ------------------------------------------------------------------------------

words = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.sampled_from("* { } [ ] ^ \\ _ ` a đ"), max_size=12
)
spans = st.lists(st.builds(Span, words, bold=st.booleans(), italic=st.booleans()), min_size=1, max_size=5)


@settings(max_examples=300, deadline=None)
@given(spans)
def test_a_text_of_any_letters_prints_the_same_words(given_spans):
    said = typed(tuple(given_spans))
    shown = "".join(run.text for run in inline.fill(said, {}, lambda name: 0)) if said else ""
    assert shown.split() == "".join(span.text for span in given_spans).split()


def test_looks_of_whole_words_are_kept_and_of_half_words_left_out():
    assert typed((Span("Giảm "), Span("nghèo ", bold=True), Span("bền vững", bold=True))) == "Giảm **nghèo bền vững**"
    assert typed((Span("a", bold=True), Span("b"))) == "ab"
    assert typed((Span("Điểm = Tỷ lệ * điểm"),)) == "Điểm = Tỷ lệ * điểm"
    assert typed((Span("*Ghi chú: {{ x }}"),)) == "\\*Ghi chú: \\{{ x }}"


SIMPLE = Draft(
    issuer=Field("Ủy ban nhân dân xã Tân Bình"),
    place=Field("Tân Bình"),
    date=Field("2026-02-01"),
    title=((Span("Giảm nghèo"),),),
    recipients=(Recipient("to", "UBND tỉnh"), Recipient("archive", "VT")),
    signatory=Signatory(on_behalf_of="Ủy ban nhân dân", title="Chủ tịch", name="Nguyễn Văn A"),
    closing=(Sentence((Span("Trên đây là Kế hoạch"),)),),
)


def printed(draft: Draft, tmp_path: Path) -> list[str]:
    got = build.read(tmp_path / "x.yaml", data=write(draft, "x.yaml"))
    return [f"{marker} {words}".strip() for _, marker, words in lines(got) if words]


def item(marker: str, kind: str, number: int, text: str, *inside: Item | Sentence | GridTable, label: str = "") -> Item:
    return Item(marker, kind, number, label, content=(Sentence((Span(text),)), *inside))


def test_lists_of_several_kinds_and_text_between_them_print_in_their_order(tmp_path):
    from dataclasses import replace

    inside = (
        item("-", "-", 0, "gạch một"), item("-", "-", 0, "gạch hai"), Sentence((Span("câu giữa"),)),
        item("(1)", "(1)", 1, "ngoặc một"), item("(2)", "(1)", 2, "ngoặc hai"), item("*", "*", 0, "sao"),
    )  # fmt: skip
    top = Item("I.", "I.", 1, heading=(Span("Mục tiêu"),), content=inside)
    second = Item("II.", "I.", 2, heading=(Span("Hai"),), content=(item("c)", "a)", 3, "chữ c"),))
    wrong = Item("II.", "I.", 2, "II.", heading=(Span("Lại hai"),), content=(Sentence((Span("x"),)),))
    assert printed(replace(SIMPLE, content=(top, second, wrong)), tmp_path)[:12] == [
        "I. MỤC TIÊU", "- gạch một", "- gạch hai", "câu giữa", "(1) ngoặc một", "(2) ngoặc hai", "* sao",
        "II. HAI", "c) chữ c", "II. LẠI HAI", "x", "Trên đây là Kế hoạch./.",
    ]  # fmt: skip


def test_a_first_list_that_begins_late_or_with_another_marker_builds(tmp_path):
    from dataclasses import replace

    for marker, kind, number in (("II.", "I.", 2), ("(1)", "(1)", 1), ("a)", "a)", 11), ("-", "-", 0)):
        assert printed(replace(SIMPLE, content=(item(marker, kind, number, "việc"),)), tmp_path)[0].endswith("việc")


def test_a_plan_with_nothing_known_still_builds_with_blanks(tmp_path):
    bare = Draft(content=(item("1.", "1.", 1, "việc"),), closing=(Sentence((Span("Hết"),)),))
    got = build.read(tmp_path / "x.yaml", data=write(bare, "x.yaml"))
    assert got.plan.issuer.name == "…" and got.plan.signatory.title == "…"
    assert "Cần ghi: văn bản gốc không có" in write(bare, "x.yaml").decode()


def test_a_plan_that_ends_in_a_table_builds_and_asks_for_a_closing(tmp_path):
    from dataclasses import replace

    cell = GridCell((((Span("ô"),)),))
    table = GridTable(((cell,),), ((cell,),))
    draft = replace(SIMPLE, content=(Item("I.", "I.", 1, heading=(Span("Bảng"),), content=(table,)),), closing=())
    assert printed(draft, tmp_path)[-1] == "…./."
    assert "Cần ghi: kế hoạch kết thúc bằng bảng" in " ".join(write(draft, "x.yaml").decode().split())


def test_a_table_that_is_too_wide_is_set_smaller_or_turned(tmp_path):
    from dataclasses import replace

    from generator.importing.draft import Appendix

    long = tuple(GridCell((((Span("thông-tin-rất-dài".replace("-", "")),)),)) for _ in range(7))
    wide = GridTable((long,), (long, long), line=3)
    content = (Item("I.", "I.", 1, heading=(Span("Bảng (tại Phụ lục kèm theo)"),), content=(wide,)),)
    annex = Appendix("Phụ lục", ((Span("Bảng"),),), content=(wide,))
    got = build.read(tmp_path / "x.yaml", data=write(replace(SIMPLE, content=content, appendices=(annex,)), "x.yaml"))
    tables = [b for part in got.document.parts for b in part.blocks if type(b).__name__ == "Table"]
    assert tables[0].size and not tables[1].size and got.document.parts[1].landscape


def test_a_remark_of_a_reader_stands_at_the_part_that_came_from_its_line():
    from dataclasses import replace

    first = Item("I.", "I.", 1, heading=(Span("Một"),), line=10, content=(Sentence((Span("x"),), 12),))
    draft = placed(replace(SIMPLE, content=(first,)), [Remark("picture", "có hình", 13), Remark("other", "khác", 0)])
    (inside,) = draft.content[0].content  # type: ignore[union-attr]
    assert [d.message for d in inside.doubts] == ["có hình"] and [d.message for d in draft.doubts] == ["khác"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=4))
def test_a_doubt_of_any_words_stays_a_comment(messages):
    from dataclasses import replace

    draft = replace(
        SIMPLE, content=(replace(item("-", "-", 0, "việc"), doubts=tuple(Doubt("x", m, 3) for m in messages)),)
    )
    source.parse(write(draft, "x.yaml"), "x.yaml")


# --- the commands ---------------------------------------------------------------------------------


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


PLAN = """ỦY BAN NHÂN DÂN
XÃ TÂN BÌNH

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 12/KH-UBND

Tân Bình, ngày 01 tháng 02 năm 2026

KẾ HOẠCH
Giảm nghèo năm 2026

Thực hiện Kế hoạch của huyện, Ủy ban nhân dân xã ban hành Kế hoạch như sau:

I. MỤC TIÊU

1. Giảm 5 hộ nghèo.

2. Không tái nghèo.

II. TỔ CHỨC THỰC HIỆN

- Các thôn thực hiện Kế hoạch này.

Trên đây là Kế hoạch giảm nghèo năm 2026./.

Nơi nhận:
- UBND huyện;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn A
"""


def test_a_text_becomes_a_plan_that_builds(here, capsys):
    Path("kế hoạch cũ.txt").write_text(PLAN, "utf-8")
    assert cli.main(["import", "kế hoạch cũ.txt"]) == 0
    said = capsys.readouterr().out
    assert "(100%)" in said and "đã ghi plans/ke-hoach-cu.yaml" in said
    assert cli.main(["build", "plans/ke-hoach-cu.yaml", "--format", "docx"]) == 0


def test_a_file_that_is_there_is_kept(here, capsys):
    Path("a.txt").write_text(PLAN, "utf-8")
    Path("x.yaml").write_text("của tôi\n", "utf-8")
    assert cli.main(["import", "a.txt", "-o", "x.yaml"]) == 1
    assert "tệp đã có, không ghi đè" in capsys.readouterr().err
    assert Path("x.yaml").read_text("utf-8") == "của tôi\n"
    assert cli.main(["import", "a.txt", "-o", "x.yaml", "--force"]) == 0


def test_a_folder_comes_in_at_once_and_one_bad_file_stops_no_other(here, capsys):
    Path("cũ").mkdir()
    for name in ("a", "b", "c"):
        Path("cũ", f"{name}.txt").write_text(PLAN, "utf-8")
    Path("cũ", "hỏng.docx").write_bytes(b"PK\x03\x04 khong phai zip")
    Path("cũ", "báo cáo.txt").write_text(PLAN.replace("KẾ HOẠCH\n", "BÁO CÁO\n").replace("KH-", "BC-"), "utf-8")
    assert cli.main(["import", "cũ", "-o", "mới", "--report", "đối chiếu"]) == 1
    said = capsys.readouterr()
    assert "5 tệp: 3 nhập xong, 0 cần sửa mới in được, 2 không nhập được, 0 bỏ qua" in said.out
    assert "tên loại văn bản là BÁO CÁO" in said.err and "hỏng.docx" in said.err
    assert sorted(path.name for path in Path("mới").iterdir()) == ["a.yaml", "b.yaml", "c.yaml"]
    assert "<html" in Path("đối chiếu", "a.html").read_text("utf-8")
    assert cli.main(["import", "cũ", "-o", "mới", "--format", "json"]) == 1
    assert [row["skipped"] for row in json.loads(capsys.readouterr().out) if "skipped" in row][:1] == ["mới/a.yaml"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "tệp trống"), (b"\x89PNG\r\n", "tệp là hình ảnh"), (b"\x7fELF\0\0\0\0", "không phải tệp văn bản"),
        (b"%PDF-1.7\nhong", "PDF"), (b"PK\x03\x04", "tệp bị hỏng"), (b"abc", "không thấy dòng tên loại KẾ HOẠCH"),
    ],
)  # fmt: skip
def test_what_is_no_plan_is_declined_with_the_reason(data, told, here, capsys):
    Path("x.bin").write_bytes(data)
    assert cli.main(["import", "x.bin"]) == 1
    assert told in capsys.readouterr().err and not Path("plans").exists()


def test_a_file_that_is_not_there_is_told(here, capsys):
    assert cli.main(["import", "khong-co.docx"]) == 1
    assert "không đọc được tệp" in capsys.readouterr().err


def test_names_of_plans_are_plain_and_never_the_same():
    names = many.targets(
        [Path("Kế hoạch GIẢM NGHÈO (ký).docx"), Path("b/ke hoach giam ngheo - ky.pdf"), Path("…")], Path("p")
    )
    assert [name.name for name in names] == [
        "ke-hoach-giam-ngheo-ky.yaml",
        "ke-hoach-giam-ngheo-ky-2.yaml",
        "ke-hoach.yaml",
    ]


def test_a_plan_of_ours_in_another_language_of_files_is_content_never_an_instruction(here, capsys):
    Path("x.txt").write_text(PLAN.replace("5 hộ nghèo", "{{ issuer.name }} *5* `id` $HOME <b> ${x} hộ nghèo"), "utf-8")
    assert cli.main(["import", "x.txt"]) == 0
    assert cli.main(["build", "plans/x.yaml", "--format", "docx"]) == 0
    assert cli.main(["show", "outputs/x.docx"]) == 0
    assert "{{ issuer.name }}" in capsys.readouterr().out
