"""build: one plan, the whole pipeline on one screen."""

from __future__ import annotations

from collections.abc import Mapping as Map
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from generator import content, fonts, layout, model, source
from generator import profile as profiles
from generator.cascade import resolve
from generator.cascade.resolve import Resolved
from generator.document import Document, splits_columns
from generator.filed import freeze, ledger
from generator.filed.ledger import Ledger
from generator.fonts import Font
from generator.plan import Plan
from generator.problem import Mark, PlanError, Problem
from generator.profile import Profile

FORMATS = ("docx", "pdf")


@dataclass(frozen=True, slots=True)
class Input:
    """A file that a plan is built from: what it is, and its content as it was read."""

    kind: Literal["plan", "inherited", "shared", "units", "profile", "template", "office", "filed"]
    digest: str


@dataclass(frozen=True, slots=True)
class Begun:
    """A plan with all that it takes over, before it is read as a plan.

    `digest` tells whether two say the same; `inputs` are the files that it was read from.
    """

    path: Path
    resolved: Resolved
    digest: str
    inputs: Map[Path, Input]


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
    inputs: Map[Path, Input]


@dataclass(frozen=True, slots=True)
class Built:
    """The files of a plan, by format, what was noticed on the way, the family of the PDF, and what they were built
    from: each file, and the digest of the plan with all that it takes over; the revision that a draft names."""

    files: dict[str, bytes]
    notes: tuple[Problem, ...]
    family: str
    digest: str
    inputs: Map[Path, Input]
    revision: str = ""


def begin(path: Path, data: bytes | None = None) -> Begun:
    """Read a plan with all that it extends; `data` stands for what its own file holds, where it is given.

    Raises PlanError with everything that staff must mend there.
    """
    resolved = resolve.resolve(path, data)
    if resolved.abstract:
        mark = resolved.source.root.mark
        hint = "in các kế hoạch dựa vào tệp này; nếu đây là kế hoạch để in thì bỏ dòng `abstract: true`"
        message = "tệp này chỉ để kế hoạch khác dựa vào (`abstract: true`), không in"
        raise PlanError([Problem(mark, message, hint, "abstract")])
    return Begun(path, resolved, resolve.digest(resolved), _inputs(resolved))


def _inputs(resolved: Resolved) -> dict[Path, Input]:
    """The files that a plan was read from, each with the digest of what was read."""
    kinds: dict[str, Literal["plan", "inherited", "shared", "units"]] = {}
    for layer in resolved.layers:
        kinds[str(layer.path)] = "inherited" if kinds else "plan"
        if layer.office:
            kinds[str(layer.office.path)] = "shared"
    return {Path(path): Input(kinds.get(path, "units"), digest) for path, digest in resolved.stamps}


def named(begun: Begun, template: Path | None) -> dict[Path, Input]:
    """Return the files beside the chain that a plan is printed by: its profile and Word template, each where it was
    looked for. Raises PlanError for one that is not there."""
    inputs: dict[Path, Input] = {}
    entries = {key.text: value for key, value in begun.resolved.source.root.entries}
    kinds: tuple[Literal["profile", "template"], ...] = ("profile", "template")
    for kind in kinds:
        value = entries.get(kind)
        if isinstance(value, source.Scalar) and value.text and not (kind == "template" and template):
            _beside(begun.path, value.text, kind, inputs)
    return inputs | ({template: Input("template", content.of(template))} if template else {})


def read(path: Path, template: Path | None = None, data: bytes | None = None) -> Read:
    """Read a plan and lay it out; `data` stands for what its own file holds, where it is given.

    Raises PlanError with everything that staff must mend.
    """
    begun = begin(path, data)
    return _laid_out(begun.resolved, path, template)


def _laid_out(resolved: Resolved, path: Path, template: Path | None, revision: str = "") -> Read:
    text = resolved.source
    plan = model.validate(text)
    inputs: dict[Path, Input] = {}
    profile = profiles.read(_beside(path, plan.profile, "profile", inputs) if plan.profile else profiles.DEFAULT)
    font = fonts.font(profile.pdf_family)
    _check_letters(text, font)
    if template is None and plan.template:
        template = _beside(path, plan.template, "template", inputs)
    if template:
        inputs |= _template_inputs(template)
        from generator.render import template as templates

        profile = profile.with_page(templates.page(template))
    document = layout.with_revision(layout.lay_out(plan, profile, font), revision)
    return Read(plan, text, plan.notes, document, profile, font, template, inputs)


