"""verify: the bytes of a document -> what breaches the decree in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.problem import Mark, PlanError, Problem, reason
from generator.verify import elements, judge, language
from generator.verify.found import Elements
from generator.verify.judge import Finding
from generator.verify.paper import Paper, Unreadable

SUFFIXES = (".docx", ".pdf")
#: A file larger than this is not read (bytes).
MAX_BYTES = 400_000_000


@dataclass(frozen=True, slots=True)
class Verified:
    """A document as it was read, its elements, what breaches the decree, and what else a reader should know:
    what the rules of language find, remarks that are no breach."""

    paper: Paper
    elements: Elements
    findings: tuple[Finding, ...]
    remarks: tuple[Problem, ...]

    @property
    def problems(self) -> list[Problem]:
        """The findings and remarks as staff read them."""
        return [*(judge.problem(f, self.paper) for f in self.findings), *self.remarks]


def verify(data: bytes, file: str) -> Verified:
    """Verify a DOCX or PDF. Raises PlanError for a file that cannot be read as one."""
    try:
        paper = read(data, file)
    except Unreadable as error:
        raise PlanError([Problem(Mark(file), error.message, error.hint, "unreadable")]) from None
    found = elements.find(paper)
    said = language.find(paper, found) if found.regime == "state" else ()
    return Verified(paper, found, tuple(judge.judge(paper, found)), (*said, *_remarks(paper, found)))


def read(data: bytes, file: str) -> Paper:
    """Return the Paper of a document, by what its bytes are. Raises Unreadable."""
    if data.lstrip()[:5] == b"%PDF-" or b"%PDF-" in data[:1024]:
        from generator.verify import pdf

        return pdf.read(data, file)
    from generator.verify import docx

    return docx.read(data, file)


def load(path: Path) -> bytes:
    """Return the bytes of a document. Raises PlanError."""
    mark = Mark(str(path))
    try:
        if not path.is_file():
            message = "đây là thư mục" if path.is_dir() else "không tìm thấy tệp"
            hint = "ghi tên một tệp .docx hoặc .pdf" if path.exists() else "kiểm tra lại tên tệp"
            raise PlanError([Problem(mark, message, hint)])
        if path.stat().st_size > MAX_BYTES:
            raise PlanError(
                [Problem(mark, f"tệp quá lớn ({path.stat().st_size / 1e6:.0f} MB)", "kiểm tra xem có nhầm tệp không")]
            )
        return path.read_bytes()
    except OSError as error:
        raise PlanError([Problem(mark, f"không đọc được tệp ({reason(error)})", "kiểm tra quyền đọc")]) from None


def _remarks(paper: Paper, found: Elements) -> list[Problem]:
    """What a reader should know that is no breach."""
    mark = Mark(paper.file)
    remarks = []
    if found.regime == "party":
        remarks.append(Problem(mark, judge.PARTY, level="info", rule="party"))
    elif found.regime == "none":
        message = "không nhận ra thành phần thể thức nào của một văn bản hành chính, chưa kiểm tra được gì"
        hint = "kiểm tra xem có nhầm tệp không; trang PDF bị xoay thì xuất lại"
        remarks.append(Problem(mark, message, hint, "kind"))
    elif found.kind not in ("KẾ HOẠCH", ""):
        remarks.append(
            Problem(
                mark,
                f"đây là {found.kind.lower()}, không phải kế hoạch; chỉ xem các yêu cầu chung",
                level="info",
                rule="kind",
            )
        )
    if paper.origin == "pdf" and "Tinos" in paper.embedded:
        remarks.append(
            Problem(mark, "phông Tinos (cùng số đo) được tính như Times New Roman", level="info", rule="text.family")
        )
    return remarks
