"""The law of the policy's day beside today's, and statements that contradict each other, in every format."""

import json
from dataclasses import replace
from datetime import date

import pytest

from compliance.model import Assessment, ThenAndNow
from compliance.report.comparison_view import Standing, comparison_view, summary
from compliance.report.finding_view import finding_views
from compliance.report.html_report import to_html
from compliance.report.json_report import to_json
from compliance.report.text_report import to_text
from compliance.report.view import view_of
from tests.report import samples

THEN, NOW = date(2021, 3, 3), date(2026, 11, 24)


def compared() -> ThenAndNow:
    made = samples.then_and_now().then_and_now
    assert made is not None
    return made


def on_one_day() -> Assessment:
    return replace(samples.clean(), then_and_now=ThenAndNow(NOW, NOW, ("uk_gdpr",), ()))


def test_one_sentence_counts_what_time_did() -> None:
    assert summary(compared()) == (
        "7 requirements were made of this policy on 3 March 2021 or 24 November 2026: 1 fine then but short of the law now, "
        "1 asked now but not then (1 not met, or only in part), 1 short of it then and now, 1 for a person to decide, "
        "1 short of it then but fine now, 1 no longer asked and 1 fine then and now."
    )


def test_a_day_that_is_today_and_a_law_that_asks_nothing_are_said_in_a_sentence() -> None:
    assert summary(ThenAndNow(NOW, NOW, (), ())) == (
        "The policy is judged by the law of today, 24 November 2026: then and now are the same law."
    )
    assert summary(ThenAndNow(THEN, NOW, (), ())) == "No requirement was made of this policy on 3 March 2021 or 24 November 2026."


def test_requirements_stand_in_groups_the_most_important_first() -> None:
    view = comparison_view(compared(), ("dpa1998", "pecr"))
    assert view is not None
    assert [(group.title, len(group.rows)) for group in view.groups] == [
        ("Fine then, short of the law now", 1),
        ("Asked now, not then", 1),
        ("Short of the law then and now", 1),
        ("For a person to decide, then or now", 1),
        ("Short of the law then, fine now", 1),
        ("Asked then, no longer now", 1),
        ("Fine then and now", 1),
    ]
    assert (view.law_then, view.law_now, view.not_asked) == ("DPA 1998 and PECR 2003", "UK GDPR and DPA 2018", 1)


def test_a_row_tells_both_outcomes_and_what_is_wrong_now() -> None:
    view = comparison_view(compared(), ())
    assert view is not None
    rows = {group.kind: group.rows[0] for group in view.groups}
    lost = rows["now_short"]
    assert (lost.then, lost.now) == (
        Standing("Met"),
        Standing("Partly met", "minor", "Minor", "The right is told without its period"),
    )
    assert rows["new"].then == Standing("Not in force")
    assert rows["no_longer_asked"].now == Standing("No longer in force")
    assert rows["no_longer_asked"].then.brief.startswith("The policy rests transfers")
    assert rows["still_short"].then.brief == ""
    assert rows["now_fine"].then.brief == view_of(samples.with_gaps()).gaps[1].headline


def test_a_row_of_successive_rules_cites_both_laws_and_the_rule_of_today() -> None:
    view = comparison_view(compared(), ())
    assert view is not None
    row = view.groups[-1].rows[0]
    assert row.provision == "GDPR Art. 13(2)(d); now DPA 2018 s. 165"
    assert row.rule == "ukgdpr.13-2-d.s165"
    assert view.groups[0].rows[0].provision == "GDPR Art. 13(2)(b), 15"


def test_the_report_has_the_section_only_where_it_was_asked_for_and_time_has_passed() -> None:
    asked, plain, same = (view_of(made) for made in (samples.then_and_now(), samples.with_gaps(), on_one_day()))
    ids = [section.id for section in asked.sections]
    assert "then_and_now" in ids
    assert "today" not in ids  # the comparison holds what today's law adds
    assert plain.comparison is None
    for view in (plain, same):
        assert "then_and_now" not in [section.id for section in view.sections]


def test_page_one_counts_and_the_section_lists() -> None:
    html = to_html(samples.then_and_now())
    first, rest = html.split('id="contents"')
    assert '<th scope="row">Then and now</th><td>7 requirements were made' in first
    assert 'href="#then_and_now"' in first
    assert "In use today" not in html
    assert rest.count('<table class="list compact compared">') == 7
    assert "The right is told without its period" in rest


