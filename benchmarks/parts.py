"""write: an office and its own random numbers -> the parts of a plan, as a commune writes them.

In: a `Pen`, which holds whose plan it is and which clauses it has not used yet.  Out: trees for `yaml_text.dump`.
Long for being one function a part of the plan.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil

from benchmarks import phrases
from benchmarks.offices import Office
from benchmarks.yaml_text import Tree

YEAR = 2026

#: Letters that a line of the body holds on average, and of the widest column of a landscape table.
_LINE, _CELL = 80, 52
#: How high a line, the gap after a paragraph, and a line of a landscape table are (pt of a portrait page), fitted to
#: built plans.
_HIGH, _GAP, _ROW = 15.2, 6.1, 31.0
#: What a page holds (pt), and what head and foot of the plan take together.
PAGE, _FRAME = 728.0, 900.0

_TAILS = (
    ", trước hết tại {0}, {1} và {2}", ", hoàn thành trước ngày {date}", "; phấn đấu có ít nhất {count} hộ tham gia",
    ", bảo đảm {share}% hộ nghèo, hộ cận nghèo có nhu cầu được hỗ trợ", "; mỗi quý đánh giá một lần, bắt đầu từ {0}",
    "; báo cáo kết quả về UBND {kind} trước ngày {date}", ", chọn {0} và {1} làm trước để rút kinh nghiệm",
    "; kinh phí dự kiến {money} triệu đồng", " cho {count} hộ trên địa bàn {unit}",
)  # fmt: skip

_HEADINGS = (
    "Công tác tuyên truyền", "Hỗ trợ phát triển sản xuất", "Giáo dục nghề nghiệp và việc làm", "Tín dụng chính sách",
    "Hỗ trợ về y tế và dinh dưỡng", "Hỗ trợ về giáo dục", "Hỗ trợ về nhà ở", "Nước sinh hoạt và vệ sinh",
    "Giảm nghèo về thông tin", "Nâng cao năng lực cán bộ", "Kiểm tra, giám sát, đánh giá", "Huy động nguồn lực",
    "Thi đua, khen thưởng", "Chuyển đổi số", "Bảo trợ xã hội", "Hạ tầng thiết yếu của các thôn",
)  # fmt: skip

_AGENCIES = (
    "Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND {kind}", "Công an {kind}",
    "Ban Chỉ huy Quân sự {kind}", "Trạm Y tế {kind}", "Trung tâm Phục vụ hành chính công {kind}",
    "Các trường học trên địa bàn {kind}", "Trưởng các thôn, tổ dân phố", "Hội Nông dân {kind}",
    "Hội Liên hiệp Phụ nữ {kind}", "Đoàn Thanh niên {kind}", "Hội Cựu chiến binh {kind}",
    "Ủy ban Mặt trận Tổ quốc Việt Nam {kind}",
)  # fmt: skip

_PRODUCTS = ("Kế hoạch", "Báo cáo", "Văn bản hướng dẫn", "Danh sách", "Tin, bài", "Hội nghị", "Quyết định của UBND")

#: What may not stand between units and figures of a target: (unit, least, most).
_RANGES = {"%": (55, 100), "%/năm": (2, 9), "hộ": (8, 260), "người": (20, 400), "xã": (1, 3), "mô hình": (2, 18)}


@dataclass(slots=True)
class Pen:
    """What writes one plan: whose it is, its random numbers, and the clauses that are left of each kind."""

    who: Office
    own: random.Random
    slots: dict[str, str]
    decks: dict[str, list[str]] = field(default_factory=dict)

    def clause(self, use: str) -> str:
        """Take the next clause of a kind; none comes twice before all have come."""
        deck = self.decks.get(use)
        if not deck:
            deck = self.decks[use] = list(phrases.read().clauses[use])
        at = int(self.own.random() * len(deck))
        deck[at], deck[-1] = deck[-1], deck[at]
        return phrases.fill(deck.pop(), self.own, self.slots)

    def sentence(self, use: str, least: int = 1) -> str:
        """A sentence of one to three clauses, most with an end of its own; no two plans have the same."""
        said = self.clause(use)
        for _ in range(self.own.randint(least, 2)):
            clause = self.clause(use)
            said += f"; {clause[0].lower()}{clause[1:]}" if self.own.random() < 0.6 else f". {clause}"
        return f"{said}{self.tail() if self.own.random() < 0.85 else ''}."

    def tail(self) -> str:
        own, who = self.own, self.who
        return own.choice(_TAILS).format(
            *own.sample(who.villages, 3), date=self.day(), count=own.randint(12, 480), share=own.randint(55, 99),
            money=own.randint(15, 900), kind=who.kind, unit=who.full,
        )  # fmt: skip

    def day(self) -> str:
        """A day of the plan's year, after the plan's own."""
        return f"{self.own.randint(1, 28):02}/{self.own.randint(4, 12)}/{YEAR}"

    def agencies(self, count: int) -> list[str]:
        return [each.format(kind=self.who.kind) for each in self.own.sample(_AGENCIES, count)]


def pen(who: Office, own: random.Random) -> Pen:
    """Return what writes the plan of an office."""
    slots = {"<unit>": who.full, "<kind>": who.kind, "<above>": who.above, "<year>": str(YEAR)}
    return Pen(who, own, slots)


def aims(pen: Pen) -> Tree:
    """I. Mục đích, yêu cầu."""
    return {
        "heading": "Mục đích, yêu cầu",
        "sections": [
            {"marker": "-", name: [pen.sentence("aims", 0) for _ in range(pen.own.randint(2, 3))]}
            for name in ("purpose", "requirements")
        ],
    }


def targets(pen: Pen) -> Tree:
    """II. Mục tiêu: what is said at large, and figures, each with its unit."""
    own = pen.own
    said: list[Tree] = []
    for number, (text, unit) in enumerate(own.sample(phrases.read().targets, own.randint(6, 10)), 1):
        least, most = _RANGES.get(unit, (1, 9))
        text = phrases.fill(text, own, pen.slots)
        said.append(
            {"id": f"target-{number}", "text": f"{text}.", "value": str(own.randint(least, most)), "unit": unit}
        )
    return {
        "heading": "Mục tiêu",
        "sections": [
            {"heading": "Mục tiêu chung", "text": pen.sentence("aims")},
            {"heading": "Mục tiêu cụ thể", "marker": "-", "targets": said},
        ],
    }


def villages(pen: Pen) -> Tree:
    """A table of villages and their figures, which add up."""
    own = pen.own
    names = pen.who.villages[: own.randint(7, 13)]
    counts = [(own.randint(120, 420), own.randint(3, 40), own.randint(3, 40)) for _ in names]
    heading: list[Tree] = [{"heading": "TT", "width": "12", "align": "center"}, "Thôn, tổ dân phố"]
    heading += [{"heading": name, "width": "30", "align": "center"} for name in ("Số hộ", "Hộ nghèo", "Hộ cận nghèo")]
    body = [[str(i), name, *map(str, counts[i - 1])] for i, name in enumerate(names, 1)]
    body.append(["", "Tổng số", *(grouped(sum(each)) for each in zip(*counts, strict=True))])
    return {"heading": "Số liệu của các thôn, tổ dân phố", "table": {"columns": heading, "rows": body}}


def solution(pen: Pen, heading: str) -> dict[str, Tree]:
    """One task of the plan, in one of the shapes that offices give it."""
    own, shape = pen.own, pen.own.random()
    if shape < 0.35:
        return {"heading": heading, "text": [pen.sentence("deeds") for _ in range(own.randint(1, 2))]}
    if shape < 0.75:
        return {"heading": heading, "items": [pen.sentence("deeds", 0) for _ in range(own.randint(2, 4))]}
    parts: list[Tree] = [
        {"heading": f"{name}:", "run_in": "true", "text": pen.sentence("deeds")}
        for name in ("Nội dung", "Đối tượng", "Cách làm")[: own.randint(2, 3)]
    ]
    return {"heading": heading, "sections": parts}


def headings(pen: Pen) -> Iterator[str]:
    """Headings of tasks without end; none comes twice before all have come."""
    names = [*_HEADINGS, *(phrases.fill(each, pen.own, pen.slots) for each in phrases.read().clauses["headings"])]
    while True:
        yield from pen.own.sample(names, len(names))


def budget(pen: Pen) -> Tree:
    """Kinh phí: a sum and its parts, which add up, and what else is said of money."""
    shares = [pen.own.randint(40, 900) for _ in range(3)]
    names = ("Ngân sách trung ương", "Ngân sách địa phương", "Nguồn huy động hợp pháp khác")
    parts: list[Tree] = [
        {"text": f"{name}: {{{{ amount }}}};", "amount": str(share), "unit": "triệu đồng"}
        for name, share in zip(names, shares, strict=True)
    ]
    total = {"text": "Tổng kinh phí {{ amount }}, trong đó:", "amount": grouped(sum(shares)), "unit": "triệu đồng"}
    first: Tree = {**total, "parts": parts}
    return {"heading": "Kinh phí thực hiện", "budget": [first, f"{pen.clause('budget')}{pen.tail()}."]}


def duties(pen: Pen) -> Tree:
    """Tổ chức thực hiện: who does what."""
    said: list[Tree] = []
    for agency in pen.agencies(pen.own.randint(5, 7)):
        if pen.own.random() < 0.4:
            said.append({"agency": agency, "text": pen.sentence("duties", 0)})
        else:
            tasks: list[Tree] = [pen.sentence("duties", 0) for _ in range(pen.own.randint(2, 3))]
            said.append({"agency": agency, "marker": "-", "tasks": tasks})
    return {"heading": "Tổ chức thực hiện", "responsibilities": said}


def reports(pen: Pen) -> Tree:
    """Chế độ báo cáo."""
    due = pen.own.randint(5, 20)
    return {
        "heading": "Chế độ báo cáo",
        "reporting_schedule": [
            {"period": "6 tháng", "due": f"{due}/6", "from": "các đơn vị", "to": f"UBND {pen.who.kind}",
             "via": "Phòng Văn hóa - Xã hội"},
            {"period": "năm", "due": f"{due}/12", "from": "các đơn vị", "to": f"UBND {pen.who.kind}"},
        ],
    }  # fmt: skip


def task_list(pen: Pen) -> Tree:
    """A landscape appendix of tasks: what, who, with whom, until when, what comes of it."""
    own = pen.own
    groups: list[Tree] = []
    for heading in own.sample(_HEADINGS, own.randint(2, 3)):
        tasks: list[Tree] = []
        for _ in range(own.randint(2, 4)):
            lead, *others = pen.agencies(3)
            tasks.append(
                {"content": f"{pen.clause('deeds')}.", "lead": lead, "coordinate_with": "; ".join(others),
                 "deadline": f"Trước ngày {pen.day()}", "product": own.choice(_PRODUCTS)}
            )  # fmt: skip
        groups.append({"heading": heading, "tasks": tasks})
    return {"title": f"Danh mục nhiệm vụ năm {YEAR}", "orientation": "landscape", "task_table": {"groups": groups}}


def grouped(number: int) -> str:
    """`1234` -> `1.234`."""
    return f"{number:,}".replace(",", ".")


#: Keys whose texts do not stand on lines of their own.
_SILENT = ("id", "marker", "value", "unit", "amount", "period", "due", "from", "to", "via", "run_in", "orientation")


def height(tree: Tree) -> float:
    """About how high a part will be (pt), so that plans come out as long as they should."""
    if isinstance(tree, str):
        return ceil(len(tree) / _LINE) * _HIGH + _GAP
    if not isinstance(tree, Mapping):
        return sum(height(item) for item in tree)
    if "rows" in tree:
        return (len(tree["rows"]) + 1) * _HIGH
    if "content" in tree:  # a row of a list of tasks
        return ceil(len(tree["content"]) / _CELL) * _ROW
    return sum(height(value) for key, value in tree.items() if key not in _SILENT)


def frame() -> float:
    """How high head, closing, recipients and signature are together (pt)."""
    return _FRAME
