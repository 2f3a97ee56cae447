"""A syllable that Vietnamese cannot have: `nghịêp`, `tòan`, `ngườì`, `viêc`, `thựcc`, `đươcj`, `cộngđồng`.

Judged by the script alone (`check.syllables`). Only words with a Vietnamese letter or tone; words in
capitals only where they bear a tone. Left alone: plain ASCII words, abbreviations (QĐ, HĐND), words with a
hyphen or an apostrophe (Mát-xcơ-va, M'Đrăk), names of peoples and places of the highlands, loan words. A
slip that makes another good syllable (`tinh` for `tỉnh`) cannot be found this way. Source: the spelling; no clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from generator.check import syllables
from generator.check.manuscript import Manuscript
from generator.check.wording import sheet
from generator.problem import Level, Problem

ID = "impossible-syllables"
TITLE = "Âm tiết không có trong tiếng Việt"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    "Nghiêng khuỷu quyết thuở giặt giũ gì giếng quýt khuya nguyệt ngoằn ngoèo xoong rượu hươu yếu huỷ quý.",
    "Đắk Lắk, M'Đrăk, Krông Nô, Xơ Đăng, Lê-nin, Mát-xcơ-va, UBMTTQVN, LĐTBXH, QĐ-TTg, ôtô, bêtông.",
    "Ông Y Thông Niê; crôm, hyđrô, prôtêin; loăng quăng, kính coong, soóc, huyên thuyên.",
    "KẾ HOẠCH thực hiện tại Pleiku, Café, Müller; VNeID; cấp độ 2A.",
)
FAILS = (
    "Các doanh nghịêp tham gia.",
    "Hòan thành tòan bộ chỉ tiêu.",
    "Giải quyết viêc làm cho ngườì lao động.",
    "Người dân đươcj hỗ trợ.",
    "Phát huy vai trò của cộngđồng.",
    "KẾ HỌACH giảm nghèo.",
    "Ngiên cứu, kế thừa kết qủa.",
)
_ODD = re.compile(r"[^a-zàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]")
_FOREIGN = re.compile(r"[fjwz]")
_OWN = re.compile(r"[ăâđêôơưảãạẳẵặẩẫậẻẽẹểễệỉĩịỏõọổỗộởỡợủũụửữựỷỹỵầấềếồốờớừứằắ]")
#: Clusters and finals of the highlands' names, which Vietnamese has not.
_HIGHLANDS = re.compile(
    r"(?:[bcdghklmpst]|đ|kh|ph)[lr]|[kmn]d"
    r"|h[lmnr]|k[bđnp]|m[ln]|x[tr]|s[rt]|đ[rh]|.*(?:[krlhbdsgj]|iê)$"
)
#: Clusters of loan words that bear no tone: crôm, hyđrô, prôtêin.
_LOAN = re.compile(r"(?:[bcdđfgkp]r|[bcdđfgkpt]l)[aăâeêioôơuưy]|^s[cptk]")


def check(manuscript: Manuscript) -> Iterator[Problem]:
    whole = sheet(manuscript)
    odd = {word for word in whole.vocabulary if not word.isascii() and len(word) > 1 and _judged(word)}
    for index in [index for index, word in enumerate(whole.words) if word in odd] if odd else ():
        start = whole.word_place(index)
        end = start + len(whole.words[index])
        said = whole.text[start:end]
        if _alone(whole.text, start, end) and (told := _told(said)):
            yield whole.problem(start, end, f"`{said}`: {told}", "gõ lại chữ này", ID)


def _alone(text: str, start: int, end: int) -> bool:
    """Tell whether no digit, hyphen or apostrophe joins a word."""
    joins = ("-", "'", "’", "ʼ", "_")
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or before in joins or after.isalnum() or after in joins)


@lru_cache(maxsize=16384)
def _judged(small: str) -> bool:
    return small not in _loans() and not _ODD.search(small) and bool(syllables.fault(small))


@lru_cache(maxsize=4096)
def _told(word: str) -> str:
    """Return what is wrong with a word that is no syllable, or "" where it may stand."""
    small = word.lower()
    if not (word.islower() or word[1:].islower() or (word.isupper() and syllables.has_tone(word))):
        return ""  # an abbreviation, or a name such as VNeID
    if _LOAN.search(small) and not syllables.has_tone(small):
        return ""
    if word[0].isupper() and (_HIGHLANDS.match(small) and not small.endswith(("nh", "ng", "ch"))):
        return ""
    if _FOREIGN.search(small):
        return "không có âm tiết này" if word.islower() and _OWN.search(small) else ""
    fault = syllables.fault(small)
    joined = syllables.parts(small) if fault == "không có âm tiết này" else ()
    if joined:
        toned = sum(syllables.has_tone(part) for part in joined)
        return f"các chữ viết liền, thiếu dấu cách (`{' '.join(joined)}`)" if toned > 1 else ""
    return fault


@lru_cache(maxsize=1)
def _loans() -> frozenset[str]:
    lines = (Path(__file__).parent.parent / "words" / "loans.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
