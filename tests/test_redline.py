"""The redline: all changes accepted it is the new document, all rejected the old one; told by four readers.

Our own strict one (tests/tracked.py, from the standard), the schema, pandoc, LibreOffice. The last two are compared by
their words, since what they make of a document is not that document: pandoc keeps empty rows and joins with a blank,
LibreOffice leaves an empty paragraph where a section was.
"""

from __future__ import annotations

import datetime
import io
import json
import os
import re
import subprocess
import time
import zipfile
from functools import cache
from html import escape

import pypandoc
import pytest
import tracked
from conftest import EVERYTHING, ROOT, sample
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from ooxml import SCHEMAS, W, parts, tree

from generator import build, redline
from generator.problem import PlanError
from generator.redline.document import Redlined
from generator.render import office

DATE = datetime.date(2022, 1, 28)
DRAFTS = ("drafts/da-nang-2022", "drafts/tan-binh-2026-1", "drafts/tan-binh-2026-2")
#: An edited plan, an appendix that came, tables of other columns, plans that have nothing in common, notes and stamps.
PAIRS = [
    ("da-nang-2022", "drafts/da-nang-2022"),
    ("drafts/da-nang-2022", "da-nang-2022"),
    ("drafts/tan-binh-2026-1", "drafts/tan-binh-2026-2"),
    ("thach-ha-2020", "nghe-an-2025"),
    ("nghe-an-2025", "thach-ha-2020"),
    ("nghe-an-2025", "drafts/tan-binh-2026-1"),
    ("everything", "everything, edited"),
    ("everything, edited", "everything"),
    ("everything", "thach-ha-2020"),
    ("drafts/tan-binh-2026-2", "everything"),
    ("my-thanh-2022", "ba-ria-vung-tau-2017"),
    ("thach-ha-2020", "my-thanh-2022"),
    ("da-nang-2022", "lao-cai-2024"),
    ("lao-cai-2024", "thpt-cao-lanh-2-2026"),
]
NAMED = [f"{old} to {new}" for old, new in PAIRS]
#: What the variant says otherwise: a note reworded, one gone, a stamp, a row, a cell, the landscape appendix, contact.
EDITS = [
    ("ngày 27/01/2021 của Chính phủ, *mục 3*.", "ngày 28/01/2021 của Chính phủ, *mục 4*."),
    ("[^so-lieu].", "."),
    ("  so-lieu: Số liệu đến ngày 31/12/{{ year }}.\n", ""),
    ("urgency: hỏa tốc", "urgency: khẩn"),
    ("circulation: Lưu hành nội bộ\n", ""),
    ("điện thoại: 0209 000 000", "điện thoại: 0209 000 111"),
    ('["2", "", "**300**"]', '["2", "100", "**400**"]'),
    ('"1.500", "2.300"]', '"1.600", "2.400"]'),
    ("    title: Khung chỉ tiêu\n", "    title: Khung chỉ tiêu\n    orientation: landscape\n"),
    ("            - {content: Việc hai, lead: Phòng B}\n", ""),
    ("Hỗ trợ sinh kế", "Hỗ trợ **sinh kế** bền vững"),
    ("title: Phó Chánh Văn phòng", "title: Phó Chánh Văn phòng thường trực"),
    ("              - Ý thứ hai\n              - Ý thứ ba\n", "              - Ý thứ ba, viết lại\n"),
    ("to: [Các phòng]", "to: [Các phòng, Chi cục Thủy lợi]"),
]


@pytest.fixture(scope="module")
def documents(built, tmp_path_factory) -> dict[str, bytes]:
    found = {name: each.files["docx"] for name, each in built.items()}
    plan = EVERYTHING.read_text("utf-8")
    for old, new in EDITS:
        assert plan.count(old) == 1, old
        plan = plan.replace(old, new)
    path = tmp_path_factory.mktemp("redline") / "everything.yaml"
    path.write_text(plan, "utf-8")
    found["everything, edited"] = build.build(path, ("docx",), allow_errors=True).files["docx"]
    for name in DRAFTS:
        found[name] = build.build(ROOT / "tests" / f"{name}.yaml", ("docx",), allow_errors=True).files["docx"]
    return found


