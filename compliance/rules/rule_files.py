"""Reads rules of law. See docs/rule-authoring.md section 5."""

from collections.abc import Container, Iterable, Mapping
from typing import get_args

from compliance.model import Level, Outcome
from compliance.rules.conditions import ConditionReader
from compliance.rules.contradictions import conflict
from compliance.rules.cross_checks import facts_of
from compliance.rules.form import Form, form_of, text_of, texts_of, word_of
from compliance.rules.problem import Problems, did_you_mean
from compliance.rules.rule_outcomes import OutcomeReader
from compliance.rules.tree import Node
from compliance.rules.vocabulary import Vocabulary
from compliance.rules.windows import JURISDICTIONS, read_windows
from compliance.ruleset import Always, Condition, Day, Opposed, Rule, Severity, Window

KEYS = (
    *(
        "title",
        "provision",
        "jurisdictions",
        "in_force",
        "severity",
        "when",
        "review",
        "satisfied",
        "fails",
        "partial",
        "otherwise",
    ),
    *("gap", "says", "remedy", "clause", "evidence", "contradictions", "question", "sources", "cases", "never"),
)
_LEVELS: tuple[Level, ...] = get_args(Level)
_OTHERWISE: tuple[Outcome, ...] = ("gap", "satisfied", "partial", "review")
_SIDES = ("promise", "practice")
_PARTS = ("review", "satisfied", "fails", "partial")


