"""Word document (.docx) -> its text: a ZIP archive of XML parts, of which only those with words are unpacked.

Sizes are bounded before anything is unpacked, document types and their entities are refused, and links lead nowhere: nothing
is fetched. Read straight from the XML, because what is inserted under tracked changes or stands in a content control is text too.
"""

import posixpath
import re
import zlib
from io import BytesIO
from lzma import LZMAError
from zipfile import BadZipFile, ZipFile

from lxml import etree

from compliance.errors import PolicyError
from compliance.ingest.docx_body import write_body, write_part
from compliance.ingest.docx_styles import Numbering, Styles
from compliance.ingest.extract import Extract
from compliance.ingest.markdown import Writer

MAX_PART = 8_000_000
"""Bytes of one part, unpacked; that of a long policy has a tenth of it."""
MAX_PARTS = 5_000

_OTHER = "save the policy as .docx, .pdf, .html, .txt or .md and give that file"
_DAMAGED = "open it in a word processor, save it again as .docx, and give that file"
_DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E", re.IGNORECASE)
_EXTRA = ("footnotes", "endnotes", "header", "footer")


def docx_text(data: bytes, path: str) -> Extract:
    """The text of the Word document `data`; `places` are its paragraphs, a table row being one.

    Footnotes, headers and footers come at the end, each once. Raises PolicyError where it is no Word document, encrypted, broken
    or beyond the limits.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            package = _Package(archive, path)
            return _read(package)
    # A damaged archive makes zipfile, and what unpacks for it, raise any of these.
    except (BadZipFile, EOFError, LZMAError, NotImplementedError, OSError, RuntimeError, ValueError, zlib.error) as error:
        raise PolicyError(path, f"the file is a broken or unusual ZIP archive: {error}", _DAMAGED) from error
    except etree.LxmlError as error:
        raise _broken_xml(path, error) from error


def _read(package: "_Package") -> Extract:
    main = next(iter(package.related("", "officeDocument")), "")
    body = package.part(main) if main else None
    if body is None or etree.QName(body).localname != "document":
        raise PolicyError(package.path, "this is a ZIP archive that holds no Word document", _OTHER)
    styles = Styles(package.first(main, "styles"))
    numbering = Numbering(package.first(main, "numbering"))
    writer = Writer()
    write_body(body, writer, styles, numbering)
    said: set[str] = set()
    for kind in _EXTRA:
        for name in package.related(main, kind):
            part = package.part(name)
            if part is not None:
                write_part(part, writer, styles, numbering, said)
    text = writer.text()
    return Extract(text, tuple((start, number) for number, start in enumerate(writer.block_starts, start=1)))


class _Package:
    """The parts of the archive and their relations."""

    def __init__(self, archive: ZipFile, path: str) -> None:
        self.path = path
        self._archive = archive
        self._left = 2 * MAX_PART
        entries = archive.infolist()
        if len(entries) > MAX_PARTS:
            raise PolicyError(path, f"the file holds {len(entries)} parts; a policy may have {MAX_PARTS}", _DAMAGED)
        self._sizes = {entry.filename: entry.file_size for entry in entries}
        if any(entry.flag_bits & 1 for entry in entries):
            raise PolicyError(path, "the file is encrypted", "save it without a password and give that file")

    def related(self, source: str, kind: str) -> list[str]:
        """The names of the parts that `source` ('' for the archive) names as its `kind`, in the order named."""
        folder, name = posixpath.split(source)
        relations = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: list[str] = []
        for relation in relations if relations is not None else ():
            wanted = str(relation.get("Type", "")).endswith(f"/{kind}") and relation.get("TargetMode") != "External"
            if wanted:
                target = posixpath.normpath(posixpath.join("/", folder, str(relation.get("Target", "")))).lstrip("/")
                found.append(target)
        return list(dict.fromkeys(found))

    def first(self, source: str, kind: str) -> etree._Element | None:
        """The first part of its `kind`, None where there is none."""
        return next((self.part(name) for name in self.related(source, kind)), None)

    def part(self, name: str) -> etree._Element | None:
        """The XML of a part, None where the archive has none of that name."""
        if name not in self._sizes:
            return None
        size = self._sizes[name]
        self._left -= size
        if size > MAX_PART or self._left < 0:
            problem = f"the Word document is too large inside ({name}: {size / 1e6:.0f} MB; {MAX_PART / 1e6:.0f} MB are allowed)"
            raise PolicyError(self.path, problem, "give the policy's text only")
        with self._archive.open(name) as file:
            data = file.read(MAX_PART + 1)
        if _DOCTYPE.search(data):
            raise PolicyError(self.path, f"the part {name} defines entities of its own, which no Word document may", _DAMAGED)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
        )
        return etree.fromstring(data, parser)


def _broken_xml(path: str, error: etree.LxmlError) -> PolicyError:
    reason = str(error).split("\n")[0][:200]
    deep = "depth" in reason.lower() or "huge" in reason.lower()
    problem = "the Word document is nested too deeply inside" if deep else f"the Word document is broken: {reason}"
    return PolicyError(path, problem, _DAMAGED)
