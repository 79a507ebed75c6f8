"""The overall rating: the regulator's four words, from the number and gravity of the gaps."""

from collections.abc import Sequence

from compliance.model import Finding, Rating

LIMITED_FROM = 3  # major gaps


def rate(findings: Sequence[Finding], regimes: Sequence[str]) -> tuple[Rating, str]:
    """The rating, and the rule that gave it in words with what is still undecided.

    Only gaps count: a critical one gives very limited assurance, three or more major ones limited, one or two reasonable, else
    high. Where nothing was judged nothing is rated: without a governing regime, without a rule in force, where no rule asks
    anything of the policy, and where all that do need a person.
    Scale: the assurance ratings of the UK regulator's audit reports.
    """
    if reason := _nothing_judged(findings, regimes):
        return "not_rated", reason
    rating, why = _by_gaps(_gaps(findings, "critical"), _gaps(findings, "major"))
    return rating, f"{why} {_undecided(findings)}".strip()


def _nothing_judged(findings: Sequence[Finding], regimes: Sequence[str]) -> str:
    """Why there is nothing to rate; empty where there is."""
    if not findings and not set(regimes) - {"none"}:
        return "No data-protection law in the rule sets governs this policy on the day of judgement."
    if not findings:
        return "The rule sets hold no rule in force for this policy on the day of judgement."
    if all(finding.outcome == "not_applicable" for finding in findings):
        return "No rule in force asks anything of this policy, so there is nothing to rate."
    if all(finding.outcome in ("review", "not_applicable") for finding in findings):
        return "Every rule that may apply needs a person first, so there is nothing to rate yet."
    return ""


def _gaps(findings: Sequence[Finding], level: str) -> int:
    return sum(finding.outcome == "gap" and finding.severity == level for finding in findings)


def _by_gaps(critical: int, major: int) -> tuple[Rating, str]:
    if critical:
        return (
            "very_limited",
            f"{_count(critical, 'critical gap').capitalize()}: a single critical gap gives very limited assurance.",
        )
    if major >= LIMITED_FROM:
        return "limited", f"No critical gap, but {major} major gaps: three or more give limited assurance."
    if major:
        return "reasonable", f"No critical gap and {_count(major, 'major gap')}: one or two give reasonable assurance."
    return "high", "No critical and no major gap gives high assurance."


def _undecided(findings: Sequence[Finding]) -> str:
    reviews = sum(finding.outcome == "review" for finding in findings)
    conditional = sum(finding.outcome == "gap" and finding.certainty == "conditional" for finding in findings)
    parts = []
    if reviews:
        are = "is" if reviews == 1 else "are"
        parts.append(f"{_count(reviews, 'finding').capitalize()} {are} still undecided and may change the rating.")
    if conditional:
        hold = "holds" if conditional == 1 else "hold"
        parts.append(f"{_count(conditional, 'gap').capitalize()} {hold} only under some of the laws that may apply.")
    return " ".join(parts)


def _count(number: int, noun: str) -> str:
    return f"one {noun}" if number == 1 else f"{number} {noun}s"
