"""name: a year -> its name by stem and branch: 2026 is `Bính Ngọ`."""

from __future__ import annotations

_STEMS = ("Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý")
_BRANCHES = ("Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi")


def name(year: int) -> tuple[str, str]:
    """Return the stem and the branch of a year."""
    return _STEMS[(year - 4) % 10], _BRANCHES[(year - 4) % 12]


def named(said: str, year: int) -> bool:
    """Tell whether a sentence names a year, the one before it or the one after it so."""
    small = said.lower()
    return any(" ".join(name(year + each)).lower() in small for each in (-1, 0, 1))
