"""Headings, lists, sentences and their offsets."""

from time import perf_counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from compliance.ingest import read_text
from compliance.model import PolicyDocument


def words(text: str, form: str = "txt") -> list[str]:
    return [part.words for part in read_text(text, format=form).segments]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(part.kind, part.words) for part in read_text(text, format="txt").segments]


def lead_ins(text: str) -> dict[str, str | None]:
    document = read_text(text, format="txt")
    return {
        p.words: None if p.lead_in is None else document.segments[p.lead_in].words for p in document.segments if p.kind == "item"
    }


@pytest.mark.parametrize(
    "heading",
    [
        "# Retention",
        "## Retention ##",
        "Retention\n=====",
        "Retention\n---",
        "**3\\. Retention**",
        "3. Retention",
        "2.3 Retention",
        "RETENTION",
        "Retention",
        "**Retention**",
        "### **Retention**",
    ],
)
def test_a_heading_is_known_by_its_mark_or_by_standing_alone(heading: str) -> None:
    document = read_text(f"Our notice.\n\n{heading}\n\nWe keep invoices for seven years, as tax law demands.\n", format="txt")
    assert [part.kind for part in document.segments] == ["sentence", "heading", "sentence"]
    assert document.sections[1].title.upper().endswith("RETENTION")
    assert document.segments[2].section == 1
    assert document.sections[0].title == ""


@pytest.mark.parametrize(
    "line",
    [
        "Last updated: 3 May 2018",
        "We never sell your data",
        "dpo@harbour.example",
        "Tel: +31 20 555 0100",
        "Harbour Tools Ltd",
        "Write to:",
        "You may opt out at any time",
    ],
)
def test_a_short_line_that_says_something_is_no_heading(line: str) -> None:
    assert ("heading", line) not in kinds(f"# Notice\n\n{line}\n\nWe keep invoices for seven years, as tax law demands.\n")


def test_headings_nest() -> None:
    text = "# Notice\n\n**A first part**\n\nText of it.\n\n## 2. Rights\n\n### Access\n\nYou may ask.\n\n## Changes\n\nNone.\n"
    sections = {section.title: section for section in read_text(text).sections}
    titles = {section.index: title for title, section in sections.items()}
    assert [titles[i] for i in sections["Access"].path] == ["Notice", "2. Rights", "Access"]
    assert [titles[i] for i in sections["Changes"].path] == ["Notice", "Changes"]
    assert sections["A first part"].level == 2


def test_bullets_without_a_blank_line_belong_to_their_introduction() -> None:
    text = "We use your data to:  \n• send goods;  \n• answer you. We do so quickly.\n\nWe keep nothing else.\n"
    assert lead_ins(text) == {"send goods;": "We use your data to:", "answer you.": "We use your data to:"}
    assert kinds(text)[-2:] == [("sentence", "We do so quickly."), ("sentence", "We keep nothing else.")]


@pytest.mark.parametrize("mark", ["*", "-", "+", "•", "◦", "▪", "–", "1)", "a)", "(iv)", "1."])
def test_every_common_mark_makes_an_item(mark: str) -> None:
    assert lead_ins(f"We share your name with the following\n\n  {mark} couriers\n  {mark} banks\n") == {
        "couriers": "We share your name with the following",
        "banks": "We share your name with the following",
    }


def test_a_sentence_that_is_over_introduces_nothing() -> None:
    assert lead_ins("We value you.\n\n- Your name is kept.\n") == {"Your name is kept.": None}


def test_nested_items_follow_their_parent() -> None:
    text = "We collect:\n- contact data\n    - your name\n    - your phone\n- order data\n"
    assert lead_ins(text) == {
        "contact data": "We collect:",
        "your name": "contact data",
        "your phone": "contact data",
        "order data": "We collect:",
    }


def test_a_paragraph_after_a_list_is_no_item() -> None:
    text = "We collect:\n* your name\n* your phone\nWe also keep a log of every visit to the site, for a week.\n"
    assert kinds(text)[-1] == ("sentence", "We also keep a log of every visit to the site, for a week.")


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Harbour Tools collects what you enter in the order form, which is your name,\nyour address and your phone number. "
        "We keep it for three years after the\n"
        "Order is closed and delete it then.\n"
    )
    assert words(text)[1] == "We keep it for three years after the Order is closed and delete it then."


@pytest.mark.parametrize("end", ["\n", "  \n", "\r\n", "\\\n"])
def test_address_lines_stay_apart(end: str) -> None:
    address = ["Harbour Tools Ltd", "1 Quay Road", "Port Town", "PT1 2QR", "dpo@harbour.example"]
    assert words("Please write to us.\n\n" + end.join(address) + "\n")[1:] == address


def test_two_trailing_spaces_break_a_line() -> None:
    assert words("We keep your name  \nand nothing else.\n") == ["We keep your name", "and nothing else."]


