"""The detector language, on a small vocabulary of its own."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.detectors import Branch, Ref, Step, TagClass, Term, Topic
from compliance.extraction import Extractor
from compliance.ingest import read_text
from compliance.model import Fact
from compliance.ruleset import FactType, Ruleset

LEXICON = {
    "NEGATION": ["not", "never", "no"],
    "WE": ["we", "us"],
    "SHARE": ["shar(e|es|ed|ing)", "pass on"],
    "PARTNER": ["partner*"],
    "COURIER": ["courier*"],
    "KEEP": ["keep", "kept"],
    "LONG": ["as long as necessary"],
    "T_RIGHTS": ["your rights"],
    "CASED": ["=US"],
}


def ruleset(*facts: FactType) -> Ruleset:
    classes = {name: TagClass(name, "", tuple(Term(text) for text in terms)) for name, terms in LEXICON.items()}
    classes["PLACE"] = TagClass("PLACE", "", (Term("Peru", "PE"), Term("[the] Netherlands", "NL")))
    classes["DURATION"] = TagClass("DURATION", "", recogniser="duration")
    classes["DATE"] = TagClass("DATE", "", recogniser="date")
    classes["EMAIL"] = TagClass("EMAIL", "", recogniser="email")
    classes["SELF"] = TagClass("SELF", "", recogniser="self_name")
    classes["SHARER"] = TagClass("SHARER", "", includes=("WE", "SELF"))
    return Ruleset(classes, {fact.name: fact for fact in facts}, {}, ())


def read(text: str, *branches: Branch, kind: str = "boolean", values: Sequence[str] = (), default: object = False) -> Fact:
    fact = FactType("f", "", kind, tuple(values), default, branches)  # type: ignore[arg-type]
    return Extractor(ruleset(fact)).extract(read_text(text))["f"]


def refs(*names: str) -> tuple[Ref, ...]:
    return tuple(Ref(name) for name in names)


def test_a_match_is_evidence_with_its_exact_words_and_line() -> None:
    text = "# Notice\n\nHello.\n\nWe **share** data\nwith partners. Bye.\n"
    fact = read(text, Branch("b", all=refs("SHARE", "PARTNER")))
    (evidence,) = fact.evidence
    assert (fact.status, fact.value, evidence.line, evidence.branch) == ("stated", True, 5, "b")
    assert text[evidence.span.start : evidence.span.end] == evidence.quote == "We **share** data\nwith partners."


def test_an_absent_fact_has_its_default_and_no_evidence() -> None:
    fact = read("We bake bread.", Branch("b", value="x", all=refs("SHARE")), kind="enum", values=["x", "none"], default="none")
    assert (fact.status, fact.value, fact.evidence) == ("absent", "none", ())


@pytest.mark.parametrize(
    ("text", "negated", "found"),
    [
        ("We do not share it.", True, True),
        ("We do not share it.", False, False),
        ("We do not sell lamps; we share data.", False, True),
        ("We keep no data but share some.", False, True),
        ("We share it.", True, False),
        ("If you do not object, we share it.", False, True),
        ("We do not rent lamps to those who, like you, shop here often; they share it.", False, True),
        ("We do not ask for lamps, wicks, oil, matches, candles, lanterns, glass, or for any share of it.", True, True),
        ("We do not ask for lamps that burn in the windows of the houses by the sea, or share it.", True, False),
    ],
)
def test_negation_reaches_over_what_follows_and_ends_at_a_break(text: str, negated: bool, found: bool) -> None:
    fact = read(text, Branch("b", all=(Ref("SHARE", negated),)))
    assert (fact.status == "stated") is found


def test_denial_is_no_silence() -> None:
    branches = Branch("yes", all=(Ref("SHARE", False),)), Branch("no", denied=True, all=(Ref("SHARE", True),))
    assert read("We never share it.", *branches).status == "denied"
    assert read("We bake bread.", *branches).status == "absent"
    assert read("We never share it. We share it.", *branches).status == "stated"


def test_unclear_stands_between_stated_and_denied() -> None:
    branches = (
        Branch("yes", all=refs("PARTNER")),
        Branch("open", unclear="it could be either", all=refs("COURIER")),
        Branch("no", denied=True, all=refs("KEEP")),
    )
    fact = read("We keep it. Ask the courier.", *branches)
    assert (fact.status, fact.value, fact.reason) == ("unclear", None, "it could be either")
    assert read("Ask the courier. Ask a partner.", *branches).status == "stated"


def test_a_sequence_has_an_order_and_a_distance() -> None:
    near = Branch("b", seq=(Step(refs("SHARE")), Step(refs("COURIER", "PARTNER"), 20)))
    assert read("We share it with partners.", near).value is True
    assert read("Partners share it.", near).value is False
    assert read("We share the thing that you have typed into the form with partners.", near).value is False


def test_at_least_counts_different_classes() -> None:
    branch = Branch("b", at_least=(2, refs("SHARE", "KEEP", "PARTNER")))
    assert read("We keep it and share it.", branch).value is True
    assert read("We keep it and keep it.", branch).value is False


def test_an_exclusion_may_have_an_exception() -> None:
    branch = Branch("b", all=refs("KEEP"), none=refs("LONG"), unless=refs("DURATION"))
    assert read("We keep it.", branch).value is True
    assert read("We keep it as long as necessary.", branch).value is False
    assert read("We keep it as long as necessary, seven years at most.", branch).value is True


def test_a_list_item_is_read_with_its_lead_in_but_must_add_something() -> None:
    text = "We share your data with:\n\n- couriers\n- nobody else\n"
    fact = read(text, Branch("b", all=refs("SHARE", "COURIER")))
    assert [evidence.quote for evidence in fact.evidence] == ["couriers"]
    assert read(text, Branch("b", all=refs("SHARE"))).evidence[0].quote == "We share your data with:"


def test_a_negation_in_the_lead_in_reaches_the_items() -> None:
    text = "We do not:\n\n- share data\n"
    assert read(text, Branch("b", all=(Ref("SHARE", True),))).value is True


def test_topic_is_a_gate_and_never_evidence() -> None:
    inside = Branch("b", all=refs("KEEP"), topic=Topic(any=("T_RIGHTS",)))
    outside = Branch("b", all=refs("KEEP"), topic=Topic(none=("T_RIGHTS",)))
    text = "# Your rights\n\nWe keep it.\n"
    assert read(text, inside).value is True
    assert read(text, outside).value is False
    assert read("# Your rights\n\nHello.\n", inside).value is False


def test_a_heading_over_most_of_the_text_excludes_nothing_below_it() -> None:
    branch = Branch("b", all=refs("KEEP"), topic=Topic(none=("T_RIGHTS",)))
    assert read("# Your rights and our notice\n\n## What we do\n\nWe keep it. We like lamps.\n", branch).value is True
    assert (
        read(
            "# Notice\n\n## Your rights\n\nWe keep it.\n\n## Lamps\n\nLamps are what we sell, and we sell many of them.\n", branch
        ).value
        is False
    )


def test_values_come_from_the_terms_and_lists_gather_them() -> None:
    branch = Branch("b", value_from="PLACE", all=refs("PLACE"))
    fact = read("In the Netherlands. In Peru.", branch, kind="list", values=["NL", "PE", "UK"], default=())
    assert fact.value == ("NL", "PE")


def test_an_enum_takes_the_strongest_value() -> None:
    branches = Branch("v", value="vague", all=refs("LONG")), Branch("s", value="specific", all=refs("DURATION"))
    fact = read(
        "We keep it as long as necessary. Or two years.", *branches, kind="enum", values=["specific", "vague"], default="vague"
    )
    assert fact.value == "specific"
    assert len(fact.evidence) == 2


def test_a_date_takes_the_first_branch_and_place() -> None:
    branches = Branch("keep", value_from="DATE", all=refs("KEEP", "DATE")), Branch("any", value_from="DATE", all=refs("DATE"))
    assert read("In 2019. We keep since 2 May 2021.", *branches, kind="date", default=None).value == "2021-05-02"


def test_times_asks_for_repetition() -> None:
    branch = Branch("b", all=refs("KEEP"), times=2)
    assert read("We keep it.", branch).value is False
    assert read("We keep it. They keep it.", branch).value is True


def test_a_branch_can_ask_to_outnumber_another() -> None:
    firm = FactType("a", "", "boolean", (), False, (Branch("b", all=refs("SHARE")),))
    often = FactType("c", "", "boolean", (), False, (Branch("x", all=refs("KEEP"), outnumbers="a.b"),))
    extractor = Extractor(ruleset(often, firm))
    assert extractor.extract(read_text("We share. We keep."))["c"].value is False
    assert extractor.extract(read_text("We share. We keep. We keep."))["c"].value is True
    assert extractor.extract(read_text("We keep."))["c"].value is True
    assert extractor.extract(read_text("We share."))["c"].value is False


def test_evidence_carries_on_to_following_lines() -> None:
    branch = Branch("b", all=refs("PARTNER"), carry=3, carry_of=("EMAIL",))
    fact = read("Our partner  \nRoom 5  \nask@example.test  \n", branch)
    assert [evidence.quote for evidence in fact.evidence] == ["Our partner", "ask@example.test"]


def test_a_branch_can_stand_on_another_fact() -> None:
    first = FactType("a", "", "boolean", (), False, (Branch("b", all=refs("SHARE")),))
    same = FactType("b", "", "enum", ("yes", "no"), "no", (Branch("x", value="yes", same="a.b"),))
    given_ = FactType("c", "", "boolean", (), False, (Branch("x", all=refs("KEEP"), given=(("a", ("true",)),)),))
    extractor = Extractor(ruleset(same, first, given_))
    assert extractor.extract(read_text("We share. We keep."))["b"].value == "yes"
    assert extractor.extract(read_text("We share. We keep."))["c"].value is True
    assert extractor.extract(read_text("We keep."))["c"].value is False


def test_the_nearest_miss_is_shown_where_a_fact_is_absent() -> None:
    fact = FactType(
        "f",
        "",
        "boolean",
        (),
        False,
        (Branch("b", all=refs("DURATION")),),
        (Branch("n", all=refs("LONG"), reason="it is no period"),),
    )
    miss = Extractor(ruleset(fact)).extract(read_text("We keep it as long as necessary."))["f"].nearest_miss
    assert miss is not None
    assert (miss.evidence.quote, miss.reason) == ("We keep it as long as necessary.", "it is no period")


def test_the_controllers_own_name_reads_like_we() -> None:
    text = 'Zorgo Ltd ("Zorgo", "we") is here. Zorgo will share it with partners.'
    fact = read(text, Branch("b", seq=(Step(refs("SHARER")), Step(refs("SHARE")))))
    assert [evidence.quote for evidence in fact.evidence] == ["Zorgo will share it with partners."]


def test_case_counts_only_where_the_term_says_so() -> None:
    assert read("Tell us.", Branch("b", all=refs("CASED"))).value is False
    assert read("In the US.", Branch("b", all=refs("CASED"))).value is True
    assert read("WE SHARE.", Branch("b", all=refs("SHARE"))).value is True


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("we share not partners,.;:\n-*# Peru2years\u200b\u00a0'\""), max_size=200))
def test_every_quote_is_the_text_at_its_span(text: str) -> None:
    fact = FactType("f", "", "boolean", (), False, (Branch("b", any=refs("SHARE", "WE", "PLACE", "DURATION", "PARTNER")),))
    document = read_text(text)
    for evidence in Extractor(ruleset(fact)).extract(document)["f"].evidence:
        assert document.text[evidence.span.start : evidence.span.end] == evidence.quote
        assert evidence.line == text.count("\n", 0, evidence.span.start) + 1
