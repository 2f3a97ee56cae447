"""What stands in a paragraph and is no run of letters: drawings with their text boxes, formulas, boxes to tick.

In: elements of a settled tree.  Out: the text boxes in them, the letters of a formula, what kind of thing is lost.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.verify.docx.xml import A, Node, V, W, first

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FORM = (
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}",
)
TEXT, BOX = f"{W}t", f"{W}txbxContent"


def outside_boxes(node: Node) -> Iterator[Node]:
    """Yield what is in a drawing in order, a text box itself but not what stands in it."""
    waiting = [node]
    while waiting:
        each = waiting.pop()
        yield each
        if each.tag != BOX:
            waiting += reversed(each)


def picture(node: Node) -> str:
    """Tell which kind of thing that is no text an element of a drawing is, or ""."""
    if node.tag in (f"{A}blip", f"{V}imagedata"):
        return "picture"
    return "chart" if isinstance(node.tag, str) and node.tag.startswith(FORM) else ""


def ticked(box: Node) -> bool:
    state = first(box, f"{W}checked")
    state = first(box, f"{W}default") if state is None else state
    return state is not None and (state.get(f"{W}val") or "1") not in ("0", "false", "off")


def formula(node: Node) -> Iterator[str]:
    """Yield the letters of a formula in order, a line between the parts of a fraction."""
    for child in node:
        if child.tag in (f"{MATH}t", TEXT):
            yield child.text or ""
        elif child.tag == f"{MATH}den":
            yield "/"
            yield from formula(child)
        else:
            yield from formula(child)
