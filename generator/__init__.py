"""Kế hoạch: a plan in YAML -> the official document in DOCX and PDF, by Nghị định 30/2020/NĐ-CP.

plans/x.yaml
  source.load      text -> values with their places          (PyYAML)
  model.validate   values -> Plan, typed, all problems told
  layout.lay_out   Plan -> Document: flat blocks, numbered, measured
  render.docx      Document -> DOCX                          (docxtpl, templates/plan.docx)
  render.pdf       Document -> PDF/A-2a + PDF/UA-1           (Typst, templates/plan.typ)
  check.agree      the words of both are the same
outputs/x.docx, outputs/x.pdf
"""

__version__ = "0.1.0"
