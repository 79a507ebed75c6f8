"""Conditions on their own: three-valued truth, and plain words."""

from datetime import date

import pytest

from compliance.engine.conditions import describe, truth
from compliance.model import DerivedFact, Fact
from compliance.ruleset import AllOf, Always, AnyOf, Condition, Count, Day, Has, HasStatus, Is, Not

DAY = date(2021, 6, 30)
KNOWN = {
    "named": Fact("named", "stated", True),
    "shared": Fact("shared", "denied", False),
    "vague": Fact("vague", "unclear", None),
    "places": Fact("places", "stated", ("UK", "NL")),
    "tools": Fact("tools", "unclear", None),
    "regimes": DerivedFact("regimes", ("old",), "unclear", undecided=("new",)),
}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Always(), True),
        (Is("named", ("true",)), True),
        (Is("shared", ("true",)), False),
        (Is("vague", ("true",)), None),
        (Not(Is("vague", ("true",))), None),
        (AllOf((Is("vague", ("true",)), Is("shared", ("true",)))), False),
        (AnyOf((Is("vague", ("true",)), Is("named", ("true",)))), True),
        (Has("places", ("NL", "US")), True),
        (Has("places", ("NL", "US"), "all"), False),
        (Has("places", ("US",), "none"), True),
        (Has("tools", ("US",), "none"), None),
        (Has("regimes", ("old",)), True),
        (Has("regimes", ("new",)), None),
        (Has("regimes", ("gone",)), False),
        (Count("places", 2, 2), True),
        (Count("places", 3, None), False),
        (Count("tools", 1, None), None),
        (Count("tools", 0, None), True),
        (Count("regimes", 1, None), True),
        (Count("regimes", 1, 1), None),
        (Count("regimes", 3, None), False),
        (HasStatus("vague", ("unclear",)), True),
        (HasStatus("shared", ("stated", "absent")), False),
        (Day(DAY, DAY), True),
        (Day(date(2021, 7, 1), None), False),
        (Day(None, date(2021, 6, 29)), False),
    ],
)
def test_truth(condition: Condition, expected: bool | None) -> None:
    assert truth(condition, KNOWN, DAY) is expected


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Always(), "always"),
        (Is("retention", ("specific", "criteria")), "retention is specific or criteria"),
        (Is("named", ("true",)), "named is true"),
        (Has("places", ("UK", "NL", "FR")), "places holds UK, NL or FR"),
        (Has("places", ("UK", "NL"), "all"), "places holds UK and NL"),
        (Has("places", ("UK", "NL"), "none"), "places holds none of UK, NL"),
        (Has("places", ("UK",), "none"), "places holds no UK"),
        (Has("places", tuple("ABCDEFGH")), "places holds one of A, B, C, D, E, F and 2 more"),
        (Count("places", 1, 1), "places has exactly 1 member"),
        (Count("places", 2, None), "places has at least 2 members"),
        (Count("places", 0, 3), "places has at most 3 members"),
        (Count("places", 1, 3), "places has from 1 to 3 members"),
        (HasStatus("named", ("unclear", "absent")), "named is unclear or absent"),
        (Day(date(2021, 1, 1), date(2021, 2, 1)), "the day lies from 2021-01-01 to 2021-02-01"),
        (Day(date(2021, 1, 1), None), "the day is 2021-01-01 or later"),
        (Day(None, date(2021, 2, 1)), "the day is 2021-02-01 or earlier"),
        (Not(Is("named", ("true",))), "not (named is true)"),
        (
            AllOf((Is("a", ("true",)), AnyOf((Is("b", ("true",)), Is("c", ("true",)))))),
            "a is true and (b is true or c is true)",
        ),
    ],
)
def test_words(condition: Condition, words: str) -> None:
    assert describe(condition) == words
