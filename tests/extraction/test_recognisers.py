"""Dates, durations, addresses, numbers and names, as the lexicon's `recognise` finds them."""

import time

import pytest

from compliance.extraction.lines import Lines
from compliance.extraction.recognisers import RECOGNISERS, recognised


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("date", "Last updated: 17th of February 2023", [("17th of February 2023", "2023-02-17")]),
        ("date", "Effective May 5, 2020", [("May 5, 2020", "2020-05-05")]),
        ("date", "Last Revised: March, 2023", [("March, 2023", "2023-03")]),
        ("date", "on 2021-06-30 and in 2019", [("2021-06-30", "2021-06-30"), ("2019", "2019")]),
        ("date", "25/12/2019 or 12/25/2019", [("25/12/2019", "2019-12-25"), ("12/25/2019", "2019-12-25")]),
        ("date", "Version 1.3 June 2015", [("June 2015", "2015-06")]),
        ("date", "an ambiguous 05/06/2023", [("05/06/2023", "2023")]),
        ("date", "day first with dots: 01.02.2020", [("01.02.2020", "2020-02-01")]),
        ("date", "Directive 95/46/EC and Regulation 2016/679", []),
        ("duration", "for seven (7) years", [("seven (7) years", "P7Y")]),
        ("duration", "a 12-month period, then 90 days", [("12-month", "P12M"), ("90 days", "P90D")]),
        ("duration", "an 18-year-old", []),
        ("email", "privacy@example.test or dpo [at] example [dot] test", None),
        ("phone", "020 7946 0000", [("020 7946 0000", "UK")]),
        ("phone", "+31 (0)20 555 0100", [("+31 (0)20 555 0100", "NL")]),
        ("phone", "44 (0) 141 496 0000", [("44 (0) 141 496 0000", "UK")]),
        ("phone", "+44 1534 496000 is Jersey", [("+44 1534 496000", "OTHER")]),
        ("phone", "since 25/12/2019", []),
        ("money", "a fee of £10", [("£10", "GBP 10")]),
        ("money", "ten pounds or 50 euros", [("ten pounds", "GBP 10"), ("50 euros", "EUR 50")]),
        ("company", "run by Northgate Hosting B.V. in Utrecht", [("Northgate Hosting B.V.", "NL")]),
        ("company", "Harbour Lane (UK) Limited", [("Harbour Lane (UK) Limited", "")]),
        ("company", "This is Riverbank Tools, Inc.", [("Riverbank Tools, Inc", "US")]),
        ("company", "limited to our staff", []),
        ("company", "3511 AB Utrecht", []),
    ],
)
def test_recognised(kind: str, text: str, found: list[tuple[str, str]] | None) -> None:
    got = [(text[start:end], value) for start, end, value in RECOGNISERS[kind].find(text)]
    assert [(text[start:end], value) for _, start, end, value in recognised(kind, Lines(["", text]))] == got
    if found is None:
        assert len(got) == 2
    else:
        assert got == found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Updated 05/06/2023. We trade in England.", "2023-06-05"),
        ("Updated 05/06/2023. We trade in California.", "2023-05-06"),
        ("Updated 05/06/2023. Before, it was 31/01/2022.", "2023-06-05"),
        ("Updated 05/06/2023 for the UK. Before, it was 01/31/2022.", "2023-05-06"),
        ("Updated 05/06/2023. We trade in England and in California.", "2023"),
        ("Updated 05/06/2023. Before, it was 01/31/2022 and 31/01/2022.", "2023"),
        ("Updated 05.06.2023 in California.", "2023-06-05"),
    ],
)
def test_the_order_of_day_and_month_is_told_by_the_text(text: str, value: str) -> None:
    assert recognised("date", Lines([text]))[0][3] == value


@pytest.mark.parametrize("kind", sorted(RECOGNISERS))
@pytest.mark.parametrize("bait", ["Aa ", "1", "1 ", "a.", "a@", "A-", "(", "one ", "1-1/"])
def test_hostile_text_takes_linear_time(kind: str, bait: str) -> None:
    text = bait * 100_000
    start = time.perf_counter()
    list(RECOGNISERS[kind].find(text))
    assert time.perf_counter() - start < 5
