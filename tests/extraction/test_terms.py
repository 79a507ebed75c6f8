"""The term language of the lexicon."""

import pytest

from compliance.errors import RulesetError
from compliance.extraction.terms import parts_of, words_of


@pytest.mark.parametrize(
    ("term", "parts"),
    [
        ("keep", [["keep"]]),
        ("stor(e|es|ing)", [["store", "stores", "storing"]]),
        ("hold [on to]", [["hold"], ["on to", ""]]),
        ("as [long (as|it)] needed", [["as"], ["long as", "long it", ""], ["needed"]]),
        ("retain* data", [["retain*"], ["data"]]),
    ],
)
def test_a_part_of_a_term_stands_for_every_string_it_abbreviates(term: str, parts: list[list[str]]) -> None:
    assert parts_of(term) == parts


@pytest.mark.parametrize("term", ["(a", "a)", "[a", "a]", "(a]"])
def test_brackets_that_do_not_match_are_an_error(term: str) -> None:
    with pytest.raises(RulesetError):
        parts_of(term)


def test_a_part_that_explodes_is_an_error() -> None:
    with pytest.raises(RulesetError, match="split it"):
        parts_of("(a|b|c|d)" * 6)


def test_words_know_hyphens_apostrophes_possessives_and_prefixes() -> None:
    assert words_of("don't opt-out user's retain*") == ["don't", "opt", "out", "user", "retain*"]
