"""Reads the branches of detectors (`detect` and `near`). See docs/rule-authoring.md section 2."""

from dataclasses import dataclass
from typing import get_args

from compliance.detectors import Branch, Ref, Step, Topic
from compliance.model import SegmentKind
from compliance.rules.branch_values import ValueReader
from compliance.rules.form import Form, form_of, items_of, number_of, text_of, texts_of
from compliance.rules.problem import Problems, did_you_mean
from compliance.rules.tree import Map, Node, Scalar, Seq
from compliance.rules.vocabulary import Vocabulary
from compliance.ruleset import FactType

CONDITIONS = (
    "all",
    "any",
    "at_least",
    "seq",
    "none",
    "unless",
    "topic",
    "kind",
    "shorter",
    "lead_in",
    "times",
    "carry",
    "carry_of",
    "carry_needed",
)
REQUIRED = ("all", "any", "at_least", "seq")
MEANING = ("value", "value_from", "denied", "unclear")
KEYS = ("id", *CONDITIONS, "given", "outnumbers", *MEANING, "same", "archive", "reason", "matches", "ignores")
NEAR_KEYS = ("id", *CONDITIONS, "given", "reason", "matches", "ignores")
_KINDS = get_args(SegmentKind)
_TESTS = "examples keep a branch honest when the lexicon changes"


