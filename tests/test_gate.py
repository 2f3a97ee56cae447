"""The gate: what breaches the decree is not delivered, unless asked for, or silenced with a reason."""

from __future__ import annotations

import json

import pytest
from conftest import EVERYTHING, PLANS, documents, sample
from test_problems import run
from test_template import changed

from generator import build
from generator.problem import PlanError
from generator.verify import verify

#: The motto of an office's template in another case: an error by II.1.b.
MOTTO = ("{{ b.motto }}", "Độc Lập - Tự Do - Hạnh Phúc")


def test_a_document_with_an_error_is_not_delivered(tmp_path, plan_file):
    with pytest.raises(PlanError) as raised:
        build.build(plan_file(), ("docx",), changed(tmp_path, a=MOTTO))
    (problem,) = raised.value.problems
    assert (problem.rule, problem.level) == ("motto.text", "error")
    assert "Phụ lục I, Phần I, II.1.b" in problem.hint
    assert str(problem.mark) == "plan.docx, đoạn 5: «Độc Lập - Tự Do - Hạnh Phúc»"


def test_it_is_delivered_where_that_is_asked_for_and_the_error_still_told(tmp_path, plan_file):
    built = build.build(plan_file(), ("docx",), changed(tmp_path, a=MOTTO), allow_errors=True)
    assert built.files["docx"] and [p.rule for p in built.notes] == ["motto.text"]


def test_a_silenced_rule_does_not_count_and_is_listed(tmp_path, plan_file):
    path = plan_file(sample(silenced="[{rule: motto.text, reason: mẫu in sẵn của cơ quan}]"))
    built = build.build(path, ("docx",), changed(tmp_path, a=MOTTO))
    (note,) = built.notes
    assert (note.level, note.rule, note.mark.line) == ("info", "motto.text", 8)
    assert note.message.endswith("mẫu in sẵn của cơ quan")


def test_nothing_is_written_for_a_document_that_is_refused(tmp_path, plan_file):
    changed(tmp_path, a=MOTTO)
    plan_file(sample(template="mau.docx"))
    refused = run("build", "plan.yaml", "-o", "out", "--format", "docx", folder=tmp_path)
    assert refused.returncode == 1
    assert "lỗi [motto.text]: Tiêu ngữ: đang viết `Độc Lập - Tự Do - Hạnh Phúc`" in refused.stderr
    assert not documents(tmp_path / "out")
    allowed = run("build", "plan.yaml", "-o", "out", "--format", "docx", "--allow-errors", folder=tmp_path)
    assert allowed.returncode == 0 and "lỗi [motto.text]" in allowed.stderr
    assert documents(tmp_path / "out") == ["plan.docx"]


@pytest.mark.parametrize("name", [p.stem for p in (*PLANS, EVERYTHING)])
@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_our_own_documents_pass_verify_too(name, form, built):
    """The gate knows what is which; a stranger's eye that has to find it out sees no error either."""
    found = verify.verify(built[name].files[form], name).findings
    assert not [f.record.id for f in found if f.record.severity == "error"]


def test_a_silence_needs_a_known_rule_and_a_reason(tmp_path, plan_file):
    silenced = "[{rule: doubled-wrods, reason: trích nguyên văn}, {rule: doubled-words, reason: trích nguyên văn}]"
    plan_file(sample(silenced=silenced))
    told = json.loads(run("check", "plan.yaml", "--format", "json", folder=tmp_path).stdout)
    assert [(p["severity"], p["cure"]) for p in told] == [
        ("error", "có phải là `doubled-words`?"),
        ("info", "xóa dòng này"),
    ]
    plan_file(sample(silenced="[{rule: doubled-words}]"))
    assert "thiếu khóa `reason`" in run("check", "plan.yaml", folder=tmp_path).stderr


def test_warnings_count_where_that_is_asked_for(tmp_path, plan_file):
    plan_file(sample(title="Thực hiện của của năm 2026"))
    assert run("check", "plan.yaml", folder=tmp_path).returncode == 0
    assert run("check", "plan.yaml", "--strict", folder=tmp_path).returncode == 1


def test_an_appendix_is_referred_to_wherever_the_text_says_it(plan_file):
    """The gate looks at one of the lines that are formatted alike, but it knows the words of all."""
    text = sample(bases="[Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025]")
    text += "appendices:\n  - {id: danh-muc, title: Danh mục, text: Nội dung danh mục.}\n"
    text = text.replace("sections:", "opening: Chi tiết tại {{ ref.danh-muc }}.\nsections:", 1)
    if "opening: Chi tiết" not in text:
        text += "opening: Chi tiết tại {{ ref.danh-muc }}.\n"
    assert build.build(plan_file(text), ("docx",)).files["docx"]
