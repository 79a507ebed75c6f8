"""Reads `regimes.yaml`: which instrument carries a regime where, and which packs and rules belong to it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from compliance.rules.form import Form, form_of, text_of
from compliance.rules.problem import Problems, did_you_mean
from compliance.rules.tree import Map, Node
from compliance.rules.vocabulary import Vocabulary
from compliance.rules.windows import JURISDICTIONS
from compliance.ruleset import Instrument, Regime, Rule, Window

REGIMES_FACT = "applicable_regimes"


def read_regimes(root: Node | None, vocabulary: Vocabulary, rule_ids: Collection[str], problems: Problems) -> dict[str, Regime]:
    """The regimes of `regimes.yaml` by name; none where there is no file. `rule_ids` are all rules, broken ones too."""
    if root is None:
        return {}
    if not isinstance(root, Map):
        mend = "write NAME: {means: ..., carried_by: {UK: ...}, holds: [...]}"
        problems.add(root.place, "regimes.yaml is no mapping", "each regime has a name", mend)
        return {}
    fact = vocabulary.facts.get(REGIMES_FACT)
    found: dict[str, Regime] = {}
    for name, (key, node) in root.entries.items():
        if fact is not None and name not in fact.values:
            hint = did_you_mean(name, fact.values, f"values of '{REGIMES_FACT}'")
            problems.add(key.place, f"unknown regime '{name}'", f"it is no value of '{REGIMES_FACT}'", hint)
        form = form_of(node, f"regime '{name}'", ("means", "carried_by", "holds"), problems)
        if form is not None:
            found[name] = Regime(
                name,
                form.text("means", "readers must know which law it is"),
                _carried_by(form, vocabulary, problems),
                _holds(form, rule_ids, problems),
                key.place,
            )
    for name in fact.values if fact is not None else ():
        if name not in root.entries:
            problems.add(root.place, f"regime '{name}' is missing", f"'{REGIMES_FACT}' can have it", f"add '{name}:'")
    return found


def _carried_by(form: Form, vocabulary: Vocabulary, problems: Problems) -> dict[str, Instrument]:
    form.need("carried_by", "a regime is law by an instrument, in a place and for a time")
    inner = form.form("carried_by", JURISDICTIONS)
    found: dict[str, Instrument] = {}
    for place, (_, node) in inner.entries.items() if inner is not None else ():
        instrument = vocabulary.instrument(node, problems)
        if instrument is not None and place in JURISDICTIONS:
            found[place] = instrument
    return found


def _holds(form: Form, rule_ids: Collection[str], problems: Problems) -> tuple[str, ...]:
    form.need("holds", "a regime without rules would list nothing")
    known = {*rule_ids, *(rule_id.partition(".")[0] for rule_id in rule_ids)}
    found: dict[str, None] = {}
    for node in form.items("holds"):
        name = text_of(node, "an entry of 'holds'", problems)
        if name and name not in known:
            hint = did_you_mean(name, known, "packs and rules")
            problems.add(node.place, f"unknown pack or rule '{name}'", "nothing would be listed for it", hint)
        elif name:
            found[name] = None
    return tuple(found)


def regimes_of(rule: Rule, regimes: Mapping[str, Regime], day: date | None = None) -> tuple[str, ...]:
    """The regimes under which `rule` is in force on `day`; with no day, on any day at all.

    A rule belongs to a regime that holds it or its pack, where one of its own jurisdictions has the rule and the regime's
    instrument in force together: a UK rule of the GDPR stands under eu_gdpr to 31 December 2020 and under uk_gdpr afterwards.
    """
    return tuple(name for name, regime in regimes.items() if _under(rule, regime, day))


def _under(rule: Rule, regime: Regime, day: date | None) -> bool:
    return any(_under_in(place, rule, regime, day) for place in rule.windows)


def _under_in(place: str, rule: Rule, regime: Regime, day: date | None) -> bool:
    held = rule.id in regime.holds or rule.id.partition(".")[0] in regime.holds
    if not held or place not in regime.carried_by:
        return False
    one, other = rule.windows[place], regime.carried_by[place].window
    return _meet(one, other) if day is None else one.covers(day) and other.covers(day)


def _meet(one: Window, other: Window) -> bool:
    start = max(one.start or date.min, other.start or date.min)
    return start <= min(one.end or date.max, other.end or date.max)


def check_held(rules: Iterable[Rule], regimes: Mapping[str, Regime], problems: Problems) -> None:
    """Where there are regimes, every rule stands under one of them in each of its jurisdictions, on some day."""
    for rule in rules if regimes else ():
        for place in rule.windows:
            if not any(_under_in(place, rule, regime, None) for regime in regimes.values()):
                what = f"no regime of regimes.yaml holds '{rule.id}' in {place} while it is in force"
                mend = "add its pack or id to 'holds' there"
                problems.add(rule.place, what, "`rules list --regime` would never show it", mend)
