from io import BytesIO

import pypdfium2
from docx import Document

from bench import generate
from bench.generate_forms import run_forms
from bench.generate_peers import StockLoop, pack, parts_of
from generator.compiled_template import compile_template
from generator.render_pdf import render_pdf
from generator.word_blocks import body_of
from generator.word_xml import qualified


def words(docx: bytes) -> str:
    body = Document(BytesIO(docx)).element.body
    return "".join(text.text or "" for text in body.iter(qualified("t")))


def test_the_peer_fills_the_same_words_into_the_same_template() -> None:
    sample = generate._sample()
    [letter] = sample.to(1)
    sections = compile_template(sample.template.docx.read_bytes(), sample.profile).sections
    text = body_of(letter.body, sample.profile, sections, signed=True).xml
    stock = StockLoop(template=sample.template.docx, text=text).docx(letter, sample.profile)
    assert words(stock) == words(sample.docx(letter))


def test_the_sample_has_two_pages() -> None:
    sample = generate._sample()
    assert len(pypdfium2.PdfDocument(render_pdf(sample.printed, sample.profile))) == 2


def test_the_floor_holds_the_same_parts() -> None:
    sample = generate._sample()
    parts = parts_of(sample.docx(sample.printed))
    assert parts_of(pack(parts)) == parts


def test_forms_are_made_for_everyone() -> None:
    run = run_forms(2, generate._DAY)
    assert run.asked == 2
    assert run.size > 10_000
