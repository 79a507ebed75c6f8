"""The controller's name for the title of the report, quoted from the words that state its identity."""

import re
from collections import Counter

from compliance.model import Fact
from compliance.report import words

LONGEST = 80
_FORM = (
    r"(?:Ltd|Limited|plc|PLC|Plc|LLP|llp|Inc|LLC|Corp|Corporation|GmbH|AG|SE|SA|S\.A\.|SAS|SARL|S\.r\.l\.|S\.p\.A\."
    r"|B\.V\.|BV|N\.V\.|NV|C\.V\.|V\.O\.F\.|ApS|A/S|AB|AS|Oy|Oyj|e\.V\.|CIC|DAC|Designated Activity Company"
    r"|Company Limited by Guarantee|Stichting|Vereniging)"
)
_COMPANY = re.compile(rf"(?<![\w.])(?:\w[\w&'’.+-]* (?:& )?){{1,6}}{_FORM}(?![\w])\.?")
_NAME = re.compile(r"[A-Z][\w&'’+-]*(?: (?:& )?[A-Z][\w&'’+-]*){0,3}")
_COMMON = frozenset(
    "We Our Us You Your The This That These If In On At By For To As Privacy Policy Policies Notice Statement Cookie Cookies "
    "Data Protection Online Website Site Customer Customers Information Services Service Company Contacting Contact Personal "
    "Terms".split()
)
_OPENING = re.compile(r"^(?:(?:[Tt]he|[Tt]his|[Ww]e|[Oo]ur|[Uu]s|[Aa]nd|[Oo]f|[Bb]y|[Aa]re|[Ii]s|at|to|from|with|for|in|on) )+")


def controller_name(fact: Fact | None) -> str:
    """The name as the text writes it: a company with its legal form, else the brand most quotes share; '' where unsure."""
    if fact is None or fact.status != "stated":
        return ""
    quotes = [words.visible(evidence.quote[:2_000]) for evidence in fact.evidence]
    name = _company(quotes) if fact.value == "legal_entity" else _brand(quotes)
    return name if len(name) <= LONGEST else ""


def _company(quotes: list[str]) -> str:
    for quote in quotes:
        for match in _COMPANY.finditer(quote):
            name = _from_name(match[0])
            if name:
                return name
    return ""


def _from_name(found: str) -> str:
    """The company's name without the words of the sentence before it: from the first word of the last run of capitals."""
    parts = _OPENING.sub("", found).split()
    start = len(parts) - 1
    while start and (parts[start - 1][0].isupper() or parts[start - 1] in ("&", "and", "of") or start == len(parts) - 1):
        start -= 1
    while start < len(parts) and parts[start] in ("and", "of", *_COMMON):
        start += 1
    name = " ".join(parts[start:])
    return name if " " in name else ""


def _brand(quotes: list[str]) -> str:
    """The longest run of capitals that stands in at least half of the quotes, and in two."""
    counts = Counter(run for quote in quotes for run in {run for match in _NAME.finditer(quote) for run in _runs(match[0])})
    often = [run for run, count in counts.items() if count >= 2 and count * 2 >= len(quotes)]
    return max(often, key=lambda run: (counts[run] * len(run.split()), len(run), run), default="")


def _runs(name: str) -> list[str]:
    """The stretches of a run of capitals that hold no everyday word."""
    parts = name.split()
    runs = [parts[i:j] for i in range(len(parts)) for j in range(i + 1, len(parts) + 1)]
    return [" ".join(run) for run in runs if not _COMMON & set(run) and "&" not in (run[0], run[-1]) and len(" ".join(run)) > 2]
