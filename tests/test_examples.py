"""The three example policies: what was planted in them is found, and the whole verdict stands in a golden file."""

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from compliance.ingest import read_policy
from compliance.model import Assessment
from compliance.pipeline import Program
from compliance.resources import rulesets_dir

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden"
TODAY = date(2026, 11, 22)
EXAMPLES = sorted(path.name for path in (ROOT / "examples").iterdir())

PLANTED = {
    "gdpr.4-11.browsewrap",
    "gdpr.5-1-a.misleading-share-promise",
    "gdpr.5-1-a.unilateral-change",
    "gdpr.5-1-b.open-ended",
    "gdpr.5-1-f.security-disclaimer",
    "gdpr.6.sole-discretion",
    "gdpr.6.third-party-marketing",
    "gdpr.12-5.free-of-charge",
    "gdpr.13-1-d.legitimate-interests",
    "gdpr.13-1-e.recipients",
    "gdpr.13-1-f.safeguard",
    "gdpr.13-2-a.retention",
    "gdpr.13-2-b.erasure",
    "gdpr.13-2-b.object",
    "gdpr.13-2-b.restriction",
    "gdpr.13-2-d.complaint-authority",
    "gdpr.21-4.marketing-objection",
    "eprivacy.5-3.eu",
    "trf.privacy-shield-invalid",
    "x.cookie-contradiction",
}
"""What was written wrong into the policy of 2025 on purpose."""


@cache
def assessment(name: str) -> Assessment:
    return Program.load(rulesets_dir()).assess(read_policy(str(ROOT / "examples" / name)), TODAY)


def outcomes(name: str, outcome: str) -> set[str]:
    return {finding.rule for finding in assessment(name).findings if finding.outcome == outcome}


def test_every_planted_gap_is_found() -> None:
    assert outcomes("pixelmoor-games-2025.html", "gap") >= PLANTED


def test_the_careful_notice_has_no_gap() -> None:
    assert outcomes("tidewater-bikes-2024.md", "gap") == set()
    assert assessment("tidewater-bikes-2024.md").rating == "high"


def test_the_old_notice_was_fine_in_its_day_and_is_not_blamed_for_later_law() -> None:
    old = assessment("harbour-lane-2009.txt")
    assert old.regimes == ("dpa1998", "pecr")
    assert outcomes("harbour-lane-2009.txt", "gap") == set()
    assert {finding.rule for finding in old.today_findings} >= {
        "ref.stale-dpa-1998",
        "gdpr.13-1-c.legal-basis",
        "gdpr.12-5.free-of-charge",
    }


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_verdict_is_the_golden_one(name: str, golden: Callable[[Path, str], None]) -> None:
    judged = assessment(name)
    verdict = {
        "judged_on": judged.judgement.day.isoformat(),
        "regimes": judged.regimes,
        "rating": judged.rating,
        "facts": {f.name: f.value if f.status != "unclear" else "unclear" for f in judged.facts if f.status != "absent"},
        "findings": {outcome: sorted(outcomes(name, outcome)) for outcome in ("gap", "partial", "review", "satisfied")},
        "today": sorted(f"{finding.rule}: {finding.outcome}" for finding in judged.today_findings),
    }
    golden(GOLDEN / f"{name}.json", json.dumps(verdict, indent=2, ensure_ascii=False) + "\n")
