"""The body of a Word document -> blocks of light Markdown, as a reader of the final text sees them."""

import re

from lxml import etree

from compliance.ingest.docx_styles import Numbering, Styles, child, is_on, local, value
from compliance.ingest.markdown import Writer

# Deleted or moved away, field codes, a second rendering of the same drawing, and what is no text.
_UNSEEN = frozenset("del moveFrom instrText delText Fallback pPr rPr tblPr trPr tcPr sectPr sdtPr".split())
_SPACES = re.compile(r"[ \t\r\n]+")
_CELL_PARAGRAPHS = 12


def write_body(root: etree._Element, writer: Writer, styles: Styles, numbering: Numbering) -> None:
    """Write all paragraphs, items, headings and table rows of `root`."""
    walk = etree.iterwalk(root, events=("start", "end"))
    rows: list[bool] = []
    for event, element in walk:
        name = local(element)
        if event == "end":
            _end(name, element, writer, rows)
        elif name in _UNSEEN or _is_skipped(name, element, styles):
            walk.skip_subtree()
        elif name == "tr":
            rows.append(not any(rows) and _is_data_row(element, styles))
            if rows[-1]:
                writer.open_row()
        elif name == "p":
            _open_paragraph(element, writer, styles, numbering)
        else:
            _start(name, element, writer)


def write_part(root: etree._Element, writer: Writer, styles: Styles, numbering: Numbering, said: set[str]) -> None:
    """Write the notes, header or footer `root`, unless the same words are in `said` already."""
    for part in [root] if local(root) in ("hdr", "ftr") else list(root):
        words = "".join(str(text) for element in part.iter() if local(element) == "t" for text in (element.text or "",))
        if words.strip() and not words.strip().isdecimal() and words not in said:
            said.add(words)
            write_body(part, writer, styles, numbering)


def _is_skipped(name: str, element: etree._Element, styles: Styles) -> bool:
    """Whether it is a hidden run, or belongs to a table of contents."""
    if name == "r":
        return is_on(child(element, "rPr", "vanish"))
    if name == "sdt":
        return value(child(element, "sdtPr", "docPartObj", "docPartGallery")) == "Table of Contents"
    return name == "p" and styles.is_contents(child(element, "pPr"))


def _open_paragraph(element: etree._Element, writer: Writer, styles: Styles, numbering: Numbering) -> None:
    properties = child(element, "pPr")
    heading = styles.heading(properties)
    listed = styles.numbering(properties)
    label = numbering.label(*listed) if listed else ""
    if not any(local(part) == "t" and part.text for part in element.iter()):
        writer.new_block()
    elif heading:
        writer.open_heading(heading)
        writer.add(f"{label} " if label else "")
    elif listed:
        writer.open_item(listed[1], label)
    elif styles.is_bullet(properties):
        writer.open_item(0)
    else:
        writer.new_block()


def _start(name: str, element: etree._Element, writer: Writer) -> None:
    if name == "t":
        writer.add(_SPACES.sub(" ", element.text or ""))
    elif name == "tc":
        writer.open_cell()
    elif name == "r" and is_on(child(element, "rPr", "b")):
        writer.open_bold()
    elif name in ("tab", "ptab"):
        writer.add(" ")
    elif name in ("br", "cr"):
        writer.line_break()
    elif name == "noBreakHyphen":
        writer.add("-")


def _end(name: str, element: etree._Element, writer: Writer, rows: list[bool]) -> None:
    if name == "p":
        writer.end_block()
    elif name == "tr" and rows:
        if rows.pop():
            writer.close_row()
    elif name == "r" and is_on(child(element, "rPr", "b")):
        writer.close_bold()


def _is_data_row(row: etree._Element, styles: Styles) -> bool:
    """Whether a row holds data, not the layout of a page: several cells, none with tables, headings or many paragraphs."""
    cells = [cell for cell in row.iter() if local(cell) == "tc"]
    if len(cells) < 2:
        return False
    for cell in cells[:50]:
        paragraphs = [part for part in cell.iter() if local(part) in ("p", "tbl")]
        if len(paragraphs) > _CELL_PARAGRAPHS or any(local(part) == "tbl" for part in paragraphs):
            return False
        if any(styles.heading(child(part, "pPr")) for part in paragraphs):
            return False
    return True
