"""told: the typed data of two nodes that are one -> which figures, dates, sums, bodies changed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator import vietnamese
from generator.frozen import dataclass
from generator.plan import Allocation, Data, Duty, Money, Quantity, Report, Target, with_unit


@dataclass(frozen=True, slots=True)
class Figure:
    """A value that changed: its matter, its name, how it was and is said, and other ways in which it is said.

    `same` tells that it is the same figure in other words.
    """

    matter: str
    name: str
    old: str
    new: str
    same: bool = False
    ways: tuple[tuple[str, str], ...] = ()


def told(old: tuple[Data, ...], new: tuple[Data, ...]) -> tuple[Figure, ...]:
    """Return what changed in the data of a node; data that only one side has are in its sentence, if printed."""
    found: list[Figure] = []
    for before in old:
        now = next((each for each in new if type(each) is type(before)), None)
        if now is not None and now != before:
            found += _of(before, now)
    for each in (*old, *new):
        other = new if each in old else old
        if not any(type(one) is type(each) for one in other):
            blank = _blank(each)
            found += _of(each, blank) if each in old else _of(blank, each)
    return tuple(figure for figure in found if figure.old != figure.new)


def _blank(data: Data) -> Data:
    if isinstance(data, Target):
        return Target("", None, data.unit, "", "", "")
    if isinstance(data, Duty):
        return Duty("", (), "", "")
    return Report((), (), "", "", "") if isinstance(data, Report) else Money(Decimal(0), None, "")


def _of(old: Data, new: Data) -> Iterator[Figure]:
    if isinstance(old, Target) and isinstance(new, Target):
        yield from _target(old, new)
    elif isinstance(old, Money) and isinstance(new, Money):
        yield _money(old, new)
    elif isinstance(old, Report) and isinstance(new, Report):
        yield Figure("reports", "kỳ báo cáo", ", ".join(old.period), ", ".join(new.period))
        yield Figure("reports", "hạn báo cáo", ", ".join(old.due), ", ".join(new.due),
                     ways=tuple(zip(old.due, new.due, strict=False)))  # fmt: skip
        yield Figure("reports", "nơi gửi báo cáo", old.sender, new.sender, ways=_capital(old.sender, new.sender))
        yield Figure("reports", "nơi nhận báo cáo", old.receiver, new.receiver)
        yield Figure("reports", "nơi tổng hợp báo cáo", old.via, new.via)
    elif isinstance(old, Duty) and isinstance(new, Duty):
        yield Figure("agencies", "cơ quan chịu trách nhiệm", old.agency, new.agency)
        yield Figure("agencies", "cơ quan phối hợp", ", ".join(old.coordinate_with), ", ".join(new.coordinate_with))
        yield Figure("deadlines", "thời hạn", old.deadline, new.deadline)
        yield Figure("tasks", "sản phẩm", old.product, new.product)


def _capital(old: str, new: str) -> tuple[tuple[str, str], ...]:
    return ((vietnamese.capital(old), vietnamese.capital(new)),)


def _target(old: Target, new: Target) -> Iterator[Figure]:
    yield _quantity("", old.value, new.value, old.unit, new.unit)
    yield _quantity("mức thấp nhất", old.minimum, new.minimum, old.unit, new.unit)
    yield _quantity("mức cao nhất", old.maximum, new.maximum, old.unit, new.unit)
    yield Figure("targets", "giá trị gốc", old.baseline, new.baseline)
    yield Figure("deadlines", "thời hạn", old.deadline, new.deadline)
    yield Figure("targets", "tên chỉ tiêu", old.indicator, new.indicator)
    better = {"higher": "càng cao càng tốt", "lower": "càng thấp càng tốt", "": ""}
    yield Figure("targets", "chiều tốt lên", better.get(old.better, ""), better.get(new.better, ""))
    if old.allocate != new.allocate:
        yield Figure("targets", "cách giao cho đơn vị", _share(old.allocate), _share(new.allocate))


def _share(given: Allocation | None) -> str:
    return " ".join(filter(None, (given.by, given.source, given.share, given.weight))) if given else ""


def _quantity(name: str, old: Quantity | None, new: Quantity | None, unit: str, now: str) -> Figure:
    texts = (old.text if old else "", new.text if new else "")
    said = (with_unit(texts[0], unit) if old else "", with_unit(texts[1], now) if new else "")
    same = bool(old and new and unit == now and _bounds(old) == _bounds(new))
    return Figure("targets", name, *said, same=same, ways=(texts,) if all(texts) else ())


def _bounds(quantity: Quantity) -> tuple[Decimal | None, Decimal | None, bool]:
    return quantity.low, quantity.high, quantity.strict


def _money(old: Money, new: Money) -> Figure:
    said = _sum(old), _sum(new)
    return Figure("money", "", *said, same=old.amount == new.amount)


def _sum(money: Money) -> str:
    """A sum in its own unit: `148,5 tỷ đồng`."""
    if not money.amount:
        return ""
    scale = vietnamese.parse_money(f"1 {money.unit}") or Decimal(1)
    return with_unit(vietnamese.format_number((money.amount / scale).normalize()), money.unit)
