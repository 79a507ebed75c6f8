"""Stale and premature references: every row of the table, on the day the law changed and on the day before."""

import pytest

from tests.law.conftest import Judge

TABLE = [
    # facts, rule, day, outcome (None: not in force)
    ({"cited_laws": ["dpa_1998"]}, "ref.stale-dpa-1998", "2018-05-24", None),
    ({"cited_laws": ["dpa_1998"]}, "ref.stale-dpa-1998", "2018-05-25", "gap"),
    ({"cited_laws": ["directive_95_46"]}, "ref.stale-directive-95-46", "2018-05-24", None),
    ({"cited_laws": ["directive_95_46"]}, "ref.stale-directive-95-46", "2018-05-25", "gap"),
    ({"registration_law_cited": "dpa_1998"}, "ref.stale-notification-98", "2018-05-24", None),
    ({"registration_law_cited": "dpa_1998"}, "ref.stale-notification-98", "2018-05-25", "gap"),
    ({"response_time_statement": "forty_days"}, "dpa98.s7.access", "2018-05-24", "satisfied"),
    ({"response_time_statement": "forty_days"}, "gdpr.12-3.response-time", "2018-05-25", "gap"),
    ({"access_fee_statement": "up_to_10"}, "gdpr.12-5.free-of-charge", "2018-05-24", None),
    ({"access_fee_statement": "up_to_10"}, "gdpr.12-5.free-of-charge", "2018-05-25", "gap"),
    ({"cited_laws": ["gdpr"], "gdpr_named_as_eu_law": True}, "ref.eu-gdpr-only-uk-controller", "2020-12-31", None),
    ({"cited_laws": ["gdpr"], "gdpr_named_as_eu_law": True}, "ref.eu-gdpr-only-uk-controller", "2021-01-01", "gap"),
    ({"cited_laws": ["gdpr"]}, "ref.eu-gdpr-only-uk-controller", "2021-01-01", "partial"),
    ({"complaint_authority_statement": "named"}, "ref.information-commission", "2026-09-29", None),
    ({"complaint_authority_statement": "named"}, "ref.information-commission", "2026-09-30", "satisfied"),
    ({"cited_laws": ["gdpr"]}, "ref.premature-gdpr", "2018-05-24", "satisfied"),
    ({"cited_laws": ["gdpr"]}, "ref.premature-gdpr", "2018-05-25", None),
]


@pytest.mark.parametrize(("facts", "rule", "day", "outcome"), TABLE)
def test_a_reference_is_judged_by_the_law_of_the_day(
    judge: Judge, facts: dict[str, object], rule: str, day: str, outcome: str | None
) -> None:
    outcomes = judge(day, controller_jurisdictions=["UK"], **facts).outcomes
    assert (outcomes[rule].outcome if rule in outcomes else None) == outcome


def test_the_1998_act_is_no_stale_reference_in_its_own_day_and_shows_where_the_controller_is(judge: Judge) -> None:
    judged = judge("2014-05-01", cited_laws=["dpa_1998"])
    assert "dpa1998" in judged.derived["applicable_regimes"].value
    assert "ref.stale-dpa-1998" not in judged.outcomes
