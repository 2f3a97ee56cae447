"""The redline: one document with what changed since another, as Word tracks it, and as a PDF shows it.

`docx` is what the rest of the program calls; nothing heavy is loaded before it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime

    from generator.redline.document import Redlined


def docx(
    old: bytes,
    new: bytes,
    author: str,
    date: datetime.date | None = None,
    names: tuple[str, str] = ("bản cũ", "bản mới"),
) -> Redlined:
    """Return the new DOCX with native tracked changes since the old one.

    Accepting all changes gives the new document, rejecting all the old one. `names` are the names by which problems
    tell of the two. Raises PlanError for what is no DOCX, has tracked changes or comments already, or is built in a
    way in which a change cannot be tracked exactly.
    """
    from generator.redline.document import redline

    return redline(old, new, author, date, names)
