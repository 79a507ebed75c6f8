"""The HTML report: self-contained, escaped, and readable without scripts."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from compliance import __version__
from compliance.errors import ReportError
from compliance.report.html_report import to_html
from compliance.report.templates import fill, style_sheet
from compliance.report.view import view_of
from compliance.resources import templates_dir
from tests.conftest import Golden
from tests.report import hostile, samples

HERE = Path(__file__).parent / "golden"
VOID = {"meta", "br", "wbr", "link", "img", "input", "hr"}


class Page(HTMLParser):
    """Tags, attributes and identifiers of a page; fails on tags that do not match."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.targets.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def normal(html: str) -> str:
    """The page without what changes with every change of style or version."""
    html = re.sub(r"<style>.*?</style>", "<style>STYLE</style>", html, flags=re.S)
    return re.sub(r"sha256-[\w+/=]+", "sha256-STYLE", html).replace(f"compliance {__version__}", "compliance VERSION")


@pytest.mark.parametrize("name", ["with_gaps", "undated", "ungoverned"])
def test_golden(name: str, golden: Golden) -> None:
    golden(HERE / f"{name}.html", normal(to_html(getattr(samples, name)())))


@pytest.mark.parametrize("name", ["with_gaps", "clean", "undated", "ungoverned", "captured", "then_and_now", "contradicting"])
def test_tags_match_links_lead_somewhere_and_identifiers_are_unique(name: str) -> None:
    page = Page(to_html(getattr(samples, name)()))
    assert len(page.ids) == len(set(page.ids))
    assert page.targets
    assert all(target.startswith("#") and target[1:] in page.ids for target in page.targets)


def test_it_loads_and_runs_nothing() -> None:
    html = to_html(samples.with_gaps())
    page = Page(html)
    assert not page.tags & {"script", "link", "img", "iframe", "object", "embed", "form", "svg"}
    assert not page.attributes & {"src", "style", "onclick", "onload", "action"}
    assert "default-src 'none'; style-src 'sha256-" in html
    assert not re.search(r"url\(|@import|https?:", html)


def test_the_security_policy_names_the_very_style_sheet() -> None:
    import base64
    import hashlib

    html = to_html(samples.with_gaps())
    style = re.search(r"<style>(.*?)</style>", html, re.S)
    named = re.search(r"style-src 'sha256-([^']+)'", html)
    assert style and named
    assert base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode() == named[1]


def test_language_is_told_for_the_report_and_for_foreign_quotes() -> None:
    dutch = replace(samples.document(), language="nl")
    html = to_html(replace(samples.with_gaps(), document=dutch))
    assert '<html lang="en">' in html
    assert '<q lang="nl">“We will keep your data' in html


def test_hostile_words_change_nothing_but_the_quoted_text() -> None:
    html = to_html(hostile.assessment())
    page = Page(html)
    assert not page.tags & {"script", "img", "link", "iframe"}
    assert "&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt;" in html
    assert "{{ 7 * 7 }}" in html
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)
    assert html.count("<style>") == 1
    assert html.count("<title>") == 1
    assert len(html) < 100_000


def test_no_template_switches_escaping_off() -> None:
    texts = {path.name: path.read_text("utf-8") for path in templates_dir().rglob("*.j2")}
    assert len(texts) > 10
    assert not [name for name, text in texts.items() if re.search(r"\|\s*safe|autoescape|Markup", text)]


def test_outcomes_have_words_and_shapes_beside_colours() -> None:
    html = to_html(samples.with_gaps())
    assert '<span class="mark" aria-hidden="true">▲</span> Critical' in html
    assert '<span class="mark" aria-hidden="true">◆</span> Major' in html
    assert 'aria-current="true"' in html


def contrast(ink: str, paper: str) -> float:
    """WCAG 2.2 contrast ratio of two colours."""

    def luminance(colour: str) -> float:
        digits = colour if len(colour) == 6 else "".join(digit * 2 for digit in colour)
        channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(ink), luminance(paper)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("sheet", ["report.css", "print.css"])
def test_every_text_colour_meets_aa_on_white_and_on_the_tinted_ground(sheet: str) -> None:
    inks = {
        (selector.strip(), ink)
        for selector, ink in re.findall(r"([^{}]+)\{[^{}]*?(?<!-)color: #([0-9a-f]{3,6})", style_sheet(sheet))
        if ".sep" not in selector  # a dot between two words says nothing
    }
    assert len(inks) >= 1
    assert not [(selector, ink) for selector, ink in inks if min(contrast(ink, "ffffff"), contrast(ink, "f4f5f8")) < 4.5]


@pytest.mark.parametrize(
    ("template", "line"),
    [("<p>\n{% if %}\n", 2), ("<p>\n\n{{ report.no_such_thing }}\n", 3)],
)
def test_a_broken_template_is_an_error_that_names_file_and_line(tmp_path: Path, template: str, line: int) -> None:
    (tmp_path / "report.html.j2").write_text(template)
    with pytest.raises(ReportError, match=rf"report\.html\.j2:{line}: "):
        fill(view_of(samples.clean()), "", "screen", tmp_path)


def test_a_missing_style_sheet_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"report\.css.*cannot be read"):
        style_sheet("report.css", tmp_path)
