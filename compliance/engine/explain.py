"""Proof trees: why a rule came out as it did, down to the words of the policy. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from compliance.engine.conditions import describe, holds_member, truth
from compliance.engine.questions import GOVERNS, GRADED, outline_of_rule, windows_of
from compliance.engine.reasons import SILENT, words
from compliance.model import DerivedFact, Evidence, Fact, NearMiss
from compliance.ruleset import AllOf, AnyOf, Condition, Count, Day, FactType, Has, HasStatus, Is, Not, Rule, Ruleset, Window

TRUTHS = {True: "true", False: "false", None: "undecided"}
STEPS = ("when", "review", "satisfied", "fails", "partial")


@dataclass(frozen=True, slots=True)
class ProofNode:
    """One step of a proof and the steps it rests on.

    `stands` is "true", "false" or "undecided" for a condition, else empty; `evidence` and `nearest_miss` are a fact's.
    """

    text: str
    stands: str = ""
    children: "tuple[ProofNode, ...]" = ()
    evidence: tuple[Evidence, ...] = ()
    nearest_miss: NearMiss | None = None


def explain_rule(
    rule: Rule, ruleset: Ruleset, facts: Mapping[str, Fact], derived: Mapping[str, DerivedFact], day: date, *, full: bool = False
) -> ProofNode:
    """The proof of a rule's outcome: the provision at the root, then the outcome, the conditions that led to it, and their facts.

    For a rule that is not in force or not applicable it shows the first condition that stopped it. Only the parts of a condition
    that decide it are shown (one true part of "any of", one false part of "all of"), unless `full`.
    """
    prover = _Prover(ruleset, {**facts, **derived}, day, full)
    stopped = prover.not_in_force(rule)
    return ProofNode(f"{rule.provision}: {rule.title}", children=(stopped or prover.outcome(rule),))


def render_proof(node: ProofNode) -> str:
    """The proof as an indented tree of lines, quotes with their line numbers; ends without a newline."""
    return "\n".join([_line(node), *_branches(node, "")])


def _branches(node: ProofNode, indent: str) -> Iterator[str]:
    quotes = [ProofNode(f"{found.where}: “{_folded(found.quote)}”") for found in node.evidence]
    if node.nearest_miss is not None:
        miss = node.nearest_miss
        quotes.append(ProofNode(f"nearest miss, {miss.evidence.where}: “{_folded(miss.evidence.quote)}” ({miss.reason})"))
    below = (*quotes, *node.children)
    for number, child in enumerate(below, 1):
        last = number == len(below)
        yield f"{indent}{'└─' if last else '├─'} {_line(child)}"
        yield from _branches(child, indent + ("   " if last else "│  "))


def _line(node: ProofNode) -> str:
    return f"{node.text}: {node.stands}" if node.stands else node.text


def _folded(quote: str) -> str:
    return " ".join(quote.split())


class _Prover:
    """Builds the proof of one rule; a derived fact is unfolded where it first occurs and named afterwards."""

    def __init__(self, ruleset: Ruleset, known: Mapping[str, Fact | DerivedFact], day: date, full: bool) -> None:
        self._ruleset = ruleset
        self._known = known
        self._day = day
        self._full = full
        self._unfolded: set[tuple[str, str]] = set()

    def outcome(self, rule: Rule) -> ProofNode:
        """The outcome with the steps of the decision up to the one that decided."""
        outline = outline_of_rule(rule)
        names = [name for name in STEPS if name == "when" or getattr(rule, name) is not None]
        shown: list[ProofNode] = []
        outcome = outline.default
        for name, (condition, held, undecided) in zip(names, outline.steps, strict=True):
            stands = truth(condition, self._known, self._day)
            decides = stands is True or (stands is None and undecided is not None)
            shown.append(self._step(name, rule, stopped=name == "when" and decides))
            if decides:
                outcome = held if stands else undecided or held
                break
        else:
            shown.append(ProofNode(f"otherwise: {outcome}"))
        severity, levels = self._severity(rule, outcome)
        return ProofNode(f"{rule.id}: {outcome}, severity {severity}", children=(*shown, *levels))

    def not_in_force(self, rule: Rule) -> ProofNode | None:
        """Why the rule is not in force, or None where it is."""
        windows = windows_of(rule)
        if any(window.covers(self._day) and holds_member(self._known[GOVERNS], place) for place, window in windows):
            return None
        covering = [place for place, window in windows if window.covers(self._day)]
        if not covering:
            spans = "; ".join(f"{place} {_span(window)}" for place, window in windows)
            stopped = ProofNode(f"in force ({spans}) on {self._day.isoformat()}", "false")
        else:
            stopped = self._condition(Has(GOVERNS, tuple(covering)))
        undecided = any(holds_member(self._known[GOVERNS], place) is None for place in covering)
        return ProofNode(f"{rule.id}: {'undecided whether it is in force' if undecided else 'not in force'}", children=(stopped,))

    def _step(self, name: str, rule: Rule, *, stopped: bool) -> ProofNode:
        condition: Condition = getattr(rule, name)
        node = self._condition(self._stopper(condition) if stopped else condition)
        return ProofNode(f"{name}: {node.text}", node.stands, node.children, node.evidence, node.nearest_miss)

    def _severity(self, rule: Rule, outcome: str) -> tuple[str, tuple[ProofNode, ...]]:
        if outcome in GRADED:
            for condition, severity in rule.severity_unless:
                if truth(condition, self._known, self._day):
                    node = self._condition(condition)
                    return severity.level, (ProofNode(f"severity {severity.level}: {node.text}", node.stands, node.children),)
        return rule.severity.level, ()

    def _stopper(self, condition: Condition) -> Condition:
        """The first part of a conjunction that does not hold, as deep as it goes."""
        if isinstance(condition, AllOf):
            for wanted in (False, None):
                for part in condition.parts:
                    if truth(part, self._known, self._day) is wanted:
                        return self._stopper(part)
        return condition

    def _condition(self, condition: Condition) -> ProofNode:
        stands = TRUTHS[truth(condition, self._known, self._day)]
        match condition:
            case AllOf((part,)) | AnyOf((part,)):
                return self._condition(part)
            case AllOf(parts):
                return self._joined("all of", stands, self._decisive(parts, False))
            case AnyOf(parts):
                return self._joined("any of", stands, self._decisive(parts, True))
            case Not(part):
                return ProofNode("not", stands, (self._condition(part),))
            case Is(fact) | Has(fact) | Count(fact) | HasStatus(fact):
                return ProofNode(describe(condition), stands, (self._fact(fact, condition),))
            case Day():
                return ProofNode(f"{describe(condition)} (judged on {self._day.isoformat()})", stands)
            case _:
                return ProofNode(describe(condition), stands)

    def _joined(self, word: str, stands: str, parts: tuple[Condition, ...]) -> ProofNode:
        if len(parts) == 1:
            return self._condition(parts[0])
        return ProofNode(word, stands, tuple(self._condition(part) for part in parts))

    def _decisive(self, parts: tuple[Condition, ...], deciding: bool) -> tuple[Condition, ...]:
        """The first part that stands as `deciding`, which settles the whole; else the undecided ones; else all."""
        if self._full:
            return parts
        stands = [truth(part, self._known, self._day) for part in parts]
        if deciding in stands:
            return (parts[stands.index(deciding)],)
        return tuple(part for part, held in zip(parts, stands, strict=True) if held is None) or parts

    def _fact(self, name: str, condition: Condition) -> ProofNode:
        fact = self._known[name]
        if isinstance(fact, DerivedFact):
            return self._derived(self._ruleset.facts[name], fact, condition)
        if fact.status == "unclear":
            text = f"{name}: unclear" + (f", {fact.reason}" if fact.reason else "")
        elif fact.status == "absent":
            text = f"{name}: {words(fact.value)}, {SILENT}"
        else:
            text = f"{name}: {words(fact.value)}, {fact.status}"
        return ProofNode(text, evidence=fact.evidence, nearest_miss=fact.nearest_miss)

    def _derived(self, kind: FactType, fact: DerivedFact, condition: Condition) -> ProofNode:
        value = "undecided" if fact.value is None else words(fact.value)
        because = kind.because if self._full else kind.because.partition(". ")[0].rstrip(".")
        text = f"{kind.name}: {value}, derived" + (f" ({because})" if because else "")
        asked = self._asked(fact, condition)
        steps = []
        for name, step in kind.derive:
            if asked is not None and name not in asked:
                continue
            if (kind.name, name) in self._unfolded:
                steps.append(ProofNode(f"{name} if: as shown above", TRUTHS[truth(step, self._known, self._day)]))
                continue
            self._unfolded.add((kind.name, name))
            node = self._condition(step)
            steps.append(ProofNode(f"{name} if: {node.text}", node.stands, node.children, node.evidence, node.nearest_miss))
            if kind.kind == "enum" and node.stands != "false":
                break
        return ProofNode(text, children=tuple(steps))

    def _asked(self, fact: DerivedFact, condition: Condition) -> set[str] | None:
        """The members of a derived list that the condition asks for: where it is met, the first held; None for no list."""
        if not isinstance(condition, Has):
            return None
        held = [member for member in condition.members if holds_member(fact, member)]
        if held and condition.how == "any" and not self._full:
            return {held[0]}
        return set(condition.members)


def _span(window: Window) -> str:
    start = window.start.isoformat() if window.start else "the beginning"
    return f"from {start}" + (f" to {window.end.isoformat()}" if window.end else "")
