"""as_html: what differs between two plans -> one page by itself, for the screen, a telephone and paper."""

from __future__ import annotations

from html import escape

from generator.diff.change import MATTERS, Difference
from generator.diff.said import EMPTY, Entry, Part, header, on_a_page

_PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Thay đổi của kế hoạch</title>
<style>
body {{ font: 15px/1.45 system-ui, sans-serif; margin: 1.5rem auto; max-width: 54rem; padding: 0 1rem; color: #1a1a1a }}
h1 {{ font-size: 1.3rem; margin: 0 0 .4rem }} h2 {{ font-size: 1rem; margin: 1rem 0 .2rem }}
p {{ margin: .15rem 0 }} ul {{ margin: .2rem 0; padding-left: 1.2rem }} li {{ margin: .15rem 0 }}
del {{ color: #b00020 }} ins {{ color: #0046b8; text-decoration: underline }}
@media print {{ @page {{ size: A4; margin: 12mm }}
body {{ font: 9pt/1.22 sans-serif; margin: 0; padding: 0; max-width: none; color: #000 }}
h2 {{ font-size: 9.5pt; margin: .3rem 0 0; break-after: avoid }} ul, li {{ margin-top: 0; margin-bottom: 0 }}
li {{ break-inside: avoid }} }}
</style></head><body>
<h1>Thay đổi của kế hoạch</h1>
{head}
{body}
</body></html>
"""


def as_html(difference: Difference) -> str:
    """Return the summary as a page: no scripts, nothing from elsewhere, all words escaped."""
    head = "\n".join(f"<p>{escape(line)}</p>" for line in header(difference))
    matters = on_a_page(difference).items()
    body = "\n".join(_matter(matter, difference.counts[matter], shown, left) for matter, (shown, left) in matters)
    return _PAGE.format(head=head, body=body)


def _matter(matter: str, count: int, shown: tuple[Entry, ...], left: int) -> str:
    items = [f"<li>{_item(entry)}</li>" for entry in shown]
    if left:
        items.append(f"<li>… và {left} chỗ khác</li>")
    return f"<h2>{escape(MATTERS[matter])} ({count})</h2>\n<ul>\n" + "\n".join(items) + "\n</ul>"


def _item(entry: Entry) -> str:
    return "".join(map(_part, entry))


def _part(part: Part) -> str:
    if part.kind == "said":
        return escape(part.old)
    old = f"<del>{escape(part.old)}</del>" if part.old else ""
    new = f"<ins>{escape(part.new)}</ins>" if part.new else ""
    if part.kind == "became":
        return f"{old or EMPTY} → {new or EMPTY}"
    return f"{old} {new}" if old and new else old + new
