"""Web pages: the policy without the site around it."""

from time import perf_counter

import pytest

from compliance.ingest import read_text

PAGE = """<!DOCTYPE html><html><head><title>Privacy | Harbour</title><style>p {}</style></head><body class="has-menu">
<header><nav><ul><li><a href="/">Home</a></ul></nav></header>
<div id="onetrust-banner-sdk">We use cookies. Accept all</div><div class="cookie-banner"><p>Accept cookies?</div>
<main><h1>Privacy&nbsp;notice</h1><p>Harbour Tools Ltd (&ldquo;we&rdquo;) keeps your <b>name</b>.<br>Write to us.
<p><strong>1. Use</strong></p><p>We use it to:<ul><li>send goods<ul><li>by post</ul><li><p>answer you</p></ul>
<table><tr><th>Data</th><th>Period</th></tr><tr><td>Invoices</td><td>seven years</td></tr></table>
<p style="display: none">Hidden words</p><p hidden>More hidden words</p><form><label>Search</label></form>
</main><footer><a>Imprint</a></footer><script>var x = "<p>no</p>"</script></body></html>"""


def test_only_the_policy_is_read() -> None:
    document = read_text(PAGE, format="html")
    assert [(part.kind, part.words) for part in document.segments] == [
        ("heading", "Privacy notice"),
        ("sentence", 'Harbour Tools Ltd ("we") keeps your name.'),
        ("sentence", "Write to us."),
        ("heading", "1. Use"),
        ("sentence", "We use it to:"),
        ("item", "send goods"),
        ("item", "by post"),
        ("item", "answer you"),
        ("sentence", "Data: Period"),
        ("sentence", "Invoices: seven years"),
    ]
    assert [part.lead_in for part in document.segments if part.kind == "item"] == [4, 5, 4]
    assert document.title == "Privacy notice"


def test_a_form_around_the_whole_page_does_not_hide_it() -> None:
    document = read_text(
        "<body><form id=aspnet><div class='menu'>Home</div><p>We keep your name for a year.</p></form>", format="html"
    )
    assert [part.words for part in document.segments] == ["We keep your name for a year."]


def test_a_cookie_section_of_the_policy_stays() -> None:
    document = read_text(
        "<main><h1>Notice</h1><div class='cookies-section'><h2>Cookies</h2><p>We set two.</p></div></main>", format="html"
    )
    assert "We set two." in [part.words for part in document.segments]


def test_a_layout_table_is_read_as_paragraphs() -> None:
    page = "<table><tr><td><a>Home</a></td><td><h1>Notice</h1><p>We keep data.</p><p>We sell none.</p></td></tr></table>"
    assert [part.words for part in read_text(page, format="html").segments][-3:] == ["Notice", "We keep data.", "We sell none."]


def test_entities_are_not_expanded_from_a_document_type() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "yyyy">]><p>Name: &x; &y;</p>'
    assert "yyyy" not in read_text(page, format="html").text


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td", "div class=menu", "blockquote"])
def test_deep_nesting_loses_no_words(tag: str) -> None:
    document = read_text(f"<{tag}>" * 30_000 + "We keep your name.", format="html")
    assert [part.words for part in document.segments] == ["We keep your name."]


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<",
        "<p",
        "</p></p>",
        "<!--",
        "<script>",
        "&#0;&#xD800;",
        "<html></html>",
        "<![CDATA[x",
        "<?xml version='1.0' encoding='x'?>",
    ],
)
def test_broken_pages_do_not_crash(page: str) -> None:
    read_text(page, format="html")


@pytest.mark.parametrize(
    "unit",
    ["<!--", "<script>", "<p>We keep it.", "<div class=nav>x</div>", "a<script></script>b", "<a ", "&amp;", "<div class=menu>a"],
)
def test_time_grows_with_length_only(unit: str) -> None:
    begin = perf_counter()
    read_text("<div>" * 3_000 + unit * (200_000 // len(unit)), format="html")
    read_text(unit * (200_000 // len(unit)), format="html")
    assert perf_counter() - begin < 8
