"""Short constructors for the rulesets and facts of these tests."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from compliance.model import Evidence, Fact, FactValue, Span
from compliance.ruleset import Always, Condition, FactType, Is, Rule, Ruleset, Severity, Window

DAY = date(2020, 6, 1)
ALWAYS = Always()
OPEN = Window(None, None)


def boolean(name: str, **more: Any) -> FactType:
    return FactType(name, "", "boolean", ("true", "false"), False, **more)


def enum(name: str, *values: str, **more: Any) -> FactType:
    return FactType(name, "", "enum", values, values[-1], **more)


def listing(name: str, *members: str, **more: Any) -> FactType:
    return FactType(name, "", "list", members, (), **more)


def governs(**conditions: Condition) -> FactType:
    return listing("governs", "UK", "EU", "NL", derive=tuple((conditions or {"EU": ALWAYS}).items()))


def rule(name: str, **more: Any) -> Rule:
    values: dict[str, Any] = {
        "id": name,
        "title": f"Title of {name}",
        "provision": "Art. 1",
        "jurisdictions": ("EU",),
        "windows": {"EU": OPEN},
        "severity": Severity("major", "It matters."),
        "severity_unless": (),
        "when": ALWAYS,
        "satisfied": None,
        "review": None,
        "fails": None,
        "partial": None,
        "otherwise": "gap",
        "messages": {},
        "remedy": "",
        "clause": "",
        "evidence": (),
        "question": "",
        "sources": (),
        "cases": (),
        "never": {},
    }
    return Rule(**(values | more))


def ruleset(facts: Iterable[FactType], rules: Iterable[Rule] = ()) -> Ruleset:
    known = {fact.name: fact for fact in facts}
    return Ruleset({}, {"governs": governs()} | known, {each.id: each for each in rules}, ())


def fact(name: str, value: FactValue = None, status: str = "stated", **more: Any) -> Fact:
    return Fact(name, status, value, **more)  # type: ignore[arg-type]


def facts_of(rules: Ruleset, given: Mapping[str, Any] | None = None) -> dict[str, Fact]:
    """Every fact that is not derived: at its default and absent, unless `given` says otherwise ("?" for unclear)."""
    found = {}
    for kind in rules.facts.values():
        if kind.derived:
            continue
        value = (given or {}).get(kind.name, kind.default)
        status = "unclear" if value == "?" else "stated" if kind.name in (given or {}) else "absent"
        found[kind.name] = Fact(kind.name, status, None if value == "?" else value)
    return found


def quoted(name: str, value: FactValue, quote: str, line: int) -> Fact:
    return Fact(name, "stated", value, (Evidence(Span(0, len(quote)), line, quote),))


def true(name: str) -> Is:
    return Is(name, ("true",))