@pytest.mark.parametrize(
    "text",
    [
        "We use tools, e.g. Matomo, i.e. a counter.",
        "Harbour Tools Ltd. is the controller.",
        "Under Art. 6 we rely on consent.",
        "It costs 3.5 euros a month.",
        "See https://harbour.example/a.b?c=d for more.",
        "Write to j.moor@harbour.example today.",
        "J. Moor is our officer.",
        "Data goes to the U.S. Department of Trade.",
        "Call before 5 p.m. on weekdays.",
        "Smith v. Jones decides.",
        "The form (see No. 4) is short.",
        "The responsible party is Kernwerk GmbH, Hauptstr. 5, 10999 Berlin, Germany.",
        "We are on the register (no. Z1234567) of the regulator.",
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert words(text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We keep names. We delete them.", 2),
        ("Who are we? Harbour Tools Ltd. We sell tools.", 3),
        ('He said "no." Then he left.', 2),
        ("We take care seriously.This notice says how.", 2),
        ("Goods, tools, etc. We also sell paint.", 2),
        ("We send it to the U.S. You agree.", 2),
    ],
)
def test_sentences_end(text: str, count: int) -> None:
    assert len(words(text)) == count


def test_words_are_what_a_reader_sees() -> None:
    text = (
        "**Your** “data”\u00a0\u00a0is\u200b kept – see [our\nsite](https://harbour.example) or "
        "[mail](mailto:a@b.example)\\. Caf\u0065\u0301 _is_ _ga, ﬁne."
    )
    assert words(text, "md") == ['Your "data" is kept - see our site or mail.', "Café is _ga, fine."]


def test_a_span_quotes_the_raw_words() -> None:
    document = read_text("We **keep** it for [seven\nyears](x).", format="md")
    part = document.segments[0]
    at = part.words.index("seven years")
    assert document.quote(part.span_of(at, at + 11)) == "seven\nyears"
    assert document.quote(part.span) == document.text


def test_a_table_row_is_one_segment() -> None:
    assert words("| Data | Period |\n|---|---|\n| Invoices | seven years |\n", "md")[-1] == "Invoices ; seven years"


@pytest.mark.parametrize(
    "header",
    [
        "> *Text of harbour.example, archived on 2014-05-01; see the [snapshot on the Wayback "
        "Machine](https://web.archive.org/web/20140501090000id_/http%3A//harbour.example).*",
        "Captured by the Internet Archive on 1 May 2014",
        "https://web.archive.org/web/20140501090000/http://harbour.example/",
    ],
)
def test_an_archive_header_is_no_part_of_the_policy(header: str) -> None:
    document = read_text(f"{header}\n\n# Privacy\n\nWe keep your name.\n")
    assert document.archive is not None
    assert document.archive.date.isoformat() == "2014-05-01"
    assert "2014" in document.quote(document.archive.span)
    assert (document.title, document.words, len(document.segments)) == ("Privacy", 5, 2)
    assert document.segments[0].span.start > len(header)


def test_the_phrase_that_dates_the_capture_is_its_span() -> None:
    document = read_text("> *Text that was archived on 2014-05-01 by the Wayback Machine.*\n\nWe keep data.\n")
    assert document.archive is not None
    assert document.quote(document.archive.span) == "archived on 2014-05-01"


@pytest.mark.parametrize("text", ["We keep data archived on 2014-05-01.", "Captured by the Internet Archive on 2014-13-45"])
def test_other_dates_are_no_capture(text: str) -> None:
    assert read_text(text).archive is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We keep the data that you give to us.", "en"),
        ("Wij bewaren de gegevens van onze klanten niet.", "nl"),
        ("Wir speichern die Daten für die Dauer der Nutzung.", "de"),
        ("12345", "und"),
    ],
)
def test_the_language_is_told(text: str, language: str) -> None:
    assert read_text(text).language == language


def check(document: PolicyDocument) -> None:
    last = 0
    for index, part in enumerate(document.segments):
        assert part.index == index
        assert part.words
        assert len(part.words) == len(part.origin)
        assert list(part.origin) == sorted(part.origin)
        assert last <= part.span.start <= part.origin[0]
        assert part.origin[-1] < part.span.end <= len(document.text)
        assert part.words == " ".join(part.words.split())
        assert part.lead_in is None or part.lead_in < index
        last = part.span.end
    for section in document.sections:
        assert section.path[-1] == section.index
        assert section.heading is None or document.segments[section.heading].kind == "heading"
    assert document.words == sum(len(part.words.split()) for part in document.segments)


