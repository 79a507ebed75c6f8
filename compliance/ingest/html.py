"""HTML -> the readable text of a page, in light Markdown: what a reader of the policy sees, without the site around it.

libxml2 repairs broken pages; it is told to fetch nothing, and the tree is walked without recursion.
"""

import re
from collections.abc import Iterator
from html import unescape

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from compliance.ingest.markdown import Writer

_NEVER = frozenset(
    "script style noscript template svg math iframe object embed canvas audio video map nav select option button input "
    "textarea dialog "
    "head meta link title frameset".split()
)
_SITE = frozenset(("footer", "aside", "form"))
_ROLES = frozenset("navigation search banner contentinfo complementary dialog alertdialog menu menubar toolbar tooltip".split())
_HINT = re.compile(
    r"(?:^|[\s_-])(?:onetrust|ot-sdk|cookiebot|cybotcookiebot\w*|didomi|usercentrics|truste|termly|cookieyes|cky|cmplz|cc-window"
    r"|(?:cookie|consent|gdpr)s?[_-]?(?:banner|consent|notice|bar|popup|pop-up|modal|message|law|overlay|manager|alert"
    r"|dialog|wall|box|info)"
    r"|cookieconsent|consent|skip-?link|skip-to-content|sr-only|visually-?hidden|screen-reader-text"
    r"|(?:site|main|top|global|page|primary|secondary|footer|header|mobile|side)?[_-]?(?:nav|navbar|navigation|menu"
    r"|sidebar|breadcrumbs?|topbar)"
    r"|(?:site|global|page|main)[_-]?footer|footer[_-]?(?:links|widgets?|area|top|bottom)|footer|social(?:-?(?:links|share"
    r"|icons|media))?"
    r"|share-?(?:buttons|links)|newsletter(?:-?(?:signup|form))?|related(?:-?posts)?|comments|back-to-top)(?=$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)", re.IGNORECASE)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "header hgroup "
    "legend li main ol p pre section summary table tbody tfoot thead tr ul td th hr".split()
)
_WRAPPERS = 20
_LAYOUT = frozenset("table div p ul ol h1 h2 h3 h4 h5 h6 section".split())
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,20}+)[^<>]{0,2000}+>")
_UNSEEN = re.compile(
    r"<(script|style|noscript|template)\b[^<>]{0,2000}+>[^<]*+(?:<(?!/\1)[^<]*+)*+(?:</\1[^<>]{0,20}>|\Z)"
    r"|<!--[^-]*+(?:-(?!->)[^-]*+)*+(?:-->|\Z)",
    re.IGNORECASE,
)
_SPACES = re.compile(r"[ \t\r\n\f]+")


def html_text(source: str) -> str:
    """The text of the page `source`: headings as '# ', items as '- ', a table row as one line; '' where nothing can be read."""
    writer = Writer()
    root = _parse(source)
    if root is None:
        _write_flat(source, writer)
        return writer.text()
    page_title = root.findtext(".//title")
    _prune(root)
    content = _content(root)
    _write(content, writer)
    text = writer.text()
    title = _SPACES.sub(" ", page_title or "").strip()
    if title and text and not re.match(r"\s*#", text) and title[:200].lower() not in text[:400].lower():
        text = f"# {title[:200]}\n\n{text}"
    return text


def _parse(source: str) -> HtmlElement | None:
    data = source.replace("\0", "").encode("utf-8", "replace")
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    # Past its depth limit libxml2 drops the rest of the page without an error of its own.
    return None if any("depth" in entry.message for entry in parser.error_log) else root


def _write_flat(source: str, writer: Writer) -> None:
    """A page too deeply nested for a tree: its words, a new block at every block's tag."""
    words = _UNSEEN.sub(" ", source)
    position = 0
    for match in _TAG.finditer(words):
        writer.add(_SPACES.sub(" ", unescape(words[position : match.start()])))
        if match[1].lower() in _BLOCKS or match[1].lower() in _LAYOUT:
            writer.new_block()
        position = match.end()
    writer.add(_SPACES.sub(" ", unescape(words[position:])))


