"""What time did to each requirement: successive rules in one row, the kind of change, and the order."""

from datetime import date

import pytest

from compliance.comparison import compare
from compliance.model import Change, Finding, Level, Outcome
from compliance.ruleset import Always, Rule, Window
from tests.engine.build import rule

OLD, NEW, NEWER = "dpa98.identity", "gdpr.identity", "ukgdpr.identity"
LAST = date(2018, 5, 24)


def finding(name: str, outcome: Outcome, severity: Level = "major") -> Finding:
    return Finding(name, outcome, severity, "", "Art. 1", "A title", "A message.", "", "", (), ())


def rules(*names: str, **heirs: str) -> dict[str, Rule]:
    """Rules of the UK by name; a pack named in `heirs` is replaced by that rule."""
    replaced = {name: heirs.get(name.partition(".")[0], "") for name in names}
    return {name: rule(name, windows={"UK": Window(None, LAST if heir else None, heir)}) for name, heir in replaced.items()}


@pytest.mark.parametrize(
    ("then", "now", "kind"),
    [
        ("satisfied", "gap", "now_short"),
        ("satisfied", "partial", "now_short"),
        ("gap", "satisfied", "now_fine"),
        ("partial", "satisfied", "now_fine"),
        ("gap", "gap", "still_short"),
        ("partial", "gap", "still_short"),
        ("satisfied", "satisfied", "still_fine"),
        ("review", "gap", "undecided"),
        ("satisfied", "review", "undecided"),
        ("review", "review", "undecided"),
        (None, "gap", "new"),
        (None, "satisfied", "new"),
        (None, "review", "new"),
        ("not_applicable", "gap", "new"),
        ("gap", None, "no_longer_asked"),
        ("review", None, "no_longer_asked"),
        ("satisfied", "not_applicable", "no_longer_asked"),
        ("not_applicable", "not_applicable", "not_asked"),
        ("not_applicable", None, "not_asked"),
        (None, "not_applicable", "not_asked"),
    ],
)
def test_the_two_outcomes_tell_what_time_did(then: Outcome | None, now: Outcome | None, kind: str) -> None:
    before = [finding(NEW, then)] if then else []
    after = [finding(NEW, now)] if now else []
    (change,) = compare(before, after, rules(NEW))
    assert change.kind == kind


def test_a_rule_that_any_policy_meets_asks_nothing() -> None:
    """Guards say what the law did not ask: they are no requirement that was dropped."""
    guard = {OLD: rule(OLD, satisfied=Always())}
    assert [change.kind for change in compare([finding(OLD, "satisfied")], [], guard)] == ["not_asked"]
    assert [change.kind for change in compare([finding(OLD, "review")], [], guard)] == ["no_longer_asked"]


def test_a_rule_stands_in_one_row_with_the_one_that_replaced_it() -> None:
    then, now = finding(OLD, "satisfied"), finding(NEW, "gap")
    assert compare([then], [now], rules(OLD, NEW, dpa98=NEW)) == (Change("now_short", (then,), now),)


def test_without_a_named_heir_two_rules_are_two_rows() -> None:
    then, now = finding(OLD, "satisfied"), finding(NEW, "gap")
    assert compare([then], [now], rules(OLD, NEW)) == (Change("new", (), now), Change("no_longer_asked", (then,), None))


def test_an_heir_may_have_been_replaced_in_its_turn() -> None:
    then, now = finding(OLD, "gap"), finding(NEWER, "satisfied")
    known = rules(OLD, NEW, NEWER, dpa98=NEW, gdpr=NEWER)
    assert compare([then], [now], known) == (Change("now_fine", (then,), now),)


def test_an_heir_that_is_not_in_force_for_this_policy_takes_no_row() -> None:
    then = finding(OLD, "satisfied")
    assert compare([then], [], rules(OLD, NEW, dpa98=NEW)) == (Change("no_longer_asked", (then,), None),)


def test_a_rule_still_in_force_stands_beside_itself_although_it_was_replaced_elsewhere() -> None:
    then, now, heir = finding(OLD, "gap"), finding(OLD, "gap"), finding(NEW, "gap")
    changes = compare([then], [now, heir], rules(OLD, NEW, dpa98=NEW))
    assert changes == (Change("new", (), heir), Change("still_short", (then,), now))


def test_two_rules_that_one_replaced_stand_with_it_and_the_graver_decides() -> None:
    fine, short, now = finding(OLD, "satisfied"), finding("ico.identity", "gap"), finding(NEW, "gap")
    changes = compare([fine, short], [now], rules(OLD, "ico.identity", NEW, dpa98=NEW, ico=NEW))
    assert changes == (Change("still_short", (short, fine), now),)


def test_what_was_fine_and_is_a_gap_comes_first_and_the_graver_before_the_lesser() -> None:
    then = [
        finding("a.met", "satisfied"),
        finding("a.lost", "satisfied"),
        finding("a.gone", "gap"),
        finding("a.half", "satisfied"),
    ]
    now = [
        finding("a.met", "satisfied"),
        finding("b.new", "gap", "minor"),
        finding("b.worse", "gap", "critical"),
        finding("a.half", "partial", "critical"),
        finding("a.lost", "gap", "minor"),
    ]
    known = rules("a.met", "a.lost", "a.gone", "a.half", "b.new", "b.worse")
    order = [(change.now or change.then[0]).rule for change in compare(then, now, known)]
    assert order == ["a.lost", "a.half", "b.worse", "b.new", "a.gone", "a.met"]
    assert compare(then[::-1], now[::-1], known) == compare(then, now, known)