@pytest.fixture(scope="module")
def redlines(documents) -> dict[tuple[str, str], Redlined]:
    return {(a, b): redline.docx(documents[a], documents[b], "Nguyễn Văn A", DATE) for a, b in PAIRS}


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(file=str(SCHEMAS / "entry-wml.xsd"))


def small(tmp_path, name: str, **changes: str) -> bytes:
    path = tmp_path / f"{name}.yaml"
    path.write_text(sample(**changes), "utf-8")
    return build.build(path, ("docx",), allow_errors=True).files["docx"]


# --- the proof ----------------------------------------------------------------------------------


def exact(data: bytes, old: bytes, new: bytes, but: str = "") -> None:
    """Hold both ends of a redline against the documents that it was made of."""
    for accept, whole in ((True, new), (False, old)):
        left, right = tracked.state(data, accept), tracked.state(whole)
        if but:
            left, right = ({key: re.sub(but, "", value) for key, value in side.items()} for side in (left, right))
        assert left == right


#: A page-two footer that is not there where the contact of an office ends page one: an empty one in other plans.
EMPTY_FOOTER = r'<w:footerReference [^>]*r:id="[^"]*&quot;Footer&quot;[^"]*" w:type="default"></w:footerReference>'


@pytest.mark.parametrize("pair", PAIRS, ids=NAMED)
def test_accepted_it_is_the_new_document_and_rejected_the_old_one(pair, documents, redlines):
    but = EMPTY_FOOTER if any("chân trang" in note.message for note in redlines[pair].notes) else ""
    exact(redlines[pair].data, documents[pair[0]], documents[pair[1]], but)


@pytest.mark.parametrize("pair", PAIRS, ids=NAMED)
def test_every_part_is_valid_and_every_change_has_an_id_of_its_own(pair, redlines):
    data = redlines[pair].data
    for name, content in parts(data).items():
        if re.fullmatch(r"word/[\w-]+\.xml", name):
            schema().assertValid(etree.fromstring(content))
    ids = tracked.ids(data)
    assert len(ids) == len(set(ids)) > 10
    assert set(tracked.moves(data).values()) <= {(1, 1)}


def test_only_what_differs_in_having_a_footer_at_all_is_not_exact_and_told(redlines):
    said = {pair: [note.message for note in each.notes] for pair, each in redlines.items()}
    told = [pair for pair, messages in said.items() if any("chân trang" in message for message in messages)]
    assert told == [("drafts/tan-binh-2026-2", "everything")]
    assert {note.level for each in redlines.values() for note in each.notes} == {"info"}


def test_the_same_two_documents_give_the_same_bytes(documents, redlines):
    for old, new in PAIRS[:3]:
        again = redline.docx(documents[old], documents[new], "Nguyễn Văn A", DATE)
        assert again.data == redlines[old, new].data


@pytest.mark.parametrize("name", ["da-nang-2022", "everything", "nghe-an-2025"])
def test_a_document_and_itself_have_no_change(name, documents):
    found = redline.docx(documents[name], documents[name], "A")
    assert (found.changes, found.notes, tracked.ids(found.data)) == (0, (), [])
    assert tracked.state(found.data) == tracked.state(documents[name])


def test_thirteen_pages_take_a_quarter_of_a_second(documents):
    taken = []
    for _ in range(3):
        start = time.process_time()
        redline.docx(documents["thach-ha-2020"], documents["nghe-an-2025"], "A", DATE)
        taken.append(time.process_time() - start)
    assert min(taken) < 0.25, taken


# --- other readers ------------------------------------------------------------------------------


def said(block) -> list[str]:
    """The words of pandoc's blocks, a line each."""
    if isinstance(block, list):
        return [line for each in block for line in said(each)]
    if not isinstance(block, dict):
        return []
    if block["t"] in ("Para", "Plain", "Header"):
        line = inline(block["c"][2] if block["t"] == "Header" else block["c"]).rstrip()
        return [line] if line else []
    return said(block.get("c"))


