"""Where sentences end in folded words (single spaces, straight quotes)."""

import re
from itertools import pairwise

LONGEST = 5_000
"""No sentence is longer, in characters: a text without full stops is cut at a space, so that what reads it stays quick."""

_END = re.compile(r"(?<![.!?])[.!?]++[\"')\]]*+ |(?<=[a-z]{2})[.?!](?=[A-Z][a-z]++[ ,'])")
_OPENING = "\"'([{"

_NEVER_LAST = frozenset(
    "e.g i.e eg ie lit cf viz vs v mr mrs ms messrs dr prof hon rev incl approx resp dept est ref fig resp bzw z.b d.h bijv "
    "m.b.t ca".split()
)
_BEFORE_NUMBER = frozenset(
    "no nos n nr art arts sec s ss p pp para paras reg regs ch cl sch vol ver tel ext st fig rec recs app apt op".split()
)
_MAYBE_LAST = frozenset(
    "ltd inc co corp llc llp plc gmbh bros jr sr intl govt assn ave rd st blvd etc jan feb mar apr jun jul aug sep sept "
    "oct nov dec".split()
)
_STARTERS = frozenset(
    "a all also although an and any as at before but by collection data each for from how however i if in information it "
    "its may most "
    "no not on once other our personal please some such that the their there these they this those though to under unless "
    "until we "
    "what when where while who with without you your".split()
)
_NOUNS = frozenset("collection data information most personal some such".split())
_DOMAIN_ENDING = frozenset("com net org co edu gov io".split())


def sentence_bounds(words: str) -> list[tuple[int, int]]:
    """The [start, end) of each sentence of `words`, without the blanks between them."""
    cuts = [0]
    for match in _END.finditer(words):
        if _ends_sentence(words, cuts[-1], match):
            cuts.append(match.end())
    cuts.append(len(words))
    bounds: list[tuple[int, int]] = []
    for start, end in pairwise(cuts):
        bounds.extend(_shorten(words, start, end))
    return bounds


def _ends_sentence(words: str, begin: int, match: re.Match[str]) -> bool:
    stop = match.start()
    following = words[match.end() : match.end() + 40]
    at = max(words.rfind(" ", begin, stop) + 1, begin, stop - 40)
    token = words[at:stop].lstrip(_OPENING)
    if not match[0].endswith(" "):
        return _glued(token, following)
    first = following.lstrip(_OPENING)[:1]
    if not first:
        return True
    if match[0][0] != "." or match[0].startswith(".."):
        return not first.islower()
    if at == begin and _numbering(token):
        return False
    return _full_stop(token, following, first)


def _full_stop(token: str, following: str, first: str) -> bool:
    """Whether the full stop after `token` ends a sentence, given what follows."""
    low = token.lower()
    if low in _NEVER_LAST or (following[:1] == "(" and first.islower()):
        return False
    if low in _BEFORE_NUMBER and (first.isdigit() or following[:1] in "([§" or re.match(r"[IVXLC]+\b|[A-Z]{1,3}\d", following)):
        return False
    if low.endswith("str") and first.isdigit():
        return False
    initial = len(token) == 1 and token.isupper()
    dotted = re.fullmatch(r"(?:\w+-)?(?:[a-z]\.)+[a-z]", low) is not None
    if low in _MAYBE_LAST or initial or dotted:
        word = re.match(r"[A-Za-z]+", following.lstrip(_OPENING))
        # "U.S. Data Privacy Framework": a noun that may open a sentence is mostly part of a name here.
        starters = _STARTERS - _NOUNS if dotted else _STARTERS
        return word is not None and word[0][0].isupper() and (low == "etc" or word[0].lower() in starters)
    # A lower-case start is a careless writer or a name such as 'iPhone'; after a plain word the full stop still counts.
    return not first.islower() or (len(token) > 2 and token.isalpha())


def _numbering(token: str) -> bool:
    return re.fullmatch(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxIVX]{1,5})\)?", token) is not None


def _glued(token: str, following: str) -> bool:
    """Whether 'seriously.This notice' is two sentences rather than a host or file name."""
    word = re.match(r"[A-Za-z]+", following)
    return token.isalpha() and word is not None and word[0].lower() not in _DOMAIN_ENDING


def _shorten(words: str, start: int, end: int) -> list[tuple[int, int]]:
    """[start, end) without blanks at its ends, in pieces of at most LONGEST."""
    pieces: list[tuple[int, int]] = []
    while start < end:
        cut = end
        if end - start > LONGEST:
            space = words.rfind(" ", start + LONGEST // 2, start + LONGEST)
            cut = space if space > 0 else start + LONGEST
        left, right = start, cut
        while left < right and words[left] == " ":
            left += 1
        while right > left and words[right - 1] == " ":
            right -= 1
        if left < right:
            pieces.append((left, right))
        start = cut
    return pieces
