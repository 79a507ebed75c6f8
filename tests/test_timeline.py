"""The days on which the law changes its answer."""

from datetime import date
from itertools import pairwise

from compliance.ruleset import AllOf, AnyOf, Condition, Day, FactType, Is, Not, Rule, Ruleset, Severity, Window
from compliance.timeline import stretches


def rule(window: Window, when: Condition) -> Rule:
    return Rule(
        "gdpr.x",
        "",
        "",
        ("EU",),
        {"EU": window},
        Severity("minor", ""),
        (),
        when,
        None,
        None,
        None,
        None,
        "gap",
        {},
        "",
        "",
        (),
        "",
        (),
        (),
        {},
    )


def ruleset(one: Rule, *facts: FactType) -> Ruleset:
    return Ruleset({}, {fact.name: fact for fact in facts}, {one.id: one}, ())


def test_an_interval_is_cut_at_the_edges_of_windows_and_of_conditions() -> None:
    when = AllOf((Is("a", ("true",)), AnyOf((Not(Day(date(2020, 3, 1), None)), Day(None, date(2020, 5, 31))))))
    fact = FactType("d", "", "boolean", (), False, derive=(("true", Day(date(2020, 8, 1), None)),))
    cut = stretches(ruleset(rule(Window(date(2020, 2, 1), date(2020, 9, 30)), when), fact), date(2020, 1, 15), date(2020, 12, 31))
    assert [str(first) for first, _ in cut] == [
        "2020-01-15",
        "2020-02-01",
        "2020-03-01",
        "2020-06-01",
        "2020-08-01",
        "2020-10-01",
    ]
    assert [str(last) for _, last in cut][-1] == "2020-12-31"
    assert all(last.toordinal() + 1 == following.toordinal() for (_, last), (following, _) in pairwise(cut))


def test_one_day_is_one_stretch() -> None:
    day = date(2020, 2, 1)
    assert stretches(ruleset(rule(Window(day, None), Day(day, day))), day, day) == [(day, day)]
