"""Opens every DOCX of a published set as others do, and prints some of them."""

import ctypes
import itertools
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import docx
import pypdfium2 as pdfium
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

SHOWN = ["QT-TP-01", "QT-DD-01", "manual"]
LANGUAGES = {"vi": ("vi-VN", "Trang", "Mục lục"), "en": ("en-GB", "Page", "Contents")}


def fields(element):
    return "".join(node.text or "" for node in element.iter(qn("w:instrText")))


def headings(document):
    return [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]


def check(path, language):
    locale, page, contents = LANGUAGES[language]
    document = docx.Document(path)
    properties = document.core_properties
    assert properties.title and properties.language == locale, (properties.title, properties.language)
    assert properties.revision <= 1
    # Slips have the head of a letter instead of running heads.
    controlled = bool(properties.author)
    assert controlled or path.stem.endswith(("_forms", "_control-slip")), path
    normal = document.styles["Normal"]
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert defaults.find(".//" + qn("w:rFonts")).get(qn("w:ascii")) == "Times New Roman"
    assert defaults.find(".//" + qn("w:sz")).get(qn("w:val")) in ("22", "26")
    assert defaults.find(".//" + qn("w:lang")).get(qn("w:val")) == locale
    assert normal.paragraph_format.alignment is not None
    for name in ["Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Caption", "List Bullet", "toc 1", "toc 2", "toc 3",
                 "Header", "Footer", "Mark", "Table Grid", "Table Facts", "Table Figures", "Table Signatures", "Table Plain"]:
        assert name in [s.name for s in document.styles], name

    first, *others = document.sections
    assert not controlled or first.different_first_page_header_footer and not any(s.different_first_page_header_footer for s in others)
    for section in document.sections:
        upright = section.orientation == WD_ORIENT.PORTRAIT
        assert upright == (section.page_width < section.page_height)
        sides = sorted(round(side.mm) for side in (section.page_width, section.page_height))
        assert sides in ([210, 297], [148, 210]), sides
        if sides == [210, 297]:
            margins = [round(m.mm) for m in (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)]
            assert 20 <= margins[0] <= 25 and 20 <= margins[1] <= 25 and 30 <= margins[2] <= 35 and 15 <= margins[3] <= 20, margins
        if not controlled:
            continue
        room = section.page_width - section.left_margin - section.right_margin
        for part in (section.header, section.footer):
            assert {"PAGE", "NUMPAGES"} <= set(fields(part._element).split()), path
        head = section.header.tables[0]
        assert len(head.columns) == 3 and abs(sum(c.width for c in head.columns) - room) < 3 * 635
        assert page in section.footer.paragraphs[0].text
    if controlled:
        assert len(first.first_page_header.tables[0].columns) == 3
        assert properties.title in first.first_page_header.tables[0].cell(0, 1).text
        assert {"PAGE", "NUMPAGES"} <= set(fields(first.first_page_footer._element).split())

    # The widths of tables add up to what is printed on their sheets, heads are repeated, rows stay whole.
    rooms = {s.page_width - s.left_margin - s.right_margin for s in document.sections}
    for table in document.tables:
        width = sum(column.width for column in table.columns)
        assert any(abs(width - room) < 3 * 635 for room in rooms), (path, width)
        assert table.style.name.startswith("Table ")
        rows = [row._tr for row in table.rows]
        if table.style.name == "Table Grid" and len(rows) > 1:
            assert rows[0].find(".//" + qn("w:tblHeader")) is not None, path

    # Each entry of the contents leads to a heading that is there.
    marks = {m.get(qn("w:name")) for m in document.element.iter(qn("w:bookmarkStart"))}
    entries = [p for p in document.paragraphs if p.style.name.startswith("toc ")]
    assert bool(entries) == any(p.text == contents for p in document.paragraphs if p.style.name == "TOC Heading")
    for entry in entries:
        (link,) = entry.hyperlinks
        assert link.fragment in marks and f"PAGEREF {link.fragment}" in fields(entry._p), entry.text
    for node in document.element.iter(qn("w:hyperlink")):
        target = node.get(qn("r:id"))
        if target and not document.part.rels[target].target_ref.startswith("http"):
            assert (path.parent / document.part.rels[target].target_ref).exists(), document.part.rels[target].target_ref
    for drawing in document.inline_shapes:
        names = drawing._inline.docPr
        assert names.get("descr") and names.get("title")
        assert max(rooms) >= drawing.width > 0 and drawing.height > 0
    return document


def printed(path, into):
    """What LibreOffice makes of it: the pages, and their text."""
    profile = f"-env:UserInstallation=file://{into}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(into), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    pdf = into / f"{path.stem}.pdf"
    data = pdf.read_bytes()
    assert data.startswith(b"%PDF")
    return [lines(page.get_textpage()) for page in pdfium.PdfDocument(str(pdf))]


def lines(text):
    """The text of a page as it is seen: letters by their places, as they are not drawn in their order."""
    letters = []
    x, y = ctypes.c_double(), ctypes.c_double()
    for i in range(text.count_chars()):
        # A hyphen that ends a line has a number of its own there.
        letter = chr(pdfium.raw.FPDFText_GetUnicode(text, i)).replace("\x02", "-")
        if not letter.isspace() and pdfium.raw.FPDFText_GetCharOrigin(text, i, ctypes.byref(x), ctypes.byref(y)):
            letters.append((-round(y.value), x.value, letter))
    letters.sort()
    return "\n".join("".join(letter for _, _, letter in line) for _, line in itertools.groupby(letters, key=lambda at: at[0]))


def plain(text):
    return re.sub(r"\s+", "", text).lower()


def main(root, bad):
    for language in LANGUAGES:
        for path in sorted((bad / language).glob("*.docx")):
            check(path, language)
    documents = {}
    for language in LANGUAGES:
        for path in sorted((root / language).glob("*.docx")):
            documents[language, path.stem] = (path, check(path, language))
    assert len(documents) > 60, len(documents)
    print(f"python-docx: {len(documents)} documents")
    lying = documents["vi", "QT-DD-01"][1]
    assert [s.orientation for s in lying.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    if not shutil.which("soffice"):
        print("LibreOffice is not installed: printing was skipped")
        return
    with tempfile.TemporaryDirectory() as into:
        for name in SHOWN:
            path, document = documents["vi", name]
            pages = printed(path, Path(into))
            assert pages
            for number, page in enumerate(pages, 1):
                assert f"trang{number}/{len(pages)}" in plain(page), (name, number)
            whole = plain("".join(pages))
            missing = [h for h in headings(document) if plain(h) not in whole]
            assert not missing, missing
            # The contents name the pages on which the headings are.
            shown = re.findall(r"\.{5,}(\d+)$", "\n".join(pages[:3]), re.M)
            entries = [p for p in document.paragraphs if p.style.name.startswith("toc ")]
            assert len(shown) == len(entries), (name, len(shown), len(entries))
            for entry, number in zip(entries, shown):
                heading = plain(entry.text.split("\t")[0])
                assert heading in plain(pages[int(number) - 1]), (name, entry.text, number)
            print(f"LibreOffice: {name}, {len(pages)} pages, {len(entries)} entries of the contents lead to their pages")


main(*map(Path, sys.argv[1:]))
