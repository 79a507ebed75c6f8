"""The whole program on one screen: document -> facts -> verdicts -> assessment."""

import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from compliance.cache import cache_key, read_cache, write_cache
from compliance.comparison import compare
from compliance.dating import AsOf, judgement, plausible_window
from compliance.engine import Compiled, Engine, Judged, compile_ruleset
from compliance.engine.explain import explain_rule, render_proof
from compliance.extraction import Extractor, Tagger
from compliance.findings import findings_of, with_certainty
from compliance.model import Assessment, Candidate, DerivedFact, Fact, Finding, PolicyDocument, Reason, Span, ThenAndNow
from compliance.report.rating import rate
from compliance.rules import load_rulesets
from compliance.ruleset import Ruleset
from compliance.timeline import stretches

REGIMES = "applicable_regimes"
COLLECT_AFTER = 100_000
"""New objects before the garbage collector looks: judging a policy makes some ten thousand, none of them in circles."""


@dataclass(frozen=True, slots=True)
class Compilation:
    """Rulesets with what was compiled from them: the lexicon's tagger and the engine's rules."""

    ruleset: Ruleset
    tagger: Tagger
    rules: Compiled

    @classmethod
    def of(cls, ruleset: Ruleset) -> "Compilation":
        """Compile `ruleset`."""
        return cls(ruleset, Extractor(ruleset).tagger, compile_ruleset(ruleset))


class Program:
    """Rulesets, extractor and engine, made once; `facts` and `assess` may be called for any number of documents."""

    def __init__(self, ruleset: Ruleset, compilation: "Compilation | None" = None) -> None:
        """Compile the rulesets' detectors and rules, unless they are given compiled."""
        self.ruleset = ruleset
        self._extractor = Extractor(ruleset, compilation.tagger if compilation else None)
        self._engine = Engine(ruleset, compilation.rules if compilation else None)
        self._helpers = frozenset(name for name, fact in ruleset.facts.items() if fact.helper)

    @classmethod
    def load(cls, directory: Path) -> "Program":
        """The program with the rulesets of `directory`; raises RulesetError with every problem found.

        What was compiled is kept in the user's cache folder, unless COMPLIANCE_NO_CACHE=1.
        """
        key = cache_key(directory, str(directory))
        gc.disable()
        try:
            kept = read_cache(key, Compilation) if key else None
            compilation = kept or Compilation.of(load_rulesets(directory))
            if key and not kept:
                write_cache(key, compilation)
            return cls(compilation.ruleset, compilation)
        finally:
            # The rulesets live as long as the process: the collector need not look at them again and again.
            gc.freeze()
            gc.set_threshold(COLLECT_AFTER)
            gc.enable()

    def facts(self, document: PolicyDocument) -> dict[str, Fact]:
        """What the policy states, denies or is silent on, by fact name."""
        return self._extractor.extract(document)

    def matching(self, document: PolicyDocument, fact: str) -> Mapping[str, Sequence[object]]:
        """Where each detector branch of `fact` matches, by branch id."""
        return self._extractor.matching(document, fact)

    def matches(self, document: PolicyDocument) -> dict[str, tuple[Span, ...]]:
        """Where every detector branch ("fact.branch") matches."""
        return {name: tuple(unit.segment.span for unit in units) for name, units in self._extractor.matches(document).items()}

    def judge(self, facts: Mapping[str, Fact], day: date) -> Judged:
        """What follows from `facts` under the law of `day`."""
        return self._engine.judge(facts, day)

    def assess(
        self,
        document: PolicyDocument,
        today: date,
        as_of: AsOf = None,
        issued: date | None = None,
        *,
        then_and_now: bool = False,
    ) -> Assessment:
        """Judge `document`; `today` is an input so that the same call gives the same result for ever.

        `then_and_now` puts today's law beside the law of the judged day, requirement by requirement.
        """
        facts = self.facts(document)
        judged_on = judgement(facts, document.archive, as_of, today, document.path)
        judged = self.judge(facts, judged_on.day)
        findings = findings_of(judged, self.ruleset, facts, document, judged_on.day)
        start, end = plausible_window(judged_on, facts)
        alternatives = [] if start == end else [(s, e, self.judge(facts, s)) for s, e in stretches(self.ruleset, start, end)]
        if alternatives:
            findings = with_certainty(findings, alternatives)
        today_judged = judged if judged_on.day == today else self.judge(facts, today)
        now = () if today_judged is judged else findings_of(today_judged, self.ruleset, facts, document, today)
        regimes = regimes_of(judged)
        rating, why = rate(findings, regimes)
        return Assessment(
            document=document,
            judgement=judged_on,
            regimes=regimes,
            facts=self._with_regimes(facts, judged),
            derived=_derived(facts, judged.derived, self._helpers),
            findings=findings,
            rating=rating,
            rating_why=why,
            candidates=_candidates(alternatives),
            today_findings=_added_today(findings, now),
            rulesets=self.ruleset.versions,
            issued=issued or today,
            today=today,
            regime_reasons=_regime_reasons(judged, regimes),
            then_and_now=self._compared(judged_on.day, today, today_judged, findings, now) if then_and_now else None,
        )

    def explain(self, document: PolicyDocument, rule: str, today: date, as_of: AsOf = None, *, full: bool = False) -> str:
        """The proof tree of one rule on `document`, as text: the parts that decided it, or with `full` all of them."""
        facts = self.facts(document)
        day = judgement(facts, document.archive, as_of, today, document.path).day
        judged = self.judge(facts, day)
        return render_proof(explain_rule(self.ruleset.rules[rule], self.ruleset, facts, judged.derived, day, full=full))

    def vocabulary(self, facts: Mapping[str, Fact]) -> tuple[Fact, ...]:
        """The facts of the agreed vocabulary that are read from the text, by name."""
        return tuple(facts[name] for name in sorted(facts) if name not in self._helpers)

    def _with_regimes(self, facts: Mapping[str, Fact], judged: Judged) -> tuple[Fact, ...]:
        concluded = Fact(REGIMES, "stated", regimes_of(judged))
        return tuple(sorted([*self.vocabulary(facts), concluded], key=lambda fact: fact.name))

    def _compared(
        self, day: date, today: date, judged_today: Judged, then: Sequence[Finding], now: Sequence[Finding]
    ) -> ThenAndNow:
        """What time did to each requirement; nothing where today's law is the law that was applied."""
        return ThenAndNow(day, today, regimes_of(judged_today), compare(then, now, self.ruleset.rules) if now else ())


