"""What a page shows: the model's content in the order and words of a report."""

from dataclasses import replace

import pytest

from compliance.model import Fact, Finding, NearMiss, Reason
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


def test_notes_are_counted_as_a_noun() -> None:
    notes = [replace(samples.STALE, rule=f"gdpr.note-{i}", severity="info") for i in range(2)]
    assert view_of(samples.assessment(*notes)).result.headline == "2 gaps under 2 rules in force: 2 notes."


def test_sections_without_content_are_left_out_and_the_rest_is_numbered() -> None:
    full = view_of(samples.with_gaps()).sections
    assert [section.id for section in full] == [
        "law", "gaps", "partials", "reviews", "today", "good", "excluded", "method", "signoff", "facts", "rules",
    ]  # fmt: skip
    assert [section.number for section in full][-3:] == ["9", "Appendix A", "Appendix B"]
    bare = view_of(samples.clean()).sections
    assert [section.id for section in bare] == ["law", "gaps", "good", "method", "signoff", "facts", "rules"]


def test_why_that_law_is_told_from_the_places_the_text_names() -> None:
    assert view_of(samples.with_gaps()).law.why == "controller established in the United Kingdom (line 7)"
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
    assert [quote.where for quote in view.quotes] == ["line 16", "line 20", "line 20"]
    assert view.more_quotes == "Also on lines 31, 40 and 41."


def test_what_was_searched_in_vain_is_told_shortly() -> None:
    (whole, part) = finding_views(
        [samples.BASES, replace(samples.BASES, searched=("Cookies", "Marketing"))], samples.document(), "G"
    )
    assert whole.searched == "The whole text (7 headed sections)"
    assert part.searched == "“Cookies” and “Marketing”"
    (found,) = finding_views([samples.RETENTION], samples.document(), "G")
    assert found.searched == ""


@pytest.mark.parametrize(("place", "shown"), [({"page": 3}, "page 3"), ({"paragraph": 7}, "paragraph 7"), ({}, "line 16")])
def test_places_are_pages_of_a_pdf_paragraphs_of_a_word_file_and_else_lines(place: dict[str, int], shown: str) -> None:
    first = replace(samples.RETENTION.evidence[0], **place)  # type: ignore[arg-type]
    (view,) = finding_views([replace(samples.RETENTION, evidence=(first,) * 5)], samples.document(), "G")
    assert view.quotes[0].where == shown
    assert view.more_quotes == f"Also on {shown}."


def test_the_list_of_facts_tells_places_by_the_page_where_there_are_pages() -> None:
    paged = [replace(fact, evidence=tuple(replace(e, page=2) for e in fact.evidence)) for fact in samples.FACTS]
    view = view_of(samples.assessment(facts=tuple(paged)))
    assert (view.place_word, {row.places for row in view.facts if row.places}) == ("page", {"2"})
    assert view_of(samples.with_gaps()).place_word == "line"


def test_why_a_rule_applies_is_told_apart_from_what_the_finding_rests_on() -> None:
    (view,) = view_of(samples.with_gaps()).reviews
    assert view.applies == "direct marketing is sent"
    assert [quote.text for quote in view.applies_quotes] == ["We may share certain data with carefully selected partners."]
    assert (view.quotes, view.rests_on) == ((), ())
    assert view.searched


def test_of_the_words_for_which_a_rule_applies_one_is_quoted_beside_others_and_none_twice() -> None:
    applies = (*samples.RETENTION.evidence, *samples.STALE.evidence, *samples.RECIPIENTS.evidence)
    (view,) = finding_views([replace(samples.RETENTION, applies_evidence=applies)], samples.document(), "G")
    assert [quote.text for quote in view.applies_quotes] == ["We comply with the Data Protection Act 1998."]


def test_words_for_which_a_rule_applies_are_not_shown_again_as_the_nearest_miss() -> None:
    near = NearMiss(samples.OBJECTION.applies_evidence[0], "it does not say which")
    (view,) = finding_views([replace(samples.OBJECTION, nearest_miss=near)], samples.document(), "R")
    assert view.near is not None
    assert (view.applies, view.applies_quotes) == ("direct marketing is sent", ())


def test_a_rule_that_may_not_be_in_force_was_not_searched_for() -> None:
    law = Reason("governs", "unclear", "unclear", "whether governs holds UK is undecided")
    open_rule = replace(samples.OBJECTION, because=(law,), applies_because=(), applies_evidence=(), checks=())
    assert finding_views([open_rule], samples.document(), "R")[0].searched == ""


def test_each_finding_tells_how_often_the_check_it_rests_on_was_right() -> None:
    records = {gap.rule: gap.record for gap in view_of(samples.with_gaps()).gaps}
    assert records["gdpr.13-2-a.retention"] == "this check: 17 of 18 right on 18 policies"
    assert records["gdpr.13-1-c.legal-basis"] == "weakest of its 2 checks: 16 of 18 right on 18 policies, 1 not measured"
    assert records["ref.stale-dpa-1998"] == ""
    unmeasured = replace(samples.RETENTION, checks=("uses_cookies",))
    assert finding_views([unmeasured], samples.document(), "G")[0].record == "this check: not measured"


def test_the_limits_tell_what_was_measured_of_the_checks_of_this_report() -> None:
    told = view_of(samples.assessment(samples.RETENTION, samples.BASES)).error_rate
    assert "On 18 policies that careful readers had answered, 33 of 36 answers of the program were right" in told
    assert "measured on 22 November 2026" in told
    assert told.endswith("1 of 3 facts was not measured.")
    unmeasured = replace(samples.RETENTION, checks=("uses_cookies",))
    assert view_of(samples.assessment(unmeasured)).error_rate == "The error rate of the checks has not been measured."


