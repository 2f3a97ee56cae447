"""plant: a correct document and a record -> the same document with exactly that requirement broken.

A long module because it is a table: one small function a property, or a record where a property has several
meanings (`pattern`, `margin`).  Each finds the lines by their known words and damages the XML whatever way it formats.
A function that finds nothing to break raises Nothing.
"""

from __future__ import annotations

import copy
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from generator.standard.records import Record
from verify import pieces, rules
from verify.origins import Origin
from verify.pieces import Copy, Element, Piece, W


class Nothing(Exception):
    """The document has no such element, or none that this defect could be in."""


@dataclass
class Work:
    """One document on the bench: the copy that is damaged, what stands where, and the record that is to be broken."""

    origin: Origin
    record: Record
    doc: Copy

    @property
    def dice(self) -> int:
        """A number that is the same for the same origin and record, and else another."""
        return zlib.crc32(f"{self.origin.name} {self.record.id}".encode())

    @cached_property
    def root(self) -> Element:
        return self.doc.tree()

    def words(self, element: str = "", fits: Callable[[str], bool] = bool) -> list[str]:
        """The words of an element's lines that fit. Raises Nothing."""
        found = [w for w in self.origin.lines.get(element or self.record.element, ()) if fits(w)]
        if not found:
            raise Nothing
        return found

    def places(self, words: str) -> list[Piece]:
        found = pieces.find(self.root, words)
        for name in [] if found else [*self.doc.named("footer"), *self.doc.named("header")]:
            found = found or pieces.find(self.doc.tree(name), words)
        if not found:
            raise Nothing
        return found

    def line(self, element: str = "", fits: Callable[[str], bool] = bool) -> list[Piece]:
        """One line of an element, chosen by the dice: its places."""
        found = self.words(element, fits)
        return self.places(found[self.dice % len(found)])

    def last(self, element: str = "") -> list[Piece]:
        return self.places(self.words(element)[-1])

    def pick(self, *choices: str) -> str:
        return choices[self.dice // 7 % len(choices)]

    def retype(self, element: str, change: Callable[[str], str], fits: Callable[[str], bool] = bool) -> None:
        """Change the words of one line that fits. Raises Nothing where the change changes nothing."""
        found = self.line(element or self.record.element, lambda w: fits(w) and change(w) != w)
        old = found[0].text
        new = change(old)
        if new == old:
            raise Nothing
        pieces.rewrite(found, new)


def plant(origin: Origin, record: Record) -> bytes | None:
    """Return the document with one requirement broken, None where it cannot be broken in it."""
    damage = BY_RECORD.get(record.id) or BY_PROPERTY.get(record.property)
    if damage is None:
        return None
    work = Work(origin, record, Copy(dict(origin.parts)))
    try:
        damage(work)
    except Nothing:
        return None
    return work.doc.packed()


# --- looks --------------------------------------------------------------------------------------


def size(work: Work) -> None:
    allowed = work.record.allowed
    assert allowed.minimum and allowed.maximum
    wrong = int(work.pick(str(int(allowed.minimum - 1)), str(int(allowed.maximum + 1))))
    for name in ("sz", "szCs"):
        pieces.looks(chosen(work), name, val=str(wrong * 2))


def size_as_body(work: Work) -> None:
    for name in ("sz", "szCs"):
        pieces.looks(chosen(work), name, val="24")


def chosen(work: Work) -> list[Piece]:
    """The line whose look is broken: one of the element's, or a page's number."""
    if work.record.element == "page_number":
        return [piece for piece, _ in page_numbers(work)]
    if work.record.element == "body":
        return work.line("text", lambda w: len(w) > 60)
    return work.line()


def bold(work: Work) -> None:
    pieces.looks(chosen(work), "b", val="0" if work.record.allowed.value == "true" else "1")


def italic(work: Work) -> None:
    pieces.looks(chosen(work), "i", val="0" if work.record.allowed.value == "true" else "1")


def caps(work: Work) -> None:
    """Letters of the other case: of a label only its first word; lower case begins with a capital."""
    found = work.line(
        "text" if work.record.element == "body" else "", lambda w: work.record.element != "body" or len(w) > 90
    )
    text = found[0].text
    if work.record.allowed.value == "true":
        new = text[:1] + text[1:].lower() if work.record.element != "section" else _lower_after_number(text)
    elif work.record.element in ("part", "division", "appendix_label"):
        first, _, rest = text.rpartition(" ")
        new = f"{first.upper()} {rest}"
    else:
        new = text.upper()
    if new == text:
        raise Nothing
    pieces.looks(found, "caps", val="0")
    pieces.rewrite(found, new)


def _lower_after_number(text: str) -> str:
    number, dot, rest = text.partition(". ")
    return number + dot + rest.capitalize() if dot else text.capitalize()


def family(work: Work) -> None:
    name = work.pick("Arial", "Calibri", "VnTime", "Cambria")
    elements = [e for e in ("text", "cell", "title", "recipients", "basis", "point") if work.origin.lines.get(e)]
    pieces.looks(
        work.line(elements[work.dice % len(elements)]), "rFonts", ascii=name, hAnsi=name, cs=name, eastAsia=name
    )


def color(work: Work) -> None:
    pieces.looks(work.line(work.pick("text", "section", "kind")), "color", val=work.pick("FF0000", "0070C0", "595959"))


def unicode(work: Work) -> None:
    found = work.line("text")
    pieces.rewrite(
        found,
        "C¸c ®¬n vÞ lËp dù to¸n chi tiÕt, göi c¬ quan tµi chÝnh cïng cÊp thÈm ®Þnh, tr×nh cÊp cã thÈm quyÒn phª duyÖt.",
    )
    if work.dice % 2:
        pieces.looks(found, "rFonts", ascii=".VnTime", hAnsi=".VnTime", cs=".VnTime")


# --- where lines stand --------------------------------------------------------------------------


def present(work: Work) -> None:
    names = [work.record.element] + (["parent"] if work.record.element == "issuer" else [])
    for name in names:
        for words in work.origin.lines.get(name, ()) if name != work.record.element else work.words():
            pieces.drop(work.places(words))


def addressee(work: Work) -> None:
    for piece in work.last("title"):
        following = copy.deepcopy(piece.paragraph)
        pieces.rewrite(
            [Piece(following, tuple(pieces.own_runs(following)))], "Kính gửi: Các phòng, ban, đơn vị trực thuộc"
        )
        rules.bare(following)
        work.places(work.words("basis")[0])[0].paragraph.addprevious(following)


def on_side(work: Work) -> None:
    """Out of its column, into the middle of the page."""
    elements = {"country": ("country", "motto"), "issuer": ("parent", "issuer"), "capacity": ("capacity", "signer")}
    work.words()
    first = pieces.top(
        work.places(work.words("country" if work.record.element != "capacity" else "capacity")[0])[0].paragraph
    )
    for name in elements[work.record.element]:
        for words in work.origin.lines.get(name, ()):
            pieces.lift(work.places(words), first)


def one_line(work: Work) -> None:
    """The column too narrow for the words."""
    rules.narrow(work.places(work.words()[0])[0].paragraph) or _nothing()


def _nothing() -> None:
    raise Nothing


def centered(work: Work) -> None:
    aside(work.line(), "left")


def centered_under(work: Work) -> None:
    for words in work.words():
        aside(work.places(words), "right" if work.record.element == "motto" else "left", by=-700)


def aside(found: list[Piece], where: str, by: int = 0) -> None:
    """Set a line flush; where it stands at a tab stop change the stop's kind, or move it by twips."""
    for piece in found:
        if piece.tabs:
            stop = _stop(piece)
            stop.set(f"{W}val", "center" if by else where)
            stop.set(f"{W}pos", str(int(stop.get(f"{W}pos")) + by))
        else:
            pieces.prop(piece.paragraph, "pPr", "jc", val=where)


def _stop(piece: Piece) -> Element:
    stops = rules.stops(piece.paragraph)
    if len(stops) < piece.tabs:
        raise Nothing
    return stops[piece.tabs - 1]


def flush_left(work: Work) -> None:
    for piece in work.line():
        if not piece.alone:
            pieces.prop(piece.paragraph, "pPr", "ind", left="1200")
        else:
            pieces.prop(piece.paragraph, "pPr", "jc", val="center")


def same_line(work: Work) -> None:
    """Three lines further down, in its own column."""
    for piece in work.places(work.words()[0]):
        if not piece.alone and (piece.tabs or work.record.element == "recipients_title"):
            rules.break_at_tab(piece)
            continue
        for _ in range(3):
            blank = piece.paragraph.makeelement(f"{W}p")
            pieces.prop(blank, "pPr", "spacing", before="0", after="0", line="240", lineRule="auto")
            piece.paragraph.addprevious(blank)


# --- ruled lines --------------------------------------------------------------------------------


def rule(work: Work) -> None:
    for each in _rules(work):
        each.remove()


def rule_solid(work: Work) -> None:
    for each in _rules(work):
        each.dash()


def rule_length(work: Work) -> None:
    """Under several lines it may have the length of any: far too long, or far too short."""
    found = _rules(work)
    factor = {"motto": 0.55, "title": 3.2}.get(work.record.element) or float(work.pick("3.2", "0.6"))
    for each in found:
        each.resize(factor)


def rule_centered(work: Work) -> None:
    for each in _rules(work):
        each.move(20)


def rule_drawn(work: Work) -> None:
    """The words underlined in place of a line."""
    for each in _rules(work):
        each.remove()
    pieces.looks(work.last(), "u", val="single")


def _rules(work: Work) -> list[rules.Ruled]:
    column = 1 if work.record.element == "motto" else 0
    found = [r for piece in work.last() for r in rules.below(piece, column, work.doc)]
    if not found:
        raise Nothing
    return found


# --- the page -----------------------------------------------------------------------------------


def _sections(work: Work) -> list[Element]:
    return list(work.root.iter(f"{W}sectPr"))


def _first(work: Work, name: str) -> Element:
    section = _sections(work)[0]
    found = section.find(f"{W}{name}")
    if found is None:
        found = section.makeelement(f"{W}{name}")
        section.find(f"{W}pgMar").addnext(found)
    return found


def paper(work: Work) -> None:
    wide, high = {"Letter": (12240, 15840), "A5": (8391, 11906), "Legal": (12240, 20160)}[work.pick("Letter", "Legal")]
    _first(work, "pgSz").attrib.update({f"{W}w": str(wide), f"{W}h": str(high)})


def orientation(work: Work) -> None:
    """Landscape without a table that asks for it."""
    if work.origin.lines.get("cell"):
        raise Nothing
    page = _first(work, "pgSz")
    page.attrib.update({f"{W}w": page.get(f"{W}h"), f"{W}h": page.get(f"{W}w"), f"{W}orient": "landscape"})


def margin(work: Work) -> None:
    allowed = work.record.allowed
    assert allowed.minimum and allowed.maximum
    wrong = float(work.pick(str(allowed.minimum - 2), str(allowed.maximum + 1.5)))
    _first(work, "pgMar").set(f"{W}{work.record.id.partition('.')[2]}", str(round(wrong * 1440 / 25.4)))


def changes(work: Work) -> None:
    """A run that someone put in with tracking on."""
    run = work.line("text")[0].runs[0]
    inserted = run.makeelement(f"{W}ins", {f"{W}id": "9001", f"{W}author": "A", f"{W}date": "2026-01-05T00:00:00Z"})
    run.addprevious(inserted)
    inserted.append(run)


# --- page numbers -------------------------------------------------------------------------------


def page_numbers(work: Work) -> list[tuple[Piece, Element]]:
    """The paragraphs that hold a PAGE field, with the runs of it."""
    found = []
    for name in [*work.doc.named("header"), *work.doc.named("footer")]:
        if b"PAGE" in work.doc.parts[name]:
            for paragraph in work.doc.tree(name).iter(f"{W}p"):
                runs = pieces.own_runs(paragraph)
                codes = "".join(t.text or "" for r in runs for t in r.iter(f"{W}instrText"))
                simple = "".join(f.get(f"{W}instr") for f in paragraph.iter(f"{W}fldSimple"))
                if "PAGE" in codes + simple and runs and (paragraph.find(f".//{W}txbxContent") is None):
                    found.append((Piece(paragraph, tuple(runs)), paragraph))
    if not found:
        raise Nothing
    return found


def numbered(work: Work) -> None:
    for piece, paragraph in page_numbers(work):
        for child in list(paragraph):
            if child.tag != f"{W}pPr":
                paragraph.remove(child)
        del piece


def first_hidden(work: Work) -> None:
    page_numbers(work)
    section = _sections(work)[0]
    title = section.find(f"{W}titlePg")
    if title is None:
        raise Nothing
    section.remove(title)


def number_start(work: Work) -> None:
    page_numbers(work)
    _first(work, "pgNumType").set(f"{W}start", work.pick("0", "3", "5"))


def number_digits(work: Work) -> None:
    page_numbers(work)
    _first(work, "pgNumType").set(f"{W}fmt", work.pick("upperRoman", "lowerRoman"))


def number_plain(work: Work) -> None:
    before, after = work.pick("Trang | ", "- | -", "| / 9").split("|")
    for _, paragraph in page_numbers(work):
        start = 1 if paragraph.find(f"{W}pPr") is not None else 0
        runs = pieces.own_runs(paragraph)
        for text, at in ((after, len(paragraph)), (before, start)):
            run = copy.deepcopy(runs[0])
            for child in list(run):
                if child.tag != f"{W}rPr":
                    run.remove(child)
            letters = run.makeelement(f"{W}t")
            letters.text = text
            letters.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.append(letters)
            if text.strip():
                paragraph.insert(at, run)


def number_top(work: Work) -> None:
    """The header that holds the number made a footer."""
    page_numbers(work)
    for name in work.doc.named("header"):
        if b"PAGE" in work.doc.parts[name]:
            rules.header_to_footer(work.doc, name)


def number_center(work: Work) -> None:
    where = work.pick("right", "left")
    for _, paragraph in page_numbers(work):
        frame = paragraph.find(f"{W}pPr/{W}framePr")
        if frame is not None:
            frame.set(f"{W}xAlign", where)
            continue
        box = next(paragraph.iterancestors(f"{W}txbxContent"), None)
        if box is not None:
            rules.box_aside(box, where)
        pieces.prop(paragraph, "pPr", "jc", val=where)


def number_appendix(work: Work) -> None:
    work.words("appendix_label")
    page_numbers(work)
    restarts = [n for s in _sections(work)[1:] for n in s.findall(f"{W}pgNumType") if n.get(f"{W}start")]
    if not restarts:
        raise Nothing
    for restart in restarts:
        del restart.attrib[f"{W}start"]


# --- words --------------------------------------------------------------------------------------


def retyped(element: str, *changes: tuple[str, str]) -> Callable[[Work], None]:
    """A defect of words: one of several texts in place of another, whichever the line holds."""

    def damage(work: Work) -> None:
        found = [(old, new) for old, new in changes if any(old in w for w in work.words(element))]
        if not found:
            raise Nothing
        old, new = found[work.dice % len(found)]
        work.retype(element, lambda w: w.replace(old, new, 1))

    return damage


def title_stop(work: Work) -> None:
    found = work.last("title")
    pieces.rewrite(found, found[0].text + work.pick(".", ";"))


def title_capital(work: Work) -> None:
    found = work.places(work.words("title")[0])
    text = found[0].text
    pieces.rewrite(found, text[:1].lower() + text[1:])


def together(work: Work) -> None:
    """Sizes that are each allowed and do not go together."""
    small = work.origin.sizes.startswith("12")
    for name in ("sz", "szCs"):
        pieces.looks(work.places(work.words("motto")[0]), name, val="28" if small else "26")


def basis_end(work: Work) -> None:
    found = work.places(work.words("basis")[0])
    pieces.rewrite(found, found[0].text.rstrip(";") + work.pick(".", ",", ""))


def basis_last(work: Work) -> None:
    found = work.last("basis")
    pieces.rewrite(found, found[0].text.rstrip(".") + work.pick(";", ""))


def justified(work: Work) -> None:
    for piece in work.line("text", lambda w: len(w) > 150):
        pieces.prop(piece.paragraph, "pPr", "jc", val=work.pick("left", "left", "right"))


def indent(work: Work) -> None:
    for piece in work.line("text", lambda w: len(w) > 90):
        pieces.prop(piece.paragraph, "pPr", "ind", firstLine=work.pick("0", "851", "360"))


def gap(work: Work) -> None:
    """No space between two paragraphs of the content."""
    bodies = set(work.words("body")) | set(work.origin.lines.get("clause", ()))
    for words in work.words("text", lambda w: len(w) > 90):
        for piece in work.places(words):
            following = piece.paragraph.getnext()
            text = "".join(following.itertext()) if following is not None else ""
            fits = any(text and w.endswith(text) for w in bodies if len(w) > 60)
            if fits:
                pieces.spacing(piece.paragraph, after="40", afterAutospacing="0")
                pieces.spacing(following, before="20", beforeAutospacing="0")
                return
    raise Nothing


def line(work: Work) -> None:
    if work.record.element == "body":
        value, how = work.pick("480 auto", "200 exact", "216 auto").split()
        found = work.line("text", lambda w: len(w) > 90)
    else:
        value, how = work.pick("360 auto", "300 auto").split()
        found = work.line()
    for piece in found:
        pieces.spacing(piece.paragraph, line=value, lineRule=how)


# --- headings and lists -------------------------------------------------------------------------


def own_line(work: Work) -> None:
    """The label and its title on one line."""
    titles = work.words(f"{work.record.element.removesuffix('_label')}_title")
    for label, title in zip(work.words(), titles, strict=False):
        found = work.places(label)
        pieces.rewrite(found, f"{label}{work.pick(':', '.', ' -')} {title}")
        pieces.drop(work.places(title))
        return


def has_title(work: Work) -> None:
    pieces.drop(work.line(f"{work.record.element}_title"))


def section_title(work: Work) -> None:
    """The title runs on into a sentence."""
    more = "các đơn vị xây dựng kế hoạch cụ thể, phân công rõ người, rõ việc và tổ chức thực hiện trong năm 2026."
    found = work.last("section")
    number, dot, rest = found[0].text.partition(". ")
    pieces.rewrite(found, f"{number}{dot}{rest.capitalize()}: {more}")


def article_title(work: Work) -> None:
    work.retype("article", lambda w: w.partition(".")[0] + ".")


def lead_bold(work: Work) -> None:
    pieces.looks(work.line(), "b", val="0")


def clause_bold(work: Work) -> None:
    pieces.looks(work.line("heading"), "b", val="0")


def section_order(work: Work) -> None:
    work.retype("section", lambda w: w.replace("II. ", "V. ", 1) if w.startswith("II. ") else w)


def clause_order(work: Work) -> None:
    work.retype("clause", lambda w: w.replace("2. ", "5. ", 1) if w.startswith("2. ") else w)


def clause_dot(work: Work) -> None:
    sign = work.pick("/", "-", ")")
    try:
        work.retype("clause", lambda w: w.replace(". ", f"{sign} ", 1) if w.startswith("1. ") else w)
    except Nothing:
        rules.level_text(work.doc, "%2.", f"%2{sign}") or _nothing()


def point_bracket(work: Work) -> None:
    sign = work.pick(".", "/")
    try:
        work.retype("point", lambda w: w.replace(") ", f"{sign} ", 1))
    except Nothing:
        rules.level_text(work.doc, "%3)", f"%3{sign}") or _nothing()


def letters(work: Work) -> None:
    old, new = work.pick("đ) e)", "d) đ)", "g) f)").split()
    work.retype("point", lambda w: w.replace(f"{old} ", f"{new} ", 1) if w.startswith(f"{old} ") else w)


# --- signature and recipients -------------------------------------------------------------------


def on_behalf(work: Work) -> None:
    for words in work.words("capacity", lambda w: w.startswith("TM.")):
        pieces.drop(work.places(words))


def degree(work: Work) -> None:
    found = work.last("signer")
    pieces.rewrite(found, work.pick("ThS. ", "TS ", "Bác sĩ ") + found[0].text)


def recipient_dash(work: Work) -> None:
    work.retype("recipients", lambda w: w.replace("- ", "", 1) if "Lưu" not in w else w)


def recipient_end(work: Work) -> None:
    sign = work.pick(".", ",", "")
    work.retype("recipients", lambda w: w.removesuffix(";") + sign if w.endswith(";") and "Lưu" not in w else w)


def archive_stop(work: Work) -> None:
    found = work.last("recipients")
    pieces.rewrite(found, found[0].text.rstrip("."))


def as_above(work: Work) -> None:
    pieces.rewrite(work.places(work.words("recipients")[0]), "- Như trên;")


# --- appendices and boxes -----------------------------------------------------------------------


def referred(work: Work) -> None:
    """Every mention of the appendices taken out of the content."""
    work.words()
    for element in ("text", "clause", "point"):
        for words in work.origin.lines.get(element, ()):
            if "hụ lục" in words or "kèm theo" in words:
                found = work.places(words)
                text = found[0].text.replace("hụ lục", "ần này").replace("kèm theo", "hiện hành")
                pieces.rewrite(found, text)


def appendix_number(work: Work) -> None:
    work.retype("appendix_label", lambda w: w.replace(" II", work.pick(" 2", " B")) if w.endswith(" II") else w)


def attached_present(work: Work) -> None:
    pieces.drop(work.line("attached"))


def framed(work: Work) -> None:
    for piece in work.line():
        rules.unframe(piece, work.doc) or _nothing()


def sentence(words: str) -> Callable[[Work], None]:
    """A defect of language: a sentence more at the end of a paragraph of running text."""

    def damage(work: Work) -> None:
        found = work.line("text", lambda w: len(w) > 90 and w.endswith(".") and not w.endswith("./."))
        pieces.rewrite(found, f"{found[0].text.rstrip()} {words}")

    return damage


BY_PROPERTY: dict[str, Callable[[Work], None]] = {
    function.__name__: function
    for function in (
        size, size_as_body, bold, italic, caps, family, color, unicode, present, one_line, centered, centered_under,
        flush_left, same_line, rule, rule_solid, rule_length, rule_centered, rule_drawn, paper, orientation, margin,
        changes, numbered, first_hidden, number_start, number_digits, number_plain, number_top, number_center,
        number_appendix, together, basis_end, basis_last, justified, indent, gap, line, own_line, has_title,
        section_title,
        article_title, lead_bold, clause_bold, clause_dot, point_bracket, letters, on_behalf, degree, recipient_dash,
        recipient_end, archive_stop, as_above, referred, appendix_number, attached_present, framed,
    )
} | {"side": on_side, "absent": addressee}  # fmt: skip

#: Where the words themselves are wrong.
BY_RECORD: dict[str, Callable[[Work], None]] = {
    "country.text": retyped(
        "country", ("VIỆT NAM", "VIÊT NAM"), ("CHỦ NGHĨA", "CHŨ NGHĨA"), ("HỘI CHỦ NGHĨA", "HỘI  CN")
    ),
    "motto.text": retyped(
        "motto", (" - ", " – "), (" - Tự do - ", "-Tự do-"), ("lập - Tự do", "Lập - Tự Do"), ("phúc", "phúc.")
    ),
    "issuer.full_name": retyped("issuer", ("ỦY BAN NHÂN DÂN", "UBND")),
    "number.colon": retyped("number", ("Số:", "Số"), ("Số:", "Số.")),
    "number.word": retyped("number", ("Số:", "SỐ:"), ("Số:", "số:")),
    "number.zero": retyped("number", ("Số: 0", "Số: ")),
    "number.form": retyped("number", ("/KH-", "-KH/"), ("/KH-", " / KH-"), ("KH-", "KH - "), ("/KH-", "/KH/")),
    "number.caps": retyped("number", ("-SYT", "-Syt"), ("-UBND", "-ubnd")),
    "number.type": retyped("number", ("/KH-", "/QĐ-"), ("/KH-", "/BC-"), ("/KH-", "/CTr-")),
    "number.year": retyped("number", ("/KH-", "/2026/KH-")),
    "place_date.full": retyped("place_date", (" tháng 02 năm ", "/02/"), (" tháng 4 năm ", "/4/")),
    "place_date.zero": retyped("place_date", ("ngày 05", "ngày 5"), ("tháng 02", "tháng 2"), ("ngày 09", "ngày 9")),
    "place_date.month": retyped("place_date", ("tháng 4", "tháng 04")),
    "place_date.comma": retyped("place_date", (", ngày", " ngày"), (", ngày", ",ngày"), (", ngày", " , ngày")),
    "place_date.capital": retyped("place_date", ("Thọ,", "thọ,"), ("Bình,", "bình,")),
    "place_date.official": retyped("place_date", ("Phú Thọ,", "TP. Việt Trì,"), ("Tân Bình,", "P. Tân Bình,")),
    "title.stop": title_stop,
    "title.capital": title_capital,
    "basis.law": retyped("basis", ("địa phương ngày", "địa phương số 72/2025/QH15 ngày")),
    "basis.complete": retyped("basis", ("số 30/2020/NĐ-CP ngày 05 tháng 3 năm "
                                        "2020 ", ""), ("ngày 12 tháng 01 năm 2026 ", "")),
    "part.roman": retyped("part", ("Phần II", "Phần 2")),
    "division.digits": retyped("division", ("Mục 1", "Mục I")),
    "article.dot": retyped("article", ("Điều 1.", "Điều 1:"), ("Điều 2.", "Điều 2")),
    "section.order": section_order,
    "clause.order": clause_order,
    "ending.mark": retyped("text", ("./.", "."), ("./.", "")),
    "capacity.abbreviation": retyped("capacity", ("TM.", "T/M"), ("KT.", "K/T"), ("KT.", "KT"), ("TM.", "T.M")),
    "capacity.space": retyped("capacity", ("TM. ", "TM."), ("KT. ", "KT.")),
    "recipients_title.text": retyped(
        "recipients_title", ("nhận:", "nhận"), ("Nơi nhận", "NƠI NHẬN"), ("nhận:", "nhận :")
    ),
    "recipients.archive": retyped(
        "recipients", ("Lưu: VT", "Lưu VT"), ("Lưu: VT", "Lưu: Văn thư"), ("Lưu: VT, ", "Lưu: ")
    ),
} | {
    name: sentence(words)
    for name, words in {
        "capital-after-stop": "các đơn vị chủ động thực hiện. nếu có vướng mắc thì báo cáo kịp thời.",
        "capitals.unit-noun": "Các mô hình được học tập tại Tỉnh Nam Định trong năm.",
        "capitals.numbered-unit": "Các mô hình được học tập tại phường 4, quận 1 trong năm.",
        "capitals.hcm": "Các mô hình được học tập tại thành phố Hồ Chí Minh trong năm.",
        "capitals.organisation": "Các đơn vị phối hợp với Sở tài chính để thẩm định.",
        "capitals.party-central": "Việc này theo chỉ đạo của ban chấp hành Trung ương Đảng trong nhiệm kỳ.",
        "capitals.people-state": "Các đơn vị chăm lo đời sống nhân dân tại cơ sở.",
        "capitals.document-type": "Các đơn vị thực hiện theo nghị quyết số 12/NQ-HĐND ngày 12 tháng 01 năm 2026 "
                                  "của Hội đồng nhân dân tỉnh "
        "về công tác người cao tuổi.",
        "capitals.citation-parts": "Các đơn vị thực hiện theo Khoản 2 điều 5 Nghị định này.",
        "capitals.tet": "Các đơn vị tổ chức thăm hỏi dịp tết nguyên đán hằng năm.",
        "capitals.weekday": "Các đơn vị họp giao ban vào thứ hai hằng tuần.",
        "citation.first-mention": "Các đơn vị thực hiện theo Quyết định số 45/QĐ-UBND.",
        "citation.later-mention": " ".join(
            ["Các đơn vị thực hiện theo Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về "
             "công tác văn thư."] * 2
        ),
        "citation.incomplete": "Các đơn vị thực hiện theo Quyết định 167 giai đoạn 2.",
        "citation.missing-so": "Các đơn vị thực hiện theo Kế hoạch 620/KH-UBND ngày 12 tháng 01 năm 2026 của Ủy "
                               "ban nhân dân tỉnh "
        "về công tác người cao tuổi.",
        "citation.symbol-form": "Các đơn vị thực hiện theo Nghị quyết số 17 /NQ-HĐND ngày 12 tháng 01 năm 2026 "
                                "của Hội đồng nhân dân tỉnh "
        "về công tác người cao tuổi.",
    }.items()
}  # fmt: skip

#: Records that no DOCX can be made to breach, and why.
NOT_IN_A_DOCX = {
    "text.embedded": "only a PDF holds fonts: broken in the PDF below",
    "capitals.new-line": "judged in plans only, where a line's end is known",
}


def without_fonts(data: bytes) -> bytes:
    """Return a PDF whose fonts are only named."""
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                    if key in item:
                        del item[key]
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()
