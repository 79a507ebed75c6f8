"""When what we say of a fact counts as what a reader answered."""

from datetime import date

import pytest

from compliance.evaluation.agreement import Answer, Plain, agrees, in_words, is_silent, overlaps, plain, said_of
from compliance.model import Fact, Span


@pytest.mark.parametrize(
    ("value", "same"),
    [
        (None, ()),
        ("", ()),
        ("none", ()),
        ([], ()),
        (["none"], ()),
        (False, False),
        (date(2023, 2, 1), "2023-02-01"),
        (2023, "2023"),
        (["UK", "NL"], ("NL", "UK")),
        (("NL", "none", "UK"), ("NL", "UK")),
        ("silent", "silent"),
    ],
)
def test_spelling_and_order_do_not_count(value: object, same: Plain) -> None:
    assert plain(value) == same
    assert type(plain(value)) is type(same)


@pytest.mark.parametrize(
    ("said", "accepted", "right"),
    [
        ("specific", ["specific"], True),
        ("specific", ["vague"], False),
        ("specific", ["vague", "specific"], True),
        (True, ["true"], False),
        (False, [()], True),
        ((), ["silent"], True),
        ("silent", [False], True),
        (False, ["no"], False),
        ("unknown", [False], False),
        ("unknown", ["unknown"], True),
        (("NL", "UK"), [("NL", "UK")], True),
        (("NL",), [("NL", "UK")], False),
    ],
)
def test_nothing_false_and_silent_are_one_and_every_accepted_value_will_do(
    said: Plain, accepted: list[Plain], right: bool
) -> None:
    assert agrees(said, accepted) is right


def test_an_unclear_fact_is_unknown_and_one_outside_the_vocabulary_nothing() -> None:
    assert said_of(Fact("f", "unclear", None)) == "unknown"
    assert said_of(Fact("f", "absent", "none")) == ()
    assert said_of(Fact("f", "denied", False)) is False
    assert said_of(None) == ()


def test_an_answer_is_stated_only_where_no_accepted_value_is_silence() -> None:
    assert Answer(("specific", "vague")).stated
    assert not Answer(("specific", ())).stated
    assert not Answer(("specific", ())).denies_all
    assert Answer((False, "unknown")).denies_all
    assert [is_silent(value) for value in ((), False, "silent", "unknown", True, "no")] == [True] * 4 + [False] * 2


def test_spans_overlap_where_they_share_a_character() -> None:
    places = [Span(10, 20), Span(30, 31)]
    assert [overlaps(Span(*span), places) for span in ((0, 10), (0, 11), (19, 25), (20, 30), (30, 31))] == [
        False,
        True,
        True,
        False,
        True,
    ]


def test_values_are_shown_in_words() -> None:
    assert [in_words(value) for value in ((), True, "vague", ("NL", "UK"))] == ["nothing", "true", "vague", "NL, UK"]
