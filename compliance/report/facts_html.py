"""A policy's text as one self-contained page, every piece of evidence marked and named: it loads nothing and runs nothing."""

from collections.abc import Sequence

from compliance.model import Fact, PolicyDocument, Status
from compliance.report.marked import marked
from compliance.report.templates import fill_template, style_sheet

TEMPLATE = "facts_page.html.j2"
STYLE = "facts_page.css"
_GROUPS: tuple[tuple[Status, str], ...] = (
    ("stated", "Stated"),
    ("denied", "Denied"),
    ("unclear", "Cannot tell"),
    ("absent", "Not in the text"),
)


def to_html(document: PolicyDocument, facts: Sequence[Fact]) -> str:
    """The whole page. Raises ReportError where the template or the style sheet is missing or broken."""
    policy = marked(document, facts)
    groups = [(status, title, policy.of(status)) for status, title in _GROUPS]
    return fill_template(TEMPLATE, style_sheet(STYLE), policy=policy, groups=[group for group in groups if group[2]])
