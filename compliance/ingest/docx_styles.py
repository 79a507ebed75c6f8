"""What a Word document's styles and numberings make of a paragraph: a heading, an item, a number."""

from collections.abc import Iterator

from lxml import etree

_DEEPEST = 9
_BASES = 20
_ROMAN = tuple(
    zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "m cm d cd c xc l xl x ix v iv i".split(), strict=True)
)


def local(element: etree._Element) -> str:
    """The element's name without its namespace; '' for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first child of that name, and in it the first of the next name; None where one is missing."""
    for name in names:
        element = next((part for part in element if local(part) == name), None) if element is not None else None
    return element


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute by its name without namespace."""
    if element is None:
        return None
    return next((str(found) for key, found in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def number(element: etree._Element | None, name: str = "val") -> int | None:
    """An attribute that is a number, None for anything else."""
    words = value(element, name) or ""
    return int(words) if words.lstrip("-").isdecimal() and len(words) < 10 else None


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch such as bold is on: there, and not set to off."""
    return element is not None and value(element) not in ("0", "false", "off")


class Styles:
    """The paragraph styles, by id."""

    def __init__(self, part: etree._Element | None) -> None:
        """Read `part`, the styles of the document, where it has some."""
        styles = [found for found in (part if part is not None else ()) if local(found) == "style"]
        self._styles = {value(style, "styleId") or "": style for style in styles}

    def heading(self, properties: etree._Element | None) -> int:
        """The level 1 to 6 of the heading that a paragraph with these properties is, else 0."""
        for found in self._chain(properties):
            name = (value(child(found, "name")) or "").lower()
            outline = number(child(found, "outlineLvl")) if local(found) == "pPr" else number(child(found, "pPr", "outlineLvl"))
            if outline is not None:
                return min(outline + 1, 6) if 0 <= outline < _DEEPEST else 0
            if name == "title":
                return 1
            if name.startswith("heading ") and name[8:].isdecimal():
                return min(max(int(name[8:10]), 1), 6)
        return 0

    def numbering(self, properties: etree._Element | None) -> tuple[int, int] | None:
        """The numbering and level (from 0) of a list item, None for no item."""
        for found in self._chain(properties):
            listed = child(found, "numPr") if local(found) == "pPr" else child(found, "pPr", "numPr")
            if listed is not None and (of := number(child(listed, "numId"))) is not None:
                level = number(child(listed, "ilvl")) or 0
                return (of, min(max(level, 0), _DEEPEST - 1)) if of else None
        return None

    def is_contents(self, properties: etree._Element | None) -> bool:
        """Whether the paragraph is a line of a table of contents."""
        return any((value(child(found, "name")) or "").lower().startswith("toc ") for found in self._chain(properties))

    def is_bullet(self, properties: etree._Element | None) -> bool:
        """Whether its style alone, without a numbering, is that of a list with bullets."""
        return any((value(child(found, "name")) or "").lower().startswith("list bullet") for found in self._chain(properties))

    def _chain(self, properties: etree._Element | None) -> Iterator[etree._Element]:
        """The properties themselves, the style they name, and the styles that one is based on."""
        if properties is None:
            return
        yield properties
        name = value(child(properties, "pStyle"))
        for _ in range(_BASES):
            style = self._styles.get(name or "")
            if style is None:
                return
            yield style
            name = value(child(style, "basedOn"))


class Numbering:
    """Counts numbered paragraphs as Word does."""

    def __init__(self, part: etree._Element | None) -> None:
        """Read `part`, the numberings of the document, where it has some."""
        children = list(part) if part is not None else []
        abstract = {number(found, "abstractNumId"): found for found in children if local(found) == "abstractNum"}
        self._levels: dict[int, tuple[int, dict[int, etree._Element]]] = {}
        for found in children:
            of, base = number(found, "numId"), number(child(found, "abstractNumId"))
            if local(found) == "num" and of is not None and base in abstract:
                levels = {number(level, "ilvl") or 0: level for level in abstract[base] if local(level) == "lvl"}
                self._levels[of] = (base or 0, levels)
        self._counts: dict[int, list[int]] = {}

    def label(self, of: int, level: int) -> str:
        """The number that the next paragraph of this numbering and level bears, such as '2.' or '(a)'; '' for a bullet."""
        base, levels = self._levels.get(of, (-of, {}))
        counts = self._counts.setdefault(base, [0] * _DEEPEST)
        counts[level] += 1
        counts[level + 1 :] = [0] * (_DEEPEST - level - 1)
        here = levels.get(level)
        pattern = value(child(here, "lvlText")) or ""
        if here is None or (value(child(here, "numFmt")) or "bullet") in ("bullet", "none") or "%" not in pattern:
            return ""
        for i in range(level + 1):
            start = number(child(levels.get(i), "start"))
            shown = max(counts[i], 1) - 1 + (1 if start is None else start)
            pattern = pattern.replace(f"%{i + 1}", _shown(shown, value(child(levels.get(i), "numFmt")) or "decimal"))
        return pattern.strip()[:20]


def _shown(count: int, form: str) -> str:
    """A number as its format writes it; formats of other scripts as digits."""
    if form.endswith("Letter") and count > 0:
        letters = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 5)
        return letters.upper() if form.startswith("upper") else letters
    if form.endswith("Roman") and 0 < count < 4_000:
        roman = ""
        for worth, sign in _ROMAN:
            roman += sign * (count // worth)
            count %= worth
        return roman.upper() if form.startswith("upper") else roman
    return str(count)
