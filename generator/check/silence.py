"""apply: findings and what a plan silences -> the findings that are left.

A plan silences a rule by its id and says why. An unknown id or a reason left empty is an error, told at the
place; a silence that silences nothing is a remark, so that it does not outlive its cause.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from generator.problem import Mark, Problem, nearest

#: What the problems of a silence itself are called.
ID = "silenced"


def apply(
    problems: Iterable[Problem],
    silenced: Iterable[tuple[str, str, Mark]],
    known: Collection[str],
    judged: Collection[str] | None = None,
) -> list[Problem]:
    """Return the problems without those silenced, and what is wrong with the silences.

    `silenced` are (id of a rule, reason, place), `known` the ids of all rules, `judged` those that could have
    found something here (the form of a document is judged when it is built). An error is never silenced
    by a rule's id unless that id is known, and a silence without a reason silences nothing.
    """
    left = list(problems)
    told: list[Problem] = []
    for rule, reason, mark in silenced:
        if rule not in known:
            told.append(_unknown(rule, mark, known))
        elif not reason.strip():
            hint = f"ghi lý do: `- {{rule: {rule}, reason: …}}`"
            told.append(Problem(mark, f"quy tắc `{rule}` được bỏ qua mà chưa ghi lý do", hint, ID))
        else:
            kept = [problem for problem in left if problem.rule != rule]
            if len(kept) == len(left) and rule in (known if judged is None else judged):
                message = f"bỏ qua quy tắc `{rule}` nhưng không có chỗ nào vi phạm"
                told.append(Problem(mark, message, "xóa dòng này", ID, "info"))
            left = kept
    return [*left, *told]


def _unknown(rule: str, mark: Mark, known: Collection[str]) -> Problem:
    near = nearest(rule, sorted(known))
    hint = f"có phải là `{near}`?" if near else "xem danh sách quy tắc trong docs/rules.md"
    return Problem(mark, f"không có quy tắc `{rule}`", hint, ID)
