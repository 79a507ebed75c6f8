"""Word documents for the tests: made by python-docx, or written part by part where they must be odd."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

from docx.document import Document

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def saved(document: Document) -> bytes:
    """The bytes of a document that python-docx made."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def package(body: str, *, before: str = "", parts: dict[str, str | bytes] | None = None, namespace: str = NAMESPACE) -> bytes:
    """A Word document whose body is `body`; `before` stands before the root, `parts` are further parts by name."""
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    all_parts: dict[str, str | bytes] = {
        "_rels/.rels": f'<Relationships xmlns="{relations}">'
        f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document xmlns:w="{namespace}"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body>{body}</w:body></w:document>",
        **(parts or {}),
    }
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in all_parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def paragraph(words: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
