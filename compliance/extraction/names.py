"""The controller's own name, as the policy itself uses it: so that "Acme may share" reads like "we may share"."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from compliance.extraction.lines import Lines
from compliance.extraction.recognisers import recognised

_DEFINED = re.compile(r'(?:\(|, )(?:[^()]{0,60}?)"(?:we|us|our|the company|company)\b', re.IGNORECASE)
_ALIAS = re.compile(r'"([A-Z][\w&.\' -]{1,40}?)"')
# In patterns that are searched for in whole texts the lookbehind comes second: they are far quicker where they begin with letters.
_SUBJECT = re.compile(
    r"([A-Z](?<![\w.][A-Z])[\w&'+-]*(?: [A-Z][\w&'+-]*){0,3}) (?:will|may|shall|does|do|is committed|understands?|takes?|respects?|collects?|uses?|values?|reserves?|"
    r"accepts?|recognises?|recognizes?|processes|considers|has|cannot|operates|provides)\b"
)
_CONTROLLER = re.compile(
    r"\b(?:is|as|are|being) (?:the|a|your|an) (?:data )?controllers?\b|\b(?:owns|operates|runs) (?:this|the) (?:web ?site|site|service|app)\b|takes your privacy",
    re.IGNORECASE,
)
_NATIONAL = {code.lower(): code for code in "NL DE FR ES IT IE BE AT DK SE FI PL PT CZ HU GR RO NO CH AU NZ CA IN US".split()} | {
    "uk": "UK"
}
_DOMAIN = re.compile(r"(@|www\.|://)((?:[\w-]{1,63}\.){1,4}[a-z]{2,10})", re.IGNORECASE)
DOMAIN_SIGNS = ("@", "www.", "://")
"""What a line with a domain holds one of."""
_PROPER = re.compile(r"[A-Z](?<![\w.@/-][A-Z])[a-z][\w&+-]{2,29}(?![\w@]|\.\w)")
_TITLE_WORDS = re.compile(
    r"\b(?:online|website|web|site|our|your|the|privacy|data|protection|cookies?|policy|policies|notice|statement|and|of|for|fair|processing|information|customer|"
    r"general|gdpr|uk|eu|global|security|terms|legal|home|personal|app|mobile|service|services|users?|how|we|use|collects?|last|updated)\b|&",
    re.IGNORECASE,
)
_POLICY_TITLE = re.compile(r"\b(?:privacy|data protection|cookie)\b", re.IGNORECASE)
_NO_BRAND = frozenset(
    "You We This The They It Customer Customers User Users Visitor Visitors Personal Information Data Service Services Site Website Websites Cookie Cookies Policy "
    "Privacy Company Our Your If Any Third Parties Party Partner Partners Provider Providers Member Members Google Facebook Apple Commission Commissioner State States "
    "Article Section Parent Parents Child Children Consumer Consumers Client Clients Notice Statement App Account Content Consent Processing Controller Processor Employees "
    "Law Act Agreement Terms Seller Sellers Buyer Applicant Applicants Device Devices Advertisers Vendors Subscribers Guests Host Hosts That Which Who There These Those He She No Nobody Part Introduction Shield How Why When What Where Application Applications Employers Employer Attorney "
    "Businesses Business Advertising Analytics Each Every Most Some Many Both One Platform Browser Browsers".split()
)
_VENDORS = frozenset(
    "Google Facebook Apple Meta Microsoft Amazon Twitter LinkedIn Instagram YouTube Pinterest TikTok Shopify Stripe PayPal Flurry LiveIntent Adobe "
    "Mailchimp Hotjar Cloudflare WordPress Salesforce Zendesk Hubspot Klarna".split()
)
"""Suppliers of many firms: their own policy names them in its title, too."""


@dataclass(frozen=True, slots=True)
class OwnName:
    """A name of the controller: a company's (with its legal form, and the country the form is unique to) or a brand's."""

    kind: Literal["company", "brand"]
    country: str = ""


_BRAND = OwnName("brand")


def self_names(title: str, lines: Lines) -> dict[str, OwnName]:
    """The names the controller goes by, longest first.

    A company counts where the text calls it "we" or the controller, or where it is the only or the
    plainly most frequent one; a brand counts where it stands in the title or heads several sentences.
    """
    text = lines.text
    every = [
        (start + lines.starts[index], end + lines.starts[index], country)
        for index, start, end, country in recognised("company", lines)
    ]
    found = [(text[start:end], start, end) for start, end, _ in every]
    countries = {text[start:end]: country for start, end, country in every}
    names = {name: OwnName("company", countries[name]) for name in _own_companies(found, text)}
    for name in list(names):
        names.update({alias: _BRAND for alias in _aliases(name, text) if alias not in names})
    names.update({brand: _BRAND for brand in _brands(title, lines) if brand not in names})
    return dict(sorted(names.items(), key=lambda item: -len(item[0])))


def _own_companies(found: list[tuple[str, int, int]], text: str) -> list[str]:
    defined = [
        name
        for name, _, end in found
        if _DEFINED.match(text, end) or _DEFINED.match(text, end + 1) or _CONTROLLER.search(text, end, end + 80)
    ]
    if defined:
        return list(dict.fromkeys(defined))
    counts = Counter(name for name, _, _ in found)
    if not counts:
        return []
    (best, most), *rest = counts.most_common(2)
    return [best] if not rest or most >= 2 * rest[0][1] or found[0][0] == best else []


def _aliases(company: str, text: str) -> set[str]:
    """Short forms of a company's name: those defined in brackets after it, and its first words where they stand alone."""
    at = text.find(company)
    after = text[at + len(company) : at + len(company) + 120]
    bracket = after.split(")")[0] if after.lstrip(" ,").startswith("(") else ""
    names = {
        alias
        for alias in _ALIAS.findall(bracket)
        if alias not in _NO_BRAND and not alias.lower().startswith(("we", "us", "our", "the "))
    }
    words = company.split()
    for length in range(len(words) - 1, 0, -1):
        short = " ".join(words[:length]).rstrip(",")
        alone = re.search(rf"\b{re.escape(short)}\b(?! (?:{re.escape(words[length]) if length < len(words) else '$'}))", text)
        if short not in _NO_BRAND and len(short) > 2 and alone:
            names.add(short)
            break
    return names


