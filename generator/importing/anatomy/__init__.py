"""The parts of a document that was read: head, subject, bases, opening, content, closing, foot, appendices.

`anatomy.find(sheet) -> Parts` is what the rest of the program calls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.importing.parts import Parts
    from generator.importing.sheet import Sheet


def find(sheet: Sheet) -> Parts:
    """Return the parts of a sheet: all of the plan but the tree of its content; nothing that stands in it is lost.

    What belongs nowhere is in `draft.leftover` (the same lines in `leftover`). Never raises on any content.
    """
    from generator.importing.anatomy.whole import find as found

    return found(sheet)
