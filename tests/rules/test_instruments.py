"""Instruments: the days of the law under a name, and the conditions that lean on them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from compliance.resources import rulesets_dir
from compliance.rules import lint, load_rulesets
from compliance.ruleset import AllOf, Condition, Day, Is, Window

Broken = Callable[..., list[str]]

BRIDGE = """\
bridge:
  means: A framework for transfers to the north.
  from: 2019-03-01
  to: 2020-02-28
  for: [EU, UK]
  source: Decision 7 of 2019
"""
NO_END = "charter: {means: A charter., from: 2019-05-01, for: EU, source: Charter Art 1}\n"
PARTIAL = "partial: {retention: vague}"


@pytest.fixture
def partial(rulesets: Path) -> Callable[[str], Condition | None]:
    """The condition that a sound folder with two instruments makes of these words."""
    (rulesets / "instruments.yaml").write_text(BRIDGE + NO_END)
    other = rulesets / "ukgdpr/13.retention.yaml"
    other.write_text(other.read_text().replace("when: always", "when: {any: [always, {during: bridge}, {during: charter}]}"))
    path = rulesets / "gdpr/13.retention.yaml"

    def read(written: str) -> Condition | None:
        path.write_text(path.read_text().replace(PARTIAL, f"partial: {written}"))
        return load_rulesets(rulesets).rules["gdpr.13.retention"].partial

    return read


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("{during: bridge}", Day(date(2019, 3, 1), date(2020, 2, 28))),
        ("{during: charter}", Day(date(2019, 5, 1), None)),
        ("{before: bridge}", Day(None, date(2019, 2, 28))),
        ("{after: bridge}", Day(date(2020, 2, 29), None)),
    ],
)
def test_a_name_stands_for_its_days_and_is_kept_for_readers(
    partial: Callable[[str], Condition | None], written: str, days: Day
) -> None:
    found = partial(written)
    assert found == days
    assert isinstance(found, Day)
    assert found.named == written.strip("{}").replace(":", "")


def test_a_name_joins_other_demands(partial: Callable[[str], Condition | None]) -> None:
    both = AllOf((Is("retention", ("vague",)), Day(date(2019, 3, 1), date(2020, 2, 28))))
    assert partial("{retention: vague, during: bridge}") == both


@pytest.mark.parametrize(
    ("written", "window"),
    [
        ("{during: bridge}", Window(date(2019, 3, 1), date(2020, 2, 28))),
        ("{during: charter}", Window(date(2019, 5, 1), None)),
        ("{after: bridge}", Window(date(2020, 2, 29), None)),
    ],
)
def test_a_rule_is_in_force_by_the_days_of_an_instrument(
    partial: Callable[[str], Condition | None], rulesets: Path, written: str, window: Window
) -> None:
    partial("{retention: vague}")
    path = rulesets / "ukgdpr/13.retention.yaml"
    path.write_text(path.read_text().replace("{from: 2021-01-01}", written))
    old = rulesets / "gdpr/13.retention.yaml"
    old.write_text(old.read_text().replace(", UK: {to: 2020-12-31, replaced_by: ukgdpr.13.retention}", ""))
    assert load_rulesets(rulesets).rules["ukgdpr.13.retention"].windows == {"UK": window}


def test_a_window_has_its_days_from_the_instrument_or_from_the_author(
    partial: Callable[[str], Condition | None], rulesets: Path
) -> None:
    partial("{retention: vague}")
    path = rulesets / "ukgdpr/13.retention.yaml"
    path.write_text(path.read_text().replace("{from: 2021-01-01}", "{from: 2021-01-01, during: charter}"))
    assert "rulesets/ukgdpr/13.retention.yaml:4:12: 'from' beside 'during' (remove 'from' or 'during')" in [
        str(problem) for problem in lint(rulesets)
    ]


def test_an_instrument_named_by_a_window_alone_is_used(rulesets: Path, problems_after: Broken) -> None:
    (rulesets / "instruments.yaml").write_text("act: {means: An Act., from: 2021-01-01, for: UK, source: Act s 1}\n")
    assert problems_after("ukgdpr/13.retention.yaml", "{from: 2021-01-01}", "{during: act}") == []


def test_the_ruleset_holds_the_instruments(partial: Callable[[str], Condition | None], rulesets: Path) -> None:
    partial("{retention: vague}")
    bridge = load_rulesets(rulesets).instruments["bridge"]
    assert bridge.window == Window(date(2019, 3, 1), date(2020, 2, 28))
    assert (bridge.places, bridge.source) == (("EU", "UK"), "Decision 7 of 2019")


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        (
            "{during: brigde}",
            "12:19: unknown instrument 'brigde' (did you mean 'bridge'?)",
        ),
        (
            "{during: [bridge]}",
            "12:19: the name of an instrument is a list, not text (put quotes around text that starts with { or [)",
        ),
        (
            "{after: charter}",
            "12:18: no day is after 'charter', which has no last day (write {during: charter}, or give the instrument its to:)",
        ),
        (
            "{before: charter, during: charter}",
            "12:10: this condition can never hold: no day is on or after 2019-05-01 and on or before 2019-04-30"
            " (remove one of the two, or use any:)",
        ),
    ],
)
def test_a_condition_that_names_no_days_is_a_problem(
    partial: Callable[[str], Condition | None], rulesets: Path, written: str, problem: str
) -> None:
    partial("{retention: vague}")
    path = rulesets / "gdpr/13.retention.yaml"
    path.write_text(path.read_text().replace(PARTIAL, f"partial: {written}"))
    assert [str(one) for one in lint(rulesets)] == [f"rulesets/gdpr/13.retention.yaml:{problem}"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("  source: Decision 7 of 2019\n", "", "2:3: instrument 'bridge' has no 'source' (add 'source:')"),
        ("source:", "sorce:", "6:3: unknown key 'sorce' in instrument 'bridge' (did you mean 'source'?)"),
        ("  means: A framework for transfers to the north.\n", "", "2:3: instrument 'bridge' has no 'means' (add 'means:')"),
        ("  for: [EU, UK]\n", "", "2:3: instrument 'bridge' has no 'for' (add 'for:')"),
        ("[EU, UK]", "[]", "5:8: 'for' is an empty list (give at least one entry, or remove the key)"),
        ("[EU, UK]", "[EU, GB]", "5:13: unknown jurisdiction 'GB' (the jurisdictions are: EU, NL, UK)"),
        ("2019-03-01", "2019-02-30", "3:9: 'from': there is no day 2019-02-30 (check month and day)"),
        ("2020-02-28", "soon", "4:7: 'to' is 'soon', not a day (write it as 2018-05-25)"),
        (
            "2020-02-28",
            "2018-02-28",
            "1:1: instrument 'bridge' ends (2018-02-28) before it begins (2019-03-01) (swap from and to)",
        ),
        (
            "  from: 2019-03-01\n  to: 2020-02-28\n",
            "",
            "1:1: instrument 'bridge' has neither from nor to (add from:, to: or both)",
        ),
        ("bridge:", "Bridge:", "1:1: instrument name 'Bridge' is not in small letters (write it in small letters, digits and _)"),
        (BRIDGE, "- bridge\n", "1:1: instruments.yaml is no mapping (write NAME: {means: ..., from: ..., for: EU, source: ...})"),
    ],
)
def test_an_entry_that_cannot_be_believed_is_a_problem(rulesets: Path, old: str, new: str, problem: str) -> None:
    assert old in BRIDGE
    (rulesets / "instruments.yaml").write_text(BRIDGE.replace(old, new))
    assert f"rulesets/instruments.yaml:{problem}" in [str(one) for one in lint(rulesets)]


def test_an_instrument_that_nothing_uses_is_a_problem(problems_after: Broken) -> None:
    assert problems_after("instruments.yaml", None, BRIDGE) == [
        "rulesets/instruments.yaml:1:1: nothing uses instrument 'bridge'"
        " (write {during: bridge} where a condition leans on it, or remove it)"
    ]


def test_what_a_broken_file_may_use_is_not_called_unused(rulesets: Path, problems_after: Broken) -> None:
    (rulesets / "instruments.yaml").write_text(BRIDGE)
    (problem,) = problems_after("ukgdpr/13.retention.yaml", "when: always", "when: {any: [{during: bridge}, {kept: true}]}")
    assert "unknown fact 'kept'" in problem


def test_a_broken_file_of_instruments_makes_no_name_unknown(rulesets: Path, problems_after: Broken) -> None:
    (rulesets / "instruments.yaml").write_text("bridge: {\n")
    problems = problems_after("ukgdpr/13.retention.yaml", "when: always", "when: {during: bridge}")
    assert [problem for problem in problems if "unknown instrument" in problem] == []
    assert problems


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("dpa_1998", "2000-03-01", "2018-05-24"),
        ("pecr", "2003-12-11", None),
        ("eu_gdpr_in_uk", "2018-05-25", "2020-12-31"),
        ("uk_gdpr", "2021-01-01", None),
        ("safe_harbor", "2000-07-26", "2015-10-05"),
        ("privacy_shield", "2016-07-12", "2020-07-15"),
        ("data_privacy_framework", "2023-07-10", None),
        ("uk_us_data_bridge", "2023-10-12", None),
        ("legacy_sccs_eu", "2001-06-15", "2022-12-27"),
        ("legacy_sccs_uk", "2001-06-15", "2024-03-20"),
        ("sccs_2021", "2021-06-27", None),
        ("idta_and_addendum", "2022-03-21", None),
        ("eu_adequacy_japan", "2019-01-23", None),
        ("eu_adequacy_brazil", "2026-01-26", None),
        ("uk_adequacy_south_korea", "2022-12-19", None),
    ],
)
def test_the_days_of_the_law(name: str, first: str, last: str | None) -> None:
    window = load_rulesets(rulesets_dir()).instruments[name].window
    assert window == Window(date.fromisoformat(first), date.fromisoformat(last) if last else None)
