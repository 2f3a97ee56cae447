"""The texts and ruled lines of a PDF as they lie on the page, for tests of form. Units: pt, mm."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2.raw as raw

MM = 72 / 25.4


@dataclass
class Piece:
    page: int
    text: str
    font: str
    size: float
    left: float
    right: float
    base: float
    colour: tuple[int, int, int]

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass
class Rule:
    page: int
    left: float
    right: float
    y: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass
class Page:
    width: float
    height: float


def read(data: bytes) -> tuple[list[Page], list[Piece], list[Rule]]:
    raw.FPDF_InitLibrary()
    document = raw.FPDF_LoadMemDocument64(data, len(data), None)
    pages, pieces, rules = [], [], []
    for number in range(raw.FPDF_GetPageCount(document)):
        page = raw.FPDF_LoadPage(document, number)
        text_page = raw.FPDFText_LoadPage(page)
        pages.append(Page(raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)))
        for index in range(raw.FPDFPage_CountObjects(page)):
            item = raw.FPDFPage_GetObject(page, index)
            left, bottom, right, top = (ctypes.c_float() for _ in range(4))
            raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_PATH and top.value - bottom.value < 3 and right.value - left.value > 8:
                weight = top.value - bottom.value
                rules.append(Rule(number + 1, left.value + weight / 2, right.value - weight / 2, bottom.value))
            if kind != raw.FPDF_PAGEOBJ_TEXT:
                continue
            buffer = ctypes.create_string_buffer(4096)
            size = raw.FPDFTextObj_GetText(item, text_page, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), 4096)
            text = buffer.raw[: size - 2].decode("utf-16-le")
            matrix, points = raw.FS_MATRIX(), ctypes.c_float()
            raw.FPDFPageObj_GetMatrix(item, matrix)
            raw.FPDFTextObj_GetFontSize(item, points)
            name = ctypes.create_string_buffer(256)
            raw.FPDFFont_GetBaseFontName(raw.FPDFTextObj_GetFont(item), name, 256)
            colour = [ctypes.c_uint() for _ in range(4)]
            raw.FPDFPageObj_GetFillColor(item, *colour)
            pieces.append(
                Piece(number + 1, " ".join(text.split()), name.value.decode().split("+")[-1],
                      round(points.value * abs(matrix.d), 2), left.value, right.value, matrix.f,
                      tuple(c.value for c in colour[:3]))
            )  # fmt: skip
        raw.FPDFText_ClosePage(text_page)
        raw.FPDF_ClosePage(page)
    raw.FPDF_CloseDocument(document)
    return pages, pieces, rules
