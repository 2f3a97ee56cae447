"""rules: the style sheets of a page -> what they say of an element by its name, classes and id.

Only what changes how a text reads is kept: weight, slant, capitals, alignment, indents, sizes, what is shown, pages.
Selectors of one part (`p`, `.MsoNormal`, `p.western`, `#content`) are understood, as the programs write them that
save a text as a web page; others, and rules for a printer or a narrow screen, are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field

from generator.frozen import dataclass

Declarations = Mapping[str, str]

KEPT = frozenset(
    "border break-after break-before display float font font-family font-size font-style font-weight list-style"
    " list-style-type margin margin-left mso-element mso-hide mso-list mso-page-orientation mso-tab-count page"
    " page-break-after page-break-before position size text-align text-indent text-transform vertical-align visibility"
    " white-space width border-top border-bottom".split()
)
#: Rules that are read at most: a page of a portal may bring tens of thousands, none of them about the text.
MOST = 4_000

_SIMPLE = re.compile(r"([a-zA-Z][a-zA-Z0-9]*)?((?:[.#][\w-]+)*)")
_BRACE = re.compile(r"[{}]")
_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(pt|px|cm|mm|in|em|rem|pc|ex)?")
#: Points in each unit; an em is that of the decree's own size of letters (Phụ lục I, mục II: 13 - 14).
_POINTS = {"pt": 1, "px": 0.75, "cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72, "em": 14, "rem": 14, "pc": 12, "ex": 7}


@dataclass(frozen=True, slots=True)
class Rule:
    """What one selector says, how closely it looks (id, classes, name), and how late it stands."""

    tag: str
    classes: frozenset[str]
    identity: str
    said: Declarations
    order: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules by the class, id or name that they look for; named pages (`@page Section2`) by name."""

    by_key: Mapping[str, list[Rule]] = field(default_factory=dict)
    pages: Mapping[str, Declarations] = field(default_factory=dict)


def rules(text: str) -> Rules:
    """Return the rules of style sheets, one after another in `text`."""
    found: dict[str, list[Rule]] = {}
    pages: dict[str, Declarations] = {}
    for number, (prelude, body) in enumerate(_blocks(_uncommented(text))):
        if number > MOST:
            break
        said = declarations(body)
        if prelude.startswith("@page"):
            pages[prelude[5:].strip().lower()] = said
        elif said and not prelude.startswith("@"):
            for selector in prelude.split(",")[:50]:
                _keep(found, selector.strip(), said, number)
    return Rules(found, pages)


def declarations(text: str) -> dict[str, str]:
    """Return what the text of a rule or of a style attribute says, in lower case, of the properties we heed."""
    said: dict[str, str] = {}
    for part in text.split(";"):
        name, _, value = part.partition(":")
        name = name.strip().lower()
        if name in KEPT:
            said[name] = value.replace("!important", "").strip().lower()
    return said


def told(rules: Rules, tag: str, classes: str, identity: str, style: str) -> dict[str, str]:
    """Return what the style sheets and its own style attribute say of an element, the closer over the wider."""
    names = frozenset(classes.split())
    heard = [
        rule for key in (tag, *(f".{name}" for name in names), f"#{identity}") for rule in rules.by_key.get(key, ())
    ]
    said: dict[str, str] = {}
    for rule in sorted(heard, key=lambda rule: rule.order):
        if rule.tag in ("", tag) and rule.classes <= names and rule.identity in ("", identity):
            said.update(rule.said)
    return {**said, **declarations(style)} if style else said


def points(text: str, whole: float = 0.0) -> float | None:
    """Return a length in pt, a share (`50%`) of `whole`, None for what is none."""
    match = _LENGTH.match(text.strip())
    if not match:
        return None
    number = float(match[1])
    if "%" in text:
        return number / 100 * whole if whole else None
    value = number * (_POINTS[match[2]] if match[2] else 0.75)
    return value if -5_000 < value < 5_000 else None


def _keep(found: dict[str, list[Rule]], selector: str, said: Declarations, number: int) -> None:
    match = _SIMPLE.fullmatch(selector)
    if not match or not selector:
        return
    names = re.findall(r"[.#][\w-]+", match[2])
    classes = frozenset(name[1:] for name in names if name[0] == ".")
    identity = next((name[1:] for name in names if name[0] == "#"), "")
    tag = (match[1] or "").lower()
    # each rule is kept under one key, so that it is heard once
    key = f"#{identity}" if identity else f".{min(classes)}" if classes else tag
    order = (100 * bool(identity) + 10 * len(classes) + bool(tag), number, 0)
    found.setdefault(key, []).append(Rule(tag, classes, identity, said, order))


def _uncommented(text: str) -> str:
    parts: list[str] = []
    at = 0
    while (start := text.find("/*", at)) >= 0:
        parts.append(text[at:start])
        end = text.find("*/", start + 2)
        at = len(text) if end < 0 else end + 2
    # Word hides its rules from old browsers in a comment of HTML
    return "".join([*parts, text[at:]]).replace("<!--", " ").replace("-->", " ")


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Yield each rule's prelude and body; those inside an at-rule for all screens too."""
    at, depth, skipped, prelude, opened = 0, 0, 0, "", 0
    for brace in _BRACE.finditer(text):
        if brace[0] == "{":
            depth += 1
            prelude, opened = text[at : brace.start()].strip(), brace.end()
            narrow = prelude.startswith("@") and not prelude.startswith(("@page", "@media screen", "@media all"))
            if narrow and not skipped:
                skipped = depth
        else:
            if opened and not skipped:
                yield " ".join(prelude.split()), text[opened : brace.start()]
            if skipped == depth:
                skipped = 0
            depth, opened = max(depth - 1, 0), 0
        at = brace.end()
