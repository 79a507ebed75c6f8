"""The report's sections, their order and numbers: the templates loop over them, so a section is one entry and one template."""

from collections.abc import Mapping, Sized
from dataclasses import dataclass

from compliance.model import Outcome


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of the report; `template` is its file under report_templates/sections/."""

    id: str
    number: str
    title: str
    template: str


def outline(findings: Mapping[Outcome, Sized], today: bool, compared: bool) -> tuple[Section, ...]:
    """The parts this report has, numbered; a part without content is left out, appendices are lettered.

    A comparison of the two laws holds what today's adds.
    """
    parts = [
        ("law", "Which law applies, and why", True),
        ("gaps", "Gaps", True),
        ("partials", "Partly met", bool(findings["partial"])),
        ("reviews", "For a person to decide", bool(findings["review"])),
        ("then_and_now", "Then and now", compared),
        ("today", "What today’s law adds", today and not compared),
        ("good", "Good practice seen", bool(findings["satisfied"])),
        ("excluded", "Not applicable, and why", bool(findings["not_applicable"])),
        ("method", "Method and limits", True),
        ("signoff", "Sign-off", True),
    ]
    body = [(id_, title) for id_, title, shown in parts if shown]
    appendices = [("facts", "Facts read from the text"), ("rules", "Rules applied")]
    numbered = [Section(id_, str(i), title, f"sections/{id_}.html.j2") for i, (id_, title) in enumerate(body, start=1)]
    lettered = [
        Section(id_, f"Appendix {letter}", title, f"sections/{id_}.html.j2")
        for letter, (id_, title) in zip("AB", appendices, strict=True)
    ]
    return (*numbered, *lettered)
