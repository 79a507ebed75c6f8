"""Built-in recognisers: dates, durations, addresses, telephone numbers, sums of money and company names.

Each takes a text and yields (start, end, value). They are linear in the text's length.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from compliance.extraction.lines import Lines

Found = Iterator[tuple[int, int, str]]

_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
_DATE = re.compile(
    rf"\b(?:(?<!\d\.)(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -](?P<m1>{_MONTH}),?[ -]?(?P<y1>\d{{4}})\b"
    rf"|(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>\d{{4}})\b"
    rf"|(?P<m3>{_MONTH}),? ?(?P<y3>\d{{4}})\b"
    r"|(?P<y4>(?:19|20)\d{2})[-./](?P<m4>\d{1,2})[-./](?P<d4>\d{1,2})\b"
    r"|(?P<d5>\d{1,2})[./-](?P<m5>\d{1,2})[./-](?P<y5>(?:19|20)?\d{2})\b"
    r"|(?P<m6>0[1-9]|1[0-2])/(?P<y6>20\d{2})\b)"
    r"|(?<![\d/.-])(?P<y7>(?:19|20)\d{2})(?![\d/-]|\.\d)\b",
    re.IGNORECASE,
)
_MAYBE_DATE = re.compile(r"\d{4}|\d[./-]\d")


_SLASHED = re.compile(r"(?<![\d./-])(\d{1,2})[/-](\d{1,2})[/-](?:19|20)?\d{2}(?![\d/-])")
_DAY_FIRST = re.compile(
    r"£|€|\.co\.uk\b|\+44|\b[Oo]rganisation|\b(?:United Kingdom|UK|England|Scotland|Wales|Ireland|Data Protection Act|Information Commissioner|Netherlands)\b"
)
_MONTH_FIRST = re.compile(r"\b(?:U\.S\.|USA|US|United States|California|ZIP|CCPA|Canada|Philippines)\b")


def day_comes_first(text: str) -> bool | None:
    """Whether 05/06/2023 means 5 June in this text: told by its other dates, else by the places it speaks of; None where open."""
    found = [(int(match[1]), int(match[2])) for match in _SLASHED.finditer(text)]
    orders = {day > 12 for day, month in found if max(day, month) > 12 >= min(day, month)}
    if orders or not found:
        return orders.pop() if len(orders) == 1 else None
    here, there = bool(_DAY_FIRST.search(text)), bool(_MONTH_FIRST.search(text))
    return None if here == there else here


def dates(text: str, day_first: bool | None = None) -> Found:
    """Dates as precise as they are stated: 2023-02-17, 2023-02 or 2023.

    05/06/2023 gives the year only, unless `day_first` says how to read it; dots always mean day first.
    """
    if not _MAYBE_DATE.search(text):
        return
    for match in _DATE.finditer(text):
        value = _date_value(match, day_first)
        if value:
            yield match.start(), match.end(), value


def _date_value(match: re.Match[str], day_first: bool | None) -> str:
    parts = {key[0]: value for key, value in match.groupdict().items() if value}
    year = parts["y"] if len(parts["y"]) == 4 else "20" + parts["y"]
    if "m" not in parts:
        return year
    month = int(parts["m"]) if parts["m"].isdigit() else _MONTHS[parts["m"][:3].lower()]
    if "d" not in parts:
        return f"{year}-{month:02d}"
    day = int(parts["d"])
    if match["d5"]:
        if month > 12 >= day:
            day, month = month, day
        elif day <= 12 and day != month and "." not in match[0]:
            if day_first is None:
                return year
            day, month = (day, month) if day_first else (month, day)
    return f"{year}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else ""


_NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
} | {"a": 1, "an": 1, "twenty": 20, "twenty-one": 21, "twenty-four": 24, "thirty": 30, "forty": 40, "sixty": 60, "ninety": 90}
_NUMBER = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_DURATION = re.compile(
    rf"\b(?P<n>\d{{1,4}}|{_NUMBER})[ -](?:\((?:\d{{1,4}}|[a-z-]{{2,12}})\) )?(?:full |calendar |working |business |consecutive |further |additional |tax |financial |school )?"
    r"(?P<unit>hour|day|week|month|year|decade)s?\b(?!['-]old)",
    re.IGNORECASE,
)
_UNITS = {"hour": "PT{}H", "day": "P{}D", "week": "P{}W", "month": "P{}M", "year": "P{}Y", "decade": "P{}0Y"}


def durations(text: str) -> Found:
    """Periods of time as ISO 8601 durations: seven years gives P7Y."""
    for match in _DURATION.finditer(text):
        number = match["n"].lower()
        count = int(number) if number.isdigit() else _NUMBERS[number]
        yield match.start(), match.end(), _UNITS[match["unit"].lower()].format(count)


_EMAIL = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._%+'-]{0,63}(?:@| ?[\[(](?:at|@)[\])] ?)[A-Za-z0-9-]{1,63}(?:(?:\.| ?[\[(]dot[\])] ?)[A-Za-z0-9-]{1,63}){1,4}",
    re.IGNORECASE,
)
_URL = re.compile(
    r"\b(?:https?://|www\.)[^\s<>()\"']{2,300}|\b[a-z0-9-]{2,40}\.(?:com|co\.uk|org|net|eu|nl|de|io|app)(?:/[^\s<>()\"']{0,200})?\b",
    re.IGNORECASE,
)


def emails(text: str) -> Found:
    """E-mail addresses, also written with (at) and (dot)."""
    if "@" not in text and "at)" not in text and "at]" not in text:
        return
    for match in _EMAIL.finditer(text):
        yield match.start(), match.end(), match[0].lower()


def urls(text: str) -> Found:
    """Web addresses that are no part of an e-mail address."""
    for match in _URL.finditer(text):
        if text[match.start() - 1 : match.start()] not in ("@", "."):
            yield match.start(), match.end(), match[0].lower()


_PHONE = re.compile(r"(?<![\w./+-])(?:\+|00|\(\+)?\(?\d[\d ()./-]{6,22}\d(?![\w/]|-\d)")
_CALLING_CODES = {
    "1": "US", "7": "RU", "20": "EG", "27": "ZA", "30": "GR", "31": "NL", "32": "BE", "33": "FR", "34": "ES", "36": "HU", "39": "IT", "40": "RO",
    "41": "CH", "43": "AT", "44": "UK", "45": "DK", "46": "SE", "47": "NO", "48": "PL", "49": "DE", "52": "MX", "55": "BR", "60": "MY", "61": "AU",
    "62": "ID", "64": "NZ", "65": "SG", "81": "JP", "82": "KR", "84": "VN", "86": "CN", "90": "TR", "91": "IN", "351": "PT", "352": "LU", "353": "IE",
    "354": "IS", "356": "MT", "357": "CY", "358": "FI", "359": "BG", "370": "LT", "371": "LV", "372": "EE", "380": "UA", "385": "HR", "386": "SI",
    "420": "CZ", "421": "SK", "423": "LI", "852": "HK", "886": "TW", "971": "AE", "972": "IL",
}  # fmt: skip
_UK_NATIONAL = re.compile(r"0[12378]\d{9}")
_CROWN_DEPENDENCIES = ("1534", "1481", "1624", "7797", "7781", "7624")


def phones(text: str) -> Found:
    """Telephone numbers; the value is the country of an international prefix (OTHER for the Crown dependencies) or UK for eleven digits from 0, else empty."""
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\(0\)|\D", "", match[0])
        if 8 <= len(digits) <= 15 and not _DATE.fullmatch(match[0].strip("()")):
            yield match.start(), match.end(), _calling_country(match[0], digits)


def _calling_country(number: str, digits: str) -> str:
    bare = number.lstrip("(")
    if bare.startswith("00"):
        digits = digits[2:]
    elif not bare.startswith("+") and "(0)" not in number:
        return "UK" if _UK_NATIONAL.fullmatch(digits) else ""
    for length in (3, 2, 1):
        country = _CALLING_CODES.get(digits[:length])
        if country:
            return "OTHER" if country == "UK" and digits[2:].lstrip("0").startswith(_CROWN_DEPENDENCIES) else country
    return ""


_MONEY = re.compile(
    r"(?P<sign>[£€$]) ?(?P<a>\d{1,6}(?:[.,]\d{2})?)|\b(?P<code>GBP|EUR|USD) ?(?P<b>\d{1,6}(?:[.,]\d{2})?)"
    rf"|\b(?P<c>\d{{1,6}}(?:\.\d{{2}})?|{_NUMBER}|fifty)[ -](?P<unit>pounds?|euros?|dollars?|pence)\b",
    re.IGNORECASE,
)
_CURRENCIES = {"£": "GBP", "€": "EUR", "$": "USD", "p": "GBP", "e": "EUR", "d": "USD"}


def money(text: str) -> Found:
    """Sums of money: ten pounds gives 'GBP 10'."""
    for match in _MONEY.finditer(text):
        amount = (match["a"] or match["b"] or match["c"]).lower().replace(",", ".")
        amount = str({**_NUMBERS, "fifty": 50}.get(amount, amount))
        currency = (match["code"] or "").upper() or _CURRENCIES[(match["sign"] or match["unit"])[0].lower()]
        yield match.start(), match.end(), f"{currency} {amount.removesuffix('.00')}"


_FORMS = {
    r"B\.V\.|BV": "NL", r"N\.V\.": "NL", r"GmbH(?: & Co\.? KG)?": "", r"AG": "", r"UG \(haftungsbeschränkt\)": "DE", r"e\.V\.": "DE", r"S\.p\.A\.|SpA": "IT",
    r"S\.r\.l\.": "IT", r"S\.A\.S\.|SAS": "FR", r"SARL|S\.à r\.l\.|S\.a\.r\.l\.": "", r"S\.A\.": "", r"S\.L\.(?:U\.)?": "ES", r"ApS": "DK", r"A/S": "DK", r"AB": "SE",
    r"Oyj?": "FI", r"OÜ": "EE", r"UAB": "LT", r"SIA": "LV", r"Sp\. ?z ?o\.? ?o\.?": "PL", r"s\.r\.o\.": "", r"d\.o\.o\.": "", r"Kft\.?": "HU", r"Lda\.?": "PT",
    r"DAC|Designated Activity Company": "IE", r"Pty\.? (?:Ltd|Limited)\.?": "AU", r"Pte\.? (?:Ltd|Limited)\.?": "SG", r"Pvt\.? (?:Ltd|Limited)\.?": "IN",
    r"(?:Private )?Limited": "", r"Ltd": "", r"LTD": "", r"LIMITED": "", r"PLC|plc|Plc": "", r"LLP": "", r"L\.?L\.?C\b\.?": "US", r"Inc\b\.?": "US", r"INC\b\.?": "US",
    r"Incorporated": "US", r"Corp\b\.?": "US", r"Corporation": "US", r"CIC": "UK",
}  # fmt: skip
_NAME = r"[A-Z0-9][\w&'+!-]*(?:\.(?:com|co|net|org|io|uk|eu|nl))*"
_FORM = re.compile(r"(?:,? )(?:" + "|".join(f"(?P<f{number}>{form})" for number, form in enumerate(_FORMS)) + r")(?![\w])")
_DOTTED_FORMS = (" B.V", " N.V", " e.V", " S.", " A/S", " Sp.", " s.r.o", " d.o.o", " L.")
_FORM_WORDS = frozenset(
    "BV GmbH AG UG SpA SAS SARL ApS AB Oy Oyj OÜ UAB SIA Sp Kft Lda DAC Designated Pty Pte Pvt Private Limited Ltd LTD LIMITED PLC plc Plc LLP LLC LL "
    "Inc INC Incorporated Corp Corporation CIC".split()
)
_COUNTRIES_OF_FORMS = tuple(_FORMS.values())
_NAME_BEFORE = re.compile(rf"(?:{_NAME}(?: (?:and|of|&|the|\+|-))? ){{0,5}}{_NAME}(?: \([A-Z][\w &]{{1,30}}\))?$")
_SMALL_NAME_BEFORE = re.compile(r"(?:(?<=\n)|(?<![\s\S]))[a-z][\w-]{1,30}$")
_NO_NAME = frozenset(
    "The We Our This By In If At A An Your You And Or Of For To With Is When Where From Contact Email Write Copyright Privacy Policy Please Data".split()
)


def companies(text: str) -> Found:
    """Names with a legal form; the value is the country the form is unique to, else empty."""
    for match in _FORM.finditer(text):
        before = _NAME_BEFORE.search(text, max(0, match.start() - 90), match.start()) or _SMALL_NAME_BEFORE.search(
            text, max(0, match.start() - 32), match.start()
        )
        if before is None:
            continue
        start = before.start()
        while (word := re.match(r"[\w'&]+ ", text[start : match.start()])) and word[0].strip() in _NO_NAME:
            start += word.end()
        name = text[start : match.start()].strip()
        if name not in _NO_NAME and any(map(str.isalpha, name)):
            end = match.end() - (1 if text[match.end() - 1] == "." and text[match.end() - 3 : match.end() - 1].islower() else 0)
            yield start, end, _COUNTRIES_OF_FORMS[(match.lastindex or 1) - 1]


_STREET_WORD = (
    "St|Rd|Ave|Blvd|Dr|Ln|Street|Road|Avenue|Lane|Way|Square|Place|Drive|Court|House|Quay|Row|Terrace|Close|Park|Hill|Gate|Mews|Gardens|Crescent|Yard|Wharf|"
    "Parkway|Broadway|Boulevard|Highway|Circle|Embankment|Walk|Pavilion"
)
_STREET = re.compile(
    rf"\b(?:\d{{1,5}}[A-Za-z]?(?:[-/]\d{{1,4}})?,? (?:(?:[A-Z][\w.'-]{{0,20}}|of|the|de|la) ){{1,4}}(?:{_STREET_WORD})\b"
    r"|[A-Z][\w-]{2,25}(?:straat|laan|weg|gracht|plein|kade|stra(?:ss|ß)e|str\.|dreef|singel|allee|gasse|platz|vej|gade|gatan|katu)(?: |, ?)\d{1,4}\b"
    r"|(?:[Rr]ue|Avenue|Via|Calle|Rua|Plaza|Boulevard|Piazza|ul\.) (?:[\w'.-]{1,20} ){0,4}\d{1,4}\b"
    r"|\d{1,4},? (?:rue|avenue|boulevard|quai|place) [\w'-]{2,20}"
    r"|[Pp]\.?[Oo]\.? ?[Bb]ox \d"
    r"|(?:Suite|Unit|Floor|Level|Room) [0-9][0-9A-Z]{0,4}\b"
    r"|(?:Science|Business|Technology|Industrial|Retail) (?:Park|Estate|Centre)\b)"
    r"|^\d{1,5}[A-Za-z]?,? [A-Z][\w'.-]{1,20}(?: [A-Z][\w'.-]{1,20}){0,2}$",
    re.MULTILINE,
)


def streets(text: str) -> Found:
    """Street addresses, boxes and suites: what makes a text a postal address."""
    for match in _STREET.finditer(text):
        yield match.start(), match.end(), ""


class Recogniser(NamedTuple):
    """A recogniser, and the literals (`0`: any digit) or words of which a text that it finds something in holds at least one."""

    find: Callable[[str], Found]
    literals: tuple[str, ...]
    cased: bool = False
    words: frozenset[str] = frozenset()


RECOGNISERS: dict[str, Recogniser] = {
    "date": Recogniser(dates, ("0",)),
    "duration": Recogniser(durations, tuple(_UNITS)),
    "email": Recogniser(emails, ("@", "at)", "at]")),
    "url": Recogniser(urls, ("http", "www.", ".com", ".co.uk", ".org", ".net", ".eu", ".nl", ".de", ".io", ".app")),
    "phone": Recogniser(phones, ("0",)),
    "money": Recogniser(money, ("£", "€", "$", "gbp", "eur", "usd", "pound", "dollar", "pence")),
    "street": Recogniser(streets, ("0", " park", " estate", " centre")),
    "company": Recogniser(companies, _DOTTED_FORMS, True, _FORM_WORDS),
}
"""Recognisers that need nothing but a line of text; those of the controller's own names need the document (names.py)."""


def recognised(kind: str, lines: Lines) -> list[tuple[int, int, int, str]]:
    """(line, start, end, value) of what recogniser `kind` finds; looked for once a text."""
    found = lines.recognised.get(kind)
    if found is None:
        find, literals, cased, words = RECOGNISERS[kind]
        if kind == "date":
            find = partial(dates, day_first=day_comes_first(lines.text))
        held = lines.having(literals, cased)
        indexes = sorted({*held, *lines.with_words(words)}) if words else held
        found = [(index, start, end, value) for index in indexes for start, end, value in find(lines.lines[index])]
        lines.recognised[kind] = found
    return found
