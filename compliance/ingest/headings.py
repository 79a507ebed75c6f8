"""Which paragraphs are headings. Policies mark them in Markdown, by number, by capitals, or only by standing alone."""

import re

from compliance.ingest.blocks import Paragraph

_LONGEST = 110
_MARKUP = re.compile(r"[*_`]{1,3}|\\(?=[.)])")
_YEAR_OR_ADDRESS = re.compile(r"\b(?:19|20)\d\d\b|@|https?:|www\.|\d{4}|\w\.(?:com|net|org|co|eu|nl|de)\b|\+\d")
_SENTENCE_START = re.compile(
    r"(?:we|you|i|it|they|if|please|click|this (?:policy|notice|statement|page|site|website|app|is)|by (?:using|visiting"
    r"|continuing)|tel|phone|fax"
    r"|e-?mail|address|version|updated|last|effective|published|copyright|\u00a9|back to)\b",
    re.IGNORECASE,
)
_SMALL = frozenset("a an and as at but by for from in into is of on or our the to us via vs we with you your".split())
_RUN_IN = re.compile(
    r"[*_]{2}[^*_\n]{2,80}(?:[.:?!][*_]{2}|[*_]{2}[.:?!])(?=\s+\S)|[*_]{2}[^*_\n]{2,80} [^*_\n]{2,80}[*_]{2}(?=\s+[A-Z])"
    r"|[A-Z][A-Z'&,/() -]{3,60}[:.?](?=\s+[A-Z][a-z]|\s+[AI]\s)"
)
_MOST_RUN_IN_WORDS = 10
_UNFINISHED = re.compile(
    r"\b(?:to|that|for|by|with|if|when|where|includ(?:e|es|ing)|may|can|must|are|is|us|as|of|from)$"
    r"|(?:^|, )(?:you|we|they)(?: also)? (?:may|can|will|must|might|have the|are|collect|use|share|receive|process|hold)\b",
    re.IGNORECASE,
)
"""A line above a list that says something of its own: the list's introduction."""
_CALLS = frozenset("note important attention warning tip example please caution nb ps".split())
"""What calls attention, and names no topic."""
_LISTED = ("-", "1.", "1)", "a)", "a.", "i)")
_FORM = re.compile(r"\b(?:ltd|limited|inc|llc|plc|gmbh|b\.v|bv|llp)\b\.?$", re.IGNORECASE)


def heading_style(text: str, paragraphs: list[Paragraph], i: int) -> str:
    """The style of heading that paragraph `i` is: '#', '=', 'bold', '1.', '1.1', 'A.', 'caps', 'plain'; '' for none."""
    here = paragraphs[i]
    if here.style == "#":
        return "#" if here.body < here.end else ""
    if here.underline:
        return "="
    if here.style in ("-", "|") or here.end - here.start > _LONGEST or here.lines > 2:
        return ""
    raw = text[here.start : here.end].strip("\ufeff ")
    words = _MARKUP.sub("", raw).strip()
    after = paragraphs[i + 1] if i + 1 < len(paragraphs) else None
    if after is None or not words or not any(c.isalpha() for c in words):
        return ""
    if _is_bold(raw):
        return "bold" if _bold_heads(text, words, here, after) else ""
    if not here.apart and i and not _ends(text, paragraphs[i - 1]):
        return ""
    if here.style:
        return here.style if _numbered_heads(text, paragraphs, i) else ""
    return _unmarked(text, words, here, after, i > 0 and text[paragraphs[i - 1].end - 1] == ":")


def run_in_end(text: str, paragraph: Paragraph) -> int:
    """Where the heading ends that opens a paragraph of running text, in bold or in capitals; its start where there is none."""
    start = paragraph.start
    match = _RUN_IN.match(text, start, min(paragraph.end, start + 200))
    if match is None:
        return start
    words = match[0].strip("*_.:?! ")
    named = any(map(str.isalpha, words)) and (words[0].isupper() or words[0].isdigit())
    if not named or len(words.split()) > _MOST_RUN_IN_WORDS:
        return start
    statement = _SENTENCE_START.match(words) and (words.isupper() or not _title_case(words))
    other = _FORM.search(words) or _YEAR_OR_ADDRESS.search(words) or words.split()[0].lower() in _CALLS
    return start if (statement or other) and "?" not in match[0] else match.end()


