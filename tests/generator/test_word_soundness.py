import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.text.paragraph import Paragraph as WordParagraph
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generator.draft import read_draft
from generator.draft_copy import read_copy
from generator.printing import print_dispatch
from generator.profile import load_profile
from generator.render import RenderedDispatch, render
from generator.render_copy import render_copy
from generator.render_docx import render_docx
from generator.reply_form import render_forms
from generator.template import load_template
from generator.template_files import SHIPPED
from generator.word_soundness import WordFileUnsoundError, count, open_again
from generator.word_xml import element, qualified
from generator.zip_parts import ZipPart, write_zip
from model.dispatch import Alignment, Dispatch, Paragraph, Run, Table
from model.document_kind import DocumentKind
from model.layout_profile import LayoutProfile
from model.reply_mark import ReplyMark

TODAY = date(2026, 11, 16)
PROFILE = load_profile(LayoutProfile.ND30_2020)
TEMPLATE = load_template(DocumentKind.OFFICIAL_DISPATCH)
COPIES = {"sao-y", "trich-sao"}
SAMPLES = [path for path in sorted(SHIPPED.glob("*/sample*.yaml")) if path.parent.name != "sao-luc"]
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs spacing ind "
    "jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps color spacing sz szCs highlight u vertAlign lang",
    "tblPr": "tblStyle tblpPr tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar pgBorders pgNumType cols titlePg docGrid",
    "style": "name basedOn next link uiPriority qFormat pPr rPr",
    "tbl": "tblPr tblGrid tr",
    "settings": "defaultTabStop characterSpacingControl compat themeFontLang",
}
"""The order that the schema of ECMA-376 asks for, as far as we write these elements."""


def sample(path: Path) -> Dispatch:
    read = read_draft(path, issuer_defaults=None, today=TODAY)
    return read.numbered(read.number or 15, read.issued_on or TODAY)


def rendered(path: Path) -> RenderedDispatch:
    if path.parent.name not in COPIES:
        return render(sample(path))
    copy = read_copy(path, issuer_defaults=None, today=TODAY)
    return render_copy(copy, sample(path.parent / copy.original.file) if copy.original.file else None)