def _could_be_name(brand: str) -> bool:
    return brand[:1].isupper() and brand not in _NO_BRAND and 2 < len(brand) <= 40


def _brands(title: str, lines: Lines) -> set[str]:
    text = lines.text
    pieces = [_TITLE_WORDS.sub(" ", piece) for piece in re.split(r" [|:–-] |\|", title)]
    brands = {" ".join(piece.split()).strip(" -:,.'\"") for piece in pieces}
    needed = 1 if _POLICY_TITLE.search(title) else 2
    brands = {brand for brand in brands if _could_be_name(brand) and len(re.findall(rf"\b{re.escape(brand)}\b", text)) >= needed}
    subjects = Counter(match[1] for match in _SUBJECT.finditer(text))
    brands |= {name for name, count in subjects.items() if count >= 3 and not (_NO_BRAND | _VENDORS) & set(name.split())}
    return brands | _named_in_domain(lines)


def _named_in_domain(lines: Lines) -> set[str]:
    """Words that are always capitals first, stand in the text at least twice and name one of its domains: Acme beside www.acme.example."""
    domains = [match for index in lines.having(DOMAIN_SIGNS) for match in _DOMAIN.finditer(lines.lines[index])]
    if not domains:
        return set()
    mail = [match[2].lower() for match in domains if match[1] == "@"]
    sites = [match[2].lower() for match in domains if match[1] != "@"]
    words = Counter(_PROPER.findall(lines.text))
    return {
        word
        for word, count in words.items()
        if word not in _NO_BRAND | _VENDORS
        and (
            (count >= 2 and any(word.lower() in domain for domain in mail))
            or (count >= 5 and any(word.lower() in domain for domain in sites))
        )
    }


def own_domains(line: str, names: Mapping[str, OwnName]) -> Iterator[tuple[int, int, str]]:
    """(start, end, country) of the domains that hold one of the controller's names; the country is that of a national top level."""
    bare = [" ".join(name.split()[:-1]) if own.kind == "company" else name for name, own in names.items()]
    keys = [key for name in bare if len(key := re.sub(r"[^a-z0-9]", "", name.lower())) > 2]
    for match in _DOMAIN.finditer(line):
        plain = re.sub(r"[^a-z0-9.]", "", match[2].lower())
        if any(key in plain for key in keys):
            yield match.start(), match.end(), _NATIONAL.get(plain.rpartition(".")[2], "")
