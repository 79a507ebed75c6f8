"""Word documents: the final text as a reader sees it, with the number of each paragraph."""

from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.ingest import looks_like_policy, read_policy
from compliance.model import PolicyDocument

from .docx_files import RELATIONS, package, paragraph, saved
from .pdf_files import words_of


@pytest.fixture
def read(tmp_path: Path):
    def reading(content: bytes, name: str = "policy.docx") -> PolicyDocument:
        file = tmp_path / name
        file.write_bytes(content)
        return read_policy(str(file))

    return reading


def notice() -> docx.document.Document:
    document = docx.Document()
    document.add_heading("Privacy notice", 0)
    document.add_heading("Use", 1)
    mixed = document.add_paragraph("Harbour Tools Ltd keeps your ")
    mixed.add_run("name").bold = True
    mixed.add_run(".")
    document.add_paragraph()
    document.add_paragraph("We use it to:")
    document.add_paragraph("send goods,", style="List Bullet")
    document.add_paragraph("by post,", style="List Bullet 2")
    document.add_paragraph("answer you.", style="List Bullet")
    document.add_paragraph().add_run("How long we keep it").bold = True
    table = document.add_table(2, 2)
    for i, words in enumerate(["Data", "Period", "Invoices", "seven years"]):
        table.cell(i // 2, i % 2).text = words
    document.add_paragraph("We sell none.\nWe lend none.")
    return document


def test_headings_paragraphs_lists_and_tables_are_told_apart(read) -> None:
    document = read(saved(notice()))
    assert [(part.paragraph, part.kind, part.words) for part in document.segments] == [
        (1, "heading", "Privacy notice"),
        (2, "heading", "Use"),
        (3, "sentence", "Harbour Tools Ltd keeps your name."),
        (4, "sentence", "We use it to:"),
        (5, "item", "send goods,"),
        (6, "item", "by post,"),
        (7, "item", "answer you."),
        (8, "heading", "How long we keep it"),
        (9, "sentence", "Data: Period"),
        (10, "sentence", "Invoices: seven years"),
        (11, "sentence", "We sell none."),
        (11, "sentence", "We lend none."),
    ]
    assert {part.lead_in for part in document.segments if part.kind == "item"} == {3}
    assert all(document.text[part.origin[0]] == part.words[0] for part in document.segments)
    assert (document.format, document.title) == ("docx", "Privacy notice")
    assert looks_like_policy(document) == (True, "")


def test_headings_are_known_by_the_style_they_are_based_on(read) -> None:
    document = docx.Document()
    style = document.styles.add_style("Clause", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Heading 2"]
    document.add_paragraph("Your rights.", style="Clause")
    document.add_paragraph("You may ask us.")
    assert read(saved(document)).segments[0].kind == "heading"


def test_numbered_paragraphs_bear_the_numbers_that_word_shows(read) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate([("decimal", "%1."), ("lowerLetter", "(%2)"), ("upperRoman", "%1.%3")])
    )
    numbering = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:abstractNum w:abstractNumId="4">{levels}</w:abstractNum>'
        '<w:num w:numId="2"><w:abstractNumId w:val="4"/></w:num></w:numbering>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="n" Type="{RELATIONS}/numbering" Target="numbering.xml"/></Relationships>'
    )
    body = "".join(
        paragraph(f"Clause {name}.", f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="2"/></w:numPr>')
        for name, level in [("a", 0), ("b", 1), ("c", 1), ("d", 0), ("e", 1), ("f", 2), ("g", 2)]
    )
    text = read(package(body, parts={"word/numbering.xml": numbering, "word/_rels/document.xml.rels": relations})).text
    assert [line.split(" Clause")[0] for line in text.split("\n") if line] == [
        "1.",
        "  (a)",
        "  (b)",
        "2.",
        "  (a)",
        "    2.I",
        "    2.II",
    ]


def test_tracked_changes_read_as_accepted_and_hidden_text_is_not_read(read) -> None:
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    body = (
        f"<w:p>{run.format('We keep it ')}<w:del><w:r><w:delText>ten</w:delText></w:r></w:del><w:ins>{run.format('two')}</w:ins>"
        f"{run.format(' years.')}<w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden.</w:t></w:r>"
        "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r></w:p>"
        f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{run.format('In a control.')}</w:p></w:sdtContent></w:sdt>"
        f"<w:p><w:hyperlink>{run.format('A link')}</w:hyperlink>{run.format(' counts.')}</w:p>"
        f"<mc:AlternateContent><mc:Choice><w:p>{run.format('Once.')}</w:p></mc:Choice>"
        f"<mc:Fallback><w:p>{run.format('Twice.')}</w:p></mc:Fallback></mc:AlternateContent>"
    )
    assert words_of(read(package(body))) == ["We keep it two years.", "In a control.", "A link counts.", "Once."]


def test_headers_and_footnotes_come_once_at_the_end_and_page_numbers_never(read) -> None:
    document = notice()
    document.sections[0].header.paragraphs[0].text = "Version of 3 May 2024"
    document.sections[0].footer.paragraphs[0].text = "12"
    section = document.add_section()
    section.header.is_linked_to_previous = False
    section.header.paragraphs[0].text = "Version of 3 May 2024"
    words = words_of(read(saved(document)))
    assert words[-1] == "Version of 3 May 2024"
    assert words.count("Version of 3 May 2024") == 1
    assert "12" not in words


def test_a_table_of_contents_is_left_out(read) -> None:
    document = docx.Document()
    style = document.styles.add_style("toc 1", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("Your rights\t3", style=style)
    document.add_paragraph("You may ask us.")
    assert words_of(read(saved(document))) == ["You may ask us."]


def test_a_table_that_lays_out_the_page_is_read_as_paragraphs(read) -> None:
    document = docx.Document()
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text = "Menu"
    cells[1].text = "We keep your name."
    cells[1].add_table(1, 2).rows[0].cells[1].text = "We sell none."
    assert words_of(read(saved(document))) == ["Menu", "We keep your name.", "We sell none."]


def test_an_empty_item_marks_nothing(read) -> None:
    document = docx.Document()
    document.add_paragraph(style="List Bullet")
    document.add_paragraph("We keep your name.")
    assert read(saved(document)).segments[0].kind == "sentence"


def test_the_strict_variant_of_the_format_is_read(read) -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    assert words_of(read(package(paragraph("We keep your name."), namespace=strict))) == ["We keep your name."]


def test_a_word_document_is_known_by_its_bytes(read) -> None:
    assert read(package(paragraph("We keep your name.")), "policy.txt").format == "docx"


def test_evidence_names_the_paragraph(read) -> None:
    from compliance.extraction.reading import Reading
    from compliance.extraction.tags import Places, Tags

    document = read(package(paragraph("Privacy.") + paragraph("We keep your name.")))
    reading = Reading(document, Tags(Places([0, 0]), {}))
    evidence = reading.evidence(document.segments[1].span, "branch", reading.units[1])
    assert (evidence.quote, evidence.paragraph, evidence.page) == ("We keep your name.", 2, None)


def switched(document: docx.document.Document, value: str) -> None:
    bold = OxmlElement("w:b")
    bold.set(qn("w:val"), value)
    document.add_paragraph().add_run("Not a heading at all, said twice").element.get_or_add_rPr().append(bold)


@pytest.mark.parametrize(("value", "marked"), [("0", False), ("false", False), ("1", True)])
def test_bold_that_is_switched_off_is_not_bold(read, value: str, marked: bool) -> None:
    document = docx.Document()
    switched(document, value)
    assert ("**" in read(saved(document)).text) == marked


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.text(st.characters(categories=["Ll", "Lu", "Nd", "Zs", "Po"]), min_size=1, max_size=60), min_size=1, max_size=8)
)
def test_no_letter_is_lost_or_invented(tmp_path: Path, texts: list[str]) -> None:
    document = docx.Document()
    for text in ["We keep it.", *texts]:
        document.add_paragraph(text)
    file = tmp_path / "any.docx"
    file.write_bytes(saved(document))
    read = read_policy(str(file))
    assert [c for c in read.text if c.isalnum()] == [c for c in "".join(["We keep it.", *texts]) if c.isalnum()]
