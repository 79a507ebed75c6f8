"""The controller's own name, found in the policy's own words."""

from compliance.extraction.lines import Lines
from compliance.extraction.names import OwnName, own_domains, self_names


def names_of(title: str, text: str) -> dict[str, OwnName]:
    return self_names(title, Lines(text.split("\n")))


def test_a_company_that_calls_itself_we_is_known_with_its_short_forms() -> None:
    text = 'Harbour Lane Parcels Limited ("we", "our") keeps your address. Harbour Lane may share it.'
    assert names_of("Privacy Policy", text) == {
        "Harbour Lane Parcels Limited": OwnName("company"),
        "Harbour Lane": OwnName("brand"),
    }


def test_a_defined_alias_counts() -> None:
    text = 'Quillon Software GmbH ("Quillon", "we") is the controller. Your data go to Paymill Ltd.'
    assert set(names_of("Privacy", text)) == {"Quillon Software GmbH", "Quillon"}


def test_a_brand_counts_where_it_heads_sentences() -> None:
    text = "Zorgo Express will keep it. Zorgo Express may use it. Zorgo Express understands you."
    assert "Zorgo Express" in names_of("Privacy & Cookie Policy", text)


def test_a_brand_of_the_title_counts_where_the_text_uses_it() -> None:
    assert "Wickham" in names_of("Privacy Policy | Wickham", "Wickham sells lamps. At Wickham we care.")


def test_other_companies_and_common_words_do_not_count() -> None:
    text = "We use cookies. You may object. Information may be shared. Customers may ask. "
    text += "Google may set cookies. Google may read them. Google will."
    assert names_of("Privacy Policy", text) == {}


def test_a_domain_that_holds_the_name_is_the_controllers_own() -> None:
    names = names_of("Privacy Policy", 'Quillon Lamps Ltd ("we") sells lamps.')
    line = "See www.quillonlamps.co.uk/shop, www.other.nl and mail@quillonlamps.example."
    assert [(line[start:end], country) for start, end, country in own_domains(line, names)] == [
        ("www.quillonlamps.co.uk", "UK"),
        ("@quillonlamps.example", ""),
    ]


def test_a_name_in_a_mail_domain_counts_where_the_text_uses_it() -> None:
    text = "This outlines Wickham policies. Ask Wickham. Mail a@wickham.example. Google has www.google.com. Google."
    assert set(names_of("Online Privacy Policy", text)) == {"Wickham"}