def is_bold_number(raw: str) -> bool:
    """Whether a bold-only line begins with a number, such as '**2. Use**'."""
    return re.match(r"[*_]{2}\d", raw) is not None


def _is_bold(raw: str) -> bool:
    mark = raw[:2]
    inner = raw[2:].rstrip(":\\ ")
    return mark in ("**", "__") and len(inner) > 2 and inner.endswith(mark) and mark not in inner[:-2].strip("*_")


def _bold_heads(text: str, words: str, here: Paragraph, after: Paragraph) -> bool:
    if words.endswith((".", ";", ",")) and not re.match(r"[\d.]+$", words):
        return False
    if after.style in _LISTED and (words.endswith(":") or _introduces(words)):
        return False
    tight = here.broken and not after.apart
    return not tight or bool(after.style) or after.end - after.start > 60 or text[after.end - 1] in ".!?:"


def _ends(text: str, before: Paragraph) -> bool:
    """Whether the paragraph before is a sentence that is over, so that a new line can be a heading."""
    return before.style == "#" or bool(before.underline) or (text[before.end - 1] in ".!?" and before.end - before.start > 40)


def _numbered_heads(text: str, paragraphs: list[Paragraph], i: int) -> bool:
    here, after = paragraphs[i], paragraphs[i + 1]
    words = _MARKUP.sub("", text[here.body : here.end]).strip()
    if not words or words[-1] in ".;,:!" or not words[0].isupper() or len(words.split()) > 12:
        return False
    before = paragraphs[i - 1] if i else None
    if after.style == here.style or (before and before.style == here.style and not _is_long(before)):
        return False
    # A single mark of a list whose neighbours wrap is told from a heading by what follows: a sentence, not another item.
    return after.style != "" or _is_long(after) or text[after.end - 1] in ".!?:"


def _is_long(paragraph: Paragraph) -> bool:
    return paragraph.end - paragraph.start > 60


def _unmarked(text: str, words: str, here: Paragraph, after: Paragraph, introduced: bool) -> str:
    """Style of a heading without a mark; `introduced` where a colon stands before it."""
    letters = [c for c in words if c.isalpha()]
    words = words.rstrip("\"'\u201d\u2019") or words
    count = len(words.split())
    if len(letters) > 3 and all(c.isupper() for c in letters) and words[-1] not in ".,;" and count <= 12 and here.lines == 1:
        shouting = after.style == "" and text[after.start : after.end][:80].isupper() and not after.apart
        return "" if shouting or _YEAR_OR_ADDRESS.search(words) or _FORM.search(words) else "caps"
    if words[-1] in ".,;:!" or count > 12 or not (words[0].isupper() or words[0] in "\"'\u201c\u2018") or here.lines > 1:
        return ""
    if _YEAR_OR_ADDRESS.search(words) or _FORM.search(words) or (_SENTENCE_START.match(words) and not _title_case(words)):
        return ""
    if re.search(r": \S", words) or (after.style in _LISTED and _introduces(words)):
        return ""
    if here.apart and after.apart:
        return "plain"
    if introduced:
        return ""
    follows = _is_long(after) and not here.broken and (text[after.end - 1] in ".!?:" or after.style != "")
    return "plain" if follows and len(words) <= 80 else ""


def _introduces(words: str) -> bool:
    return (
        _UNFINISHED.search(words) is not None
        and not words.endswith("?")
        and not re.match(r"(?:how|what|when|where|who|why|which)\b", words, re.I)
    )


def _title_case(words: str) -> bool:
    parts = [w for w in words.split() if w.lower() not in _SMALL and w[0].isalpha()]
    return len(parts) > 1 and all(w[0].isupper() for w in parts) and words.split()[0].lower() not in ("tel", "phone", "fax")
