"""Word files (.docx): the words of every paragraph in order, with those in tables, text boxes and inserted changes.

The XML is read directly. The usual library skips inserted changes, content controls and text boxes without a word.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from sources.parsing.archive import Archive
from sources.parsing.document import DocumentKind, ParsedDocument, Unreadable

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_MAIN: Final = "word/document.xml"
_NOTES: Final = ("word/footnotes.xml", "word/endnotes.xml")
_OTHER_PROGRAMS: Final = {
    "xl/workbook.xml": "This is a spreadsheet. Copy the cells that matter and paste them as text.",
    "ppt/presentation.xml": "These are slides. Save them as PDF and try again, or paste their text.",
    "content.xml": "This is an OpenDocument file. Save it as .docx and try again, or paste its text.",
    "META-INF/container.xml": "This is an e-book. Paste the part that matters as text.",
}
_SIGNS: Final = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}


def parse_docx(body: bytes) -> ParsedDocument:
    """The text of a .docx file, with title and author where the file names them."""
    archive = Archive(body)
    if _MAIN not in archive.names:
        for name, reason in _OTHER_PROGRAMS.items():
            if name in archive.names:
                raise Unreadable(reason)
        raise Unreadable("This is a packed file, not a Word document. Unpack it and choose the document inside.")
    paragraphs = _paragraphs(archive.read(_MAIN))
    notes = [words for name in _NOTES if name in archive.names for words in _paragraphs(archive.read(name))]
    properties = _properties(archive)
    return ParsedDocument(
        text="\n\n".join([*paragraphs, *notes]),
        kind=DocumentKind.DOCX,
        title=properties.get(_DC + "title", ""),
        byline=properties.get(_DC + "creator", ""),
        notes=("Footnotes stand at the end.",) if notes else (),
    )


def safe_xml(data: bytes) -> etree._Element:
    """The root of an XML part: no entities, no DTD, no network. Raises `Unreadable`."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(
            "This Word file is damaged and cannot be opened. Save it anew in your program, or paste its text."
        ) from error
    if root.getroottree().docinfo.doctype:
        raise Unreadable("This file holds definitions that no Word file needs, so it was not read. Paste its text.")
    return root


def _paragraphs(data: bytes) -> list[str]:
    """One walk over the tree. A paragraph inside another (a text box) ends before the one around it goes on."""
    found: list[str] = []
    open_paragraphs: list[list[str]] = []
    skipped = 0
    for event, element in etree.iterwalk(safe_xml(data), events=("start", "end")):
        if element.tag == _FALLBACK:  # a second copy of a text box for old programs
            skipped += 1 if event == "start" else -1
        elif skipped:
            continue
        elif element.tag == _W + "p":
            if event == "start":
                open_paragraphs.append([])
            elif words := "".join(open_paragraphs.pop()).strip():
                found.append(words)
        elif event == "end" and open_paragraphs:
            if element.tag == _W + "t":
                open_paragraphs[-1].append(element.text or "")
            elif element.tag in _SIGNS and element.getparent().tag == _W + "r":
                open_paragraphs[-1].append(_SIGNS[element.tag])
    return found


def _properties(archive: Archive) -> dict[str, str]:
    if "docProps/core.xml" not in archive.names:
        return {}
    try:
        root = safe_xml(archive.read("docProps/core.xml", limit=100_000))
    except Unreadable:
        return {}
    return {str(child.tag): child.text for child in root if child.text}
