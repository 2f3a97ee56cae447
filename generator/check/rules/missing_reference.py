"""A reference to an appendix, table or section that the plan has not: `Phụ lục 02`, `(có biểu kèm theo)`, `Mục V`.

Judged where there is a plan, so that what it holds is known. Found: an appendix numbered beyond those
of the plan; an attachment in brackets where there is neither appendix nor table; a section of `Kế hoạch
này` beyond the last. Left alone: what belongs to another document, named after it or earlier in the
sentence, and attached lines. Source: Phụ lục I, III.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check import citations
from generator.check.manuscript import Manuscript, Passage
from generator.numbering import roman
from generator.plan import Children, Plan, TableSpec, TaskTable, walk
from generator.plan import Section as MissionSection
from generator.problem import Level, Problem

ID = "missing-reference"
TITLE = "Dẫn đến phụ lục, biểu hoặc mục không có trong kế hoạch"
LEVEL: Level = "warning"
CLAUSE = "Phụ lục I, Phần I, III.1"
_TWO = "appendices: [{title: Biểu một, text: Nội dung.}, {title: Biểu hai, text: Nội dung.}]"
PASSES = (
    f"{_TWO}\nopening: Chi tiết tại Phụ lục I và Phụ lục 02 kèm theo.",
    "opening: Theo mẫu tại Phụ lục III Nghị định số 30/2020/NĐ-CP",
    "opening: Theo Phụ lục 02 ban hành kèm theo Thông tư số 1/2024/TT-BTC.",
    "opening: Nghị định số 30/2020/NĐ-CP quy định tại Phụ lục III; nội dung tại Mục I Kế hoạch này.",
    "opening: Quy chế ban hành kèm theo Quyết định số 12/QĐ-UBND (kèm theo Công văn số 5/UBND-VX).",
    'opening: "Gửi báo cáo (kèm theo bản điện tử) và hồ sơ kèm theo."',
)
FAILS = (
    'opening: "Chi tiết theo Phụ lục số 02 kèm theo."',
    'opening: "Chi tiết theo Phụ lục đính kèm."',
    'opening: "Phấn đấu đạt chỉ tiêu giao (có khung chỉ tiêu kèm theo)."',
    f"{_TWO}\nopening: Chi tiết tại Phụ lục III kèm theo.",
    "opening: Các nhiệm vụ tại Mục V Kế hoạch này.",
)
_APPENDIX = re.compile(
    r"(?<!\w)[Pp]hụ lục\s+(?:số\s+)?(?P<number>\d{1,2}(?=[a-zđ]?(?!\w))|[IVX]{1,5}(?!\w))[a-zđ]?(?![\w/.]\d)"
)
_ATTACHED = re.compile(r"(?<!\w)[Pp]hụ lục\s+(?:chi tiết\s+)?(?:kèm theo|đính kèm)(?!\w)")
_BRACKET = re.compile(
    r"\((?:có|chi tiết|theo|xem|tại|như)?[^()]{0,40}?(?:khung|biểu|bảng|danh mục|danh sách|phụ biểu|dự toán)"
    r"[^()]{0,60}?(?:kèm theo|đính kèm)(?:\s+Kế hoạch(?: này)?)?\)",
    re.IGNORECASE,
)
_SECTION = re.compile(r"(?<!\w)[Mm]ục\s+(?P<number>[IVX]{1,5})(?=,?\s+(?:của\s+)?Kế hoạch này)")
#: What comes after an appendix of another document.
_OTHERS = re.compile(
    r"(?:[^.;()]{0,25}?(?:kèm theo|của|thuộc|,))?\s*(?:các\s+)?"
    rf"(?:{'|'.join(citations.TYPES)})(?!\s+này)(?!\w)"
)
_VALUES = {"I": 1, "V": 5, "X": 10}


def check(manuscript: Manuscript) -> Iterator[Problem]:
    plan = manuscript.plan
    if plan is None:
        return
    appendices, tables, sections = len(plan.appendices), _has_table(plan), _sections(plan)
    for passage in manuscript.passages:
        if passage.kind in ("title", "attached", "appendix", "recipient", "archive"):
            continue
        if not any(word in passage.text for word in ("hụ lục", "kèm", "Kế hoạch này")):
            continue
        for found in _APPENDIX.finditer(passage.text):
            if _number(found["number"]) > appendices and not _of_another(passage, found):
                have = f"kế hoạch có {appendices} phụ lục" if appendices else "kế hoạch chưa có phụ lục nào"
                yield _problem(passage, found, f"dẫn đến `{found[0]}` mà {have}")
        for found in _ATTACHED.finditer(passage.text) if not appendices else ():
            if not _of_another(passage, found):
                yield _problem(passage, found, f"dẫn đến `{found[0]}` mà kế hoạch chưa có phụ lục nào")
        for found in _BRACKET.finditer(passage.text) if not appendices and not tables else ():
            yield _problem(passage, found, f"dẫn đến `{found[0]}` mà kế hoạch chưa có phụ lục hoặc bảng nào")
        for found in _SECTION.finditer(passage.text) if sections else ():
            if _number(found["number"]) > sections:
                last = f"mục cuối của kế hoạch là Mục {roman(sections)}"
                yield _problem(passage, found, f"dẫn đến `{found[0]}` mà {last}")


def _problem(passage: Passage, found: re.Match[str], message: str) -> Problem:
    hint = "thêm phần được dẫn đến (phụ lục ghi ở `appendices`), hoặc sửa lại câu dẫn"
    return Problem(passage.locate(*found.span()), message, hint, ID, LEVEL)


def _of_another(passage: Passage, found: re.Match[str]) -> bool:
    """Another document is named after the appendix, or earlier in the sentence."""
    text = passage.text
    start = max(text.rfind(". ", 0, found.start()), text.rfind(";", 0, found.start())) + 1
    before = any(start <= cited.start < found.start() for cited in citations.find(text))
    law = re.search(rf"(?:{'|'.join(citations.TYPES)})\s(?!này)(?:số\s|[A-ZĐ])", text[start : found.start()])
    return before or bool(law and law[0].strip() != "Kế hoạch") or bool(_OTHERS.match(text, found.end()))


def _number(text: str) -> int:
    """The value of a number in figures, or of a Roman one up to XXXIX."""
    if text.isdigit():
        return int(text)
    values = [_VALUES[letter] for letter in text]
    return sum(-one if one < next_one else one for one, next_one in zip(values, [*values[1:], 0], strict=True))


def _has_table(plan: Plan) -> bool:
    return any(isinstance(piece, TableSpec | TaskTable) for node in walk(plan.body) for piece in node.pieces)


def _sections(plan: Plan) -> int:
    """How many sections the plan has at most, 0 where they have no Roman numbers."""
    if plan.markers[:1] not in ((), ("I.",)) or plan.body.marker not in ("", "I."):
        return 0
    count = plan.body.start - 1
    for piece in plan.body.pieces:
        if isinstance(piece, MissionSection):
            count += 1
        elif isinstance(piece, Children):
            if any(node.part for node in piece.nodes):
                return 0
            count += len(piece.nodes) if piece.kind == "sections" else 1
    return count
