"""A policy from text to assessment: certainty over an interval, what today's law adds, evidence and near misses of findings."""

from datetime import date
from functools import cache

from compliance.ingest import read_text
from compliance.model import Assessment, Finding
from compliance.pipeline import Program
from compliance.resources import rulesets_dir

TODAY = date(2026, 11, 22)
UK = "Quillon Lamps Limited (“we”) is registered in England. We use your name and address to deliver your order.\n"


@cache
def program() -> Program:
    return Program.load(rulesets_dir())


def assess(text: str, as_of: date | None = None) -> Assessment:
    return program().assess(read_text(text), TODAY, as_of)


def finding(assessment: Assessment, rule: str) -> Finding:
    return next(finding for finding in assessment.findings if finding.rule == rule)


def test_every_quote_of_every_finding_is_the_text_at_its_span() -> None:
    judged = assess(UK + "\nWe keep your data as long as necessary.\n")
    quotes = [evidence for one in judged.findings for evidence in one.evidence]
    assert quotes
    assert all(judged.document.quote(evidence.span) == evidence.quote for evidence in quotes)


def test_a_gap_says_what_was_searched_and_shows_the_nearest_miss() -> None:
    gap = finding(
        assess("# Privacy\n\n" + UK + "\n## Contact\n\nIf you have questions, please contact us.\n"), "gdpr.13-1-a.contact"
    )
    assert gap.outcome == "gap"
    assert gap.searched == ("Privacy", "Contact")
    assert gap.nearest_miss is not None
    assert "contact us" in gap.nearest_miss.evidence.quote


def test_an_undated_policy_is_judged_today_and_says_what_depends_on_the_date() -> None:
    judged = assess(UK)
    assert (judged.judgement.day, judged.judgement.source) == (TODAY, "today")
    assert judged.candidates[0].regimes == ("dpa1998",)
    assert judged.candidates[-1].regimes == ("pecr", "uk_gdpr", "dpa2018")
    assert judged.candidates[-1].end == TODAY
    basis = finding(judged, "gdpr.13-1-c.legal-basis")
    assert (basis.outcome, basis.certainty) == ("gap", "conditional")
    assert "2018-05-25" in basis.certainty_why


def test_a_month_on_both_sides_of_the_gdpr_makes_its_findings_conditional() -> None:
    judged = assess("Last updated: May 2018.\n\n" + UK)
    assert judged.judgement.day == date(2018, 5, 1)
    assert [(str(c.start), str(c.end)) for c in judged.candidates] == [("2018-05-01", "2018-05-24"), ("2018-05-25", "2018-05-31")]
    assert finding(judged, "dpa98.sch1-2-3-c.purposes").certainty == "conditional"


def test_a_dated_policy_has_robust_findings_and_today_adds_what_is_new() -> None:
    judged = assess("Last updated: 3 May 2019.\n\n" + UK)
    assert {one.certainty for one in judged.findings} == {"robust"}
    assert judged.candidates == ()
    assert "ukgdpr.13-2-ca.complaint-controller" in {one.rule for one in judged.today_findings}


def test_a_policy_that_no_regime_governs_is_judged_and_not_rated() -> None:
    judged = assess("Riverbank Tools, Inc. (“we”) is a Delaware corporation. We use your address to deliver your order.\n")
    assert (judged.regimes, judged.findings, judged.rating) == (("none",), (), "not_rated")


def test_the_order_and_number_of_policies_judged_before_changes_nothing() -> None:
    alone = assess(UK, TODAY)
    assess("Last updated: 3 May 2019.\n\n" + UK)
    again = assess(UK, TODAY)
    assert (alone.findings, alone.facts, alone.derived) == (again.findings, again.facts, again.derived)


def test_invisible_characters_change_no_finding() -> None:
    text = UK + "\nWe never share your data. We keep it for two years.\n"
    hidden = "​".join(text)
    outcomes = [{one.rule: one.outcome for one in assess(t, TODAY).findings} for t in (text, hidden)]
    assert outcomes[0] == outcomes[1]
