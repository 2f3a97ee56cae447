"""The parts of a document, however its office laid them out: cases in tests/importing/anatomy/*.yaml.

A case has a `sheet` (a text is a paragraph, a list of rows a grid, `{…}` in front of a text its look: b bold, i italic,
c centred, r right, p a new page, m an automatic marker after it) and what is `expect`ed of it, key by key.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.importing import anatomy
from generator.importing.draft import Draft, Field, Recipient
from generator.importing.kind import kind
from generator.importing.parts import Parts
from generator.importing.sheet import Block, Cell, Grid, Para, Sheet, Span, plain

#: What the generator prints by itself.
FRAME = (
    "Cộng hòa xã hội chủ nghĩa Việt Nam Độc lập - Tự do - Hạnh phúc Kế hoạch Số: /KH- ngày tháng năm Nơi nhận: Lưu: "
    "TM. KT. TL. TUQ. Q. Quyền Dự thảo o0o"
)
KEYS = (
    "bases opening closing leftover title recipients signatory annexes issuer parent symbol place number date drafter"
).split()
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted((Path(__file__).parent / "importing/anatomy").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text("utf-8"))
]


def para(text: str, line: int) -> Para:
    """A paragraph of a case."""
    look = re.match(r"\{(?P<signs>[a-z]*)(?::(?P<marker>[^}]*))?\}", text)
    signs = look["signs"] if look else ""
    words = text[look.end() :] if look else text
    align: Any = "center" if "c" in signs else "right" if "r" in signs else ""
    spans = (Span(words, bold="b" in signs, italic="i" in signs),)
    return Para(spans, line, marker=(look["marker"] or "") if look else "", align=align, breaks="p" in signs)


def sheet(case: dict[str, Any]) -> Sheet:
    """The sheet of a case; every paragraph has a line of its own."""
    line = 0
    blocks: list[Block] = []
    for entry in case["sheet"]:
        if isinstance(entry, str):
            line += 1
            blocks.append(para(entry, line))
            continue
        rows = []
        start = line + 1
        for row in entry:
            cells = []
            for cell in row:
                wide = cell if isinstance(cell, dict) else {"text": cell}
                paras = []
                for each in wide["text"].split("\n"):
                    line += 1
                    paras.append(para(each, line))
                cells.append(Cell(tuple(paras), wide.get("columns", 1), wide.get("rows", 1)))
            rows.append(tuple(cells))
        blocks.append(Grid(tuple(rows), start, ruled=case.get("ruled")))
    return Sheet("docx", tuple(blocks), sure=case.get("sure", True), margins=tuple(case.get("margins", ())))


def told(parts: Parts, key: str) -> Any:
    """What the parts say for a key of a case."""
    draft: Draft = parts.draft
    if key in ("bases", "opening", "closing", "leftover"):
        return [plain(sentence.text) for sentence in getattr(draft, key)]
    if key == "title":
        return [plain(each) for each in draft.title]
    if key == "recipients":
        return [_recipient(each) for each in draft.recipients]
    if key == "signatory":
        who = draft.signatory
        names = ("on_behalf_of", "authorised_by", "by_order_of", "signs_for", "acting", "title", "other_post", "name")
        said = {name: getattr(who, name) for name in names if getattr(who, name)}
        return {name: list(each) if isinstance(each, tuple) else each for name, each in said.items()}
    if key == "annexes":
        return [
            {
                "label": a.label,
                "title": [plain(t) for t in a.title],
                "attached": plain(a.attached),
                "blocks": len(a.blocks),
            }
            for a in parts.annexes
        ]
    if key == "body":
        return ["GRID" if isinstance(block, Grid) else block.text for block in parts.body]
    if key == "doubts":
        fields = [
            each
            for name in ("issuer", "parent", "symbol", "place", "number", "date")
            for each in getattr(draft, name).doubts
        ]
        return sorted({each.rule for each in (*draft.doubts, *draft.title_doubts, *draft.signatory.doubts, *fields)})
    value = getattr(draft, key)
    return value.value if isinstance(value, Field) else list(value) if isinstance(value, tuple) else value


def _recipient(each: Recipient) -> str:
    copies = f" x {each.copies}" if each.copies else ""
    return f"{each.kind[0]}{each.level or ''} {each.text}{copies}"


@pytest.mark.parametrize("case", CASES)
def test_each_part_is_found(case: dict[str, Any]) -> None:
    read = sheet(case)
    if "kind" in case:
        assert kind(read).name == case["kind"], kind(read).reason
    parts = anatomy.find(read)
    for key, wanted in case.get("expect", {}).items():
        assert told(parts, key) == wanted, key


def shown(block: Block) -> list[str]:
    return [block.text] if isinstance(block, Para) else [cell.text for row in block.rows for cell in row]


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold().replace("uỷ", "ủy").replace("hoà", "hòa"))


@pytest.mark.parametrize("case", [each for each in CASES if dict(each.values[0]).get("kind", "plan") == "plan"])
def test_no_word_is_lost(case: dict[str, Any]) -> None:
    """Every word of a plan is somewhere in the parts, but for the frame that the generator prints itself.

    (Of a decision with a plan, the decision's own text is left out, and told.)
    """
    parts = anatomy.find(sheet(case))
    draft = parts.draft
    texts = [FRAME, draft.secrecy, draft.urgency, draft.circulation, *draft.contact]
    texts += [str(told(parts, key)) for key in KEYS]
    texts += [
        text for block in (*parts.body, *(b for annex in parts.annexes for b in annex.blocks)) for text in shown(block)
    ]
    texts += [each.message for each in (*draft.doubts, *draft.number.doubts, *draft.date.doubts)]
    have = set(words(" ".join(texts)))
    dates = {each.lstrip("0") for each in have}
    for block in sheet(case).blocks:
        if isinstance(block, Para) and re.sub(r"\s", "", block.text) == "KẾHOẠCH":
            continue
        for text in shown(block):
            text = text.replace("KẾ HOẠCHT", "KẾ HOẠCH T")
            assert not [word for word in words(text) if word not in have and word.lstrip("0") not in dates], text


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n", "-" * 5000, "Số: " * 3000, "(" * 2000, "ngày " * 4000, "KẾ HOẠCH " * 3000, "Nơi nhận: " * 2000,
     "TM. " * 3000, "PHỤ LỤC " * 3000, "K " * 9000, "A" * 200_000],
)  # fmt: skip
def test_hostile_text_takes_no_time(text: str) -> None:
    """A line of whatever length is read at once, and never raises."""
    anatomy.find(
        Sheet("txt", (Para((Span(text),), 1), Para((Span("KẾ HOẠCH"),), 2), Para((Span(text),), 3)), sure=False)
    )


def test_a_paragraph_of_many_looks_takes_no_time() -> None:
    """Wherever it stands, and whatever follows: a hundred labels are read as fast as one."""
    many = Para(tuple(Span("chữ ", bold=number % 2 == 0) for number in range(20_000)), 4)
    kind_line, foot = Para((Span("KẾ HOẠCH"),), 1), Para((Span("Nơi nhận:\n- Lưu: VT."),), 5)
    labels = tuple(Para((Span("PHỤ LỤC I"),), line) for line in range(6, 2000))
    parts = anatomy.find(Sheet("docx", (kind_line, many, Para((Span("I. MỤC ĐÍCH"),), 4), many, foot, *labels)))
    assert sum(len(shown(block)[0]) for block in parts.body) > 70_000
    assert len(parts.annexes) == 200
