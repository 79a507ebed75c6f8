"""By which law a policy is judged, and why: the day, the places, the regimes, and other days that may count."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from compliance.model import Assessment
from compliance.report import reasons, words
from compliance.report.places import where

_OR_LATER = re.compile(r"(\d+ \w+ \d{4}) or later")
UNTOLD = "the text does not say"
_PLACES = {
    "controller_jurisdictions": "Controller established in",
    "target_jurisdictions": "Offered to, or watching, people in",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A label and what stands beside it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Governing:
    """Regimes that govern for the same reasons beside the day, by full name and days; the reasons from words to conclusion."""

    laws: tuple[str, ...]
    proof: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LawView:
    """The day judged on (`until` is the last day of an interval, else empty), the law of that day, and what decided both."""

    day: str
    until: str
    why_day: str
    today: str
    judged_today: bool
    governing: tuple[Governing, ...]
    short: str
    why: str
    places: tuple[Row, ...]
    candidates: tuple[Row, ...]
    dated: bool


def law_view(assessment: Assessment) -> LawView:
    """What the report says about the law it applies."""
    judgement, places = assessment.judgement, _places(assessment)
    return LawView(
        day=words.long_date(judgement.day),
        until="" if judgement.day == judgement.last_day else words.long_date(judgement.last_day),
        why_day=words.visible(judgement.why),
        today=words.long_date(assessment.today),
        judged_today=judgement.day == judgement.last_day == assessment.today,
        governing=_governing(assessment),
        short=_short(assessment.regimes or ("none",)),
        why=_why(places),
        places=places,
        candidates=tuple(
            Row(f"{words.long_date(c.start)} to {words.long_date(c.end)}", _short(c.regimes)) for c in assessment.candidates
        ),
        dated=judgement.source != "today",
    )


def _governing(assessment: Assessment) -> tuple[Governing, ...]:
    """The regimes, those with the same proof together."""
    derived = {fact.name: fact for fact in assessment.derived}
    lines = {fact.name: where(fact.evidence) for fact in assessment.facts if fact.evidence}
    grouped: dict[tuple[str, ...], list[str]] = {}
    for name in assessment.regimes or ("none",):
        proof = reasons.proof(assessment.regime_reasons.get(name, ()), derived, lines)
        grouped.setdefault(proof, []).append(f"{words.name(words.REGIME, name)}{_days(assessment, name)}")
    return tuple(Governing(tuple(laws), proof) for proof, laws in grouped.items())


def _days(assessment: Assessment, regime: str) -> str:
    """`, in force from 1 January 2021`: the days of the regime on which the judged day lies; empty where none are told."""
    told = (reason.text for reason in assessment.regime_reasons.get(regime, ()) if reason.fact == "day")
    days = _OR_LATER.sub(r"from \1", next((words.readable(text.partition(" is ")[2]) for text in told), ""))
    return f", in force {days}" if days else ""


def _short(regimes: Sequence[str]) -> str:
    return words.listing([words.name(words.REGIME_SHORT, name) for name in regimes])


def _places(assessment: Assessment) -> tuple[Row, ...]:
    """Where the controller is and whom it addresses: what decides the law beside the day."""
    facts = {fact.name: fact for fact in assessment.facts}
    rows = []
    for fact, label in ((facts[name], label) for name, label in _PLACES.items() if name in facts):
        text = UNTOLD if fact.status == "absent" else reasons.value_of(fact)
        lines = where(fact.evidence)
        rows.append(Row(label, f"{text} ({lines})" if lines else text))
    return tuple(rows)


def _why(places: Sequence[Row]) -> str:
    """Why that law, on one line: the places, where the text tells them."""
    told = [f"{row.label[0].lower()}{row.label[1:]} {row.text}" for row in places if row.text != UNTOLD]
    return "; ".join(told) or "the text tells neither where the controller is nor whom it addresses"
