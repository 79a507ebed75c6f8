"""From the engine's verdicts to findings that a person can act on: message, evidence, what was searched, the nearest miss."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from compliance.engine import Judged, RuleOutcome
from compliance.engine.conditions import Known
from compliance.engine.grounds import Ground, Grounds, grounds_of, territory
from compliance.model import LEVELS, OUTCOMES, Contradiction, Evidence, Fact, Finding, NearMiss, PolicyDocument, Reason
from compliance.ruleset import Rule, Ruleset

MOST_OF_A_SIDE = 2
"""Quotes on each side of a contradiction."""

MOST_QUOTES = 6
"""Quotes a finding shows; the facts list every place."""

TOLD_ONCE = frozenset({"day", "governs", "applicable_regimes"})
"""Reasons of every finding alike."""

PLACES = frozenset({"controller_jurisdictions", "target_jurisdictions"})
"""Facts that say which law governs; their words prove no finding."""

UNDECIDED = "A person must decide whether this rule applies: the text leaves open which law governs it."


@dataclass(frozen=True, slots=True)
class _Case:
    """What all findings of one judgement share."""

    ruleset: Ruleset
    facts: Mapping[str, Fact]
    known: Known
    day: date
    territory: frozenset[str]
    searched: tuple[str, ...]


def findings_of(
    judged: Judged, ruleset: Ruleset, facts: Mapping[str, Fact], document: PolicyDocument, day: date
) -> tuple[Finding, ...]:
    """One finding for every rule in force on `day`, and for every rule that may be; gravest first, then by id."""
    searched = tuple(section.title for section in document.sections if section.title)
    case = _Case(ruleset, facts, {**facts, **judged.derived}, day, territory(ruleset.facts), searched)
    findings = [_finding(ruleset.rules[id_], outcome, case) for id_, outcome in judged.outcomes.items()]
    findings += [_open(ruleset.rules[id_], case) for id_ in judged.undecided]
    return tuple(sorted(findings, key=lambda f: (OUTCOMES.index(f.outcome), LEVELS.index(f.severity), f.rule)))


def with_certainty(findings: Sequence[Finding], alternatives: Sequence[tuple[date, date, Judged]]) -> tuple[Finding, ...]:
    """The findings: robust where the outcome is the same on every day of the interval, else conditional, with those days."""
    return tuple(_certain(finding, alternatives) for finding in findings)


def _certain(finding: Finding, alternatives: Sequence[tuple[date, date, Judged]]) -> Finding:
    same = [(start, end) for start, end, judged in alternatives if _outcome(judged, finding.rule) == finding.outcome]
    if len(same) == len(alternatives):
        return finding
    days = ", ".join(f"{start} to {end}" for start, end in _joined(same))
    return replace(
        finding, certainty="conditional", certainty_why=f"This holds if the text was in force {days or 'on the judged day'}."
    )


def _joined(days: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    joined: list[tuple[date, date]] = []
    for start, end in days:
        if joined and (start - joined[-1][1]).days <= 1:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _outcome(judged: Judged, rule: str) -> str | None:
    if rule in judged.undecided:
        return "review"
    outcome = judged.outcomes.get(rule)
    return outcome.outcome if outcome else None


def _finding(rule: Rule, result: RuleOutcome, case: _Case) -> Finding:
    grounds = grounds_of(rule, case.ruleset.facts, case.known, case.day, case.territory)
    absent = result.outcome in ("gap", "partial", "review")
    evidence = _deciding_quotes(rule, result, grounds, case.facts)
    because = _because(result, rule, grounds)
    applied_by = {name for ground in grounds.applies for name in (ground.fact, *ground.through)}
    decided_by = {name for ground in (*grounds.decisive, *grounds.besides) for name in (ground.fact, *ground.through)}
    looked_for = (*grounds.decisive, *grounds.besides) if result.outcome == "partial" else grounds.decisive
    return Finding(
        rule=rule.id,
        outcome=result.outcome,
        severity=result.level,
        severity_why=result.why,
        provision=rule.provision,
        title=rule.title,
        message=_message(rule, result, because),
        remedy=rule.remedy if absent else "",
        clause=rule.clause if absent else "",
        evidence=evidence,
        because=because,
        searched=case.searched if absent else (),
        nearest_miss=_nearest_miss(looked_for, case.facts, evidence) if absent else None,
        applies_evidence=_quotes(grounds.applies, rule.evidence, case.facts),
        applies_because=tuple(r for r in because if r.fact in applied_by - decided_by),
        checks=_checks(looked_for, case.facts) or _checks(grounds.applies, case.facts),
        contradictions=_contradictions(rule, grounds, case.facts) if absent else (),
    )


def _open(rule: Rule, case: _Case) -> Finding:
    """The finding of a rule of which it cannot be told whether it is in force."""
    unclear = [fact for name, fact in sorted(case.facts.items()) if name in case.territory and fact.status == "unclear"]
    return Finding(
        rule=rule.id,
        outcome="review",
        severity=rule.severity.level,
        severity_why=rule.severity.why,
        provision=rule.provision,
        title=rule.title,
        message=UNDECIDED,
        remedy="Find out where the controller is established and whom it addresses, and judge the policy again.",
        clause="",
        evidence=_apart([evidence for fact in unclear for evidence in fact.evidence], ())[:MOST_QUOTES],
        because=tuple(
            Reason(fact.name, "unclear", "unclear", f"{fact.name} is unclear" + (f": {fact.reason}" if fact.reason else ""))
            for fact in unclear
        ),
    )


def _because(result: RuleOutcome, rule: Rule, grounds: Grounds) -> tuple[Reason, ...]:
    """The engine's reasons without the questions it asked on the way that nothing rests on."""
    names = grounds.facts() | TOLD_ONCE
    kept = tuple(reason for reason in result.because if reason.fact in names)
    return kept if any(reason.fact not in TOLD_ONCE for reason in kept) else result.because


