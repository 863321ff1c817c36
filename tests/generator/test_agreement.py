"""Word file and PDF are laid out alike: LibreOffice's rendering of the one is compared with the other."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from generator.draft import read_draft
from generator.render import render
from model.dispatch import Dispatch, Issuer, Paragraph, Run, Signatory

Build = Callable[..., Dispatch]
Places = dict[str, list[tuple[int, float, float]]]

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")


def cases(sample: Dispatch, plain: Dispatch) -> dict[str, Dispatch]:
    filler = Paragraph((Run("Đoạn văn bản thêm vào để đẩy phần ký xuống trang sau, gồm vài dòng chữ. " * 3),))
    city = Issuer(
        name_lines=plain.issuer.name_lines, parent_name="UBND Thành phố Hồ Chí Minh", symbol="SGDĐT"
    )
    committee = Issuer(name_lines=("Ủy ban nhân dân", "tỉnh Lâm Đồng"), symbol="UBND")
    deputy = Signatory(
        capacity_lines=("TM. Ủy ban nhân dân", "KT. Chủ tịch"), title="Phó Chủ tịch", name="Lê An"
    )
    bare = replace(sample, form=None)
    several = ("Sở Giáo dục và Đào tạo", "Sở Tài chính", "Ủy ban nhân dân các xã, phường, đặc khu thuộc tỉnh")
    return {
        "sample": sample,
        "draft": replace(sample, number=None, issued_on=None),
        "department": plain,
        "city": replace(plain, issuer=city, place="Thành phố Hồ Chí Minh", issued_on=date(2026, 12, 29)),
        "committee": replace(plain, issuer=committee, addressee_lines=several, signatory=deputy),
        "2014": replace(plain, issued_on=date(2014, 3, 31), body=(filler,) * 14),
        "crowd": replace(plain, addressee_lines=several * 60, recipients=several * 60),
        **{f"filled-{count}": replace(bare, body=(*bare.body, *(filler,) * count)) for count in range(1, 9)},
    }


def places(path: Path) -> tuple[Places, int]:
    """Return where each line-starting text stands: page, left and lower edge in millimetres, by word."""
    document = pypdfium2.PdfDocument(path)
    found: Places = {}
    for number, page in enumerate(document):
        text = page.get_textpage()
        for index in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(index)
            words = text.get_text_bounded(left, bottom, right, top).split()
            if words:
                upper = page.get_height() - bottom
                found.setdefault(words[0], []).append((number, left * 25.4 / 72, upper * 25.4 / 72))
    return found, len(document)


@pytest.fixture(scope="module")
def converted(sample_path: Path, a_dispatch: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Render every case and let LibreOffice convert all Word files in one run."""
    folder = tmp_path_factory.mktemp("agreement")
    sample = read_draft(sample_path, issuer_defaults=None, today=date(2026, 11, 16))
    for name, dispatch in cases(sample.numbered(1616, date(2026, 11, 16)), a_dispatch()).items():
        rendered = render(dispatch)
        (folder / f"{name}.docx").write_bytes(rendered.docx)
        (folder / f"{name}.pdf").write_bytes(rendered.pdf)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    documents = sorted(folder.glob("*.docx"))
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder / "word", *documents],  # noqa: S607 - found on PATH on purpose
        capture_output=True,
        check=True,
        timeout=300,
    )
    return folder


NAMES = [
    "sample",
    "draft",
    "department",
    "city",
    "committee",
    "2014",
    "crowd",
    *(f"filled-{n}" for n in range(1, 9)),
]


@pytest.mark.parametrize("name", NAMES)
def test_both_have_as_many_pages(converted: Path, name: str) -> None:
    assert places(converted / f"{name}.pdf")[1] == places(converted / "word" / f"{name}.pdf")[1]


@pytest.mark.parametrize("name", NAMES)
def test_header_title_and_signature_stand_within_three_millimetres(converted: Path, name: str) -> None:
    ours, _ = places(converted / f"{name}.pdf")
    theirs, _ = places(converted / "word" / f"{name}.pdf")
    assert {"Số:", "V/v", "CỘNG", "Độc", "Kính", "Nơi"} <= ours.keys() & theirs.keys()
    for word in ("Số:", "V/v", "CỘNG", "Độc", "Kính", "Nơi", "KT.", "GIÁM"):
        for here, there in zip(ours.get(word, []), theirs.get(word, []), strict=False):
            assert here[0] == there[0], word
            assert here[1] == pytest.approx(there[1], abs=3), word
            assert here[2] == pytest.approx(there[2], abs=3), word


@pytest.mark.parametrize("name", ["2014", "crowd", "filled-8"])
def test_page_numbers_stand_within_three_millimetres(converted: Path, name: str) -> None:
    ours, pages = places(converted / f"{name}.pdf")
    theirs, _ = places(converted / "word" / f"{name}.pdf")
    assert pages > 1
    for number in range(1, pages):
        here, there = (
            [place for place in found[str(number + 1)] if place[0] == number] for found in (ours, theirs)
        )
        assert len(here) == len(there) == 1
        assert here[0] == pytest.approx(there[0], abs=3)
