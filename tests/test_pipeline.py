"""A policy from text to assessment: certainty over an interval, what today's law adds, evidence and near misses of findings."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from compliance.ingest import read_policy, read_text
from compliance.model import Assessment, Finding
from compliance.pipeline import Program
from compliance.report.html_report import to_html
from compliance.report.text_report import to_text
from compliance.resources import rulesets_dir
from tests.ingest.docx_files import package, paragraph
from tests.ingest.pdf_files import printed

TODAY = date(2026, 11, 22)
UK = "Quillon Lamps Limited (“we”) is registered in England. We use your name and address to deliver your order.\n"
KEPT = "We keep your personal data for as long as necessary."


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


def test_each_regime_governs_for_reasons_of_its_own() -> None:
    judged = assess("Last updated: 3 May 2019.\n\n" + UK)
    days = {name: [r.text for r in reasons if r.fact == "day"] for name, reasons in judged.regime_reasons.items()}
    assert list(days) == ["pecr", "eu_gdpr", "dpa2018"]
    assert "2003-12-11 or later" in days["pecr"][0]
    assert "from 2018-05-25 to 2020-12-31" in days["eu_gdpr"][0]
    assert "2018-05-25 or later" in days["dpa2018"][0]


def test_a_policy_of_pages_is_quoted_by_page_from_the_file_to_the_proof(tmp_path: Path) -> None:
    pdf = tmp_path / "notice.pdf"
    pdf.write_bytes(printed(f"<h1>Privacy policy</h1><p>{UK}</p><p style='break-before: page'>{KEPT}</p>"))
    document = read_policy(str(pdf))
    judged = program().assess(document, TODAY, TODAY)
    kept = next(e for one in judged.findings if one.rule == "gdpr.13-2-a.retention" for e in one.evidence)
    assert kept.where == "page 2"
    assert "page 2 says: “We keep" in to_text(judged)
    assert '<span class="where">page 2</span>' in to_html(judged)
    assert "page 2: “We keep" in program().explain(document, "gdpr.13-2-a.retention", TODAY, TODAY)


def test_a_word_file_is_quoted_by_paragraph_from_the_file_to_the_proof(tmp_path: Path) -> None:
    docx = tmp_path / "notice.docx"
    docx.write_bytes(package(paragraph("Privacy policy") + paragraph(UK.strip()) + paragraph(KEPT)))
    document = read_policy(str(docx))
    judged = program().assess(document, TODAY, TODAY)
    kept = next(e for one in judged.findings if one.rule == "gdpr.13-2-a.retention" for e in one.evidence)
    assert kept.where == "paragraph 3"
    assert "paragraph 3 says: “We keep" in to_text(judged)
    assert '<span class="where">paragraph 3</span>' in to_html(judged)
    assert "paragraph 3: “We keep" in program().explain(document, "gdpr.13-2-a.retention", TODAY, TODAY)


OLD = """Last updated: 3 May 2009.

Quillon Lamps Limited (“we”) is registered in England. We use your name and address to deliver your order.
We charge a fee of £10 for a copy of your data. Write to us to get a copy of your data.
"""


def test_the_law_of_the_day_stands_beside_todays_where_it_is_asked_for() -> None:
    judged = program().assess(read_text(OLD), TODAY, then_and_now=True)
    compared = judged.then_and_now
    assert compared is not None
    assert (compared.then, compared.now) == (date(2009, 5, 3), TODAY)
    assert compared.regimes_now == ("pecr", "uk_gdpr", "dpa2018")
    now = {change.now.rule: change for change in compared.changes if change.now}
    assert [f.rule for f in now["gdpr.13-1-a.identity"].then] == ["dpa98.sch1-2-3-a.identity"]
    assert now["gdpr.13-1-a.identity"].kind == "still_fine"
    assert [f.rule for f in now["gdpr.13-2-b.access"].then] == ["dpa98.s7.access"]
    assert now["gdpr.12-5.free-of-charge"].kind == "new"
    assert [f.rule for f in now["pecr.6.2026"].then] == ["pecr.6.2003"]


def test_every_requirement_of_either_day_stands_in_one_row() -> None:
    judged = program().assess(read_text(OLD), TODAY, then_and_now=True)
    compared = judged.then_and_now
    assert compared is not None
    then = [finding for change in compared.changes for finding in change.then]
    assert sorted(then, key=lambda f: f.rule) == sorted(judged.findings, key=lambda f: f.rule)
    now = [change.now.rule for change in compared.changes if change.now]
    by_today = program().assess(read_text(OLD), TODAY, TODAY).findings
    assert sorted(now) == sorted(finding.rule for finding in by_today)


def test_the_comparison_is_made_only_where_it_is_asked_for_and_changes_nothing_else() -> None:
    plain, compared = (program().assess(read_text(OLD), TODAY, then_and_now=asked) for asked in (False, True))
    assert plain.then_and_now is None
    assert replace(compared, then_and_now=None) == plain


def test_where_the_judged_day_is_today_there_is_nothing_to_compare() -> None:
    compared = program().assess(read_text(OLD), TODAY, TODAY, then_and_now=True).then_and_now
    assert compared is not None
    assert (compared.then, compared.now, compared.changes) == (TODAY, TODAY, ())


@pytest.mark.parametrize(
    ("rule", "day", "text"),
    [
        (
            "gdpr.5-1-a.misleading-share-promise",
            date(2020, 5, 4),
            "We will never share your personal data with third parties without your consent.\n\n"
            "We share your data with our partners so that they can send you offers of their own.\n",
        ),
        (
            "x.cookie-contradiction",
            date(2020, 5, 4),
            "This site does not use cookies.\n\nWe use analytics and advertising cookies.\n",
        ),
        (
            "dpa98.sch1-1.misleading",
            date(2009, 5, 4),
            "This site does not use cookies.\n\nWe use analytics and advertising cookies.\n",
        ),
    ],
)
def test_a_promise_and_the_words_against_it_are_told_apart(rule: str, day: date, text: str) -> None:
    promise, practice = text.strip().split("\n\n")
    (pair,) = finding(assess(UK + "\n" + text, day), rule).contradictions
    assert [evidence.quote for evidence in pair.promise] == [promise]
    assert practice in [evidence.quote for evidence in pair.practice]
