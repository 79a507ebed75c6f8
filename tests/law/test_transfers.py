"""Transfer tools and adequate countries: every row of the validity tables, on the days around each change."""

from datetime import date, timedelta

import pytest

from tests.law.conftest import Judge

TOOLS = [
    # tool, valid for (EU, UK) data on each day
    (["safe_harbor"], {"2015-10-05": (True, True), "2015-10-06": (False, False)}),
    (
        ["privacy_shield"],
        {"2016-07-11": (False, False), "2016-07-12": (True, True), "2020-07-15": (True, True), "2020-07-16": (False, False)},
    ),
    (["dpf"], {"2023-07-09": (False, False), "2023-07-10": (True, False), "2026-11-22": (True, False)}),
    (["uk_us_bridge"], {"2023-10-11": (False, False), "2023-10-12": (False, True)}),
    (
        ["eu_scc_legacy"],
        {"2022-12-27": (True, True), "2022-12-28": (False, True), "2024-03-20": (False, True), "2024-03-21": (False, False)},
    ),
    (["eu_scc_2021"], {"2021-06-26": (False, False), "2021-06-27": (True, False), "2026-11-22": (True, False)}),
    (["uk_idta"], {"2022-03-20": (False, False), "2022-03-21": (False, True)}),
    (["eu_scc_2021", "uk_addendum"], {"2022-03-20": (True, False), "2022-03-21": (True, True)}),
    (["bcr"], {"2019-05-01": (True, True), "2026-11-22": (True, True)}),
    (["scc_unspecified"], {"2019-05-01": (True, True), "2026-11-22": (True, True)}),
]


@pytest.mark.parametrize(("tools", "days"), TOOLS, ids=lambda value: "+".join(value) if isinstance(value, list) else "")
def test_the_validity_of_a_tool(judge: Judge, tools: list[str], days: dict[str, tuple[bool, bool]]) -> None:
    for day, valid in days.items():
        derived = judge(day, controller_jurisdictions=["UK", "IE"], transfer_mechanisms=tools).derived
        assert (derived["transfer_tool_valid_eu"].value, derived["transfer_tool_valid_uk"].value) == valid, day


EU_DECISIONS = {
    "CH": "2000-07-26",
    "CA": "2001-12-20",
    "AR": "2003-06-30",
    "GG": "2003-11-21",
    "IM": "2004-04-28",
    "JE": "2008-05-08",
    "FO": "2010-03-05",
    "AD": "2010-10-19",
    "IL": "2011-01-31",
    "UY": "2012-08-21",
    "NZ": "2012-12-19",
    "JP": "2019-01-23",
    "UK": "2021-06-28",
    "KR": "2021-12-17",
    "BR": "2026-01-26",
}


@pytest.mark.parametrize("country", sorted(EU_DECISIONS))
def test_a_country_is_adequate_for_the_eu_once_the_commission_says_so(judge: Judge, country: str) -> None:
    def lacking(day: date) -> object:
        return (
            judge(day.isoformat(), controller_jurisdictions=["IE"], transfer_destinations=[country])
            .derived["destination_without_adequacy_eu"]
            .value
        )

    adopted = date.fromisoformat(EU_DECISIONS[country])
    assert lacking(adopted) is False
    assert lacking(date(2026, 11, 22)) is False
    if country == "UK":
        assert lacking(date(2020, 12, 31)) is False, "the law of a member state still applied"
        assert lacking(date(2021, 1, 1)) is False, "the bridge of the trade deal"
    else:
        assert lacking(adopted - timedelta(days=1)) is True


@pytest.mark.parametrize(
    ("country", "day", "lacking"),
    [
        ("CH", "2021-01-01", False),
        ("IE", "2021-01-01", False),
        ("KR", "2022-12-18", True),
        ("KR", "2022-12-19", False),
        ("BR", "2026-11-22", True),
        ("IN", "2026-11-22", True),
        ("US", "2023-10-11", True),
        ("US", "2023-10-12", False),
    ],
)
def test_the_list_of_the_united_kingdom_is_its_own(judge: Judge, country: str, day: str, lacking: bool) -> None:
    derived = judge(day, controller_jurisdictions=["UK"], transfer_destinations=[country]).derived
    assert derived["destination_without_adequacy_uk"].value is lacking


RULES = [
    # rule, seat, tools, day, outcome
    ("trf.safe-harbor-invalid", "IE", ["safe_harbor"], "2015-10-05", None),
    ("trf.safe-harbor-invalid", "IE", ["safe_harbor"], "2015-10-06", "gap"),
    ("trf.privacy-shield-invalid", "UK", ["privacy_shield"], "2020-07-15", None),
    ("trf.privacy-shield-invalid", "UK", ["privacy_shield"], "2020-07-16", "gap"),
    ("trf.framework-premature", "IE", ["privacy_shield"], "2016-07-11", "gap"),
    ("trf.framework-premature", "IE", ["privacy_shield"], "2016-07-12", "not_applicable"),
    ("trf.framework-premature", "IE", ["dpf"], "2023-07-09", "gap"),
    ("trf.framework-premature", "IE", ["dpf"], "2023-07-10", "not_applicable"),
    ("trf.framework-premature", "UK", ["uk_us_bridge"], "2023-10-11", "gap"),
    ("trf.framework-premature", "UK", ["uk_us_bridge"], "2023-10-12", "not_applicable"),
    ("trf.dpf-without-uk-extension", "UK", ["dpf"], "2024-01-01", "gap"),
    ("trf.dpf-without-uk-extension", "UK", ["dpf", "uk_us_bridge"], "2024-01-01", "satisfied"),
    ("trf.legacy-scc-eu", "IE", ["eu_scc_legacy"], "2021-09-26", None),
    ("trf.legacy-scc-eu", "IE", ["eu_scc_legacy"], "2021-09-27", "partial"),
    ("trf.legacy-scc-eu", "IE", ["eu_scc_legacy"], "2022-12-28", "gap"),
    ("trf.legacy-scc-uk", "UK", ["eu_scc_legacy"], "2022-09-21", None),
    ("trf.legacy-scc-uk", "UK", ["eu_scc_legacy"], "2024-03-20", "partial"),
    ("trf.legacy-scc-uk", "UK", ["eu_scc_legacy"], "2024-03-21", "gap"),
    ("trf.eu-scc-2021-no-addendum", "UK", ["eu_scc_2021"], "2024-01-01", "gap"),
    ("trf.eu-scc-2021-no-addendum", "UK", ["eu_scc_2021", "uk_addendum"], "2024-01-01", "not_applicable"),
]


@pytest.mark.parametrize(("rule", "seat", "tools", "day", "outcome"), RULES)
def test_the_rules_on_tools(judge: Judge, rule: str, seat: str, tools: list[str], day: str, outcome: str | None) -> None:
    outcomes = judge(day, controller_jurisdictions=[seat], transfer_mechanisms=tools).outcomes
    assert (outcomes[rule].outcome if rule in outcomes else None) == outcome
