"""What holds for any text: it survives word for word, and the same plan gives the same bytes."""

from __future__ import annotations

import tempfile
from pathlib import Path

import yaml
from conftest import sample
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from generator import build, fonts, inline
from generator.check import agree, docx_text, pdf_text
from generator.document import plain
from generator.vietnamese import looks_legacy

#: What the font has of Latin and Vietnamese letters, and every sign that a back end might read.
_KNOWN = {*map(chr, (*range(0x20, 0x7F), *range(0xA1, 0x180), *range(0x1EA0, 0x1EFA))), *"–—…“”‘’•ơƠưƯ₫×÷±≤≥"}
_FONT = sorted(c for c in _KNOWN - {"\xad", *fonts.find().missing(_KNOWN)} if not looks_legacy(f"a{c} " * 3))
_WORD = st.text(st.sampled_from(_FONT).filter(lambda c: not c.isspace()), min_size=1, max_size=12)
_SENTENCE = st.lists(_WORD, min_size=1, max_size=25).map(" ".join)
_ESCAPED = str.maketrans({"*": "\\*", "{": "\\{", "[": "\\[", "\\": "\\\\"})
_SETTINGS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def plan_of(sentences: list[str]) -> str:
    assume(not any(looks_legacy(sentence) for sentence in sentences))
    items = [{"text": sentence.translate(_ESCAPED)} for sentence in sentences]
    return sample(
        sections=yaml.safe_dump(
            [{"heading": "Mục", "items": items}], allow_unicode=True, default_flow_style=True, width=10**6
        )
    )


def built(text: str) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "plan.yaml")
        path.write_text(text, "utf-8")
        return build.build(path).files


@_SETTINGS
@given(st.lists(_SENTENCE, min_size=1, max_size=4))
def test_any_text_survives_into_both_formats_word_for_word(sentences):
    *whole, last = sentences
    files = built(plan_of([*whole, last, "hết"]))
    expected = " ".join(f"- {sentence}" for sentence in sentences).split()
    words = docx_text.read(files["docx"])
    start = words.index("MỤC") + 1
    assert words[start : start + len(expected)] == expected
    assert agree.same(words, pdf_text.words(pdf_text.read(files["pdf"])))


@_SETTINGS
@given(st.lists(_SENTENCE, min_size=1, max_size=3))
def test_the_same_plan_gives_the_same_bytes(sentences):
    text = plan_of(sentences)
    assert built(text) == built(text)


@given(st.text(max_size=60))
def test_a_sentence_either_parses_or_tells_what_is_wrong(text):
    problems = list(inline.errors(text))
    if not problems:
        line = inline.fill(text.replace("[^", "[ ^"), _Anything(), lambda name: 1)
        assert isinstance(plain(line), str)
    assert all(p.message for p in problems)


@given(_SENTENCE)
def test_an_escaped_sentence_says_itself(sentence):
    assert plain(inline.fill(sentence.translate(_ESCAPED), {}, lambda name: 0)) == sentence


@given(st.text(st.sampled_from("ab *_`~#"), max_size=30))
def test_emphasis_only_ever_removes_stars(text):
    said = plain(inline.fill(text, {}, lambda name: 0))
    assert said.replace("*", "") == text.replace("*", "")


class _Anything(dict):
    def get(self, key, default=None):
        return "1"


@given(st.lists(_WORD, min_size=2, max_size=9), st.data())
def test_a_word_lost_or_joined_is_never_the_same(words, data):
    at = data.draw(st.integers(0, len(words) - 2))
    lost = words[:at] + words[at + 1 :]
    joined = [*words[:at], words[at] + words[at + 1], *words[at + 2 :]]
    assert not agree.same(words, lost)
    assert not agree.same(words, joined)
    assert agree.same(words, words)
