"""The report's words for the model's names, and how dates, values and foreign text are written.

Policy text is untrusted: `visible` takes out what a terminal or a page would obey rather than show.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from compliance.model import Fact, FactValue

OUTCOME = {
    "gap": "Gap",
    "partial": "Partly met",
    "review": "Needs a person",
    "satisfied": "Met",
    "not_applicable": "Not applicable",
}
LEVEL = {"critical": "Critical", "major": "Major", "minor": "Minor", "info": "Note"}
RATING = {
    "high": "High assurance",
    "reasonable": "Reasonable assurance",
    "limited": "Limited assurance",
    "very_limited": "Very limited assurance",
    "not_rated": "Not rated",
}
REGIME = {
    "dpa1998": "Data Protection Act 1998 (UK)",
    "pecr": "Privacy and Electronic Communications Regulations 2003 (UK)",
    "eu_gdpr": "GDPR, Regulation (EU) 2016/679",
    "uk_gdpr": "UK GDPR",
    "dpa2018": "Data Protection Act 2018 (UK)",
    "directive_national": "National law under Directive 95/46/EC",
    "eprivacy_national": "National law under the ePrivacy Directive 2002/58/EC",
    "none": "No law in the rule sets",
}
REGIME_SHORT = {
    "dpa1998": "DPA 1998",
    "pecr": "PECR 2003",
    "eu_gdpr": "EU GDPR",
    "uk_gdpr": "UK GDPR",
    "dpa2018": "DPA 2018",
    "directive_national": "national law under Directive 95/46/EC",
    "eprivacy_national": "national ePrivacy law",
    "none": "no law in the rule sets",
}
LANGUAGE = {"en": "English", "nl": "Dutch", "de": "German", "fr": "French", "cy": "Welsh"}

# Only for hyphenation and joining: without a glyph, and harmless.
_DROPPED = {"\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"}
_SPACE = re.compile(r"\s+")
_MONTHS = "January February March April May June July August September October November December".split()
_ISO_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
# A name of a fact, a value or a regime, and what it is where it is a truth.
_NAME = re.compile(r"\b([a-z]+(?:_[a-z0-9]+)+|dpa1998|dpa2018|pecr)\b(?: is (true|false)\b)?")
_MISFITS = {"Cc", "Cf", "Cs", "Co", "Cn"}


def name(words: dict[str, str], key: str) -> str:
    """The word for `key`; a key without one is shown as it is written, underscores as spaces."""
    return words.get(key, key.replace("_", " "))


def visible(text: str) -> str:
    """`text` on one line: white space folded, and control, bidirectional and other unprintable characters as `[U+001B]`."""
    folded = _SPACE.sub(" ", text)
    if folded.isascii() and folded.isprintable():
        return folded
    return "".join(_shown(character) for character in folded)


def _shown(character: str) -> str:
    if character in _DROPPED:
        return ""
    return f"[U+{ord(character):04X}]" if unicodedata.category(character) in _MISFITS else character


def shorten(text: str, limit: int) -> str:
    """`text`, made visible, of at most about `limit` characters: the middle gives way to a note of how much is left out."""
    head, tail = limit * 2 // 3, limit // 3
    if len(text) > 8 * limit:  # never work through megabytes to show a few words
        start, end = visible(text[: 4 * limit]).strip()[:head], visible(text[-4 * limit :]).strip()[-tail:]
        left_out = len(text) - len(start) - len(end)
    else:
        shown = visible(text).strip()
        if len(shown) <= limit:
            return shown
        start, end, left_out = shown[:head], shown[-tail:], len(shown) - head - tail
    return f"{start.rstrip()} [… {left_out:,} characters left out …] {end.lstrip()}"


def cut(text: str, limit: int) -> str:
    """The beginning of our own `text`, of at most `limit` characters, with an ellipsis where words are left out at its end."""
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def excerpt(text: str, limit: int) -> tuple[str, str]:
    """The beginning and the end of `text`, made visible, together about `limit` characters, cut between words.

    A little more than that is shown whole. Where nothing is left out the end is empty; what is left out is for the reader to mark
    outside the quotation.
    """
    if len(text) > 8 * limit:  # as in `shorten`
        text = f"{text[: 4 * limit]} {text[-4 * limit :]}"
    shown = visible(text).strip()
    if len(shown) <= limit + limit // 4:  # a few words left out would cost more than they take
        return shown, ""
    head, tail = shown[: limit * 2 // 3], shown[-(limit // 3) :]
    # A word longer than a third of its part is cut where it stands.
    if shown[len(head)] != " " and head.rfind(" ") > len(head) * 2 // 3:
        head = head[: head.rfind(" ")]
    if shown[-len(tail) - 1] != " " and 0 <= tail.find(" ") < len(tail) // 3:
        tail = tail[tail.find(" ") :]
    return head.strip(), tail.strip()


def long_date(day: date) -> str:
    """`day` as 3 March 2021."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def stated_date(value: str) -> str:
    """A date as precise as it is stated (2021-03-03, 2021-03 or 2021) in words; anything else unchanged."""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", value):
        return value
    parts = [int(part) for part in value.split("-")]
    if len(parts) > 1 and not 1 <= parts[1] <= len(_MONTHS):
        return value
    words = [str(parts[0])] + ([_MONTHS[parts[1] - 1]] if len(parts) > 1 else []) + ([str(parts[2])] if len(parts) > 2 else [])
    return " ".join(reversed(words))


def fact_value(fact: Fact) -> str:
    """What the policy says about a fact, for a reader."""
    return {"unclear": "cannot tell"}.get(fact.status) or value(fact.value)


def value(said: FactValue) -> str:
    """A fact's value for a reader: yes and no for booleans, a dash for nothing."""
    if said is None or said == () or said == "":
        return "–"
    if isinstance(said, bool):
        return "yes" if said else "no"
    if isinstance(said, str):
        return stated_date(said)
    return ", ".join(said)


def readable(text: str) -> str:
    """A sentence of the engine for a reader: ISO dates and names (`uses_cookies is true`, `uk_gdpr`) in words, made visible."""
    dated = _ISO_DAY.sub(lambda match: stated_date(match[0]), visible(text))
    return _NAME.sub(lambda match: name(REGIME_SHORT, match[1]) + {"true": ": yes", "false": ": no"}.get(match[2], ""), dated)


def sentence(text: str) -> str:
    """`text` made readable, with a capital at its start."""
    shown = readable(text)
    return shown[:1].upper() + shown[1:]


def listing(words: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def plural(number: int, noun: str) -> str:
    """`1 gap`, `2 gaps`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
