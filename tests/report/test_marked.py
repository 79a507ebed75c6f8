"""A policy with its evidence marked: runs that never overlap, whatever the evidence does."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.ingest import read_text
from compliance.model import Evidence, Fact, PolicyDocument, Span
from compliance.report.facts_html import to_html
from compliance.report.facts_text import to_text
from compliance.report.marked import Mark, MarkedPolicy, marked
from tests.report.hostile import TEXT as HOSTILE
from tests.report.test_html_report import Page

TEXT = "# Privacy\n\nWe keep letters. We sell data to partners.\r\nWrite to us.\n"


def evidence(document: PolicyDocument, start: int, end: int, page: int | None = None) -> Evidence:
    span = Span(start, end)
    return Evidence(span, document.line_of(start), document.quote(span), page=page)


def policy_of(text: str, **spans: tuple[int, int]) -> tuple[PolicyDocument, list[Fact]]:
    document = read_text(text, "lamps.md")
    return document, [Fact(name, "stated", True, (evidence(document, *span),)) for name, span in spans.items()]


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def runs_of(policy: MarkedPolicy, line: int) -> list[tuple[str, list[str]]]:
    return [(run.text, [mark.claims[0].fact for mark in run.marks]) for run in policy.lines[line - 1].runs]


def test_words_between_two_pieces_of_evidence_are_not_marked() -> None:
    policy = marked(*policy_of(TEXT, keeps=at("We keep letters."), sells=at("We sell data to partners.")))
    assert runs_of(policy, 3) == [("We keep letters.", ["keeps"]), (" ", []), ("We sell data to partners.", ["sells"])]
    assert (policy.lines[1].runs, policy.lines[4].runs) == ((), ())
    assert policy.title == "Privacy"


def test_overlapping_evidence_is_split_where_it_begins_and_ends() -> None:
    document, facts = policy_of(TEXT, whole=at("We keep letters. We sell data"), inner=at("letters"), crossing=at("data to"))
    policy = marked(document, facts)
    assert runs_of(policy, 3) == [
        ("We keep ", ["whole"]),
        ("letters", ["whole", "inner"]),
        (". We sell ", ["whole"]),
        ("data", ["whole", "crossing"]),
        (" to", ["crossing"]),
        (" partners.", []),
    ]


def test_evidence_over_several_lines_opens_and_closes_once() -> None:
    policy = marked(*policy_of(TEXT, long=at("partners.\r\nWrite to")))
    runs = [run for line in policy.lines for run in line.runs if run.marks]
    assert [(run.text, len(run.opens), len(run.closes)) for run in runs] == [("partners.", 1, 0), ("Write to", 0, 1)]


def test_one_stretch_of_text_is_one_mark_of_all_its_facts_the_strongest_status_first() -> None:
    document = read_text(TEXT)
    pieces = (evidence(document, 11, 15, page=2),)
    facts = [
        Fact("b", "unclear", None, pieces, "two readings"),
        Fact("a", "denied", False, pieces),
        Fact("c", "stated", ("post", "email"), pieces),
        Fact("d", "absent", "none"),
    ]
    policy = marked(document, facts)
    (mark,) = {mark for line in policy.lines for run in line.runs for mark in run.marks}
    assert [(claim.fact, claim.value) for claim in mark.claims] == [("a", "no"), ("b", "cannot tell"), ("c", "post, email")]
    assert (mark.status, mark.where) == ("stated", "page 2")
    assert [(fact.name, fact.reason, len(fact.marks)) for fact in policy.of("unclear")] == [("b", "two readings", 1)]
    assert [fact.name for fact in policy.of("absent")] == ["d"]


@st.composite
def documents(draw: st.DrawFn) -> tuple[PolicyDocument, list[Fact]]:
    text = draw(st.text(st.sampled_from("ab \n\t\r<&[\x1b\u202e"), min_size=1, max_size=60))
    offsets = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(offsets, offsets).map(sorted).filter(lambda span: span[0] < span[1]), max_size=8))
    return policy_of(text, **{f"fact_{number}": (low, high) for number, (low, high) in enumerate(spans)})


@given(documents())
def test_the_words_are_whole_and_every_mark_covers_exactly_its_own(given_policy: tuple[PolicyDocument, list[Fact]]) -> None:
    document, facts = given_policy
    policy = marked(document, facts)
    lines = ["".join(run.text for run in line.runs) for line in policy.lines]
    assert [_letters(line) for line in lines] == [_letters(line) for line in document.text.split("\n")]
    runs = [run for line in policy.lines for run in line.runs]
    for fact in policy.facts:
        (mark,) = fact.marks
        covered = "".join(run.text for run in runs if mark in run.marks)
        assert _letters(covered) == _letters(document.quote(mark.span))
        assert [sum(mark in side for side in sides) for sides in _sides(policy)] in ([1, 1], [0, 0])
    assert all(set(run.opens) | set(run.closes) <= set(run.marks) for run in runs)


def _letters(text: str) -> str:
    """What is shown whatever happens to white space and to characters that are made visible."""
    return re.sub(r"[^ab<&]", "", text)


def _sides(policy: MarkedPolicy) -> tuple[list[tuple[Mark, ...]], list[tuple[Mark, ...]]]:
    runs = [run for line in policy.lines for run in line.runs]
    return [run.opens for run in runs], [run.closes for run in runs]


@given(documents())
def test_every_page_is_well_formed_and_every_link_leads_somewhere(given_policy: tuple[PolicyDocument, list[Fact]]) -> None:
    page = Page(to_html(*given_policy))
    assert len(page.ids) == len(set(page.ids))
    shown = {identifier for identifier in page.ids if identifier.startswith("place-")}
    hidden = {f"#place-{mark.number}" for fact in marked(*given_policy).facts for mark in fact.marks} - {
        f"#{one}" for one in shown
    }
    assert {target for target in page.targets if target[1:] not in page.ids} <= hidden


def test_the_page_loads_and_runs_nothing_and_names_every_fact() -> None:
    document, facts = policy_of(TEXT, keeps=at("We keep letters."))
    html = to_html(document, [*facts, Fact("homes", "absent", ())])
    page = Page(html)
    assert not page.tags & {"script", "link", "img", "iframe", "form", "svg"}
    assert not page.attributes & {"src", "style", "onclick"}
    assert "default-src 'none'; style-src 'sha256-" in html
    assert not re.search(r"url\(|@import|https?:", html)
    assert '<span id="place-1"></span><mark class="stated">We keep letters.</mark>' in html
    assert '<a class="stated" href="#fact-keeps">keeps: yes</a>' in html
    assert '<a href="#place-1">line 3</a>' in html
    assert '<li id="fact-homes"><span class="name">homes</span></li>' in re.sub(r"\s*\n\s*", "", html)
    assert document.sha256 in html


def hostile() -> tuple[PolicyDocument, list[Fact]]:
    document = read_text(HOSTILE, "/tmp/<script>\x1b[2J.md")
    words = HOSTILE.index("<script>"), HOSTILE.index("</style>") + 8
    facts = [Fact("keeps", "stated", "<b>\x1b[31m", (evidence(document, *words), evidence(document, words[0] + 3, words[1])))]
    return document, [*facts, Fact("unsure", "unclear", None, (evidence(document, *words),), "</style>\x9b31m")]


def test_hostile_words_stay_words_on_the_page() -> None:
    html = to_html(*hostile())
    page = Page(html)
    assert not page.tags & {"script", "img", "link", "iframe", "b"}
    assert "{{ 7 * 7 }}" in html
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)
    assert html.count("<style>") == html.count("<title>") == html.count("</style>") == 1


@pytest.mark.parametrize("colour", [False, True])
def test_hostile_words_do_not_drive_the_terminal(colour: bool) -> None:
    text = to_text(*hostile(), colour=colour)
    assert not re.search(r"[\x00-\x09\x0b-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert set(re.findall(r"\x1b.{0,3}", text)) <= {"\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[32", "\x1b[35"}
    assert ("\x1b" in text) is colour
    assert "[U+001B]" in text


def test_the_terminal_shows_brackets_with_numbers_and_names_below_the_line() -> None:
    document, facts = policy_of(TEXT, whole=at("We keep letters. We sell data"), crossing=at("data to"))
    lines = to_text(document, [*facts, Fact("homes", "absent", ())], width=60).splitlines()
    assert lines[:2] == ["Privacy", "lamps.md: 2 stated, 0 denied, 0 cannot tell and 1 not in the"]
    assert "3  ⟦¹We keep letters. We sell ⟦²data¹⟧ to²⟧ partners." in lines
    assert lines[lines.index("3  ⟦¹We keep letters. We sell ⟦²data¹⟧ to²⟧ partners.") + 1] == "   ¹ whole: yes"
    assert lines[-6:] == [
        "Stated (2 facts)",
        "  crossing: yes (line 3)",
        "  whole: yes (line 3)",
        "",
        "Not in the text (1 fact)",
        "  homes",
    ]


def test_marked_words_are_coloured_by_status_on_a_terminal() -> None:
    document, facts = policy_of(TEXT, keeps=at("We keep letters."))
    text = to_text(document, facts, colour=True)
    assert "\x1b[2m⟦¹\x1b[0m\x1b[32mWe keep letters.\x1b[0m\x1b[2m¹⟧\x1b[0m We sell" in text


@given(documents(), st.integers(20, 100))
def test_no_row_is_wider_than_the_terminal_but_for_a_long_word(
    given_policy: tuple[PolicyDocument, list[Fact]], width: int
) -> None:
    rows = to_text(*given_policy, width=width).splitlines()
    assert all(len(row) <= max(width, 40) or " " not in row.strip().partition("  ")[2].lstrip() for row in rows)


def test_long_lines_are_wrapped_at_spaces_and_all_their_words_shown() -> None:
    words = " ".join(f"word{number}" for number in range(200))
    rows = to_text(*policy_of(words, all=(0, len(words))), width=50).splitlines()
    assert all(len(row) <= 50 for row in rows)
    shown = re.findall(r"word\d+", "\n".join(rows[3:]))
    assert shown == words.split()
    assert all(first != second for first, second in pairwise(shown))
