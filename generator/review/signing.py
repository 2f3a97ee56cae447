"""signing: the lines of who signs, as a reviewer has them now -> the keys of `signatory` that print them.

`TM.`, `KT.` and the like are read as the decree writes them, so that another signer comes as a whole: his authority,
his post, his name.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.build import Read
from generator.review import casing
from generator.review.act import Act, Add, Drop, Hunk
from generator.review.deed import Deed, KeyIn, Remove
from generator.review.flow import Flow
from generator.review.printed import Fixed
from generator.review.sheet import Path, Sheet
from generator.review.spot import Why, inherited

_PREFIXES = {"TM.": "on_behalf_of", "TUQ.": "authorised_by", "TL.": "by_order_of", "KT.": "signs_for", "Q.": "title"}
_ORDER = ("on_behalf_of", "authorised_by", "by_order_of", "signs_for", "acting", "title", "other_post", "name")
_FORMS = ("capacity", "other_post", "name")


@dataclass(slots=True)
class Signed:
    """What became of the signer: the acts that did it, the values that change, the keys that come and go."""

    acts: set[int] = field(default_factory=set)
    said: dict[Path, str] = field(default_factory=dict)
    deeds: list[Deed] = field(default_factory=list)
    why: Why | None = None


def signing(sheet: Sheet, got: Read, flow: Flow, acts: dict[int, Act]) -> Signed:
    """Return what the acts on the lines of who signs come to; nothing where only words of single lines changed."""
    lines = {n: source for n, p in enumerate(flow.printed) if (source := _source(flow, n))}
    if not lines:
        return Signed()
    found = Signed()
    cell = flow.printed[min(lines)].cell
    styles = {flow.printed[n].style for n in lines}
    for number, act in acts.items():
        if isinstance(act, Add):
            near = act.seen.cell[2:] == cell[2:] and len(act.seen.cell) == len(cell) and act.seen.style in styles
            if near and act.seen.text.strip() and (act.after in lines or act.before in lines) and act.moved < 0:
                found.acts.add(number)
        elif act.para in lines and isinstance(act, Hunk | Drop):
            found.acts.add(number)
    if not any(isinstance(acts[n], Add | Drop) for n in found.acts):
        return Signed()
    _read(sheet, got, _now(flow, acts, found.acts, lines), found)
    return found


def _source(flow: Flow, number: int) -> Fixed | None:
    found = (span.source for span in flow.printed[number].spans)
    return next((s for s in found if isinstance(s, Fixed) and s.form in _FORMS), None)


def _now(flow: Flow, acts: dict[int, Act], chosen: set[int], lines: dict[int, Fixed]) -> list[tuple[str, str]]:
    """The lines as they are now, each with its style."""
    gone = {act.para for n in chosen if isinstance(act := acts[n], Drop)}
    came = sorted((act for n in chosen if isinstance(act := acts[n], Add)), key=lambda act: act.order)
    found: list[tuple[str, str]] = []
    for para in sorted(lines):
        found += [(a.seen.text.strip(), a.seen.style) for a in came if a.after < min(lines) and para == min(lines)]
        if para not in gone:
            text = flow.printed[para].text
            hunks = [act for n in chosen if isinstance(act := acts[n], Hunk) and act.para == para]
            for hunk in sorted(hunks, key=lambda each: -each.start):
                text = text[: hunk.start] + hunk.text + text[hunk.end :]
            found.append((" ".join(text.split()), flow.printed[para].style))
        found += [(a.seen.text.strip(), a.seen.style) for a in came if a.after == para]
    return found


def _read(sheet: Sheet, got: Read, lines: list[tuple[str, str]], found: Signed) -> None:
    who = got.plan.signatory
    if who.mark.file != sheet.file or ("signatory", "title") not in sheet.leaves:
        found.why = inherited(got, who.mark) if who.mark.file != sheet.file else Why("sửa ở khóa `signatory`", who.mark)
        return
    if got.plan.signatory.other_post:
        found.why = Why("người ký có nhiều chức vụ: sửa ở khóa `signatory`", who.mark)
        return
    wanted: dict[str, str] = {}
    for text, style in lines:
        prefix = text.split(" ", 1)[0].upper()
        if prefix in _PREFIXES:
            wanted[_PREFIXES[prefix]] = text.split(" ", 1)[1] if " " in text else ""
            if prefix == "Q.":
                wanted["acting"] = "true"
        elif "name" not in wanted and (style == "HoTen" or (text != text.upper() and "title" in wanted)):
            wanted["name"] = text
        elif text == text.upper() and "title" not in wanted:
            wanted["title"] = text
        else:
            found.why = Why("không đọc được quyền hạn, chức vụ người ký: sửa ở khóa `signatory`", who.mark)
            return
    if not wanted.get("title"):
        found.why = Why("người ký phải có chức vụ: sửa ở khóa `signatory`", who.mark)
        return
    _keys(sheet, got, wanted, found)


def _keys(sheet: Sheet, got: Read, wanted: dict[str, str], found: Signed) -> None:
    who = got.plan.signatory
    posts = f"{who.title} {who.signs_for} {who.on_behalf_of} {got.plan.issuer.name}"
    for key in _ORDER:
        path: Path = ("signatory", key)
        said = wanted.get(key, "")
        old = sheet.said(path)
        if key not in ("name", "acting"):
            said = casing.body(said, posts)
        if said and old is not None and said.upper() != old.upper():
            found.said[path] = said
        elif said and old is None:
            found.deeds.append(KeyIn(("signatory",), key, said, _before(sheet, key)))
        elif not said and old:
            found.deeds.append(Remove(path))


def _before(sheet: Sheet, key: str) -> str:
    """The key before which a new one is written."""
    after = _ORDER[_ORDER.index(key) + 1 :]
    return next((each for each in after if ("signatory", each) in sheet.keys), "")
