"""The controller's own name, found in the policy's own words."""

from compliance.extraction.names import OwnName, self_names


def test_a_company_that_calls_itself_we_is_known_with_its_short_forms() -> None:
    text = 'Harbour Lane Parcels Limited ("we", "our") keeps your address. Harbour Lane may share it.'
    assert self_names("Privacy Policy", text) == {
        "Harbour Lane Parcels Limited": OwnName("company"),
        "Harbour Lane": OwnName("brand"),
    }


def test_a_defined_alias_counts() -> None:
    text = 'Quillon Software GmbH ("Quillon", "we") is the controller. Your data go to Paymill Ltd.'
    assert set(self_names("Privacy", text)) == {"Quillon Software GmbH", "Quillon"}


def test_a_brand_counts_where_it_heads_sentences() -> None:
    text = "Zorgo Express will keep it. Zorgo Express may use it. Zorgo Express understands you."
    assert "Zorgo Express" in self_names("Privacy & Cookie Policy", text)


def test_a_brand_of_the_title_counts_where_the_text_uses_it() -> None:
    assert "Wickham" in self_names("Privacy Policy | Wickham", "Wickham sells lamps. At Wickham we care.")


def test_other_companies_and_common_words_do_not_count() -> None:
    text = "We use cookies. You may object. Information may be shared. Customers may ask. Google may set cookies. Google may read them. Google will."
    assert self_names("Privacy Policy", text) == {}
