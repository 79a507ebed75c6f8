"""The engine's reasons, as a reader sees them."""

import re

import pytest

from compliance.model import DerivedFact, Reason
from compliance.report import reasons
from compliance.report.fact_answers import QUESTIONS
from compliance.report.fact_clauses import CLAUSES, CONCLUSIONS
from compliance.report.fact_statements import LISTS, STATEMENTS
from compliance.resources import rulesets_dir


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Reason("sends_direct_marketing", "true", "stated", "sends_direct_marketing is true"), "Direct marketing is sent"),
        (
            Reason("uses_cookies", "false", "denied", "uses_cookies is false (the policy denies it)"),
            "The text denies that cookies or the like are used",
        ),
        (
            Reason("right_erasure_stated", "false", "absent", "right_erasure_stated is false (the policy is silent)"),
            "Nothing shows that people may have their data erased",
        ),
        (
            Reason("is_charity", "unclear", "unclear", "is_charity is unclear: it names a fund"),
            "It is open whether the controller is a charity: it names a fund",
        ),
        (
            Reason("retention_statement", "vague", "stated", "retention_statement is vague"),
            "How long data are kept is told only in vague words",
        ),
        (
            Reason("retention_statement", "none", "absent", "retention_statement is none (the policy is silent)"),
            "The text does not say how long data are kept",
        ),
        (
            Reason("marketing_channels", "email, sms", "stated", "marketing_channels holds email, sms"),
            "Marketing goes out by e-mail and text message",
        ),
        (
            Reason("controller_jurisdictions", "NL", "stated", "controller_jurisdictions holds NL"),
            "The text places the controller in the Netherlands",
        ),
        (
            Reason("transfer_statement", "unclear", "unclear", "transfer_statement is unclear: it may be a shop"),
            "Transfer of data abroad: cannot tell (it may be a shop)",
        ),
        (
            Reason("rights_limited", "access, rectification", "stated", "rights_limited holds access"),
            "Some people or some data are left out of the right of access and rectification",
        ),
        (
            Reason("marketing_objection_statement", "none", "denied", "marketing_objection_statement is none"),
            "Refusing marketing: the text denies it",
        ),
        (Reason("brand_new_fact", "some_value", "stated", "brand_new_fact is some_value"), "Brand new fact: some value"),
    ],
)
def test_a_reason_in_words(reason: Reason, said: str) -> None:
    assert reasons.sentence(reason) == said


def test_a_finding_rests_on_what_was_found_and_neither_on_the_day_nor_on_silence() -> None:
    told = reasons.rests_on(
        [
            Reason("day", "2023-02-01", "stated", "the judgement day 2023-02-01 is 2018-05-25 or later"),
            Reason("applicable_regimes", "eu_gdpr", "stated", "applicable_regimes holds eu_gdpr"),
            Reason("cited_laws", "gdpr", "stated", "cited_laws holds gdpr"),
            Reason("cited_laws", "gdpr", "stated", "cited_laws holds no directive_95_46"),
            Reason("has_dpo_contact", "false", "absent", "has_dpo_contact is false (the policy is silent)"),
        ]
    )
    assert told == ("The text cites the GDPR",)


def test_a_reason_that_ends_with_a_full_stop_loses_it() -> None:
    open_ = Reason("is_charity", "unclear", "unclear", "is_charity is unclear: it names a fund.")
    assert reasons.rests_on([open_]) == ("It is open whether the controller is a charity: it names a fund",)


def test_names_that_the_engine_wrote_into_a_message_become_words() -> None:
    because = [Reason("uses_cookies", "unclear", "unclear", "uses_cookies is unclear: it may speak of biscuits")]
    message = reasons.rewritten("A person must look: uses_cookies is unclear: it may speak of biscuits.", because)
    assert message == "A person must look: it is open whether cookies or the like are used: it may speak of biscuits."


@pytest.mark.parametrize("fact", STATEMENTS)
def test_every_value_of_a_fact_has_its_sentence(fact: str) -> None:
    text = (rulesets_dir() / "facts" / f"{fact}.yaml").read_text("utf-8")
    values = re.search(r"^type: \{enum: \[([^\]]*)\]", text, re.M)
    assert values is not None
    assert set(STATEMENTS[fact]) == {value.strip("' ") for value in values[1].split(",")}


@pytest.mark.parametrize("fact", LISTS)
def test_a_list_of_facts_has_a_sentence_for_what_it_holds_and_one_for_nothing(fact: str) -> None:
    held, empty = (reasons.statement(fact, value) for value in (("UK", "NL"), ()))
    assert "the United Kingdom and the Netherlands" in held
    assert "{}" not in held + empty and empty


def test_a_proof_ends_where_conclusions_run_in_circles() -> None:
    again = Reason("reached_uk", "true", "stated", "reached_uk is true")
    derived = {"reached_uk": DerivedFact("reached_uk", True, "stated", (again,))}
    assert reasons.proof([again], derived, {}) == ("UK privacy law reaches this policy",)


def test_every_fact_of_the_agreed_vocabulary_has_words() -> None:
    folder = rulesets_dir() / "facts"
    agreed = {path.stem for path in folder.glob("*.yaml") if not re.search(r"^helper: true", path.read_text("utf-8"), re.M)}
    assert len(agreed) > 80
    assert agreed - set(QUESTIONS) - set(CLAUSES) - set(CONCLUSIONS) == set()
