"""Which day's law is applied: `--as-of`, else the archive capture, else the stated date, else today."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Literal

from compliance.errors import PolicyError
from compliance.model import ArchiveCapture, Fact, Judgement

AsOf = date | Literal["today", "stated", "captured"] | None

EARLIEST = date(2000, 3, 1)
"""First day of the oldest law encoded: no older policy can be judged."""

_CLUES: tuple[tuple[str, str, date], ...] = (
    ("cited_laws", "gdpr", date(2016, 4, 27)),
    ("cited_laws", "dpa_2018", date(2018, 5, 23)),
    ("cited_laws", "uk_gdpr", date(2020, 10, 1)),
    ("cited_laws", "pecr", date(2003, 12, 11)),
    ("transfer_mechanisms", "privacy_shield", date(2016, 7, 12)),
    ("transfer_mechanisms", "eu_scc_2021", date(2021, 6, 27)),
    ("transfer_mechanisms", "uk_idta", date(2022, 3, 21)),
    ("transfer_mechanisms", "uk_addendum", date(2022, 3, 21)),
    ("transfer_mechanisms", "dpf", date(2023, 7, 10)),
    ("transfer_mechanisms", "uk_us_bridge", date(2023, 10, 12)),
    ("legal_bases_claimed", "recognised_legitimate_interest", date(2025, 6, 19)),
    ("cookie_consent_mechanism", "opt_in", date(2011, 5, 26)),
)
"""What a text cannot have said before a certain day."""


def judgement(facts: Mapping[str, Fact], archive: ArchiveCapture | None, as_of: AsOf, today: date, path: str) -> Judgement:
    """The days on which the policy is judged: one day, or the first and last of an interval.

    Raises PolicyError where `as_of` asks for a date that the policy does not have.
    """
    if isinstance(as_of, date):
        return Judgement(as_of, as_of, "as_of", "the day asked for")
    if as_of == "today":
        return Judgement(today, today, "as_of", "today, as asked for")
    stated = _stated_day(facts)
    if as_of == "captured" and archive is None:
        raise PolicyError(path, "--as-of captured: the text has no archive capture line", "give a date, or leave --as-of out")
    if as_of == "stated" and stated is None:
        raise PolicyError(path, "--as-of stated: the policy states no date", "give a date, or leave --as-of out")
    if archive is not None and as_of != "stated":
        return Judgement(
            archive.date, archive.date, "archive_capture", "the text was live when it was captured and had to meet that day's law"
        )
    if stated is not None:
        first, last = interval(stated)
        return Judgement(first, min(last, max(today, first)), "stated", "the date the policy gives")
    return Judgement(today, today, "today", "the policy has no date; a notice in use must meet today's law")


def plausible_window(judged: Judgement, facts: Mapping[str, Fact]) -> tuple[date, date]:
    """The days on which the judged text may have been in force: for an undated one, from the earliest its own words allow."""
    if judged.source != "today":
        return judged.day, judged.last_day
    clues = [day for name, value, day in _CLUES if _says(facts.get(name), value)]
    return min(max([EARLIEST, *clues]), judged.day), judged.day


def interval(day: str) -> tuple[date, date]:
    """First and last day of 2023-02-17, 2023-02 or 2023."""
    parts = [int(part) for part in day.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 0
    if len(parts) == 3:
        only = date(year, month, parts[2])
        return only, only
    if month:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)


def _stated_day(facts: Mapping[str, Fact]) -> str | None:
    day, source = facts["policy_date"], facts["policy_date_source"]
    states = facts["policy_states_date"]
    return day.value if isinstance(day.value, str) and states.value is True and source.value != "archive_capture" else None


def _says(fact: Fact | None, value: str) -> bool:
    if fact is None or fact.status != "stated":
        return False
    return value in fact.value if isinstance(fact.value, tuple) else fact.value == value
