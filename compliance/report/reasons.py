"""The engine's reasons as a reader sees them: what the text says, in words, and never the name of a variable."""

from collections.abc import Iterable, Mapping

from compliance.model import DerivedFact, Fact, FactValue, Reason
from compliance.report import words
from compliance.report.fact_answers import ANSWERS, PLACES, QUESTIONS
from compliance.report.fact_clauses import CLAUSES, CONCLUSIONS
from compliance.report.fact_statements import LISTS, STATEMENTS

NOTHING = "nothing said"
SAID_ELSEWHERE = {"day", "applicable_regimes", "governs"}
"""What section 1 of the report tells of every finding alike."""


def rests_on(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """What a finding rests on, one sentence a fact: the words that were found or left open.

    What was not found is the finding itself, and the day and the law are told once for all: neither is repeated.
    """
    told = (sentence(reason) for reason in reasons if reason.fact not in SAID_ELSEWHERE and found(reason))
    return tuple(dict.fromkeys(told))


def in_one(reasons: Iterable[Reason]) -> str:
    """What was found, as one half sentence: `direct marketing is sent, and the controller is a charity`."""
    told = dict.fromkeys(
        words.visible(_phrase(reason)).removesuffix(".")
        for reason in reasons
        if reason.fact not in SAID_ELSEWHERE and found(reason)
    )
    return ", and ".join(told)


def found(reason: Reason) -> bool:
    """Whether the reason rests on words of the policy: stated, denied or unclear, and not a value that a list lacks."""
    return reason.status != "absent" and " holds no" not in reason.text


def sentence(reason: Reason) -> str:
    """One reason in words, with a capital and without a full stop."""
    text = words.visible(_phrase(reason)).removesuffix(".")
    return text[:1].upper() + text[1:]


def rewritten(message: str, reasons: Iterable[Reason]) -> str:
    """`message` with the reasons that the engine wrote into it in words."""
    for reason in sorted(reasons, key=lambda reason: -len(reason.text)):
        message = message.replace(reason.text, _phrase(reason)) if reason.text else message
    return message


def label(fact: str) -> str:
    """What a fact is about, in a few words."""
    return QUESTIONS.get(fact) or CLAUSES.get(fact) or CONCLUSIONS.get(fact) or fact.replace("_", " ")


def answer(fact: str, value: FactValue) -> str:
    """A value of a fact in words."""
    if isinstance(value, tuple):
        return words.listing([_word(fact, member) for member in value]) or NOTHING
    if value is None or isinstance(value, bool):
        return words.value(value)
    return _word(fact, value)


def value_of(fact: Fact | DerivedFact) -> str:
    """What the policy says about `fact`, in words."""
    return "cannot tell" if fact.status == "unclear" and not fact.value else answer(fact.name, fact.value)


def _phrase(reason: Reason) -> str:
    name = reason.fact
    if name in CLAUSES or name in CONCLUSIONS:
        return _clause(reason)
    if name == "day" or (name not in QUESTIONS and reason.text and name not in reason.text):
        return words.readable(reason.text)
    if reason.status == "denied" and name in QUESTIONS:
        return f"{label(name)}: the text denies it"
    if reason.status != "unclear" and (said := statement(name, _parsed(reason))):
        return said
    why = reason.text.partition(" is unclear: ")[2] if reason.status == "unclear" else ""
    said = f"cannot tell{f' ({why})' if why else ''}" if reason.value == "unclear" else answer(name, _parsed(reason))
    return f"{label(name)}: {said}"


def statement(fact: str, value: FactValue) -> str:
    """A fact with its value as half a sentence; empty where there are no words for it."""
    if fact in LISTS:
        members = value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()
        some, none = LISTS[fact]
        return some.format(words.listing([_word(fact, member) for member in members])) if members else none
    return STATEMENTS.get(fact, {}).get(value, "") if isinstance(value, str) else STATEMENTS.get(fact, {}).get("none", "")


def _clause(reason: Reason) -> str:
    """A truth: found, denied, open, or not found."""
    clause = CLAUSES.get(reason.fact) or CONCLUSIONS[reason.fact]
    if reason.status == "unclear":
        why = reason.text.partition(" is unclear: ")[2]
        return f"it is open whether {clause}{f': {why}' if why else ''}"
    if reason.status == "denied":
        return f"the text denies that {clause}"
    if reason.value == "true":
        return clause
    return f"nothing shows that {clause}"


def _parsed(reason: Reason) -> FactValue:
    """The value again, from the engine's words for it."""
    if reason.value == "none" and reason.status != "stated":
        return ()
    return tuple(reason.value.split(", ")) if ", " in reason.value else reason.value


def _word(fact: str, value: str) -> str:
    if value in ANSWERS.get(fact, {}):
        return ANSWERS[fact][value]
    if value in PLACES:
        return PLACES[value]
    if value == "none":
        return NOTHING
    return ANSWERS[""].get(value) or words.stated_date(value).replace("_", " ")


def proof(
    reasons: Iterable[Reason], derived: Mapping[str, DerivedFact], lines: Mapping[str, str], depth: int = 4
) -> tuple[str, ...]:
    """Why a law governs, from the words it rests on up to the conclusion, each step once.

    `lines` gives the lines of a fact ("lines 3 and 8"). The day is left out: it is told beside.
    """
    steps: list[str] = []
    for reason in reasons:
        if reason.fact in SAID_ELSEWHERE or not found(reason):
            continue
        conclusion = derived.get(reason.fact)
        if conclusion and depth:
            steps += proof(conclusion.because, derived, lines, depth - 1)
        where = lines.get(reason.fact, "")
        steps.append(f"{sentence(reason)} ({where})" if where else sentence(reason))
    return tuple(dict.fromkeys(steps))
