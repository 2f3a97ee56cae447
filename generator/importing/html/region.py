"""leave_out: a web page saved from a portal -> its tree without what stands around the document.

A page that Word, LibreOffice, pandoc or a person wrote is left whole. A page of a site has menus, lists of other
news, a foot: the document is the smallest part of the tree that holds what only a document has (the country's name,
its number, bases, sections, recipients), and lines of links at its two ends are taken away. All that is left out is
told, for a person to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.importing.html.look import Looks, Node
from generator.importing.html.tree import Leaf, drop, inside, leaves
from generator.importing.sheet import Remark

#: What tells a page of a site: more of these elements, or of links that lead elsewhere, than a document has.
_SITE = ("nav", "footer", "aside", "header", "main", "article")
_LINKS = 12
#: What only a document has, alone in its line or at its beginning.
_ANCHOR = re.compile(
    r"(?:CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s*[-–]\s*Tự do|KẾ HOẠCH$|"
    r"Số\s*:.{0,30}[/-][A-ZĐ]|Căn cứ |Nơi nhận|Lưu\s*:|(?:TM|KT|TL|TUQ)\s*\.|[IVX]{1,5}\s*[./] ?\S|PHỤ LỤC)"
)
#: What pages write beside a document, whole lines.
_PAGE_WORDS = re.compile(
    r"(?:tải (?:về|xuống|file).{0,40}|in (?:trang|bài).{0,20}|chia sẻ.{0,30}|gửi (?:email|bài).{0,20}|print|email|"
    r"share|tweet|lượt (?:xem|tải|truy cập).{0,30}|số lượt .{0,30}|(?:các )?tin (?:liên quan|khác|mới|cùng).{0,30}|"
    r"(?:các )?văn bản (?:liên quan|khác|mới|cùng).{0,30}|bình luận.{0,30}|quay lại.{0,20}|về đầu trang|"
    r"trang chủ.{0,60}|"
    r"cỡ chữ.{0,20}|đọc bài viết.{0,20}|nghe bài viết.{0,20}|"
    r"(?:thứ \w+, )?(?:ngày )?\d{1,2}[/-]\d{1,2}[/-]\d{4}(?:,? *[|-]? *\d{1,2}[:hg]\d{2}.{0,10})?)",
    re.I,
)
#: A part around the document that holds so much of its words is text too.
_SHARE = 0.15


def leave_out(root: Node, shown: Looks) -> tuple[Remark, ...]:
    """Take out of a page's tree what stands around its document; return what was left out, told."""
    found = list(leaves(root, shown.own))
    if not _of_site(root):
        return ()
    region = _region(root, found)
    gone = [leaf for leaf in found if not inside(leaf.node, region)]
    own = [leaf for leaf in found if inside(leaf.node, region)]
    title = " ".join("".join(root.itertext("title")).split())
    trimmed = [*_edge(own, title), *_edge(own[::-1], title)]
    if region is not root:
        _keep_only(root, region)
    for leaf in trimmed:
        if leaf.node is not region and inside(leaf.node, root) and not _holds_more(leaf.node, trimmed, own):
            drop(leaf.node)
            gone.append(leaf)
    return _told(gone)


def _of_site(root: Node) -> bool:
    if any(sum(1 for _ in root.iter(name)) for name in _SITE[:3]):
        return True
    outward = sum((node.get("href") or "#")[:1] not in "#" for node in root.iter("a"))
    return outward >= _LINKS


def _region(root: Node, found: list[Leaf]) -> Node:
    """Return the smallest element that holds the document."""
    anchors = [leaf.node for leaf in found if _ANCHOR.match(leaf.text) and not _link(leaf)]
    if len(anchors) < 2:
        return root
    region = _common(anchors)
    whole = _prose(found)
    # a body that was cut in several parts of the page: go up while what comes in is text, not links
    while (above := region.getparent()) is not None:
        new = [leaf for leaf in found if inside(leaf.node, above) and not inside(leaf.node, region)]
        if _prose(new) < _SHARE * whole or sum(map(_link, new)) > len(new) / 3:
            break
        region = above
    return region


def _common(nodes: list[Node]) -> Node:
    chains = []
    for node in nodes[:200]:
        chain = [node, *node.iterancestors()]
        chains.append(chain[::-1])
    last = chains[0][0]
    for step in zip(*chains, strict=False):
        if any(node is not step[0] for node in step):
            break
        last = step[0]
    return last


def _prose(found: Iterable[Leaf]) -> int:
    return sum(len(leaf.text) for leaf in found if not _link(leaf))


def _link(leaf: Leaf) -> bool:
    return leaf.linked > 0.6 * len(leaf.text)


def _edge(own: list[Leaf], title: str) -> list[Leaf]:
    """Return the first leaves that are no part of the document: links, words of the page, its own title."""
    found: list[Leaf] = []
    for leaf in own:
        headed = leaf.node.tag in ("h1", "h2", "h3") and len(leaf.text) > 15 and leaf.text.lower() in title.lower()
        if _ANCHOR.match(leaf.text) or not (_link(leaf) or headed or _PAGE_WORDS.fullmatch(leaf.text)):
            break
        found.append(leaf)
    return found


def _holds_more(node: Node, trimmed: list[Leaf], own: list[Leaf]) -> bool:
    """Tell whether an element holds text of the document besides what is to go."""
    return any(leaf not in trimmed and inside(leaf.node, node) for leaf in own)


def _keep_only(root: Node, region: Node) -> None:
    """Take out all that is not in the way from the root to the region, or in the region."""
    node = region
    while node is not root:
        above = node.getparent()
        for other in list(above):
            if other is not node:
                above.remove(other)
        node.tail = above.text = None
        node = above


def _told(gone: list[Leaf]) -> tuple[Remark, ...]:
    words = sum(len(leaf.text.split()) for leaf in gone)
    if not words:
        return ()
    texts = sorted(gone, key=lambda leaf: (_link(leaf), -len(leaf.text)))
    sample = " | ".join(leaf.text[:80] for leaf in texts[:3])
    message = f"bỏ {words} chữ của trang web đứng quanh văn bản: «{sample}»"
    return (Remark("page-around", message, 0, "xem trang gốc có phần nào của kế hoạch nằm trong đó không"),)