@dataclass(frozen=True, slots=True)
class BranchReader:
    """Reads the branches of one fact."""

    vocabulary: Vocabulary
    problems: Problems
    fact: FactType
    topic: Topic

    def read(self, node: Node, near: bool) -> Branch | None:
        """One branch; None where `node` is no mapping."""
        kind = "a 'near' branch" if near else "a branch"
        form = form_of(node, kind, NEAR_KEYS if near else KEYS, self.problems)
        if form is None:
            return None
        elsewhere = form.get("same") is not None or form.get("archive") is not None
        self._check_shape(form, near, elsewhere)
        return self._branch(form, near, elsewhere)

    def _branch(self, form: Form, near: bool, elsewhere: bool) -> Branch:
        meaning = ValueReader(self.vocabulary, self.problems, self.fact, form)
        value, value_from = (None, "") if near else meaning.value()
        return Branch(
            id=self._id(form),
            value=value,
            value_from=value_from,
            denied=form.flag("denied"),
            unclear=form.text("unclear"),
            same=form.text("same"),
            archive=form.flag("archive"),
            all=self._refs(form, "all"),
            any=self._refs(form, "any"),
            at_least=self._at_least(form),
            seq=self._seq(form),
            none=self._refs(form, "none"),
            unless=self._refs(form, "unless"),
            topic=Topic() if elsewhere else merged(self.topic, self.read_topic(form)),
            kinds=self._kinds(form),
            shorter=form.number("shorter", 0),
            lead_in=self._names(form, "lead_in"),
            given=meaning.given(),
            times=form.number("times", 1),
            outnumbers=form.text("outnumbers"),
            carry=form.number("carry", 0),
            carry_of=self._names(form, "carry_of"),
            carry_needed=form.flag("carry_needed"),
            reason=form.text("reason", "the report says why the nearest miss does not count") if near else form.text("reason"),
            matches=form.texts("matches"),
            ignores=form.texts("ignores"),
            place=form.node.place,
        )

    def _id(self, form: Form) -> str:
        text = form.text("id", "evidence names the branch that found it")
        if text and not _is_id(text):
            at = form.node.entries["id"][1].place
            self.problems.add(at, f"branch id '{text}' is not a plain word", "reports name it", "use small letters, digits and -")
        return text

    def read_topic(self, form: Form) -> Topic:
        """The gate on headings at key `topic`."""
        topic = form.form("topic", ("any", "none"))
        if topic is None:
            return Topic()
        if not topic.entries:
            self.problems.add(topic.node.place, "'topic' is empty", "it says nothing", "add any: or none:, or remove it")
        return Topic(self._names(topic, "any"), self._names(topic, "none"))

    def _check_shape(self, form: Form, near: bool, elsewhere: bool) -> None:
        """Which keys need each other, and which exclude each other."""
        add = self.problems.add
        place = form.node.place
        if form.get("same") is not None and form.get("archive") is not None:
            add(place, "'same' and 'archive' in one branch", "each stands instead of conditions", "make two branches of it")
        if not elsewhere and not any(form.get(key) for key in REQUIRED):
            add(
                place,
                "the branch has no condition",
                "it would match every sentence",
                f"add one of: {', '.join(REQUIRED)}, same, archive",
            )
        if elsewhere:
            for key in CONDITIONS:
                if form.get(key) is not None:
                    why = "'same' and 'archive' stand instead of conditions"
                    add(
                        form.node.entries[key][0].place,
                        f"'{key}' beside 'same' or 'archive'",
                        why,
                        "remove it, or write the conditions out",
                    )
        else:
            for key in ("matches",) if near else ("matches", "ignores"):
                if form.get(key) is None:
                    add(
                        place,
                        f"the branch has no '{key}'",
                        _TESTS,
                        f"add '{key}:' with a text that it {'finds' if key == 'matches' else 'must not find'}",
                    )
        self._check_partners(form)
        self._check_excluded(form)

    def _check_partners(self, form: Form) -> None:
        for key, partner in (("carry", "carry_of"), ("carry_of", "carry"), ("carry_needed", "carry"), ("unless", "none")):
            if form.get(key) is not None and form.get(partner) is None:
                self.problems.add(
                    form.node.entries[key][0].place,
                    f"'{key}' without '{partner}'",
                    f"'{key}' only works with it",
                    f"add '{partner}:', or remove '{key}'",
                )

    def _check_excluded(self, form: Form) -> None:
        """A class that must occur and must not occur."""
        needed, excluded = form.get("all"), form.get("none")
        if not isinstance(needed, Seq) or not isinstance(excluded, Seq) or form.get("unless") is not None:
            return
        banned = {item.text for item in excluded.items if isinstance(item, Scalar)}
        for item in needed.items:
            if isinstance(item, Scalar) and (item.text in banned or item.text.removeprefix("not ").removeprefix("do ") in banned):
                what = f"'{item.text}' stands in 'all' and is excluded by 'none'"
                self.problems.add(
                    item.place,
                    what,
                    "the branch could never match",
                    "remove one of the two, or tell them apart with 'do' and 'not'",
                )

    def _ref(self, node: Node) -> Ref | None:
        text = text_of(node, "a class", self.problems)
        negated: bool | None = None
        name = text
        for word, meaning in (("not ", True), ("do ", False)):
            if text.startswith(word):
                name, negated = text.removeprefix(word).strip(), meaning
        if not name or not self.vocabulary.known_class(name, node, self.problems):
            return None
        return Ref(name, negated)

    def _refs_of(self, nodes: list[Node]) -> tuple[Ref, ...]:
        return tuple(ref for node in nodes if (ref := self._ref(node)))

    def _refs(self, form: Form, key: str) -> tuple[Ref, ...]:
        return self._refs_of(list(form.items(key)))

    def _names(self, form: Form, key: str) -> tuple[str, ...]:
        """Classes that stand without 'do' and 'not'."""
        node = form.get(key)
        if node is None:
            return ()
        listed = texts_of(node, f"'{key}'", self.problems)
        return tuple(name for at, name in listed if self.vocabulary.known_class(name, at, self.problems))

    def _at_least(self, form: Form) -> tuple[int, tuple[Ref, ...]]:
        part = form.form("at_least", ("count", "of"))
        if part is None:
            return 0, ()
        of = part.need("of", "it counts how many of these occur")
        part.need("count", "it says how many must occur")
        refs = self._refs_of(list(items_of(of, "'of'", self.problems))) if of is not None else ()
        count = part.number("count", 1)
        if isinstance(of, Seq) and count > len(of.items) > 0:
            what = f"'at_least' wants {count} of {len(of.items)} classes"
            self.problems.add(part.node.place, what, "the branch could never match", "lower the count, or name more classes")
        return count, refs

    def _seq(self, form: Form) -> tuple[Step, ...]:
        return tuple(step for node in form.items("seq") if (step := self._step(node)))

    def _step(self, node: Node) -> Step | None:
        within = 120
        target: Node | None = node
        if isinstance(node, Map):
            form = Form(node, "a step of 'seq'", ("within", "of"), self.problems)
            target = form.need("of", "the step needs a class")
            within = number_of(distance, "'within'", self.problems) if (distance := form.get("within")) is not None else within
        if isinstance(target, Seq):
            refs = self._refs_of(list(items_of(target, "a step of 'seq'", self.problems)))
        else:
            refs = self._refs_of([target]) if target is not None else ()
        return Step(refs, within) if refs else None

    def _kinds(self, form: Form) -> tuple[SegmentKind, ...]:
        node = form.get("kind")
        if node is None:
            return ("sentence", "item")
        found: dict[SegmentKind, None] = {}
        for at, text in texts_of(node, "'kind'", self.problems):
            if text in _KINDS:
                found[text] = None  # type: ignore[index]
            else:
                self.problems.add(
                    at.place, f"unknown kind '{text}'", "a unit is one of these", did_you_mean(text, _KINDS, "kinds")
                )
        if "item" not in found and form.get("lead_in") is not None:
            where = form.node.entries["lead_in"][0].place
            self.problems.add(where, "'lead_in' without items", "only a list item has a lead-in", "add item to 'kind'")
        return tuple(found)


def merged(fact: Topic, branch: Topic) -> Topic:
    """A fact's gate and its branch's own: exclusions add up, the branch's `any` replaces the fact's."""
    return Topic(branch.any or fact.any, tuple(dict.fromkeys((*fact.none, *branch.none))))


def _is_id(text: str) -> bool:
    return text.isascii() and text.replace("-", "").replace("_", "").isalnum() and text == text.lower() and text[0].isalnum()
