"""A reviewer at Word: edits a built DOCX as Word writes edits, with rsids, split runs, spelling marks and bookmarks."""

from __future__ import annotations

import copy
import io
import zipfile
from xml.sax.saxutils import escape

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
R = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def q(name):
    return f"{{{W}}}{name}"


class Desk:
    def __init__(self, data):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.root = etree.fromstring(self.parts["word/document.xml"])
        self.notes = etree.fromstring(self.parts["word/footnotes.xml"])
        self.ids = 100
        self.comments = []
        self.edits = 0

    # --- what a hand finds -------------------------------------------------------------------------

    def p(self, start):
        """The first paragraph that begins so, or holds it."""
        paragraphs = [p for root in (self.root, self.notes) for p in root.iter(q("p"))]
        for test in (str.startswith, str.__contains__):
            for p in paragraphs:
                if test(self.text(p), start):
                    return p
        raise AssertionError(start)

    @staticmethod
    def text(p):
        return "".join(t.text or "" for t in p.iter(q("t"), q("delText")))

    def by(self, tag, author, date="2022-01-20T09:00:00Z"):
        self.ids += 1
        self.edits += 1
        made = etree.Element(q(tag))
        made.set(q("id"), str(self.ids))
        made.set(q("author"), author)
        made.set(q("date"), date)
        return made

    def cut(self, p, words):
        """The runs that hold exactly these words: runs are split as Word splits them."""
        at = self.text(p).index(words)
        end = at + len(words)
        place, found = 0, []
        for t in list(p.iter(q("t"))):
            text, run = t.text or "", t.getparent()
            a, b = max(at - place, 0), min(end - place, len(text))
            place += len(text)
            if a >= b:
                continue
            for piece, mine in ((text[:a], False), (text[a:b], True), (text[b:], False)):
                if not piece:
                    continue
                new = copy.deepcopy(run)
                for other in list(new):
                    if other.tag != q("rPr"):
                        new.remove(other)
                new.set(q("rsidR"), "00A1B2C3")
                inner = etree.SubElement(new, q("t"))
                inner.text = piece
                inner.set(SPACE, "preserve")
                run.addprevious(new)
                if mine:
                    found.append(new)
                else:
                    mark = etree.Element(q("proofErr"))
                    mark.set(q("type"), "spellStart")
                    run.addprevious(mark)
            run.getparent().remove(run)
        return found

    def run(self, text, looks=""):
        return etree.fromstring(
            f'<w:r xmlns:w="{W}" w:rsidR="00D4E5F6">{f"<w:rPr>{looks}</w:rPr>" if looks else ""}'
            f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        )

    # --- tracked edits -----------------------------------------------------------------------------

    def delete(self, p, words, author="Lê A", tag="del"):
        p = self.p(p) if isinstance(p, str) else p
        runs = self.cut(p, words)
        around = self.by(tag, author)
        runs[0].addprevious(around)
        for run in runs:
            around.append(run)
            for t in run.iter(q("t")):
                t.tag = q("delText")
        return around

    def replace(self, p, old, new, author="Lê A"):
        gone = self.delete(p, old, author)
        came = self.by("ins", author)
        came.append(self.run(new))
        gone.addnext(came)
        return came

    def insert(self, p, after, new, author="Lê A", looks=""):
        p = self.p(p) if isinstance(p, str) else p
        came = self.by("ins", author)
        came.append(self.run(new, looks))
        self.cut(p, after)[-1].addnext(came)
        return came

    def mark(self, p, tag, author):
        properties = p.find(q("pPr"))
        if properties is None:
            properties = etree.Element(q("pPr"))
            p.insert(0, properties)
        look = properties.find(q("rPr"))
        if look is None:
            look = etree.SubElement(properties, q("rPr"))
        look.insert(0, self.by(tag, author))

    def drop(self, p, author="Lê A"):
        p = self.p(p) if isinstance(p, str) else p
        self.delete(p, self.text(p), author)
        self.mark(p, "del", author)

    def enter(self, p, new, author="Lê A"):
        """Press Enter at a paragraph's end and type: Word marks the end of the first as the one that came."""
        p = self.p(p) if isinstance(p, str) else p
        made = copy.deepcopy(p)
        for child in list(made):
            if child.tag != q("pPr"):
                made.remove(child)
        self.mark(p, "ins", author)
        came = self.by("ins", author)
        came.append(self.run(new))
        made.append(came)
        p.addnext(made)
        return made

    def split(self, p, words, author="Lê A"):
        """Press Enter in a sentence, before these words."""
        p = self.p(p)
        text = self.text(p)
        tail = self.cut(p, text[text.index(words) :])
        made = copy.deepcopy(p)
        for child in list(made):
            if child.tag != q("pPr"):
                made.remove(child)
        self.mark(p, "ins", author)
        for run in tail:
            made.append(run)
        p.addnext(made)

    def merge(self, p, author="Lê A"):
        """Delete a paragraph's end: the next one joins it."""
        self.mark(self.p(p), "del", author)

    def shade(self, p, words, looks="<w:b/>", author="Lê A"):
        for run in self.cut(self.p(p), words):
            properties = run.find(q("rPr"))
            if properties is None:
                properties = etree.Element(q("rPr"))
                run.insert(0, properties)
            change = self.by("rPrChange", author)
            change.append(etree.fromstring(f'<w:rPr xmlns:w="{W}"/>'))
            for look in etree.fromstring(f'<x xmlns:w="{W}">{looks}</x>'):
                properties.append(look)
            properties.append(change)

    def move(self, p, after, author="Lê A", name="move1"):
        p, after = self.p(p), self.p(after)
        made = copy.deepcopy(p)
        for each, side in ((p, "From"), (made, "To")):
            runs = [child for child in each if child.tag == q("r")]
            around = self.by(f"move{side}", author)
            runs[0].addprevious(around)
            for run in runs:
                around.append(run)
            start = etree.Element(q(f"move{side}RangeStart"))
            start.set(q("id"), str(self.ids + 50))
            start.set(q("name"), name)
            end = etree.Element(q(f"move{side}RangeEnd"))
            end.set(q("id"), str(self.ids + 50))
            around.addprevious(start)
            around.addnext(end)
            self.mark(each, f"move{side}", author)
        after.addnext(made)

    def row(self, words, tag, author="Lê A"):
        """Delete a table's row, or put a copy of it in below, its cells empty."""
        row = next(self.p(words).iterancestors(q("tr")))
        if tag == "ins":
            made = copy.deepcopy(row)
            for t in list(made.iter(q("r"))):
                t.getparent().remove(t)
            row.addnext(made)
            row = made
        properties = row.find(q("trPr"))
        if properties is None:
            properties = etree.Element(q("trPr"))
            row.insert(0, properties)
        properties.append(self.by(tag, author))
        if tag == "del":
            for p in row.iter(q("p")):
                if self.text(p):
                    self.delete(p, self.text(p), author)
        return row

    def type_in(self, cell, text, author="Lê A"):
        came = self.by("ins", author)
        came.append(self.run(text))
        cell.find(q("p")).append(came)

    # --- untracked edits, comments -------------------------------------------------------------------

    def quietly(self, p, old, new):
        p = self.p(p)
        first, *rest = self.cut(p, old)
        first.find(q("t")).text = new
        for run in rest:
            run.getparent().remove(run)

    def comment(self, p, words, text, author="Lê A", parent=None, done=False, date="2022-01-20T10:00:00Z"):
        number = len(self.comments)
        if parent is None:
            runs = self.cut(self.p(p), words)
            for name, put in (("commentRangeStart", runs[0].addprevious), ("commentRangeEnd", runs[-1].addnext)):
                element = etree.Element(q(name))
                element.set(q("id"), str(number))
                put(element)
            end = runs[-1].getnext()
            end.addnext(etree.fromstring(f'<w:r xmlns:w="{W}"><w:commentReference w:id="{number}"/></w:r>'))
        self.comments.append((number, author, date, text, parent, done))
        return number

    def save(self):
        parts = dict(self.parts)
        parts["word/document.xml"] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        parts["word/footnotes.xml"] = etree.tostring(
            self.notes, xml_declaration=True, encoding="UTF-8", standalone=True
        )
        if self.comments:
            self.add_comments(parts)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in parts.items():
                package.writestr(name, data)
        return out.getvalue()

    def add_comments(self, parts):
        said, more = [], []
        for number, author, date, text, parent, done in self.comments:
            said.append(
                f'<w:comment w:id="{number}" w:author="{escape(author)}" w:date="{date}">'
                f'<w:p w14:paraId="0000{number:04X}">'
                f"<w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:comment>"
            )
            above = f' w15:paraIdParent="0000{parent:04X}"' if parent is not None else ""
            more.append(f'<w15:commentEx w15:paraId="0000{number:04X}"{above} w15:done="{int(done)}"/>')
        spaces = f'xmlns:w="{W}" xmlns:w14="{W14}" xmlns:w15="{W15}"'
        parts["word/comments.xml"] = f"<w:comments {spaces}>{''.join(said)}</w:comments>".encode()
        parts["word/commentsExtended.xml"] = f"<w15:commentsEx {spaces}>{''.join(more)}</w15:commentsEx>".encode()
        links = parts["word/_rels/document.xml.rels"].decode()
        kinds = (
            ("comments", f"{OFFICE}/comments"),
            ("commentsExtended", "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"),
        )
        for name, kind in kinds:
            link = f'<Relationship Id="rId{name}" Type="{kind}" Target="{name}.xml"/>'
            links = links.replace("</Relationships>", f"{link}</Relationships>")
        parts["word/_rels/document.xml.rels"] = links.encode()
        types = parts["[Content_Types].xml"].decode()
        base = "application/vnd.openxmlformats-officedocument.wordprocessingml"
        for name in ("comments", "commentsExtended"):
            entry = f'<Override PartName="/word/{name}.xml" ContentType="{base}.{name}+xml"/>'
            types = types.replace("</Types>", f"{entry}</Types>")
        parts["[Content_Types].xml"] = types.encode()
