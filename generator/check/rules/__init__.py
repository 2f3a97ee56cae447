"""check: a Manuscript -> what the rules find in it, in order of place.

A rule is a module of this folder: what it finds and what it leaves alone (docstring), `ID`,
`TITLE`, `LEVEL`, `CLAUSE`, examples that pass and that fail, and `check`. A rule that is not
listed here does not exist.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Protocol

from generator.check.manuscript import Manuscript
from generator.check.rules import (
    appendix_referred,
    before_the_decree,
    body_lower,
    capital_after_semicolon,
    capital_after_stop,
    capitals_citation_parts,
    capitals_document_type,
    capitals_hcm,
    capitals_new_line,
    capitals_numbered_unit,
    capitals_organisation,
    capitals_party_central,
    capitals_people_state,
    capitals_self_reference,
    capitals_tet,
    capitals_title_case,
    capitals_unit_noun,
    capitals_weekday,
    charged_not_recipient,
    citation_before_body,
    citation_first_mention,
    citation_future_date,
    citation_incomplete,
    citation_later_mention,
    citation_missing_so,
    citation_party_form,
    citation_symbol_form,
    citation_two_dates,
    citation_two_periods,
    cut_opening,
    cut_paragraph,
    deadline_before_plan,
    double_stops,
    doubled_words,
    ellipsis_space,
    former_places,
    half_year_report,
    heading_stop,
    hyphen_space,
    impossible_date,
    impossible_syllables,
    issuer_full_name,
    known_typos,
    leftovers,
    list_end,
    missing_colon,
    missing_reference,
    missing_space,
    mixed_date_forms,
    mixed_item_ends,
    mixed_quotes,
    mixed_range_dash,
    mixed_spelling,
    open_range,
    parallel_headings,
    percentage_over_100,
    place_date_capital,
    rate_per_year,
    recipients_archive,
    recipients_bracket,
    recipients_punctuation,
    repeated_clause,
    repeated_phrase,
    sentence_end,
    shares_not_100,
    signatory_on_behalf,
    space_before_punctuation,
    stray_figure,
    sum,
    sum_in_text,
    table_total,
    target_without_deadline,
    target_without_unit,
    title_type_repeated,
    tone_marks,
    typed_emphasis,
    typed_marker,
    typed_placeholder,
    typed_quotes,
    unbalanced_brackets,
    unbalanced_quotes,
    untitled_item,
    weekend_deadline,
)
from generator.problem import Level, Problem


class Rule(Protocol):
    """What a module of rules has. Examples are a plain sentence a line, or keys of a plan as YAML."""

    @property
    def ID(self) -> str: ...
    @property
    def TITLE(self) -> str: ...
    @property
    def LEVEL(self) -> Level: ...
    @property
    def CLAUSE(self) -> str: ...
    @property
    def PASSES(self) -> tuple[str, ...]: ...
    @property
    def FAILS(self) -> tuple[str, ...]: ...
    @property
    def __doc__(self) -> str | None: ...  # type: ignore[override]
    def check(self, manuscript: Manuscript) -> Iterator[Problem]: ...


#: Every rule, in alphabetical order of the modules; one a line.
_MODULES: tuple[Rule, ...] = (
    appendix_referred,
    before_the_decree,
    body_lower,
    capital_after_semicolon,
    capital_after_stop,
    capitals_citation_parts,
    capitals_document_type,
    capitals_hcm,
    capitals_new_line,
    capitals_numbered_unit,
    capitals_organisation,
    capitals_party_central,
    capitals_people_state,
    capitals_self_reference,
    capitals_tet,
    capitals_title_case,
    capitals_unit_noun,
    capitals_weekday,
    charged_not_recipient,
    citation_before_body,
    citation_first_mention,
    citation_future_date,
    citation_incomplete,
    citation_later_mention,
    citation_missing_so,
    citation_party_form,
    citation_symbol_form,
    citation_two_dates,
    citation_two_periods,
    cut_opening,
    cut_paragraph,
    deadline_before_plan,
    double_stops,
    doubled_words,
    ellipsis_space,
    former_places,
    half_year_report,
    heading_stop,
    hyphen_space,
    impossible_date,
    impossible_syllables,
    issuer_full_name,
    known_typos,
    leftovers,
    list_end,
    missing_colon,
    missing_reference,
    missing_space,
    mixed_date_forms,
    mixed_item_ends,
    mixed_quotes,
    mixed_range_dash,
    mixed_spelling,
    open_range,
    parallel_headings,
    percentage_over_100,
    place_date_capital,
    rate_per_year,
    recipients_archive,
    recipients_bracket,
    recipients_punctuation,
    repeated_clause,
    repeated_phrase,
    sentence_end,
    shares_not_100,
    signatory_on_behalf,
    space_before_punctuation,
    stray_figure,
    sum,
    sum_in_text,
    table_total,
    target_without_deadline,
    target_without_unit,
    title_type_repeated,
    tone_marks,
    typed_emphasis,
    typed_marker,
    typed_placeholder,
    typed_quotes,
    unbalanced_brackets,
    unbalanced_quotes,
    untitled_item,
    weekend_deadline,
)  # fmt: skip

RULES: Mapping[str, Rule] = {rule.ID: rule for rule in _MODULES}

#: A rule tells this many places at most: a text broken on purpose may hold a million.
MOST = 500


def check(manuscript: Manuscript) -> list[Problem]:
    """Return what every rule finds in a manuscript, in order of place."""
    order = {passage.mark: number for number, passage in enumerate(manuscript.passages)}
    files = {file: number for number, file in enumerate(dict.fromkeys(mark.file for mark in order))}
    found = [problem for rule in _MODULES for problem in islice(rule.check(manuscript), MOST)]

    def place(problem: Problem) -> tuple[int, int, int, int]:
        mark = problem.mark
        file = files.get(mark.file, len(files))
        return (file, mark.line, mark.column, 0 if mark.line else order.get(mark, len(order)))

    return sorted(found, key=place)