class RuleReader:
    """Reads rule files, once facts are known."""

    __slots__ = ("_conditions", "_problems", "_vocabulary")

    def __init__(self, vocabulary: Vocabulary, problems: Problems) -> None:
        """Names are looked up in `vocabulary`."""
        self._vocabulary = vocabulary
        self._problems = problems
        self._conditions = ConditionReader(vocabulary, problems)

    def read(self, rule_id: str, node: Node) -> Rule | None:
        """The rule of a file; None where the file holds no mapping."""
        form = form_of(node, "a rule", KEYS, self._problems)
        if form is None:
            return None
        before = len(self._problems)
        jurisdictions = self._jurisdictions(form)
        windows = read_windows(form, jurisdictions, self._vocabulary, self._problems)
        when = (
            self._condition(form, "when")
            if form.need("when", "it says for whom the duty exists; otherwise write always")
            else None
        )
        parts = {key: self._condition(form, key) for key in _PARTS}
        if len(self._problems) == before:
            self._check_reach(form, windows, when, parts)
        return self._rule(rule_id, form, jurisdictions, windows, when or Always(), parts)

    def _rule(
        self,
        rule_id: str,
        form: Form,
        jurisdictions: tuple[str, ...],
        windows: Mapping[str, Window],
        when: Condition,
        parts: Mapping[str, Condition | None],
    ) -> Rule:
        severity, unless = self._severities(form)
        outcomes = OutcomeReader(self._vocabulary, self._problems, form, windows)
        never = outcomes.never()
        self._evidence_known(form)
        return Rule(
            id=rule_id,
            title=form.text("title", "lists and reports show it"),
            provision=form.text("provision", "a finding cites the law"),
            jurisdictions=jurisdictions,
            windows=windows,
            severity=severity,
            severity_unless=unless,
            when=when,
            satisfied=parts["satisfied"],
            review=parts["review"],
            fails=parts["fails"],
            partial=parts["partial"],
            otherwise=word_of(form, "otherwise", _OTHERWISE, "gap"),
            messages=outcomes.messages(never),
            remedy=form.text("remedy", "a finding says how to mend the policy"),
            clause=outcomes.clause(),
            evidence=form.texts("evidence"),
            question=form.text("question"),
            sources=form.texts("sources"),
            cases=outcomes.cases(never),
            never=never,
            contradictions=self._contradictions(form, (when, *parts.values())),
            place=form.node.place,
        )

    def _contradictions(self, form: Form, conditions: Iterable[Condition | None]) -> tuple[Opposed, ...]:
        """The pairs of statements that the rule holds against each other."""
        asked = {name for condition in conditions if condition for name in facts_of(condition)}
        pairs = [form_of(node, "a contradiction", _SIDES, self._problems) for node in form.items("contradictions")]
        return tuple(Opposed(*(self._side(pair, key, asked) for key in _SIDES)) for pair in pairs if pair)

    def _side(self, form: Form, key: str, asked: Container[str]) -> tuple[str, ...]:
        """The facts of one side: they have words of their own, and the rule asks about them."""
        node = form.need(key, "a contradiction has two sides")
        named = texts_of(node, f"'{key}'", self._problems) if node is not None else []
        for at, name in named:
            derived = name in self._vocabulary.derived
            if self._vocabulary.fact(name, at, self._problems) and (derived or name not in asked):
                what = f"'{name}' is {'derived' if derived else 'in no condition of the rule'}"
                mend = "name a fact of the conditions that is read from the text"
                self._problems.add(at.place, what, "no words would be shown", mend)
        return tuple(name for _, name in named)

    def _evidence_known(self, form: Form) -> None:
        for node in form.items("evidence"):
            self._vocabulary.fact(text_of(node, "an entry of 'evidence'", self._problems), node, self._problems)

    def _condition(self, form: Form, key: str) -> Condition | None:
        node = form.get(key)
        return None if node is None else self._conditions.read(node)

    def _jurisdictions(self, form: Form) -> tuple[str, ...]:
        node = form.need("jurisdictions", "a rule is law somewhere")
        found: dict[str, None] = {}
        for at, text in texts_of(node, "'jurisdictions'", self._problems) if node is not None else ():
            if text in JURISDICTIONS:
                found[text] = None
            else:
                hint = did_you_mean(text, JURISDICTIONS, "jurisdictions")
                self._problems.add(at.place, f"unknown jurisdiction '{text}'", "the rule would govern no policy", hint)
        return tuple(found)

    def _check_reach(
        self, form: Form, windows: Mapping[str, Window], when: Condition | None, parts: Mapping[str, Condition | None]
    ) -> None:
        """Each condition must be able to hold together with `when` on a day on which the rule is in force."""
        starts = [window.start for window in windows.values()]
        ends = [window.end for window in windows.values()]
        frame = Day(None if None in starts else min(filter(None, starts)), None if None in ends else max(filter(None, ends)))
        for key, part in {"when": None, **parts}.items():
            if key != "when" and part is None:
                continue
            found = conflict([one for one in (frame, when, part) if one is not None], self._vocabulary.facts)
            if found:
                beside = "while the rule is in force" if key == "when" else "where 'when' holds and the rule is in force"
                what = f"'{key}' can never hold {beside}: {found}"
                self._problems.add(
                    form.node.entries[key][1].place,
                    what,
                    "the rule could never come to this outcome",
                    "mend the condition, or remove it",
                )
                return

    def _severities(self, form: Form) -> tuple[Severity, tuple[tuple[Condition, Severity], ...]]:
        node = form.need("severity", "a gap has a weight")
        inner = form_of(node, "'severity'", ("level", "why", "unless"), self._problems) if node is not None else None
        if inner is None:
            return Severity("info", ""), ()
        unless: list[tuple[Condition, Severity]] = []
        for item in inner.items("unless"):
            exception = form_of(item, "an entry of 'unless'", ("when", "level", "why"), self._problems)
            if exception is not None:
                when = exception.need("when", "it says when the other level applies")
                unless.append((self._conditions.read(when) if when else Always(), self._severity(exception)))
        return self._severity(inner), tuple(unless)

    def _severity(self, form: Form) -> Severity:
        form.need("level", "a gap has a weight")
        return Severity(word_of(form, "level", _LEVELS, "info"), form.text("why", "the report explains the weight of a gap"))
