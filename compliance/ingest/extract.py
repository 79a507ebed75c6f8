"""What the readers of document files hand on: text, and where in the document it stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extract:
    """Text read out of a document file, in light Markdown.

    `places` are (offset, number) by rising offset: from that offset on, the words stand on the page, or in the paragraph, of
    that number, counted from 1.
    """

    text: str
    places: tuple[tuple[int, int], ...]
