"""Every rule finds its own examples and leaves its own counter-examples alone."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from conftest import EVERYTHING, PLANS, sample

from generator import model, source
from generator.check import read_plan, rules, silence, syllables
from generator.check.manuscript import Manuscript, Passage
from generator.problem import Mark, Problem


def manuscript_of(example: str) -> Manuscript:
    """A manuscript of an example: keys of the sample plan as YAML, or a passage a line."""
    if re.match(r"[a-z_]+:(?:\s|$)", example):
        keys = re.findall(r"(?ms)^([a-z_]+):(?: |(?=\n))(.*?)(?=^[a-z_]+:|\Z)", example)
        text = source.parse(sample(**{key: value.rstrip() for key, value in keys}).encode(), "plan.yaml")
        return read_plan.read(model.validate(text), text)
    return Manuscript(tuple(passage(line) for line in example.split("\n")))


def passage(text: str, kind="text") -> Passage:
    return Passage(text, kind, Mark("x", 1, 1, 1, text), lambda a, b: Mark("x", 1, a + 1, max(b - a, 1), text))


CASES = [(rule, example) for rule in rules.RULES.values() for example in (*rule.PASSES, *rule.FAILS)]


@pytest.mark.parametrize(("rule", "example"), CASES, ids=[f"{r.ID}-{i}" for i, (r, _) in enumerate(CASES)])
def test_a_rule_finds_what_fails_and_leaves_what_passes(rule, example):
    found = list(rule.check(manuscript_of(example)))
    assert bool(found) == (example in rule.FAILS), [f.message for f in found]
    for problem in found:
        assert (problem.rule, problem.level) == (rule.ID, rule.LEVEL)
        assert problem.message and problem.mark.line


@pytest.mark.parametrize("path", [*PLANS, EVERYTHING], ids=lambda path: path.stem)
def test_every_word_of_a_plan_is_located_where_it_stands(path):
    text = source.load(path)
    manuscript = read_plan.read(model.validate(text), text)
    lost = []
    for passage in manuscript.passages:
        for word in re.finditer(r"[^\s:*]+", passage.text):  # the colon of an agency that runs in is not typed
            mark = passage.locate(*word.span())
            there = mark.text[mark.column - 1 :]
            filled = re.match(r"\W*\{\{", there)
            composed = path == EVERYTHING and ("{{" in there or mark == passage.mark)
            if not filled and not composed and not re.sub(r"[*\\]", "", there).startswith(word[0]):
                lost.append((word[0], passage.text, mark.line, there))
    assert not lost


@pytest.mark.parametrize(
    ("typed", "word", "place"),
    [
        ("Giảm nghèo bền vững nhanh", "bền", (1, 19)),
        ('"Giảm \\"nghèo\\" bền vững"', "bền", (1, 24)),
        ("'Giảm ''nghèo'' bền vững'", "bền", (1, 24)),
        ("Giảm nghèo\n  bền vững", "bền", (2, 3)),
        (">-\n  Giảm nghèo\n  đa chiều bền vững", "bền", (3, 12)),
        ("|\n  Giảm nghèo nhanh\n", "nhanh", (2, 14)),
        ('"Giảm **nghèo** *bền* vững"', "bền", (1, 25)),
        ('"\\u0047iảm \\\n  nghèo bền vững"', "bền", (2, 9)),
    ],
)
def test_a_word_is_located_in_every_form_of_yaml(typed, word, place):
    text = source.parse((f"title: {typed}\n" + sample(title=None)).encode(), "plan.yaml")
    (title,) = (p for p in read_plan.read(model.validate(text), text).passages if p.kind == "title")
    start = title.text.index(word)
    mark = title.locate(start, start + len(word))
    assert (mark.line, mark.column, mark.width) == (*place, len(word))


FILES = Path(__file__).parent / "check"
#: Rules that read sentences; what reads facts has tests of its own.
LANGUAGE = (
    "capital", "double", "heading-stop", "hyphen", "impossible-syllables", "known-typos", "leftovers", "list-end",
    "missing-space", "mixed", "sentence", "space", "tone", "unbalanced",
)  # fmt: skip


def entries(name: str) -> list[str]:
    return [line for line in (FILES / name).read_text("utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("line", entries("errors.tsv"))
def test_an_error_of_a_real_plan_is_found_by_its_rule(line):
    rule, text = line.split("\t")
    assert rule in {p.rule for p in rules.check(manuscript_of(text))}


@pytest.mark.parametrize("line", entries("correct.txt"))
def test_a_correct_sentence_is_left_alone(line):
    found = rules.check(Manuscript((passage(line),)))
    assert [p.message for p in found if p.rule.startswith(LANGUAGE)] == []


def test_the_list_of_slips_holds_no_slip_that_the_syllables_tell_already():
    for line in (Path(rules.__file__).parent.parent / "words" / "typos.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            wrong = re.sub(r"\b[A-ZĐ]{2,}\w*", "", line.split(" → ")[0])
            assert [w for w in re.findall(r"[^\W\d_]+", wrong.lower()) if not w.isascii() and syllables.fault(w)] == []


GOOD = "nghiêng khuỷu quyết quý quỳnh giường gìn giết thuở nguyễn khuya ngoằn hoà hòa uỷ ủy yếu iu xoong gì giữa"
BAD = "nghịêp tòan viêc ngiên kểt họăc qúa ghà cê ngê nghà đựơc thươg tiếńg kó nghữ ngườì quôc chìêu phâp mỗii"


@pytest.mark.parametrize("word", GOOD.split())
def test_a_syllable_that_exists_is_let_pass(word):
    assert syllables.fault(word) == ""


@pytest.mark.parametrize("word", BAD.split())
def test_a_syllable_that_cannot_exist_is_told(word):
    assert syllables.fault(unicodedata.normalize("NFC", word))


def test_a_silenced_rule_is_dropped_and_a_silence_must_be_known_reasoned_and_needed():
    mark = Mark("x", 3, 1)
    found = [Problem(mark, "a", "", "tone-marks", "warning"), Problem(mark, "b", "", "leftovers", "warning")]
    known = rules.RULES.keys()
    assert silence.apply(found, [("tone-marks", "giữ nguyên bản gốc", mark)], known) == found[1:]
    assert [(p.level, p.hint) for p in silence.apply([], [("tone-mark", "lý do", mark)], known)] == [
        ("error", "có phải là `tone-marks`?")
    ]
    *left, told = silence.apply(found, [("tone-marks", " ", mark)], known)
    assert left == found and told.level == "error"
    *left, told = silence.apply(found, [("double-stops", "lý do", mark)], known)
    assert left == found and told.level == "info"


def test_every_rule_says_what_it_is():
    for name, rule in rules.RULES.items():
        assert rule.__name__.rpartition(".")[2] == re.sub(r"[-.]", "_", name)
        assert rule.LEVEL in ("error", "warning", "info") and rule.TITLE and rule.__doc__
        assert rule.PASSES and rule.FAILS
