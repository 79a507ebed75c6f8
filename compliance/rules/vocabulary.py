"""The names that rule files may use: classes, facts with their values, groups; and the look-up that says 'did you mean'."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from compliance.detectors import TagClass
from compliance.rules.form import boolean_of, form_of, text_of, texts_of
from compliance.rules.problem import Problems, did_you_mean
from compliance.rules.tree import Map, Node, Scalar, Seq
from compliance.ruleset import Day, FactType, Instrument

RESERVED = frozenset({"always", "day", "during", "before", "after", "all", "any", "not"})
STATUSES = ("stated", "denied", "absent", "unclear")
_ONE_DAY = timedelta(days=1)
_BOOLEANS = ("true", "false")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every known name. `unreadable` holds facts whose own file is broken: naming them is no further problem."""

    classes: Mapping[str, TagClass] = field(default_factory=dict)
    facts: Mapping[str, FactType] = field(default_factory=dict)
    derived: frozenset[str] = frozenset()
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unreadable: frozenset[str] = frozenset()
    lexicon_complete: bool = True
    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    instruments_complete: bool = True

    def instrument(self, node: Node, problems: Problems) -> Instrument | None:
        """The instrument that `node` names; None, with a problem recorded, where there is none."""
        name = text_of(node, "the name of an instrument", problems)
        found = self.instruments.get(name)
        if found is None and name and self.instruments_complete:
            hint = did_you_mean(name, self.instruments, "instruments of rulesets/instruments.yaml")
            problems.add(node.place, f"unknown instrument '{name}'", "its days are looked up by name", hint)
        return found

    def days(self, when: str, node: Node, problems: Problems) -> Day | None:
        """The days `during`, `before` or `after` the instrument that `node` names; None, with a problem, where there are none."""
        instrument = self.instrument(node, problems)
        if instrument is None:
            return None
        start, end, named = instrument.window.start, instrument.window.end, f"{when} {instrument.name}"
        if when == "during":
            return Day(start, end, named)
        if when == "before" and start:
            return Day(None, start - _ONE_DAY, named)
        if when == "after" and end:
            return Day(end + _ONE_DAY, None, named)
        side, word = ("first", "from:") if when == "before" else ("last", "to:")
        what = f"no day is {when} '{instrument.name}', which has no {side} day"
        mend = f"write {{during: {instrument.name}}}, or give the instrument its {word}"
        problems.add(node.place, what, "what can never hold would silently do nothing", mend)
        return None

    def fact(self, name: str, at: Node, problems: Problems) -> FactType | None:
        """The type of fact `name`; None, with a problem recorded, where there is none."""
        found = self.facts.get(name)
        if found is None and name not in self.unreadable:
            problems.add(
                at.place,
                f"unknown fact '{name}'",
                "a misspelt fact would always be absent and give false gaps",
                did_you_mean(name, [*self.facts, *self.unreadable], "facts"),
            )
        return found

    def known_class(self, name: str, at: Node, problems: Problems) -> bool:
        """Whether class `name` exists; a problem is recorded where not."""
        if name in self.classes:
            return True
        if self.lexicon_complete:
            why = "a class that does not exist never matches"
            problems.add(at.place, f"unknown class '{name}'", why, did_you_mean(name, self.classes, "classes"))
        return False

    def values(self, node: Node, fact: FactType, problems: Problems) -> tuple[str, ...]:
        """The legal values that a scalar or a list names, groups expanded, each once."""
        nodes: Sequence[Node] = node.items if isinstance(node, Seq) else (node,)
        if not nodes:
            mend = "for a list without members write {count: 0}" if fact.kind == "list" else "give at least one value"
            problems.add(node.place, f"'{fact.name}' has an empty list of values", "no value would ever fit", mend)
        found: dict[str, None] = {}
        for item in nodes:
            for value in self._expand(item, fact, problems):
                found[value] = None
        return tuple(found)

    def _expand(self, node: Node, fact: FactType, problems: Problems) -> Iterable[str]:
        if isinstance(node, Scalar) and node.text.startswith("$"):
            members = self.groups.get(node.text[1:])
            if members is None:
                hint = did_you_mean(node.text, [f"${name}" for name in self.groups], "groups of rulesets/groups.yaml")
                problems.add(node.place, f"unknown group '{node.text}'", "a group stands for the values it lists", hint)
                return ()
            strange = [member for member in members if member not in fact.values]
            if strange:
                why = f"'{fact.name}' can never have it"
                what = f"group '{node.text}' holds '{strange[0]}', which is no value of '{fact.name}'"
                problems.add(node.place, what, why, did_you_mean(strange[0], fact.values, f"values of '{fact.name}'"))
            return [member for member in members if member in fact.values]
        value = self.value(node, fact, problems)
        return () if value is None else (value,)

    def value(self, node: Node, fact: FactType, problems: Problems) -> str | None:
        """One legal value or member as text ('true' and 'false' for booleans); None with a problem recorded."""
        if fact.kind == "boolean":
            flag = boolean_of(node, f"the value of '{fact.name}'", problems)
            return None if flag is None else str(flag).lower()
        text = text_of(node, f"a value of '{fact.name}'", problems)
        if not text:
            return None
        return text if legal(text, fact, node, problems) else None


def legal(text: str, fact: FactType, at: Node, problems: Problems) -> bool:
    """Whether `text` is a value of `fact`; a problem is recorded where not."""
    if text in fact.values:
        return True
    hint = "write UK" if text == "GB" and "UK" in fact.values else did_you_mean(text, fact.values, f"values of '{fact.name}'")
    problems.add(at.place, f"'{text}' is no value of '{fact.name}'", "no policy could ever have it", hint)
    return False


def read_groups(root: Node | None, problems: Problems) -> dict[str, tuple[str, ...]]:
    """The groups of values of `groups.yaml`: name -> members."""
    groups: dict[str, tuple[str, ...]] = {}
    if root is None:
        return groups
    if not isinstance(root, Map):
        problems.add(root.place, "groups.yaml is no mapping", "each group has a name", "write NAME: {means: ..., members: [...]}")
        return groups
    for name, (key, node) in root.entries.items():
        form = form_of(node, f"group '{name}'", ("means", "members"), problems)
        if not (name.isascii() and name.isidentifier() and name.isupper()):
            problems.add(
                key.place,
                f"group name '{name}' is not in capitals",
                "conditions use it as $NAME",
                "write it in capitals, digits and _",
            )
        if form is None:
            continue
        form.text("means", "the next author must know what belongs to it")
        members = form.need("members", "a group without members fits nothing")
        found = [text for _, text in texts_of(members, "'members'", problems)] if members is not None else []
        groups[name] = tuple(dict.fromkeys(found))
    return groups
