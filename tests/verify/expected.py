"""What the tests of the records expect: what else a defect brings about, and what is known not to be found.

Data only.  The list of misses may grow shorter, never longer.
"""

from __future__ import annotations

#: What follows from a defect by the nature of the thing: words gone, columns moved, lengths measured against words.
FOLLOWS: dict[str, frozenset[str]] = {
    name: frozenset(rules.split())
    for name, rules in {
        "page.size": "title.rule_length",
        "page.orientation": "country.side capacity.side capacity.present signer.present title.rule_length "
        "title.rule_centered",
        "page.left": "page_number.center title.rule_length",
        "page.right": "page_number.center",
        "page_number.plain": "page_number.center",
        "text.unicode": "text.family ending.mark",
        "country.present": "place_date.same_line",
        "country.side": "motto.rule motto.center place_date.same_line place_date.center",
        "country.one_line": "motto.rule_length place_date.same_line",
        "motto.present": "place_date.same_line",
        "motto.size": "motto.rule_length heading_block.sizes",
        "heading_block.sizes": "motto.rule_length",
        "motto.spacing": "issuer.spacing",
        "issuer.present": "place_date.same_line",
        "issuer.spacing": "motto.spacing",
        "issuer.center": "issuer.rule issuer.rule_centered number.center",
        "issuer.side": "issuer.rule number.center place_date.same_line",
        "issuer.caps": "issuer.rule_length",
        "basis.complete": "citation.first-mention",
        "capacity.caps": "capitals.organisation",
        "kind.present": "title.present",
        "title.lower": "title.rule_length",
        "title.size": "title.rule_length",
        "title.center": "title.rule_centered",
        "section.title": "section.caps section.bold",
        "clause.size": "body.size",
        "clause.upright": "body.upright",
        "point.size": "body.size",
        "point.upright": "body.upright",
        "attached.present": "appendix_title.center",
        "capacity.abbreviation": "signatory.on-behalf",
        "capacity.present": "signer.present",
        "capacity.side": "recipients_title.level",
        "signatory.on-behalf": "recipients_title.level",
    }.items()
}

#: Records whose defect is not found, with the origins (`+`: saved again by LibreOffice), and why.  Exact: what is
#: found again must be taken off.
MISSED: dict[str, frozenset[str]] = {
    record: frozenset(name.replace("+", " (LibreOffice)") for name in names.split())
    for record, names in {
        # the ruled line is attached to the first line when the second is flush left, and ends the title
        "title.center": "styles tabs boxes wps tabs-drawn boxes+",
        # heights in two text boxes are not compared
        "place_date.same_line": "boxes boxes+",
    }.items()
}

#: Our own document whose broken copies are laid out as PDF, and the records that a PDF shows.
IN_PDF = "ubnd-xa"
SEEN_IN_PDF = tuple(
    "page.left page.right page.size text.family text.color page_number.shown page_number.first page_number.plain "
    "page_number.top "
    "page_number.center page_number.size country.size country.bold motto.text motto.center motto.rule "
    "motto.rule_length issuer.rule "
    "issuer.rule_length issuer.size number.zero place_date.italic place_date.center kind.bold title.size "
    "title.rule title.rule_length "
    "basis.italic body.size body.indent body.line section.bold capacity.bold signer.bold recipients_title.italic "
    "recipients.size".split()
)
#: One paragraph of two lines is too little to measure the distance of lines by.
MISSED_IN_PDF = frozenset({"body.line"})