def test_each_law_tells_the_days_of_its_own() -> None:
    day = Reason("day", "2021-03-03", "stated", "the judgement day 2021-03-03 is 2018-05-25 or later")
    own = {**samples.with_gaps().regime_reasons, "dpa2018": (day, *samples.BECAUSE_UK[1:])}
    (governing,) = view_of(samples.assessment(regime_reasons=own)).law.governing
    assert governing.laws[:2] == (
        "UK GDPR, in force from 1 January 2021",
        "Data Protection Act 2018 (UK), in force from 25 May 2018",
    )


def test_page_one_gives_the_first_sentence_of_a_message() -> None:
    long = replace(
        samples.BASES, message="The policy names no basis, e.g. Art. 6(1)(b) or (f). People cannot tell why. Ask the DPO."
    )
    (view,) = finding_views([long], samples.document(), "G")
    assert view.brief == "The policy names no basis, e.g. Art. 6(1)(b) or (f)."
    assert view.message == long.message


def test_a_finding_is_headed_by_what_is_wrong_and_keeps_its_demand() -> None:
    finding = replace(samples.BASES, message="The policy names no basis. People cannot tell why.")
    (view,) = finding_views([finding], samples.document(), "G")
    assert (view.headline, view.rest) == ("The policy names no basis", "People cannot tell why.")
    assert view.demand == "The legal basis of each purpose is stated"


def test_a_gap_that_rests_on_silence_quotes_nothing_but_says_what_was_searched() -> None:
    silent = Reason("right_erasure_stated", "false", "absent", "right_erasure_stated is false (the policy is silent)")
    elsewhere = Reason("items_in_linked_document", "cookies", "stated", "items_in_linked_document holds no rights")
    gap = replace(samples.RETENTION, because=(silent, elsewhere), nearest_miss=None)
    (view,) = finding_views([gap], samples.document(), "G")
    assert view.quotes == ()
    assert view.searched == "The whole text (7 headed sections)"
    assert view.rests_on == ()


def test_the_words_a_finding_rests_on_are_not_its_nearest_miss() -> None:
    both = replace(samples.RETENTION, nearest_miss=replace(samples.BASES.nearest_miss, evidence=samples.RETENTION.evidence[0]))  # type: ignore[type-var]
    (view,) = finding_views([both], samples.document(), "G")
    assert view.near is None


def test_a_long_quote_loses_its_middle_outside_the_quotation_marks() -> None:
    words = " ".join(f"word{i}" for i in range(100))
    long = replace(samples.RETENTION.evidence[0], quote=words)
    (view,) = finding_views([replace(samples.RETENTION, evidence=(long,))], samples.document(), "G")
    (quote,) = view.quotes
    assert words.startswith(quote.text)
    assert words.endswith(quote.tail)
    assert quote.quoted == f"“{quote.text}” […] “{quote.tail}”"
    assert len(quote.text + quote.tail) <= 300


def test_a_table_shows_words_that_tell_more_than_a_title() -> None:
    title, sentence = (
        samples.evidence("3. How long we keep it"),
        samples.evidence("We will keep your data for as long as necessary."),
    )
    (view,) = finding_views([replace(samples.RIGHTS, evidence=(title, sentence))], samples.document(), "")
    assert view.telling is not None
    assert view.telling.text == sentence.quote


def test_the_controller_stands_beside_a_title_that_does_not_name_it() -> None:
    named = Fact(
        "controller_identity", "stated", "legal_entity", (samples.evidence("Larkspur Gardens Ltd is registered in England"),)
    )
    facts = (*samples.FACTS, named)
    titled = samples.assessment(facts=facts)
    assert view_of(titled).controller == ""
    untitled = view_of(replace(titled, document=samples.document(title="Privacy policy")))
    assert untitled.controller == "Larkspur Gardens Ltd"
    assert untitled.running == "Privacy policy – Larkspur Gardens Ltd"


def test_regimes_with_the_same_proof_are_told_once_from_the_words_up_and_without_the_day() -> None:
    (governing,) = view_of(samples.with_gaps()).law.governing
    assert len(governing.laws) == 3
    assert governing.proof == (
        "The text places the controller in the United Kingdom (line 7)",
        "The controller is established in the United Kingdom",
        "UK privacy law reaches this policy",
    )


def test_page_one_tells_how_much_depends_on_the_date() -> None:
    date = view_of(samples.undated()).date
    assert date.summary.startswith("1 of 1 gap holds on some days only: the text gives no date")
    assert "25 May 2018 to 24 November 2026" in date.summary
    assert [(row.days, [finding.number for finding in row.findings]) for row in date.dependences] == [
        ("1 January 2021 or later", ["G1"])
    ]
    robust = replace(samples.undated(), findings=(samples.RETENTION,))
    assert view_of(robust).date.summary.startswith("Nothing: ")
    assert view_of(samples.with_gaps()).date.summary == ""


def test_facts_without_words_are_only_named() -> None:
    view = view_of(samples.with_gaps())
    assert "has_dpo_contact" in view.absent
    assert view.not_derived == ("targets_uk",)
    assert "absent" not in {fact.status for fact in (*view.facts, *view.derived)}


def test_what_todays_law_adds_is_one_line_on_page_one() -> None:
    partial, review = replace(samples.RECIPIENTS, rule="gdpr.a"), replace(samples.OBJECTION, rule="gdpr.b")
    view = view_of(samples.assessment(today_findings=(samples.ADDED_TODAY, partial, review)))
    assert view.today_line == "today’s law (24 November 2026) would add 1 gap, 1 point partly met and 1 point to decide"
    assert view_of(samples.clean()).today_line == ""
