"""check: the tags of a Word template -> what is wrong with them, by paragraph as Word counts.

A tag may use names, comparisons and a few filters. It can do no sums and no calls, so that no
template can be slow, large, or do a thing of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.problem import Mark, Problem

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@lru_cache(maxsize=1)
def environment() -> Any:
    """Return the one jinja2 environment that fills templates."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Given(ImmutableSandboxedEnvironment):
        """Takes what a template is given by the shortest way: all of it stands in dicts, under plain names."""

        def getattr(self, obj: Any, attribute: str) -> Any:
            if type(obj) is dict and attribute in obj:
                return obj[attribute]
            return super().getattr(obj, attribute)

    env = Given(autoescape=True, undefined=StrictUndefined)
    env.globals.clear()  # no range, cycler, lipsum: a template shows what it is given
    return env


_TAG = re.compile(r"\{%(?:p|tr|tc|r)?\s+(?P<word>\w+)(?P<rest>.*?)%\}|\{\{(?:p|tr|tc|r)?\s+(?P<expr>.*?)\}\}")
_CLOSES = {"endif": "if", "endfor": "for"}


def check(root: Any, template: Path, part: str) -> Iterator[Problem]:
    """Yield what is wrong with a template's tags, by paragraph, before docxtpl reflows it."""
    open_tags: list[tuple[str, Mark]] = []
    for number, paragraph in enumerate(root.iter(f"{{{W}}}p"), 1):
        text = "".join(t.text or "" for t in paragraph.iter(f"{{{W}}}t"))
        if "{" not in text and "}" not in text:
            continue
        mark = Mark(f"{template}, {part}, đoạn {number}", number, 1, len(text), text)
        rest = _TAG.sub("", text)
        if re.search(r"\{[{%]|[%}]\}", rest):
            yield Problem(mark, "thẻ trong mẫu Word mở mà không đóng, hoặc viết sai",
                          "mỗi thẻ viết liền trong một đoạn: `{{ tên }}`, `{%p if … %}`", "template")  # fmt: skip
            continue
        for tag in _TAG.finditer(text):
            problem = _expression_problem(tag, mark)
            if problem:
                yield problem
            word = tag["word"]
            if word in ("if", "for"):
                open_tags.append((word, mark))
            elif word in ("elif", "else") and not open_tags:
                yield Problem(mark, f"thẻ `{word}` không nằm trong `if` nào", "thêm `{%p if … %}` ở trên",
                              "template")  # fmt: skip
            elif word in _CLOSES:
                if not open_tags or open_tags[-1][0] != _CLOSES[word]:
                    yield Problem(mark, f"thẻ `{word}` không có `{_CLOSES[word]}` tương ứng ở trên",
                                  "xem lại các thẻ mở và đóng", "template")  # fmt: skip
                else:
                    open_tags.pop()
        if sum(word == "for" for word, _ in open_tags) > 6:
            yield Problem(mark, "mẫu Word lặp quá nhiều tầng lồng nhau", "nhiều nhất 6 tầng `for`", "template")
            return
    for word, mark in open_tags:
        yield Problem(mark, f"thẻ `{word}` mở ở đây mà không có `end{word}`", f"thêm `{{%p end{word} %}}`",
                      "template")  # fmt: skip


#: What a tag may use. No sums and no calls, so that no template can be slow, large or do a thing.
_FILTERS = ("upper", "lower", "capitalize", "length", "first", "last", "join", "default")


@lru_cache(maxsize=1)
def _allowed_nodes() -> tuple[type, ...]:
    from jinja2 import nodes

    return (
        nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.NSRef, nodes.Getattr, nodes.Getitem,
        nodes.Const, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Filter, nodes.If, nodes.For,
    )  # fmt: skip


def _expression_problem(tag: Any, mark: Mark) -> Problem | None:
    from jinja2 import TemplateSyntaxError, nodes

    word, rest = tag["word"], (tag["rest"] or "").strip()
    if tag["expr"] is not None:
        text = "{{" + tag["expr"] + "}}"
    elif word in ("if", "elif"):
        text = "{% if " + rest + " %}{% endif %}"
    elif word == "for":
        text = "{% for " + rest + " %}{% endfor %}"
    elif word in ("else", "endif", "endfor", "colspan", "cellbg", "vm", "hm", "set"):
        return None
    else:
        return Problem(mark, f"không có thẻ `{word}`", "các thẻ có: if, elif, else, endif, for, endfor", "template")
    try:
        for node in environment().parse(text).find_all(nodes.Node):
            if isinstance(node, nodes.Filter) and node.name not in _FILTERS:
                return Problem(
                    mark, f"không có bộ lọc `{node.name}`", "các bộ lọc có: " + ", ".join(_FILTERS), "template"
                )
            if not isinstance(node, _allowed_nodes()):
                return Problem(mark, f"thẻ `{tag.group()}` chỉ được dùng tên, so sánh và bộ lọc",
                               "xem docs/mau-word.md", "template")  # fmt: skip
    except (TemplateSyntaxError, RecursionError):
        return Problem(mark, f"thẻ `{tag.group()}` viết sai", "xem docs/mau-word.md về cách viết thẻ", "template")
    return None
