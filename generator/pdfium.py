"""scan: the bytes of a PDF -> what lies on its pages. The only door to pypdfium2 (pdfium).

In: the bytes of a file.  Out: frozen values, lengths in pt from the upper left corner of the page as
it is shown (turned pages are turned, the crop box is the page).  Nothing is judged here.  The module
is long for being a table of foreign calls and the one walk over them.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable, Container, Iterator
from ctypes import c_float, c_int, c_size_t, c_uint, c_ulong, c_ushort, c_void_p
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import atan2, degrees, hypot
from types import SimpleNamespace
from typing import Any, Literal, NamedTuple

#: pdfium is not made for threads.
_LOCK = threading.Lock()
#: What pdfium reports for a hyphen that ends a line.
_HYPHENS = {ord("\x02"): "-", 0xFFFE: "-"}
#: Above so many objects a page is not read: no office writes one (objects).
MOST_OBJECTS = 200_000
MOST_PAGES = 3_000
#: The same for what stands within forms, which a few bytes can multiply.
_MOST_IN_FORMS = 40_000
#: Forms within forms are followed so deep.
_DEEPEST = 8
#: Above so many strokes a page is a drawing; the rest of them is passed over.
_DRAWING = 20_000
#: pdfium's text of one object costs a walk over all letters of the page; from so many objects on,
#: asking each letter for its object is cheaper (measured: 5 ns against 1 µs).
_MANY = 150

Trouble = Literal["damaged", "locked", "pages", "objects"]


class PdfError(ValueError):
    """A file that pdfium cannot or shall not read, and why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble: Trouble = trouble


class Font(NamedTuple):
    """What the file says of a font. `flags` as in ISO 32000-1, 9.8.2; `weight` is a guess of pdfium."""

    name: str
    family: str
    weight: int
    angle: int
    flags: int
    embedded: bool


class Text(NamedTuple):
    """One text object: (x, y) is where its first letter stands on the baseline, `left` to `bottom` is its ink.

    `slope` is the direction of writing in degrees, 0 for level; `lean` the slant of the letters by
    the matrix; `mode` the render mode (3 is invisible); `mark` the marked content id, -1 for none.
    """

    text: str
    x: float
    y: float
    left: float
    top: float
    right: float
    bottom: float
    size: float
    font: int
    color: str
    mode: int
    mark: int
    slope: int
    lean: float


class Stroke(NamedTuple):
    """A straight line that is drawn, or a filled rectangle as thin as one."""

    left: float
    top: float
    right: float
    bottom: float
    weight: float
    solid: bool


