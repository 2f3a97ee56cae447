"""What a line of recipients must not hold: `Như trên`, `Kính gửi`, a line with signs that the program prints.

A plan is sent to nobody in particular, so it has no `Kính gửi`, and `Như trên` has nothing to refer to
(II.9.b). Semicolons and the last full stop are printed by the program; one typed inside joins two
recipients in a line of their own. Left alone: a stop or semicolon at the very end, which is not printed
twice, and abbreviations (`TT. Tỉnh ủy`). Source: Phụ lục I, II.9.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.problem import Level, Problem

ID = "recipients.punctuation"
TITLE = "Nơi nhận viết thừa dấu, `Như trên` hoặc `Kính gửi`"
LEVEL: Level = "warning"
CLAUSE = "Phụ lục I, Phần I, II.9"
PASSES = (
    "recipients: [UBND tỉnh;, TT. Tỉnh ủy, 'Sở: NN&MT, TC', {archive: VT}]",
    "recipients: ['- CT, các PCT UBND tỉnh (b/c)', {archive: VT}]",
)
FAILS = (
    "recipients: [Như trên, UBND tỉnh, {archive: VT}]",
    "recipients: ['Kính gửi: UBND tỉnh', {archive: VT}]",
    "recipients: ['- - UBND tỉnh', {archive: VT}]",
    "recipients: ['UBND tỉnh:', {archive: VT}]",
)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for recipient in manuscript.plan.recipients if manuscript.plan else ():
        if recipient.kind != "to":
            continue
        text = recipient.text
        if re.match(r"(?:-\s*)?Như trên(?!\w)", text):
            hint = "kế hoạch không có `Kính gửi`, nên bỏ `Như trên` và ghi tên cơ quan nhận (II.9.b)"
            yield Problem(recipient.mark, "nơi nhận của kế hoạch không ghi `Như trên`", hint, ID, LEVEL)
        elif re.match(r"(?:-\s*)?Kính gửi(?!\w)", text):
            hint = "chỉ ghi tên cơ quan nhận (II.9.b)"
            yield Problem(recipient.mark, "nơi nhận của kế hoạch không ghi `Kính gửi`", hint, ID, LEVEL)
        elif re.match(r"(?:[-–+•*]\s*){2,}|[–+•*]\s", text):
            hint = "bỏ dấu ở đầu dòng: chương trình tự ghi `-`"
            yield Problem(recipient.mark, f"`{text[:3].strip()}` ở đầu dòng nơi nhận sẽ in nguyên", hint, ID, LEVEL)
        elif re.search(r"[:/]\s*[;.]?$", text) and not text.endswith("./."):
            hint = "bỏ dấu ở cuối dòng: chương trình tự ghi `;` và dấu chấm cuối"
            yield Problem(recipient.mark, f"dòng nơi nhận kết thúc bằng `{text[-1]}`", hint, ID, LEVEL)
