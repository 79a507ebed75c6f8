"""A small vocabulary, policies of invented companies, and answers about them."""

from pathlib import Path

from compliance.evaluation.checks import Check, Said
from compliance.ingest import read_text
from compliance.model import Evidence, Fact, FactValue, NearMiss, Span

POLICY = "# Privacy\n\nWe keep invoices for seven years.\n\nWe always keep letters.\n\nWe sell your data.\n"
PERIOD, LETTERS, SELLING = "We keep invoices for seven years.", "We always keep letters.", "We sell your data."

RULESETS = {
    "lexicon/words.yaml": """\
KEEP: {means: Keeping data., terms: [keep]}
ALWAYS: {means: Without an end., terms: [always]}
SELL: {means: Selling data., terms: [sell]}
NEVER: {means: A denial., terms: [never]}
DURATION: {means: A stretch of time., recognise: duration}
""",
    "facts/retention.yaml": """\
means: Quality of the storage period.
type: {enum: [specific, vague, none], default: none}
detect:
  - {id: period, value: specific, all: [KEEP, DURATION], matches: ['We keep it a year.'], ignores: ['We keep it.']}
  - {id: endless, value: vague, all: [KEEP, ALWAYS], matches: ['We always keep it.'], ignores: ['We keep it.']}
""",
    "facts/sells_data.yaml": """\
means: Data are sold.
type: boolean
detect:
  - {id: sells, all: [SELL], none: [NEVER], matches: ['We sell it.'], ignores: ['We never sell it.']}
  - {id: never, denied: true, all: [SELL, NEVER], matches: ['We never sell it.'], ignores: ['We sell it.']}
""",
}


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
    return root


def at(words: str, text: str = POLICY) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def found(words: str, branch: str = "b", text: str = POLICY) -> Evidence:
    span = at(words, text)
    return Evidence(span, text.count("\n", 0, span.start) + 1, words, branch)


def stated(name: str, value: FactValue, *evidence: Evidence) -> Fact:
    return Fact(name, "stated", value, evidence)


def absent(name: str, default: FactValue = "none", miss: NearMiss | None = None) -> Fact:
    return Fact(name, "absent", default, nearest_miss=miss)


def said(*facts: Fact, outcomes: dict[str, str] | None = None, regimes: tuple[str, ...] = (), text: str = POLICY) -> Said:
    return Said(read_text(text), {fact.name: fact for fact in facts}, outcomes or {}, regimes)


def verdicts(checks: tuple[Check, ...]) -> list[tuple[str, str, bool, str]]:
    return [(check.kind, check.subject, check.right, check.fault) for check in checks]
