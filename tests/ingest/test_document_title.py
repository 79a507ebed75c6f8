"""What a document is called."""

import pytest

from compliance.ingest import read_text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Privacy notice of Acme\n\nWe care.\n", "Privacy notice of Acme"),
        (
            "Acme Lamps: Privacy Policy\n\nLast updated: 2 May 2009\n\nWho we are\n\nWe sell lamps to people who like lamps.\n",
            "Acme Lamps: Privacy Policy",
        ),
        ("# About us\n\n## Privacy Policy\n\nWe care.\n", "Privacy Policy"),
        ("# About us\n\nWe care.\n", "About us"),
    ],
)
def test_the_title_is_the_heading_or_first_line_that_names_the_text(text: str, title: str) -> None:
    assert read_text(text).title == title