MARKUP = st.lists(
    st.sampled_from(
        [
            "# ",
            "- ",
            "* ",
            "1. ",
            "a) ",
            "**",
            "_",
            "\n",
            "\n\n",
            "  \n",
            "\r\n",
            "[",
            "](x)",
            ">",
            "|",
            "We keep data. ",
            "Rights",
            ": ",
            "<b>",
            "\\",
            "\u200b",
            "\u00a0",
            "\ufeff",
            "e\u0301",
            "“",
            "---",
            "===",
            "\t",
            "2.1 ",
            "A. ",
            "ﷺ",
            "\u00a8",
            " ",
            "\x0c",
            "\u2028",
        ]
    ),
    max_size=40,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), MARKUP), st.sampled_from(["txt", "md", "html"]))
@example("\ud800", "html")
@example("a \u00a8 b", "md")
@example("\ufeff", "txt")
def test_any_text_gives_ordered_segments_that_quote_it(text: str, form: str) -> None:
    check(read_text(text, format=form))


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "*",
        "[",
        "[a](",
        "a. ",
        ".",
        "\\",
        "_a",
        ">",
        "<b ",
        "a\n",
        "- a\n",
        "e\u0301",
        ".”",
        "|",
        "- ",
        "A.",
        "(",
        "\u200b",
        "# a\n",
        "\n",
        " ",
    ],
)
def test_time_grows_with_length_only(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    begin = perf_counter()
    check(read_text(text + "x", format="txt"))
    assert perf_counter() - begin < 5


@pytest.mark.parametrize("tag", ["<BR>", "<br />", "</p>"])
def test_a_tag_in_the_text_is_no_word(tag: str) -> None:
    assert words(f"We keep data{tag}for a <B>year</B>.") == ["We keep data for a year."]


@pytest.mark.parametrize(
    "opening", ["**Cookies.** ", "**Cookies**: ", "**Our cookies** ", "COOKIES: ", "**Do we use cookies?** ", "**4. Cookies.** "]
)
def test_a_paragraph_may_begin_with_a_heading_of_its_own(opening: str) -> None:
    document = read_text(f"# Notice\n\n{opening}We use two.\n\nThey last a day.\n\n# Contact\n\nWrite to us.", format="md")
    assert [section.title for section in document.sections if section.run_in] == [opening.strip(" *").replace("**", "")]
    assert [document.sections[part.section].run_in for part in document.segments if part.kind == "sentence"] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "**We** use cookies on this site.",
        "**We never sell your data.** Nobody else sees it.",
        "**Note:** This is old.",
        "**Acme Ltd.** Registered in Leeds.",
        "**1.** This is old.",
        "**some** Words.",
        "**Updated 3 May 2019.** It was old.",
        "WE USE COOKIES: Always.",
    ],
)
def test_emphasis_is_no_heading(text: str) -> None:
    assert not any(section.run_in for section in read_text(text).sections)


def test_bold_words_that_open_a_paragraph_of_a_page_are_a_heading() -> None:
    page = "<p><b>Who sees it</b>: Our printers.</p><p><b>Keeping it. </b>A year.</p><p><b>O</b>nce a week.</p>"
    document = read_text(f"<html><body>{page}</body></html>", format="html")
    assert [section.title for section in document.sections if section.run_in] == ["Who sees it:", "Keeping it."]
    assert [part.words for part in document.segments if part.kind == "sentence"] == ["Our printers.", "A year.", "Once a week."]


@pytest.mark.parametrize(
    "line", ["Depending on where you live, you may ask us to", "You have the right to", "This may include", "**We collect**"]
)
def test_an_unfinished_line_introduces_the_list_below_it(line: str) -> None:
    assert lead_ins(f"Hello there.\n\n{line}\n\n- lamps\n- wicks\n")["wicks"] == line.strip("*")


def test_a_heading_above_a_list_is_still_a_heading() -> None:
    assert kinds("Hello there.\n\nInformation we collect\n\n- lamps\n- wicks\n")[1] == ("heading", "Information we collect")


def test_a_heading_that_asks_introduces_the_list_below_it() -> None:
    assert lead_ins("## Who do we share it with?\n\n- couriers\n") == {"couriers": "Who do we share it with?"}
    assert lead_ins("## Sharing\n\n- couriers\n") == {"couriers": None}


def test_an_entry_of_a_table_of_contents_states_nothing() -> None:
    body = "# How we use your data\n\nGladly.\n\n# 2 Sharing\n\nNever.\n\n# Rights\n\nAll."
    text = f"Contents\n\n- 1. How we use your data\n- 2. Sharing\n- Rights\n- We sell lamps.\n\n{body}"
    assert [kind for kind, words in kinds(text) if words.endswith("How we use your data")] == ["heading", "heading"]
    assert ("item", "We sell lamps.") in kinds(text)
    assert kinds("Table of contents: Use Sharing Rights\n\nWe use it.")[0][0] == "heading"


def test_a_list_that_says_something_is_no_table_of_contents() -> None:
    text = "You have these rights:\n\n- access\n- erasure\n- objection\n\n# Access\n\nA.\n\n# Erasure\n\nB.\n\n# Objection\n\nC."
    assert [kind for kind, _ in kinds(text)][1:4] == ["item", "item", "item"]
