"""The codes that Vietnamese was typed in before Unicode: tables only.

TCVN3 (TCVN 5712:1993, the fonts `.Vn…`) has one sign a letter, taken from Latin-1; VNI (fonts `VNI-…`) sets a sign
behind the vowel for what stands on it; VISCII (RFC 1456) has one byte a letter. Texts are given as programs that
know none of these codes show them. Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục I.4 asks for Unicode.
"""

from __future__ import annotations

_TCVN3_SIGNS = (
    "¡¢£¤¥¦§" "¨©ª«¬\u00ad®" "µ¶·¸¹" "»¼½¾Æ" "ÇÈÉÊË" "ÌÎÏÐÑ" "ÒÓÔÕÖ" "×ØÜÝÞ" "ßáâãä" "åæçèé"
    "êëìíî" "ïñòóô" "õö÷øù" "úûüýþ"
)  # fmt: skip
_TCVN3_LETTERS = (
    "ĂÂÊÔƠƯĐ" "ăâêôơưđ" "àảãáạ" "ằẳẵắặ" "ầẩẫấậ" "èẻẽéẹ" "ềểễếệ" "ìỉĩíị" "òỏõóọ" "ồổỗốộ"
    "ờởỡớợ" "ùủũúụ" "ừửữứự" "ỳỷỹýỵ"
)  # fmt: skip
#: Sign -> letter. Fonts of capitals (`.VnTimeH`) show the small ones as capitals.
TCVN3: dict[str, str] = dict(zip(_TCVN3_SIGNS, _TCVN3_LETTERS, strict=True))
# what copying makes of the micro sign
TCVN3["\u03bc"] = "à"

#: Vowel -> what each sign behind it makes of it, in small letters.
_VNI_SIGNS = {
    "a": ("ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ"),
    "e": ("ùøûõïâáàåãä", "éèẻẽẹêếềểễệ"),
    "o": ("ùøûõïâáàåãä", "óòỏõọôốồổỗộ"),
    "u": ("ùøûõï", "úùủũụ"),
    "y": ("ùøûõ", "ýỳỷỹ"),
    "ô": ("ùøûõï", "ớờởỡợ"),
    "ö": ("ùøûõï", "ứừửữự"),
}
#: Vowel with its sign -> letter, in small letters.
VNI_PAIRS: dict[str, str] = {
    vowel + sign: letter
    for vowel, (signs, letters) in _VNI_SIGNS.items()
    for sign, letter in zip(signs, letters, strict=True)
}
#: Signs that are a letter by themselves; of the others those that are none are what stands behind a vowel.
VNI_SINGLE: dict[str, str] = dict(zip("ñíìæóòîôö", "đíìỉĩịỵơư", strict=True))

#: Byte -> letter where VISCII differs from ASCII.
VISCII: dict[int, str] = dict(
    enumerate(
        "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
        128,
    )
)
VISCII |= {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}

#: Signs that stand in old fonts and in scans where a letter of Vietnamese is meant; none of them is one of its own.
LOOK_ALIKES: dict[str, str] = {
    "ð": "đ", "Ð": "Đ", "Ɖ": "Đ", "ɖ": "đ", "ƣ": "ư", "Ƣ": "Ư",
}  # fmt: skip
