"""A fact as a page for readers: what it asks, what counts, what does not, and how it is found."""

from collections.abc import Iterable, Iterator

from compliance.detectors import Branch
from compliance.ruleset import FactType
from compliance.track_record import record_of

_INDENT = "  "


def fact_text(fact: FactType) -> str:
    """The page of `compliance rules show FACT`."""
    lines = [fact.name, f"{_INDENT}{fact.means}", f"{_INDENT}type: {type_words(fact)}"]
    if not fact.derived:
        lines.append(f"{_INDENT}track record: {record_of(fact.name)}")
    for title, items in _parts(fact):
        lines += ["", title, *(f"{_INDENT}- {item}" for item in items)]
    return "\n".join(lines)


def fact_markdown(fact: FactType) -> str:
    """The fact's section of docs/extraction.md."""
    lines = [f"### {fact.name}", "", f"{fact.means} ({type_words(fact)})"]
    for title, items in _parts(fact):
        lines += ["", f"{title}:", "", *(f"- {item}" for item in items)]
    return "\n".join(lines)


def type_words(fact: FactType) -> str:
    """The type with its values."""
    if fact.kind in ("boolean", "date"):
        return fact.kind
    values = ", ".join(fact.values) if len(fact.values) < 40 else "country codes"
    return f"one of {values}; else {fact.default}" if fact.kind == "enum" else f"any of {values}"


def _parts(fact: FactType) -> Iterator[tuple[str, list[str]]]:
    """What there is to say, title by title."""
    parts = [
        ("Counts", [*fact.counts]),
        ("Does not count", [*fact.counts_not]),
        ("Shown as the nearest miss", list(dict.fromkeys(branch.reason for branch in fact.near))),
        ("Against the labels of public corpora", [fact.corpora] if fact.corpora else []),
        ("Found by", [*_branches(fact.detect)]),
        ("Concluded", [fact.because or "by the engine from other facts"] if fact.derived else []),
    ]
    return ((title, items) for title, items in parts if items)


def _branches(branches: Iterable[Branch]) -> Iterator[str]:
    for branch in branches:
        if branch.archive:
            yield f"`{branch.id}`: the archive's capture line"
        elif branch.same:
            yield f"`{branch.id}`: wherever `{branch.same}` is found"
        else:
            example = min((" ".join(text.split()) for text in branch.matches), key=len, default="")
            yield f"`{branch.id}`{_meaning(branch)}: {example if len(example) < 200 else example[:197] + '...'}"


def _meaning(branch: Branch) -> str:
    if branch.denied:
        return " (denied)"
    if branch.unclear:
        return f" (unclear: {branch.unclear})"
    return f" ({branch.value})" if branch.value else ""
