"""Where patterns are looked for: anchors save time, and change nothing."""

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.extraction.anchors import Anchor, anchor_of
from compliance.extraction.automaton import TermAutomaton
from compliance.extraction.lines import Lines
from compliance.extraction.patterns import Patterns
from compliance.extraction.tags import Places
from compliance.ingest import read_policy, read_text
from compliance.resources import rulesets_dir
from compliance.rules import load_rulesets
from tests.benchmarks.speed import texts

ROOT = Path(__file__).resolve().parents[2]
BENCHMARK = ROOT.parent / "shared" / "benchmark"
Found = set[tuple[str, str, int, int, int]]


@pytest.mark.parametrize(
    ("pattern", "anchor"),
    [
        (r"\bpost(?:al)?\b", Anchor(frozenset({"post", "postal"}), opening=True)),
        (r"\b[Uu]s\b", Anchor(frozenset({"us"}), opening=True)),
        (r"\bart(?:icle|\.)? ?6\b", Anchor(frozenset({"art", "art 6", "art6", "article 6", "article6"}), opening=True)),
        (r"(?<!you )\bshar(?:e|ing)", Anchor(frozenset({"share*", "sharing*"}), opening=True)),
        (r"^(?:using|visiting) our\b", Anchor(frozenset({"using our", "visiting our"}), at_start=True)),
        (r"[(;] ?(?:your )?consent\b", Anchor(frozenset({"consent"}))),
        (r"^\W{0,3}(?:the )?contract\b", Anchor(frozenset({"contract"}), at_start=True)),
        (r"(?<![^\n])why\b", Anchor(frozenset({"why(|'ve|'re|'ll|'d|'m)"}), at_start=True)),
        (r"\b[A-Z][a-z]{2,20}(?:laan|straat)\b", Anchor(literals=frozenset({"laan", "straat"}))),
        (r"[A-Z]\d{5}", Anchor(literals=frozenset({"0"}))),
        (r"£ ?\d", Anchor(literals=frozenset({"£"}))),
        (r"\w{3,9}", Anchor()),
        (r"(?:\w+)?", Anchor()),
    ],
)
def test_a_pattern_is_anchored_to_words_it_begins_with_or_cannot_do_without(pattern: str, anchor: Anchor) -> None:
    assert anchor_of(pattern, cased=False) == anchor


def test_case_counts_in_the_anchor_where_it_counts_in_the_pattern() -> None:
    assert anchor_of(r"\bUS\b", cased=True) == Anchor(frozenset({"=US"}), opening=True)


@cache
def compiled() -> tuple[TermAutomaton, Patterns, list[tuple[str, str, str]]]:
    """The patterns of the project's own lexicon: compiled, and as they are written."""
    terms = TermAutomaton()
    patterns = Patterns(terms)
    sources = [(name, p.value, p.text) for name, c in load_rulesets(rulesets_dir()).lexicon.items() for p in c.patterns]
    for name, value, text in sources:
        patterns.add(text, value, name)
    return terms, patterns, sources


def found(lines: Lines) -> Found:
    """What the patterns of the lexicon find where their anchors stand."""
    terms, patterns, _ = compiled()
    places = Places(lines.starts)
    fired = terms.find(lines.words, places)
    patterns.find(lines, fired, places)
    return {
        (name, label.value, line, start - lines.starts[line], end - lines.starts[line])
        for line, row in enumerate(places.rows)
        for label, start, end in row
        for name in label.classes
    }


def found_everywhere(lines: Lines) -> Found:
    """What they find where they are tried at every place."""
    return {
        (name, value, index, match.start(), match.end())
        for name, value, text in compiled()[2]
        for expression in [re.compile(text.removeprefix("(?-i)"), 0 if text.startswith("(?-i)") else re.IGNORECASE)]
        for index, line in enumerate(lines.lines)
        for match in expression.finditer(line)
        if match[0]
    }


def test_anchors_lose_nothing_in_the_examples() -> None:
    for path in sorted((ROOT / "examples").glob("*.*")):
        if path.suffix in (".md", ".html", ".txt"):
            lines = Lines([segment.words for segment in read_policy(str(path)).segments])
            assert found(lines) == found_everywhere(lines)


@pytest.mark.skipif(not BENCHMARK.is_dir(), reason="the benchmark's development texts are not here")
def test_anchors_lose_nothing_in_the_development_texts() -> None:
    for text in texts(BENCHMARK)[::8]:
        lines = Lines([segment.words for segment in read_text(text).segments])
        assert found(lines) == found_everywhere(lines)


WORDS = (
    "art article Article 6 (1) 1 lit f (f) not no without us US U.S. U.K. the to and of our by you may can provide share "
    "shared sharing with over e-mail email mail post text call phone number consent (your contract legitimate interests "
    "interest legal obligation cookies cookie policy notice statement changes updated privacy electronic communications (EC "
    "directive) regulations Data protection act 1998 2018 2016/679 EU-U.S. data bridge Anna Bell, Miller Group group "
    "Council City Department of Health 10 £10 €7 12 euros EC1A 1BB 1012 AB Utrecht, NY 10001 30 days one month purpose "
    "lawful basis info@acme.example www.acme.co.uk acme.nl marketing@ 100% secure guaranteed to be P.O. Box _ga _utma "
    'PHPSESSID (c) 2019 ; / | : e.g. i.e. available made passed on. outside EEA write writing at subject "unsubscribe" in '
    "header user's customers' it is sensitive where we've they'll because we're"
).split()


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", " ", " ", ", ", "-", ". ", "", "/", "\n"])), max_size=40))
def test_anchors_lose_nothing_in_any_text(pieces: list[tuple[str, str]]) -> None:
    # An apostrophe glued to the next word makes no word of any language.
    text = "".join(word + (gap or " " if "'" in word else gap) for word, gap in pieces)
    lines = Lines(text.split("\n"))
    assert found(lines) == found_everywhere(lines)
