"""Every rule on the days its window opens and closes, and on the days beside them, in each of its jurisdictions."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from compliance.pipeline import Program
from compliance.resources import rulesets_dir
from compliance.rules import load_rulesets
from compliance.ruleset import Rule
from tests.law.conftest import Judge

RULES = load_rulesets(rulesets_dir()).rules
SEATS = {"UK": "UK", "EU": "IE", "NL": "NL"}
DAY = timedelta(days=1)
FAR = date(2030, 1, 1)


def edges(rule: Rule) -> Iterator[tuple[str, date, bool]]:
    """(jurisdiction, day, whether the rule is in force) around each end of each window."""
    for jurisdiction, window in rule.windows.items():
        if window.start:
            yield jurisdiction, window.start - DAY, False
            yield jurisdiction, window.start, True
        if window.end:
            yield jurisdiction, window.end, True
            yield jurisdiction, window.end + DAY, False
        else:
            yield jurisdiction, FAR, True


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_is_in_force_from_its_first_day_to_its_last(judge: Judge, program: Program, name: str) -> None:
    rule = program.ruleset.rules[name]
    for jurisdiction, day, in_force in edges(rule):
        judged = judge(day.isoformat(), controller_jurisdictions=[SEATS[jurisdiction]])
        governed = jurisdiction in judged.derived["governs"].value
        assert (name in judged.outcomes) is (in_force and governed), f"{jurisdiction} on {day}"


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_window_opens_no_earlier_than_a_law_of_its_place(judge: Judge, name: str) -> None:
    """A rule that no law governs on its first day would never run there."""
    for jurisdiction, window in RULES[name].windows.items():
        day = window.start or date(2000, 3, 1)
        assert jurisdiction in judge(day.isoformat(), controller_jurisdictions=[SEATS[jurisdiction]]).derived["governs"].value


@pytest.mark.parametrize(
    "name", sorted(name for name, rule in RULES.items() if any(w.replaced_by for w in rule.windows.values()))
)
def test_what_replaces_a_rule_begins_the_day_after_it_ends(name: str) -> None:
    for jurisdiction, window in RULES[name].windows.items():
        if window.replaced_by:
            assert window.end is not None
            assert RULES[window.replaced_by].windows[jurisdiction].start == window.end + DAY
