"""Decoder: the letters of one document, font by font -> Unicode, and what staff must know of it.

What fonts say of themselves is often wrong, so the texts of each font are looked at as a whole (`letters.habits`)
wherever one of them seems to be in an old code: the document is then read once more.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.importing import letters
from generator.importing.sheet import Remark


@dataclass(slots=True)
class Decoder:
    """Turns letters into Unicode. `line` is that of the paragraph which is being read."""

    habits: dict[str, letters.Code] = field(default_factory=dict)
    line: int = 0
    #: What was met that is not plain ASCII, with its font.
    met: list[tuple[str, str]] = field(default_factory=list)
    #: Some text is, or may be, in an old code.
    old: bool = False
    doubts: dict[str, int] = field(default_factory=dict)
    turned: dict[str, list[int]] = field(default_factory=dict)

    def __call__(self, text: str, family: str) -> str:
        """Return a text in Unicode, NFC."""
        if not text.isascii():
            self.met.append((text, family))
        made = letters.decode(text, family, self.habits.get(family))
        self.old = self.old or bool(made.legacy or letters.code(family)[0])
        if made.legacy:
            self.turned.setdefault(made.legacy, []).append(self.line)
        if made.doubt:
            self.doubts.setdefault(made.doubt, self.line)
        return made.text.replace("\u00ad", "")  # a soft hyphen is nothing, but in TCVN3 it was ư

    def again(self) -> Decoder | None:
        """Return what reads the document once more, knowing the habit of each font; None where that tells no more."""
        habits = letters.habits(self.met) if self.old else {}
        return Decoder(habits) if habits else None

    def remarks(self) -> list[Remark]:
        """Return what staff must know."""
        found = [
            Remark(
                "legacy-font", f"chữ gõ bằng phông cũ ({name}) ở {len(set(lines))} đoạn đã đổi sang Unicode", lines[0]
            )
            for name, lines in self.turned.items()
        ]
        return found + [Remark("legacy-font", said, line, "so lại với bản gốc") for said, line in self.doubts.items()]
