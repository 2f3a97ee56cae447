"""read: the bytes of a DOCX, from whatever program -> the Paper that a reader of it sees.

What takes effect is worked out in docx_styles, what stands inside a paragraph in docx_inline, in
which column in docx_columns, and the walk over the blocks is docx_walk.  Here the parts are joined:
body, headers, footers, notes, page numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from generator.verify.docx.alike import repeated
from generator.verify.docx.inline import Story
from generator.verify.docx.numbering import read_numbering
from generator.verify.docx.package import SAVE_AGAIN, Package, macro_free, open_package, parse
from generator.verify.docx.pages import Stretch, is_number, page_numbers, read_stretches, shown_parts
from generator.verify.docx.props import read_theme
from generator.verify.docx.rules import attach
from generator.verify.docx.styles import Styles, read_styles
from generator.verify.docx.walk import Scene, Walk
from generator.verify.docx.xml import Node, W, first, number, on, points, value
from generator.verify.paper import Line, PageNumber, Paper, Section, Unreadable, Zone

#: A part of more paragraphs, runs, breaks and cells, or a document of more sections, is none of an office's, and
#: would take minutes.
MOST_ELEMENTS, MOST_SECTIONS = 400_000, 1_000
COUNTED = tuple(f"{W}{name}" for name in ("p", "r", "t", "br", "tab", "tc", "tr", "gridCol", "fldChar", "sym", "numId"))
TOO_LONG = "chia tệp thành nhiều văn bản"
#: What a tracked change is made of.
CHANGES = tuple(
    f"{W}{name}" for name in (
        "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange",
        "tcPrChange", "numberingChange", "cellIns", "cellDel", "cellMerge",
    )
)  # fmt: skip
COMMENT = f"{W}commentReference"
#: So many headers and footers are remembered with the styles that documents share.
MOST_MARGINS = 200
#: Word 2013; documents of an older mode, or of none, are laid out as before it.
WORD_2013 = 15
PROPERTIES = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"


@dataclass(frozen=True, slots=True)
class Source:
    """An open document: its package, styles, sections, and what its settings say."""

    package: Package
    styles: Styles
    stretches: list[Stretch]
    old: bool
    every: float
    even: bool


def read(data: bytes, file: str, once: bool = False) -> Paper:
    """Return the Paper of a DOCX; with `once`, of lines that are formatted alike only the first.

    Raises Unreadable, with the cure, for what cannot be read as one.
    """
    return arrange(open_package(data), file, once)


def arrange(package: Package, file: str, once: bool = False) -> Paper:
    """Return the Paper of an open DOCX, as `read` does."""
    macro_free(package)
    root = package.tree(package.main)
    body = first(root, f"{W}body")
    if body is None:
        raise Unreadable("tệp Word không có văn bản bên trong", SAVE_AGAIN)
    if sum(1 for _ in body.iter(f"{W}sectPr")) > MOST_SECTIONS:
        raise Unreadable("tệp có quá nhiều phần (section)", TOO_LONG)
    source = _source(package, body)
    walk = _walk(source, root, package.main)
    if once:
        walk.without = repeated(body, walk.index, package.unpacked(package.main))
    page = source.stretches[0].page
    walk.blocks(body, Scene("body", package.main, page, page.text), 0.0)
    lines, rules = attach(walk.placed, walk.drawn)
    numbers, margins = _margins(source)
    ours = _own_comments(package)
    changes = [element for element in root.iter(*CHANGES) if _stands(element, walk.without)]
    comments = [element for element in root.iter(COMMENT) if _stands(element, walk.without)]
    return Paper(
        file=file,
        origin="docx",
        lines=(*lines, *margins, *_notes(source)),
        sections=_sections(source.stretches, walk.begins, len(lines)),
        numbers=numbers,
        changes=len(changes),
        comments=sum(element.get(f"{W}id") not in ours for element in comments),
        maker=_maker(package),
        rules=rules,
    )


def _stands(element: Node, without: frozenset[Node]) -> bool:
    """Tell whether an element stands in what is read."""
    return element not in without and not any(holder in without for holder in element.iterancestors())


def _own_comments(package: Package) -> set[str | None]:
    """Comments that `verify --annotate` wrote: they go when the document is mended, and are no opinion of staff."""
    root = package.tree(package.related(package.main, "comments"))
    if root is None:
        return set()
    return {c.get(f"{W}id") for c in root.iter(f"{W}comment") if c.get(f"{W}author") == "kehoach"}


def _source(package: Package, body: Node) -> Source:
    main = package.main
    settings = package.tree(package.related(main, "settings"))
    even = first(settings, f"{W}evenAndOddHeaders")
    stop = points(value(settings, f"{W}defaultTabStop"))
    return Source(
        package=package,
        styles=_styles(package),
        stretches=read_stretches(body, package),
        old=_mode(settings) < WORD_2013,
        every=stop if stop and stop > 1 else 36.0,
        even=even is not None and on(even),
    )


def _styles(package: Package) -> Styles:
    """Return the styles of a document; of those without automatic numbers, documents with the same share one."""
    styles, numbers, theme = (package.related(package.main, kind) for kind in ("styles", "numbering", "theme"))
    if not package.has(numbers):
        return _shared_styles(package.unpacked(styles), package.unpacked(theme))
    root = package.tree(styles)
    return read_styles(root, read_theme(package.tree(theme)), read_numbering(package.tree(numbers), root))


@lru_cache(maxsize=4)
def _shared_styles(styles: bytes, theme: bytes) -> Styles:
    root = parse(styles, "word/styles.xml") if styles else None
    found = read_styles(
        root, read_theme(parse(theme, "word/theme/theme1.xml") if theme else None), read_numbering(None, root)
    )
    found.margins = {}
    return found


def _mode(settings: Node) -> float:
    """Return the version of Word whose layout a document asks for; 12 where it names none."""
    compat = first(settings, f"{W}compat")
    for setting in compat.iterchildren(f"{W}compatSetting") if compat is not None else ():
        if setting.get(f"{W}name") == "compatibilityMode":
            return number(setting.get(f"{W}val")) or 12
    return 12


def _walk(source: Source, root: Node, part: str, paged: bool = False) -> Walk:
    # an element takes four letters at least, so a small part need not be counted
    if source.package.size(part) > 4 * MOST_ELEMENTS and sum(1 for _ in root.iter(*COUNTED)) > MOST_ELEMENTS:
        raise Unreadable(f"tệp quá dài (phần {part})", TOO_LONG)
    index = {paragraph: i for i, paragraph in enumerate(root.iter(f"{W}p"))}
    ends = frozenset([e.getparent().getparent() for e in root.iter(f"{W}sectPr") if e.getparent().tag == f"{W}pPr"])
    return Walk(Story(source.styles, paged), source.stretches, index, source.old, source.every, ends)


def _margins(source: Source) -> tuple[tuple[PageNumber, ...], list[Line]]:
    """Return the page numbers of all sections, and the other lines of headers and footers, each part once."""
    numbers: list[PageNumber] = []
    lines: list[Line] = []
    seen: set[str] = set()
    for index, stretch in enumerate(source.stretches):
        found: dict[tuple[Zone, str], tuple[Line, ...]] = {}
        for zone, kind, part in shown_parts(stretch, source.even):
            found[zone, kind] = _margin(source, stretch, zone, part, index)
            if part not in seen:
                seen.add(part)
                lines += [line for line in found[zone, kind] if not is_number(line)]
        numbers += page_numbers(index, stretch, found)
    return tuple(numbers), lines


def _margin(source: Source, stretch: Stretch, zone: Zone, part: str, section: int) -> tuple[Line, ...]:
    """Return the lines of a header or footer; of styles that documents share, from those read before."""
    known = source.styles.margins
    if known is None:
        return _margin_lines(source, stretch, zone, part, section)
    key = (part, source.package.unpacked(part), zone, section, stretch.page, source.old, source.every)
    if key not in known:
        if len(known) > MOST_MARGINS:
            known.clear()
        known[key] = _margin_lines(source, stretch, zone, part, section)
    return known[key]


def _margin_lines(source: Source, stretch: Stretch, zone: Zone, part: str, section: int) -> tuple[Line, ...]:
    root = source.package.tree(part)
    if root is None:
        return ()
    walk = _walk(source, root, part, paged=True)
    walk.section = section
    walk.blocks(root, Scene(zone, part, stretch.page, stretch.page.text, origin=0.0), 0.0)
    return attach(walk.placed, walk.drawn)[0]


def _notes(source: Source) -> list[Line]:
    """Return the lines of footnotes and endnotes."""
    lines: list[Line] = []
    for kind in ("footnote", "endnote"):
        part = source.package.related(source.package.main, f"{kind}s")
        root = source.package.tree(part)
        if root is None:
            continue
        notes = [note for note in root.iterchildren(f"{W}{kind}") if note.get(f"{W}type") in (None, "normal")]
        if not notes:
            continue
        walk = _walk(source, root, part)
        page = source.stretches[0].page
        for note in notes:
            walk.blocks(note, Scene("note", part, page, page.text), 0.0)
        lines += [placed.line for placed in walk.placed]
    return lines


def _sections(stretches: list[Stretch], begins: list[int], count: int) -> tuple[Section, ...]:
    starts = begins + [count] * (len(stretches) - len(begins))
    return tuple(replace(s.section, first_line=start) for s, start in zip(stretches, starts, strict=True))


def _maker(package: Package) -> str:
    """Return the program that wrote the file, as the file says, or ""."""
    root = package.tree(package.related("", "extended-properties"))
    told = (first(root, f"{PROPERTIES}{name}") for name in ("Application", "AppVersion"))
    name, version = ("" if each is None else (each.text or "").strip() for each in told)
    return " ".join(f"{name.split('$')[0].replace('/', ' ')} {'' if '/' in name else version}".split())
