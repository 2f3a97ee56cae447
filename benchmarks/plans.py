"""make: a number of plans -> as many files, as the communes of a country would write them.

In: a folder, how many, a seed.  Out: FOLDER/PROVINCE/xa-0001.yaml and on. Each has its own number, unit and title and
sentences of its own, recombined from the real plans in plans/ with names, figures and dates that no other has; they are
about ten pages long, 8 to 12. A plan depends on its number and the seed alone, so that the first hundred of a thousand
are the hundred.

`cascade` makes the other kind: one template, a register of communes, and a small file for each.

    python -m benchmarks.plans FOLDER [COUNT] [SEED]
"""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from pathlib import Path

from benchmarks import parts, yaml_text
from benchmarks.offices import Office, office
from benchmarks.parts import YEAR, Pen
from benchmarks.yaml_text import Tree

#: Communes, wards and special zones since 01/7/2025.
COUNTRY = 3321

#: Least, most, and most often (pages); the last one is seldom full.
_PAGES = (7.4, 10.5, 9.1)

_TOPICS = (
    "Thực hiện công tác giảm nghèo bền vững năm {year}",
    "Triển khai Chương trình mục tiêu quốc gia giảm nghèo bền vững năm {year}",
    "Hỗ trợ sinh kế, nhân rộng mô hình giảm nghèo năm {year}",
    "Đào tạo nghề và giải quyết việc làm cho lao động nông thôn năm {year}",
    "Hỗ trợ nhà ở cho hộ nghèo, hộ cận nghèo năm {year}",
    "Cải thiện dinh dưỡng, chăm sóc sức khỏe nhân dân năm {year}",
    "Truyền thông và giảm nghèo về thông tin năm {year}",
    "Phát triển sản xuất nông nghiệp gắn với giảm nghèo năm {year}",
)
_RECIPIENTS = (
    "Sở Nông nghiệp và Môi trường", "Đảng ủy {kind}", "HĐND {kind}", "Ủy ban MTTQ Việt Nam {kind}", "Công an {kind}",
    "Các phòng, đơn vị thuộc UBND {kind}", "Các trường học trên địa bàn", "Các thôn, tổ dân phố",
)  # fmt: skip


def make(folder: Path, count: int, seed: int, first: int = 0) -> list[Path]:
    """Write `count` plans below a folder, from number `first` (from 0), and return their files, in order."""
    paths = []
    for number in range(first, first + count):
        who = office(number, seed)
        path = folder / who.slug / f"xa-{number + 1:04}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml_text.dump(plan(number, seed)), "utf-8")
        paths.append(path)
    return paths


def plan(number: int, seed: int) -> dict[str, Tree]:
    """Return plan `number`, from 0."""
    own = random.Random(f"{seed} plan {number}")
    pen = parts.pen(office(number, seed), own)
    topic = own.choice(_TOPICS).format(year=YEAR)
    appendix: list[Tree] = [parts.task_list(pen)] if own.random() < 0.6 else []
    return {
        **_head(pen, topic, number),
        "sections": _sections(pen, own.triangular(*_PAGES) * parts.PAGE - parts.height(appendix), bool(appendix)),
        **_foot(pen, topic),
        **({"appendices": appendix} if appendix else {}),
    }


def _sections(pen: Pen, high: float, appendix: bool) -> list[Tree]:
    """The body of a plan: tasks are added until it is as high as wanted (pt)."""
    before: list[Tree] = [parts.aims(pen), parts.targets(pen)]
    if pen.own.random() < 0.5:
        before.append(parts.villages(pen))
    after: list[Tree] = [parts.budget(pen), parts.duties(pen), parts.reports(pen)]
    left = high - parts.frame() - parts.height([*before, *after])
    tasks: list[Tree] = []
    for number, heading in enumerate(parts.headings(pen), 1):
        tasks.append({"id": f"task-{number}", **parts.solution(pen, heading)})
        left -= parts.height(tasks[-1])
        if left <= 0:
            break
    main: dict[str, Tree] = {"heading": "Nhiệm vụ, giải pháp", "solutions": tasks}
    if appendix:
        main = {**main, "text": "*(Chi tiết tại Phụ lục kèm theo)*"}
    return [*before, main, *after]


def _head(pen: Pen, topic: str, number: int) -> dict[str, Tree]:
    own, who = pen.own, pen.who
    place = f"trên địa bàn {who.full}, {who.above}"
    month, day = own.randint(1, 3), f"{own.randint(4, 19):02}/01/{YEAR}"
    return {
        "standard": "nd30",
        "issuer": {"name": f"Ủy ban nhân dân {who.full}", "place": who.name},
        "number": f"{own.randint(1, 97):02}",
        "date": f"{YEAR}-{month:02}-{own.randint(20, 28):02}",
        "title": f"{topic} {place}",
        "bases": [
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
            f"Căn cứ Kế hoạch số {own.randint(11, 400)}/KH-UBND ngày {day} của Ủy ban nhân dân {who.above}",
            f"Theo đề nghị của Phòng Kinh tế tại Tờ trình số {number % 90 + 3:02}/TTr-KT ngày {day}",
        ],
        "opening": f"Ủy ban nhân dân {who.full} ban hành Kế hoạch {topic[0].lower()}{topic[1:]} {place}, như sau:",
    }


