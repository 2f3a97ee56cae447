"""is_syllable: a word -> whether Vietnamese could have it: what tells letters of one code from those of another.

A written syllable is a beginning (`ngh`), a rhyme (`iêng`) and a tone; there are some thousands, and a text read in the
wrong code has hardly a word among them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BEGINNINGS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph r s t th tr v x".split()
_RHYMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm
ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu o oc oi om on ong oong oc ooc op ot oa oac
oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp
ơt u ua uc ui um un ung up ut uê uêch uênh uân uât uâng uây uy uya uych uynh uyt uyu uyên uyêt uyp uơ uôc uôi uôm uôn
uông uôt ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y
""".split()
_ALONE = "yêm yên yêng yêt yêu ê ô ơ ư à".split()
_AFTER_Q = """
ua uac uach uai uam uan uang uanh uao uat uau uay uăc uăm uăn uăng uăp uăt uân uâng uât uâc uây ue uen ueo uet uê uên
uêt uênh uêch uêu ui uit uin uinh uich uiu uiên uiêt uy uyt uyn uynh uych uyên uyêt uơ uơn uơi uôc ung
""".split()
_AFTER_GI = """
a ac ai am an ang ao ap at au ay anh ăc ăm ăn ăng ăt âc âm ân âng âp ât âu ây e em eo ep et ê êng êt ên êm êu o oc oi on
ong op ot ô ôc ôi ôn ông ôt ơ ơi u uc ui um un ung up ut ươ ương ưa ưt ươi uôc uôi uông ua ươm iêng
""".split()
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_HATS = str.maketrans({"\u0302": "1", "\u0306": "2", "\u031b": "3"})
#: Words that end so have one of two tones, if any is written they are these.
_STOPPED = re.compile(r"(?:c|ch|p|t)$")
_ACUTE_OR_DOT = frozenset("\u0301\u0323")


def _bare(word: str) -> str:
    """A word without its tone."""
    return unicodedata.normalize("NFC", _TONES.sub("", unicodedata.normalize("NFD", word)))


_SYLLABLES = frozenset(
    [begin + rhyme for begin in ["", *_BEGINNINGS] for rhyme in _RHYMES]
    + ["q" + rhyme for rhyme in _AFTER_Q]
    + ["gi" + rhyme for rhyme in _AFTER_GI]
    + _ALONE
)


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Tell whether a word of letters could be a Vietnamese syllable: how it is built, and a tone that it can have."""
    if len(word) > 7:
        return False
    word = word.lower()
    tones = _TONES.findall(unicodedata.normalize("NFD", word))
    if len(tones) > 1 or _bare(word) not in _SYLLABLES:
        return False
    # without its tone such a word is a name of another tongue or a code
    return not _STOPPED.search(word) or (bool(tones) and tones[0] in _ACUTE_OR_DOT)
