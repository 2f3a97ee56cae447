"""A sum of the plan's data whose parts come to something else: `amount: 148,4`, parts 83,8 and 65.

Judged on typed sums (`amount` with `parts`); sentences are `sum-in-text`'s. Source: reason; no clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator import vietnamese
from generator.check.manuscript import Manuscript
from generator.plan import Money, bodies, walk, words_at
from generator.problem import Level, Problem

ID = "sum"
TITLE = "Tổng số tiền khác tổng các phần"
LEVEL: Level = "warning"
CLAUSE = ""
_PARTS = 'budget: [{{text: "Tổng số {{{{ amount }}}}.", amount: "{}", unit: tỷ đồng, parts: [{}]}}]'
PASSES = (
    _PARTS.format(
        "148,8", '{text: "a {{ amount }}", amount: "83,8", unit: tỷ đồng}, {text: b, amount: "65", unit: tỷ đồng}'
    ),
    'budget: [{text: "Tổng số {{ amount }}.", amount: "5", unit: tỷ đồng}]',
)
FAILS = (
    _PARTS.format("148,4", '{text: a, amount: "83,8", unit: tỷ đồng}, {text: b, amount: "65", unit: tỷ đồng}'),
    _PARTS.format("2", "{text: a, amount: 1.500, unit: triệu đồng}, {text: b, amount: 600, unit: triệu đồng}"),
)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for body in bodies(manuscript.plan) if manuscript.plan else ():
        for node in walk(body):
            for data in node.data:
                if isinstance(data, Money) and data.parts is not None and data.parts != data.amount:
                    whole, parts = (_money(value, data.unit) for value in (data.amount, data.parts))
                    message = f"tổng số {whole} nhưng các phần cộng lại là {parts}"
                    yield Problem(words_at(node), message, "kiểm tra lại tổng số và từng phần", ID, LEVEL)


def _money(amount: Decimal, unit: str) -> str:
    value = amount / vietnamese.MONEY_UNITS.get(unit.lower(), 1)
    return f"{vietnamese.format_number(value.normalize() if value % 1 else value.to_integral())} {unit}"