def _template_inputs(template: Path) -> dict[Path, Input]:
    """An office's own Word template, and what LibreOffice, which lays out its PDF, says of itself."""
    from generator.render import office

    program = office.available()
    told = {Path(program).resolve().parent / "versionrc"} if program else set()
    return {
        template: Input("template", content.of(template)),
        **{each: Input("office", content.of(each)) for each in told},
    }


def build(
    path: Path, formats: tuple[str, ...] = FORMATS, template: Path | None = None, allow_errors: bool = False
) -> Built:
    """Return the files of a plan in the formats asked for, their words compared, their form verified.

    With an office's own Word template the PDF is made from the DOCX. Raises PlanError for what
    staff must mend, among it what breaches the decree in the files (unless `allow_errors`), and
    check.agree.Disagreement where the two formats would not say the same.
    """
    known = ledger.read(ledger.home_of(path))
    return delivered(path, known, formats) or finish(begin(path), formats, template, allow_errors)


def delivered(path: Path, known: Ledger, formats: tuple[str, ...]) -> Built | None:
    """Return the filed documents of a plan that was issued, None for one that is built from its file.

    What it stands on may be wrong or gone by now. Raises PlanError for an issued plan that was edited, and where what
    was filed is not there as it was.
    """
    filed = freeze.frozen(path, known)
    if filed is None:
        return None
    made = freeze.documents(filed, known.home)
    missing = [form for form in formats if form not in made]
    if missing:
        message = f"hồ sơ ban hành ({filed.symbol}) không có bản {', '.join(missing)}"
        raise PlanError([Problem(Mark(str(path)), message, "in các dạng khác bằng --format", "issued")])
    try:
        begun = begin(path)
        tree, inputs = begun.digest, dict(begun.inputs)
    except PlanError:
        tree, inputs = "", {path: Input("plan", content.of(path))}
    notes: tuple[Problem, ...] = ()
    if filed.tree != tree and filed.own != filed.tree:
        message = f"tệp mà kế hoạch dựa vào đã đổi sau ngày ban hành; giao bản đã ban hành ({filed.symbol})"
        notes = (Problem(Mark(str(path)), message, "", "issued", "info"),)
    record = ledger.record_of(filed, known.home)
    inputs[record] = Input("filed", content.of(record))
    return Built({form: made[form] for form in formats}, notes, "", tree, inputs)


def finish(
    begun: Begun,
    formats: tuple[str, ...],
    template: Path | None,
    allow_errors: bool,
    alone: bool = True,
    revision: str = "",
) -> Built:
    """Return the files of a plan that is begun, as `build` does; `alone` tells that a second core is free, `revision`
    is what a draft says that it was printed from."""
    got = _laid_out(begun.resolved, begun.path, template, revision)
    if got.template:
        made = {
            name: (data, _gated(got, name, data))
            for name, data in _by_office_template(got, got.template, formats).items()
        }
    elif formats == ("pdf",):
        pdf = _pdf(got)
        made = {"pdf": (pdf, _gated(got, "pdf", pdf))}
    elif "pdf" in formats:
        made = _both(got, alone)
    else:
        docx = _docx(got)
        made = {"docx": (docx, _gated(got, "docx", docx))}
    found = _told_once([problem for name in formats for problem in made[name][1]])
    if any(problem.level == "error" for problem in found) and not allow_errors:
        raise PlanError(found)
    files = {name: made[name][0] for name in formats}
    inputs = {**begun.inputs, **got.inputs}
    return Built(files, (*got.notes, *found), got.font.family, begun.digest, inputs, revision if got.plan.draft else "")


