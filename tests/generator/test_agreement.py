"""Word file and PDF are laid out alike: LibreOffice's rendering of the one is compared with the other."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

import pypdfium2
import pytest

from generator.draft import read_draft
from generator.draft_copy import read_copy
from generator.printed import Printed
from generator.printing import print_dispatch
from generator.profile import load_profile
from generator.render import RenderedDispatch, render
from generator.render_copy import render_copy
from generator.template import load_template
from generator.template_files import SHIPPED
from model.dispatch import Dispatch, Issuer, Paragraph, Run, Signatory
from model.layout_profile import LayoutProfile

Build = Callable[..., Dispatch]
Place = tuple[int, float, float]

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
TODAY = date(2026, 11, 16)
SAMPLES = {
    f"{path.parent.name}-{path.stem}": path
    for pattern in ("sample*.yaml", "[0-9]*.yaml", "quyet-dinh-2*.yaml")
    for path in sorted(SHIPPED.glob(f"*/{pattern}"))
}
SAMPLES.pop("sao-luc-sample")  # its text is a PDF of the clerk's, which is stamped, not set anew
COPIES = {"sao-y", "trich-sao"}
MADE = ["draft", "department", "city", "committee", "2014", "crowd", *(f"filled-{n}" for n in range(1, 9))]
ALLOWED_MM = 3.0


@dataclass(frozen=True, slots=True)
class Case:
    """A rendered document, and words of its letterhead, title, recipients and signatures."""

    rendered: RenderedDispatch
    anchors: tuple[str, ...]


def anchors(printed: Printed) -> tuple[str, ...]:
    """Return the first words of what the decree gives a place."""
    lines = [printed.national_name, printed.motto, printed.issuer[0], printed.code, printed.place_date]
    lines += [printed.subject, printed.heading.name if printed.heading else None]
    lines += [printed.addressee_label if printed.addressees else None]
    lines += [printed.recipients_label if printed.recipients else None]
    lines += [text for one in printed.signatures for text in (one.lines[0], one.name)]
    return tuple(dict.fromkeys(" ".join(line.split()[:2]) for line in lines if line))


def made(plain: Dispatch, sample: Dispatch) -> dict[str, Dispatch]:
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
        "draft": replace(sample, number=None, issued_on=None),
        "department": plain,
        "city": replace(plain, issuer=city, place="Thành phố Hồ Chí Minh", issued_on=date(2026, 12, 29)),
        "committee": replace(plain, issuer=committee, addressee_lines=several, signatory=deputy),
        "2014": replace(plain, issued_on=date(2014, 3, 31), body=(filler,) * 14),
        "crowd": replace(plain, addressee_lines=several * 60, recipients=several * 60),
        **{f"filled-{count}": replace(bare, body=(*bare.body, *(filler,) * count)) for count in range(1, 9)},
    }


def sample(path: Path) -> Dispatch:
    """Return a sample as it is issued."""
    read = read_draft(path, issuer_defaults=None, today=TODAY)
    return read.numbered(read.number or 15, read.issued_on or TODAY)


def case_of(dispatch: Dispatch) -> Case:
    profile = load_profile(LayoutProfile.on(dispatch.issued_on or TODAY))
    template = load_template(dispatch.kind, word=profile.word_template)
    return Case(render(dispatch), anchors(print_dispatch(dispatch, template)))


def copy_case(path: Path) -> Case:
    copy = read_copy(path, issuer_defaults=None, today=TODAY)
    original = sample(path.parent / copy.original.file) if copy.original.file else None
    rendered = render_copy(copy.numbered(3, copy.issued_on or TODAY), original)
    signer = copy.signatory.name if copy.signatory.name in rendered.text else ""
    return Case(rendered, tuple(filter(None, ("CỘNG HÒA", "Độc lập", signer))))


def cases(plain: Dispatch, sample_path: Path) -> Iterator[tuple[str, Case]]:
    for name, path in SAMPLES.items():
        yield name, copy_case(path) if path.parent.name in COPIES else case_of(sample(path))
    for name, dispatch in made(plain, sample(sample_path)).items():
        yield name, case_of(dispatch)


@dataclass(frozen=True, slots=True)
class Converted:
    """Where the files of all cases lie, ours and those that LibreOffice made of the Word files."""

    folder: Path
    anchors: dict[str, tuple[str, ...]]

    def ours(self, name: str) -> Path:
        """Return our PDF of a case."""
        return self.folder / f"{name}.pdf"

    def theirs(self, name: str) -> Path:
        """Return what LibreOffice made of the Word file."""
        return self.folder / "word" / f"{name}.pdf"


@pytest.fixture(scope="module")
def converted(sample_path: Path, a_dispatch: Build, tmp_path_factory: pytest.TempPathFactory) -> Converted:
    """Render every case and let LibreOffice convert all Word files in one run."""
    folder = tmp_path_factory.mktemp("agreement")
    found: dict[str, tuple[str, ...]] = {}
    for name, case in cases(a_dispatch(), sample_path):
        found[name] = case.anchors
        files = [(name, case.rendered.docx, case.rendered.pdf)]
        files += [
            (f"{name}+{place}", one.docx, one.pdf) for place, one in enumerate(case.rendered.attachments)
        ]
        for stem, docx, pdf in files:
            (folder / f"{stem}.docx").write_bytes(docx)
            (folder / f"{stem}.pdf").write_bytes(pdf)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    documents = sorted(folder.glob("*.docx"))
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder / "word", *documents],  # noqa: S607 - found on PATH on purpose
        capture_output=True,
        check=True,
        timeout=600,
    )
    return Converted(folder, found)


def places(path: Path, text: str) -> list[Place]:
    """Return where a text stands: page, and millimetres from the left and from the lower edge, in order."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(path)):
        words = page.get_textpage()
        searcher = words.search(text, match_case=True)
        while (hit := searcher.get_next()) is not None:
            left, bottom, _, _ = words.get_charbox(hit[0], loose=True)
            found.append((number, left * 25.4 / 72, bottom * 25.4 / 72))
    return sorted(found, key=lambda place: (place[0], -round(place[2]), place[1]))


