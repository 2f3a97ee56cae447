"""as_json: a review -> its proposals for other programs, every word of them."""

from __future__ import annotations

import json
from typing import Any

from generator.review.proposal import Proposal, Review


def as_json(review: Review) -> str:
    """Return the list as JSON, every word of it."""
    found = {
        "file": review.name,
        "plan": str(review.path),
        "proposals": [_record(each) for each in review.proposals],
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _record(each: Proposal) -> dict[str, Any]:
    return {
        "number": each.number,
        "what": each.what,
        "author": each.author,
        "date": each.date,
        "tracked": each.tracked,
        "place": each.place,
        "old": each.old,
        "new": each.new,
        "applicable": each.applicable,
        "settled": each.settled,
        "detail": each.detail,
        "key": each.key,
        "file": each.mark.file if each.mark else "",
        "line": each.mark.line if each.mark else 0,
        "why": each.why,
        "lines": each.lines,
        "inside": list(each.inside),
    }
