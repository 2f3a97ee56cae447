"""bring: the bytes of a document -> the plan in YAML, built and held against its source: the import on one screen."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from generator import build
from generator.check import docx_text
from generator.frozen import dataclass
from generator.importing import anatomy, join, kind, load, outline, placing, printable, typed, untyped, writing
from generator.importing.draft import Appendix, Doubt, Draft
from generator.importing.kind import Kind
from generator.importing.load import Loaded
from generator.importing.proof import Proof, prove
from generator.importing.sheet import Para, Remark, Sheet, Word
from generator.problem import Mark, PlanError, Problem
from generator.verify.paper import Unreadable


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of a document: what it is, the plan as understood, its file, the proof that no word is lost, and what
    keeps the plan from being built as it stands (`problems`, marks in the new file)."""

    kind: Kind
    sheet: Sheet
    words: tuple[Word, ...]
    draft: Draft
    text: bytes
    proof: Proof | None
    problems: tuple[Problem, ...] = ()


def bring(
    data: bytes, name: str, target: Path, changes: str = "report", head: tuple[str, ...] = (), rows: bool = False
) -> Brought:
    """Return the plan of a document as it would stand at `target`; nothing is written.

    `name` is what staff call the document, `changes` tells what becomes of tracked changes (see `load`), `head` are
    lines for the top of the file, `rows` asks for both sides row by row in the proof. Raises PlanError for a file that
    cannot be read, or that is no plan.
    """
    try:
        return _brought(data, name, target, changes, head, rows)
    except (RecursionError, MemoryError, Unreadable):  # nested thousands deep, or of a size that no plan has
        message = "tệp lồng nhau quá sâu hoặc quá lớn, không đọc được"
        hint = "mở bằng Word, lưu riêng phần kế hoạch thành .docx rồi nhập"
        raise PlanError([Problem(Mark(name), message, hint, "import")]) from None


def _brought(data: bytes, name: str, target: Path, changes: str, head: tuple[str, ...], rows: bool) -> Brought:
    loaded = load.load(data, name, changes)
    sheet = join.join(loaded.sheet)
    what = kind.kind(sheet)
    if what.name not in ("plan", "decision-with-plan"):
        raise PlanError(
            [Problem(Mark(name), what.reason, _HINTS.get(what.name, _HINTS["other"]), f"import-{what.name}")]
        )
    draft = typed.type(understood(sheet))
    return _settled(draft, what, replace(loaded, sheet=sheet), name, target, head, rows)


#: What staff may do about a document that is no plan.
_HINTS = {
    "party": "soạn văn bản của Đảng, đoàn thể theo thể thức riêng; kế hoạch của cơ quan nhà nước mới nhập được",
    "empty": "nhận dạng chữ (OCR) thành .docx rồi nhập",
    "other": "nếu là kế hoạch mất dòng tên loại thì ghi thêm dòng KẾ HOẠCH trên trích yếu; nếu kế hoạch kèm theo "
    "văn bản này thì lưu phần ấy thành tệp riêng",
}


def understood(sheet: Sheet) -> Draft:
    """Return the plan of a sheet as it was understood, its data not yet typed."""
    parts = anatomy.find(sheet)
    content, doubts = outline.grow(parts.body, sheet.notes)
    appendices, more = [], list(doubts)
    for annex in parts.annexes:
        inside, told = outline.grow(annex.blocks, sheet.notes)
        appendices.append(Appendix(annex.label, annex.title, annex.attached, annex.landscape, inside, annex.line, told))
    draft = replace(
        parts.draft,
        content=content,
        appendices=tuple(appendices),
        notes=dict(sheet.notes),
        leftover=(*parts.draft.leftover, *(each for each in parts.leftover if each not in parts.draft.leftover)),
        doubts=(*parts.draft.doubts, *more),
    )
    return placing.placed(draft, sheet.remarks)