def test_where_the_judged_day_is_today_page_one_says_so_and_nothing_is_added() -> None:
    html = to_html(on_one_day())
    assert html.count("then and now are the same law") == 1
    assert 'class="list compact compared"' not in html
    assert "Then and now: The policy is judged by the law of today" in to_text(on_one_day(), width=120)


def test_the_terminal_lists_each_requirement_on_a_line() -> None:
    text = to_text(samples.then_and_now(), width=90)
    assert "Then and now: 7 requirements were made of this policy" in text
    assert "  Fine then, short of the law now (1)\n    [minor]    gdpr.13-2-b.access: met → partly met\n" in text
    assert "    [major]    ukgdpr.13-2-ca.controller-complaint: not in force → gap\n" in text
    assert "               trf.privacy-shield-invalid: gap → no longer in force\n" in text
    assert "would add" not in text
    assert max(len(line) for line in text.splitlines()) <= 90


def test_json_has_every_requirement_of_either_day_and_no_key_unless_asked() -> None:
    data = json.loads(to_json(samples.then_and_now()))["then_and_now"]
    assert (data["then"], data["now"], data["regimes_now"]) == ("2021-03-03", "2026-11-24", ["uk_gdpr", "dpa2018"])
    assert data["summary"] == summary(compared())
    assert [row["change"] for row in data["requirements"]][-1] == "not_asked"
    assert len(data["requirements"]) == 8
    assert data["requirements"][0]["then"][0]["outcome"] == "satisfied"
    assert data["requirements"][0]["now"]["outcome"] == "partial"
    assert data["requirements"][1]["then"] == []
    assert data["requirements"][5]["now"] is None
    assert "then_and_now" not in json.loads(to_json(samples.with_gaps()))
    assert json.loads(to_json(on_one_day()))["then_and_now"]["requirements"] == []


def test_promise_and_practice_are_shown_side_by_side_and_not_again() -> None:
    made = samples.contradicting()
    (view,) = finding_views(made.findings, made.document, "G")
    ((promise, practice),) = [(sides.promise, sides.practice) for sides in view.contradictions]
    assert [quote.text for quote in promise] == ["We always keep your data safe."]
    assert [quote.text for quote in practice] == ["We may share certain data with carefully selected partners."]
    assert [quote.text for quote in view.quotes] == ["You may ask us for a copy of your data"]


def test_words_of_a_contradiction_are_not_told_again_as_what_makes_the_rule_apply() -> None:
    made = samples.contradicting()
    (one,) = made.findings
    applied = replace(one, evidence=(), applies_evidence=one.evidence[:2])
    (view,) = finding_views([applied], made.document, "G")
    assert view.contradictions
    assert view.applies_quotes == ()
    assert view.searched == ""


def test_both_sides_carry_their_label_and_their_line() -> None:
    html, text = to_html(samples.contradicting()), to_text(samples.contradicting(), width=100)
    table = html[html.index('<table class="sides">') :]
    assert table.index("The policy promises") < table.index("It also says") < table.index("We always keep your data safe.")
    assert table.index("line 17") < table.index("line 12")
    assert "line 17 promises: “We always keep your data safe.”" in text
    assert "line 12 also says: “We may share certain data with carefully selected partners.”" in text


def test_json_tells_the_sides_apart_where_there_are_any() -> None:
    (found,) = json.loads(to_json(samples.contradicting()))["findings"]
    ((pair),) = found["contradictions"]
    assert [pair[side][0]["line"] for side in ("promise", "practice")] == [17, 12]
    assert "contradictions" not in json.loads(to_json(samples.with_gaps()))["findings"][0]


@pytest.mark.parametrize("row", [0, 5])
def test_a_message_of_a_requirement_is_cut_on_a_page(row: int) -> None:
    change = compared().changes[row]
    long = [replace(one, message="word " * 100) for one in (*change.then, *([change.now] if change.now else []))]
    changed = replace(change, then=tuple(long[: len(change.then)]), now=long[-1] if change.now else None)
    view = comparison_view(replace(compared(), changes=(changed,)), ())
    assert view is not None
    (shown,) = view.groups[0].rows
    assert max(len(shown.then.brief), len(shown.now.brief)) <= 160
