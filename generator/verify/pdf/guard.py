"""guard: keep from pdfium a file that would hold it up for long.

In: the bytes of a file.  Out: nothing, or Unreadable.  pdfium cannot be interrupted, and a few
hundred bytes can ask it for billions of strokes (forms within forms, streams that swell). A file
that looks like it is tried in a process of its own first, which is ended when its time is up.
"""

from __future__ import annotations

import re
import subprocess
import sys
import zlib

from generator.verify.paper import Unreadable

#: A file above this is not read (bytes).
MOST_BYTES = 200_000_000
#: Page contents that swell above this are tried apart (bytes), and so are forms that could draw as much.
_SWELLS = 24_000_000
#: Time for the trial: seconds, and seconds for a megabyte of the file.
_SECONDS, _PER_MEGABYTE = 3.0, 0.5

_PLAIN = re.compile(
    rb"/(?:Subtype\s*/(?:Image|Type1C|CIDFontType0C|OpenType|XML)|FontFile|Length[123]\b|DCTDecode|XRef)"
)


def guard(data: bytes) -> None:
    """Raise Unreadable for a file that is too large, is no PDF, or takes pdfium too long."""
    if len(data) > MOST_BYTES:
        raise Unreadable("tệp PDF lớn hơn 200 MB, vượt mức chương trình đọc", "hãy tách tệp hoặc giảm cỡ ảnh")
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("tệp không phải là PDF hoặc đã hỏng, không đọc được", "hãy xuất lại tệp PDF từ tệp gốc")
    if _is_suspect(data) and not _passes(data):
        raise Unreadable(
            "tệp PDF đòi vẽ quá nhiều so với một văn bản, không đọc được trong thời gian cho phép",
            "hãy đưa vào tệp gốc (DOCX) hoặc tệp PDF xuất thẳng từ phần mềm soạn thảo",
        )


def _is_suspect(data: bytes) -> bool:
    """Whether contents swell, or forms draw forms, beyond what a document of an office needs."""
    size, forms, calls = 0, 0, 1
    for match in re.finditer(rb"stream\r?\n", data):
        head = data[max(match.start() - 4000, 0) : match.start()]
        if head.endswith(b"end"):
            continue
        head = head[head.rfind(b" obj") :]
        if _PLAIN.search(head):
            continue
        body = _inflated(data, match.end(), head)
        size += len(body)
        if size > _SWELLS:
            return True
        drawn = len(re.findall(rb"\bDo\b", body))
        if drawn and re.search(rb"/Form\b|/#", head):
            calls *= drawn
            forms += 1
            if drawn > 1:  # a form that draws itself twice never ends
                return True
        if forms and calls * max(size, 1) > 40 * _SWELLS:
            return True
    return False


def _inflated(data: bytes, start: int, head: bytes) -> bytes:
    end = data.find(b"endstream", start)
    body = memoryview(data)[start : end if end >= 0 else len(data)]
    if b"/Filter" not in head:
        return bytes(body[: _SWELLS + 1])
    if b"FlateDecode" not in head and b"/Fl" not in head:
        return b"x" * (_SWELLS + 1) if re.search(rb"/(?:LZW|RunLength|ASCII)", head) else b""
    try:
        return zlib.decompressobj().decompress(body, _SWELLS + 1)
    except zlib.error:
        return b""


_TRIAL = "import sys; from generator import pdfium; pdfium.scan(sys.stdin.buffer.read())"


def _passes(data: bytes) -> bool:
    """Whether a process of its own reads the file in time."""
    limit = _SECONDS + _PER_MEGABYTE * len(data) / 1_000_000
    try:
        subprocess.run([sys.executable, "-c", _TRIAL], input=data, timeout=limit, capture_output=True, check=True)
    except subprocess.TimeoutExpired:
        return False
    except subprocess.CalledProcessError as error:
        # A Python error is told again in this process; a process that was killed must not be followed.
        return error.returncode == 1
    return True
