"""The report as one self-contained HTML file: it loads nothing and runs nothing."""

from compliance.model import Assessment
from compliance.report.templates import fill, style_sheet
from compliance.report.view import view_of


def to_html(assessment: Assessment) -> str:
    """The whole page, style sheets inlined, under a content security policy that allows them and nothing else.

    Raises ReportError where a template or style sheet is missing or broken.
    """
    media = [f"@media {medium} {{\n{style_sheet(f'{medium}.css')}}}\n" for medium in ("screen", "print")]
    style = "\n".join([style_sheet("report.css"), *media])
    return fill(view_of(assessment), style, "screen")
