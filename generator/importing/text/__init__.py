"""Texts without any format read: `read(text)` gives the sheet, `words(text)` its words for the proof."""

from generator.importing.text.read import read
from generator.importing.text.words import words

__all__ = ["read", "words"]
