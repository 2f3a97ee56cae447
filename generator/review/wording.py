"""wording: what was done within printed paragraphs -> what values of the file say now, or why they cannot.

Every edit is brought to the stretch of one sentence, or of what fills one placeholder; an edit that runs over both is
parted by words. A change of what the program writes by itself (numbers, signs at the end) maps to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.build import Read
from generator.compare.words import words
from generator.review import composed, fields, forms, sentence
from generator.review.acts import Hunk, Shade
from generator.review.home import parted
from generator.review.marks import NOTE, Bit
from generator.review.printed import Printed, Sentence, Span
from generator.review.scalar import written
from generator.review.sentence import Atom, Look, Splice
from generator.review.sheet import Path, Sheet
from generator.review.spot import Spot, Why, spot

#: What the program puts at a sentence's end.
_TAIL = re.compile(r"\s*(?:\./\.|[.;,:])?\s*$")


@dataclass(slots=True)
class Says:
    """What values say now: by path the stretches that change; `of` tells which acts each came from."""

    parts: dict[Path, dict[tuple[int, int], str]] = field(default_factory=dict)
    of: dict[Path, set[int]] = field(default_factory=dict)
    #: Top-level keys that are not there yet.
    keys: dict[str, str] = field(default_factory=dict)
    #: Keys that go, since they say nothing any more.
    gone: dict[Path, set[int]] = field(default_factory=dict)
    refused: dict[int, Why] = field(default_factory=dict)
    told: dict[int, Path] = field(default_factory=dict)

    def say(self, path: Path, start: int, end: int, now: str, acts: set[int]) -> None:
        known = self.parts.setdefault(path, {}).setdefault((start, end), now)
        self.of.setdefault(path, set()).update(acts)
        for act in acts:
            self.told.setdefault(act, path)
        if known != now:
            self.refuse(acts | self.of[path], Why("giá trị này in ở nhiều chỗ mà mỗi chỗ sửa một khác"))

    def refuse(self, acts: set[int], why: Why) -> None:
        for act in acts:
            self.refused.setdefault(act, why)


@dataclass(frozen=True, slots=True)
class _Zone:
    """A stretch of a paragraph that an edit may lie in: plain words of a sentence, a filled placeholder, or neither."""

    start: int
    end: int
    span: Span
    atom: int = -1


@dataclass(slots=True)
class _Line:
    """One sentence of a paragraph and what is to be done to it."""

    span: Span
    sentence: Sentence
    splices: list[Splice] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    #: By the number of its atom: what is done to what fills a placeholder, each with its act.
    filled: dict[int, list[tuple[int, int, str, int]]] = field(default_factory=dict)
    #: The acts on its own words and looks.
    acts: set[int] = field(default_factory=set)


def wording(sheet: Sheet, got: Read, printed: tuple[Printed, ...], acts: dict[int, Hunk | Shade], says: Says) -> None:
    """Add to `says` what the acts, by their numbers, make the values of the file say."""
    by_para: dict[int, list[int]] = {}
    for number, act in acts.items():
        by_para.setdefault(act.para, []).append(number)
    issuer_lines: dict[int, list[int]] = {}
    for para, numbers in by_para.items():
        paragraph = printed[para]
        if any(isinstance(span.source, Sentence) for span in paragraph.spans):
            _sentences(sheet, got, paragraph, {n: acts[n] for n in numbers}, says)
        else:
            issuer_lines.setdefault(para, numbers)
    for para, numbers in issuer_lines.items():
        _fixed(sheet, got, printed[para], {n: acts[n] for n in numbers}, says)


# --- what is printed from data --------------------------------------------------------------------


def _fixed(sheet: Sheet, got: Read, paragraph: Printed, acts: dict[int, Hunk | Shade], says: Says) -> None:
    hunks = sorted((act for act in acts.values() if isinstance(act, Hunk)), key=lambda hunk: hunk.start)
    out, at = [], 0
    for hunk in hunks:
        out += [paragraph.text[at : hunk.start], hunk.text]
        at = hunk.end
    now = "".join([*out, paragraph.text[at:]])
    for number, act in acts.items():
        if isinstance(act, Shade):
            says.refuse({number}, Why("chữ ở đây có kiểu riêng theo Nghị định 30, không đổi đậm, nghiêng"))
    numbers = {number for number, act in acts.items() if isinstance(act, Hunk)}
    if not numbers:
        return
    made = forms.read(sheet, got, paragraph, " ".join(now.split()))
    if isinstance(made, Why):
        says.refuse(numbers, made)
        return
    for path, said in made:
        leaf = sheet.leaves.get(path)
        if leaf is None:
            says.keys[str(path[-1])] = said
            for number in numbers:
                says.told.setdefault(number, path)
        elif leaf.said and not said:
            says.gone.setdefault(path, set()).update(numbers)
            for number in numbers:
                says.told.setdefault(number, path)
        elif leaf.said != said:
            says.say(path, 0, len(leaf.said), said, numbers)
        else:
            for number in numbers:
                says.told.setdefault(number, path)


# --- sentences ------------------------------------------------------------------------------------


def _sentences(sheet: Sheet, got: Read, paragraph: Printed, acts: dict[int, Hunk | Shade], says: Says) -> None:
    zones = list(_zones(paragraph))
    lines: dict[int, _Line] = {}
    for number, act in sorted(acts.items(), key=lambda each: each[1].start):
        if isinstance(act, Shade):
            _shade(zones, number, act, lines, says)
            continue
        if NOTE in act.text:
            says.refuse({number}, Why("chú thích mới: ghi nội dung vào `footnotes:`, trong câu viết `[^tên]`"))
            continue
        if act.start == act.end == 0 and not paragraph.marker and parted(f"{act.text.strip()} x")[2] == "x":
            says.refuse({number}, Why(_MARKER_REASON))
            continue
        parts = list(_parts(paragraph, zones, act))
        bad = next((part for part in parts if isinstance(part, Why)), None)
        if bad:
            says.refuse({number}, bad)
            continue
        for zone, start, end, now in parts:  # type: ignore[misc]
            _take(paragraph, zone, start, end, now, act, number, lines)
    for line in lines.values():
        _say(sheet, got, paragraph, line, says)


def _zones(paragraph: Printed) -> Iterator[_Zone]:
    for span in paragraph.spans:
        if not isinstance(span.source, Sentence):
            yield _Zone(span.start, span.end, span)
            continue
        at = begun = span.start
        for number, atom in enumerate(span.source.atoms):
            end = min(at + len(atom.shown), span.end)
            if atom.field and at < end:
                if begun < at:
                    yield _Zone(begun, at, span)
                yield _Zone(at, end, span, number)
                begun = end
            at = end
        if begun < span.end or span.start == span.end:
            yield _Zone(begun, span.end, span)


def _parts(paragraph: Printed, zones: list[_Zone], hunk: Hunk) -> Iterator[tuple[_Zone, int, int, str] | Why]:
    """Yield a hunk in parts of one zone each."""
    last = len(paragraph.text)
    if hunk.start == hunk.end:
        yield _at(zones, hunk.start, hunk.text, paragraph.text)
        return
    inside = next((z for z in zones if z.start <= hunk.start and hunk.end <= z.end), None)
    if inside:
        yield (inside, hunk.start, hunk.end, hunk.text) if _writable(inside) else _own(inside, last)
        return
    found: list[tuple[_Zone, int, int, str] | Why] = []
    at = hunk.start
    for step in words(paragraph.text[hunk.start : hunk.end], hunk.text):
        if not step.same:
            found += _step(zones, at, at + len(step.old), step.new, paragraph.text)
        at += len(step.old)
    kept = [part for part in found if not isinstance(part, Why)]
    for part in found:
        if isinstance(part, Why) and kept and part.reason == _TAIL_REASON:
            continue  # the program writes that sign again, where it belongs
        yield part


_MARKER_REASON = "số thứ tự, dấu đầu mục do chương trình đánh theo thứ tự các mục"
_TAIL_REASON = "dấu ở cuối câu này do chương trình ghi (`;`, `.`, `./.`)"


def _step(zones: list[_Zone], start: int, end: int, now: str, said: str) -> Iterator[tuple[_Zone, int, int, str] | Why]:
    last = len(said)
    if start == end:
        yield _at(zones, start, now, said)
        return
    over = [z for z in zones if z.start < end and z.end > start]
    if len(over) == 1:
        yield (over[0], start, end, now) if _writable(over[0]) else _own(over[0], last)
        return
    same = {id(z.span) for z in over}
    whole = all(z.atom < 0 or (start <= z.start and z.end <= end) for z in over)
    if len(same) == 1 and whole and _writable(over[0]):  # words and placeholders of one sentence
        yield _Zone(over[0].span.start, over[0].span.end, over[0].span), start, end, now
        return
    if not now:
        for zone in over:
            a, b = max(start, zone.start), min(end, zone.end)
            yield (zone, a, b, "") if _writable(zone) else _own(zone, last)
        return
    tail = over[-1]
    if not _writable(tail) and tail.end == last and len(over) == 2 and _writable(over[0]):
        yield over[0], start, over[0].end, _TAIL.sub("", now)
        return
    yield Why("sửa lẫn cả chữ của kế hoạch và phần do chương trình tự ghi: tách ra, sửa từng phần")


def _at(zones: list[_Zone], place: int, now: str, said: str) -> tuple[_Zone, int, int, str] | Why:
    """The zone that words put in at a place belong to: the one that ends there before the one that begins."""
    last = len(said)
    near = [z for z in zones if z.start <= place <= z.end]
    inside = next((z for z in near if z.start < place < z.end), None)
    if inside and not _writable(inside):
        return _own(inside, last)
    digit = next((z for z in near if z.atom >= 0 and _goes_on(z, place, now)), None)
    chosen = inside or digit or next((z for z in near if _writable(z) and z.atom < 0 and z.end == place), None)
    chosen = chosen or next((z for z in near if _writable(z) and z.atom < 0), None)
    chosen = chosen or next((z for z in near if _writable(z)), None)
    if chosen and chosen.atom >= 0 and chosen is not inside and chosen is not digit:
        chosen = _Zone(chosen.span.start, chosen.span.end, chosen.span)
    if chosen:
        return chosen, place, place, now
    before = [z for z in zones if _writable(z) and z.end <= place]
    if place == last and before:  # after the sign that ends the sentence: the sentence goes on
        end = before[-1]
        sign = said[end.end :].replace("./.", ".")
        return _Zone(end.span.start, end.span.end, end.span), end.end, end.end, sign + _TAIL.sub("", now)
    return _own(near[0], last) if near else Why("không rõ thuộc câu nào")


def _goes_on(zone: _Zone, place: int, now: str) -> bool:
    """Tell whether what was put in beside a figure makes it another figure."""
    source = zone.span.source
    shown = source.atoms[zone.atom].shown if isinstance(source, Sentence) else ""
    if place == zone.end:
        return bool(re.match(r"[\d.,]*\d", now)) and shown[-1:].isdigit()
    return place == zone.start and bool(re.search(r"\d[.,]?$", now)) and shown[:1].isdigit()


def _writable(zone: _Zone) -> bool:
    return isinstance(zone.span.source, Sentence)


def _own(zone: _Zone, last: int) -> Why:
    """Why what the program writes by itself cannot be changed."""
    if zone.start == 0 and zone.end < last:
        return Why(_MARKER_REASON)
    if zone.start == 0:
        return Why("chữ do chương trình ghi: tiêu đề mặc định thì đổi bằng `heading:`, số thứ tự thì tự đánh")
    return Why(_TAIL_REASON)


def _line(lines: dict[int, _Line], span: Span) -> _Line:
    assert isinstance(span.source, Sentence)
    return lines.setdefault(span.start, _Line(span, span.source))


def _take(
    paragraph: Printed, zone: _Zone, start: int, end: int, now: str, act: Hunk, number: int, lines: dict[int, _Line]
) -> None:
    line = _line(lines, zone.span)
    begin = zone.span.start
    if zone.atom >= 0:
        line.filled.setdefault(zone.atom, []).append((start - zone.start, end - zone.start, now, number))
        return
    line.acts.add(number)
    if zone.span.upper and now == now.upper():
        now = now.lower()
        first = now[:1].upper() + now[1:] if start == begin else now
        now = first
    forced = _forced(paragraph, zone.span)
    looks = {(bit.bold and not forced[0], bit.italic and not forced[1]) for bit in act.now if bit.text.strip()}
    bold, italic = looks.pop() if len(looks) == 1 else (False, False)
    line.splices.append(Splice(start - begin, end - begin, now, bold, italic))


def _forced(paragraph: Printed, span: Span) -> tuple[bool, bool]:
    """Tell what of its look a sentence has from its place and not from its own signs."""
    assert isinstance(span.source, Sentence)
    bit: Bit | None = None
    at = 0
    for bit in paragraph.bits:
        if at + len(bit.text) > span.start:
            break
        at += len(bit.text)
    first = span.source.atoms[0]
    return (bit.bold and not first.bold, bit.italic and not first.italic) if bit else (False, False)


def _shade(zones: list[_Zone], number: int, act: Shade, lines: dict[int, _Line], says: Says) -> None:
    over = [z for z in zones if z.start < act.end and z.end > act.start]
    if not over or any(not _writable(z) for z in over) or len({id(z.span) for z in over}) > 1:
        says.refuse({number}, Why("chữ do chương trình ghi, không đổi đậm, nghiêng riêng"))
        return
    line = _line(lines, over[0].span)
    line.acts.add(number)
    line.looks.append(Look(act.start - line.span.start, act.end - line.span.start, act.bold, act.italic))


# --- one sentence ---------------------------------------------------------------------------------


def _say(sheet: Sheet, got: Read, paragraph: Printed, line: _Line, says: Says) -> None:
    found = spot(sheet, got, line.sentence)
    if isinstance(found, Why) and line.splices and not line.looks and not line.filled:
        made = composed.read(sheet, line.sentence, line.splices)
        if not isinstance(made, Why):
            for path, said in made:
                says.say(path, 0, len(sheet.leaves[path].said), said, line.acts)
            return
    if isinstance(found, Why):
        found = _by_hand(found, line)
        says.refuse(line.acts | {part[3] for parts in line.filled.values() for part in parts}, found)
        return
    _fill(sheet, got, found, line, says)
    if not line.splices and not line.looks:
        return
    if found.name and line.looks:
        says.refuse(line.acts, Why("tên cơ quan (`agency`) không có đậm, nghiêng"))
        return
    typed = sentence.edit(line.sentence.text.value, line.sentence.atoms, line.splices, line.looks)
    if typed is None:
        says.refuse(line.acts, Why("không viết lại được câu này bằng dấu của kế hoạch: sửa tay ở khóa"))
        return
    _put(sheet, found, " ".join(typed.split()), line, says)


def _by_hand(found: Why, line: _Line) -> Why:
    """Say the whole sentence in the lines that a unit's own file may have."""
    if not found.item or line.filled:
        return found
    typed = sentence.edit(line.sentence.text.value, line.sentence.atoms, line.splices, line.looks)
    if typed is None or found.key not in ("text", "heading", "content"):
        return found
    said = written(" ".join(typed.split()), len(found.key) + 6, 6)
    return found.to(f"change:\n  {found.item}:\n    {found.key}: {said}", "change")


