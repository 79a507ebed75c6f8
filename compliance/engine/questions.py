"""What the engine is asked: every derived fact, whether each rule is in force and how it comes out, as decision lists. Pure.

The order of the decisions is that of docs/rule-authoring.md section 5. A list too large for the engine's limits is split: its
conditions become helper questions of their own, which three-valued logic allows without changing any result.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from compliance.engine import logic
from compliance.engine.atoms import NO, UNDECIDED, YES, Binder, Variable, default_value, member_key
from compliance.engine.tree import Conjunction, Decision, TooLargeError, conjunctions
from compliance.errors import EngineError
from compliance.model import Outcome
from compliance.ruleset import AllOf, AnyOf, Condition, Count, Day, FactType, Has, HasStatus, Is, Not, Rule, Window

GOVERNS = "governs"
MAX_LITERALS = 14
GRADED: tuple[Outcome, ...] = ("gap", "partial", "review")
"""Outcomes whose severity the `unless` conditions of a rule may change."""

Step = tuple[Condition, str, str | None]


@dataclass(frozen=True, slots=True)
class Outline:
    """A question as its author wrote it: steps (condition, answer if it holds, answer if it is undecided), else `default`.

    An answer that is an outcome of GRADED is refined by `levels`: the number (from 1) of the first of these that holds.
    """

    key: str
    where: str
    steps: tuple[Step, ...]
    default: str
    levels: tuple[Condition, ...] = ()

    def conditions(self) -> Iterator[Condition]:
        """Every condition the question asks."""
        yield from (condition for condition, _, _ in self.steps)
        yield from self.levels


@dataclass(frozen=True, slots=True)
class Question:
    """A question ready for the engine: its disjoint conjunctions over its variables."""

    key: str
    where: str
    variables: Mapping[str, Variable]
    conjunctions: tuple[Conjunction, ...]

    @property
    def needs(self) -> tuple[str, ...]:
        """Keys of the derived facts and helper questions it asks."""
        return tuple(key for key, variable in self.variables.items() if variable.probe.kind == "derived")

    @property
    def stated(self) -> tuple[str, ...]:
        """Keys of its other variables, which the policy and the day answer."""
        return tuple(key for key, variable in self.variables.items() if variable.probe.kind != "derived")


def outlines_of_fact(fact: FactType) -> tuple[Outline, ...]:
    """The questions behind a derived fact: one for a boolean or enum, one a member for a list."""
    where = str(fact.place) if fact.place.path else fact.name
    if fact.kind == "date":
        raise EngineError(where, f"the derived fact {fact.name!r} is a date", "derive a boolean, an enum or a list")
    if fact.kind == "list":
        return tuple(
            Outline(member_key(fact.name, member), where, ((condition, YES, UNDECIDED),), NO) for member, condition in fact.derive
        )
    steps = tuple((condition, value, UNDECIDED) for value, condition in fact.derive)
    return (Outline(fact.name, where, steps, default_value(fact)),)


def outline_of_rule(rule: Rule) -> Outline:
    """How a rule in force comes to its outcome; the answers are outcomes."""
    optional: tuple[tuple[Condition | None, str, str | None], ...] = (
        (Not(rule.when), "not_applicable", "review"),
        (rule.review, "review", None),
        (rule.satisfied, "satisfied", "review"),
        (rule.fails, "gap", "review"),
        (rule.partial, "partial", "review"),
    )
    steps = tuple((condition, held, undecided) for condition, held, undecided in optional if condition is not None)
    levels = tuple(condition for condition, _ in rule.severity_unless)
    return Outline(rule.id, str(rule.place) if rule.place.path else rule.id, steps, rule.otherwise, levels)


def windows_of(rule: Rule) -> tuple[tuple[str, Window], ...]:
    """The rule's windows by jurisdiction, in an order that makes equal sets equal."""
    return tuple(sorted(((place, rule.windows[place]) for place in rule.jurisdictions), key=lambda item: item[0]))


def outline_of_windows(key: str, windows: Iterable[tuple[str, Window]]) -> Outline:
    """Whether rules with these windows are in force: in one of the jurisdictions that governs, on the judgement day."""
    governed = tuple(AllOf((Has(GOVERNS, (place,)), Day(window.start, window.end))) for place, window in windows)
    return Outline(key, key, ((AnyOf(governed), YES, UNDECIDED),), NO)