def _both(got: Read, alone: bool) -> dict[str, tuple[bytes, list[Problem]]]:
    """Both formats and what the gate says of them; Typst runs beside Python where a second core is free."""
    from generator.check import agree

    def in_word() -> tuple[bytes, list[str], list[Problem]]:
        docx = _docx(got)
        return docx, *_read_word(got, docx)

    if alone:
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(_pdf, got)
            docx, ours, seen = in_word()
            pdf = waiting.result()
    else:
        (docx, ours, seen), pdf = in_word(), _pdf(got)
    theirs, found = _read_back(got, pdf)
    agree.agree(ours, theirs, in_order=not splits_columns(got.document))
    return {"docx": (docx, seen), "pdf": (pdf, found)}


def _gated(got: Read, name: str, data: bytes) -> list[Problem]:
    """What the gate says of a file; of lines or pages that are formatted alike one is looked at."""
    from generator.verify import gate

    file = _name(got, name)
    if name == "docx":
        from generator.verify import docx

        paper = docx.read(data, file, once=True)
    else:
        from generator import ownpdf
        from generator.verify import pdf

        paper = pdf.arrange(ownpdf.read(data, pdf.of_each_kind), file, once=True)
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
    if all(font.covers("\n".join(lines)) for lines in (text.lines, *text.inherited.values())):
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


def check(path: Path, template: Path | None = None, known: Ledger | None = None) -> tuple[Problem, ...]:
    """Return what is doubtful in a plan, building nothing; `known` is the register of what was issued, where it is at
    hand. Raises PlanError as `build` does.

    A template that is only extended is checked as the first unit of its register would have it.
    """
    from generator.check import read_plan, rules, silence
    from generator.standard.records import standard
    from generator.verify import words

    if freeze.frozen(path, known or ledger.read(ledger.home_of(path))) and template is None:
        return ()  # nothing of it may be changed any more
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


def word(got: Read) -> bytes:
    """Return the DOCX of a plan that was read, by the office's own template where it names one; nothing is judged."""
    from generator.render import docx

    return docx.render(got.document, got.profile, got.template or docx.DEFAULT)


def judged(got: Read, docx: bytes) -> list[Problem]:
    """Return what the gate says of the DOCX of a plan that was read."""
    return _gated(got, "docx", docx)


def _docx(got: Read) -> bytes:
    from generator.render import docx

    return docx.render(got.document, got.profile)


def _pdf(got: Read) -> bytes:
    from generator.render import pdf

    return pdf.render(got.document, got.profile, got.font)


def _read_word(got: Read, made: bytes) -> tuple[list[str], list[Problem]]:
    """The words of a DOCX, and what the gate says of it: unpacked and parsed once for both."""
    from generator.check import docx_text
    from generator.verify import docx, gate
    from generator.verify.docx.package import open_package

    opened = open_package(made)
    words = docx_text.words(*opened.written())
    paper = docx.arrange(opened, _name(got, "docx"), once=True)
    return words, list(gate.gate(paper, got.document, got.plan.silenced))


def _read_back(got: Read, made: bytes) -> tuple[list[str], list[Problem]]:
    """The words of a PDF, and what the gate says of it: read once for both."""
    from generator import ownpdf
    from generator.check import pdf_text
    from generator.verify import gate, pdf

    seen = ownpdf.read(made, pdf.of_each_kind)
    paper = pdf.arrange(seen, _name(got, "pdf"), once=True)
    found = list(gate.gate(paper, got.document, got.plan.silenced))
    return pdf_text.said(seen), found


def _by_office_template(got: Read, template: Path, formats: tuple[str, ...]) -> dict[str, bytes]:
    """The looks of the office's template win, so the PDF is made from the DOCX."""
    from generator.render import docx, office

    files = {"docx": docx.render(got.document, got.profile, template)}
    if "pdf" in formats:
        files["pdf"] = office.convert({"plan": files["docx"]}, got.font)["plan"]
    return files


def _beside(plan: Path, name: str, kind: Literal["profile", "template"], inputs: dict[Path, Input]) -> Path:
    """A file that a plan names: beside the plan, or from the folder one stands in; where it was looked for is noted."""
    for base in (plan.parent, Path()):
        inputs[base / name] = Input(kind, content.of(base / name))
        if (base / name).is_file():
            return base / name
    raise PlanError([Problem(Mark(str(plan)), f"không tìm thấy tệp `{name}` mà kế hoạch nhắc đến",
                             "đường dẫn tính từ thư mục của kế hoạch")])  # fmt: skip
