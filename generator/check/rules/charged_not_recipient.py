"""An agency that the plan charges with a duty and does not send itself to.

The duties are the typed ones (`agency`, `lead`). Judged only for single named agencies (a department, an
office, a police or military command, one commune's committee). Understood as sent: an abbreviation (`Sở
GD&ĐT`, `Sở: NN&MT, TC`), a group that it belongs to (`các sở, ban, ngành`, `các cơ quan, đơn vị`, `UBND các
xã, phường`), `như mục …`, `các đơn vị có tên`, members of a steering committee. The issuer's own office and
people are its own. One finding lists all. Source: Phụ lục I, II.9.a.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.plan import Duty, Plan, TaskTable, bodies, walk
from generator.problem import Level, Problem

ID = "charged-not-recipient"
TITLE = "Cơ quan được giao việc mà không có ở nơi nhận"
LEVEL: Level = "warning"
CLAUSE = "Phụ lục I, Phần I, II.9.a"
_DUTY = (
    "responsibilities: [{agency: Sở Nội vụ, text: Chủ trì.}, {agency: Sở Nông nghiệp và Môi trường, text: Phối hợp.}]"
)
PASSES = (
    f"{_DUTY}\nrecipients: ['Các sở, ban, ngành tỉnh', {{archive: VT}}]",
    f"{_DUTY}\nrecipients: ['Sở: NV, NN&MT', {{archive: VT}}]",
    f"{_DUTY}\nrecipients: [Sở Nội vụ, Sở NN và MT, {{archive: VT}}]",
    f"{_DUTY}\nrecipients: [Như mục III, {{archive: VT}}]",
    f"{_DUTY}\nrecipients: [Các cơ quan có liên quan, {{archive: VT}}]",
    "responsibilities: [{agency: Công chức Văn hóa - Xã hội, text: Tham mưu.}]\nrecipients: [UBND tỉnh, {archive: VT}]",
)
FAILS = (
    f"{_DUTY}\nrecipients: [UBND tỉnh, Sở Nội vụ, {{archive: VT}}]",
    "responsibilities: [{agency: 'Sở Tài chính, Sở Y tế', text: Phối hợp.}]\nrecipients: [Sở Tài chính, {archive: VT}]",
    "responsibilities: [{agency: Công an tỉnh, text: Phối hợp.}]\nrecipients: [Sở Tài chính, {archive: VT}]",
)
#: What is judged: one agency by its name.
_NAMED = re.compile(
    r"(?:Sở|Phòng|Công an|Bộ Chỉ huy Quân sự|Ban Chỉ huy Quân sự|Bộ CHQS|Kho bạc|Bảo hiểm xã hội|Trạm Y tế|"
    r"(?:UBND|Ủy ban nhân dân) (?:xã|phường|đặc khu) [A-ZĐ])(?!\w*s)"
)
#: Recipients that may hold anybody.
_ANYBODY = re.compile(
    r"như\s+(?:mục|điều|phần|trên)|có tên|thành viên|liên quan|cơ quan|đơn vị|(?:sở|ban|phòng|ngành)\s*,"
    r"|các (?:sở|phòng|ban|ngành)(?!\s*:)|sở,? ?(?:ban|ngành)|ban,? ?ngành|đầu mối|trực thuộc|toàn thể|các khối|các tổ"
    r"|thôn|trường",
    re.IGNORECASE,
)
_COMMUNES = re.compile(r"(?:UBND|Ủy ban nhân dân)(?: các| cấp)? (?:xã|phường|huyện|quận|đặc khu)", re.IGNORECASE)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    plan = manuscript.plan
    sent = [recipient.text for recipient in plan.recipients if recipient.kind != "archive"] if plan else []
    if plan is None or not sent or any(_ANYBODY.search(text) for text in sent):
        return
    missing = [agency for agency in _charged(plan) if not _covered(agency, sent, plan)]
    if missing:
        message = f"được giao việc mà không có ở nơi nhận: {', '.join(f'`{agency}`' for agency in missing)}"
        place = plan.recipients[0].mark
        yield Problem(place, message, "thêm vào `recipients`, hoặc ghi gộp `Các sở, ban, ngành`", ID, LEVEL)


def _charged(plan: Plan) -> list[str]:
    """The named agencies that have a duty, each once, in order."""
    said: list[str] = []
    for body in bodies(plan):
        for node in walk(body):
            said += [data.agency for data in node.data if isinstance(data, Duty) and data.agency]
            for piece in node.pieces:
                for group in piece.groups if isinstance(piece, TaskTable) else ():
                    said += [line.value for task in group.tasks for line in task.lead]
    parts = (
        part.strip(" .:")
        for agency in said
        for part in re.split(r";|,\s+(?=[A-ZĐỦ])|\svà\s(?=Sở|Phòng|UBND|Ủy|Công an)", agency)
    )
    return list(dict.fromkeys(part for part in parts if _NAMED.match(part)))


def _covered(agency: str, sent: list[str], plan: Plan) -> bool:
    plain = _plain(agency)
    own = _plain(plan.issuer.name)
    if plain in own or own in plain:
        return True
    if agency.startswith(("UBND", "Ủy ban")):
        return any(_COMMUNES.search(text) for text in sent) or any(plain in _plain(text) for text in sent)
    head, _, rest = plain.partition(" ")
    letters = {_initials(rest, joined) for joined in (False, True)} if rest else set()
    for text in sent:
        words = _plain(text)
        if plain in words or words in plain:
            return True
        short = {re.sub(r"[^A-ZĐ]", "", word) for word in re.split(r"[\s,:;()]+", re.sub(r"\s*&\s*|\svà\s", "", text))}
        if letters & short and (head in words or not re.search(r"[a-zà-ỹ]{3}", text)):
            return True
        if head in words and re.sub(r"[^A-ZĐ]", "", re.sub(r"(?i)^.*?sở|^.*?phòng", "", text)) in letters:
            return True
    return False


def _initials(name: str, joined: bool) -> str:
    """`nông nghiệp và môi trường` is NNMT, or NNVMT with its `và`."""
    return "".join(word[0].upper() for word in re.findall(r"\w+", name) if joined or word != "và")


def _plain(text: str) -> str:
    """A name for comparing: small letters, one kind of hyphen, without the level after it."""
    words = re.sub(r"\s*[-–,]\s*", " ", text.lower().replace("uỷ", "ủy").replace("ubnd", "ủy ban nhân dân"))
    words = words.replace("chqs", "chỉ huy quân sự")
    return re.sub(r"\s+", " ", re.sub(r"\s(?:tỉnh|thành phố|tp|huyện|xã|phường)$", "", words.strip(" .;:"))).strip()
