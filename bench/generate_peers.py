"""What others take for the same document: docxtpl, deflating alone, reportlab by default, LibreOffice."""

import shutil
import subprocess
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from generator.letterhead import measure_letterhead
from generator.printed import Printed
from generator.profile import Profile, points
from generator.word_fields import document_values
from generator.word_text import markup
from generator.zip_parts import ZipPart, write_zip

_FONTS: Final = Path("/usr/share/fonts/truetype/liberation2")
_FACES: Final = {
    "Whole": "LiberationSerif-Regular.ttf",
    "Whole-Bold": "LiberationSerif-Bold.ttf",
    "Whole-Italic": "LiberationSerif-Italic.ttf",
    "Whole-BoldItalic": "LiberationSerif-BoldItalic.ttf",
}


class PeerMissingError(Exception):
    """A program or font that the bench compares with is not on this machine."""


def parts_of(docx: bytes) -> dict[str, bytes]:
    """Return the parts of a Word file by name."""
    with ZipFile(BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}


def pack(parts: dict[str, bytes]) -> bytes:
    """Deflate and pack parts, and nothing else: the floor."""
    return write_zip(ZipPart.of(name, content) for name, content in parts.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class StockLoop:
    """The loop that docxtpl's own pages show: open the template, render, save; only sandboxed and escaped."""

    template: Path
    text: str
    """The XML of the paragraphs, which both take as it is."""

    def docx(self, printed: Printed, profile: Profile) -> bytes:
        """Return a letter as Word file."""
        template = DocxTemplate(str(self.template))
        values = document_values(printed, measure_letterhead(printed, profile), profile, profile) | {
            "noi_dung": markup(self.text)
        }
        template.render(values, SandboxedEnvironment(autoescape=True))
        target = BytesIO()
        template.save(target)
        return target.getvalue()


class Platypus:
    """Reportlab's own way: flowing paragraphs and tables, whole fonts read once, ASCII kept readable."""

    def __init__(self, profile: Profile) -> None:
        if not _FONTS.is_dir():
            raise PeerMissingError(f"no fonts in {_FONTS} (Debian: fonts-liberation2)")
        for name, file in _FACES.items():
            pdfmetrics.registerFont(TTFont(name, str(_FONTS / file)))
        pdfmetrics.registerFontFamily("Whole", *_FACES)
        self._profile = profile
        size = profile.body.size_pt
        looks: dict[str, dict[str, Any]] = {
            "plain": {},
            "centred": {"alignment": TA_CENTER},
            "body": {"alignment": TA_JUSTIFY, "firstLineIndent": points(profile.body.first_line_indent_mm)},
        }
        self._styles = {
            name: ParagraphStyle(name, fontName="Whole", fontSize=size, leading=1.15 * size, **look)
            for name, look in looks.items()
        }

    def pdf(self, printed: Printed) -> bytes:
        """Return a letter as PDF."""
        page, target = self._profile.page, BytesIO()
        document = SimpleDocTemplate(
            target,
            pagesize=(points(page.width_mm), points(page.height_mm)),
            leftMargin=points(page.left_mm),
            rightMargin=points(page.right_mm),
            topMargin=points(page.top_mm),
            bottomMargin=points(page.bottom_mm),
        )
        document.build(self._story(printed))
        return target.getvalue()

    def _story(self, printed: Printed) -> list[Flowable]:
        issuer = "<br/>".join(printed.issuer)
        head = [
            [self._set(f"<b>{issuer}</b>"), self._set(f"<b>{printed.national_name}<br/>{printed.motto}</b>")],
            [self._set(printed.code or ""), self._set(f"<i>{printed.place_date}</i>")],
            [self._set(printed.subject or ""), ""],
        ]
        [signature] = printed.signatures
        left = [self._set(f"<b><i>{printed.recipients_label}</i></b>", "plain")]
        left += [self._set(line, "plain") for line in printed.recipients]
        lines = "<br/>".join(signature.lines)
        right = [self._set(f"<b>{lines}</b>"), Spacer(1, 80), self._set(f"<b>{signature.name}</b>")]
        return [
            self._pair(head, 0.4),
            self._set(f"{printed.addressee_label} {printed.addressees[0]}"),
            *(self._set(part.text, "body") for part in printed.body),
            self._pair([[left, right]], 0.45),
        ]

    def _set(self, text: str, style: str = "centred") -> Paragraph:
        return Paragraph(text, self._styles[style])

    def _pair(self, rows: list[list[Any]], share: float) -> Table:
        total = self._profile.page.text_width_pt
        top = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP")])
        return Table(rows, colWidths=(share * total, (1 - share) * total), style=top)


class LibreOffice:
    """Starts once for each file, as an office without a server would."""

    def __init__(self, folder: Path) -> None:
        program = shutil.which("soffice")
        if program is None:
            raise PeerMissingError("no soffice (Debian: libreoffice-writer-nogui)")
        self._folder = folder
        self._program = program

    def pdf(self, docx: bytes) -> bytes:
        """Return a Word file as PDF."""
        source = self._folder / "letter.docx"
        source.write_bytes(docx)
        profile = f"-env:UserInstallation={(self._folder / 'profile').as_uri()}"
        order = (self._program, profile, "--headless", "--convert-to", "pdf", "--outdir")
        subprocess.run([*order, str(self._folder), str(source)], capture_output=True, check=True, timeout=120)
        return source.with_suffix(".pdf").read_bytes()
