"""build: one plan, the whole pipeline on one screen."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from generator import fonts, layout, model, source
from generator import profile as profiles
from generator.cascade import resolve
from generator.cascade.resolve import Resolved
from generator.document import Document, splits_columns
from generator.fonts import Font
from generator.plan import Plan
from generator.problem import Mark, PlanError, Problem
from generator.profile import Profile

FORMATS = ("docx", "pdf")


@dataclass(frozen=True, slots=True)
class Read:
    """A plan that was read and laid out, with what its printing needs."""

    plan: Plan
    source: source.Source
    notes: tuple[Problem, ...]
    document: Document
    profile: Profile
    font: Font
    template: Path | None


@dataclass(frozen=True, slots=True)
class Built:
    """The files of a plan, by format, what was noticed on the way, and the family of the PDF."""

    files: dict[str, bytes]
    notes: tuple[Problem, ...]
    family: str


def read(path: Path, template: Path | None = None) -> Read:
    """Read a plan and lay it out. Raises PlanError with everything that staff must mend."""
    resolved = resolve.resolve(path)
    if resolved.abstract:
        mark = resolved.source.root.mark
        hint = "in các kế hoạch dựa vào tệp này; nếu đây là kế hoạch để in thì bỏ dòng `abstract: true`"
        message = "tệp này chỉ để kế hoạch khác dựa vào (`abstract: true`), không in"
        raise PlanError([Problem(mark, message, hint, "abstract")])
    return _laid_out(resolved, path, template)


def _laid_out(resolved: Resolved, path: Path, template: Path | None) -> Read:
    text = resolved.source
    plan = model.validate(text)
    profile = profiles.read(_beside(path, plan.profile) if plan.profile else profiles.DEFAULT)
    font = fonts.font(profile.pdf_family)
    _check_letters(text, font)
    if template is None and plan.template:
        template = _beside(path, plan.template)
    if template:
        from generator.render import template as templates

        profile = profile.with_page(templates.page(template))
    document = layout.lay_out(plan, profile, font)
    return Read(plan, text, plan.notes, document, profile, font, template)


def build(
    path: Path, formats: tuple[str, ...] = FORMATS, template: Path | None = None, allow_errors: bool = False
) -> Built:
    """Return the files of a plan in the formats asked for, their words compared, their form verified.

    With an office's own Word template the PDF is made from the DOCX. Raises PlanError for what
    staff must mend, among it what breaches the decree in the files (unless `allow_errors`), and
    check.agree.Disagreement where the two formats would not say the same.
    """
    got = read(path, template)
    if got.template:
        made = {
            name: (data, _gated(got, name, data))
            for name, data in _by_office_template(got, got.template, formats).items()
        }
    elif formats == ("pdf",):
        pdf = _pdf(got)
        made = {"pdf": (pdf, _gated(got, "pdf", pdf))}
    elif "pdf" in formats:
        made = _both(got)
    else:
        docx = _docx(got)
        made = {"docx": (docx, _gated(got, "docx", docx))}
    found = _told_once([problem for name in formats for problem in made[name][1]])
    if any(problem.level == "error" for problem in found) and not allow_errors:
        raise PlanError(found)
    return Built({name: made[name][0] for name in formats}, (*got.notes, *found), got.font.family)


def _both(got: Read) -> dict[str, tuple[bytes, list[Problem]]]:
    """Both formats and what the gate says of them; Typst runs beside Python on a second core."""
    from generator.check import agree

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(_pdf, got)
        docx = _docx(got)
        seen = _gated(got, "docx", docx)
        pdf = waiting.result()
    words, found = _read_back(got, pdf)
    agree.agree(docx, words, in_order=not splits_columns(got.document))
    return {"docx": (docx, seen), "pdf": (pdf, found)}


def _gated(got: Read, name: str, data: bytes) -> list[Problem]:
    """What the gate says of a file; of lines or pages that are formatted alike one is looked at."""
    from generator import pdfium
    from generator.verify import docx, gate, pdf

    file = _name(got, name)
    paper = docx.read(data, file, once=True) if name == "docx" else pdf.arrange(pdfium.scan(data), file, once=True)
    return list(gate.gate(paper, got.document, got.plan.silenced))


def _name(got: Read, form: str) -> str:
    """The name of a plan's file as staff know it."""
    return f"{Path(got.plan.file).stem}.{form}"