def inline(piece) -> str:
    if isinstance(piece, list):
        return "".join(map(inline, piece))
    if not isinstance(piece, dict):
        return ""
    kind, content = piece["t"], piece.get("c")
    if kind == "Str":
        return content
    if kind == "Note":
        return f"[{'|'.join(said(content))}]"
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    return inline(content[1] if kind in ("Span", "Link") else content)


def in_pandoc(docx: bytes, track: str) -> list[str]:
    pandoc = pypandoc.get_pandoc_path()
    command = [pandoc, "-f", "docx", "-t", "json", f"--track-changes={track}"]
    return said(json.loads(subprocess.run(command, input=docx, capture_output=True, check=True).stdout)["blocks"])


@pytest.mark.parametrize("pair", PAIRS, ids=NAMED)
def test_pandoc_reads_both_documents_in_it(pair, documents, redlines):
    data = redlines[pair].data
    assert in_pandoc(data, "accept") == in_pandoc(documents[pair[1]], "accept")
    assert in_pandoc(data, "reject") == in_pandoc(documents[pair[0]], "accept")


MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Settle(folder As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Dim plain(0) As New com.sun.star.beans.PropertyValue
  plain(0).Name = "FilterName"
  plain(0).Value = "Text (encoded)"
  Dim nothings()
  Dim files(1000) As String
  helper = createUnoService("com.sun.star.frame.DispatchHelper")
  count = 0
  entry = Dir(folder &amp; "/*.docx")
  Do While entry &lt;&gt; ""
    files(count) = entry
    count = count + 1
    entry = Dir()
  Loop
  For i = 0 To count - 1
    paper = StarDesktop.loadComponentFromURL(ConvertToURL(folder &amp; "/" &amp; files(i)), "_blank", 0, hidden())
    way = ""
    If InStr(files(i), "accept-") = 1 Then way = "Accept"
    If InStr(files(i), "reject-") = 1 Then way = "Reject"
    If way &lt;&gt; "" Then
      frame = paper.CurrentController.Frame
      helper.executeDispatch(frame, ".uno:" &amp; way &amp; "AllTrackedChanges", "", 0, nothings())
    End If
    paper.storeToURL(ConvertToURL(folder &amp; "/" &amp; Left(files(i), Len(files(i)) - 5) &amp; ".txt"), plain())
    paper.close(True)
  Next i
End Sub
</script:module>
"""


def settled_by_office(folder, files: dict[str, bytes]) -> dict[str, list[str]]:
    """The lines of each file after LibreOffice accepted all changes (`accept-…`), rejected all, or did nothing.

    Its first start writes a user's folder, in which the macro is then put.
    """
    if not office.available():
        assert not os.environ.get("KEHOACH_REQUIRE_OFFICE"), "LibreOffice is required here and is not installed"
        pytest.skip("LibreOffice is not installed (apt-get install libreoffice-writer-nogui)")
    work = folder / "work"
    work.mkdir()
    for name, data in files.items():
        (work / f"{name}.docx").write_bytes(data)
    program = [office.available(), "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/profile"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": True, "timeout": 240}
    first = next(iter(files))
    subprocess.run([*program, "--convert-to", "txt", "--outdir", str(folder), str(work / f"{first}.docx")], **quiet)
    (folder / "profile" / "user" / "basic" / "Standard" / "Module1.xba").write_text(MACRO, "utf-8")
    subprocess.run([*program, f'macro:///Standard.Module1.Settle("{work}")'], **quiet)
    texts = {name: (work / f"{name}.txt").read_text("utf-8-sig") for name in files}
    return {name: [line for line in content.splitlines() if line.strip()] for name, content in texts.items()}


def test_libreoffice_comes_to_both_documents(documents, redlines, tmp_path):
    files = {f"plain-{n}": documents[name] for n, name in enumerate(documents)}
    files |= {f"accept-{n}": redlines[pair].data for n, pair in enumerate(PAIRS)}
    files |= {f"reject-{n}": redlines[pair].data for n, pair in enumerate(PAIRS)}
    lines = settled_by_office(tmp_path, files)
    plain = {name: lines[f"plain-{n}"] for n, name in enumerate(documents)}
    for n, (old, new) in enumerate(PAIRS):
        assert lines[f"accept-{n}"] == plain[new], (old, new)
        assert lines[f"reject-{n}"] == plain[old], (old, new)


# --- small documents of every shape -------------------------------------------------------------

LEAD = ["Giao Sở Y tế chủ trì khám sức khỏe định kỳ", "Giao Sở Tài chính cấp kinh phí hằng năm", "Tổ chức thực hiện"]
TAIL = ["", " năm 2022", " cho hộ nghèo;", " trước ngày 30/6.", " & <các> xã"]
LOOKS = ["", "<w:b/>", '<w:rStyle w:val="Emphasis"/><w:i/>']
SIGNS = ["<w:br/>", "<w:tab/>", "note", "field"]
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)

pieces = st.one_of(
    st.tuples(st.sampled_from(LOOKS), st.sampled_from([*LEAD, *TAIL])),
    st.tuples(st.just("sign"), st.sampled_from(SIGNS)),
)
marks = st.tuples(
    st.sampled_from(["NoiDung", "Heading1", "GachDauDong"]),
    st.sampled_from(["", '<w:ind w:left="300"/>']),
    st.sampled_from(["", "<w:b/>"]),
)
paragraphs = st.tuples(
    st.just("p"), marks, st.sampled_from(["", "1. ", "2. ", "- ", "a) "]), st.lists(pieces, max_size=3)
)
cells = st.lists(paragraphs, min_size=1, max_size=3)
rows = st.tuples(st.booleans(), st.lists(cells, min_size=2, max_size=2))
tables = st.tuples(st.just("tbl"), st.sampled_from([1200, 1500]), st.lists(rows, min_size=1, max_size=3))
sections = st.tuples(st.just("sect"), st.sampled_from([11906, 16838]))
bodies = st.lists(st.one_of(paragraphs, paragraphs, paragraphs, tables, sections), max_size=6)


@st.composite
def pairs(draw):
    """A body, and what became of it: blocks kept, left out, put elsewhere, replaced."""
    old, other = draw(bodies), draw(bodies)
    new = draw(st.permutations([*old, *other])) if draw(st.booleans()) else [*old[:2], *other, *old[2:]]
    return old, new[: draw(st.integers(0, len(new)))]


def written(blocks, notes: list[str]) -> str:
    return "".join({"p": _paragraph, "tbl": _table, "sect": _section}[block[0]](block, notes) for block in blocks)


def _paragraph(block, notes: list[str]) -> str:
    _, (style, ind, bold), marker, content = block
    look = f"<w:rPr>{bold}</w:rPr>" if bold else ""
    runs = "".join(_piece(piece, notes) for piece in (("", marker), *content) if piece[1])
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{ind}{look}</w:pPr>{runs}</w:p>'


def _piece(piece, notes: list[str]) -> str:
    look, said = piece
    if look != "sign":
        rpr = f"<w:rPr>{look}</w:rPr>" if look else ""
        return f'<w:r>{rpr}<w:t xml:space="preserve">{escape(said, quote=False)}</w:t></w:r>'
    if said == "field":
        return FIELD
    if said == "note":
        notes.append(f"Chú thích số {len(notes) % 3}")
        return f'<w:r><w:footnoteReference w:id="{len(notes)}"/></w:r>'
    return f"<w:r>{said}</w:r>"


def _table(block, notes: list[str]) -> str:
    _, width, content = block
    head = f'<w:tblPr><w:tblW w:w="{2 * width}" w:type="dxa"/></w:tblPr>'
    grid = f'<w:tblGrid><w:gridCol w:w="{width}"/><w:gridCol w:w="{width}"/></w:tblGrid>'
    out = []
    for whole, row in content:
        tcs = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{written(cell, notes)}</w:tc>' for cell in row
        )
        out.append(f"<w:tr>{'<w:trPr><w:cantSplit/></w:trPr>' if whole else ''}{tcs}</w:tr>")
    return f"<w:tbl>{head}{grid}{''.join(out)}</w:tbl>" + _paragraph(("p", ("SauBang", "", ""), "", ()), notes)


def _section(block, notes: list[str]) -> str:
    size = f'<w:sectPr><w:pgSz w:w="{block[1]}" w:h="16838"/></w:sectPr>'
    return f'<w:p><w:pPr><w:pStyle w:val="NgatPhan"/>{size}</w:pPr></w:p>'


@cache
def base() -> dict[str, bytes]:
    return parts(build.build(EVERYTHING, ("docx",)).files["docx"])


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in files.items():
            package.writestr(name, data)
    return out.getvalue()


def document(blocks, end: str = '<w:p><w:pPr><w:pStyle w:val="NgatPhan"/></w:pPr></w:p>') -> bytes:
    files, notes = dict(base()), []
    body = written(blocks, notes) + end
    head, _, rest = files["word/document.xml"].decode().partition("<w:body>")
    tail = rest[rest.rindex("<w:sectPr>") :]
    files["word/document.xml"] = f"{head}<w:body>{body}{tail}".encode()
    plain = files["word/footnotes.xml"].decode()
    made = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{said}</w:t></w:r></w:p></w:footnote>'
        for n, said in enumerate(notes, 1)
    )
    files["word/footnotes.xml"] = (plain[: plain.index('<w:footnote w:id="1"')] + made + "</w:footnotes>").encode()
    return packed(files)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(pairs())
def test_any_two_documents_are_both_in_their_redline(pair):
    old, new = map(document, pair)
    found = redline.docx(old, new, "A", DATE)
    exact(found.data, old, new)
    ids = tracked.ids(found.data)
    assert len(ids) == len(set(ids))
    assert set(tracked.moves(found.data).values()) <= {(1, 1)}
    schema().assertValid(tree(found.data))
    schema().assertValid(tree(found.data, "word/footnotes.xml"))


@settings(max_examples=60, deadline=None)
@given(cells, cells)
def test_any_two_ends_of_a_cell_are_both_in_it(old, new):
    """A cell ends with a paragraph whose mark cannot go."""
    before, after = (document([("tbl", 1200, [(True, [cell, cells_of("giữ nguyên")])])]) for cell in (old, new))
    exact(redline.docx(before, after, "A").data, before, after)


def cells_of(said: str):
    return [("p", ("NoiDung", "", ""), "", [("", said)])]


# --- what a reader sees -------------------------------------------------------------------------


def line(said: str, style: str = "NoiDung"):
    return ("p", (style, "", ""), "", [("", said)])


def body(old, new, author: str = "A", date: datetime.date | None = DATE) -> list:
    """The blocks of a redline of two bodies, the last paragraph and the section left out."""
    return list(tree(redline.docx(document(old), document(new), author, date).data).find(f"{W}body"))[:-2]


def shown(paragraph) -> str:
    """A paragraph as it is read: `{-went-}`, `{+came+}`, `{<moved away<}`, `{>moved here>}`, and its mark `¶`."""
    signs = {"del": "-", "ins": "+", "moveFrom": "<", "moveTo": ">"}
    out = []
    for child in paragraph:
        way = signs.get(child.tag[len(W) :], "")
        said = "".join(t.text or "" for t in child.iter(f"{W}t", f"{W}delText"))
        out.append(f"{{{way}{said}{way}}}" if way else said)
    look = paragraph.find(f"{W}pPr/{W}rPr")
    mark = [signs.get(c.tag[len(W) :], "") for c in look] if look is not None else []
    return "".join(out) + "".join(f"{{{m}¶{m}}}" for m in mark if m)


FIRST, SECOND, THIRD = LEAD[0] + ";", LEAD[1] + ";", "Giao Sở Nội vụ theo dõi thi đua, khen thưởng."


@pytest.mark.parametrize(
    ("old", "new", "seen"),
    [
        (["1. " + FIRST], ["2. " + FIRST], ["{-1-}{+2+}. " + FIRST]),
        (["giảm 1,5% số hộ"], ["giảm 1,75% số hộ"], ["giảm {-1,5%-}{+1,75%+} số hộ"]),
        ([FIRST, SECOND], [FIRST], [FIRST, f"{{-{SECOND}-}}{{-¶-}}"]),
        ([FIRST], [FIRST, SECOND], [FIRST, f"{{+{SECOND}+}}{{+¶+}}"]),
        (
            ["a) " + FIRST, "b) " + SECOND, "c) " + THIRD],
            ["a) " + SECOND, "b) " + THIRD, "c) " + FIRST],
            [
                "{-a-}{<) " + FIRST + "<}{<¶<}",
                "{-b-}{+a+}) " + SECOND,
                "{-c-}{+b+}) " + THIRD,
                "{+c+}{>) " + FIRST + ">}{>¶>}",
            ],
        ),
        (  # what is typed at the end of a paragraph and below it is one insertion
            [FIRST, THIRD],
            [FIRST + " Hằng năm", "Tổ chức sơ kết.", THIRD],
            [FIRST + "{+ Hằng năm+}{+¶+}", "{+Tổ chức sơ kết.+}", THIRD],
        ),
    ],
    ids=["renumbered", "a figure", "gone", "came", "moved and renumbered", "typed at an end"],
)
def test_words_are_tracked_one_by_one(old, new, seen):
    blocks = body([line(t) for t in old], [line(t) for t in new])
    assert [shown(p) for p in blocks if p.tag == f"{W}p"] == seen


def test_a_line_put_below_the_last_of_a_cell_is_typed_there():
    cell = [[line(FIRST)], [line(FIRST), line(SECOND)]]
    old, new = ([("tbl", 1200, [(True, [c, [line("x")]])])] for c in cell)
    found = [shown(p) for p in body(old, new)[0].iter(f"{W}p")]
    assert found == [f"{FIRST}{{+¶+}}", f"{{+{SECOND}+}}", "x"]


def test_looks_are_tracked_beside_the_words():
    plain, bold = [("p", ("NoiDung", "", ""), "", [(look, FIRST)]) for look in ("", "<w:b/>")]
    (found,) = body([plain], [bold])
    change = found.find(f"{W}r/{W}rPr/{W}rPrChange")
    assert change is not None and len(change[0]) == 0
    (heading,) = body([plain], [line(FIRST, "Heading1")])
    assert heading.find(f"{W}pPr/{W}pPrChange/{W}pPr/{W}pStyle").get(f"{W}val") == "NoiDung"


def test_a_row_goes_and_comes_as_a_row():
    rows = [(True, [[line(FIRST)], [line(n)]]) for n in ("một", "hai", "ba")]
    table = body([("tbl", 1200, rows)], [("tbl", 1200, rows[1:])])[0]
    assert [[m.tag[len(W) :] for m in row.iter(f"{W}ins", f"{W}del")][:1] for row in table.iter(f"{W}tr")] == [
        ["del"], [], []
    ]  # fmt: skip


def test_a_table_of_other_columns_is_another_table():
    tables = []
    for columns in (2, 3):
        grid = "".join('<w:gridCol w:w="900"/>' for _ in range(columns))
        cell = "<w:tc><w:p><w:r><w:t>Chỉ tiêu giảm hộ nghèo</w:t></w:r></w:p></w:tc>" * columns
        tables.append(f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid><w:tr>{cell}</w:tr></w:tbl>")
    after = written([line("Sau bảng", "SauBang"), line("")], [])
    old, new = (document([], table + after) for table in tables)
    found = redline.docx(old, new, "A")
    exact(found.data, old, new)
    marks = [row[0][-1].tag[len(W) :] for row in tree(found.data).iter(f"{W}tr")]
    assert marks == ["del", "ins"]


def test_an_appendix_that_came_is_a_section_that_came(documents, redlines):
    """Its end is the document's, so the section before it ends with a mark that came."""
    root = tree(redlines["da-nang-2022", "drafts/da-nang-2022"].data)
    (ends,) = root.findall(f"{W}body/{W}p/{W}pPr/{W}sectPr")
    assert ends.getparent().find(f"{W}rPr/{W}ins") is not None


def test_every_kind_of_place_is_tracked(redlines):
    data = redlines["everything", "everything, edited"].data
    root = tree(data)
    changed = {
        p.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        for p in root.iter(f"{W}p")
        if p.find(f"{W}ins") is not None or p.find(f"{W}del") is not None
    }
    assert {"KhungDau", "QuyenHan", "NoiNhanDanhSach", "OBangPhai", "Diem"} <= changed
    for name in ("word/header-first.xml", "word/footer-first.xml", "word/footnotes.xml"):
        assert [*tree(data, name).iter(f"{W}del")], name


def test_author_and_date_are_those_given(tmp_path):
    old, new = (small(tmp_path, f"{n}", title=f"Thực hiện giảm nghèo năm 202{n}") for n in (6, 7))
    dated, undated = redline.docx(old, new, " Trần Thị B ", DATE), redline.docx(old, new, "Trần Thị B")
    marks = [*tree(dated.data).iter(f"{W}ins", f"{W}del")]
    assert {(m.get(f"{W}author"), m.get(f"{W}date")) for m in marks} == {("Trần Thị B", "2022-01-28T00:00:00Z")}
    assert {m.get(f"{W}date") for m in tree(undated.data).iter(f"{W}ins", f"{W}del")} == {None}
    assert dated.changes == undated.changes >= len(marks)


def test_a_move_without_a_date_is_valid_too():
    found = redline.docx(
        document([line(FIRST), line(SECOND), line(THIRD)]), document([line(SECOND), line(THIRD), line(FIRST)]), "A"
    )
    assert tracked.moves(found.data) == {"move1": (1, 1)}
    schema().assertValid(tree(found.data))


# --- what is refused ----------------------------------------------------------------------------


def with_body(xml: str) -> bytes:
    return document([], xml + '<w:p><w:pPr><w:pStyle w:val="NgatPhan"/></w:pPr></w:p>')


def refused(old: bytes, new: bytes, author: str = "A") -> str:
    with pytest.raises(PlanError) as error:
        redline.docx(old, new, author, DATE, ("cu.docx", "moi.docx"))
    (problem,) = error.value.problems
    assert problem.hint
    return f"{problem.mark}: {problem.message}"


INSERTED = '<w:p><w:ins w:id="1" w:author="B"><w:r><w:t>thêm</w:t></w:r></w:ins></w:p>'
COMMENTED = '<w:p><w:commentRangeStart w:id="1"/><w:r><w:t>a</w:t></w:r><w:commentRangeEnd w:id="1"/></w:p>'
LINKED = '<w:p><w:hyperlink w:anchor="{}"><w:r><w:t>Xem</w:t></w:r></w:hyperlink></w:p>'


def test_what_is_no_docx_is_told_by_its_name():
    assert refused(b"%PDF-1.7", document([])).startswith("cu.docx: đây là tệp PDF")
    assert refused(document([]), b"").startswith("moi.docx: tệp trống")


@pytest.mark.parametrize(("xml", "said"), [(INSERTED, "dấu vết sửa đổi"), (COMMENTED, "nhận xét")])
def test_changes_are_not_put_on_changes(xml, said):
    assert said in refused(document([]), with_body(xml))
    assert refused(with_body(xml), document([])).startswith("cu.docx")


def test_a_link_that_changed_is_refused_and_one_that_stayed_is_kept():
    assert "hyperlink" in refused(with_body(LINKED.format("a")), with_body(LINKED.format("b")))
    old, new = (with_body(LINKED.format("a") + written([line(t)], [])) for t in (FIRST, SECOND))
    exact(redline.docx(old, new, "A").data, old, new)


@pytest.mark.parametrize("author", ["", "  ", "a\x07b"])
def test_a_change_is_somebodys(author):
    assert "tên người sửa" in refused(document([]), document([line("a")]), author)
