"""The words of a text, cut all at once."""

from hypothesis import given
from hypothesis import strategies as st

from compliance.extraction.lines import Lines
from compliance.extraction.terms import WORD


@given(st.lists(st.text(alphabet=st.sampled_from("asb's _'-./é1\""), max_size=20), min_size=1, max_size=4))
def test_they_are_the_words_of_the_term_language_with_their_places(texts: list[str]) -> None:
    lines = Lines(texts)
    words = lines.words
    expected = [
        (line, match.start() + lines.starts[line], match.end() + lines.starts[line], match[1])
        for line, text in enumerate(texts)
        for match in WORD.finditer(text)
        if match[1]
    ]
    assert list(zip(words.lines, words.starts, words.ends, words.texts, strict=True)) == expected


def test_a_term_reads_on_across_a_blank_a_hyphen_or_a_possessive_and_never_across_a_line() -> None:
    words = Lines(["opt-out of user's mail, please", "now"]).words
    assert list(zip(words.texts, words.joined, strict=True)) == [
        ("opt", True),
        ("out", True),
        ("of", True),
        ("user", True),
        ("mail", False),
        ("please", False),
        ("now", False),
    ]


def test_lines_that_hold_a_word_in_this_very_case_are_found() -> None:
    assert set(Lines(["Acme Ltd", "ltd", "Ltd."]).with_words(frozenset({"Ltd", "GmbH"}))) == {0, 2}
