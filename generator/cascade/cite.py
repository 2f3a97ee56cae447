"""cite: a plan -> how the plans below it name it: by number, date, issuer and title."""

from __future__ import annotations

import re

from generator import inline, vietnamese
from generator.document import plain
from generator.plan import Plan, symbol
from generator.values import lower


def cite(plan: Plan) -> dict[str, str]:
    """Return what sentences may name as `parent.…`.

    `citation` holds kind, number and symbol, date, issuer and title, as a basis needs (Nghị định
    30/2020/NĐ-CP, Phụ lục I, phần I, II.6.b); `short` stops at the date. What a draft leaves out is a gap.
    """
    title = " ".join(plain(inline.fill(text.value, dict(plan.variables), lambda name: 0)) for text in plan.title)
    number = symbol(plan, vietnamese.GAP)
    date = vietnamese.long_date(plan.date)
    short = f"Kế hoạch số {number} {date}"
    return {
        "citation": f"{short} của {plan.issuer.name} {about(title)}",
        "short": f"{short} của {plan.issuer.short}",
        "number": number,
        "date": date,
        "year": str(plan.date.year or vietnamese.GAP),
        "title": title,
        "issuer": plan.issuer.name,
        "issuer_short": plan.issuer.short,
    }


def about(title: str) -> str:
    """Return a title as it follows the issuer in a citation: `về việc thực hiện …`."""
    words = title.strip().rstrip(".;")
    if re.match(r"[Vv]ề\s", words):
        return lower(words)
    first = words.split(" ", 1)[0]
    return "về việc " + (words if first.isupper() and len(first) > 1 else lower(words))
