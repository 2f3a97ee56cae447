"""Reads the parts of a DOCX that tests look at, with no help from the program."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = {"w": W[1:-1]}
SCHEMAS = Path(__file__).parent / "schemas"


def parts(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}


def tree(docx: bytes, part: str = "word/document.xml"):
    return etree.fromstring(parts(docx)[part])


def text(paragraph) -> str:
    return "".join(t.text or "" for t in paragraph.iter(f"{W}t"))


def style(paragraph) -> str:
    found = paragraph.find("w:pPr/w:pStyle", NS)
    return found.get(f"{W}val") if found is not None else "Normal"


def paragraphs(docx: bytes, name: str) -> list[str]:
    """The texts of all paragraphs of one style."""
    return [text(p) for p in tree(docx).iter(f"{W}p") if style(p) == name]


class Styles:
    """Effective values of a style, its based-on chain and the document's defaults."""

    def __init__(self, docx: bytes) -> None:
        root = tree(docx, "word/styles.xml")
        self.by_id = {s.get(f"{W}styleId"): s for s in root.iterfind("w:style", NS)}
        self.defaults = root.find("w:docDefaults", NS)

    def get(self, name: str, path: str, attribute: str = "val"):
        """The value of e.g. `rPr/sz` in force for a style; None where nothing sets it."""
        seen = name
        while seen:
            element = self.by_id[seen].find("/".join(f"w:{step}" for step in path.split("/")), NS)
            if element is not None and element.get(f"{W}{attribute}") is not None:
                return element.get(f"{W}{attribute}")
            if element is not None and attribute == "val":
                return True
            based = self.by_id[seen].find("w:basedOn", NS)
            seen = based.get(f"{W}val") if based is not None else None
        first, rest = path.split("/", 1)
        default = self.defaults.find(f"w:{first}Default/w:{first}/w:" + rest.replace("/", "/w:"), NS)
        return default.get(f"{W}{attribute}") if default is not None else None
