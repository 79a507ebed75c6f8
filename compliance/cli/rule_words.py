"""A rule in the words of a lawyer: when it applies, what satisfies it, what fails it."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from compliance.rules.cross_checks import facts_of
from compliance.ruleset import AllOf, Always, AnyOf, Condition, Count, Day, FactType, Has, HasStatus, Is, Not, Rule, Window

WIDTH = 100
_STATUS = {"stated": "is stated", "denied": "is denied", "absent": "is not mentioned", "unclear": "is left unclear"}
_OUTCOME = {"gap": "a gap", "partial": "partly satisfied", "review": "a person must look", "satisfied": "satisfied"}


def window_words(window: Window) -> str:
    """`2018-05-25 to 2020-12-31`, `from 2018-05-25`, `to 2020-12-31` or `always`."""
    if window.start and window.end:
        return f"{window.start} to {window.end}"
    if window.start or window.end:
        return f"from {window.start}" if window.start else f"to {window.end}"
    return "always"


def windows_words(rule: Rule) -> str:
    """The windows of a rule on one line: one for all jurisdictions, or each with its own."""
    words = {name: window_words(window) for name, window in rule.windows.items()}
    if len(set(words.values())) == 1:
        return next(iter(words.values()))
    return "; ".join(f"{name} {window}" for name, window in words.items())


def condition_lines(condition: Condition, depth: int = 0) -> Iterator[str]:
    """The condition as an indented outline, one demand a line."""
    indent = "  " * depth
    if isinstance(condition, AllOf | AnyOf):
        yield f"{indent}{'all of:' if isinstance(condition, AllOf) else 'at least one of:'}"
        for part in condition.parts:
            yield from condition_lines(part, depth + 1)
    elif isinstance(condition, Not) and isinstance(condition.part, AllOf | AnyOf):
        yield f"{indent}{'not all of:' if isinstance(condition.part, AllOf) else 'none of:'}"
        for part in condition.part.parts:
            yield from condition_lines(part, depth + 1)
    elif isinstance(condition, Not):
        yield f"{indent}not: {_demand(condition.part)}"
    else:
        yield f"{indent}{_demand(condition)}"


def show(rule: Rule, facts: Mapping[str, FactType], regimes: Sequence[str] = ()) -> str:
    """The whole rule as plain text; `regimes` are those it stands under."""
    return "\n".join(_paragraphs(rule, facts, regimes))


def _demand(condition: Condition) -> str:
    if isinstance(condition, Always):
        return "always"
    if isinstance(condition, Day):
        named = f" ({condition.named})" if condition.named else ""
        return f"the judgement day is {_days(condition.start, condition.end)}{named}"
    if isinstance(condition, Is):
        return f"{condition.fact} is {_or(condition.values)}"
    if isinstance(condition, Has):
        verb = {"any": "has", "all": "has", "none": "has none of"}[condition.how]
        return f"{condition.fact} {verb} {' and '.join(condition.members) if condition.how == 'all' else _or(condition.members)}"
    if isinstance(condition, Count):
        return f"{condition.fact} has {_number(condition)}"
    if isinstance(condition, HasStatus):
        return f"{condition.fact} {' or '.join(_STATUS[status] for status in condition.statuses)}"
    return next(condition_lines(condition)).strip()


def _or(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _days(start: date | None, end: date | None) -> str:
    if start and end:
        return f"between {start} and {end}"
    return f"on or after {start}" if start else f"on or before {end}"


def _number(count: Count) -> str:
    if count.high == 0:
        return "no members"
    if count.low == count.high:
        return f"exactly {count.low} members"
    if count.high is None:
        return f"at least {count.low} members"
    return f"{count.low} to {count.high} members"


def _paragraphs(rule: Rule, facts: Mapping[str, FactType], regimes: Sequence[str]) -> Iterator[str]:
    yield from (rule.id, rule.title, "")
    yield from _field("Provision", rule.provision)
    for name, window in rule.windows.items():
        heir = f", then {window.replaced_by}" if window.replaced_by else ""
        yield from _field(f"In force, {name}", window_words(window) + heir)
    if regimes:
        yield from _field("Regimes", ", ".join(regimes))
    yield from _field("Severity", f"{rule.severity.level}: {rule.severity.why}")
    for condition, severity in rule.severity_unless:
        yield from _field("  but", f"{severity.level}: {severity.why} Where:")
        yield from _outline(condition)
    parts = (
        ("Applies where", rule.when),
        ("A person must look where", rule.review),
        ("Satisfied where", rule.satisfied),
        ("Fails where", rule.fails),
        ("Partly satisfied where", rule.partial),
    )
    for title, part in parts:
        if part is not None:
            yield from ("", title)
            yield from _outline(part)
    yield from ("", f"Otherwise: {_OUTCOME[rule.otherwise]}")
    for outcome, message in rule.messages.items():
        yield from _field(f"Message, {outcome.replace('_', ' ')}", message)
    yield ""
    texts = (
        ("Remedy", rule.remedy),
        ("Sample clause", rule.clause),
        ("To find out", rule.question),
        ("Sources", "; ".join(rule.sources)),
    )
    for title, text in texts:
        if text:
            yield from _field(title, text)
    yield from _meanings(rule, facts)


def _field(title: str, text: str) -> Iterator[str]:
    yield from textwrap.wrap(f"{title}: {text}", WIDTH, subsequent_indent="    ", break_on_hyphens=False)


def _outline(condition: Condition) -> Iterator[str]:
    for line in condition_lines(condition, 1):
        indent = line[: len(line) - len(line.lstrip())]
        yield from textwrap.wrap(line.strip(), WIDTH, initial_indent=f"{indent}- ", subsequent_indent=f"{indent}    ")


def _meanings(rule: Rule, facts: Mapping[str, FactType]) -> Iterator[str]:
    conditions = [rule.when, rule.review, rule.satisfied, rule.fails, rule.partial, *(one for one, _ in rule.severity_unless)]
    named = dict.fromkeys(name for condition in conditions if condition is not None for name in facts_of(condition))
    if named:
        yield from ("", "What the facts mean")
    for name in named:
        yield from textwrap.wrap(f"{name}: {facts[name].means}", WIDTH, initial_indent="  ", subsequent_indent="      ")
