"""page: the bytes of a page -> its tree as a reader sees it: decoded, what is hidden gone, capitals made, notes apart.

lxml's parser takes HTML of any kind, also broken; it is given no network. What programs never show and staff never
wrote (scripts, forms) is left out here, so that the reader and the count of words meet the same page.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import field

from generator.frozen import dataclass
from generator.importing import letters, xml
from generator.importing.html.look import Look, Looks, Node, looks
from generator.importing.html.notes import take_notes
from generator.importing.html.region import leave_out
from generator.importing.html.signs import Decode, decoder
from generator.importing.html.spans import BREAK, shifted
from generator.importing.html.tree import drop
from generator.importing.sheet import Remark
from generator.verify.paper import Unreadable

#: Bytes of a page that are read at most, and elements: a plan of 200 pages has a tenth of them.
MOST, MOST_NODES = 40_000_000, 50_000

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,20})|<\?xml[^>]{0,100}?encoding=["']([\w-]{2,20})""", re.I
)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
#: Names that pages give to encodings that hold more signs than they say.
_WIDER = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "unicode": "utf-16",
    "x-user-defined": "cp1252",
}
#: Signs that no tree of lxml may hold, and no reader sees.
_UNTOLD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a reader sees it: its tree, the looks of its elements, its notes by their names, what was met."""

    root: Node
    looks: Looks
    notes: dict[str, Node] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()


def open_page(data: bytes) -> Page:
    """Return a page as a reader sees it. Raises Unreadable where there is no text in it."""
    if len(data) > MOST:
        raise Unreadable("trang web quá lớn", "mở trang bằng Word, lưu riêng phần kế hoạch thành kiểu .docx")
    root = _parsed(decoded(data))
    shown = looks(root)
    office = any("Office" in (node.get("content") or "")[:40] for node in root.iter("meta"))
    remarks = _leave_unseen(root, shown)
    remarks += _settle(root, shown, office)
    notes = take_notes(root)
    return Page(root, shown, notes, (*remarks, *leave_out(root, shown)))


def decoded(data: bytes) -> str:
    """Return the text of a page, by its mark of order, what it says of itself, else what its bytes are."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    said = _CHARSET.search(data[:4096])
    name = (said[1] or said[2]).decode("ascii").lower() if said else ""
    for tried in (_WIDER.get(name, name), "utf-8"):
        try:
            if tried and not (tried.startswith("utf-16") and b"<" in data[:200] and b"\0" not in data[:200]):
                return data.decode(tried)
        except (UnicodeDecodeError, LookupError):
            continue
    return letters.bytes_to_text(data)[0]


def _parsed(text: str) -> Node:
    text = _DECLARED.sub("", _UNTOLD.sub("", text))
    root = xml.page(text)
    if root is None:
        raise Unreadable("trang web không có chữ nào", "mở trang bằng trình duyệt, xem có nội dung kế hoạch không")
    if root.xpath("count(//*)") > MOST_NODES:
        raise Unreadable("trang web quá lớn", "mở trang bằng Word, lưu riêng phần kế hoạch thành kiểu .docx")
    return root


def _leave_unseen(root: Node, shown: Looks) -> tuple[Remark, ...]:
    """Take out what a browser does not show, and what was deleted in Word before the page was saved."""
    deleted = 0
    for node in list(root.iter()):
        look, own = shown.of[node], shown.own[node]
        erased = node.tag == "del" and bool(node.get("cite") or node.get("datetime"))
        erased = erased or "msoDel" in (node.get("class") or "")
        if own.gone or erased or (look.hidden and not len(node)):
            deleted += erased
            if node.tag != "head":
                drop(node)
    head = root.find("head")
    if head is not None:
        drop(head)
    told = f"trang có {deleted} chỗ đã xóa khi theo dõi thay đổi (track changes), không nhập các chỗ này"
    return (Remark("tracked-change", told),) if deleted else ()


def _settle(root: Node, shown: Looks, office: bool) -> tuple[Remark, ...]:
    """Make every text what is shown: signs that nobody sees gone, capitals, raised and lowered signs."""
    met = [(node.text, shown.of[node].family) for node in root.iter() if node.text]
    decode, remarks = decoder([*met, *((n.tail, shown.of[n.getparent()].family) for n in root.iter() if n.tail)])
    for node in root.iter():
        look = shown.of[node]
        if office and node.tag == "img" and node.tail:
            # LibreOffice breaks its line after a drawing, also in the middle of a word
            node.tail = node.tail.lstrip("\r\n\t")
        node.text = _said(node.text, look, decode)
        if node.tail and (parent := shown.of.get(node.getparent())):
            node.tail = _said(node.tail, parent, decode)
    return remarks


def _said(text: str | None, look: Look, decode: Decode) -> str | None:
    """Return a text as it is shown."""
    if not text or look.hidden:
        return None
    text = _UNTOLD.sub("", decode(text, look.family))
    if look.capitals:
        text = text.upper()
    if look.pre:
        text = text.replace("\r\n", "\n").replace("\n", BREAK)
    return shifted(text, look.shift) if look.shift else text
