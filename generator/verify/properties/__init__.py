"""The properties that the records name: what is looked at, function by function.

What a format does not tell (None) is never judged.
"""

from __future__ import annotations

from generator.verify.properties import closing, content, head, looks, pages, ruled, standing
from generator.verify.properties.context import Context, Property

__all__ = ["PROPERTIES", "Context"]

PROPERTIES: dict[str, Property] = {
    **looks.PROPERTIES,
    **standing.PROPERTIES,
    **ruled.PROPERTIES,
    **pages.PROPERTIES,
    **head.PROPERTIES,
    **content.PROPERTIES,
    **closing.PROPERTIES,
}
