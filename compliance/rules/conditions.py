"""Reads conditions on facts. See docs/rule-authoring.md section 4."""

from compliance.rules.contradictions import conflict
from compliance.rules.form import Form, form_of, items_of, number_of
from compliance.rules.problem import Problems, did_you_mean
from compliance.rules.tree import Map, Node, Scalar, Seq
from compliance.rules.vocabulary import STATUSES, Vocabulary
from compliance.ruleset import AllOf, Always, AnyOf, Condition, Count, Day, FactType, Has, HasStatus, Is, Not

_NEVER_RIGHT = "a rule whose condition cannot hold would silently never fire"


class ConditionReader:
    """Turns nodes into conditions; where a problem is recorded, what comes back is Always."""

    __slots__ = ("_problems", "_vocabulary")

    def __init__(self, vocabulary: Vocabulary, problems: Problems) -> None:
        """Names are looked up in `vocabulary`."""
        self._vocabulary = vocabulary
        self._problems = problems

    def read(self, node: Node) -> Condition:
        """The condition at `node`."""
        before = len(self._problems)
        condition = self._read(node)
        if len(self._problems) == before:
            self._check(node, condition)
        return condition

    def _read(self, node: Node) -> Condition:
        if isinstance(node, Map):
            if not node.entries:
                self._problems.add(node.place, "an empty condition", "it says nothing", "write always, or {fact: value}")
            parts = tuple(self._entry(key, value) for key, value in node.entries.values())
            return parts[0] if len(parts) == 1 else AllOf(parts)
        if isinstance(node, Scalar) and node.text == "always":
            return Always()
        if isinstance(node, Seq):
            self._problems.add(
                node.place, "a list is no condition", "all of it or any of it?", "write {all: [...]} or {any: [...]}"
            )
        else:
            said = f"'{node.text}'" if isinstance(node, Scalar) else "this"
            self._problems.add(
                node.place, f"{said} is no condition", "a condition names a fact and its value", "write always, or {fact: value}"
            )
        return Always()

    def _entry(self, key: Scalar, value: Node) -> Condition:
        name = key.text
        if name in ("all", "any"):
            parts = tuple(self.read(item) for item in items_of(value, f"'{name}'", self._problems))
            return AllOf(parts) if name == "all" else AnyOf(parts)
        if name == "not":
            return Not(self.read(value))
        if name == "day":
            return self._day(value)
        if name in ("during", "before", "after"):
            return self._vocabulary.days(name, value, self._problems) or Always()
        fact = self._vocabulary.fact(name, key, self._problems)
        return Always() if fact is None else self._on(fact, key, value)

    def _day(self, node: Node) -> Condition:
        form = form_of(node, "'day'", ("from", "to"), self._problems)
        if form is None:
            return Always()
        start, end = form.day("from"), form.day("to")
        if form.get("from") is None and form.get("to") is None:
            self._problems.add(node.place, "'day' has neither from nor to", "every day would fit", "add from:, to: or both")
        if start and end and start > end:
            self._problems.add(node.place, f"'day' ends ({end}) before it begins ({start})", _NEVER_RIGHT, "swap from and to")
        return Day(start, end)

    def _on(self, fact: FactType, key: Scalar, value: Node) -> Condition:
        if isinstance(value, Map):
            return self._asked(fact, key, value)
        if fact.kind == "date":
            why = "dates are compared by the judgement day, not by their own value"
            mend = "write {day: {from: ..., to: ...}} for the judgement day, or {" + fact.name + ": {is: stated}}"
            self._problems.add(value.place, f"'{fact.name}' is a date", why, mend)
            return Always()
        values = self._vocabulary.values(value, fact, self._problems)
        return Has(fact.name, values, "any", key.place) if fact.kind == "list" else Is(fact.name, values, key.place)

    def _asked(self, fact: FactType, key: Scalar, value: Map) -> Condition:
        """`{fact: {has: ..., has_none: ..., count: ..., is: ...}}`."""
        keys = ("has", "has_none", "count", "is") if fact.kind == "list" else ("is",)
        for name, (at, _) in value.entries.items():
            if name in ("has", "has_none", "count") and name not in keys:
                self._problems.add(
                    at.place,
                    f"'{name}' asks about a list, and '{fact.name}' is none",
                    "only lists have members",
                    "write {fact: value}",
                )
        form = Form(value, f"the condition on '{fact.name}'", ("has", "has_none", "count", "is"), self._problems)
        parts: list[Condition] = []
        for name, (_, node) in value.entries.items():
            if name not in keys:
                continue
            if name == "is":
                parts.append(HasStatus(fact.name, self._statuses(node), key.place))  # type: ignore[arg-type]
            elif name == "count":
                parts.append(self._count(fact, key, node))
            else:
                members = self._vocabulary.values(node, fact, self._problems)
                parts.append(Has(fact.name, members, "all" if name == "has" else "none", key.place))
        if not form.entries:
            self._problems.add(
                value.place, f"an empty condition on '{fact.name}'", "it says nothing", f"the keys are: {', '.join(keys)}"
            )
        return (parts[0] if len(parts) == 1 else AllOf(tuple(parts))) if parts else Always()

    def _statuses(self, node: Node) -> tuple[str, ...]:
        nodes = node.items if isinstance(node, Seq) else [node]
        found: dict[str, None] = {}
        for item in nodes:
            text = item.text if isinstance(item, Scalar) else ""
            if text in STATUSES:
                found[text] = None
            else:
                said = f"'{text}' is no status" if text else "a status is a word"
                self._problems.add(
                    item.place, said, "'is' asks how the fact stands, not for its value", did_you_mean(text, STATUSES, "statuses")
                )
        if not nodes:
            self._problems.add(node.place, "'is' has an empty list", _NEVER_RIGHT, f"the statuses are: {', '.join(STATUSES)}")
        return tuple(found)

    def _count(self, fact: FactType, key: Scalar, node: Node) -> Condition:
        if not isinstance(node, Map):
            exact = number_of(node, "'count'", self._problems, 0)
            return self._counted(fact, key, node, exact, exact)
        form = Form(node, "'count'", ("from", "to"), self._problems)
        if not form.entries:
            self._problems.add(node.place, "'count' has neither from nor to", "every number would fit", "add from:, to: or both")
        high = form.number("to", 0, 0) if form.get("to") else None
        return self._counted(fact, key, node, form.number("from", 0, 0), high)

    def _counted(self, fact: FactType, key: Scalar, node: Node, low: int, high: int | None) -> Condition:
        if high is not None and low > high:
            self._problems.add(node.place, f"'count' runs from {low} to {high}", _NEVER_RIGHT, "swap from and to")
        if low > len(fact.values):
            what = f"'{fact.name}' has only {len(fact.values)} possible members, not {low}"
            self._problems.add(node.place, what, _NEVER_RIGHT, "lower the number")
        return Count(fact.name, low, high, key.place)

    def _check(self, node: Node, condition: Condition) -> None:
        found = conflict((condition,), self._vocabulary.facts)
        if found:
            self._problems.add(
                node.place, f"this condition can never hold: {found}", _NEVER_RIGHT, "remove one of the two, or use any:"
            )
