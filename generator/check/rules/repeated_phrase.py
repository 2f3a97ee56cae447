"""A phrase with a preposition said twice in one clause: `đi làm việc ở nước ngoài … có thời hạn ở nước ngoài`.

Phrases of three words or more, within one clause and a few words apart. Left alone: clauses that join two
things (`và`, `đến`, `để`…) or name another document between, and phrases that go on to another noun (`theo quy
định của …`). Source: practice; no clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript, Passage
from generator.check.wording import RUNNING, problem, sheet
from generator.problem import Level, Problem

ID = "repeated-phrase"
TITLE = "Cụm từ nhắc lại trong cùng một vế câu"
LEVEL: Level = "info"
CLAUSE = ""
PASSES = (
    "Theo quy định của Luật Đầu tư công theo quy định của pháp luật về đất đai.",
    "Hỗ trợ lao động ở nông thôn và lao động ở nông thôn miền núi; dạy nghề ở nông thôn.",
    "Dạy nghề trên địa bàn xã Tân Bình, giải quyết việc làm trên địa bàn xã Tân Bình.",
    "Tập huấn tại các trường tiểu học kết hợp thực hành tại các trường trung học cơ sở.",
    "Hộ dân trên địa bàn xã Tân Bình chuyển sang sống trên địa bàn xã Tân An.",
    "Kế hoạch về giảm nghèo bền vững thực hiện Nghị quyết về giảm nghèo bền vững.",
)
FAILS = (
    "Đưa lao động đi làm việc ở nước ngoài theo hợp đồng có thời hạn ở nước ngoài.",
    "Thực hiện chính sách về giảm nghèo của Đảng và Nhà nước về công tác giảm nghèo.",
    "Tỷ lệ hộ nghèo theo chuẩn nghèo đa chiều mỗi năm giảm 6% theo chuẩn nghèo đa chiều giai đoạn mới.",
    "Quan trắc môi trường trên địa bàn tỉnh Đắk Lắk giai đoạn 2026 - 2030 trên địa bàn tỉnh Đắk Lắk.",
)
_PREPOSITIONS = frozenset("theo về ở trên tại trong".split())
#: What a phrase must not end in: the noun is still to come.
_OPEN = frozenset("của và về các những cho với theo tại trên trong ở có được là một số từ việc công tác do đến".split())
#: What between the two makes the second one new.
_JOINS = frozenset("và hoặc hay đến để nhằm do bằng như cùng với so hơn không mà thì nếu khi sang".split())
#: What a phrase is whole before: a noun or name that goes on makes it another phrase.
_CLOSES = frozenset(
    """
    theo của có mỗi giai năm từ hằng hàng trong cho tại trên ở với bằng đối thuộc về được phải đã sẽ còn do nhằm để và
    """.split()
)
#: The first two words of phrases that every clause may have (`theo quy định`, `trên địa bàn tỉnh`).
_FORMULAS = ("theo quy", "trên địa", "trên cơ", "trong đó", "về việc", "theo hướng", "theo nghị")
_CLAUSE = re.compile(r"(?:(?<=\d) ?[-–] ?(?=\d)|(?<=\d)[.,/](?=\d)|(?<=\w)-(?=\w)|[^.,;:()“”\"!?…/\n–—-])+")
_WORD = re.compile(r"[\w/-]+")
_DOCUMENT = re.compile(r"(?:Nghị|Quyết|Luật|Thông|Kế hoạch|Chương trình|Đề án|Chỉ thị|Dự án|Quy)\b")
_FILLED = re.compile(r"(?<=về) (?:công tác|việc)(?= )")
#: A preposition and two words, what fills between them left out; twice within so many characters.
_THREE = re.compile(
    r"(?<!\w)(?P<preposition>theo|về|ở|trên|tại|trong)(?= ((?:(?<=về )(?:công tác|việc) )?)(?P<noun>\w+ \w+))"
)
_NEAR = 160
#: How many words may stand between the two.
_APART = 9
#: A clause of more words is no sentence (a table as text, a list without marks).
_LONGEST = 200


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for passage in _likely(manuscript):
        for clause in _CLAUSE.finditer(passage.text):
            said = _twice(clause[0])
            if said:
                start, end, phrase = said
                message = f"`{phrase}` hai lần trong một vế câu"
                at = clause.start()
                yield problem(passage, at + start, at + end, message, "bỏ một lần, hoặc viết lại câu", ID, LEVEL)


def _likely(manuscript: Manuscript) -> Iterator[Passage]:
    """Yield the passages where three words come again soon, in order: few, so that they may be read slowly."""
    whole = sheet(manuscript)
    last: dict[str, int] = {}
    told = -1
    for found in _THREE.finditer(whole.small):
        phrase = found["preposition"] + found["noun"]
        near = found.start() - last.get(phrase, -_NEAR) < _NEAR
        last[phrase] = found.start()
        passage, start = whole.at(found.start()) if near else (None, told)
        if passage and start > told and passage.kind in RUNNING:
            told = start
            yield passage


def _twice(clause: str) -> tuple[int, int, str] | None:
    """Return where a phrase comes again in a clause, and the phrase."""
    # What fills the place of `công tác` keeps the length, so that places in the clause hold.
    found = list(_WORD.finditer(_FILLED.sub(lambda m: " " * len(m[0]), clause)))
    words = [each[0].lower() for each in found]
    if len(words) > _LONGEST:
        return None
    for first, word in enumerate(words):
        if word not in _PREPOSITIONS or words.count(word) < 2:
            continue
        for second in range(first + 3, min(len(words), first + 20)):
            size = _same(words, first, second)
            between = clause[found[first + size - 1].end() : found[second].start()] if size else ""
            if size and _apart(between):
                return (
                    found[second].start(),
                    found[second + size - 1].end(),
                    clause[found[second].start() : found[second + size - 1].end()],
                )
    return None


def _same(words: list[str], first: int, second: int) -> int:
    """Return how many words are the same from two places on, 0 where they make no phrase of their own."""
    size = 0
    while second + size < len(words) and first + size < second and words[first + size] == words[second + size]:
        size += 1
    phrase = words[first : first + size]
    if size < 3 or phrase[-1] in _OPEN or (size == 3 and " ".join(phrase[:2]) in _FORMULAS):
        return 0
    after = (words[first + size], *words[second + size : second + size + 1])
    return size if all(word in _CLOSES or word[0].isdigit() for word in after) else 0


def _apart(between: str) -> bool:
    words = between.replace("Đảng và Nhà nước", "").lower().split()
    return 0 < len(between.split()) <= _APART and not _JOINS.intersection(words) and not _DOCUMENT.search(between)
