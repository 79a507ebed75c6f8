"""What the YAML under rulesets/ becomes once loaded: fact types, conditions, rules and instruments; standard library only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from compliance.detectors import Branch, TagClass
from compliance.model import FactValue, Level, Outcome, RulesetVersion, Status
from compliance.placed import NOWHERE, Place

FactKind = Literal["boolean", "date", "enum", "list"]


# Conditions. Booleans are the values "true" and "false".


@dataclass(frozen=True, slots=True)
class Always:
    """Holds for every policy."""


@dataclass(frozen=True, slots=True)
class Is:
    """A boolean or enum fact has one of `values`."""

    fact: str
    values: tuple[str, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Has:
    """A list fact holds any / all / none of `members`."""

    fact: str
    members: tuple[str, ...]
    how: Literal["any", "all", "none"] = "any"
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Count:
    """A list fact has between `low` and `high` members (high None: no upper end)."""

    fact: str
    low: int
    high: int | None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class HasStatus:
    """A fact's status is one of `statuses`; never undecided."""

    fact: str
    statuses: tuple[Status, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Day:
    """The judgement day lies in [start, end], either end may be open; `named` is what the author wrote: `before safe_harbor`."""

    start: date | None = None
    end: date | None = None
    named: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Condition"


Condition = Always | Is | Has | Count | HasStatus | Day | AllOf | AnyOf | Not


@dataclass(frozen=True, slots=True)
class DerivedCase:
    """A test of a derived fact."""

    facts: Mapping[str, FactValue | Literal["unclear"]]
    on: date
    value: FactValue
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class FactType:
    """One question of the vocabulary: its type, and how it is detected or derived.

    `values` are the legal values of an enum (strongest first) or the legal members of a list. `derive` maps a value or member
    ("true" for a boolean) to its condition. A `helper` stands beside the agreed vocabulary and is reported apart from it.
    `counts` and `counts_not` say in words what the detectors take for the fact and what they leave alone; `corpora` says where
    the reading differs from the labels of public corpora.
    """

    name: str
    means: str
    kind: FactKind
    values: tuple[str, ...]
    default: FactValue
    detect: tuple[Branch, ...] = ()
    near: tuple[Branch, ...] = ()
    derive: tuple[tuple[str, Condition], ...] = ()
    because: str = ""
    cases: tuple[DerivedCase, ...] = ()
    helper: bool = False
    counts: tuple[str, ...] = ()
    counts_not: tuple[str, ...] = ()
    corpora: str = ""
    place: Place = NOWHERE

    @property
    def derived(self) -> bool:
        """Whether the engine concludes it rather than the extractor reading it."""
        return bool(self.derive)


@dataclass(frozen=True, slots=True)
class Window:
    """First and last day in force, both inclusive; an open end is None. `named` is as in `Day`."""

    start: date | None
    end: date | None
    replaced_by: str = ""
    named: str = field(default="", compare=False)

    def covers(self, day: date) -> bool:
        """Whether `day` lies in the window."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Instrument:
    """A legal instrument with its days: an act, a framework, clauses, an adequacy decision, an amendment; `places`: for whom."""

    name: str
    means: str
    window: Window
    places: tuple[str, ...]
    source: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Regime:
    """A body of law: the instrument that carries it in each jurisdiction, and the packs and single rules that belong to it."""

    name: str
    means: str
    carried_by: Mapping[str, Instrument]
    holds: tuple[str, ...]
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Severity:
    """How grave a gap is, and why."""

    level: Level
    why: str


@dataclass(frozen=True, slots=True)
class Opposed:
    """Facts whose words a rule holds against each other: what the policy promises, and what it says that it does."""

    promise: tuple[str, ...]
    practice: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleCase:
    """A rule's own test: a policy text or facts, a day and a place, and the outcome to expect."""

    policy: str
    facts: Mapping[str, FactValue | Literal["unclear", "denied"]]
    on: date | None
    jurisdiction: str
    outcome: Outcome | Literal["not_in_force"]
    severity: Level | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Rule:
    """One requirement of law. See docs/rule-authoring.md section 5."""

    id: str
    title: str
    provision: str
    jurisdictions: tuple[str, ...]
    windows: Mapping[str, Window]
    severity: Severity
    severity_unless: tuple[tuple[Condition, Severity], ...]
    when: Condition
    satisfied: Condition | None
    review: Condition | None
    fails: Condition | None
    partial: Condition | None
    otherwise: Outcome
    messages: Mapping[Outcome, str]
    remedy: str
    clause: str
    evidence: tuple[str, ...]
    question: str
    sources: tuple[str, ...]
    cases: tuple[RuleCase, ...]
    never: Mapping[str, str]
    contradictions: tuple[Opposed, ...] = ()
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Ruleset:
    """Everything under rulesets/, loaded and checked."""

    lexicon: Mapping[str, TagClass]
    facts: Mapping[str, FactType]
    rules: Mapping[str, Rule]
    versions: tuple[RulesetVersion, ...]
    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    regimes: Mapping[str, Regime] = field(default_factory=dict)