def _settled(
    draft: Draft, what: Kind, loaded: Loaded, name: str, target: Path, head: tuple[str, ...], rows: bool
) -> Brought:
    """Write the plan and build it; data that it could not be built with is taken back, what the gate refuses in the
    office's own words is silenced by name."""
    draft = printable.printable(draft)
    text = writing.write(draft, str(target), head)
    try:
        got = build.read(target, data=text)
    except PlanError:
        draft = untyped.untyped(draft)
        text = writing.write(draft, str(target), head)
        try:
            got = build.read(target, data=text)
        except PlanError as again:
            return Brought(what, loaded.sheet, loaded.words, draft, text, None, again.problems)
    made = build.word(got)
    silenced: tuple[tuple[str, str], ...] = ()
    refused = {problem.rule: problem for problem in build.judged(got, made) if problem.level == "error"}
    if refused:
        reason = f"văn bản gốc như vậy (nhập từ {Path(name).name}); sửa xong thì bỏ dòng này"
        silenced = tuple((rule, reason) for rule in sorted(refused))
        doubts = tuple(
            Doubt(rule, f"trái thể thức: {refused[rule].message}", 0, refused[rule].hint) for rule in sorted(refused)
        )
        draft = replace(draft, doubts=(*draft.doubts, *doubts))
        text = writing.write(draft, str(target), head, silenced)
        got = build.read(target, data=text)
        made = build.word(got)
    proof = prove(_counted(loaded, what, draft), got.document, _numbers(loaded.sheet), docx_text.read(made), rows)
    if unlike := _unlike(proof, draft):
        draft = placing.placed(draft, unlike)
        text = writing.write(draft, str(target), head, silenced)  # comments only: what was built stays true
    return Brought(what, loaded.sheet, loaded.words, draft, text, proof)


def _unlike(proof: Proof, draft: Draft) -> list[Remark]:
    """What the plan does not say as its source does: told at its place, so that it is not lost; what belongs nowhere
    is kept as a comment already."""
    kept = {each.line for each in draft.leftover}
    told = {
        "missing": "chữ của bản nguồn chưa vào kế hoạch: «{0}»",
        "added": "chữ không có trong bản nguồn: «{1}»",
        "changed": "bản nguồn ghi «{0}», kế hoạch in «{1}»",
    }
    return [
        Remark("words", told[each.kind].format(each.source, each.built), each.line)
        for each in proof.differences
        if each.kind in told and not (each.kind == "missing" and kept.intersection(range(each.line - 1, each.last + 2)))
    ]


def _counted(loaded: Loaded, what: Kind, draft: Draft) -> tuple[Word, ...]:
    """The words that the plan must have: no numbers of pages, which were told; of a decision with a plan those of the
    plan, and what was taken from above."""
    pages = {remark.line for remark in loaded.sheet.remarks if remark.rule == "page-number"}
    words = tuple(word for word in loaded.words if word.line not in pages)
    if what.name != "decision-with-plan":
        return words
    taken = {field.line for field in (draft.issuer, draft.parent, draft.place, draft.date, draft.signatory)}
    taken |= {each.line for each in draft.recipients}
    above: dict[int, set[str]] = {}
    for word in words:
        if word.line < what.line:
            above.setdefault(word.line, set()).update(re.findall(r"\w+", word.text.casefold()))
    who = draft.signatory
    posts = (who.on_behalf_of, who.authorised_by, who.by_order_of, who.signs_for, who.title, *who.other_post, who.name)
    signs = {*re.findall(r"\w+", " ".join(posts).casefold()), "tm", "kt", "tl", "tuq", "q"}
    names = set(re.findall(r"\w+", f"{draft.issuer.value} {draft.parent.value}".casefold()))
    taken |= {line for line, said in above.items() if line > who.line and signs.issuperset(said)}
    taken |= {line for line, said in above.items() if line < draft.issuer.line + 4 and names.issuperset(said)}
    return tuple(word for word in words if word.line >= what.line or word.line in taken)


def _numbers(sheet: Sheet) -> dict[int, str]:
    """The automatic numbers of a source, by line."""
    found: dict[int, str] = {}
    for block in sheet.blocks:
        paras = [block] if isinstance(block, Para) else [p for row in block.rows for cell in row for p in cell.paras]
        found |= {para.line: para.marker for para in paras if para.marker}
    return found