def too_large(where: str, key: str) -> EngineError:
    """The error for a question that goes beyond the engine's limits even after it has been split."""
    remedy = "name part of it in a derived fact under rulesets/applicability/ and use that instead"
    return EngineError(where, f"the conditions of {key!r} are too large for the engine", remedy)


class Questioner:
    """Turns outlines into questions; splits those that are too large and keeps the helper questions this makes."""

    def __init__(self, types: Mapping[str, FactType], fits: Callable[[Question], bool]) -> None:
        """`types` is the vocabulary, derived facts included; `fits` tells whether the engine can hold a question."""
        self._types = dict(types)
        self._fits = fits
        self.helpers: list[Question] = []

    def question(self, outline: Outline) -> Question:
        """The outline's question; raises EngineError where even its parts are too large."""
        try:
            return self._grow(outline)
        except TooLargeError:
            pass
        smaller = self._split(outline)
        try:
            return self._grow(smaller)
        except TooLargeError:
            raise too_large(outline.where, outline.key) from None

    def _grow(self, outline: Outline) -> Question:
        binder = Binder(outline.where, self._types, outline.conditions())
        levels = tuple(binder.bind(condition) for condition in outline.levels)
        steps = tuple(
            (binder.bind(condition), _graded(held, levels), None if undecided is None else _graded(undecided, levels))
            for condition, held, undecided in outline.steps
        )
        cells = {key: len(variable.cells) for key, variable in binder.variables.items()}
        found = conjunctions(Decision(steps, _graded(outline.default, levels)), cells)
        if any(len(literals) > MAX_LITERALS for literals, _ in found):
            raise TooLargeError
        asked = {key for literals, _ in found for key, _ in literals}
        variables = {key: variable for key, variable in binder.variables.items() if key in asked}
        question = Question(outline.key, outline.where, variables, found)
        if not self._fits(question):
            raise TooLargeError
        return question

    def _split(self, outline: Outline) -> Outline:
        """The outline with its composite conditions made helper questions; a single condition is made two halves."""
        whole = len(outline.steps) + len(outline.levels) > 1
        steps = tuple(
            (self._helped(outline, condition, whole=whole), held, undecided) for condition, held, undecided in outline.steps
        )
        levels = tuple(self._helped(outline, condition, whole=whole) for condition in outline.levels)
        return replace(outline, steps=steps, levels=levels)

    def _helped(self, outline: Outline, condition: Condition, *, whole: bool) -> Condition:
        match condition:
            case Not(part):
                return Not(self._helped(outline, part, whole=whole))
            case AllOf(parts) | AnyOf(parts) if whole and len(parts) > 1:
                return self._helper(outline, condition)
            case Has(fact) | Count(fact) | HasStatus(fact) if whole and self._types[fact].derived:
                # It asks every member of the derived list.
                return self._helper(outline, condition)
            case AllOf(parts) | AnyOf(parts) if len(parts) > 1:
                gate, middle = type(condition), len(parts) // 2
                return gate(tuple(self._helper(outline, gate(half)) for half in (parts[:middle], parts[middle:])))
            case AllOf((part,)) | AnyOf((part,)):
                return self._helped(outline, part, whole=whole)
            case _:
                return condition

    def _helper(self, outline: Outline, condition: Condition) -> Condition:
        key = f"{outline.key}/{len(self.helpers)}.{len(self._types)}"
        kind = FactType(key, "", "boolean", ("true", "false"), False, derive=(("true", condition),))
        self._types[key] = kind
        self.helpers.append(self.question(replace(outlines_of_fact(kind)[0], where=outline.where)))
        return Is(key, ("true",))


def _graded(answer: str, levels: tuple[logic.Expression, ...]) -> str | Decision:
    """The answer with the number of the severity level, where it is one of GRADED and the rule has levels to choose from."""
    if answer not in GRADED or not levels:
        return answer
    return Decision(tuple((level, f"{answer} {number}", None) for number, level in enumerate(levels, 1)), f"{answer} 0")