def parts(docx: bytes) -> Iterator[tuple[str, etree._Element]]:
    with ZipFile(BytesIO(docx)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                yield name, etree.fromstring(package.read(name))


def words(docx: bytes) -> list[str]:
    """Return the words of the main part, in order."""
    return " ".join(paragraph.text for paragraph in _paragraphs(docx)).split()


def _paragraphs(docx: bytes) -> list[WordParagraph]:
    document = Document(BytesIO(docx))
    body = document.element.body
    return [WordParagraph(one, document._body) for one in body.iter(qualified("p"))]


def out_of_order(root: etree._Element) -> list[str]:
    found = []
    for name, order in ORDER.items():
        ranks = {qualified(child): rank for rank, child in enumerate(order.split())}
        for parent in root.iter(qualified(name)):
            found_ranks = [ranks.get(child.tag, -1) for child in parent]
            if -1 in found_ranks or found_ranks != sorted(found_ranks):
                found.append(etree.tostring(parent, encoding="unicode")[:300])
    return found


def check(docx: bytes) -> None:
    """Hold a file to what Word asks beyond what python-docx and LibreOffice do."""
    open_again(docx)
    Document(BytesIO(docx))
    for name, root in parts(docx):
        assert not out_of_order(root), name
        assert not re.search(r"\{\{|\{%|\{#", "".join(root.itertext())), name
    body = Document(BytesIO(docx)).element.body
    assert body[-1].tag == qualified("sectPr")
    captions = [mark.get(qualified("val")) for mark in body.iter(qualified("tblCaption"))]
    assert all(captions)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_sample_is_a_word_file_that_needs_no_repair(path: Path) -> None:
    made = rendered(path)
    for docx in (made.docx, *(one.docx for one in made.attachments)):
        check(docx)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_word_of_the_document_stands_in_its_word_file(path: Path) -> None:
    made = rendered(path)
    written = "".join(
        "".join(root.itertext())
        for docx in (made.docx, *(one.docx for one in made.attachments))
        for name, root in parts(docx)
        if name.startswith("word/") and "styles" not in name
    )
    flat = re.sub(r"\s+", "", written)
    for line in re.split(r"[\n\t]", made.text):
        assert re.sub(r"\s+", "", line) in flat, line


def test_a_reply_form_is_a_word_file_that_needs_no_repair() -> None:
    dispatch = sample(SHIPPED / "cong-van" / "sample.yaml")
    form = next(render_forms(dispatch, mark=lambda place: ReplyMark(
        office="8HQK", dispatch="3F7M2C", form=1, addressee=place
    )))  # fmt: skip
    check(form.docx)
    with ZipFile(BytesIO(form.docx)) as package:
        assert package.read("word/ma_qr.png").startswith(b"\x89PNG")


def damaged(name: str, content: bytes | None) -> bytes:
    """Return a sound file with one part changed or taken out."""
    docx = render(sample(SHIPPED / "cong-van" / "sample.yaml")).docx
    with ZipFile(BytesIO(docx)) as package:
        kept = {part: package.read(part) for part in package.namelist() if part != name}
    return write_zip(
        ZipPart.of(part, whole) for part, whole in (kept | ({name: content} if content else {})).items()
    )


EMPTY_CELL = etree.tostring(element("document", element("body", element("tc"))))
DAMAGES = [
    ("word/document.xml", b"<w:document"),
    ("word/styles.xml", None),
    ("word/other.bin", b"x"),
    ("word/document.xml", EMPTY_CELL),
]


def test_the_order_of_the_schema_is_looked_at() -> None:
    assert out_of_order(element("p", element("pPr", element("jc"), element("ind"))))
    assert not out_of_order(element("p", element("pPr", element("ind"), element("jc"))))


@pytest.mark.parametrize(("name", "content"), DAMAGES)
def test_a_damaged_file_is_told(name: str, content: bytes | None) -> None:
    with pytest.raises(WordFileUnsoundError):
        open_again(damaged(name, content))


MISCOUNTED = [
    ("<w:p><w:p></w:p>", ""),
    ('<w:tbl w:x="1"><w:p/>', ""),
    ("<w:p></w:p>", "<w:p>văn bản</w:p>"),
]


@pytest.mark.parametrize(("document", "text"), MISCOUNTED)
def test_a_paragraph_without_end_or_a_text_that_did_not_arrive_is_told(document: str, text: str) -> None:
    with pytest.raises(WordFileUnsoundError):
        count(document, text)


def test_empty_paragraphs_are_counted_however_they_are_written() -> None:
    count('<w:p/><w:p w:rsidR="1"/><w:p w:rsidR="2"></w:p><w:p>a</w:p>', "<w:p>a</w:p>")


TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)


@given(subject=TEXTS, addressee=TEXTS, body=TEXTS)
def test_no_text_makes_a_word_file_that_needs_repair(
    a_dispatch: Callable[..., Dispatch], subject: str, addressee: str, body: str
) -> None:
    cells = (Paragraph((Run(body),)), Paragraph((Run(subject, bold=True),)))
    table = Table(heading=cells, rows=(cells,), alignments=(Alignment.LEFT, Alignment.RIGHT))
    text = (Paragraph((Run(body), Run(subject, italic=True))), table)
    made = render_docx(
        print_dispatch(a_dispatch(subject=subject, addressee_lines=(addressee,), body=text), TEMPLATE),
        PROFILE,
        template=TEMPLATE.docx,
        dated=TODAY,
    )
    open_again(made)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_a_template_that_another_program_has_saved_still_works(tmp_path: Path) -> None:
    kinds = ("bien-ban", "cong-van", "quyet-dinh")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for kind in kinds:
        shutil.copy(SHIPPED / kind / "template.docx", tmp_path / f"{kind}.docx")
    sources = [str(tmp_path / f"{kind}.docx") for kind in kinds]
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "saved")]
    subprocess.run([*command, *sources], capture_output=True, check=True, timeout=300)
    for kind in kinds:
        own = tmp_path / "own" / kind / "template.docx"
        own.parent.mkdir(parents=True)
        shutil.copy(tmp_path / "saved" / f"{kind}.docx", own)
        dispatch = sample(SHIPPED / kind / "sample.yaml")
        shipped, made = render(dispatch), render(dispatch, overrides=tmp_path / "own")
        assert made.template_version != shipped.template_version
        assert words(made.docx) == words(shipped.docx)
