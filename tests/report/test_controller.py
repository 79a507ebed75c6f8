"""The controller's name, quoted for the title of the report."""

import pytest

from compliance.model import Evidence, Fact, Span, Status
from compliance.report.controller import controller_name


def identity(value: str, *quotes: str, status: Status = "stated") -> Fact:
    return Fact("controller_identity", status, value, tuple(Evidence(Span(0, len(quote)), 1, quote) for quote in quotes))


@pytest.mark.parametrize(
    ("quote", "name"),
    [
        ("Willow Kettle Limited (“we”) takes your privacy seriously.", "Willow Kettle Limited"),
        ("The controller is Willow Kettle B.V., Kade 9, Delft.", "Willow Kettle B.V."),
        ("We are Willow & Kettle GmbH of Ulm.", "Willow & Kettle GmbH"),
        ("willow Ltd sells kettles.", "willow Ltd"),
        ("Willow Kettle Designated Activity Company is the controller.", "Willow Kettle Designated Activity Company"),
        ("This notice is about kettles.", ""),
    ],
)
def test_a_company_is_named_with_its_legal_form(quote: str, name: str) -> None:
    assert controller_name(identity("legal_entity", "Privacy notice", quote)) == name


def test_a_brand_is_what_most_of_the_quotes_share() -> None:
    quotes = ("Willow Kettle understands privacy.", "Information you give to Willow Kettle Online.", "Customers of Willow Kettle")
    assert controller_name(identity("brand_only", *quotes)) == "Willow Kettle"
    assert controller_name(identity("brand_only", "We respect you.", "Privacy Policy", "Our Customers")) == ""


def test_without_a_sure_name_nothing_is_shown() -> None:
    assert controller_name(None) == ""
    assert controller_name(identity("none", status="absent")) == ""
    assert controller_name(identity("legal_entity", "Kettle " * 200 + "Ltd")) in ("", "Kettle " * 6 + "Ltd")
