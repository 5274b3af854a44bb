"""Small files of every kind, made here: PDFs, Word files, zip files, pages."""

from __future__ import annotations

import io
import zipfile

import docx

STORY = (
    "The harbour ministry said on Monday that the new breakwater will be finished before winter.",
    "Minister Ida Holm told reporters it would cost forty million crowns, of which the state pays half.",
    "Fishermen had asked for it for twenty years, she added, and nobody had listened until now.",
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(*pages: list[str], trailer: str = "", title: str = "") -> bytes:
    """A PDF with these lines on its pages, written by hand."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        drawn = " ".join(f"({line}) Tj 0 -14 Td" for line in (_escaped(line) for line in lines))
        stream = f"BT /F1 11 Tf 50 780 Td {drawn} ET" if lines else ""
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R /Resources << /Font "
            "<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< /Title ({_escaped(title)}) /CreationDate (D:20250901100000Z) >>")
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252"))
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    for place in places:
        out.write(f"{place:010d} 00000 n \n".encode())
    info = f"/Info {len(objects)} 0 R"
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R {info} {trailer} >>\n".encode())
    out.write(f"startxref\n{start}\n%%EOF".encode())
    return out.getvalue()


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def word(*paragraphs: str, title: str = "") -> bytes:
    """A Word file made by python-docx, with a table at its end."""
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = "Ada Writer"
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "left cell"
    table.cell(0, 1).text = "right cell"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_xml(body: str, *, head: str = "", footnotes: str = "") -> bytes:
    """A bare Word file with this XML as its body."""
    parts = {"word/document.xml": f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'}
    if footnotes:
        parts["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{W}">{footnotes}</w:footnotes>'
    return packed(parts)


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A zip file with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def page(inside: str = "", *, head: str = "") -> bytes:
    """A web page that holds the story."""
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    return (
        f"<!doctype html><html lang='en-GB'><head><meta charset='utf-8'><title>Site: Breakwater</title>{head}</head>"
        f"<body><nav><a href='/'>Home page</a></nav><article><h1>Breakwater before winter</h1>{story}{inside}</article>"
        "<footer>All rights reserved by the site</footer></body></html>"
    ).encode()
