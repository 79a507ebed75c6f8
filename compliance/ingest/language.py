"""Which language a text is in, by a vote of common words; and whether it speaks of personal data at all."""

import re
from collections import Counter

_COMMON: dict[str, frozenset[str]] = {
    "en": frozenset("the of and to in is that for we you our your this with are or by may any not will be it as on from".split()),
    "nl": frozenset(
        "de het een en van wij we uw je dat voor met op zijn wordt worden niet door deze ons onze bij ook naar te".split()
    ),
    "de": frozenset(
        "der die das und ist wir sie ihre ihrer für mit den von zu nicht werden wird auf eine oder bei durch dem des".split()
    ),
    "fr": frozenset("le la les des et est nous vous vos votre pour dans une que par sur avec du ou au ces aux être sont".split()),
    "es": frozenset("el la los las de y es que para una por con sus su del al se no o en nuestros usted como datos".split()),
    "it": frozenset("il la le di e che per una con del della dei sono si non al o nel dati sui gli alla i nostri".split()),
}
_WORD = re.compile(r"[^\W\d_]+")


def language_of(words: str) -> str:
    """ISO 639-1 code of the language whose commonest words fill most of `words`; 'und' where none does."""
    counts = Counter(_WORD.findall(words[:20_000].lower()))
    votes = {code: sum(counts[word] for word in common) for code, common in _COMMON.items()}
    code = max(votes, key=lambda key: votes[key])
    return code if votes[code] > 0 else "und"
