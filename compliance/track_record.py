"""How each fact fared on policies that careful readers answered: figures that ship with the program, for reports to cite.

Only names of facts and figures are kept: no names and no words of policies.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from compliance.errors import ComplianceError

PATH = Path(__file__).resolve().with_suffix(".json")
"""The record of the rulesets that the program came with; `compliance evaluate FOLDER --record` writes it."""

NOT_MEASURED = "not measured"


@dataclass(frozen=True, slots=True)
class FactRecord:
    """In so many policies the fact was asked, in so many it was right; the rest is missed, wrongly stated or another value."""

    asked: int
    right: int
    missed: int
    wrongly_stated: int
    other_value: int


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """What was measured: on which day (YYYY-MM-DD), with which tool and rulesets (sha256 by folder), on how many policies."""

    measured_on: str
    policies: int
    tool: str
    rulesets_version: str
    rulesets: Mapping[str, str]
    facts: Mapping[str, FactRecord]

    def words(self, fact: str) -> str:
        """`17 of 18 right on 18 policies`, or `not measured`."""
        figures = self.facts.get(fact)
        if figures is None or not figures.asked:
            return NOT_MEASURED
        return f"{figures.right} of {figures.asked} right on {self.policies} {'policy' if self.policies == 1 else 'policies'}"


def record_of(fact: str) -> str:
    """How the program fares on `fact`: `17 of 18 right on 18 policies`, or `not measured`."""
    record = track_record()
    return record.words(fact) if record else NOT_MEASURED


@cache
def track_record() -> TrackRecord | None:
    """The record that ships with the program; None where nothing was measured. Raises ComplianceError where it is broken."""
    return read_record(PATH)


def read_record(path: Path) -> TrackRecord | None:
    """The record in `path`; None where there is no such file. Raises ComplianceError where it cannot be understood."""
    try:
        content = json.loads(path.read_text("utf-8"))
        facts = {str(name): FactRecord(**_counts(figures)) for name, figures in content.pop("facts").items()}
        return TrackRecord(**content, facts=facts)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        remedy = "measure again with `compliance evaluate FOLDER --record`, or install the tool again"
        raise ComplianceError(str(path), f"the track record cannot be read: {error}", remedy) from error


def write_record(path: Path, record: TrackRecord) -> None:
    """Write `record`, facts by name. Raises ComplianceError where the disk refuses."""
    content = asdict(record) | {"facts": {name: asdict(record.facts[name]) for name in sorted(record.facts)}}
    try:
        path.write_text(json.dumps(content, indent=1) + "\n", "utf-8", newline="\n")
    except OSError as error:
        raise ComplianceError(
            str(path), f"the track record cannot be written: {error.strerror}", "record from a checkout you may write to"
        ) from error


def _counts(figures: dict[str, Any]) -> dict[str, int]:
    if not all(type(number) is int and number >= 0 for number in figures.values()):
        raise ValueError(f"{figures} are no counts")
    return figures