def _foot(pen: Pen, topic: str) -> dict[str, Tree]:
    own, who = pen.own, pen.who
    names = own.sample(_RECIPIENTS, own.randint(5, 8))
    signer = {"title": "Chủ tịch", "name": who.chair} if own.random() < 0.7 else {
        "signs_for": "Chủ tịch", "title": "Phó Chủ tịch", "name": who.deputy}  # fmt: skip
    return {
        "closing": f"Trên đây là Kế hoạch {topic[0].lower()}{topic[1:]} của Ủy ban nhân dân {who.full}",
        "recipients": [
            f"UBND {who.form.lower()} (b/c)",
            *(each.format(kind=who.kind) for each in names),
            {"archive": f"VT, {own.choice(('KT', 'VHXH', 'VP'))}"},
        ],
        "signatory": {"on_behalf_of": "Ủy ban nhân dân", **signer},
    }


def cascade(folder: Path, count: int, seed: int = 1) -> list[Path]:
    """Write mau.yaml, don-vi.csv and one small plan a commune in don-vi/, and return the plans, in order."""
    units = [office(number, seed) for number in range(count)]
    (folder / "don-vi").mkdir(parents=True, exist_ok=True)
    (folder / "mau.yaml").write_text(yaml_text.dump(_template(seed)), "utf-8")
    (folder / "don-vi.csv").write_text(_register(units, seed), "utf-8")
    paths = []
    for number, who in enumerate(units):
        path = folder / "don-vi" / f"xa-{number + 1:04}.yaml"
        path.write_text(yaml_text.dump(_follower(number, who, seed)), "utf-8")
        paths.append(path)
    return paths


def _template(seed: int) -> dict[str, Tree]:
    """What all communes take over: a plan like the others, with the unit's names from the register."""
    own = random.Random(f"{seed} template")
    anyone = replace(
        office(0, seed), kind="{{ unit.kind }}", full="{{ unit.full_name }}", above="{{ unit.parent.full_name }}"
    )
    pen = parts.pen(anyone, own)
    topic = _TOPICS[0].format(year=YEAR)
    head, foot = _head(pen, topic, 0), _foot(pen, topic)
    sections = _sections(pen, 9.3 * parts.PAGE, appendix=False)
    kept = {key: head[key] for key in ("standard", "title", "bases", "opening")}
    return {**kept, "abstract": "true", "units": "don-vi.csv", "sections": sections, "closing": foot["closing"],
            "recipients": foot["recipients"]}  # fmt: skip


_COLUMNS = ("Mã", "Loại", "Tên đơn vị", "Trực thuộc", "Người ký", "Chức vụ", "Số hộ", "Hộ nghèo", "Hộ cận nghèo")


def _register(units: list[Office], seed: int) -> str:
    """A row for each commune, after the provinces they belong to."""
    own = random.Random(f"{seed} register")
    above = {who.slug: (who.slug, who.form.lower(), who.province, "", "", "", "", "", "") for who in units}
    rows = [_COLUMNS, *above.values()]
    for number, who in enumerate(units, 1):
        figures = (str(own.randint(900, 4200)), str(own.randint(20, 300)), str(own.randint(20, 300)))
        rows.append((f"xa-{number:04}", who.kind, who.name, who.slug, who.chair, "Chủ tịch", *figures))
    return "".join(";".join(row) + "\n" for row in rows)


def _follower(number: int, who: Office, seed: int) -> dict[str, Tree]:
    """What one commune writes itself: number, date, a figure and a sentence of its own."""
    own = random.Random(f"{seed} follower {number}")
    pen = parts.pen(who, own)
    return {
        "extends": "../mau.yaml",
        "unit": f"xa-{number + 1:04}",
        "number": f"{own.randint(1, 97):02}",
        "date": f"{YEAR}-{own.randint(1, 3):02}-{own.randint(20, 28):02}",
        "change": {
            "target-1": {"value": str(own.randint(2, 9))},
            "task-2": {"heading": f"Việc riêng của {who.full}", "text": pen.sentence("deeds")},
        },
    }


def main(argv: list[str]) -> int:
    """Write plans into a folder."""
    if not argv or argv[0].startswith("-"):
        print(__doc__)
        return 2
    count, seed = (int(argv[at]) if len(argv) > at else usual for at, usual in ((1, COUNTRY), (2, 1)))
    print(f"đã ghi {len(make(Path(argv[0]), count, seed))} kế hoạch vào {argv[0]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
