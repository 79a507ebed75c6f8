"""Answer files: NAME.yaml holds what careful readers answered about the policy NAME.txt or NAME.md beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import yaml

from compliance.errors import ComplianceError
from compliance.evaluation.agreement import Answer, plain
from compliance.model import Span

REGIMES = "applicable_regimes"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_POLICIES = (".txt", ".md")


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """The answers about one policy. `findings` gives each rule's acceptable outcomes; `as_of` is set for an undated policy."""

    name: str
    policy: Path
    facts: Mapping[str, Answer]
    findings: Mapping[str, tuple[str, ...]]
    regimes: tuple[str, ...]
    as_of: date | None

    @property
    def of_law(self) -> bool:
        """Whether an answer needs the policy judged, not only read."""
        return bool(self.findings or self.regimes or REGIMES in self.facts)


def answer_files(folder: Path) -> tuple[list[tuple[Path, Path]], list[Path]]:
    """The answer files of `folder` with their policies, by name, and those without a policy. Raises ComplianceError."""
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix == ".yaml")
    except OSError as error:
        raise ComplianceError(str(folder), f"the folder cannot be read: {error.strerror}", "check its path and rights") from error
    pairs: list[tuple[Path, Path]] = []
    alone: list[Path] = []
    for path in files:
        beside = (path.with_suffix(suffix) for suffix in _POLICIES)
        policy = next((candidate for candidate in beside if candidate.exists()), None)
        if policy is None:
            alone.append(path)
        else:
            pairs.append((path, policy))
    return pairs, alone


def read_answers(path: Path, policy: Path) -> AnswerFile:
    """The answers in `path`. Raises ComplianceError naming the file and the answer that cannot be understood."""
    content = _parsed(path)
    where = str(path)
    facts = _mapping(content.get("facts"), f"{where}: facts", "give each fact its answer")
    findings = _mapping(content.get("findings") or {}, f"{where}: findings", "give each rule its outcome")
    return AnswerFile(
        name=path.stem,
        policy=policy,
        facts={str(name): _answer(entry, f"{where}: facts.{name}") for name, entry in facts.items()},
        findings={str(rule): _outcomes(entry, f"{where}: findings.{rule}") for rule, entry in findings.items()},
        regimes=_names(content.get("regimes") or [], f"{where}: regimes"),
        as_of=_day(content.get("judged_on"), f"{where}: judged_on") if content.get("undated") else None,
    )


def _parsed(path: Path) -> Mapping[str, Any]:
    try:
        content = yaml.load(path.read_text("utf-8"), _LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
        raise ComplianceError(place, f"this is no YAML: {error.problem}", "mend it at this place") from error
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        raise ComplianceError(str(path), f"the answers cannot be read: {error}", "write it as YAML in UTF-8") from error
    return _mapping(content, str(path), "write keys such as facts: at the top")


def _answer(entry: object, where: str) -> Answer:
    fields = _mapping(entry, where, "write {value: ...}")
    if "any_of" in fields:
        accepted = fields["any_of"]
        if not isinstance(accepted, list) or not accepted:
            _fail(where, "any_of is no list of values", "write any_of: [one, another]")
    elif "value" in fields:
        accepted = [fields["value"]]
    else:
        _fail(where, "the answer has neither a value nor any_of", "write {value: ...}")
    return Answer(tuple(_plain(value, where) for value in accepted), _places(fields.get("at") or [], where))


def _plain(value: object, where: str) -> bool | str | tuple[str, ...]:
    parts = value if isinstance(value, list) else [value]
    if any(isinstance(part, list | dict) for part in parts):
        _fail(where, "a value is neither a word nor a list of words", "write a word, a date, true, false or a list of words")
    if isinstance(value, list) and any(isinstance(part, bool) for part in value):
        _fail(where, "a list holds a truth value", "put words such as 'NO' and 'yes' in quotes")
    return plain(value)


def _places(entries: object, where: str) -> tuple[Span, ...]:
    if not isinstance(entries, list):
        _fail(where, "at is no list of places", "write at: [[start, end], ...]")
    return tuple(_place(entry, where) for entry in entries)


def _place(entry: object, where: str) -> Span:
    offsets = entry if isinstance(entry, list) and all(type(offset) is int for offset in entry) else []
    if len(offsets) != 2 or not 0 <= offsets[0] <= offsets[1]:
        _fail(where, f"{entry!r} is no place", "write [start, end], two offsets into the policy's text")
    return Span(*offsets)


def _outcomes(entry: object, where: str) -> tuple[str, ...]:
    outcome = _mapping(entry, where, "write {outcome: ...}").get("outcome")
    outcomes = outcome if isinstance(outcome, list) else [outcome]
    if not outcomes or not all(isinstance(one, str) for one in outcomes):
        _fail(where, "the finding has no outcome", "write {outcome: gap}, or a list of outcomes")
    return tuple(outcomes)


def _names(entries: object, where: str) -> tuple[str, ...]:
    if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
        _fail(where, "this is no list of names", "write [uk_gdpr, ...]")
    return tuple(entries)


def _day(value: object, where: str) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        _fail(where, f"an undated policy needs the day it was judged on, and {value!r} is none", "write YYYY-MM-DD")


def _mapping(value: object, where: str, remedy: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        _fail(where, "keys with values are expected here", remedy)
    return value


def _fail(where: str, problem: str, remedy: str) -> NoReturn:
    raise ComplianceError(where, problem, remedy)
