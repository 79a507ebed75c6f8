"""A small but complete rulesets folder, which tests break one file at a time."""

from collections.abc import Callable
from pathlib import Path

import pytest

from compliance.rules import lint

FILES = {
    "VERSION": "2026.11\n",
    "groups.yaml": "NORDIC:\n  means: Northern states.\n  members: [DK, SE]\n",
    "lexicon/words.yaml": """\
KEEP:
  means: Keeping data.
  terms: ['kee(p|ps|ping)', 'retain*', 'hold [on to]']
ALWAYS:
  means: Without an end.
  terms: [always, for ever]
PLACE:
  means: A state.
  terms:
    DK: [Denmark]
    SE: ['=SE', Sweden]
DURATION:
  means: A stretch of time.
  recognise: duration
DATE:
  means: A day, month or year.
  recognise: date
COOKIE:
  means: Storage on a device.
  patterns: ['\\bcookies?\\b']
STORAGE:
  means: Any storage.
  includes: [KEEP, COOKIE]
""",
    "facts/retention.yaml": """\
means: Quality of the storage period.
type: {enum: [specific, vague, none], default: none}
topic: {none: [COOKIE]}
detect:
  - id: period
    value: specific
    seq: [do KEEP, {within: 80, of: DURATION}]
    matches: ['We keep invoices for seven years.']
    ignores: ['We keep it.']
near:
  - id: no-end
    all: [KEEP, ALWAYS]
    reason: it gives no period
    matches: ['We always keep your data safe.']
""",
    "facts/keeps_data.yaml": """\
means: Data are kept.
type: boolean
detect:
  - {id: keep, all: [KEEP], topic: {any: [ALWAYS], none: [PLACE]}, matches: ['We keep data.'], ignores: ['We sell data.']}
""",
    "facts/homes.yaml": """\
means: Where the controller is established.
type: {list: places}
detect:
  - {id: named, value_from: PLACE, all: [PLACE], matches: ['In Denmark.'], ignores: ['Nowhere.']}
""",
    "facts/policy_date.yaml": """\
means: The date of the policy.
type: date
detect:
  - {id: stated, value_from: DATE, all: [DATE], matches: ['Of 3 May 2019.'], ignores: ['Of late.']}
  - {id: captured, archive: true}
""",
    "applicability/northern.yaml": """\
means: The controller is established in a northern state.
type: boolean
helper: true
derive: {homes: $NORDIC}
because: By establishment.
cases:
  - {facts: {homes: [DK]}, on: 2014-05-01, value: true}
  - {facts: {homes: unclear}, value: unclear}
""",
    "gdpr/13.retention.yaml": """\
title: The storage period is stated
provision: GDPR Art. 13(2)(a)
jurisdictions: [EU, UK]
in_force: {from: 2018-05-25, UK: {to: 2020-12-31, replaced_by: ukgdpr.13.retention}}
severity:
  level: major
  why: People cannot tell.
  unless:
    - {when: {homes: DK}, level: minor, why: Denmark has its own register.}
when: {northern: true}
satisfied: {retention: specific}
partial: {retention: vague}
gap: The policy gives no storage period.
says: {satisfied: The policy gives a storage period.}
remedy: State a period.
clause: 'We keep {data} for {period}.'
evidence: [retention]
question: Which period applies?
sources: ['law: GDPR Art 13(2)(a)']
cases:
  - {facts: {homes: [SE], retention: specific}, outcome: satisfied}
  - {facts: {homes: [SE], retention: vague}, outcome: partial}
  - {facts: {homes: [DK]}, outcome: gap, severity: minor}
  - {policy: 'We keep data.', facts: {homes: [SE], retention: unclear}, place: UK, outcome: review}
  - {facts: {homes: [SE], retention: specific}, on: 2018-05-24, outcome: not_in_force}
never: {not_applicable: every controller of these tests is a northern one}
""",
    "ukgdpr/13.retention.yaml": """\
title: The storage period is stated
provision: UK GDPR Art. 13(2)(a)
jurisdictions: [UK]
in_force: {from: 2021-01-01}
severity: {level: major, why: People cannot tell.}
when: always
satisfied: {retention: specific}
otherwise: review
remedy: State a period.
cases:
  - {facts: {retention: specific}, outcome: satisfied}
  - {facts: {}, outcome: review}
never: {gap: a person must look, partial: it is stated or not, not_applicable: it always applies}
""",
}


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the cache of the person who runs it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def rulesets(tmp_path: Path) -> Path:
    """The sound folder, called rulesets."""
    root = tmp_path / "rulesets"
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


@pytest.fixture
def problems_after(rulesets: Path) -> Callable[..., list[str]]:
    """Every problem, one line each, after a replacement in (`old`, `new`) or of (`new` only) a file."""

    def broken(name: str, old: str | None, new: str) -> list[str]:
        path = rulesets / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if old is None:
            path.write_text(new)
        else:
            text = path.read_text()
            assert old in text, f"{old!r} does not stand in {name}"
            path.write_text(text.replace(old, new))
        return [str(problem) for problem in lint(rulesets)]

    return broken