def pages(path: Path) -> int:
    return len(pypdfium2.PdfDocument(path))


def draw(converted: Converted, name: str) -> Path:
    """Save pictures of both and return their folder."""
    target = Path(os.environ.get("VANTHU_PICTURES", converted.folder / "pictures"))
    target.mkdir(parents=True, exist_ok=True)
    for side, path in (("pdf", converted.ours(name)), ("word", converted.theirs(name))):
        for number, page in enumerate(pypdfium2.PdfDocument(path), start=1):
            page.render(scale=1.5).to_pil().save(target / f"{name}-{number}-{side}.png")
    return target


def check(converted: Converted, name: str, holds: Callable[[], bool], what: str) -> None:
    if not holds():
        pytest.fail(f"{what}; both are drawn in {draw(converted, name)}")


def agree(converted: Converted, name: str, text: str) -> bool:
    ours, theirs = places(converted.ours(name), text), places(converted.theirs(name), text)
    near = all(
        here[0] == there[0] and max(abs(here[1] - there[1]), abs(here[2] - there[2])) <= ALLOWED_MM
        for here, there in zip(ours, theirs, strict=False)
    )
    return len(ours) == len(theirs) and near


@pytest.mark.parametrize("name", [*SAMPLES, *MADE])
def test_both_have_as_many_pages(converted: Converted, name: str) -> None:
    for path in sorted(converted.folder.glob(f"{name}.pdf")) + sorted(converted.folder.glob(f"{name}+*.pdf")):
        ours, theirs = pages(converted.ours(path.stem)), pages(converted.theirs(path.stem))
        check(converted, path.stem, partial(int.__eq__, ours, theirs), f"{ours} pages, {theirs} in Word")


@pytest.mark.parametrize("name", [*SAMPLES, *MADE])
def test_what_has_its_place_stands_within_three_millimetres(converted: Converted, name: str) -> None:
    assert converted.anchors[name]
    for text in converted.anchors[name]:
        assert places(converted.ours(name), text), text
        check(converted, name, partial(agree, converted, name, text), f"{text} stands elsewhere")


@pytest.mark.parametrize("name", ["2014", "crowd", "filled-8"])
def test_page_numbers_stand_within_three_millimetres(converted: Converted, name: str) -> None:
    count = pages(converted.ours(name))
    assert count > 1
    for number in range(2, count + 1):
        here, there = (
            [place for place in places(path, str(number)) if place[0] == number - 1 and is_margin(place)]
            for path in (converted.ours(name), converted.theirs(name))
        )
        assert len(here) == len(there) == 1
        assert here[0] == pytest.approx(there[0], abs=ALLOWED_MM)


def is_margin(place: Place) -> bool:
    return not 20 < place[2] < 275
