"""The law of the judged day beside today's, as a page shows it: what time did to each requirement, most important first."""

from collections.abc import Sequence
from dataclasses import dataclass

from compliance.model import Change, ChangeKind, Finding, Outcome, ThenAndNow
from compliance.report import words
from compliance.report.finding_view import BRIEF

_TITLES: dict[ChangeKind, str] = {
    "now_short": "Fine then, short of the law now",
    "new": "Asked now, not then",
    "still_short": "Short of the law then and now",
    "undecided": "For a person to decide, then or now",
    "now_fine": "Short of the law then, fine now",
    "no_longer_asked": "Asked then, no longer now",
    "still_fine": "Fine then and now",
}
_COUNTED: dict[ChangeKind, str] = {
    "now_short": "fine then but short of the law now",
    "new": "asked now but not then",
    "still_short": "short of it then and now",
    "undecided": "for a person to decide",
    "now_fine": "short of it then but fine now",
    "no_longer_asked": "no longer asked",
    "still_fine": "fine then and now",
}
_TELLING: tuple[Outcome, ...] = ("gap", "partial", "review")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a requirement stood under one law: the outcome, its gravity (empty where it says nothing), what is wrong."""

    word: str
    level: str = ""
    level_word: str = ""
    brief: str = ""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One requirement; `provision` names both laws where one replaced the other, `rule` the rule of today where there is one."""

    rule: str
    demand: str
    provision: str
    then: Standing
    now: Standing


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """The requirements to which time did the same."""

    kind: ChangeKind
    title: str
    rows: tuple[ChangeRow, ...]


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """`summary` is one sentence for page one; `not_asked` counts what neither law asks of this policy; days and laws in words."""

    summary: str
    then: str
    now: str
    law_then: str
    law_now: str
    groups: tuple[ChangeGroup, ...]
    not_asked: int


def comparison_view(compared: ThenAndNow | None, regimes_then: Sequence[str]) -> ComparisonView | None:
    """The comparison in words; None where it was not asked for."""
    if compared is None:
        return None
    return ComparisonView(
        summary=summary(compared),
        then=words.long_date(compared.then),
        now=words.long_date(compared.now),
        law_then=_laws(regimes_then),
        law_now=_laws(compared.regimes_now),
        groups=tuple(
            ChangeGroup(kind, title, tuple(_row(change) for change in found))
            for kind, title in _TITLES.items()
            if (found := _of(kind, compared))
        ),
        not_asked=len(_of("not_asked", compared)),
    )


def summary(compared: ThenAndNow) -> str:
    """What time did to the requirements, counted, in one sentence."""
    if compared.then == compared.now:
        return f"The policy is judged by the law of today, {words.long_date(compared.now)}: then and now are the same law."
    asked = [change for change in compared.changes if change.kind != "not_asked"]
    days = f"{words.long_date(compared.then)} or {words.long_date(compared.now)}"
    if not asked:
        return f"No requirement was made of this policy on {days}."
    counted = [_counted(kind, found) for kind in _TITLES if (found := _of(kind, compared))]
    made = "was made" if len(asked) == 1 else "were made"
    return f"{words.plural(len(asked), 'requirement')} {made} of this policy on {days}: {words.listing(counted)}."


def _of(kind: ChangeKind, compared: ThenAndNow) -> list[Change]:
    return [change for change in compared.changes if change.kind == kind]


def _counted(kind: ChangeKind, found: Sequence[Change]) -> str:
    short = sum(change.now is not None and change.now.outcome in ("gap", "partial") for change in found)
    beside = f" ({short} not met, or only in part)" if kind == "new" and short else ""
    return f"{len(found)} {_COUNTED[kind]}{beside}"


def _laws(regimes: Sequence[str]) -> str:
    return words.listing([words.name(words.REGIME_SHORT, name) for name in regimes or ("none",)])


def _row(change: Change) -> ChangeRow:
    shown = change.now or change.then[0]
    earlier = [finding.provision for finding in change.then if finding.rule != shown.rule]
    provision = f"{'; '.join(earlier)}; now {shown.provision}" if earlier else shown.provision
    wrong_now = change.now is not None and change.now.outcome in _TELLING
    then = [_standing(finding, brief=not wrong_now) for finding in change.then]
    return ChangeRow(
        rule=shown.rule,
        demand=words.visible(shown.title),
        provision=words.visible(provision),
        then=then[0] if then else Standing("Not in force"),
        now=_standing(change.now, brief=True) if change.now else Standing("No longer in force"),
    )


def _standing(finding: Finding, brief: bool) -> Standing:
    word = words.OUTCOME[finding.outcome]
    if finding.outcome not in _TELLING:
        return Standing(word)
    said = words.cut(words.readable(finding.message).removesuffix("."), BRIEF) if brief else ""
    return Standing(word, finding.severity, words.LEVEL[finding.severity], said)
