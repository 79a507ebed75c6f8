"""Which laws govern, by place and period: the two tables of the territorial test, each cell on its first and on its last day."""

import pytest

from tests.law.conftest import Judge

PERIODS = {
    "before": ("1998-10-01", "1998-10-23"),
    "dpa1998": ("2000-03-01", "2003-10-30"),
    "eprivacy": ("2003-10-31", "2003-12-10"),
    "pecr": ("2003-12-11", "2018-05-24"),
    "gdpr": ("2018-05-25", "2020-12-31"),
    "uk_gdpr": ("2021-01-01", "2026-11-22"),
}
UK, IRELAND, US = ["UK"], ["IE"], ["US"]
TABLE = [
    # period, established in, aims at, further facts, governed by
    ("before", UK, [], {}, ""),
    ("before", IRELAND, [], {}, ""),
    ("dpa1998", UK, [], {}, "dpa1998"),
    ("dpa1998", IRELAND, [], {}, "directive_national"),
    ("dpa1998", US, UK, {}, ""),
    ("dpa1998", US, [], {"uses_uk_equipment": True}, "dpa1998"),
    ("eprivacy", UK, [], {}, "dpa1998"),
    ("eprivacy", IRELAND, [], {}, "directive_national eprivacy_national"),
    ("pecr", UK, [], {}, "dpa1998 pecr"),
    ("pecr", UK, IRELAND, {}, "dpa1998 pecr"),
    ("pecr", IRELAND, [], {}, "directive_national eprivacy_national"),
    ("pecr", IRELAND, UK, {}, "directive_national eprivacy_national"),
    ("pecr", US, ["UK", "IE"], {}, ""),
    ("pecr", US, [], {"uses_uk_equipment": True}, "dpa1998"),
    ("pecr", ["UK", "IE"], [], {}, "dpa1998 pecr directive_national eprivacy_national"),
    ("gdpr", UK, [], {}, "eu_gdpr dpa2018 pecr"),
    ("gdpr", UK, IRELAND, {}, "eu_gdpr dpa2018 pecr"),
    ("gdpr", IRELAND, [], {}, "eu_gdpr eprivacy_national"),
    ("gdpr", IRELAND, UK, {}, "eu_gdpr eprivacy_national"),
    ("gdpr", US, [], {}, ""),
    ("gdpr", US, IRELAND, {}, "eu_gdpr eprivacy_national"),
    ("gdpr", US, UK, {}, "eu_gdpr dpa2018 pecr"),
    ("gdpr", US, ["UK", "IE"], {}, "eu_gdpr dpa2018 pecr eprivacy_national"),
    ("gdpr", ["UK", "IE"], [], {}, "eu_gdpr dpa2018 pecr eprivacy_national"),
    ("uk_gdpr", UK, [], {}, "uk_gdpr dpa2018 pecr"),
    ("uk_gdpr", UK, IRELAND, {}, "uk_gdpr dpa2018 pecr eu_gdpr eprivacy_national"),
    ("uk_gdpr", IRELAND, [], {}, "eu_gdpr eprivacy_national"),
    ("uk_gdpr", IRELAND, UK, {}, "eu_gdpr eprivacy_national uk_gdpr dpa2018 pecr"),
    ("uk_gdpr", US, [], {}, ""),
    ("uk_gdpr", US, IRELAND, {}, "eu_gdpr eprivacy_national"),
    ("uk_gdpr", US, UK, {}, "uk_gdpr dpa2018 pecr"),
    ("uk_gdpr", US, ["UK", "IE"], {}, "eu_gdpr eprivacy_national uk_gdpr dpa2018 pecr"),
    ("uk_gdpr", ["UK", "IE"], [], {}, "eu_gdpr eprivacy_national uk_gdpr dpa2018 pecr"),
]


@pytest.mark.parametrize(("period", "seat", "market", "more", "regimes"), TABLE)
def test_the_laws_that_govern(
    judge: Judge, period: str, seat: list[str], market: list[str], more: dict[str, bool], regimes: str
) -> None:
    for day in PERIODS[period]:
        judged = judge(day, controller_jurisdictions=seat, target_jurisdictions=market, **more)
        assert sorted(judged.derived["applicable_regimes"].value) == sorted(regimes.split()), day


@pytest.mark.parametrize(
    ("day", "seat", "rule", "runs"),
    [
        ("2014-05-01", "UK", "dpa98.s7.access", True),
        ("2014-05-01", "IE", "dpa98.s7.access", False),
        ("2014-05-01", "IE", "dir95.10.notice", True),
        ("2019-05-01", "UK", "gdpr.13-2-a.retention", True),
        ("2019-05-01", "UK", "eprivacy.5-3.eu", False),
        ("2019-05-01", "IE", "eprivacy.5-3.eu", True),
        ("2019-05-01", "IE", "pecr.6.2018", False),
        ("2019-05-01", "NL", "nl.tw-11-7a", True),
        ("2019-05-01", "DE", "nl.tw-11-7a", False),
        ("2026-06-19", "UK", "ukgdpr.13-2-ca.complaint-controller", True),
        ("2026-06-18", "UK", "ukgdpr.13-2-ca.complaint-controller", False),
        ("2026-06-19", "IE", "ukgdpr.13-2-ca.complaint-controller", False),
    ],
)
def test_a_rule_runs_where_its_place_and_its_day_govern(judge: Judge, day: str, seat: str, rule: str, runs: bool) -> None:
    assert (rule in judge(day, controller_jurisdictions=[seat]).outcomes) is runs


@pytest.mark.parametrize(
    ("day", "place", "seat", "due"),
    [
        ("2020-12-31", "UK", "US", {"gdpr.13-1-a.eu-representative"}),
        ("2021-01-01", "UK", "US", {"ukgdpr.13-1-a.uk-representative"}),
        ("2021-01-01", "IE", "US", {"gdpr.13-1-a.eu-representative"}),
        ("2020-12-31", "IE", "UK", set()),
        ("2021-01-01", "IE", "UK", {"gdpr.13-1-a.eu-representative"}),
        ("2020-12-31", "UK", "IE", set()),
        ("2021-01-01", "UK", "IE", {"ukgdpr.13-1-a.uk-representative"}),
        ("2026-11-22", "IE", "IE", set()),
    ],
)
def test_a_representative_is_due_on_the_other_side_of_the_border(
    judge: Judge, day: str, place: str, seat: str, due: set[str]
) -> None:
    outcomes = judge(day, controller_jurisdictions=[seat], target_jurisdictions=[place]).outcomes
    rules = ("gdpr.13-1-a.eu-representative", "ukgdpr.13-1-a.uk-representative")
    assert {rule for rule in rules if rule in outcomes and outcomes[rule].outcome == "gap"} == due
