"""Reads when a rule is in force, jurisdiction by jurisdiction."""

from collections.abc import Mapping
from datetime import timedelta

from compliance.rules.form import Form
from compliance.rules.problem import Problems, did_you_mean
from compliance.rules.vocabulary import Vocabulary
from compliance.ruleset import Day, Rule, Window

JURISDICTIONS = ("EU", "UK", "NL")
_KEYS = ("from", "to", "during", "after", "replaced_by")


def read_windows(form: Form, jurisdictions: tuple[str, ...], vocabulary: Vocabulary, problems: Problems) -> dict[str, Window]:
    """The window of each jurisdiction: the common one of `in_force`, with the jurisdiction's own dates put over it."""
    form.need("in_force", "a policy is judged by the law of its day")
    inner = form.form("in_force", (*_KEYS, *JURISDICTIONS))
    if inner is None:
        return {name: Window(None, None) for name in jurisdictions}
    if not inner.entries:
        problems.add(
            inner.node.place, "'in_force' is empty", "a policy is judged by the law of its day", "write {from: 2018-05-25}"
        )
    base = _read(inner, Window(None, None), vocabulary)
    windows: dict[str, Window] = {}
    for name in jurisdictions:
        own = inner.form(name, _KEYS)
        windows[name] = base if own is None else _read(own, base, vocabulary)
        start, end = windows[name].start, windows[name].end
        if start and end and start > end:
            at = (own or inner).node.place
            problems.add(
                at,
                f"the window for {name} ends ({end}) before it begins ({start})",
                "the rule would never be in force",
                "mend from: or to:",
            )
    for name in JURISDICTIONS:
        if name in inner.entries and name not in jurisdictions:
            at = inner.entries[name][0].place
            problems.add(
                at,
                f"a window for {name}, where the rule is no law",
                "it would do nothing",
                f"add {name} to 'jurisdictions', or remove it",
            )
    return windows


def _read(form: Form, base: Window, vocabulary: Vocabulary) -> Window:
    heir = form.text("replaced_by") or base.replaced_by
    for when in ("during", "after"):
        node = form.get(when)
        if node is not None:
            for key in form.entries.keys() & ({"from", "to", "during", "after"} - {when}):
                at = form.entries[key][0].place
                form.problems.add(at, f"'{key}' beside '{when}'", "the instrument gives the days", f"remove '{key}' or '{when}'")
            days = vocabulary.days(when, node, form.problems) or Day()
            return Window(days.start, days.end, heir, days.named)
    return Window(
        form.day("from") if form.get("from") is not None else base.start,
        form.day("to") if form.get("to") is not None else base.end,
        heir,
        base.named,
    )


def check_replacements(rules: Mapping[str, Rule], unreadable: frozenset[str], problems: Problems) -> None:
    """A rule that replaces another exists, governs the same place, and begins after the other ends."""
    for rule in rules.values():
        for name, window in rule.windows.items():
            if not window.replaced_by or window.replaced_by in unreadable:
                continue
            heir = rules.get(window.replaced_by)
            if heir is None:
                hint = did_you_mean(window.replaced_by, rules, "rules")
                problems.add(
                    rule.place, f"'replaced_by' names unknown rule '{window.replaced_by}'", "the report points to it", hint
                )
                continue
            after = heir.windows.get(name)
            if after is None:
                what = f"{rule.id} is replaced in {name} by {heir.id}, which is no law there"
                problems.add(rule.place, what, "nothing would replace it", f"add {name} to the jurisdictions of {heir.id}")
            elif window.end is None:
                problems.add(
                    rule.place,
                    f"{rule.id} is replaced in {name} but never ends",
                    "both would be in force at once",
                    "add to: to its window",
                )
            elif after.start is None or after.start <= window.end:
                what = f"in {name}, {heir.id} begins {after.start or 'without a date'}, before {rule.id} ends ({window.end})"
                first = window.end + timedelta(days=1) if window.end.year < 9999 else window.end
                problems.add(
                    rule.place, what, "both would be in force at once", f"let {heir.id} begin on {first} or end {rule.id} earlier"
                )
