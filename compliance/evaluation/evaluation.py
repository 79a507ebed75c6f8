"""All policies together: figures, branches, the places of one fact, and what changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from compliance.evaluation.change import Change, change
from compliance.evaluation.checks import Check, fact_of
from compliance.evaluation.figures import (
    FactFigures,
    LabelFigures,
    LabelTotal,
    Share,
    fact_figures,
    label_figures,
    label_total,
    shares,
)
from compliance.evaluation.places import BranchFigures, FactPlaces, branch_figures
from compliance.evaluation.run import PolicyResult, Wanted
from compliance.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What an evaluation comes to. `labels` and `total` are those of a corpus, `facts` and `shares` those of answer files.

    `shares_against` and `total_against` are the figures of the rulesets it is compared with.
    """

    source: Literal["answers", "corpus"]
    results: tuple[PolicyResult, ...]
    wanted: Wanted
    shares: dict[str, Share]
    facts: tuple[FactFigures, ...]
    labels: tuple[LabelFigures, ...]
    total: LabelTotal | None
    branches: tuple[BranchFigures, ...]
    places: tuple[FactPlaces, ...]
    change: Change | None
    shares_against: dict[str, Share]
    total_against: LabelTotal | None


def evaluation_of(
    source: Literal["answers", "corpus"], results: Sequence[PolicyResult], wanted: Wanted, ruleset: Ruleset, compared: bool
) -> Evaluation:
    """Add up the results of all policies; `compared` where they hold the checks of other rulesets too."""
    checks = [check for result in results for check in result.checks]
    against = [check for result in results for check in result.against]
    labels = label_figures(checks) if source == "corpus" else ()
    labels_against = label_figures(against) if source == "corpus" else ()
    asked = frozenset(name for check in checks if (name := fact_of(check)) and wanted.fact in ("", name))
    hits = tuple(hit for result in results for hit in result.hits)
    return Evaluation(
        source=source,
        results=tuple(results),
        wanted=wanted,
        shares=shares(checks),
        facts=fact_figures(checks),
        labels=labels,
        total=label_total(labels) if labels else None,
        branches=branch_figures(hits, asked, ruleset.facts) if wanted.branches else (),
        places=tuple(place for result in results for place in result.places),
        change=change(_of(wanted.fact, against), _of(wanted.fact, checks)) if compared else None,
        shares_against=shares(against),
        total_against=label_total(labels_against) if labels_against else None,
    )


def _of(fact: str, checks: Sequence[Check]) -> list[Check]:
    return [check for check in checks if not fact or fact_of(check) == fact]