def _prune(root: HtmlElement) -> None:
    """Take out what is not the policy: menus, banners, forms, hidden parts, site headers and footers."""
    total = _length(root)
    doomed: list[HtmlElement] = []
    walk = etree.iterwalk(root, events=("start",))
    kept = 0
    for _, element in walk:
        if not isinstance(element.tag, str) or element.tag in ("html", "body", "main"):
            continue
        if element.tag in _NEVER:
            doomed.append(element)
        elif kept < _WRAPPERS and _is_site(element):
            # A wrapper with a menu's class, or one form around a whole page, still holds the policy.
            if _length(element) * 2 > total:
                kept += 1
                continue
            doomed.append(element)
        else:
            continue
        walk.skip_subtree()
    for element in doomed:
        element.clear(keep_tail=True)


def _is_site(element: HtmlElement) -> bool:
    tag = element.tag
    if tag in ("footer", "aside") and next(element.iterancestors("main", "article"), None) is not None:
        return False
    if tag in _SITE or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if tag in ("h1", "h2", "h3", "h4", "p", "td", "table"):
        return bool(_HIDDEN.search(element.get("style") or ""))
    if (element.get("role") or "").strip().lower() in _ROLES or _HIDDEN.search(element.get("style") or ""):
        return not element.findall(".//h1")
    names = f"{element.get('id') or ''} {element.get('class') or ''} {element.get('aria-label') or ''}"
    return len(names) > 2 and _HINT.search(names[:500]) is not None


def _content(root: HtmlElement) -> HtmlElement:
    """The element that holds the policy: main or article, where it has most of the text."""
    body = root.find(".//body")
    top: HtmlElement = root if body is None else body
    total = _length(top)
    candidates = [*top.iter("main"), *(e for e in top.iter("div", "section") if e.get("role") == "main"), *top.iter("article")]
    for candidate in candidates[:50]:
        if _length(candidate) * 2 > total:
            return candidate
    return top


def _length(element: HtmlElement) -> int:
    return sum(len(part) for part in _visible(element))


def _visible(element: HtmlElement) -> Iterator[str]:
    for node in element.iter():
        if node.text and node.tag not in _NEVER:
            yield node.text.strip()
        if node is not element and node.tail:
            yield node.tail.strip()


def _write(content: HtmlElement, writer: Writer) -> None:
    """Walk the tree and write it down."""
    for event, element in etree.iterwalk(content, events=("start", "end")):
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if event == "start":
            _start(tag, element, writer)
            writer.add(_plain(element.text))
        else:
            _end(tag, writer)
            if element is not content:
                writer.add(_plain(element.tail))


def _plain(text: str | None) -> str:
    return _SPACES.sub(" ", text) if text else ""


def _start(tag: str, element: HtmlElement, writer: Writer) -> None:
    if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
        writer.open_heading(int(tag[1]))
    elif tag == "br":
        writer.line_break()
    elif tag in ("ul", "ol", "menu"):
        writer.open_list()
    elif tag == "li":
        writer.open_item()
    elif tag == "tr" and _is_data_row(element):
        writer.open_row()
    elif tag in ("td", "th"):
        writer.open_cell()
    elif tag in ("b", "strong"):
        writer.open_bold()
    elif tag in _BLOCKS:
        writer.new_block()


def _end(tag: str, writer: Writer) -> None:
    if tag in ("ul", "ol", "menu"):
        writer.close_list()
    elif tag == "tr":
        writer.close_row()
    elif tag in ("b", "strong"):
        writer.close_bold()
    elif tag in _BLOCKS or (len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()):
        writer.new_block()


def _is_data_row(row: HtmlElement) -> bool:
    """Whether a table row holds data rather than the layout of a page: several cells, none with paragraphs of its own."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    if len(cells) < 2:
        return False
    for cell in cells[:50]:
        inner = [node.tag for node in cell.iter(*_LAYOUT)]
        if "table" in inner or len(inner) > 12 or any(tag[0] == "h" for tag in inner):
            return False
    return True
