"""Reads what a rule says of each outcome: its messages, its cases, and the outcomes it never reaches."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from compliance.model import LEVELS, OUTCOMES, Outcome
from compliance.rules.case_facts import read_case_facts
from compliance.rules.form import Form, form_of, key_hint, text_of, word_of
from compliance.rules.problem import Problems
from compliance.rules.tree import Map, Node
from compliance.rules.vocabulary import Vocabulary
from compliance.rules.windows import JURISDICTIONS
from compliance.ruleset import RuleCase, Window

_CASE_OUTCOMES: tuple[Outcome | Literal["not_in_force"], ...] = (*OUTCOMES, "not_in_force")
_SAYS: tuple[Outcome, ...] = ("satisfied", "partial", "review", "not_applicable")
_CASE_KEYS = ("policy", "facts", "on", "place", "outcome", "severity")


@dataclass(frozen=True, slots=True)
class OutcomeReader:
    """Reads the outcomes of the rule in `form`."""

    vocabulary: Vocabulary
    problems: Problems
    form: Form
    windows: Mapping[str, Window]

    def never(self) -> dict[str, str]:
        """The outcomes that the rule cannot reach, each with the reason."""
        node = self.form.get("never")
        if node is None:
            return {}
        if not isinstance(node, Map):
            self.problems.add(
                node.place, "'never' is no mapping", "each outcome needs its reason", "write {not_applicable: it always applies}"
            )
            return {}
        for outcome, (key, _) in node.entries.items():
            if outcome not in OUTCOMES:
                hint = key_hint(outcome, OUTCOMES, "outcomes")
                self.problems.add(key.place, f"unknown outcome '{outcome}'", "a rule comes to one of five outcomes", hint)
        return {
            outcome: text_of(reason, f"the reason why never {outcome}", self.problems)
            for outcome, (_, reason) in node.entries.items()
        }

    def messages(self, never: Mapping[str, str]) -> dict[Outcome, str]:
        """The message of each outcome, from `gap` and `says`."""
        found: dict[Outcome, str] = {}
        if "gap" in never:
            if self.form.get("gap") is not None:
                self._idle("gap", self.form.entries["gap"][0])
        else:
            found["gap"] = self.form.text("gap", "a gap needs words that a compliance officer understands")
        says = self.form.form("says", _SAYS)
        for outcome in _SAYS if says is not None else ():
            if says is not None and says.get(outcome) is not None:
                found[outcome] = says.text(outcome)
                if outcome in never:
                    self._idle(outcome, says.entries[outcome][0])
        return found

    def clause(self) -> str:
        """The sample wording; its blanks stand in braces."""
        text = self.form.text("clause")
        depth = 0
        for mark in text:
            depth += (mark == "{") - (mark == "}")
            if depth not in (0, 1):
                break
        if depth:
            at = self.form.entries["clause"][1].place
            self.problems.add(
                at,
                "the braces of 'clause' do not match",
                "blanks to fill in stand in braces",
                "write {kind of data}, each closed, none inside another",
            )
        return text

    def cases(self, never: Mapping[str, str]) -> tuple[RuleCase, ...]:
        """The rule's own tests: one for each outcome that is not in `never`."""
        self.form.need("cases", "a rule without a test cannot be trusted")
        nodes = self.form.items("cases")
        cases = tuple(case for node in nodes if (case := self._case(node)))
        reached = {case.outcome for case in cases}
        for case in cases:
            if case.outcome in never:
                what = f"a case reaches '{case.outcome}', which 'never' rules out"
                self.problems.add(case.place, what, "one of the two is wrong", "remove the case, or the outcome from 'never'")
        missing = [outcome for outcome in OUTCOMES if outcome not in reached and outcome not in never]
        if missing and len(cases) == len(nodes):
            at = self.form.entries["cases"][0] if "cases" in self.form.entries else self.form.node
            what = f"no case reaches {', '.join(missing)}"
            self.problems.add(
                at.place,
                what,
                "an outcome without a test may be unreachable",
                "add a case for each, or list it under 'never' with the reason",
            )
        return cases

    def _case(self, node: Node) -> RuleCase | None:
        form = form_of(node, "a case", _CASE_KEYS, self.problems)
        if form is None:
            return None
        if form.get("policy") is None and form.get("facts") is None:
            self.problems.add(
                node.place,
                "the case has neither 'policy' nor 'facts'",
                "there is nothing to judge",
                "add one; {} is a silent policy",
            )
        form.need("outcome", "a case says what must come out")
        case = RuleCase(
            policy=form.text("policy"),
            facts=read_case_facts(form, self.vocabulary, self.problems),
            on=form.day("on"),
            jurisdiction=word_of(form, "place", JURISDICTIONS, next(iter(self.windows), "")),
            outcome=word_of(form, "outcome", _CASE_OUTCOMES, "gap"),
            severity=word_of(form, "severity", LEVELS, "info") if form.get("severity") is not None else None,
            place=node.place,
        )
        if form.text("outcome") not in _CASE_OUTCOMES:
            return None
        self._check_day(form, case)
        return case

    def _check_day(self, form: Form, case: RuleCase) -> None:
        if case.on is None or case.outcome == "not_in_force" or any(window.covers(case.on) for window in self.windows.values()):
            return
        if self.windows:
            what = f"the case expects '{case.outcome}' on {case.on}, when the rule is not in force"
            self.problems.add(
                form.entries["on"][1].place, what, "it could never pass", "choose a day in force, or expect not_in_force"
            )

    def _idle(self, outcome: str, at: Node) -> None:
        what = f"a message for '{outcome}', which 'never' rules out"
        self.problems.add(at.place, what, "it would never be shown", "remove the message, or the outcome from 'never'")
