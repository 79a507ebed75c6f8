"""Counts: shares of answers that agree, figures of each fact, and the two figures of a labelled corpus."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from compliance.evaluation.checks import Check, Kind, fact_of

FEWEST = 5
"""Policies a class needs before the document figure counts the fact."""

_FIGURES: dict[Kind, tuple[str, str]] = {"fact": ("facts", "stated"), "finding": ("findings", "live")}
NAMES = ("facts", "stated", "evidence", "findings", "live", "regimes")


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; `ratio` is None of nothing."""

    right: int
    asked: int

    @property
    def ratio(self) -> float | None:
        """The share as a number from 0 to 1."""
        return self.right / self.asked if self.asked else None


def shares(checks: Iterable[Check]) -> dict[str, Share]:
    """The six figures, those that were asked for, in a fixed order.

    facts, findings: all answers; stated, live: those that say something; evidence: of the facts that both sides call
    stated, those where a piece of ours overlaps a place of the answer.
    """
    counts = {name: [0, 0] for name in NAMES}
    for check in checks:
        whole, part = _FIGURES.get(check.kind, (str(check.kind), ""))
        for name in (whole, part if check.stated else ""):
            if name in counts:
                counts[name][0] += check.right
                counts[name][1] += 1
    return {name: Share(right, asked) for name, (right, asked) in counts.items() if asked}


@dataclass(frozen=True, slots=True)
class FactFigures:
    """How one fact fares: `asked` in so many policies, `right` in so many, the rest by what is wrong."""

    fact: str
    asked: int
    right: int
    missed: int
    wrongly_stated: int
    other_value: int
    evidence: Share


def fact_figures(checks: Iterable[Check]) -> tuple[FactFigures, ...]:
    """The figures of every fact asked, by name."""
    by_fact: dict[str, list[Check]] = {}
    for check in checks:
        if check.kind in ("fact", "evidence"):
            by_fact.setdefault(check.subject, []).append(check)
    return tuple(_fact_figures(name, by_fact[name]) for name in sorted(by_fact))


def _fact_figures(name: str, checks: Sequence[Check]) -> FactFigures:
    faults = [check.fault for check in checks if check.kind == "fact"]
    places = [check.right for check in checks if check.kind == "evidence"]
    right, missed, wrong, other = (faults.count(fault) for fault in ("", "missed", "wrongly stated", "other value"))
    return FactFigures(name, len(faults), right, missed, wrong, other, Share(sum(places), len(places)))


@dataclass(frozen=True, slots=True)
class LabelFigures:
    """How one fact of a labelled corpus fares; `document` and `passage` are F1 figures from 0 to 1.

    `document` is the mean of the F1 of "stated" and of "not stated"; it is `counted` where both classes have enough policies.
    """

    fact: str
    policies: int
    stated: int
    missed: int
    wrongly_stated: int
    counted: bool
    f1_stated: float
    f1_not_stated: float
    passage: float

    @property
    def document(self) -> float:
        """Mean of both classes' F1."""
        return (self.f1_stated + self.f1_not_stated) / 2


@dataclass(frozen=True, slots=True)
class LabelTotal:
    """Means over facts: `document` over the counted ones (None where there is none), `passage` over all."""

    document: float | None
    counted: int
    passage: float
    facts: int


def label_figures(checks: Iterable[Check]) -> tuple[LabelFigures, ...]:
    """The figures of every labelled fact, by name."""
    by_fact: dict[str, list[Check]] = {}
    for check in checks:
        by_fact.setdefault(fact_of(check), []).append(check)
    return tuple(_label_figures(name, by_fact[name]) for name in sorted(by_fact))


def label_total(figures: Sequence[LabelFigures]) -> LabelTotal:
    """The two figures of a corpus; `figures` must not be empty."""
    counted = [figure.document for figure in figures if figure.counted]
    document = sum(counted) / len(counted) if counted else None
    return LabelTotal(document, len(counted), sum(figure.passage for figure in figures) / len(figures), len(figures))


def _label_figures(name: str, checks: Sequence[Check]) -> LabelFigures:
    found, wrong, missed, rest = _quarters(check for check in checks if check.kind == "document")
    in_passages = _quarters(check for check in checks if check.kind == "passage")
    return LabelFigures(
        fact=name,
        policies=found + wrong + missed + rest,
        stated=found + missed,
        missed=missed,
        wrongly_stated=wrong,
        counted=found + missed >= FEWEST and wrong + rest >= FEWEST,
        f1_stated=_f1(found, wrong + missed),
        f1_not_stated=_f1(rest, wrong + missed),
        passage=_f1(in_passages[0], in_passages[1] + in_passages[2]),
    )


def _quarters(checks: Iterable[Check]) -> tuple[int, int, int, int]:
    """True and false positives, false and true negatives."""
    counts = [0, 0, 0, 0]
    for check in checks:
        counts[(2 if check.stated else 3) if check.silent else (0 if check.stated else 1)] += 1
    return counts[0], counts[1], counts[2], counts[3]


def _f1(hits: int, errors: int) -> float:
    return 2 * hits / (2 * hits + errors) if hits else 0.0
