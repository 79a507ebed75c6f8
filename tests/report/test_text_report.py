"""The report on a terminal."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from compliance.model import Reason
from compliance.report.text_report import to_text
from tests.conftest import Golden
from tests.report import hostile, samples

HERE = Path(__file__).parent / "golden"
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("name", ["with_gaps", "clean", "undated", "ungoverned", "captured", "then_and_now", "contradicting"])
def test_golden(name: str, golden: Golden) -> None:
    golden(HERE / f"{name}.txt", to_text(getattr(samples, name)(), colour=False, width=90))


def test_gravest_gaps_come_first_with_words_line_and_remedy() -> None:
    text = to_text(samples.with_gaps(), colour=False, width=100)
    order = [
        text.index(rule)
        for rule in ("trf.privacy-shield-invalid", "gdpr.13-1-c.legal-basis", "gdpr.13-2-a.retention", "ref.stale-dpa-1998")
    ]
    assert order == sorted(order)
    assert "line 16 says: “We will keep your data for as long as necessary.”" in text
    assert "→ Name the basis of Art. 6(1) beside each purpose." in text
    assert "2 met, 1 not applicable." in text
    assert "Today’s law (24 November 2026) would add 1 gap:\n  [major]    ukgdpr.13-2-ca.controller-complaint" in text


def test_an_open_point_tells_why_it_is_open() -> None:
    unclear = Reason("is_charity", "unclear", "unclear", "is_charity is unclear: it names a fund")
    text = to_text(samples.assessment(replace(samples.OBJECTION, because=(unclear,), applies_because=())))
    assert "open because: It is open whether the controller is a charity: it names a fund" in text


def test_colour_only_repeats_what_the_words_say() -> None:
    plain, coloured = (to_text(samples.with_gaps(), colour=colour, width=90) for colour in (False, True))
    assert "\x1b" not in plain
    assert "\x1b[1;31m[critical]\x1b[0m" in coloured
    assert ESCAPE.sub("", coloured) == plain


@pytest.mark.parametrize("width", [20, 64, 90, 160])
def test_lines_keep_to_the_width(width: int) -> None:
    text = to_text(samples.with_gaps(), colour=False, width=width)
    assert max(len(line) for line in text.splitlines()) <= max(width, 64)


def test_no_words_of_a_policy_drive_the_terminal() -> None:
    text = to_text(hostile.assessment(), colour=False, width=90)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "[U+001B]" in text
    assert len(text) < 30_000


def test_a_report_without_findings_says_that_nothing_was_judged() -> None:
    text = to_text(samples.ungoverned(), colour=False, width=90)
    assert "Not rated." in text
    assert "Gaps (" not in text


def test_an_interval_names_both_days() -> None:
    judged = replace(samples.with_gaps().judgement, last_day=samples.with_gaps().judgement.day.replace(day=31))
    assert "Judged on 3 March 2021 to 31 March 2021" in to_text(
        replace(samples.with_gaps(), judgement=judged), colour=False, width=100
    )
