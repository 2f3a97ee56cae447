"""Headings that stand in the same place of like sections and differ: `Nội dung`, `Nội dung hỗ trợ`.

Sections are alike where all their other headings are the same, and the headings begin with the same two
words. Told: the rarer one; of two, the one that lacks words of the other. Also a heading of like sections that
became an item of the heading before it (`- Tham mưu thực hiện: …` under `c) Nội dung`). Left alone: everything that
differs in more than that. Source: practice; no clause.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.plan import Children, Node, Section, Text, bodies, walk
from generator.problem import Level, Problem

ID = "parallel-headings"
TITLE = "Các tiêu đề song song đặt khác nhau"
LEVEL: Level = "info"
CLAUSE = ""
_PROJECTS = """sections:
  - {{heading: Dự án 1, sections: [{{heading: Mục tiêu, text: Một.}}, {{heading: Nội dung hỗ trợ, text: Hai.}}]}}
  - {{heading: Dự án 2, sections: [{{heading: Mục tiêu, text: Ba.}}, {{heading: {}, text: Bốn.}}]}}"""
_ITEM = """sections:
  - heading: Dự án 1
    sections: [{heading: Nội dung, items: [Hai.]}, {heading: Tham mưu, text: Ba.}]
  - heading: Dự án 2
    sections: [{heading: Mục tiêu, text: Một.}, {heading: Nội dung, items: [Hai., "Tham mưu: Ba."]}]"""
PASSES = (_PROJECTS.format("Nội dung hỗ trợ"), _PROJECTS.format("Kinh phí"), _PROJECTS.format("Nội dung chi"))
FAILS = (_PROJECTS.format("Nội dung"), _ITEM)
#: How often a heading must stand for another one to be told that is no part of it.
_MOST = 4
#: A heading with its place: which it is, what stands beside it, and its first two words.
Place = tuple[int, tuple[str, ...], tuple[str, ...]]


def check(manuscript: Manuscript) -> Iterator[Problem]:
    places: dict[Place, list[tuple[str, Text]]] = {}
    after: dict[str, set[str]] = {}
    nodes = [node for body in bodies(manuscript.plan) for node in walk(body)] if manuscript.plan else []
    for node in nodes:
        headings = [(_plain(child.heading), child.heading) for child in _children(node) if child.heading]
        names = [name for name, _ in headings]
        for number, (name, text) in enumerate(headings):
            beside = (*names[:number], *names[number + 1 :])
            after.setdefault(_start(name), set()).update(names[number + 1 : number + 2])
            if beside:
                places.setdefault((number, beside, tuple(name.split()[:2])), []).append((name, text))
    for headings in places.values():
        yield from _rarer(headings)
    for node in nodes:
        yield from _swallowed(node, after)


def _rarer(headings: list[tuple[str, Text]]) -> Iterator[Problem]:
    """Yield the headings of one place that are not as most of them are."""
    counts = Counter(name for name, _ in headings)
    (usual, most), *others = counts.most_common()
    if not others:
        return
    if most == others[0][1]:
        usual = max(counts, key=len)
    for name, text in headings:
        if name != usual and (usual.startswith(name) or (most >= _MOST and counts[name] == 1)):
            message = f"tiêu đề `{name}` ở chỗ mà phần song song ghi `{usual}`"
            yield Problem(text.mark, message, "đặt tiêu đề thống nhất", ID, LEVEL)


def _swallowed(node: Node, after: dict[str, set[str]]) -> Iterator[Problem]:
    """Yield the last item of a heading's list where it begins as the heading that follows elsewhere."""
    children = list(_children(node))
    if not node.heading or not children or children[-1].heading:
        return
    texts = [piece for piece in children[-1].pieces if isinstance(piece, tuple)]
    lead, colon, _ = texts[0][0].value.partition(":") if texts else ("", "", "")
    if colon and lead in after.get(_start(_plain(node.heading)), ()):
        message = f"`{lead}` là một ý của `{_plain(node.heading)}`, ở phần song song là một tiêu đề riêng"
        yield Problem(texts[0][0].mark, message, "tách thành mục riêng như các phần kia", ID, LEVEL)


def _children(node: Node) -> Iterator[Node]:
    for piece in node.pieces:
        if isinstance(piece, Children):
            yield from piece.nodes
        elif isinstance(piece, Section):
            yield piece.node


def _plain(heading: Text) -> str:
    return re.sub(r"[*\\]|\s*[:.]\s*$", "", heading.value).strip()


def _start(name: str) -> str:
    return " ".join(name.split()[:2])
