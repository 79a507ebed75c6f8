"""Reads facts (`facts/`) and derived facts (`applicability/`). See docs/rule-authoring.md sections 2 and 3."""

from dataclasses import dataclass, replace

from compliance.detectors import Branch, Topic
from compliance.rules.branches import BranchReader
from compliance.rules.case_facts import TODAY, read_case_facts, read_case_value
from compliance.rules.conditions import ConditionReader
from compliance.rules.form import Form, form_of, texts_of
from compliance.rules.places import PLACES
from compliance.rules.problem import Problems, did_you_mean
from compliance.rules.tree import Map, Node, Scalar
from compliance.rules.vocabulary import RESERVED, Vocabulary, legal
from compliance.ruleset import Condition, DerivedCase, FactKind, FactType

KEYS = ("means", "counts", "counts_not", "corpora", "type", "helper", "topic", "detect", "near")
DERIVED_KEYS = ("means", "type", "helper", "derive", "because", "cases")
_KINDS: dict[str, FactKind] = {"boolean": "boolean", "date": "date"}


@dataclass(frozen=True, slots=True)
class FactFile:
    """A fact file as a tree, before its details are read."""

    name: str
    derived: bool
    node: Node


def read_fact_types(files: list[FactFile], problems: Problems) -> dict[str, FactType]:
    """Name, meaning and type of every fact: what the details of all the others may refer to."""
    types: dict[str, FactType] = {}
    for file in files:
        if file.name in RESERVED or not (file.name.isascii() and file.name.isidentifier() and file.name.islower()):
            what = f"fact name '{file.name}' is not allowed"
            problems.add(
                file.node.place,
                what,
                "conditions use the file's name",
                "rename the file: small letters, digits and _, no word of the language",
            )
        if file.name in types:
            earlier = types[file.name].place
            problems.add(
                file.node.place,
                f"fact '{file.name}' is already defined by {earlier.path}",
                "a fact is read or derived, not both",
                "rename one",
            )
            continue
        title = "a derived fact" if file.derived else "a fact"
        form = form_of(file.node, title, DERIVED_KEYS if file.derived else KEYS, problems)
        found = None if form is None else _read_type(file.name, form, problems)
        if form is not None and found is not None:
            types[file.name] = replace(
                found,
                helper=form.flag("helper"),
                counts=form.texts("counts"),
                counts_not=form.texts("counts_not"),
                corpora=form.text("corpora"),
            )
    return types


def _read_type(name: str, form: Form, problems: Problems) -> FactType | None:
    means = form.text("means", "it is the question that the fact answers")
    node = form.need("type", "conditions are checked against it")
    place = form.node.place
    if node is None:
        return None
    if isinstance(node, Scalar):
        kind = _KINDS.get(node.text)
        if kind is None:
            types = ("boolean", "date", "{enum: [...], default: x}", "{list: [...]}")
            problems.add(
                node.place,
                f"unknown type '{node.text}'",
                "a fact is of one of four types",
                did_you_mean(node.text, types, "types"),
            )
            return None
        return FactType(
            name, means, kind, ("true", "false") if kind == "boolean" else (), False if kind == "boolean" else None, place=place
        )
    inner = form_of(node, "'type'", ("enum", "list", "default"), problems)
    if inner is None:
        return None
    if (inner.get("enum") is None) == (inner.get("list") is None):
        problems.add(
            node.place,
            "'type' is neither an enum nor a list, or both",
            "a fact has one type",
            "write {enum: [...], default: x} or {list: [...]}",
        )
        return None
    return _read_list(name, means, inner, form, problems) if inner.get("list") else _read_enum(name, means, inner, form, problems)


def _read_list(name: str, means: str, inner: Form, form: Form, problems: Problems) -> FactType:
    node = inner.get("list")
    assert node is not None
    if (default := inner.get("default")) is not None:
        problems.add(default.place, "a list has no 'default'", "where the text is silent it is empty", "remove it")
    if isinstance(node, Scalar) and node.text == "places":
        return FactType(name, means, "list", PLACES, (), place=form.node.place)
    return FactType(name, means, "list", _distinct(node, "'list'", problems), (), place=form.node.place)


