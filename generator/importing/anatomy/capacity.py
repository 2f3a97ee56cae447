"""is_capacity, is_post, is_person: a line of a foot -> whether it states the capacity of a signer, or is his name."""

from __future__ import annotations

import re

from generator.importing.anatomy import wording
from generator.verify.elements import FAMILY_NAMES

#: What stands before a name: học hàm, học vị, cấp bậc.
RANK = re.compile(
    r"(?:(?:(?:PGS|GS|TSKH|TS|Th\.?\s?S|Thạc sĩ|Tiến sĩ|Bác sĩ|BSNT|BS\.?\s?CK\s?\w{1,3}|BS|"
    r"CK\s?[I1V]{1,3}|CN|KS|KTS|KTV|"
    r"NGND|NGƯT|NGUT|NSND|NSƯT|DS\.?\s?CK\s?\w{1,3}|DS|ĐD|LS|CVC|CVCC|GVC|GVCC|TTƯT|TTND|AHLĐ)\b\.?\s*[,.\-–]?\s*)+"
    r"|(?:Đại|Thượng|Trung|Thiếu)\s+(?:tá|úy|tướng|uý)\s+)",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\d:;/()\[\],.]{3,45}")


def is_capacity(text: str) -> bool:
    """Tell whether a line states a capacity or a post of a signer, and nothing else."""
    words = text.strip(" .,*")
    if len(words) > 90 or text.endswith((";", ":")):
        return False
    found = wording.CAPACITY.match(words)
    if found:
        rest = words[found.end() :]
        marked = not found[0].rstrip().isalpha() or wording.shouts(words)
        return marked and (
            wording.shouts(rest) or bool(wording.POST.match(rest.upper()) or wording.BODY.match(rest.upper()))
        )
    if wording.shouts(words) and (wording.POST.match(words) or wording.APPROVAL.match(words)):
        return not wording.MARKED.match(words)
    return False


def is_person(text: str) -> bool:
    """Tell whether a line is the name of a person, with or without a title in front."""
    rank = RANK.match(text)
    own = text[rank.end() :].strip() if rank else text.strip()
    parts = own.split()
    if not 2 <= len(parts) <= 6 or not _NAME.fullmatch(own) or not all(part[:1].isupper() for part in parts):
        return False
    family = parts[0].upper() in FAMILY_NAMES
    if wording.shouts(own):
        return family and not wording.POST.match(own) and not wording.BODY.match(own)
    spelt = all(part[1:].islower() or len(part) == 1 or "-" in part or "'" in part for part in parts)
    named = not (wording.BODY.match(own.upper()) or wording.POST.match(own.upper()))
    return spelt and (family or rank is not None or named)


def is_post(text: str) -> bool:
    """Tell whether a line names a post in ordinary case: `Chủ tịch`. Only within a foot does that state a capacity."""
    short = len(text) < 60 and text[:1].isupper() and not text.endswith((".", ";", ":", ","))
    return short and not wording.shouts(text) and bool(wording.POST.match(text.upper()))
