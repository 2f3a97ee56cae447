"""as_html: what was understood of a source, and the proof -> one page, source and result side by side (`--report`).

No scripts, nothing from elsewhere, every word escaped: what a source says is content. For the screen, a telephone and
paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from generator.importing.draft import Doubt, Draft
from generator.importing.proof.values import Proof, Row, Said
from generator.importing.sheet import place
from generator.importing.text_report import KINDS, difference, doubts, found, headline
from generator.vietnamese import format_number

_PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Nhập {title}</title>
<style>
body {{ font: 15px/1.5 system-ui, sans-serif; margin: 1.5rem auto; max-width: 84rem; padding: 0 1rem;
  color: #1a1a1a; background: #fff }}
h1 {{ font-size: 1.3rem; margin: 0 0 .4rem; overflow-wrap: anywhere }}
h2 {{ font-size: 1.05rem; margin: 1.4rem 0 .4rem }} h3 {{ font-size: .95rem; margin: .8rem 0 .2rem }}
ul {{ margin: .2rem 0; padding-left: 1.2rem }} li {{ margin: .15rem 0; overflow-wrap: anywhere }}
dl {{ display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .6rem 0 }}
dt {{ color: #555 }} dd {{ margin: 0; overflow-wrap: anywhere }}
.key span {{ margin-right: 1rem; white-space: nowrap }}
.row {{ display: grid; grid-template-columns: 3.2rem 1fr 1fr; gap: 0 1rem; border-top: 1px solid #e4e4e4;
  padding: .25rem 0 }}
.row > div {{ overflow-wrap: anywhere; min-width: 0 }} .row p {{ margin: 0 }}
.names {{ font-weight: 600; position: sticky; top: 0; background: #fff; border: 0; z-index: 1 }}
.at {{ color: #777; font-size: .8em; text-align: right }} a {{ color: inherit }}
.heading {{ font-weight: 600 }} .off {{ background: #fafafa }}
.doubt {{ grid-column: 2 / -1; background: #fff3cd; color: #5c4700; padding: .15rem .5rem; margin: .15rem 0;
  border-left: 3px solid #e0a800; font-size: .92em; font-weight: 400 }}
del {{ background: #fde0e4; color: #8c0019; text-decoration: line-through }}
ins {{ background: #dbeafe; color: #0b3d91; text-decoration: underline }}
.moved {{ background: #ece2fb; color: #4b1d87 }} .form {{ color: #6b6b6b }}
.sign {{ border-bottom: 2px dotted #b35900 }} .number {{ color: #8c0019 }}
@media (max-width: 44rem) {{ .row {{ grid-template-columns: 1fr; gap: .1rem }} .at {{ text-align: left }}
  .names {{ display: none }} .doubt {{ grid-column: 1 }} dl {{ grid-template-columns: 1fr }}
  .built {{ border-left: 3px solid #cfd8e3; padding-left: .6rem }} }}
@media print {{ @page {{ size: A4; margin: 12mm }} body {{ font-size: 9pt; margin: 0; padding: 0; max-width: none }}
  .row {{ break-inside: avoid; grid-template-columns: 2.4rem 1fr 1fr }} .names {{ position: static }}
  * {{ print-color-adjust: exact; -webkit-print-color-adjust: exact }} }}
</style></head><body>
<h1>{headline}</h1>
<dl>
{found}
</dl>
{differences}
{doubts}
{sides}
</body></html>
"""
_KEY = """<p class="key"><span><del>thiếu</del></span><span><ins>thêm</ins></span>
<span class="moved">đổi chỗ</span><span class="sign">khác dấu</span>
<span class="form">chữ xám: thể thức tự in, hoặc số tự động</span></p>"""


def as_html(name: str, draft: Draft, proof: Proof | None) -> str:
    """Return the page of an import: `name` is the file that was brought in, `proof` is None where the plan does not
    build yet."""
    told = doubts(draft)
    pairs = "\n".join(f"<dt>{escape(key)}</dt><dd>{escape(value)}</dd>" for key, value in found(draft))
    return _PAGE.format(
        title=escape(name),
        headline=escape(headline(name, proof)),
        found=pairs,
        differences=_differences(proof) if proof else "",
        doubts=_doubts(told, proof),
        sides=_sides(proof, told) if proof else "",
    )


