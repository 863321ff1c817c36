"""Every sample of every kind, as PDF: its words come back, nothing leaves its place."""

import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from generator.draft import read_draft
from generator.printed import Printed
from generator.printing_annexes import print_whole
from generator.profile import Profile, load_profile
from generator.render_pdf import render_pdf
from generator.reply_form_template import load_form_wording
from generator.template import Template, load_kind
from generator.template_files import SHIPPED
from model.dispatch import Basis, Dispatch, Heading, Landscape, Paragraph, Part
from model.layout_profile import LayoutProfile
from model.vietnamese import nfc

MM = 72 / 25.4
SWASH = 1.5
"""Points by which an italic letter hangs over its own width."""
TODAY = date(2026, 11, 16)
Reader = Callable[[bytes, Path], list[str]]
SAMPLES = {
    f"{path.parent.name}-{path.stem}": path
    for path in sorted(SHIPPED.glob("*/*.yaml"))
    if "sao" not in path.parent.name and path.stem != "draft"
}


@cache
def printed(name: str) -> tuple[Printed, Profile, bytes]:
    read = read_draft(SAMPLES[name], issuer_defaults=None, today=TODAY)
    dispatch = read.numbered(read.number or 15, read.issued_on or TODAY)
    profile = load_profile(LayoutProfile.on(dispatch.issued_on or TODAY)).of_kind(dispatch.kind)
    whole = print_whole(dispatch, load_form_wording(), template_of(dispatch)).printed
    return whole, profile, render_pdf(whole, profile)


def template_of(dispatch: Dispatch) -> Template:
    """Return the template without its Word file."""
    kind = load_kind(dispatch.kind)
    return Template(
        docx=Path(), fields=kind.fields, wording=kind.wording, layout=kind.layout, version=dispatch.kind
    )


def by_pdfium(pdf: bytes, _: Path) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def by_poppler(pdf: bytes, folder: Path) -> list[str]:
    (folder / "read.pdf").write_bytes(pdf)
    done = subprocess.run(
        ["pdftotext", "-raw", folder / "read.pdf", "-"],  # noqa: S607 - found on PATH on purpose
        capture_output=True,
        check=True,
        timeout=60,
    )
    return done.stdout.decode().split("\f")


READERS = [
    by_pdfium,
    pytest.param(by_poppler, marks=pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler")),
]


def squeezed(text: str) -> str:
    return "".join(text.split())


def running(parts: tuple[Part, ...]) -> list[str]:
    """Return the texts that stand in lines from margin to margin."""
    found: list[str] = []
    for part in parts:
        if isinstance(part, Landscape):
            found += running(part.parts)
        elif isinstance(part, Paragraph | Basis | Heading):
            found.append(part.text)
    return found


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("name", SAMPLES)
def test_every_word_comes_back_composed_as_it_was_typed(name: str, read: Reader, tmp_path: Path) -> None:
    whole, _, pdf = printed(name)
    texts = read(pdf, tmp_path)
    words = Counter(word for text in texts for word in text.split())
    assert Counter(whole.text.split()) - words == Counter()
    assert all(nfc(word) == word for word in words)


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_paragraph_is_read_in_one_piece(name: str, read: Reader, tmp_path: Path) -> None:
    whole, _, pdf = printed(name)
    first, *others = (text.strip() for text in read(pdf, tmp_path) if text.strip())
    numbered = (text.removeprefix(str(number)) for number, text in enumerate(others, start=2))
    together = squeezed("".join((first, *numbered)))
    for text in running(whole.body):
        assert squeezed(text) in together


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_is_written_outside_the_margins(name: str) -> None:
    whole, profile, pdf = printed(name)
    beyond = len(whole.contact) > 0 or whole.circulation is not None
    for number, page in enumerate(pypdfium2.PdfDocument(pdf)):
        width, height = page.get_size()
        text = page.get_textpage()
        for place in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(place)
            assert left >= profile.page.left_mm * MM - SWASH
            assert right <= width - profile.page.right_mm * MM + SWASH
            if number == 0 and not beyond:
                assert bottom >= profile.page.bottom_mm * MM
                assert top <= height - profile.page.top_mm * MM


def test_every_component_of_a_document_occurs_in_some_sample() -> None:
    wholes = [printed(name)[0] for name in SAMPLES]
    assert any(whole.urgency for whole in wholes)
    assert any(whole.circulation for whole in wholes)
    assert any(whole.contact for whole in wholes)
    assert any(whole.is_signed_by_two for whole in wholes)
    assert any(whole.attached for whole in wholes)
    assert any(annex.landscape for whole in wholes for annex in whole.annexes)
    assert any(isinstance(part, Landscape) for whole in wholes for part in whole.body)
    assert any(one.other_title for whole in wholes for one in whole.signatures)