def _told_once(problems: list[Problem]) -> list[Problem]:
    """What both formats breach is told once, of the first."""
    seen: dict[str, str] = {}
    return [p for p in problems if seen.setdefault(p.rule, p.mark.file) == p.mark.file]


def _check_letters(text: source.Source, font: Font) -> None:
    """Refuse letters that the font cannot print: Typst would leave them out without a word."""
    if not font.missing(set().union(*text.lines, *(line for lines in text.inherited.values() for line in lines))):
        return
    found: dict[str, Mark] = {}
    for scalar in source.scalars(text.root):
        for letter in font.missing(set(scalar.text)):
            found.setdefault(letter, source.find(scalar, text, letter))
    if found:
        hint = "thay bằng chữ khác; chữ có thể lẫn vào khi dán từ phần mềm khác"
        raise PlanError(
            Problem(mark, f"phông chữ không có chữ `{letter}` (U+{ord(letter):04X})", hint, "missing-letter")
            for letter, mark in found.items()
        )


def check(path: Path, template: Path | None = None) -> tuple[Problem, ...]:
    """Return what is doubtful in a plan, building nothing. Raises PlanError as `build` does.

    A template that is only extended is checked as the first unit of its register would have it.
    """
    from generator.check import read_plan, rules, silence
    from generator.standard.records import standard
    from generator.verify import words

    resolved, tried = resolve.resolve(path), None
    if resolved.abstract:
        tried = resolve.trial(path)
        if tried is None:
            message = "mẫu chưa có danh sách đơn vị (`units:`, `unit:`), chỉ kiểm tra được phần sửa bản gốc"
            hint = "thêm `units:` và `unit:` để kiểm tra như một đơn vị cấp dưới"
            return (Problem(resolved.source.root.mark, message, hint, "abstract", "info"),)
        resolved = tried
    try:
        got = _laid_out(resolved, path, template)
    except PlanError as error:
        own = [p for p in error.problems if tried and p.mark.file == resolved.source.file]
        if len(own) < len(error.problems):
            raise PlanError(p for p in error.problems if p not in own) from None
        if not own:
            raise
        return tuple(replace(p, level="info") for p in own)  # what each unit's own file has to say
    found = [*got.notes, *rules.check(read_plan.read(got.plan, got.source))]
    found += words.find(got.plan, got.document, rules.RULES)
    if resolved.cited:  # words of the plan above, quoted: they are told in that plan
        found = [problem for problem in found if problem.mark != resolved.cited]
    told = [(each.rule, each.reason, each.mark) for each in got.plan.silenced]
    return tuple(silence.apply(found, told, {*rules.RULES, *standard().records}, rules.RULES))


def _docx(got: Read) -> bytes:
    from generator.render import docx

    return docx.render(got.document, got.profile)


def _pdf(got: Read) -> bytes:
    from generator.render import pdf

    return pdf.render(got.document, got.profile, got.font)


def _read_back(got: Read, made: bytes) -> tuple[list[str], list[Problem]]:
    """The words of a PDF, and what the gate says of it: read once for both."""
    from generator import pdfium
    from generator.check import pdf_text
    from generator.verify import gate, pdf

    seen = pdfium.scan(made, tags=True)
    paper = pdf.arrange(seen, _name(got, "pdf"), once=True)
    found = list(gate.gate(paper, got.document, got.plan.silenced))
    return pdf_text.words(pdf_text.lines(seen)), found


def _by_office_template(got: Read, template: Path, formats: tuple[str, ...]) -> dict[str, bytes]:
    """The looks of the office's template win, so the PDF is made from the DOCX."""
    from generator.render import docx, office

    files = {"docx": docx.render(got.document, got.profile, template)}
    if "pdf" in formats:
        files["pdf"] = office.convert({"plan": files["docx"]}, got.font)["plan"]
    return files


def _beside(plan: Path, name: str) -> Path:
    """A file that a plan names: beside the plan, or from the folder one stands in."""
    for base in (plan.parent, Path()):
        if (base / name).is_file():
            return base / name
    raise PlanError([Problem(Mark(str(plan)), f"không tìm thấy tệp `{name}` mà kế hoạch nhắc đến",
                             "đường dẫn tính từ thư mục của kế hoạch")])  # fmt: skip
