"""Any rules, any facts, any order: the engine and a plain reading of the decision lists agree."""

import random
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.engine import Engine
from compliance.engine.conditions import truth
from compliance.engine.explain import explain_rule
from compliance.engine.session import Network
from compliance.model import Fact
from compliance.ruleset import (
    AllOf,
    Always,
    AnyOf,
    Condition,
    Count,
    Day,
    FactType,
    Has,
    HasStatus,
    Is,
    Not,
    Ruleset,
    Severity,
    Window,
)
from tests import oracle
from tests.engine.build import boolean, enum, governs, listing, rule, ruleset

STATUSES = ("stated", "denied", "absent", "unclear")
DAYS = st.dates(date(2018, 1, 1), date(2018, 1, 12))
VOCABULARY = (
    boolean("named"),
    boolean("shared"),
    enum("retention", "specific", "criteria", "vague", "none"),
    enum("basis", "each", "some", "none"),
    listing("places", "UK", "NL", "FR", "US"),
    listing("tools", "clauses", "rules", "consent"),
)


def windows() -> st.SearchStrategy[Window]:
    ends = st.none() | DAYS
    return st.builds(lambda first, last: Window(*sorted((first, last))) if first and last else Window(first, last), ends, ends)


def leaves(kinds: Iterable[FactType]) -> st.SearchStrategy[Condition]:
    kinds = tuple(kinds)
    scalars = [kind for kind in kinds if kind.kind != "list"]
    lists = [kind for kind in kinds if kind.kind == "list"]

    def some_of(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
        return st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True).map(tuple)

    options: list[st.SearchStrategy[Condition]] = [
        st.sampled_from(scalars).flatmap(lambda kind: st.builds(Is, st.just(kind.name), some_of(kind.values))),
        st.sampled_from(lists).flatmap(
            lambda kind: st.builds(Has, st.just(kind.name), some_of(kind.values), st.sampled_from(("any", "all", "none")))
        ),
        st.sampled_from(lists).flatmap(
            lambda kind: st.builds(Count, st.just(kind.name), st.integers(0, 2), st.none() | st.integers(2, 3))
        ),
        st.builds(HasStatus, st.sampled_from([kind.name for kind in kinds]), some_of(STATUSES)),
        windows().map(lambda window: Day(window.start, window.end)),
        st.just(Always()),
    ]
    return st.one_of(options)


def conditions(kinds: Iterable[FactType]) -> st.SearchStrategy[Condition]:
    return st.recursive(
        leaves(kinds),
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: AllOf(tuple(parts))),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
            inner.map(Not),
        ),
        max_leaves=6,
    )


@st.composite
def rulesets(draw: st.DrawFn) -> Ruleset:
    known: list[FactType] = list(VOCABULARY)
    for level in range(draw(st.integers(3, 5))):
        # Every level builds on the one before, so that the derivation is really a chain.
        before = Is(known[-1].name, known[-1].values[:1]) if level and known[-1].kind != "list" else Always()
        step = st.tuples(conditions(known), conditions(known)).map(
            lambda pair, before=before: AnyOf((AllOf((before, pair[0])), pair[1]))
        )
        kind = draw(st.sampled_from(("boolean", "enum", "list")))
        name = f"level{level}"
        if kind == "boolean":
            known.append(boolean(name, derive=(("true", draw(step)),)))
        elif kind == "enum":
            known.append(enum(name, "a", "b", "c", derive=(("a", draw(step)), ("b", draw(step)))))
        else:
            known.append(listing(name, "x", "y", "z", derive=tuple((member, draw(step)) for member in "xyz")))
    known.append(governs(UK=draw(conditions(known)), EU=draw(conditions(known))))
    optional = st.none() | conditions(known)
    rules = []
    for number in range(draw(st.integers(1, 4))):
        places = draw(st.lists(st.sampled_from(("UK", "EU")), min_size=1, max_size=2, unique=True))
        severities = st.sampled_from((Severity("minor", "a"), Severity("info", "b")))
        levels = draw(st.lists(st.tuples(conditions(known), severities), max_size=2))
        rules.append(
            rule(
                f"law.{number}",
                jurisdictions=tuple(places),
                windows={place: draw(windows()) for place in places},
                severity_unless=tuple(levels),
                when=draw(conditions(known)),
                review=draw(optional),
                satisfied=draw(optional),
                fails=draw(optional),
                partial=draw(optional),
                otherwise=draw(st.sampled_from(("gap", "satisfied", "partial", "review"))),
            )
        )
    return ruleset(known, rules)


