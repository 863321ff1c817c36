from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from archive.readers import read
from archive.readers.ocr import is_available

FONT = Path(__file__).parents[3] / "templates" / "fonts" / "VanthuSerif-Regular.ttf"


@pytest.mark.skipif(not is_available(), reason="tesseract is not installed")
def test_a_webp_photo_is_read_like_any_other_picture() -> None:
    page = Image.new("RGB", (1654, 600), "white")
    words = "Báo cáo tình hình sử dụng phần mềm quản lý"
    ImageDraw.Draw(page).text((100, 200), words, "black", ImageFont.truetype(FONT, 48))
    data = BytesIO()
    page.save(data, "WEBP", quality=90)
    document = read(data.getvalue(), name="ảnh.webp")
    assert document.format == "webp"
    assert "phần mềm" in " ".join(line.text for line in document.lines)
