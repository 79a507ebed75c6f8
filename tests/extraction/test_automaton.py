"""The automaton of the terms against a reference that is nothing but regular expressions: the same hits at the same places."""

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.extraction.automaton import TermAutomaton
from compliance.extraction.lines import Lines
from compliance.extraction.tags import Places
from compliance.extraction.terms import parts_of, words_of
from compliance.ingest import read_policy
from compliance.resources import rulesets_dir
from compliance.rules import load_rulesets

ROOT = Path(__file__).parent.parent.parent
READINGS = ROOT.parent / "shared" / "benchmark" / "readings"
WORD, READS_ON, STOPS = "\x1d", "\x1f", "\x1e"
LONGEST = 16
Found = set[tuple[str, int, int]]


def as_expression(term: str) -> re.Pattern[str]:
    """A term as a regular expression over words that WORD stands before, and READS_ON or STOPS between."""
    expression = ""
    for strings in parts_of(term.removeprefix("=")):
        options = ["".join(map(_word, words_of(string))) for string in strings]
        expression += f"(?:{'|'.join(options)})"
    return re.compile(expression, re.NOFLAG if term.startswith("=") else re.IGNORECASE)


def _word(word: str) -> str:
    return (
        f"{READS_ON}?{WORD}" + re.escape(word.removesuffix("*")) + (f"[^{WORD}{READS_ON}{STOPS}]*" if word.endswith("*") else "")
    )


def by_expressions(terms: list[str], lines: Lines) -> Found:
    """Every place of every term, found with `re` alone."""
    text, starts, ends = "", [], []
    words = lines.words
    for word, joined in zip(words.texts, words.joined, strict=True):
        starts.append(len(text))
        ends.append(len(text) + len(WORD + word))
        text += WORD + word + (READS_ON if joined else STOPS)
    found: Found = set()
    for term in terms:
        expression = as_expression(term)
        for match in re.compile(f"(?={WORD})(?={expression.pattern})", expression.flags).finditer(text):
            first = starts.index(match.start())
            found |= {
                (term, words.starts[first], words.ends[last])
                for last in range(first, min(first + LONGEST, len(starts)))
                if expression.fullmatch(text, starts[first], ends[last])
            }
    return found


def by_automaton(automaton: TermAutomaton, lines: Lines) -> Found:
    """Every place of every term, found by the automaton."""
    places = Places(lines.starts)
    automaton.find(lines.words, places)
    return {(label.value, start, end) for row in places.rows for label, start, end in row}


def automaton_of(terms: list[str]) -> TermAutomaton:
    automaton = TermAutomaton()
    for term in terms:
        automaton.add(term, ("CLASS", term))
    return automaton


@cache
def terms_of_the_lexicon() -> tuple[str, ...]:
    return tuple(dict.fromkeys(term.text for c in load_rulesets(rulesets_dir()).lexicon.values() for term in c.terms))


def test_every_term_in_the_examples() -> None:
    terms = list(terms_of_the_lexicon())
    for path in ("harbour-lane-2009.txt", "tidewater-bikes-2024.md"):
        lines = Lines([segment.words for segment in read_policy(str(ROOT / "examples" / path)).segments])
        expected = by_expressions(terms, lines)
        assert len(expected) > 500
        assert by_automaton(automaton_of(terms), lines) == expected


@pytest.mark.skipif(not READINGS.is_dir(), reason="the benchmark's readings are not here")
@pytest.mark.parametrize("part", range(6))
def test_a_share_of_the_terms_in_the_development_texts(part: int) -> None:
    terms = list(terms_of_the_lexicon()[part::60])
    for path in sorted(READINGS.glob("*.md"))[part::6]:
        lines = Lines([segment.words for segment in read_policy(str(path)).segments])
        assert by_automaton(automaton_of(terms), lines) == by_expressions(terms, lines)


TERMS = [
    "a",
    "=B",
    "a*",
    "[the] a b",
    "(a|b c) [b] c*",
    "b-c",
    "a b|",
    "the [a] [b] c",
    "user's a",
    "c(a|b|)",
    "[a] [a] b",
    "=Ab c*",
]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(TERMS), min_size=1, max_size=6, unique=True),
    st.lists(
        st.tuples(st.sampled_from("a b B c the ab Ab ca user's d".split()), st.sampled_from([" ", " ", "-", ", ", "\n", "'s "])),
        max_size=14,
    ),
)
def test_any_terms_in_any_text(terms: list[str], pieces: list[tuple[str, str]]) -> None:
    lines = Lines("".join(word + gap for word, gap in pieces).split("\n"))
    assert by_automaton(automaton_of(terms), lines) == by_expressions(terms, lines)
