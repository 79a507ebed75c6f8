"""The PDF report: the same bytes for the same input, its own fonts, tags, bookmarks, and nothing from outside."""

import io
import logging
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

import pypdf
import pytest

from compliance.errors import ReportError
from compliance.report.fonts import font_bytes, font_css
from compliance.report.pdf_report import own_files_only, print_page, to_pdf
from tests.report import hostile, samples


@cache
def pdf(name: str) -> bytes:
    return to_pdf(hostile.assessment() if name == "hostile" else getattr(samples, name)())


def reader(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader(content).pages).split())


def titles(outline: Sequence[object]) -> list[str]:
    return [title for entry in outline for title in (titles(entry) if isinstance(entry, list) else [str(entry["/Title"])])]  # type: ignore[index]


def test_page_one_tells_whose_policy_which_law_how_bad_and_what_first() -> None:
    page = " ".join(reader(pdf("with_gaps")).pages[0].extract_text().split())
    for words in (
        "Privacy notice of Larkspur Gardens Ltd",
        "Judged on 3 March 2021 by UK GDPR, DPA 2018 and PECR 2003",
        "Very limited assurance",
        "a single critical gap gives very limited assurance",
        "rests transfers to the United States on the Privacy Shield",
        "policies/larkspur.md",
        samples.document().sha256,
    ):
        assert words in page


def test_findings_quotes_lines_remedies_and_method_are_there() -> None:
    text = text_of(pdf("with_gaps")).replace(" ", "")  # the extraction loses spaces where the typeface changes
    for words in (
        "“We will keep your data for as long as necessary.” line 16",
        "State a period, or the event and rule that fix it",
        "They do not count: it gives no period a reader could work out.",
        "What today’s law adds",
        "It is no legal advice.",
        "not measured",
        "Accepted for the controller",
        samples.RULESETS[0].sha256,
    ):
        assert words.replace(" ", "") in text


def test_pages_are_numbered_and_carry_a_running_header() -> None:
    pages = reader(pdf("with_gaps")).pages
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert f"page {number} of {len(pages)}" in text
        assert (number == 1) or "Privacy notice of Larkspur Gardens Ltd" in text


def test_bookmarks_lead_to_every_section_and_finding() -> None:
    outline = titles(reader(pdf("with_gaps")).outline)
    assert [title for title in outline if "Gaps" in title] == ["2 Gaps"]
    assert any(title.startswith("G1 The policy rests transfers to the United States on the Privacy Shield") for title in outline)
    assert "Appendix B Rules applied" in outline
    assert "Summary" not in outline


def test_it_is_tagged_and_dated_and_says_its_title_and_language() -> None:
    document = reader(pdf("with_gaps"))
    root = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert root["/Lang"] == "en"  # type: ignore[index]
    assert "/StructTreeRoot" in root  # type: ignore[operator]
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_object().get_data()  # type: ignore[index]
    assert document.metadata is not None
    assert document.metadata.title == "Privacy notice of Larkspur Gardens Ltd – privacy policy gap report"
    assert str(document.metadata["/CreationDate"]).startswith("D:20261124")


def test_all_fonts_are_our_own_and_embedded() -> None:
    fonts = {}
    for page in reader(pdf("with_gaps")).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            fonts[str(descendant["/BaseFont"])] = descendant["/FontDescriptor"].get_object()
    assert len(fonts) >= 4
    assert all("Source-" in name for name in fonts)
    assert all({"/FontFile2", "/FontFile3"} & set(descriptor) for descriptor in fonts.values())


def test_weasyprint_has_nothing_to_complain_of(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("weasyprint").propagate = True
    with caplog.at_level(logging.WARNING):
        to_pdf(samples.clean())
    assert not caplog.records


def test_the_same_assessment_gives_the_same_bytes_in_another_process_with_another_hash_seed_and_clock() -> None:
    code = (
        "import sys; from compliance import track_record; from tests.report import samples; "
        "track_record.track_record = lambda: samples.RECORD; from compliance.report.pdf_report import to_pdf; "
        "sys.stdout.buffer.write(to_pdf(samples.with_gaps()))"
    )
    environment = os.environ | {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland", "SOURCE_DATE_EPOCH": "1"}
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment)
    assert other.stdout == pdf("with_gaps")


def test_the_environment_is_left_as_it_was() -> None:
    before = dict(os.environ)
    to_pdf(samples.clean())
    assert dict(os.environ) == before


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:9/x.css",
        "https://a.example/x.png",
        "data:text/css,p{}",
        "own:../../etc/passwd",
        "own:nothing.ttf",
        "ftp://a.example/",
    ],
)
def test_the_fetcher_refuses_what_is_not_ours(address: str) -> None:
    from weasyprint.urls import FatalURLFetchingError

    with pytest.raises(FatalURLFetchingError, match="refused"):
        own_files_only().fetch(address)


@pytest.mark.parametrize(
    "markup",
    [
        '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<img src="data:image/png;base64,AAAA" alt="x">',
        '<img src="relative.png" alt="x">',
        "<style>@import 'file:///etc/passwd'; p { background: url(https://a.example/x.png) }</style>",
        "<style>@font-face { font-family: X; src: url('file:///etc/passwd') }</style><p style=\"font-family: X\">x</p>",
    ],
)
def test_a_page_that_asks_for_a_file_not_ours_is_an_error_and_no_report(markup: str) -> None:
    with pytest.raises(ReportError, match="refused"):
        print_page(f'<html lang="en"><head><title>x</title>{markup}</head><body><p>x</p></body></html>', date(2026, 11, 24))


def test_every_address_in_the_font_rules_is_served() -> None:
    addresses = [part.split("'")[0] for part in font_css().split("url('")[1:]]
    assert len(addresses) == 6
    assert all(font_bytes(address) for address in addresses)


def test_hostile_words_are_only_quoted() -> None:
    document = reader(pdf("hostile"))
    text = text_of(pdf("hostile"))
    assert '<script>alert("x")</script>' in text
    assert "{{ 7 * 7 }}" in text
    assert not document.attachments
    assert not [a for page in document.pages for a in page.get("/Annots", []) if "/URI" in str(a.get_object())]
    assert len(document.pages) < 20


@pytest.mark.slow
def test_two_hundred_findings_stay_in_order() -> None:
    document = reader(to_pdf(samples.many(200)))
    outline = titles(document.outline)
    assert [title.split()[0] for title in outline if title.startswith("G")][:40] == [f"G{i}" for i in range(1, 41)]
    assert len(document.pages) > 30


def test_page_one_holds_rating_eight_gaps_and_what_was_judged() -> None:
    gap = replace(samples.SHIELD, provision="UK GDPR Art. 13(1)(f), 14(1)(f); DPA 2018 s. 17A; SI 2019/419")
    page = reader(to_pdf(samples.assessment(*(replace(gap, rule=f"trf.sample-{i}") for i in range(12))))).pages[0].extract_text()
    assert "Very limited assurance" in page
    assert "G8" in page
    assert "4 more of this gravity" in page
    assert samples.document().sha256 in page
    assert "By the law" in page
