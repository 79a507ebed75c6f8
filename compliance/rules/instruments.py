"""Reads `instruments.yaml`: the days of acts, frameworks, clauses, decisions and amendments that conditions name."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from compliance.rules.form import Form, form_of, items_of, text_of
from compliance.rules.problem import Problems, did_you_mean
from compliance.rules.tree import Map, Node, Scalar, Seq
from compliance.rules.windows import JURISDICTIONS
from compliance.ruleset import AllOf, AnyOf, Condition, Day, FactType, Instrument, Not, Regime, Rule, Window

_KEYS = ("means", "from", "to", "for", "source")


def read_instruments(root: Node | None, problems: Problems) -> dict[str, Instrument]:
    """The instruments of `instruments.yaml`: name -> days, places and source; none where there is no file."""
    if root is None:
        return {}
    if not isinstance(root, Map):
        mend = "write NAME: {means: ..., from: ..., for: EU, source: ...}"
        problems.add(root.place, "instruments.yaml is no mapping", "each instrument has a name", mend)
        return {}
    found: dict[str, Instrument] = {}
    for name, (key, node) in root.entries.items():
        if not (name.isascii() and name.isidentifier() and name.islower()):
            mend = "write it in small letters, digits and _"
            problems.add(key.place, f"instrument name '{name}' is not in small letters", "conditions use it as a word", mend)
        form = form_of(node, f"instrument '{name}'", _KEYS, problems)
        if form is not None:
            found[name] = _instrument(name, key, form, problems)
    return found


def _instrument(name: str, key: Scalar, form: Form, problems: Problems) -> Instrument:
    start, end = form.day("from"), form.day("to")
    if form.get("from") is None and form.get("to") is None:
        what = f"instrument '{name}' has neither from nor to"
        problems.add(key.place, what, "it would be in force on every day", "add from:, to: or both")
    if start and end and start > end:
        what = f"instrument '{name}' ends ({end}) before it begins ({start})"
        problems.add(key.place, what, "it would never be in force", "swap from and to")
    return Instrument(
        name,
        form.text("means", "readers of a rule must know what it is"),
        Window(start, end),
        _places(form, problems),
        form.text("source", "a date of law is believed only where a source gives it"),
        key.place,
    )


def _places(form: Form, problems: Problems) -> tuple[str, ...]:
    node = form.need("for", "the same instrument can have other days elsewhere")
    nodes = items_of(node, "'for'", problems) if isinstance(node, Seq) else () if node is None else (node,)
    texts = [(one, text_of(one, "an entry of 'for'", problems)) for one in nodes]
    for one, text in texts:
        if text and text not in JURISDICTIONS:
            hint = did_you_mean(text, JURISDICTIONS, "jurisdictions")
            problems.add(one.place, f"unknown jurisdiction '{text}'", "an instrument is law somewhere", hint)
    return tuple(dict.fromkeys(text for _, text in texts if text in JURISDICTIONS))


def check_used(
    instruments: Mapping[str, Instrument],
    facts: Collection[FactType],
    rules: Collection[Rule],
    regimes: Collection[Regime],
    problems: Problems,
) -> None:
    """Every instrument is named by a condition or a window, or carries a regime."""
    used = {one.name for regime in regimes for one in regime.carried_by.values()}
    used |= {_last_word(window.named) for rule in rules for window in rule.windows.values()}
    for condition in _conditions(facts, rules):
        used.update(_named(condition))
    for name, instrument in instruments.items():
        if name not in used:
            mend = f"write {{during: {name}}} where a condition leans on it, or remove it"
            problems.add(instrument.place, f"nothing uses instrument '{name}'", "its days would change no outcome", mend)


def _conditions(facts: Iterable[FactType], rules: Iterable[Rule]) -> Iterator[Condition]:
    for fact in facts:
        yield from (condition for _, condition in fact.derive)
    for rule in rules:
        parts = (rule.when, rule.review, rule.satisfied, rule.fails, rule.partial, *(one for one, _ in rule.severity_unless))
        yield from (part for part in parts if part is not None)


def _named(condition: Condition) -> Iterator[str]:
    if isinstance(condition, Day):
        yield _last_word(condition.named)
    elif isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from _named(part)
    elif isinstance(condition, Not):
        yield from _named(condition.part)


def _last_word(named: str) -> str:
    return named.rpartition(" ")[2]
