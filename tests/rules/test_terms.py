"""The term language and the regular expressions that a lexicon may hold."""

import pytest

from compliance.rules.terms import pattern_fault, term_fault


@pytest.mark.parametrize(
    "term",
    [
        "keep",
        "retain*",
        "shar(e|es|ed|ing)",
        "hold [on to]",
        "=US",
        "opt-out",
        "don't",
        "cookie[s]",
        "stor(e [the]|ing)",
        "(sell*|rent)",
    ],
)
def test_sound_terms(term: str) -> None:
    assert term_fault(term) is None


@pytest.mark.parametrize(
    "term", ["a.b", "a, b", "*", "a*b", "(a", "a)", "(a]", "[a)", "()", "(a|)", "a|b", "[a]", "a=b", "==a", "a_b", "a (*)", " "]
)
def test_unsound_terms(term: str) -> None:
    assert term_fault(term) is not None


@pytest.mark.parametrize(
    "pattern",
    [
        r"\bBSN[ ]?\d{9}\b",
        r"\w+@\w+",
        r"(?-i)\b[A-Z]{2}\d+\b",
        r"(?:\d{4} ){3}\d{4}",
        r"(?:ab|cd)?e",
        r"(?:[a-z]{3})?x",
        r"a(?:b c){0,5}",
    ],
)
def test_sound_patterns(pattern: str) -> None:
    assert pattern_fault(pattern) is None


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+b",
        r"(?:ab)*c",
        r"(?:ab){2,}",
        r"(?:ab|cd)+e",
        r"(?:a?){30}b",
        r"x(?=(?:ab)+)",
        r"(?:(?:a{1,9}) )?(?:b{1,9}c){9}",
        r"[",
        r"a{3,1}",
        r"\d*",
        r"(?<=a+)b",
    ],
)
def test_unsound_patterns(pattern: str) -> None:
    assert pattern_fault(pattern) is not None