class Box(NamedTuple):
    """A rectangle whose edge is drawn in one go."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page. `pictures` is the share of the page that images cover, at most 1. `blocks` are its
    blocks by the structure tree, in logical order: whether it is in a note, and its marked content."""

    width: float
    height: float
    texts: tuple[Text, ...]
    strokes: tuple[Stroke, ...]
    boxes: tuple[Box, ...]
    pictures: float
    blocks: tuple[tuple[bool, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Scan:
    """All pages of a file, its fonts (by the index that Text.font holds), and who made it."""

    sheets: tuple[Sheet, ...]
    fonts: tuple[Font, ...]
    maker: str


#: Given the widths of all pages (pt), the pages (from 0) that are to be read with their looks.
Choice = Callable[[list[float]], Container[int]]


def scan(data: bytes, *, tags: bool = False, looks: Choice = lambda widths: range(len(widths))) -> Scan:
    """Return what lies on the pages of a PDF; with `tags`, its logical blocks too. Of pages that `looks`
    does not choose only words and where they begin are read, which takes less time.

    Raises PdfError for a file that is damaged, needs a password, or is larger than any office's.
    """
    with _LOCK:
        return _scan(_library(), data, tags, looks)


def texts(data: bytes) -> tuple[str, ...]:
    """Return the text of each page as pdfium itself puts it together: its own lines, its own spaces.

    Nothing is told of where it stands; it is what `scan` can be held against. Raises PdfError as `scan` does.
    """
    with _LOCK:
        return _texts(_library(), data)


def _texts(lib: Any, data: bytes) -> tuple[str, ...]:
    document = lib.LoadMemDocument64(data, len(data), None)
    if not document:
        raise PdfError("locked" if lib.GetLastError() in (_PASSWORD, _SECURITY) else "damaged")
    try:
        count = lib.GetPageCount(document)
        if count > MOST_PAGES:
            raise PdfError("pages")
        return tuple([_page_text(lib, document, number) for number in range(count)])
    finally:
        lib.CloseDocument(document)


def _page_text(lib: Any, document: int, number: int) -> str:
    page = lib.LoadPage(document, number)
    if not page:
        raise PdfError("damaged")
    text_page = lib.TextLoadPage(page)
    try:
        count = max(lib.TextCountChars(text_page), 0) if text_page else 0
        units = (c_ushort * (count + 1))()
        got = lib.TextGetText(text_page, 0, count, units) if count else 0
        return _decoded(units[: max(got - 1, 0)])
    finally:
        if text_page:
            lib.TextClosePage(text_page)
        lib.ClosePage(page)


#: The calls of pdfium: what each gives and takes. Handles are plain numbers here.
_P, _I, _U, _F = c_void_p, c_int, c_ulong, c_float
_CALLS: dict[str, tuple[Any, ...]] = {
    "FPDF_LoadMemDocument64": (_P, _P, c_size_t, _P),
    "FPDF_CloseDocument": (None, _P),
    "FPDF_GetLastError": (_U,),
    "FPDF_GetPageCount": (_I, _P),
    "FPDF_GetMetaText": (_U, _P, _P, _P, _U),
    "FPDF_LoadPage": (_P, _P, _I),
    "FPDF_ClosePage": (None, _P),
    "FPDF_GetPageSizeByIndexF": (_I, _P, _I, _P),
    "FPDF_GetPageWidthF": (_F, _P),
    "FPDF_GetPageHeightF": (_F, _P),
    "FPDF_GetPageBoundingBox": (_I, _P, _P),
    "FPDFPage_GetRotation": (_I, _P),
    "FPDFPage_CountObjects": (_I, _P),
    "FPDFPage_GetObject": (_P, _P, _I),
    "FPDFFormObj_CountObjects": (_I, _P),
    "FPDFFormObj_GetObject": (_P, _P, _U),
    "FPDFPageObj_GetType": (_I, _P),
    "FPDFPageObj_GetMatrix": (_I, _P, _P),
    "FPDFPageObj_GetBounds": (_I, _P, _P, _P, _P, _P),
    "FPDFPageObj_GetFillColor": (_I, _P, _P, _P, _P, _P),
    "FPDFPageObj_GetStrokeColor": (_I, _P, _P, _P, _P, _P),
    "FPDFPageObj_GetStrokeWidth": (_I, _P, _P),
    "FPDFPageObj_GetDashCount": (_I, _P),
    "FPDFPageObj_GetMarkedContentID": (_I, _P),
    "FPDFPath_GetDrawMode": (_I, _P, _P, _P),
    "FPDFPath_CountSegments": (_I, _P),
    "FPDFPath_GetPathSegment": (_P, _P, _I),
    "FPDFPathSegment_GetPoint": (_I, _P, _P, _P),
    "FPDFPathSegment_GetType": (_I, _P),
    "FPDFPathSegment_GetClose": (_I, _P),
    "FPDFTextObj_GetText": (_U, _P, _P, _P, _U),
    "FPDFTextObj_GetFontSize": (_I, _P, _P),
    "FPDFTextObj_GetFont": (_P, _P),
    "FPDFTextObj_GetTextRenderMode": (_I, _P),
    "FPDFFont_GetBaseFontName": (c_size_t, _P, _P, c_size_t),
    "FPDFFont_GetFamilyName": (c_size_t, _P, _P, c_size_t),
    "FPDFFont_GetFlags": (_I, _P),
    "FPDFFont_GetWeight": (_I, _P),
    "FPDFFont_GetItalicAngle": (_I, _P, _P),
    "FPDFFont_GetIsEmbedded": (_I, _P),
    "FPDFText_LoadPage": (_P, _P),
    "FPDFText_ClosePage": (None, _P),
    "FPDFText_CountChars": (_I, _P),
    "FPDFText_GetUnicode": (c_uint, _P, _I),
    "FPDFText_GetTextObject": (_P, _P, _I),
    "FPDFText_GetText": (_I, _P, _I, _I, _P),
    "FPDF_StructTree_GetForPage": (_P, _P),
    "FPDF_StructTree_Close": (None, _P),
    "FPDF_StructTree_CountChildren": (_I, _P),
    "FPDF_StructTree_GetChildAtIndex": (_P, _P, _I),
    "FPDF_StructElement_CountChildren": (_I, _P),
    "FPDF_StructElement_GetChildAtIndex": (_P, _P, _I),
    "FPDF_StructElement_GetChildMarkedContentID": (_I, _P, _I),
    "FPDF_StructElement_GetType": (_U, _P, _P, _U),
}

_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_PASSWORD, _SECURITY = 4, 5
_LINE_TO, _BEZIER_TO, _MOVE_TO = 0, 1, 2

_Matrix = tuple[float, float, float, float, float, float]
_LEVEL: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


#: Calls that take long enough to let another thread work meanwhile.
_LONG = ("FPDF_LoadMemDocument64", "FPDF_LoadPage", "FPDFText_LoadPage")


@cache
def _library() -> Any:
    import pypdfium2.raw as raw

    raw.FPDF_InitLibrary()
    calls = {}
    for name, (gives, *takes) in _CALLS.items():
        address = ctypes.cast(getattr(raw, name), c_void_p).value
        assert address is not None
        short = name.removeprefix("FPDF").replace("_", "")
        # short calls keep the interpreter to themselves: to hand it over thousands of times takes longer than they do
        kind = ctypes.CFUNCTYPE if name in _LONG else ctypes.PYFUNCTYPE
        calls[short] = kind(gives, *takes)(address)
    return SimpleNamespace(**calls)


def no_page(widths: list[float]) -> Container[int]:
    """Choose no page: the words are enough."""
    return ()


def _scan(lib: Any, data: bytes, tags: bool, looks: Choice) -> Scan:
    document = lib.LoadMemDocument64(data, len(data), None)
    if not document:
        raise PdfError("locked" if lib.GetLastError() in (_PASSWORD, _SECURITY) else "damaged")
    try:
        count = lib.GetPageCount(document)
        if count > MOST_PAGES:
            raise PdfError("pages")
        fonts = _Fonts(lib)
        chosen = looks([_width(lib, document, number) for number in range(count)])
        sheets = tuple(_sheets(lib, document, count, fonts, chosen, tags))
        return Scan(sheets, tuple(fonts.found), _maker(lib, document))
    finally:
        lib.CloseDocument(document)


def _width(lib: Any, document: int, number: int) -> float:
    """The width of a page, told without reading it."""
    size = (c_float * 2)()
    lib.GetPageSizeByIndexF(document, number, ctypes.addressof(size))
    return size[0]


def _maker(lib: Any, document: int) -> str:
    found: list[str] = []
    buffer = ctypes.create_string_buffer(1024)
    for key in (b"Creator", b"Producer"):
        size = lib.GetMetaText(document, key, buffer, len(buffer))
        text = buffer.raw[: max(min(size, len(buffer)) - 2, 0)].decode("utf-16-le", "replace").strip()
        if text and text not in found:
            found.append(text)
    return "; ".join(found)


class _Fonts:
    """The fonts met so far. A handle names a font only while a page that uses it is open."""

    def __init__(self, lib: Any) -> None:
        self.lib, self.found = lib, dict[Font, int]()
        self.known: dict[int, int] = {}

    def index(self, handle: int) -> int:
        at = self.known.get(handle)
        if at is None:
            at = self.known[handle] = self.found.setdefault(self._read(handle), len(self.found))
        return at

    def _read(self, handle: int) -> Font:
        lib, angle = self.lib, c_int()
        if not handle:
            return Font("", "", 0, 0, 0, False)
        lib.FontGetItalicAngle(handle, ctypes.addressof(angle))
        return Font(
            self._name(lib.FontGetBaseFontName, handle),
            self._name(lib.FontGetFamilyName, handle),
            lib.FontGetWeight(handle),
            angle.value,
            max(lib.FontGetFlags(handle), 0),
            lib.FontGetIsEmbedded(handle) == 1,
        )

    def _name(self, call: Any, handle: int) -> str:
        buffer = ctypes.create_string_buffer(256)
        size = call(handle, buffer, len(buffer))
        return buffer.value.decode("utf-8", "replace") if 0 < size <= len(buffer) else ""


def _sheets(lib: Any, document: int, count: int, fonts: _Fonts, chosen: Container[int], tags: bool) -> Iterator[Sheet]:
    """The pages one after the other. Each is closed after the next is opened: pdfium forgets a font
    with the last page that uses it, and reading it again takes longer than the page does."""
    before = None
    try:
        for number in range(count):
            page = lib.LoadPage(document, number)
            if before:
                lib.ClosePage(before)
            before = page
            if not page:
                raise PdfError("damaged")
            fonts.known.clear()
            yield _sheet(lib, page, fonts if number in chosen else None, tags)
    finally:
        if before:
            lib.ClosePage(before)


def _sheet(lib: Any, page: int, fonts: _Fonts | None, tags: bool) -> Sheet:
    if lib.PageCountObjects(page) > MOST_OBJECTS:
        raise PdfError("objects")
    text_page = lib.TextLoadPage(page)
    try:
        walk = _Walk(lib, page, text_page, fonts)
        walk.page()
        blocks = tuple(_tree(lib, page)) if tags else ()
        return Sheet(
            walk.width, walk.height, tuple(walk.texts), tuple(walk.strokes), tuple(walk.boxes), min(walk.pictures, 1.0),
            blocks,
        )  # fmt: skip
    finally:
        if text_page:
            lib.TextClosePage(text_page)


class _Walk:
    """The one walk over the objects of a page."""

    def __init__(self, lib: Any, page: int, text_page: int, fonts: _Fonts | None) -> None:
        self.lib, self.handle, self.text_page, self.fonts = lib, page, text_page, fonts
        self.width, self.height = lib.GetPageWidthF(page), lib.GetPageHeightF(page)
        self.texts, self.strokes, self.boxes = list[Text](), list[Stroke](), list[Box]()
        self.pictures = 0.0
        self.seen = 0
        self.turn = lib.PageGetRotation(page)
        self.floats = (c_float * 8)()
        self.at = ctypes.addressof(self.floats)
        self.edge: tuple[float, float, float, float] = (0.0, self.height, self.width, 0.0)
        if lib.GetPageBoundingBox(page, self.at):
            self.edge = (self.floats[0], self.floats[1], self.floats[2], self.floats[3])
        self.buffer = ctypes.create_string_buffer(1 << 14)
        self.by_letter: dict[int, str] | None = None

    def page(self) -> None:
        lib, count = self.lib, self.lib.PageCountObjects(self.handle)
        if self.text_page and count > _MANY:
            self.by_letter = _by_letter(lib, self.text_page)
        for index in range(count):
            self._item(lib.PageGetObject(self.handle, index), _LEVEL, 0)

    def _item(self, item: int, matrix: _Matrix, depth: int) -> None:
        kind = self.lib.PageObjGetType(item)
        if kind == _TEXT:
            self._text(item, matrix)
        elif self.fonts is None and kind != _FORM:
            return
        elif kind == _PATH:
            self._path(item, matrix)
        elif kind == _IMAGE:
            left, top, right, bottom = self._bounds(item, matrix)
            self.pictures += (right - left) * (bottom - top) / max(self.width * self.height, 1)
        elif kind == _FORM and depth < _DEEPEST:
            self._form(item, matrix, depth)

    def _form(self, item: int, matrix: _Matrix, depth: int) -> None:
        lib = self.lib
        inner = _times(self._matrix(item), matrix)
        count = max(lib.FormObjCountObjects(item), 0)
        self.seen += count
        if self.seen > _MOST_IN_FORMS:
            raise PdfError("objects")
        if self.text_page and self.by_letter is None and count > _MANY:
            self.by_letter = _by_letter(lib, self.text_page)
        for index in range(count):
            self._item(lib.FormObjGetObject(item, index), inner, depth + 1)

    def _matrix(self, item: int) -> _Matrix:
        self.lib.PageObjGetMatrix(item, self.at)
        a, b, c, d, e, f, *_ = self.floats
        return a, b, c, d, e, f

    def _bounds(self, item: int, matrix: _Matrix) -> tuple[float, float, float, float]:
        """The box of an object: left, top, right, bottom."""
        at = self.at
        if not self.lib.PageObjGetBounds(item, at, at + 4, at + 8, at + 12):
            return 0.0, 0.0, 0.0, 0.0
        left, bottom, right, top, *_ = self.floats
        if matrix is _LEVEL and not self.turn:
            return left - self.edge[0], self.edge[1] - top, right - self.edge[0], self.edge[1] - bottom
        corners = [self._point(x, y, matrix) for x in (left, right) for y in (bottom, top)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return min(xs), min(ys), max(xs), max(ys)

    def _point(self, x: float, y: float, matrix: _Matrix) -> tuple[float, float]:
        """A point of the page's own space, as it shows: from the upper left corner."""
        if matrix is not _LEVEL:
            a, b, c, d, e, f = matrix
            x, y = a * x + c * y + e, b * x + d * y + f
        left, top, right, bottom = self.edge
        if self.turn == 0:
            return x - left, top - y
        if self.turn == 1:
            return y - bottom, x - left
        if self.turn == 2:
            return right - x, y - bottom
        return top - y, right - x

    def _text(self, item: int, matrix: _Matrix) -> None:
        lib = self.lib
        text = self._words(item)
        a, b, c, d, e, f = own = self._matrix(item)
        x, y = self._point(e, f, matrix)
        mark = lib.PageObjGetMarkedContentID(item)
        if self.fonts is None:
            self.texts.append(Text(text, x, y, x, y, x, y, 0.0, 0, "", 0, mark, 0, 0.0))
            return
        if matrix is not _LEVEL:
            a, b, c, d, _, _ = _times(own, matrix)
        lib.TextObjGetFontSize(item, self.at)
        size = self.floats[0] * hypot(c, d)
        slope = (round(degrees(atan2(b, a))) - 90 * self.turn) % 360 if b or self.turn else (0 if a >= 0 else 180)
        at = self.at
        lib.PageObjGetFillColor(item, at, at + 4, at + 8, at + 12)
        color = ctypes.string_at(at, 12)
        self.texts.append(
            Text(
                text, x, y, *self._bounds(item, matrix), size, self.fonts.index(lib.TextObjGetFont(item) or 0),
                f"{color[0]:02X}{color[4]:02X}{color[8]:02X}", lib.TextObjGetTextRenderMode(item),
                mark, slope, (a * c + b * d) / max(abs(a * d - b * c), 1e-9),
            )
        )  # fmt: skip

    def _words(self, item: int) -> str:
        if self.by_letter is not None:
            return self.by_letter.get(item, "")
        if not self.text_page:
            return ""
        size = self.lib.TextObjGetText(item, self.text_page, self.buffer, len(self.buffer))
        if size > len(self.buffer):
            self.buffer = ctypes.create_string_buffer(size)
            size = self.lib.TextObjGetText(item, self.text_page, self.buffer, size)
        text = ctypes.string_at(self.buffer, max(size - 2, 0)).decode("utf-16-le", "replace")
        return text.translate(_HYPHENS) if "\x02" in text or "\ufffe" in text else text

    def _path(self, item: int, matrix: _Matrix) -> None:
        lib, at = self.lib, self.at
        if len(self.strokes) > _DRAWING or not lib.PathGetDrawMode(item, at, at + 4):
            return
        fill, stroke = ctypes.cast(self.floats, ctypes.POINTER(c_int))[:2]
        inner = _times(self._matrix(item), matrix)
        if stroke:
            lib.PageObjGetStrokeWidth(item, at)
            weight = max(self.floats[0] * abs(inner[0] * inner[3] - inner[1] * inner[2]) ** 0.5, 0.1)
            if self._visible(lib.PageObjGetStrokeColor, item):
                solid = lib.PageObjGetDashCount(item) <= 0
                for points in self._polygons(item, inner):
                    strokes, boxes = stroked(points, weight, solid)
                    self.strokes += strokes
                    self.boxes += boxes
        elif fill and self._visible(lib.PageObjGetFillColor, item):
            for points in self._polygons(item, inner):
                self.strokes += filled(points)

    def _visible(self, call: Any, item: int) -> bool:
        """Whether a colour can be told from white paper."""
        at = self.at
        if not call(item, at, at + 4, at + 8, at + 12):
            return True
        red, green, blue, alpha = ctypes.cast(self.floats, ctypes.POINTER(c_uint))[:4]
        return bool(alpha > 20 and min(red, green, blue) < 245)

    def _polygons(self, item: int, matrix: _Matrix) -> Iterator[list[tuple[float, float]]]:
        """The parts of a path, each a list of points; one with a curve is left out."""
        lib, at, points, curved = self.lib, self.at, list[tuple[float, float]](), False
        count = lib.PathCountSegments(item)
        if count > 2_000:  # a drawing, not a rule
            return
        for index in range(count):
            part = lib.PathGetPathSegment(item, index)
            kind = lib.PathSegmentGetType(part)
            if kind == _MOVE_TO:
                if len(points) > 1 and not curved:
                    yield points
                points, curved = [], False
            curved = curved or kind == _BEZIER_TO
            lib.PathSegmentGetPoint(part, at, at + 4)
            points.append(self._point(self.floats[0], self.floats[1], matrix))
            if lib.PathSegmentGetClose(part) and points[-1] != points[0]:
                points.append(points[0])
        if len(points) > 1 and not curved:
            yield points


def stroked(points: list[tuple[float, float]], weight: float, solid: bool) -> tuple[list[Stroke], list[Box]]:
    """Return a path that is drawn as straight lines along the page's edges, or as one box."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    box = Box(min(xs), min(ys), max(xs), max(ys))
    if points[0] == points[-1] and len(points) == 5 and min(box.right - box.left, box.bottom - box.top) > 4:
        return [], [box]
    found = []
    for (x, y), (u, v) in pairwise(points):
        if abs(x - u) > 2 > abs(y - v) * 2 or abs(y - v) > 2 > abs(x - u) * 2:
            found.append(Stroke(min(x, u), min(y, v), max(x, u), max(y, v), weight, solid))
    return found, []


def filled(points: list[tuple[float, float]]) -> list[Stroke]:
    """Return a path that is filled as the line that it looks like, if it is as thin as one."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
    wide, high = right - left, bottom - top
    if 0 < high <= 2.0 and wide > 2 * high:
        return [Stroke(left, (top + bottom) / 2, right, (top + bottom) / 2, high, True)]
    if 0 < wide <= 2.0 and high > 2 * wide:
        return [Stroke((left + right) / 2, top, (left + right) / 2, bottom, wide, True)]
    return []


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    if outer is _LEVEL:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _by_letter(lib: Any, text_page: int) -> dict[int, str]:
    """The text of every object of a page, as pdfium gives it for one, in one walk over the letters."""
    count = max(lib.TextCountChars(text_page), 0)
    units = (c_ushort * (count + 1))()
    whole: list[int]
    if lib.TextGetText(text_page, 0, count, units) == count + 1:
        whole = units[:count]
    else:
        whole = [lib.TextGetUnicode(text_page, index) for index in range(count)]
    found: dict[int, list[int]] = {}
    owner, last = lib.TextGetTextObject, 0
    own: list[int] = []
    for index, unit in enumerate(whole):
        item = owner(text_page, index) or 0
        if item != last:
            if last and unit == 32:  # a space after it, made by pdfium or the next object's own
                own.append(unit)
            last = item
            own = found.setdefault(item, []) if item else []
        if item and unit:
            own.append(unit)
    return {item: _decoded(units) for item, units in found.items()}


def _decoded(units: list[int]) -> str:
    text = "".join(map(chr, units))
    if text.isascii() and text.isprintable():
        return text
    if any(0xD800 <= unit < 0xE000 for unit in units):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.translate(_HYPHENS)


#: Kinds of elements that stand within a line, and those of notes.
INLINE = {"Span", "Strong", "Em", "Link", "Reference", "Lbl", "Quote", "Code", "Sub"}
NOTES = {"Note", "FENote"}

#: A block of a page: whether it is in a note, and its marked content.
Block = tuple[bool, tuple[int, ...]]


def _tree(lib: Any, page: int) -> Iterator[Block]:
    """The blocks of a page by its structure tree, in logical order."""
    tree = lib.StructTreeGetForPage(page)
    if not tree:
        return
    try:
        for index in range(lib.StructTreeCountChildren(tree)):
            root = lib.StructTreeGetChildAtIndex(tree, index)
            if root:
                yield from _below(lib, root, False, 0)
    finally:
        lib.StructTreeClose(tree)


def _below(lib: Any, element: int, in_note: bool, depth: int) -> Iterator[Block]:
    own: list[int] = []
    for index in range(lib.StructElementCountChildren(element) if depth < 100 else 0):
        child = lib.StructElementGetChildAtIndex(element, index)
        if not child:
            mcid = lib.StructElementGetChildMarkedContentID(element, index)
            if mcid >= 0:
                own.append(mcid)
            continue
        kind = _kind(lib, child)
        blocks = list(_below(lib, child, in_note or kind in NOTES, depth + 1))
        if kind in INLINE and blocks and blocks[0][0] == in_note:
            own += blocks.pop(0)[1]
        if blocks:
            if own:
                yield in_note, tuple(own)
                own = []
            yield from blocks
    if own:
        yield in_note, tuple(own)


def _kind(lib: Any, element: int) -> str:
    buffer = ctypes.create_string_buffer(128)
    size = lib.StructElementGetType(element, buffer, len(buffer))
    return buffer.raw[: max(min(size, len(buffer)) - 2, 0)].decode("utf-16-le", "replace")
