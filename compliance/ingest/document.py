"""Policy file -> PolicyDocument: the one way in."""

import re
from bisect import bisect_right
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePath

from compliance.errors import PolicyError
from compliance.ingest.archive import find_capture
from compliance.ingest.extract import Extract
from compliance.ingest.files import container_of, decode, read_bytes
from compliance.ingest.html import html_text
from compliance.ingest.language import language_of
from compliance.ingest.segments import segment
from compliance.model import PolicyDocument, Segment

_FORMATS = {".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".xhtml": "html"}
_HTML = re.compile(r"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_NO_TITLE = re.compile(r"\b(?:19|20)\d\d\b|^version\b", re.IGNORECASE)
_TITLE = re.compile(
    r"privacy|data protection|cookie|personal (?:data|information)|datenschutz|privacyverklaring|confidentialit", re.IGNORECASE
)


def read_policy(path: str) -> PolicyDocument:
    """The policy in the .txt, .md, .html, .pdf or .docx file at `path`; another suffix is read as what it looks like.

    The segments of a PDF file have its pages, those of a Word document the number of its paragraph. Raises PolicyError where the
    file cannot be read, holds no words, or is of another format.
    """
    data = read_bytes(path)
    container = container_of(data, path)
    if container:
        return _from_container(data, path, container)
    text, encoding = decode(data, path)
    suffix = PurePath(path).suffix.lower()
    form = _FORMATS.get(suffix) or ("html" if _HTML.match(text.lstrip("\ufeff")[:2_000]) else "txt")
    return _document(text, path, form, sha256(data).hexdigest(), encoding)


def read_text(text: str, path: str = "<text>", format: str = "md") -> PolicyDocument:
    """The policy in `text`, as `read_policy` would read a UTF-8 file of this format ('txt', 'md' or 'html').

    Unlike a file, a text without words gives a document without segments.
    """
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _document(text, path, format, digest, "utf-8", allow_empty=True)


def _from_container(data: bytes, path: str, form: str) -> PolicyDocument:
    """The policy in a PDF file or Word document."""
    extract = _extract(data, path, form)
    document = _document(extract.text, path, form, sha256(data).hexdigest(), "utf-8")
    starts = [start for start, _ in extract.places]

    def placed(part: Segment) -> Segment:
        number = extract.places[max(bisect_right(starts, part.span.start), 1) - 1][1]
        return replace(part, page=number) if form == "pdf" else replace(part, paragraph=number)

    return replace(document, segments=tuple(placed(part) for part in document.segments))


def _extract(data: bytes, path: str, form: str) -> Extract:
    # Imported where they are needed: most policies are texts or pages, and pypdf takes a tenth of a second to import.
    if form == "pdf":
        from compliance.ingest.pdf import pdf_text

        return pdf_text(data, path)
    from compliance.ingest.docx import docx_text

    return docx_text(data, path)


def _document(text: str, path: str, form: str, digest: str, encoding: str, allow_empty: bool = False) -> PolicyDocument:
    if form == "html":
        text = html_text(text)
    found = find_capture(text)
    capture, header = found if found else (None, None)
    sections, segments = segment(text, header.end if header else 0)
    if not segments and not allow_empty:
        raise PolicyError(path, "the file holds no words", "give a file that holds the policy's text")
    return PolicyDocument(
        path=path,
        sha256=digest,
        format=form,
        text=text,
        title=_title(segments),
        language=language_of(" ".join(part.words for part in segments[:400])),
        words=sum(len(part.words.split()) for part in segments),
        sections=sections,
        segments=segments,
        archive=capture,
        encoding=encoding,
    )


def _title(segments: tuple[Segment, ...]) -> str:
    """The heading or short first line near the top that names the text; else the first of either; '' if it has none."""
    top = [part for part in segments[:4] if _may_be_title(part)]
    headings = [part.words for part in top if part.kind == "heading"]
    first = [part.words for part in top[:1] if part.index == 0]
    named = [words for words in [*headings, *first] if _TITLE.search(words)]
    return next(iter([*named, *headings, *first]), "")


def _may_be_title(part: Segment) -> bool:
    short = len(part.words) <= 100 and len(part.words.split()) <= 14 and part.words[-1] not in ".:;,"
    return part.kind != "item" and short and not _NO_TITLE.search(part.words)
