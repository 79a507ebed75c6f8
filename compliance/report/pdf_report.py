"""The report as a tagged PDF (built as PDF/UA-1), from the same templates as the HTML, with embedded fonts.

The same assessment gives the same bytes: every date in the file is the report's issue date.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, cast

from compliance.errors import ReportError
from compliance.model import Assessment
from compliance.report.fonts import font_bytes, font_css
from compliance.report.templates import fill, style_sheet
from compliance.report.view import view_of

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

PROFILE = "pdf/ua-1"


def to_pdf(assessment: Assessment) -> bytes:
    """The PDF file. Raises ReportError where WeasyPrint cannot run, a template is broken, or the page asks for foreign files."""
    style = "\n".join([font_css(), style_sheet("report.css"), style_sheet("print.css")])
    return print_page(fill(view_of(assessment), style, "pdf"), assessment.issued)


def print_page(html: str, issued: date) -> bytes:
    """`html` as PDF, dated `issued`; fetches nothing but the report's fonts. Raises ReportError as `to_pdf` does."""
    try:
        from weasyprint import HTML  # 0.4 s and native libraries: only when a PDF is wanted
        from weasyprint.urls import FatalURLFetchingError
    except OSError as error:
        raise ReportError(
            "PDF", f"WeasyPrint cannot load its libraries: {error}", "run ./dev setup, or choose another --format"
        ) from error
    try:
        with _fixed_clock(issued):
            document = HTML(string=html, base_url="own:report", url_fetcher=own_files_only(), media_type="print")
            return cast(bytes, document.write_pdf(pdf_variant=PROFILE))
    except FatalURLFetchingError as error:
        raise ReportError("PDF", str(error), "a report may use only files of its own") from error


def own_files_only() -> "URLFetcher":
    """A fetcher that serves the report's fonts and stops the rendering on any other address, whatever its scheme."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OwnFilesOnly(URLFetcher):
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            content = font_bytes(url)
            if content is None:
                raise FatalURLFetchingError(f"the page asks for {url[:200]}, which is refused")
            return URLFetcherResponse(url, body=content, headers={"Content-Type": "font/ttf"})

    return OwnFilesOnly()


@contextmanager
def _fixed_clock(day: date) -> Iterator[None]:
    """Lets what subsets the fonts date them with `day`: fontTools takes the time from the environment, else from the clock."""
    name = "SOURCE_DATE_EPOCH"
    before = os.environ.get(name)
    os.environ[name] = str(int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
