"""run: many documents -> the plan of each, on all cores, as they come."""

from __future__ import annotations

import re
import stat
import traceback
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator import folders
from generator.frozen import dataclass
from generator.problem import Mark, PlanError, Problem, reason

if TYPE_CHECKING:
    from generator.importing.bring import Brought

#: No file name needs more.
_LONGEST = 80
#: Seconds of the processor that one document may take: a plan of 300 pages takes ten.
LONGEST = 30


@dataclass(frozen=True, slots=True)
class Job:
    """A document that is brought in: where it is, where its plan is to stand, what becomes of tracked changes, where
    editors find the schema (from the plan's folder), whether a page of both sides is wanted."""

    source: Path
    target: Path
    changes: str
    schema: str
    page: bool


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a document: its plan's text (None where there is none), the share of its words found again, the
    summary, the page; the problems that keep it from being a plan or from being built; a fault of ours."""

    job: Job
    text: bytes | None = None
    share: float = 0.0
    doubts: int = 0
    summary: str = ""
    page: str = ""
    problems: tuple[Problem, ...] = ()
    fault: str = ""


def documents(paths: Sequence[Path]) -> list[Path]:
    """Return the documents that paths name, folders opened to any depth, in Vietnamese order.

    Raises PlanError for a folder without documents; a file that is not there is told when it is read.
    """
    from generator.importing.load import SUFFIXES

    hint = f"nhận các loại tệp: {', '.join(SUFFIXES)}"
    return folders.documents(paths, SUFFIXES, "thư mục không có tệp nào nhập được", hint)


def slug(stem: str) -> str:
    """Return a file name in plain letters: `Kế hoạch giảm nghèo 2024 (bản ký)` is `ke-hoach-giam-ngheo-2024-ban-ky`."""
    plain = unicodedata.normalize("NFD", stem.replace("đ", "d").replace("Đ", "D"))
    letters = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return re.sub(r"[^a-z0-9]+", "-", letters)[:_LONGEST].strip("-") or "ke-hoach"


def targets(sources: Sequence[Path], folder: Path) -> list[Path]:
    """Return where the plan of each document is to stand: named after it, no two the same."""
    taken: set[str] = set()
    out: list[Path] = []
    for source in sources:
        name, number = slug(source.stem), 1
        while (given := name if number == 1 else f"{name}-{number}") in taken:
            number += 1
        taken.add(given)
        out.append(folder / f"{given}.yaml")
    return out


def run(jobs: Sequence[Job], workers: int) -> Iterator[Done]:
    """Bring documents in and yield what became of each, as they end."""
    if len(jobs) < 2:
        yield from map(one, jobs)
        return
    from generator.batch import crew

    yield from crew.through(jobs, workers, crew.Trade(one, _killed, lambda lost: None, prepare))


def one(job: Job) -> Done:
    """Bring one document in; one that cannot be is an answer too."""
    from generator.importing import bring, deadline

    try:
        try:
            data = _bytes(job.source)
        except (OSError, ValueError) as error:
            hint = "kiểm tra lại tên tệp"
            problem = Problem(Mark(str(job.source)), f"không đọc được tệp ({reason(error)})", hint, "import")
            return Done(job, problems=(problem,))
        with deadline.within(LONGEST):
            return _told(job, bring.bring(data, str(job.source), job.target, job.changes, _head(job), job.page))
    except deadline.Late:
        message = f"đọc tệp này mất quá {LONGEST} giây nên đã dừng"
        hint = "tệp không giống một kế hoạch: mở bằng Word, lưu riêng phần kế hoạch thành .docx rồi nhập"
        return Done(job, problems=(Problem(Mark(str(job.source)), message, hint, "import"),))
    except PlanError as error:
        return Done(job, problems=tuple(error.problems))
    except Exception:  # a fault of ours in one document must not stop the others
        return Done(job, fault=traceback.format_exc())


def _bytes(path: Path) -> bytes:
    """Return what a file holds, not more than `load` takes. A pipe or a device, which may never end, is refused."""
    from generator.importing.load import LARGEST

    if not stat.S_ISREG(path.stat().st_mode):
        hint = "nhập từ một tệp thường; thư mục thì ghi tên thư mục"
        raise PlanError([Problem(Mark(str(path)), "không phải tệp thường nên không đọc", hint, "import")])
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _told(job: Job, got: Brought) -> Done:
    from generator.importing import page, text_report

    name = job.source.name
    return Done(
        job,
        got.text,
        got.proof.share if got.proof else 0.0,
        len(text_report.doubts(got.draft)),
        text_report.text(name, got.draft, got.proof),
        page.as_html(name, got.draft, got.proof) if job.page else "",
        got.problems,
    )


def _head(job: Job) -> tuple[str, ...]:
    """The comments at the top of a plan that was brought in."""
    name = "".join(c if c.isprintable() else "?" for c in job.source.name)
    return (
        f"yaml-language-server: $schema={job.schema}",
        "",
        f"Nhập từ tệp {name}. Câu chữ giữ nguyên như văn bản gốc, kể cả lỗi.",
        "Chỗ chương trình còn ngờ có dòng “Cần xem lại” ở trên; xem xong thì xóa dòng ấy.",
    )


def _killed(job: Job) -> Done:
    message = "tiến trình nhập tệp này bị dừng giữa chừng"
    hint = "thường do máy hết bộ nhớ: đóng bớt chương trình, hoặc nhập riêng tệp này"
    return Done(job, problems=(Problem(Mark(str(job.source)), message, hint, "import"),))


@cache
def prepare() -> None:
    """Read what every import needs, once, before the workers are parted."""
    from generator.batch import pool
    from generator.importing import bring, docx, text

    del bring, docx, text  # their modules are what is wanted
    pool.prepare()
