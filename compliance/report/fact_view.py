"""Facts as the appendix lists them: those with words in a table, those without in a list of names."""

from collections.abc import Sequence
from dataclasses import dataclass

from compliance.model import DerivedFact, Fact
from compliance.report import reasons, words
from compliance.report.places import where

VALUE = 190
_STATUSES = ("stated", "denied", "absent", "unclear")


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact with its value and where it stands: the numbers of its lines, pages or paragraphs.

    `reason` says why it is unclear, or from what it was concluded.
    """

    name: str
    status: str
    value: str
    places: str
    reason: str


def fact_row(fact: Fact) -> FactRow:
    """A fact read from the text."""
    numbers = where(fact.evidence).partition(" ")[2]
    return FactRow(fact.name, fact.status, words.shorten(words.fact_value(fact), VALUE), numbers, words.visible(fact.reason))


def derived_row(fact: DerivedFact) -> FactRow:
    """A fact concluded from others."""
    because = dict.fromkeys(reasons.sentence(reason) for reason in fact.because if reason.fact != "day")
    return FactRow(fact.name, fact.status, words.shorten(words.value(fact.value), VALUE), "", "; ".join(because))


def status_counts(facts: Sequence[Fact]) -> str:
    """`6 stated, 1 denied, 3 absent and 1 unclear`."""
    counts = {status: sum(fact.status == status for fact in facts) for status in _STATUSES}
    return words.listing([f"{number} {status}" for status, number in counts.items() if number])
