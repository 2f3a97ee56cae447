"""annotate: a DOCX and what breaches the decree in it -> the same DOCX with Word comments at the places.

Comments stand in the running text only: what is found in headers, footers, notes and text boxes is
told at a paragraph that may hold a comment.  Nothing else in the document is changed.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.problem import LEVEL_NAMES
from generator.standard.records import standard
from generator.verify.docx.xml import SPACE, VAL, Node, W, value
from generator.verify.judge import Finding, cure, problem, spot
from generator.verify.mend.package import Parts, open_parts, refused
from generator.verify.paper import Line, PageNumber, Paper, Unreadable

AUTHOR, INITIALS = "kehoach", "KH"
#: A finding of many lines has comments at so many of them.
PLACES = 5
COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
EMPTY = f'<w:comments xmlns:w="{W[1:-1]}"/>'.encode()
MODIFIED = "{http://purl.org/dc/terms/}modified"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?")
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
PARAGRAPH, PPR, RUN = f"{W}p", f"{W}pPr", f"{W}r"
#: What XML cannot hold.
BROKEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class _Note:
    """A comment to be: the paragraph that it hangs on, and what it says, a paragraph each."""

    paragraph: Node
    texts: tuple[str, ...]


def annotate(data: bytes, findings: Sequence[Finding], paper: Paper) -> bytes:
    """Return a document with a comment at every place of the findings. Raises PlanError.

    The same input gives the same bytes.  Comments of people stay; those of an earlier run are
    replaced, but for those that somebody answered.
    """
    try:
        return _annotated(open_parts(data), findings, paper)
    except Unreadable as error:
        raise refused(error, paper.file) from None


def _annotated(parts: Parts, findings: Sequence[Finding], paper: Paper) -> bytes:
    root = parts.tree(parts.main)
    _take_back(parts)
    if not findings:
        return parts.save()
    paragraphs = list(root.iter(PARAGRAPH))
    notes = [note for finding in findings for note in _notes(finding, paper, paragraphs or [_added(root)], parts.main)]
    holder = _comments(parts)
    first = _free(root, holder)
    style, moment = _style(parts), _moment(parts)
    for number, note in enumerate(notes, first):
        holder.append(_comment(holder, number, note.texts, moment))
        _mark(note.paragraph, number, style)
    return parts.save()


def _added(root: Node) -> Node:
    """Return a paragraph for a document that has none."""
    body = root.find(f"{W}body")
    made = body.makeelement(PARAGRAPH, {})
    body.insert(0, made)
    return made


# --- what is said, and where --------------------------------------------------------------------


def _notes(finding: Finding, paper: Paper, paragraphs: Sequence[Node], main: str) -> Iterator[_Note]:
    """Give the comments of a finding: one a paragraph at its first lines, or one where the document begins."""
    hosts: dict[Node, str] = {}
    for line in finding.lines:
        host, aside = _host(line, paragraphs, main)
        hosts.setdefault(host, aside)
    if not hosts:
        hosts[_outermost(paragraphs[0])] = ""
    more = len(hosts) - PLACES
    for at, (host, aside) in enumerate(list(hosts.items())[:PLACES]):
        rest = f" (và {more} chỗ nữa)" if not at and more > 0 else ""
        yield _Note(host, tuple(_texts(finding, paper, aside + rest)))


def _host(line: Line | PageNumber, paragraphs: Sequence[Node], main: str) -> tuple[Node, str]:
    """Return the paragraph that may hold a comment on a line, and where the line is if it is not there."""
    at = line.place.paragraph
    if line.place.part != main or not 0 <= at < len(paragraphs):
        return _outermost(paragraphs[0]), f", ở {spot(line)}"
    host = _outermost(paragraphs[at])
    return host, "" if host is paragraphs[at] else f", ở khung chữ: «{line.text}»"


def _outermost(paragraph: Node) -> Node:
    """Return the paragraph that a text box hangs on, or the paragraph itself."""
    return next((up for up in list(paragraph.iterancestors(PARAGRAPH))[::-1]), paragraph)


def _texts(finding: Finding, paper: Paper, where: str) -> Iterator[str]:
    """Give the paragraphs of a comment: what is wrong, how it is mended, what the decree says."""
    record = finding.record
    message = problem(replace(finding, lines=()), paper).message
    yield f"{LEVEL_NAMES[record.severity].capitalize()}: {message}{where}"
    yield f"Cách sửa: {cure(record, standard())}"
    if record.clause:
        yield f"{record.clause}: «{record.quote}»" if record.quote else record.clause
    yield f"Mã yêu cầu: {record.id}"


# --- the parts of the file ----------------------------------------------------------------------


def _take_back(parts: Parts) -> None:
    """Remove the comments of an earlier run."""
    name = parts.target(parts.main, "comments")
    root = parts.tree(name) if name else None
    extended = parts.target(parts.main, "commentsExtended")
    threads = parts.tree(extended) if extended else None
    answered = {each.get(f"{W15}paraIdParent") for each in threads} if threads is not None else set()
    ours: set[str | None] = set()
    for comment in list(root.iterchildren(f"{W}comment")) if root is not None else ():
        names = {paragraph.get(f"{W14}paraId") for paragraph in comment.iter(PARAGRAPH)} - {None}
        if (comment.get(f"{W}author"), comment.get(f"{W}initials")) == (AUTHOR, INITIALS) and not names & answered:
            ours.add(comment.get(f"{W}id"))
            _remove(comment)
    marks = list(parts.tree(parts.main).iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference"))
    for mark in marks:
        if mark.get(f"{W}id") in ours:
            _remove(mark.getparent() if mark.tag == f"{W}commentReference" else mark)


def _remove(element: Node) -> None:
    element.getparent().remove(element)


def _comments(parts: Parts) -> Node:
    """Return the root of the comments, made where the document had none."""
    name = parts.target(parts.main, "comments")
    root = parts.tree(name) if name else None
    if root is not None:
        return root
    folder = posixpath.dirname(parts.main)
    names = (posixpath.join(folder, f"comments{n or ''}.xml") for n in range(len(parts.bytes_of) + 1))
    return parts.add(next(n for n in names if n not in parts.bytes_of), EMPTY, COMMENTS, "comments")


def _free(root: Node, comments: Node) -> int:
    """Return the first number from which no comment is numbered."""
    marks = (f"{W}comment", f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")
    told = [each.get(f"{W}id") or "" for tree in (root, comments) for each in tree.iter(*marks)]
    return max((int(number) for number in told if re.fullmatch(r"\d{1,9}", number)), default=-1) + 1


def _style(parts: Parts) -> str:
    """Return the style that Word gives the mark of a comment, "" where the document has none."""
    name = parts.target(parts.main, "styles")
    root = parts.tree(name) if name else None
    for style in root.iterfind(f"{W}style") if root is not None else ():
        if style.get(f"{W}type") == "character" and value(style, f"{W}name") == "annotation reference":
            return style.get(f"{W}styleId") or ""
    return ""


def _moment(parts: Parts) -> str:
    """Return when the document was last changed, as it says; there is no clock here."""
    name = parts.target("", "core-properties")
    root = parts.tree(name) if name else None
    text = "" if root is None else (root.findtext(MODIFIED) or "").strip()
    return text if MOMENT.fullmatch(text) else ""


def _comment(holder: Node, number: int, texts: Sequence[str], moment: str) -> Node:
    told = {f"{W}id": str(number), f"{W}author": AUTHOR, f"{W}initials": INITIALS}
    comment = holder.makeelement(f"{W}comment", told | ({f"{W}date": moment} if moment else {}))
    for at, text in enumerate(texts):
        paragraph = _add(comment, PARAGRAPH)
        if not at:
            _add(_add(paragraph, RUN), f"{W}annotationRef")
        written = _add(_add(paragraph, RUN), f"{W}t")
        written.text = BROKEN.sub(" ", text)
        written.set(SPACE, "preserve")
    return comment


def _mark(paragraph: Node, number: int, style: str) -> None:
    """Put a comment around all that stands in a paragraph."""
    told = {f"{W}id": str(number)}
    begin = 1 if paragraph.find(PPR) is not None else 0
    paragraph.insert(begin, paragraph.makeelement(f"{W}commentRangeStart", told))
    _add(paragraph, f"{W}commentRangeEnd").set(f"{W}id", str(number))
    run = _add(paragraph, RUN)
    if style:
        _add(_add(run, f"{W}rPr"), f"{W}rStyle").set(VAL, style)
    _add(run, f"{W}commentReference").set(f"{W}id", str(number))


def _add(parent: Node, tag: str) -> Node:
    made = parent.makeelement(tag, {})
    parent.append(made)
    return made
