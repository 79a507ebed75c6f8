"""Reads the facts that a case assumes, and the values it expects."""

import re
from datetime import date

from compliance.model import FactValue
from compliance.rules.form import Form, text_of
from compliance.rules.problem import Problems
from compliance.rules.tree import Map, Node, Scalar, Seq
from compliance.rules.vocabulary import Vocabulary
from compliance.ruleset import FactType

TODAY = date(2026, 11, 22)  # the state of the law in the rule files: the judgement day of a case that names none
_STATUSES = ("unclear", "denied")
_LOOSE_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def read_case_facts(form: Form, vocabulary: Vocabulary, problems: Problems) -> dict[str, FactValue]:
    """The values at key `facts`, by fact; `unclear` and `denied` stay words."""
    node = form.get("facts")
    if node is None:
        return {}
    if not isinstance(node, Map):
        problems.add(
            node.place,
            "'facts' is no mapping",
            "a case assumes values of facts",
            "write {fact: value}, or {} for a silent policy",
        )
        return {}
    found: dict[str, FactValue] = {}
    for name, (key, value) in node.entries.items():
        fact = vocabulary.fact(name, key, problems)
        if fact is None:
            continue
        if name in vocabulary.derived:
            mend = "give the facts from which it follows"
            problems.add(key.place, f"'{name}' is derived", "the engine concludes it, so the case could not set it", mend)
            continue
        if isinstance(value, Scalar) and value.plain and value.text in _STATUSES:
            found[name] = value.text
        else:
            found[name] = read_case_value(value, fact, vocabulary, problems)
    return found


def read_case_value(node: Node, fact: FactType, vocabulary: Vocabulary, problems: Problems) -> FactValue:
    """A value as a fact holds it: bool, word, tuple of members, date text; `unclear` gives None."""
    if isinstance(node, Scalar) and node.plain and node.text == "unclear":
        return None
    if fact.kind == "list":
        if isinstance(node, Seq) and not node.items:
            return ()
        if not isinstance(node, Seq):
            problems.add(node.place, f"'{fact.name}' is a list", "a case gives all its members", "put it in brackets: [...]")
            return ()
        return vocabulary.values(node, fact, problems)
    if fact.kind == "date":
        return _loose_date(node, fact, problems)
    value = vocabulary.value(node, fact, problems)
    return value == "true" if fact.kind == "boolean" and value is not None else value


def _loose_date(node: Node, fact: FactType, problems: Problems) -> str | None:
    text = text_of(node, f"the value of '{fact.name}'", problems)
    match = _LOOSE_DATE.fullmatch(text)
    if match:
        try:
            date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
        except ValueError:
            match = None
    if text and not match:
        problems.add(
            node.place,
            f"'{text}' is no date",
            f"'{fact.name}' is as precise as a policy states it",
            "write 2023-02-17, 2023-02 or 2023",
        )
    return text if match else None