def _read_enum(name: str, means: str, inner: Form, form: Form, problems: Problems) -> FactType:
    node = inner.get("enum")
    assert node is not None
    values = _distinct(node, "'enum'", problems)
    default = inner.text("default", "it is the value where the text is silent")
    if default and default not in values:
        at = inner.entries["default"][1]
        problems.add(
            at.place,
            f"default '{default}' is none of the values",
            "it must be legal like any other",
            did_you_mean(default, values, "values"),
        )
    return FactType(name, means, "enum", values, default, place=form.node.place)


def _distinct(node: Node, title: str, problems: Problems) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for at, text in texts_of(node, title, problems):
        if text in found:
            problems.add(at.place, f"'{text}' stands twice in {title}", "a value stands for one thing", "remove one")
        if text in ("unclear", "denied") or text.startswith("$"):
            problems.add(
                at.place, f"'{text}' cannot be a value", "it would be mistaken for a status or a group", "choose another word"
            )
        found[text] = None
    return tuple(found)


class FactReader:
    """Reads the details of facts, once every type is known."""

    __slots__ = ("_conditions", "_problems", "_vocabulary")

    def __init__(self, vocabulary: Vocabulary, problems: Problems) -> None:
        """Names are looked up in `vocabulary`."""
        self._vocabulary = vocabulary
        self._problems = problems
        self._conditions = ConditionReader(vocabulary, problems)

    def read(self, file: FactFile, fact: FactType) -> FactType:
        """`fact` with its detectors, or with its derivation and cases."""
        if not isinstance(file.node, Map):
            return fact
        # The keys were checked with the type.
        form = Form(file.node, "a derived fact" if file.derived else "a fact", file.node.entries, self._problems)
        return self._derived(form, fact) if file.derived else self._detected(form, fact)

    def _detected(self, form: Form, fact: FactType) -> FactType:
        reader = BranchReader(self._vocabulary, self._problems, fact, Topic())
        reader = replace(reader, topic=reader.read_topic(form))
        form.need("detect", "without detectors the fact is always absent")
        detect = [branch for node in form.items("detect") if (branch := reader.read(node, near=False))]
        near = [branch for node in form.items("near") if (branch := reader.read(node, near=True))]
        self._check_ids([*detect, *near])
        return replace(fact, detect=tuple(detect), near=tuple(near))

    def _check_ids(self, branches: list[Branch]) -> None:
        seen: dict[str, Branch] = {}
        for branch in branches:
            if branch.id and branch.id in seen:
                what = f"branch id '{branch.id}' stands twice, first on line {seen[branch.id].place.line}"
                self._problems.add(branch.place, what, "evidence names the branch that found it", "rename one of them")
            seen.setdefault(branch.id, branch)

    def _derived(self, form: Form, fact: FactType) -> FactType:
        node = form.need("derive", "it says when the fact holds")
        because = form.text("because", "the report gives the legal ground of each derivation")
        form.need("cases", "a derivation without a test cannot be trusted")
        derive = () if node is None else self._derivations(node, fact)
        cases = [case for item in form.items("cases") if (case := self._case(item, fact))]
        return replace(fact, derive=derive, because=because, cases=tuple(cases))

    def _derivations(self, node: Node, fact: FactType) -> tuple[tuple[str, Condition], ...]:
        if fact.kind == "date":
            self._problems.add(node.place, "a date cannot be derived", "conditions give no dates", "detect it, or derive an enum")
            return ()
        if fact.kind == "boolean":
            return (("true", self._conditions.read(node)),)
        if not isinstance(node, Map) or not node.entries:
            what = f"'derive' of {'an enum' if fact.kind == 'enum' else 'a list'} needs a condition for each value"
            self._problems.add(node.place, what, "each value has its own condition", "write VALUE: {fact: value}")
            return ()
        found: list[tuple[str, Condition]] = []
        for value, (key, condition) in node.entries.items():
            legal(value, fact, key, self._problems)
            found.append((value, self._conditions.read(condition)))
        return tuple(found)

    def _case(self, node: Node, fact: FactType) -> DerivedCase | None:
        form = form_of(node, "a case", ("facts", "on", "value"), self._problems)
        if form is None:
            return None
        facts = read_case_facts(form, self._vocabulary, self._problems)
        value = form.need("value", "a case says what must come out")
        expected = None if value is None else read_case_value(value, fact, self._vocabulary, self._problems)
        return DerivedCase(facts, form.day("on") or TODAY, expected, form.node.place)
