"""The term language of the lexicon: alternatives, optional parts and prefixes, expanded to plain sequences of words."""

import re

from compliance.errors import RulesetError

WORD = re.compile(r"'s\b|([^\W_]+(?:'(?!s\b)[^\W_]+)*)")
MOST_EXPANSIONS = 400
_MARKS = re.compile(r"[()|\[\]]")
_OUTER = re.compile(r"([()\[\]]|\s+)")


def parts_of(text: str) -> list[list[str]]:
    """The parts of a term between its outer blanks, each with every string it stands for: `stor(e|ing) [the] data` has three.

    Raises RulesetError where brackets do not match or one part stands for more than 400 strings.
    """
    return [list(dict.fromkeys(" ".join(string.split()) for string in _expanded(part))) for part in _split(text)]


def _split(text: str) -> list[str]:
    """`text` cut at the blanks outside brackets."""
    if not _MARKS.search(text):
        return text.split()
    parts, depth = [""], 0
    for piece in _OUTER.split(text):
        if piece.isspace() and depth == 0:
            parts.append("")
            continue
        depth += (piece in ("(", "[")) - (piece in (")", "]"))
        parts[-1] += piece
    return [part for part in parts if part]


def _expanded(text: str) -> list[str]:
    if not _MARKS.search(text):
        return [text]
    strings, end = _alternatives(text, 0, "")
    if end != len(text):
        raise RulesetError(f"term '{text}'", f"a '{text[end]}' too many", "match every bracket")
    if len(strings) > MOST_EXPANSIONS:
        raise RulesetError(f"term '{text}'", f"it stands for {len(strings)} strings", "split it into several terms")
    return strings


def words_of(string: str) -> list[str]:
    """The words of a plain string, a trailing `*` kept: 'e-mail user's acc*' gives e, mail, user, acc*."""
    return [
        match[1] + ("*" if string[match.end() : match.end() + 1] == "*" else "") for match in WORD.finditer(string) if match[1]
    ]


def _alternatives(text: str, at: int, closer: str) -> tuple[list[str], int]:
    """The strings up to `closer` (or the end), split at `|`; and the position of what ended them."""
    done: list[str] = []
    current = [""]
    while at < len(text):
        mark = _MARKS.search(text, at)
        end = mark.start() if mark else len(text)
        current = [head + text[at:end] for head in current]
        if mark is None:
            at = len(text)
            break
        at = end
        if mark[0] in ")]":
            break
        at += 1
        if mark[0] == "|":
            done += current
            current = [""]
            continue
        inner, at = _alternatives(text, at, ")" if mark[0] == "(" else "]")
        at += 1
        inner = inner if mark[0] == "(" else [*inner, ""]
        current = [head + tail for head in current for tail in inner]
        if len(current) > MOST_EXPANSIONS:
            raise RulesetError(f"term '{text}'", "it stands for too many strings", "split it into several terms")
    if closer and text[at : at + 1] != closer:
        raise RulesetError(f"term '{text}'", f"a bracket is not closed by '{closer}'", "match every bracket")
    return done + current, at