def _message(rule: Rule, result: RuleOutcome, because: Sequence[Reason]) -> str:
    if message := rule.messages.get(result.outcome):
        return message
    if result.outcome == "review":
        return rule.question or f"A person must look: {_in_words(because)}."
    if result.outcome == "not_applicable":
        return f"Does not apply: {_in_words(because)}."
    return f"{rule.title}."


def _in_words(because: Sequence[Reason]) -> str:
    return "; ".join(reason.text for reason in because) or "the text gives no cause for it"


def _deciding_quotes(rule: Rule, result: RuleOutcome, grounds: Grounds, facts: Mapping[str, Fact]) -> tuple[Evidence, ...]:
    """The words that decided; else those to which the rule applies, where the author puts them first."""
    shown = rule.evidence
    if grounds == Grounds(()):
        return _quotes([Ground(name, True, True) for name in shown], shown, facts)
    decisive, besides = _quotes(grounds.decisive, shown, facts), _quotes(grounds.besides, shown, facts)
    if result.outcome == "partial":
        decisive = (*decisive, *_apart(besides, decisive))[:MOST_QUOTES]
    if decisive or besides:
        return decisive or besides
    is_subject = shown[:1] and shown[0] in {ground.fact for ground in grounds.applies}
    return _quotes(grounds.applies, shown, facts) if is_subject else ()


def _quotes(grounds: Iterable[Ground], shown: Sequence[str], facts: Mapping[str, Fact]) -> tuple[Evidence, ...]:
    """The facts' words, the author's first fact first and each in the order of the text; none twice, none inside another."""
    wanted = [g for g in grounds if g.quotable and g.fact in facts and g.fact not in PLACES and (not shown or g.fact in shown)]
    if shown:
        wanted.sort(key=lambda ground: shown.index(ground.fact))
    groups = [group for group in (_words_of(facts[ground.fact], ground) for ground in wanted) if group]
    fair = max(2, MOST_QUOTES // max(1, len(groups)))
    found: tuple[Evidence, ...] = ()
    for group in groups:
        found += _apart(group, found)[:fair]
    return found[:MOST_QUOTES]


def _apart(group: Iterable[Evidence], found: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The pieces of `group` that overlap neither one of `found` nor one before them."""
    kept: list[Evidence] = []
    for evidence in group:
        if not any(_overlap(evidence, other) for other in (*found, *kept)):
            kept.append(evidence)
    return tuple(kept)


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.span.start < other.span.end and other.span.start < one.span.end


def _words_of(fact: Fact, ground: Ground) -> tuple[Evidence, ...]:
    """The fact's words that show the value the decision rests on."""
    if fact.status != "stated" or isinstance(fact.value, bool):
        return fact.evidence
    values = ground.members or ((fact.value,) if isinstance(fact.value, str) else ())
    telling = tuple(evidence for evidence in fact.evidence if set(evidence.values) & set(values))
    return telling or fact.evidence


def _contradictions(rule: Rule, grounds: Grounds, facts: Mapping[str, Fact]) -> tuple[Contradiction, ...]:
    """The pairs of statements that decided the outcome; where none did, those for which the rule applies."""
    decided = _opposed(rule, (*grounds.decisive, *grounds.besides), facts)
    return decided or _opposed(rule, (*grounds.applies, *grounds.decisive, *grounds.besides), facts)


def _opposed(rule: Rule, grounds: Sequence[Ground], facts: Mapping[str, Fact]) -> tuple[Contradiction, ...]:
    found = []
    for pair in rule.contradictions:
        promise = _side(pair.promise, grounds, facts, ())
        practice = _side(pair.practice, grounds, facts, promise)
        if promise and practice:
            found.append(Contradiction(promise, practice))
    return tuple(found)


def _side(
    names: Sequence[str], grounds: Sequence[Ground], facts: Mapping[str, Fact], taken: Sequence[Evidence]
) -> tuple[Evidence, ...]:
    """The words of one side that are not already on the other; what the text denies is not said."""
    told = [ground for name in names for ground in grounds if ground.fact == name and facts[name].status in ("stated", "unclear")]
    return _apart([evidence for ground in told for evidence in _words_of(facts[ground.fact], ground)], taken)[:MOST_OF_A_SIDE]


def _nearest_miss(grounds: Iterable[Ground], facts: Mapping[str, Fact], shown: Sequence[Evidence]) -> NearMiss | None:
    """The closest words to what was looked for in vain; words that are quoted cannot count and not count."""
    misses = (facts[ground.fact].nearest_miss for ground in grounds if ground.fact in facts)
    return next((miss for miss in misses if miss and not any(_overlap(miss.evidence, other) for other in shown)), None)


def _checks(grounds: Iterable[Ground], facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """The facts read from the text, by name."""
    return tuple(dict.fromkeys(ground.fact for ground in grounds if ground.fact in facts))