def _fill(sheet: Sheet, got: Read, found: Spot, line: _Line, says: Says) -> None:
    """Say the values that placeholders print now; one that prints through a filter must follow from another."""
    shown: dict[tuple[str, ...], tuple[str, Path]] = {}
    atoms = line.sentence.atoms
    for number, parts in sorted(line.filled.items(), key=lambda each: bool(_filters(atoms[each[0]]))):
        atom = atoms[number]
        now, at = [], 0
        for start, end, new, _ in sorted(parts):
            now += [atom.shown[at:start], new]
            at = end
        said = " ".join("".join([*now, atom.shown[at:]]).split())
        acts = {part[3] for part in parts}
        assert atom.field is not None
        known = shown.get(atom.field.name)
        if known and fields.through(atom, known[0]) == said:
            says.told.update(dict.fromkeys(acts, known[1]))
            continue
        made = fields.read(sheet, got, found.path, atom, said)
        if isinstance(made, Why):
            says.refuse(acts, made)
            continue
        shown[atom.field.name] = said, made[0][0]
        for path, value in made:
            says.told.update(dict.fromkeys(acts, path))
            leaf = sheet.leaves[path]
            if leaf.said != value:
                says.say(path, 0, len(leaf.said), value, acts)


def _filters(atom: Atom) -> int:
    return len(atom.field.filters) if atom.field else 0


def _put(sheet: Sheet, found: Spot, typed: str, line: _Line, says: Says) -> None:
    if found.name:
        typed = typed.removesuffix(found.tail).replace("\\*", "*")
    if not typed.strip():
        says.refuse(
            line.acts, Why("xóa hết câu mà đoạn vẫn còn: xóa cả đoạn, hoặc bỏ khóa này", sheet.mark(found.path))
        )
        return
    says.say(found.path, found.start, found.end, typed, line.acts)
