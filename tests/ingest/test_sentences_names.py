"""Dotted names inside a sentence do not end it."""

import pytest

from compliance.ingest import read_text


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Acme complies with the EU-U.S. Data Privacy Framework. We care.", 2),
        ("It was set up by the U.S. Department of Commerce.", 1),
        ("Our servers are in the U.S. We encrypt what is there.", 2),
    ],
)
def test_a_dotted_name_ends_a_sentence_only_before_an_opener(text: str, count: int) -> None:
    assert len(read_text(text).segments) == count
