"""What a page shows: the model's content in the order and words of a report."""

from dataclasses import replace

from compliance.model import Finding
from compliance.report.finding_view import finding_views
from compliance.report.view import view_of
from tests.report import samples


def test_page_one_lists_critical_and_major_gaps_only_and_at_most_eight() -> None:
    gaps: list[Finding] = [replace(samples.BASES, rule=f"gdpr.major-{i:02}") for i in range(11)]
    view = view_of(samples.assessment(*gaps, samples.SHIELD, samples.STALE, samples.OBJECTION))
    assert [finding.level for finding in view.result.matters] == ["critical"] + ["major"] * 7
    assert view.result.more == 4
    assert view.result.matters[0].number == "G1"


def test_findings_are_numbered_by_gravity_then_rule() -> None:
    view = view_of(samples.with_gaps())
    assert [(gap.number, gap.rule) for gap in view.gaps] == [
        ("G1", "trf.privacy-shield-invalid"),
        ("G2", "gdpr.13-1-c.legal-basis"),
        ("G3", "gdpr.13-2-a.retention"),
        ("G4", "ref.stale-dpa-1998"),
    ]
    assert [(finding.number, finding.rule) for finding in view.reviews] == [("R1", "gdpr.21-4.objection")]
    assert [finding.number for finding in view.satisfied] == ["", ""]


def test_counts_add_up() -> None:
    view = view_of(samples.with_gaps())
    assert {count.outcome: count.total for count in view.result.counts} == {
        "gap": 4,
        "partial": 1,
        "review": 1,
        "satisfied": 2,
        "not_applicable": 1,
    }
    assert all(sum(count.by_level) == count.total for count in view.result.counts if count.by_level)
    assert view.result.headline == "4 gaps under 9 rules in force: 1 critical, 2 major and 1 minor."


def test_sections_without_content_are_left_out_and_the_rest_is_numbered() -> None:
    full = view_of(samples.with_gaps()).sections
    assert [section.id for section in full] == [
        "law", "gaps", "partials", "reviews", "today", "good", "excluded", "method", "signoff", "facts", "rules",
    ]  # fmt: skip
    assert [section.number for section in full][-3:] == ["9", "Appendix A", "Appendix B"]
    bare = view_of(samples.clean()).sections
    assert [section.id for section in bare] == ["law", "gaps", "good", "method", "signoff", "facts", "rules"]


def test_why_that_law_is_told_from_the_places_the_text_names() -> None:
    assert view_of(samples.with_gaps()).law.why == "controller established in UK (line 7)"
    nowhere = tuple(fact for fact in samples.FACTS if not fact.name.endswith("jurisdictions"))
    assert "neither" in view_of(samples.assessment(facts=nowhere)).law.why


def test_the_archive_date_is_no_stated_date() -> None:
    rows = {row.label: row.text for row in view_of(samples.captured()).document}
    assert rows["Archive capture"] == "2 September 2011"
    assert rows["Date it states"] == "none"
    assert {row.label: row.text for row in view_of(samples.with_gaps()).document}["Date it states"] == "3 March 2021"


def test_a_finding_shows_few_quotes_and_names_the_lines_of_the_others() -> None:
    quotes = tuple(replace(samples.RETENTION.evidence[0], line=line) for line in (16, 20, 20, 31, 40, 41))
    (view,) = finding_views([replace(samples.RETENTION, evidence=quotes)], samples.document(), "G")
    assert [quote.where for quote in view.quotes] == ["line 16", "line 20", "line 20", "line 31"]
    assert view.more_quotes == "Also on lines 40 and 41."


def test_what_was_searched_in_vain_is_told_shortly() -> None:
    (whole, part) = finding_views(
        [samples.BASES, replace(samples.BASES, searched=("Cookies", "Marketing"))], samples.document(), "G"
    )
    assert whole.searched == "The whole text (7 headed sections)"
    assert part.searched == "“Cookies” and “Marketing”"
    (found,) = finding_views([samples.RETENTION], samples.document(), "G")
    assert found.searched == ""


def test_page_numbers_of_paged_files_are_shown() -> None:
    paged = replace(samples.RETENTION.evidence[0], page=3)
    (view,) = finding_views([replace(samples.RETENTION, evidence=(paged,))], samples.document(), "G")
    assert view.quotes[0].where == "page 3, line 16"


def test_page_one_gives_the_first_sentence_of_a_message() -> None:
    long = replace(
        samples.BASES, message="The policy names no basis, e.g. Art. 6(1)(b) or (f). People cannot tell why. Ask the DPO."
    )
    (view,) = finding_views([long], samples.document(), "G")
    assert view.brief == "The policy names no basis, e.g. Art. 6(1)(b) or (f)."
    assert view.message == long.message