def _added_today(then: Sequence[Finding], now: Sequence[Finding]) -> tuple[Finding, ...]:
    """What is no gap under the law of the judged day and is one under today's."""
    before = {finding.rule: finding.outcome for finding in then}
    return tuple(f for f in now if f.outcome in ("gap", "partial", "review") and before.get(f.rule) != f.outcome)


def regimes_of(judged: Judged) -> tuple[str, ...]:
    """The governing regimes, or ("none",)."""
    value = judged.derived[REGIMES].value
    return value if isinstance(value, tuple) and value else ("none",)


def _regime_reasons(judged: Judged, regimes: Sequence[str]) -> dict[str, tuple[Reason, ...]]:
    """Why each regime governs; for "none" why none does."""
    own = judged.member_reasons.get(REGIMES, {})
    return {regime: own.get(regime, judged.derived[REGIMES].because) for regime in regimes}


def _derived(facts: Mapping[str, Fact], derived: Mapping[str, DerivedFact], helpers: frozenset[str]) -> tuple[DerivedFact, ...]:
    read = [DerivedFact(name, fact.value, fact.status) for name, fact in facts.items() if name in helpers]
    return tuple(sorted([*read, *(replace(d) for name, d in derived.items() if name != REGIMES)], key=lambda d: d.name))


def _candidates(alternatives: list[tuple[date, date, Judged]]) -> tuple[Candidate, ...]:
    """The stretches of days, neighbours with the same regimes joined."""
    joined: list[Candidate] = []
    for start, end, judged in alternatives:
        regimes = regimes_of(judged)
        if joined and joined[-1].regimes == regimes:
            joined[-1] = replace(joined[-1], end=end)
        else:
            joined.append(Candidate(start, end, regimes))
    return tuple(joined)