@st.composite
def some_facts(draw: st.DrawFn) -> dict[str, Fact]:
    found = {}
    for kind in VOCABULARY:
        status: Any = draw(st.sampled_from(STATUSES))
        if status == "unclear":
            value: Any = None
        elif status == "absent":
            value = kind.default
        elif kind.kind == "boolean":
            value = status == "stated"
        elif kind.kind == "enum":
            value = draw(st.sampled_from(kind.values)) if status == "stated" else kind.default
        else:
            value = tuple(draw(st.lists(st.sampled_from(kind.values), unique=True))) if status == "stated" else ()
        found[kind.name] = Fact(kind.name, status, value)
    return found


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(rules=rulesets(), cases=st.lists(st.tuples(some_facts(), DAYS), min_size=4, max_size=4), seed=st.integers(0, 99))
def test_the_engine_agrees_with_a_plain_reading_in_whatever_order_facts_arrive(
    rules: Ruleset, cases: list[tuple[dict[str, Fact], date]], seed: int
) -> None:
    engine = Engine(rules)
    with pytest.MonkeyPatch.context() as patch:
        shuffle_assertions(patch, random.Random(seed))
        for facts, day in cases:
            assert_same(engine, rules, facts, day)


def shuffle_assertions(patch: pytest.MonkeyPatch, dice: random.Random) -> None:
    original = Network.run

    def shuffled(items: Iterable[Any]) -> list[Any]:
        listed = list(items)
        dice.shuffle(listed)
        return listed

    def run(self: Network, facts: Any, act: Any, limit: int) -> None:
        original(self, shuffled(facts), lambda name: shuffled(act(name)), limit)

    patch.setattr(Network, "run", run)


def assert_same(engine: Engine, rules: Ruleset, facts: dict[str, Fact], day: date) -> None:
    judged = engine.judge(facts, day)
    known = oracle.derive(rules, facts, day)
    for name, derived in judged.derived.items():
        expected = known[name]
        assert derived.status == expected.status, name
        if rules.facts[name].kind == "list":
            assert (set(derived.value or ()), set(derived.undecided)) == (expected.members, expected.maybe), name
        else:
            value = {True: "true", False: "false"}.get(derived.value, derived.value)  # type: ignore[call-overload]
            assert value == expected.value, name
    forces = {name: oracle.in_force(each, known, day) for name, each in rules.rules.items()}
    assert set(judged.outcomes) == {name for name, force in forces.items() if force is True}
    assert set(judged.undecided) == {name for name, force in forces.items() if force is None}
    for name, outcome in judged.outcomes.items():
        assert (outcome.outcome, outcome.level) == oracle.judge_rule(rules.rules[name], known, day), name
        proof = explain_rule(rules.rules[name], rules, facts, judged.derived, day, full=True)
        assert proof.children[0].text == f"{name}: {outcome.outcome}, severity {outcome.level}"
    for each in rules.rules.values():
        assert truth(each.when, facts | judged.derived, day) is oracle.holds(each.when, known, day)


def test_boundaries_of_windows_are_days_in_force() -> None:
    first, last = date(2018, 5, 25), date(2021, 6, 30)
    engine = Engine(ruleset([], [rule("law.r", windows={"EU": Window(first, last)})]))
    in_force = [day for day in (first - timedelta(1), first, last, last + timedelta(1)) if engine.judge({}, day).outcomes]
    assert in_force == [first, last]
