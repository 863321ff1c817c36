"""Pictures of pages, made from our own PDF as a scanner and a clerk would: turned, skewed, stamped."""

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont

from archive.readers.ocr import is_available
from tests.archive.documents import FONT, reply_pdf

needs_tesseract = pytest.mark.skipif(not is_available(), reason="no tesseract that reads Vietnamese")
DOTS_PER_INCH = 200
RED = (215, 20, 40)


def picture(data: bytes | None = None) -> Image.Image:
    """Return the first page of a PDF, by default of our answer, in colour as on paper."""
    document = pypdfium2.PdfDocument(data or reply_pdf())
    page: Image.Image = document[0].render(scale=DOTS_PER_INCH / 72).to_pil()
    return page.convert("RGB")


def stamped(image: Image.Image, text: str, place: tuple[int, int], *, size: int = 60) -> Image.Image:
    """Return the page with words stamped on it in red."""
    after = image.copy()
    ImageDraw.Draw(after).text(place, text, font=ImageFont.truetype(str(FONT), size), fill=RED)
    return after


def png(image: Image.Image) -> bytes:
    """Return a picture as the bytes of a PNG that tells its resolution."""
    buffer = BytesIO()
    image.save(buffer, "PNG", dpi=(DOTS_PER_INCH, DOTS_PER_INCH))
    return buffer.getvalue()
