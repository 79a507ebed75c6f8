"""How dates, values and foreign text are written."""

import time

import pytest

from compliance.report import words


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\n  lines\tand a tab", "two lines and a tab"),
        ("\x1b[31mred\x07", "[U+001B][31mred[U+0007]"),
        ("left\u202eright", "left[U+202E]right"),
        ("\u2066isolated\u2069", "[U+2066]isolated[U+2069]"),
        ("soft\u00adhyphen\u200b\ufeff", "softhyphen"),
        ("naïve café – “quoted” ž Ω 漢", "naïve café – “quoted” ž Ω 漢"),
        ("lone \udc80 surrogate", "lone [U+DC80] surrogate"),
        ("nul\x00", "nul[U+0000]"),
    ],
)
def test_visible_shows_what_a_terminal_would_obey(text: str, shown: str) -> None:
    assert words.visible(text) == shown


def test_shorten_keeps_both_ends_and_tells_how_much_is_left_out() -> None:
    shown = words.shorten("a" * 200 + "b" * 300, 300)
    assert shown == "a" * 200 + " [… 200 characters left out …] " + "b" * 100
    assert words.shorten("short \n words", 20) == "short words"


def test_shorten_does_not_work_through_megabytes() -> None:
    started = time.perf_counter()
    shown = words.shorten("\u202e" * 10_000_000, 400)
    assert time.perf_counter() - started < 0.5
    assert len(shown) < 700


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2021-03-03", "3 March 2021"),
        ("2021-03", "March 2021"),
        ("2021", "2021"),
        ("2021-13", "2021-13"),
        ("vague", "vague"),
        ("", ""),
    ],
)
def test_dates_are_written_as_precise_as_they_are_stated(value: str, shown: str) -> None:
    assert words.stated_date(value) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("retention_statement is none (the policy is silent)", "retention statement is none (the policy is silent)"),
        ("uses_cookies is true", "uses cookies: yes"),
        ("has_dpo_contact is false (the policy denies it)", "has dpo contact: no (the policy denies it)"),
        ("applicable_regimes holds uk_gdpr, pecr", "applicable regimes holds UK GDPR, PECR 2003"),
        ("It is true that nothing changes.", "It is true that nothing changes."),
    ],
)
def test_names_inside_a_sentence_become_readable(text: str, shown: str) -> None:
    assert words.readable(text) == shown


def test_dates_inside_a_sentence_become_readable() -> None:
    assert words.readable("in force 2021-01-01 to 2026-11-24.") == "in force 1 January 2021 to 24 November 2026."


@pytest.mark.parametrize(
    ("value", "shown"), [(True, "yes"), (False, "no"), (None, "–"), ((), "–"), (("UK", "FR"), "UK, FR"), ("vague", "vague")]
)
def test_values(value: bool | str | tuple[str, ...] | None, shown: str) -> None:
    assert words.value(value) == shown


def test_lists_and_unknown_names() -> None:
    assert [words.listing(["a", "b", "c"][:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert words.name(words.REGIME, "lunar_privacy_act") == "lunar privacy act"


def test_an_excerpt_keeps_whole_words_of_both_ends() -> None:
    text = "one two three four five six seven eight nine ten"
    assert words.excerpt(text, 30) == ("one two three four", "nine ten")
    assert words.excerpt(text, 300) == (text, "")
    head, tail = words.excerpt("x" * 1_000, 300)
    assert (len(head), len(tail)) == (200, 100)


def test_our_own_text_is_cut_at_its_end() -> None:
    assert words.cut("The policy names no basis, and no purpose", 29) == "The policy names no basis…"
    assert words.cut("short", 29) == "short"
