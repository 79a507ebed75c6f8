"""PDF policies: the text in reading order, with its pages."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.ingest import looks_like_policy, read_policy
from compliance.model import PolicyDocument

from .pdf_files import LONG, lines, printed, words_of, written


@pytest.fixture
def read(tmp_path: Path):
    def reading(content: bytes, name: str = "policy.pdf") -> PolicyDocument:
        file = tmp_path / name
        file.write_bytes(content)
        return read_policy(str(file))

    return reading


def test_headings_paragraphs_and_lists_are_told_apart(read) -> None:
    document = read(
        printed(
            f"<h1>Privacy notice</h1><p>{LONG}</p><h2>Your rights</h2><p>You may ask us to:</p>"
            "<ul><li>see it,<ul><li>all of it</li></ul></li><li>erase it.</li></ul><p>Write to us.</p>"
        )
    )
    assert [(part.kind, part.words) for part in document.segments] == [
        ("heading", "Privacy notice"),
        ("sentence", LONG.strip()),
        ("heading", "Your rights"),
        ("sentence", "You may ask us to:"),
        ("item", "see it,"),
        ("item", "all of it"),
        ("item", "erase it."),
        ("sentence", "Write to us."),
    ]
    assert [part.lead_in for part in document.segments if part.kind == "item"] == [3, 4, 3]
    assert document.format == "pdf"
    assert document.title == "Privacy notice"
    assert looks_like_policy(document) == (True, "")


KEPT = ("names", "telephone numbers", "letters of complaint")


def kept(what: str) -> str:
    """Two sentences of several lines about `what`."""
    return f"We keep {what} for as long as {what} serve the people who gave {what} to us, and not a day longer. Then {what} go."


def test_every_segment_has_its_page_and_its_words_stand_in_the_text(read) -> None:
    pages = (f"<h2 style='break-before: page'>Part {i}</h2><p>{kept(what)}</p>" for i, what in enumerate(KEPT, start=1))
    document = read(printed("".join(pages)))
    assert [(part.page, part.kind) for part in document.segments] == [
        (page, kind) for page in (1, 2, 3) for kind in ("heading", "sentence", "sentence")
    ]
    assert all(document.quote(part.span) == part.words for part in document.segments)


def test_a_sentence_across_two_pages_is_one_and_the_next_has_its_own_page(read) -> None:
    first = lines(*["We keep your name for as long as you buy from us, and we keep it in a place that"], top=60)
    second = lines(
        *["nobody but us can enter at any time of the day, unless a court has ordered it to be so.", "We sell none of it."]
    )
    document = read(written(first, second))
    assert [(part.page, part.words[:12], part.words[-12:]) for part in document.segments] == [
        (1, "We keep your", " it to be so."[-12:]),
        (2, "We sell none", " none of it."),
    ]


def test_a_page_without_text_is_counted(read) -> None:
    document = read(written(lines("We keep your name."), b"", lines("We keep your address.")))
    assert [part.page for part in document.segments] == [1, 3]


def test_running_headers_and_footers_are_said_once_and_page_numbers_never(read) -> None:
    style = (
        '@page { @top-center { content: "Harbour Tools Ltd" }'
        '@bottom-left { content: "Version of 3 May 2024" }'
        '@bottom-right { content: "Page " counter(page) " of " counter(pages) } }'
    )
    body = "".join(f"<p style='break-before: page'>{kept(what)}</p>" for what in KEPT)
    document = read(printed(body, style))
    words = " ".join(words_of(document))
    assert words.count("Harbour Tools Ltd") == 1
    assert words.count("Version of 3 May 2024") == 1
    assert "Page" not in words
    assert words.index("Then letters") < words.index("Version of")
    assert document.segments[-1].page == 1


def test_a_line_that_two_pages_share_in_the_middle_stays(read) -> None:
    filler = [f"Line {name} says something else about it." for name in "abcdefgh"]
    page = [*filler[:4], "We sell none of your data.", *filler[4:]]
    assert words_of(read(written(lines(*page), lines(*page)))).count("We sell none of your data.") == 2


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("We share it with our proces\u00ad", "sors only.", "processors"),
        ("We share it with other organi-", "sations only.", "organisations"),
        ("We never give it to any third-", "party company at all.", "third-party"),
        ("We give it to nobody for direct-", "mail; direct-mail is bad.", "direct-mail;"),
    ],
)
def test_a_word_divided_at_the_end_of_a_line_is_joined(read, first: str, second: str, whole: str) -> None:
    assert whole in read(written(lines(first, second))).text


def test_columns_are_read_one_after_the_other(read) -> None:
    document = read(printed(f"<div style='columns: 2'><p>{LONG * 8}</p><p>We sell none of it.</p></div>"))
    assert words_of(document) == [LONG.strip()] * 8 + ["We sell none of it."]


def test_a_turned_page_reads_like_an_upright_one(read) -> None:
    turned = b"BT /F1 10 Tf 0 1 -1 0 100 72 Tm (We keep your name for as long as you) Tj 0 1 -1 0 114 72 Tm (buy from us.) Tj ET"
    assert words_of(read(written(turned))) == ["We keep your name for as long as you buy from us."]


def test_bullets_drawn_as_pictures_are_known_by_the_indent_after_a_colon(read) -> None:
    content = lines("We use what you tell us about yourself and your company to:", top=700) + lines(
        "send goods", "answer you", top=686, left=100
    )
    document = read(written(content + lines("We sell none of it to anybody.", top=640)))
    assert [part.kind for part in document.segments] == ["sentence", "item", "item", "sentence"]


def test_lines_of_an_address_stay_lines(read) -> None:
    content = lines("Write to our data protection officer, who answers within one month:", top=700)
    document = read(written(content + lines("Harbour Tools Ltd", "1 Quay Street", "Bristol", top=660)))
    assert words_of(document)[1:] == ["Harbour Tools Ltd", "1 Quay Street", "Bristol"]
    assert all(part.section == 0 for part in document.segments)


def test_rows_of_a_table_are_no_headings(read) -> None:
    rows = "".join(f"<tr><td>{name}</td><td>one year</td></tr>" for name in ("Letters", "Orders", "Calls"))
    document = read(printed(f"<p>{LONG}</p><table style='border-spacing: 5pt'>{rows}</table><p>{LONG}</p>"))
    assert words_of(document)[1:-1] == ["Letters one year", "Orders one year", "Calls one year"]
    assert {part.kind for part in document.segments} == {"sentence"}


def test_a_table_of_contents_is_left_out(read) -> None:
    content = lines("1. Who we are ............ 2", "2. Your rights . . . . . . . . 3", top=700) + lines(
        "We keep your name.", top=600
    )
    assert words_of(read(written(content))) == ["We keep your name."]


def test_a_pdf_is_known_by_its_bytes(read) -> None:
    assert read(written(lines("We keep your name.")), "policy.txt").format == "pdf"
    assert read(b"\r\nfrom a mail\r\n" + written(lines("We keep your name.")), "policy.pdf").format == "pdf"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text("abcdefgh ., -:1A", min_size=1, max_size=60), min_size=1, max_size=12))
def test_no_letter_is_lost_or_invented(tmp_path: Path, texts: list[str]) -> None:
    texts = ["We keep it.", *texts, "We sell none."]
    file = tmp_path / "any.pdf"
    file.write_bytes(written(lines(*texts)))
    document = read_policy(str(file))
    letters = [c for c in "".join(texts) if c.isalpha()]
    assert [c for c in document.text if c.isalpha()] == letters
    assert all(document.text[part.origin[0]] == part.words[0] for part in document.segments)
