"""build: one plan, the whole pipeline on one screen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator import fonts, layout, model, source
from generator import profile as profiles
from generator.document import Document, splits_columns
from generator.fonts import Font
from generator.model import Plan
from generator.problem import Mark, PlanError, Problem
from generator.profile import Profile

FORMATS = ("docx", "pdf")


@dataclass(frozen=True, slots=True)
class Read:
    """A plan that was read and laid out, with what its printing needs."""

    plan: Plan
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
    plan = model.validate(source.load(path))
    profile = profiles.read(_beside(path, plan.profile) if plan.profile else profiles.DEFAULT)
    font = fonts.font(profile.pdf_family)
    document = layout.lay_out(plan, profile, font)
    if template is None and plan.template:
        template = _beside(path, plan.template)
    return Read(plan, document, profile, font, template)


def build(path: Path, formats: tuple[str, ...] = FORMATS, template: Path | None = None) -> Built:
    """Return the files of a plan in the formats asked for, their words compared.

    With an office's own Word template the PDF is made from the DOCX. Raises PlanError for what
    staff must mend, and check.agree.Disagreement where the two formats would not say the same.
    """
    from generator.render import docx

    got = read(path, template)
    files: dict[str, bytes] = {}
    if "docx" in formats or got.template:
        files["docx"] = docx.render(got.document, got.profile, got.template or docx.DEFAULT)
    if "pdf" in formats and got.template:
        from generator.render import office

        files["pdf"] = office.convert({"plan": files["docx"]}, got.font)["plan"]
    elif "pdf" in formats:
        from generator.render import pdf

        files["pdf"] = pdf.render(got.document, got.profile, got.font, str(path))
    if "docx" in files and "pdf" in files and not got.template:
        from generator.check import agree

        agree.agree(files["docx"], files["pdf"], in_order=not splits_columns(got.document))
    wanted = {name: data for name, data in files.items() if name in formats}
    return Built(wanted, got.plan.notes, got.font.family)


def _beside(plan: Path, name: str) -> Path:
    """A file that a plan names: beside the plan, or from the folder one stands in."""
    for base in (plan.parent, Path()):
        if (base / name).is_file():
            return base / name
    raise PlanError([Problem(Mark(str(plan)), f"không tìm thấy tệp `{name}` mà kế hoạch nhắc đến",
                             "đường dẫn tính từ thư mục của kế hoạch")])  # fmt: skip
