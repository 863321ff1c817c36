import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import pdfa

from generator.draft import read_draft
from generator.pdf_archive import archival
from generator.printing_annexes import print_whole
from generator.profile import load_profile
from generator.render_pdf import render_pdf
from generator.reply_form_template import load_form_wording
from generator.signing.sign import sign_with_line
from generator.template import load_template
from model.dispatch import Dispatch, Paragraph, Run
from model.layout_profile import LayoutProfile
from tests.generator.preflight import judge, needs_preflight
from tests.generator.signing.authority import holder
from tests.generator.signing.signed_files import AGENCY, act

Build = Callable[..., Dispatch]
DAY = date(2026, 11, 16)
LETTERS = st.characters(min_codepoint=0x20, max_codepoint=0x1FAFF, exclude_categories=["Cs"])


def drawn(dispatch: Dispatch) -> bytes:
    """Return a dispatch as the PDF library draws it."""
    profile = load_profile(LayoutProfile.ND30_2020).of_kind(dispatch.kind)
    template = load_template(dispatch.kind, None, word=profile.word_template)
    return render_pdf(print_whole(dispatch, load_form_wording(None), template).printed, profile)


def findings(pdf: bytes, tmp_path: Path) -> list[object]:
    path = tmp_path / "judged.pdf"
    path.write_bytes(pdf)
    return list(pdfa.validate_written(path, pdfa.Flavour.PDFA_2B).findings)


def words(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


@pytest.fixture(scope="module")
def sample(sample_path: Path) -> bytes:
    dispatch = read_draft(sample_path, issuer_defaults=None, today=DAY).numbered(1616, DAY)
    return drawn(dispatch)


def test_the_sample_conforms_to_pdf_a_2b_and_stays_small(sample: bytes, tmp_path: Path) -> None:
    made = archival(sample, dated=DAY)
    assert findings(made, tmp_path) == []
    assert len(made) <= 70 * 1024


def test_what_was_drawn_alone_does_not_conform(sample: bytes, tmp_path: Path) -> None:
    assert findings(sample, tmp_path) != []


@needs_preflight
def test_an_independent_validator_accepts_the_same_pages_as_pdf_a_1b(sample: bytes, tmp_path: Path) -> None:
    made = archival(sample, dated=DAY, flavour=pdfa.Flavour.PDFA_1B)
    assert "is a valid PDF/A-1b file" in judge(made, tmp_path)


@needs_preflight
def test_it_accepts_them_also_when_they_are_signed_with_a_line(sample: bytes, tmp_path: Path) -> None:
    made = archival(sample, dated=DAY, flavour=pdfa.Flavour.PDFA_1B)
    signed = sign_with_line(made, act(holder(AGENCY)), "Số: 86/BGDĐT-CNTT; 16/11/2026; 09:05:07 +07:00")
    assert "is a valid PDF/A-1b file" in judge(signed, tmp_path)


def test_every_word_stays(sample: bytes) -> None:
    assert words(archival(sample, dated=DAY)) == words(sample)
    assert all(unicodedata.is_normalized("NFC", page) for page in words(archival(sample, dated=DAY)))


def test_the_same_bytes_come_out_every_time(sample: bytes) -> None:
    assert archival(sample, dated=DAY) == archival(sample, dated=DAY)


def test_the_metadata_bear_the_document_s_own_day_in_both_places(sample: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(archival(sample, dated=date(2026, 1, 5)))
    with pikepdf.open(path) as document:
        assert str(document.docinfo["/CreationDate"]) == "D:20260105000000+07'00"
        assert document.Root.Metadata.read_bytes().count(b"2026-01-05T00:00:00+07:00") == 3


@settings(max_examples=25, deadline=None)
@given(text=st.text(LETTERS, min_size=1, max_size=60))
def test_any_words_conform(a_dispatch: Build, tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    pdf = drawn(a_dispatch(subject=f"báo cáo {text}", body=(Paragraph((Run(f"a {text}"),)),)))
    assert findings(archival(pdf, dated=DAY), tmp_path_factory.mktemp("judged")) == []
