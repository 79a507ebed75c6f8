"""Writing light Markdown that the segmenter reads back: one block after another, blank lines between."""

import re

_SPACES = re.compile(r"[ \t]{2,}")
_APART = re.compile(r"[.:?!]?\s")


class Writer:
    """Builds the text of a page block by block; each call follows one tag of the page."""

    def __init__(self) -> None:
        """Start with an empty page."""
        self._blocks: list[str] = []
        self._words: list[str] = []
        self._prefix = ""
        self._lists = 0
        self._row: list[str] | None = None
        self._bold = 0
        self._plain = False
        self._opening = 0
        self._last_item = False
        self._length = 0
        self.block_starts: list[int] = []
        """The offset in the text at which each block begins, its mark included."""

    def add(self, words: str) -> None:
        """Words of the block that is open."""
        if words:
            plain = not self._bold and bool(words.strip(" .:"))
            if plain and not self._plain:
                self._opening = len(self._words)
            self._words.append(words)
            self._plain = self._plain or plain

    def new_block(self) -> None:
        """End the block that is open; inside a table row a block is only a space."""
        if self._row is not None:
            self._words.append(" ")
            return
        words = self._marked()
        bold = bool(words) and not self._plain and not self._prefix and "\n" not in words and len(words) < 120
        if words.strip("\\ \n"):
            block = self._block(f"**{words}**" if bold else words)
            self.block_starts.append(self._length + len(block) - len(block.lstrip("\n")))
            self._blocks.append(block)
            self._length += len(block)
        elif self._prefix.lstrip().startswith("-"):
            # '<li><p>words': the item's mark waits for its words.
            self._words = []
            return
        self._words, self._prefix, self._plain, self._opening = [], "", False, 0

    def _marked(self) -> str:
        """The words of the block, bold ones that open running text marked as such."""
        opening, rest = "".join(self._words[: self._opening]), "".join(self._words[self._opening :])
        apart = opening[-1:].isspace() or _APART.match(rest)
        words = opening.strip()
        if self._plain and apart and not self._prefix and any(map(str.isalpha, words)) and "\n" not in words:
            gap = " " if opening[-1:].isspace() else ""
            return _SPACES.sub(" ", f"**{words}**{gap}{rest}").strip()
        return _SPACES.sub(" ", opening + rest).strip()

    def end_block(self) -> None:
        """End the block that is open for good: a mark without words is dropped."""
        self.new_block()
        if self._row is None:
            self._words, self._prefix, self._plain, self._opening = [], "", False, 0

    def _block(self, words: str) -> str:
        item = self._prefix.lstrip().startswith("-")
        lines = [line.strip() for line in words.split("\n")]
        gap = "" if not self._blocks else "\n" if item and self._last_item else "\n\n"
        self._last_item = item
        separator = "  \n" + " " * len(self._prefix) if item else "  \n"
        return gap + self._prefix + separator.join(line for line in lines if line)

    def open_heading(self, level: int) -> None:
        """A heading of level 1 to 6."""
        self.new_block()
        if self._row is None:
            self._prefix = "#" * min(max(level, 1), 6) + " "
            self._plain = True

    def open_list(self) -> None:
        """A list, one level deeper."""
        self.new_block()
        self._lists += 1

    def close_list(self) -> None:
        """The end of a list."""
        self.new_block()
        self._prefix = ""
        self._lists = max(0, self._lists - 1)

    def open_item(self, level: int | None = None, label: str = "") -> None:
        """A list item, on the level of the open list unless `level` (from 0) says another; `label` is its number, if any."""
        self.new_block()
        indent = "  " * min(max(self._lists - 1, 0) if level is None else level, 20)
        if self._row is not None:
            self._words.append("; ")
        elif label:
            # As bold as the words after it: a bold line with a number may be a heading.
            self._words, self._prefix = [f"{label} "], indent
        else:
            self._prefix = f"{indent}- "

    def line_break(self) -> None:
        """A break inside a block; two of them end it."""
        if self._row is not None or self._prefix.startswith("#"):
            self._words.append(" ")
        elif self._words and self._words[-1] == "\n":
            self.new_block()
        else:
            self._words.append("\n")

    def open_row(self) -> None:
        """A table row: its cells become one line."""
        self.new_block()
        if self._row is None:
            self._row = []

    def open_cell(self) -> None:
        """A cell of the open row, or a block where the row is layout."""
        if self._row is None:
            self.new_block()
        else:
            self._end_cell()

    def _end_cell(self) -> None:
        words = re.sub(r"\s+", " ", "".join(self._words)).strip(" ;")
        if words and self._row is not None:
            self._row.append(words)
        self._words = []

    def close_row(self) -> None:
        """The end of a row: 'cell: cell', or all its cells with '; ' between."""
        if self._row is None:
            return
        self._end_cell()
        row, self._row = self._row, None
        self._prefix, self._plain = "", True
        if row:
            self._words = [(": " if len(row) == 2 else "; ").join(row)]
            self.new_block()

    def open_bold(self) -> None:
        """Bold words begin."""
        self._bold += 1

    def close_bold(self) -> None:
        """Bold words end."""
        self._bold = max(0, self._bold - 1)

    def text(self) -> str:
        """The page so far."""
        self.close_row()
        self.new_block()
        return "".join(self._blocks) + ("\n" if self._blocks else "")
