"""Reads what a match of a branch means (`value`, `value_from`, `denied`, `unclear`) and when it counts (`given`)."""

from dataclasses import dataclass

from compliance.rules.form import Form
from compliance.rules.lexicon import RECOGNISERS, values_of
from compliance.rules.problem import Problems, did_you_mean
from compliance.rules.tree import Map, Node, Scalar
from compliance.rules.vocabulary import Vocabulary
from compliance.ruleset import FactType

MEANINGS = ("value", "value_from", "denied", "unclear")
_PRECISIONS = {"day", "month", "year"}


@dataclass(frozen=True, slots=True)
class ValueReader:
    """Reads the value of one branch of `fact`."""

    vocabulary: Vocabulary
    problems: Problems
    fact: FactType
    form: Form

    def value(self) -> tuple[str | None, str]:
        """`value` and `value_from` of the branch, after a check that it says exactly one thing."""
        given = [key for key in MEANINGS if self.form.get(key) is not None]
        if len(given) > 1:
            what = f"the branch has {' and '.join(repr(key) for key in given)}"
            self.problems.add(
                self.form.node.entries[given[1]][0].place, what, "a match means one thing", "make two branches of it"
            )
        if self.form.get("denied") is not None:
            self._check_denied()
        if not given:
            return self._unsaid(), ""
        if given[0] == "value":
            return self._literal(), ""
        return None, self._from_class() if given[0] == "value_from" else ""

    def given(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The facts, with their values, on which the branch depends."""
        node = self.form.get("given")
        if node is None:
            return ()
        if not isinstance(node, Map):
            self.problems.add(node.place, "'given' is no mapping", "it names a fact and its value", "write {other_fact: value}")
            return ()
        found: list[tuple[str, tuple[str, ...]]] = []
        for name, (key, value) in node.entries.items():
            fact = self.vocabulary.fact(name, key, self.problems)
            if fact is None:
                continue
            if name in self.vocabulary.derived:
                self.problems.add(
                    key.place,
                    f"'{name}' is derived",
                    "derived facts are concluded after the text is read",
                    "name a fact of rulesets/facts/",
                )
            elif fact.kind == "date":
                self.problems.add(
                    key.place, f"'{name}' is a date", "'given' compares values of a list", "name a fact that is no date"
                )
            elif fact.kind == "list" and isinstance(value, Scalar) and value.text == "none":
                found.append((name, ("none",)))
            else:
                found.append((name, self.vocabulary.values(value, fact, self.problems)))
        return tuple(found)

    def _unsaid(self) -> str | None:
        if self.fact.kind == "boolean":
            return "true"
        archive = self.form.get("archive") is not None
        if self.fact.kind == "date" and archive:
            return None
        wanted = {
            "date": "value_from: DATE",
            "enum": f"value: {(self.fact.values or ('x',))[0]}",
            "list": "value: or value_from:",
        }[self.fact.kind]
        self.problems.add(self.form.node.place, "the branch has no value", f"'{self.fact.name}' is no boolean", f"add '{wanted}'")
        return None

    def _literal(self) -> str | None:
        node = self.form.get("value")
        assert node is not None
        if self.fact.kind == "date":
            self.problems.add(
                node.place,
                f"'{self.fact.name}' is a date",
                "no text can be known to state one fixed date",
                "write 'value_from: DATE'",
            )
            return None
        return self.vocabulary.value(node, self.fact, self.problems)

    def _check_denied(self) -> None:
        node = self.form.get("denied")
        if self.fact.kind == "date" and node is not None:
            self.problems.add(node.place, f"'{self.fact.name}' is a date", "a date cannot be denied", "remove 'denied'")
        elif self.fact.kind == "enum" and node is not None and not {"none", "no"} & set(self.fact.values):
            why = "a denied enum has the value none or no"
            self.problems.add(
                node.place, f"'{self.fact.name}' has neither value", why, "add none or no to its values, or use 'value'"
            )
        if node is not None and not self.form.flag("denied"):
            self.problems.add(
                node.place, "'denied' is not true", "a branch without it does not deny", "write 'denied: true', or remove it"
            )

    def _from_class(self) -> str:
        written = self.form.text("value_from")
        node = self.form.get("value_from")
        assert node is not None
        name, _, part = written.partition(".")
        if not name or not self.vocabulary.known_class(name, node, self.problems):
            return written
        values, recognisers = values_of(name, self.vocabulary.classes)
        if part:
            self._check_part(node, name, part, recognisers)
        elif self.fact.kind == "date":
            if recognisers != {"date"} and recognisers <= set(RECOGNISERS):
                self.problems.add(
                    node.place,
                    f"class '{name}' recognises no dates",
                    f"'{self.fact.name}' is a date",
                    "name a class with 'recognise: date'",
                )
        elif self.fact.kind == "boolean":
            self.problems.add(
                node.place,
                f"'{self.fact.name}' is a boolean",
                "a boolean has no value of a class",
                "write 'value: true' or nothing",
            )
        else:
            self._check_values(node, name, values, recognisers)
        return written

    def _check_part(self, node: Node, name: str, part: str, recognisers: set[str]) -> None:
        if part != "precision" or "date" not in recognisers:
            self.problems.add(
                node.place, f"class '{name}' has no '{part}'", "only a date has a part: its precision", "write 'DATE.precision'"
            )
        elif self.fact.kind != "enum" or not set(self.fact.values) >= _PRECISIONS:
            why = "a precision is day, month or year"
            self.problems.add(
                node.place, f"'{self.fact.name}' cannot hold a precision", why, "add these to the values of the fact"
            )

    def _check_values(self, node: Node, name: str, values: set[str], recognisers: set[str]) -> None:
        if not values - {""} and not recognisers:
            what = f"the terms of class '{name}' have no values"
            self.problems.add(
                node.place, what, "'value_from' would find nothing", "map values to terms in the lexicon, or use 'value'"
            )
        for value in sorted(values - {""} - set(self.fact.values)):
            what = f"class '{name}' has value '{value}', which is none of '{self.fact.name}'"
            hint = did_you_mean(value, self.fact.values, f"values of '{self.fact.name}'")
            self.problems.add(node.place, what, "no policy could have it", hint)
