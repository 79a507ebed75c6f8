"""Which day's law is applied, and over which days an uncertain date is tried."""

from datetime import date

import pytest

from compliance.dating import AsOf, interval, judgement, plausible_window
from compliance.errors import PolicyError
from compliance.model import ArchiveCapture, Fact, Span

TODAY = date(2026, 11, 22)
CAPTURE = ArchiveCapture(date(2019, 6, 1), Span(0, 10))


def facts(stated: str | None = None, captured: bool = False, **more: Fact) -> dict[str, Fact]:
    day = stated or (CAPTURE.date.isoformat() if captured else None)
    source = "stated" if stated else "archive_capture" if captured else "none"
    return {
        "policy_date": Fact("policy_date", "stated" if day else "absent", day),
        "policy_date_source": Fact("policy_date_source", "stated" if day else "absent", source),
        "policy_states_date": Fact("policy_states_date", "stated" if stated else "absent", bool(stated)),
    } | more


@pytest.mark.parametrize(
    ("stated", "captured", "as_of", "first", "last", "source"),
    [
        ("2018-05-04", True, date(2020, 1, 1), "2020-01-01", "2020-01-01", "as_of"),
        ("2018-05-04", True, None, "2019-06-01", "2019-06-01", "archive_capture"),
        ("2018-05-04", True, "stated", "2018-05-04", "2018-05-04", "stated"),
        ("2018-05-04", False, None, "2018-05-04", "2018-05-04", "stated"),
        ("2023-02", False, None, "2023-02-01", "2023-02-28", "stated"),
        ("2024", False, None, "2024-01-01", "2024-12-31", "stated"),
        ("2026", False, None, "2026-01-01", "2026-11-22", "stated"),
        (None, False, None, "2026-11-22", "2026-11-22", "today"),
        ("2018-05-04", False, "today", "2026-11-22", "2026-11-22", "as_of"),
        (None, True, "captured", "2019-06-01", "2019-06-01", "archive_capture"),
    ],
)
def test_the_judgement_day(stated: str | None, captured: bool, as_of: AsOf, first: str, last: str, source: str) -> None:
    judged = judgement(facts(stated, captured), CAPTURE if captured else None, as_of, TODAY, "policy.txt")
    assert (str(judged.day), str(judged.last_day), judged.source) == (first, last, source)


@pytest.mark.parametrize("as_of", ["stated", "captured"])
def test_a_date_that_the_policy_does_not_have_is_an_error_that_says_so(as_of: AsOf) -> None:
    with pytest.raises(PolicyError, match=f"policy.txt: --as-of {as_of}: .*give a date"):
        judgement(facts(), None, as_of, TODAY, "policy.txt")


@pytest.mark.parametrize(
    ("stated", "first", "last"),
    [("2024-02", "2024-02-01", "2024-02-29"), ("2023", "2023-01-01", "2023-12-31"), ("2023-02-17", "2023-02-17", "2023-02-17")],
)
def test_a_date_is_as_long_as_it_is_precise(stated: str, first: str, last: str) -> None:
    assert tuple(map(str, interval(stated))) == (first, last)


def test_an_undated_policy_is_tried_from_the_earliest_day_its_own_words_allow() -> None:
    undated = facts(cited_laws=Fact("cited_laws", "stated", ("uk_gdpr",)))
    judged = judgement(undated, None, None, TODAY, "policy.txt")
    assert plausible_window(judged, undated) == (date(2020, 10, 1), TODAY)
    assert plausible_window(judged, facts()) == (date(2000, 3, 1), TODAY)


def test_a_dated_policy_is_tried_on_its_own_days_only() -> None:
    dated = facts("2023-02")
    judged = judgement(dated, None, None, TODAY, "policy.txt")
    assert plausible_window(judged, dated) == (date(2023, 2, 1), date(2023, 2, 28))
