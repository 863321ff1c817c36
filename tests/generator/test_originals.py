"""The two dispatches of the Ministry that this project began with: every word of theirs is on our paper."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import yaml
from docx import Document

from generator.draft import read_draft
from generator.render import RenderedDispatch, render
from generator.template_files import SHIPPED
from generator.word_xml import qualified
from model.dispatch import Dispatch
from model.vietnamese import collapse, nfc

NATIONAL_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
INVENTED_SIGNER = "Người Giả Định"
INVENTED = {
    "luu": "VT, ĐVST",
    "nguoi_ky": {"quyen_han": "KT. BỘ TRƯỞNG", "chuc_vu": "THỨ TRƯỞNG", "ho_ten": INVENTED_SIGNER},
}
"""What the extracts of the originals lost; made up here."""
WHOLE = re.compile(
    r"(?P<issuer>.+)\n"
    r"Số: (?P<number>\d+)/(?P<symbol>\S+)\n"
    r"V/v (?P<subject>[\s\S]+?)\n"
    r"CỘNG .+\nĐộc lập .+\n"
    r"(?P<place>.+), ngày (?P<day>\d+) tháng (?P<month>\d+) năm (?P<year>\d+)\n"
    r"Kính gửi: (?P<addressee>.+)\n"
    r"(?P<body>[\s\S]+?)\n"
    r"(?:Nơi nhận:\n)?"
    r"(?P<recipients>- Như trên;[\s\S]+?)"
    r"(?:\n- Lưu: (?P<filing>.+)\.)?"
)
"""An original without empty lines; matched as a whole, so that nothing of it is left out."""
ORIGINALS = ["1616-BGDDT-KHTC-2014", "1166-BGDDT-CNTT-2017"]
FACT = re.compile(r"\d+/QĐ-\w+|\b\d+/\d+/\d{4}\b|ngày \d+ tháng \d+ năm \d{4}|\S+@\S+\.vn\b")
"""What no rewording may change: codes, dates, addresses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The parts of an original."""

    parts: dict[str, str | None]

    @property
    def issued_on(self) -> date:
        """Its own date."""
        return date(*(int(self.parts[name] or 0) for name in ("year", "month", "day")))

    def lines(self, name: str) -> list[str]:
        """Return the lines of a part."""
        return (self.parts[name] or "").split("\n")

    def one(self, name: str) -> str:
        """Return a part on one line."""
        return " ".join(self.lines(name))

    @property
    def draft(self) -> str:
        """The original as a clerk's draft."""
        fields: dict[str, object] = {
            "loai": "công văn",
            "co_quan_ban_hanh": self.one("issuer"),
            "ky_hieu": self.one("symbol"),
            "dia_danh": self.one("place"),
            "ngay": f"{self.issued_on:%d/%m/%Y}",
            "trich_yeu": self.one("subject"),
            "kinh_gui": self.one("addressee"),
            "noi_nhan": self.lines("recipients"),
        }
        given = {"luu": self.parts["filing"]} if self.parts["filing"] else {}
        body = "\n\n".join(f"  {line}" for line in self.lines("body"))
        return f"{yaml.safe_dump(fields | INVENTED | given, allow_unicode=True)}noi_dung: |\n{body}\n"

    @property
    def words(self) -> Iterator[str]:
        """Every part in the order of the page, from the letterhead to the last recipient."""
        yield from (self.one("issuer"), NATIONAL_NAME, MOTTO)
        yield f"Số: {self.one('number')}/{self.one('symbol')}"
        yield "{place}, ngày {day} tháng {month} năm {year}".format_map(self.parts)
        yield f"V/v {self.one('subject')}"
        yield f"Kính gửi: {self.one('addressee')}"
        yield from (*self.lines("body"), *self.lines("recipients"))
        if self.parts["filing"]:
            yield f"- Lưu: {self.one('filing')}."


def read_original(path: Path) -> Original:
    lines = (collapse(nfc(line)) for line in path.read_text(encoding="utf-8").splitlines())
    matched = WHOLE.fullmatch("\n".join(line for line in lines if line))
    assert matched is not None
    return Original(parts=matched.groupdict())


def with_python_docx(rendered: RenderedDispatch, _: Path) -> str:
    body = Document(BytesIO(rendered.docx)).element.body
    return "\n".join("".join(t.text or "" for t in p.iter(qualified("t"))) for p in body.iter(qualified("p")))


def with_libreoffice(rendered: RenderedDispatch, folder: Path) -> str:
    (folder / "a.docx").write_bytes(rendered.docx)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    kind = ("--convert-to", "txt:Text (encoded):UTF8")
    run("soffice", profile, "--headless", *kind, "--outdir", folder, folder / "a.docx")
    return (folder / "a.txt").read_text(encoding="utf-8-sig")


def with_pdfium(rendered: RenderedDispatch, _: Path) -> str:
    """Read what stands above the bottom margin: the page number there is no word of the text."""
    pages = pypdfium2.PdfDocument(rendered.pdf)
    return "\n".join(page.get_textpage().get_text_bounded(bottom=20 * 72 / 25.4) for page in pages)


def with_poppler(rendered: RenderedDispatch, folder: Path) -> str:
    """Read the same with another program."""
    (folder / "a.pdf").write_bytes(rendered.pdf)
    crop = ("-r", "254", "-x", "0", "-y", "0", "-W", "2100", "-H", "2770")
    return run("pdftotext", "-raw", *crop, folder / "a.pdf", "-")


def run(program: str, *arguments: str | Path) -> str:
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"needs {program}")
    done = subprocess.run([found, *arguments], capture_output=True, check=True, timeout=300)
    return done.stdout.decode()


def dispatch_of(original: Original, folder: Path) -> Dispatch:
    path = folder / "original.yaml"
    path.write_text(original.draft, encoding="utf-8")
    dispatch = read_draft(path, issuer_defaults=None, today=date(2026, 11, 2))
    return dispatch.numbered(int(original.one("number")), original.issued_on)


def body(dispatch: Dispatch) -> str:
    return " ".join(part.text for part in dispatch.body)


def facts(dispatch: Dispatch) -> set[str]:
    return set(FACT.findall(body(dispatch)))


@pytest.mark.corpus
@pytest.mark.parametrize("read", [with_python_docx, with_libreoffice, with_pdfium, with_poppler])
@pytest.mark.parametrize("name", ORIGINALS)
def test_every_word_of_an_original_comes_back(
    shared: Path, tmp_path: Path, name: str, read: Callable[[RenderedDispatch, Path], str]
) -> None:
    original = read_original(shared / "corpus" / "seeds" / f"{name}.txt")
    text = collapse(read(render(dispatch_of(original, tmp_path)), tmp_path))
    position = 0
    for words in original.words:
        assert words in text[position:]
        position = text.index(words, position) + len(words)
    assert INVENTED_SIGNER in text[position:]


@pytest.mark.corpus
@pytest.mark.parametrize("name", ORIGINALS)
def test_the_shipped_draft_keeps_the_facts_of_its_original(shared: Path, tmp_path: Path, name: str) -> None:
    original = dispatch_of(read_original(shared / "corpus" / "seeds" / f"{name}.txt"), tmp_path)
    shipped = read_draft(
        SHIPPED / "cong-van" / f"{name.lower()}.yaml", issuer_defaults=None, today=date(2026, 11, 2)
    )
    assert shipped.symbol == original.symbol
    assert shipped.issued_on == original.issued_on
    assert shipped.expected == original.expected
    assert len(shipped.expected) == 63
    assert facts(shipped) == facts(original)
    assert shipped.deadline is None or shipped.deadline.literal in body(original)
