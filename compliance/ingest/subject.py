"""Whether a text is a privacy policy or notice at all: by its words, openly and generously.

A sentence speaks of personal data when it names such data, or names a person's information together with something done to
it. One such sentence is enough in a short text; a long text needs a share of them, so that terms of sale that only link to a
privacy policy, or a novel with the word "privacy" in it, do not count. A privacy title lowers the bar.
"""

import re

from compliance.model import PolicyDocument

_NAMED = re.compile(
    r"\b(?:personal(?:ly)?[ -](?:identifiable |identifying )?(?:data|information|details)|data (?:protection|subject"
    r"|controller|processor)s?"
    r"|gdpr|(?:privacy|cookies?) (?:policy|policies|notice|statement)|personenbezogene\w*|datenschutz\w*|persoonsgegevens"
    r"|privacyverklaring"
    r"|donn\u00e9es (?:\u00e0 caract\u00e8re )?personnelles|donn\u00e9es \u00e0 caract\u00e8re personnel"
    r"|datos (?:de car\u00e1cter )?personales"
    r"|dati personali|dados pessoais)\b",
    re.IGNORECASE,
)
_DATA = re.compile(
    r"\b(?:(?:your|user|users'|customer|visitor|their|his or her) (?:[\w-]+ ){0,3}(?:data|information|details|privacy"
    r"|names?|e-?mail|address(?:es)?)"
    r"|information (?:about|on|from|relating to|that|we|you)|cookies?|ip address(?:es)?|mailing list|data)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:collect|use|share|stor|keep|kept|hold|held|process|disclos|sell|sold|rent|transfer|protect|delet|erase|access"
    r"|retain|gather|record|receiv"
    r"|obtain|provid|pass|ask|request|withdraw|consent|privacy|confidential)\w*",
    re.IGNORECASE,
)
_COOKIES = re.compile(
    r"\b(?:site|browser|page|device|sets?|web)\b.{0,200}\bcookies?\b|\bcookies?\b.{0,200}\b(?:site|browser|page|device|web)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"privacy|data protection|cookies?\b|personal (?:data|information)|datenschutz|persoonsgegevens|confidentialit", re.IGNORECASE
)
_CODE = re.compile(
    r"^\s{0,80}(?:[{}\])]|def |class |import |from \w+ import|#include|function |const |let |var |return\b|//|public |private )"
    r"|[{}]$|[)\]\"'];$|= ?[\w.\"'-]{1,60};$|=> ?\{|\w\(.{0,80}\):$"
)

_SHORT = 40
_SHARE = 0.12
_SHARE_TITLED = 0.03
_READ = 3_000
"""Only so many segments are looked at: policies are shorter, and a whole book need not be read to be told apart."""


def looks_like_policy(document: PolicyDocument) -> tuple[bool, str]:
    """Whether the text is a privacy policy or notice; if not, the reason, as half a sentence that follows 'the text'."""
    parts = [part.words for part in document.segments[:_READ]]
    if not parts:
        return False, "holds no words"
    lines = [line for line in document.text[:200_000].splitlines() if line.strip()]
    if sum(_CODE.search(line[:300].rstrip()) is not None for line in lines) * 4 > len(lines):
        return False, "is source code"
    speaking = sum(_speaks(words) for words in parts)
    if not speaking:
        return False, "nowhere says what is done with personal data"
    titled = _TITLE.search(" ".join((document.title, *parts[:2]))[:300]) is not None
    named = any(_NAMED.search(words) for words in parts)
    if len(parts) <= _SHORT and (titled or named) and speaking * 6 >= len(parts):
        return True, ""
    needed = max(1, round(len(parts) * (_SHARE_TITLED if titled else _SHARE)))
    if speaking < needed:
        return False, f"speaks of personal data in {speaking} of {len(parts)} sentences only"
    return True, ""


def _speaks(words: str) -> bool:
    words = words[:2_000]
    return bool(_NAMED.search(words)) or bool(_COOKIES.search(words)) or (bool(_DATA.search(words)) and bool(_DONE.search(words)))