def _differences(proof: Proof) -> str:
    out: list[str] = []
    for kind, title in KINDS.items():
        each = proof.of(kind)
        if each:
            out += [f"<h3>{escape(title)} ({format_number(len(each))})</h3>", _list(difference(one) for one in each)]
    return "<h2>Khác với bản nguồn</h2>\n" + "\n".join(out) if out else ""


def _doubts(told: Sequence[Doubt], proof: Proof | None) -> str:
    if not told:
        return ""
    known = {word.line for row in proof.rows for word in row.source} if proof else set()
    items = []
    for each in told:
        at = escape(place(each.line))
        linked = f'<a href="#d{each.line}">{at}</a>' if each.line in known else at
        items.append(f"{linked}: {_said(each)}")
    return f"<h2>Chỗ cần xem lại ({format_number(len(told))})</h2>\n" + _list(items, escaped=True)


def _said(doubt: Doubt) -> str:
    return escape(f"{doubt.message} ({doubt.hint})" if doubt.hint else doubt.message)


def _list(items: Iterable[str], escaped: bool = False) -> str:
    return "<ul>\n" + "\n".join(f"<li>{each if escaped else escape(each)}</li>" for each in items) + "\n</ul>"


# --- side by side -------------------------------------------------------------------------------


def _sides(proof: Proof, told: Sequence[Doubt]) -> str:
    """Both sides row by row, each doubt under the row in which its line begins."""
    waiting = [each for each in told if each.line]
    shown: set[int] = set()
    rows = []
    for row in proof.rows:
        lines = list(dict.fromkeys(word.line for word in row.source))
        last = max(lines, default=0)
        here = [each for each in waiting if each.line <= last] if lines else []
        waiting = [each for each in waiting if each not in here] if here else waiting
        rows.append(_row(row, [line for line in lines if line not in shown], here))
        shown.update(lines)
    names = '<div class="row names"><div></div><div>Bản nguồn</div><div>Kế hoạch</div></div>'
    rest = "".join(f'<p class="doubt">{escape(place(each.line))}: {_said(each)}</p>' for each in waiting)
    return f"<h2>Đối chiếu từng đoạn</h2>\n{_KEY}\n{names}\n" + "\n".join(rows) + rest


def _row(row: Row, lines: Sequence[int], told: Sequence[Doubt]) -> str:
    anchors = "".join(f'<span id="d{line}"></span>' for line in lines)
    at = str(row.source[0].line) if row.source else ""
    off = all(word.state in ("same", "form") for word in (*row.source, *row.built))
    looks = " ".join(filter(None, ("row", "heading" if row.look == "heading" else "", "" if off else "off")))
    notes = "".join(f'<p class="doubt">{escape(place(each.line))}: {_said(each)}</p>' for each in told)
    lined = row.zone in ("head", "foot")
    left, right = _words(row.source, lined), _words(row.built, lined)
    cells = f'<div class="at">{anchors}{at}</div><div>{left}</div><div class="built">{right}</div>{notes}'
    return f'<div class="{looks}">{cells}</div>'


def _words(words: Sequence[Said], lined: bool) -> str:
    """The words of one side, in stretches of one state; letterhead and signature keep their lines."""
    lines = [list(each) for _, each in groupby(words, key=lambda word: word.line)] if lined else [list(words)]
    return "".join(f"<p>{' '.join(_stretches(line))}</p>" for line in lines if line)


def _stretches(words: Sequence[Said]) -> Iterable[str]:
    for state, each in groupby(words, key=lambda word: word.state):
        text = escape(" ".join(word.text for word in each))
        if state == "same":
            yield text
        elif state == "lost":
            yield f"<del>{text}</del>"
        elif state == "new":
            yield f"<ins>{text}</ins>"
        else:
            yield f'<span class="{state}">{text}</span>'
