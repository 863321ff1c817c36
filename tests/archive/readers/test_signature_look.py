from dataclasses import replace

import pytest
from PIL import Image

from archive.read_document import Box, Line
from archive.readers import signature_look
from archive.readers.ocr import OcrFailedError, SeenWord
from archive.readers.page_image import PageImage
from archive.readers.signature_look import signature_place, words_of_signature

PAGE = Image.new("L", (1654, 2339), 255)
"""A4 at 200 dots per inch."""
COLOURED = Image.new("RGB", PAGE.size, (250, 250, 240))
PLACE = (700.0, 1500.0, 1654.0, 2000.0)


def line(text: str, left: float, top: float) -> Line:
    return Line(text=text, box=(left, top, left + 40, top + 4))


def seen(text: str, left: float, confidence: float, *, width: float = 100.0) -> SeenWord:
    return SeenWord(text, (left, 300.0, left + width, 330.0), confidence)


def test_the_office_at_the_right_tells_where_a_page_is_signed() -> None:
    lines = (line("KT. GIÁM ĐỐC", 130, 220), line("Nơi nhận:", 30, 222))
    place = signature_place(lines, PAGE, dots_per_inch=200)
    assert place is not None
    left, top, right, bottom = (edge * 25.4 / 200 for edge in place)
    assert (left > 85, top < 220, right > 205, bottom > 270) == (True, True, True, True)


def test_copies_tell_it_where_the_office_was_not_read() -> None:
    assert signature_place((line("Nơi nhận:", 30, 222),), PAGE, dots_per_inch=200) is not None


def test_the_authority_of_a_decision_and_running_text_tell_nothing() -> None:
    lines = (line("GIÁM ĐỐC SỞ Y TẾ", 73, 79), line("Thưa ông giám đốc", 120, 90))
    assert signature_place(lines, PAGE, dots_per_inch=200) is None


def test_the_surest_look_at_a_word_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    larger = [seen("Hà", 0, 0.95), seen("~x", 300, 0.2)]
    looks = iter([[seen("Ha", 0, 0.6), seen("Văn", 110, 0.9)], larger, []])

    def look(_image: Image.Image, *, dots_per_inch: int) -> list[SeenWord]:
        scale = dots_per_inch / 200
        return [
            SeenWord(word.text, scaled(word.box, scale), word.confidence, word.line) for word in next(looks)
        ]

    monkeypatch.setattr(signature_look, "scattered_words", look)
    above = SeenWord("Kính", (100.0, 100.0, 200.0, 130.0), 0.9)
    words = words_of_signature([above], PageImage.of(COLOURED), PLACE, dots_per_inch=200)
    assert sorted(word.text for word in words) == ["Hà", "Kính", "Văn"]


def test_a_line_in_black_ink_is_taken_whole_without_the_pieces_of_the_seal_beside_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks = iter([[seen("SỞ", 230, 0.95)], [], [seen("Hà", 0, 0.7), seen("Văn", 110, 0.7)]])

    def look(_image: Image.Image, *, dots_per_inch: int) -> list[SeenWord]:
        scale = dots_per_inch / 200
        return [
            SeenWord(word.text, scaled(word.box, scale), word.confidence, word.line) for word in next(looks)
        ]

    monkeypatch.setattr(signature_look, "scattered_words", look)
    words = words_of_signature([], PageImage.of(COLOURED), PLACE, dots_per_inch=200)
    assert sorted(word.text for word in words) == ["Hà", "Văn"]


def test_without_colours_the_larger_look_stands_for_the_one_at_black_ink(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks = iter([[seen("SỞ", 230, 0.95)], [seen("Hà", 0, 0.7), seen("Văn", 110, 0.7)]])

    def look(_image: Image.Image, *, dots_per_inch: int) -> list[SeenWord]:
        scale = dots_per_inch / 200
        return [replace(word, box=scaled(word.box, scale)) for word in next(looks)]

    monkeypatch.setattr(signature_look, "scattered_words", look)
    words = words_of_signature([], PageImage.of(PAGE), PLACE, dots_per_inch=200)
    assert sorted(word.text for word in words) == ["Hà", "Văn"]


def test_the_page_stays_as_it_was_read_when_no_further_look_succeeds(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_image: Image.Image, *, dots_per_inch: int) -> list[SeenWord]:
        raise OcrFailedError(str(dots_per_inch))

    monkeypatch.setattr(signature_look, "scattered_words", fail)
    words = [SeenWord("Hà", (900.0, 1600.0, 960.0, 1630.0), 0.9)]
    assert words_of_signature(words, PageImage.of(PAGE), PLACE, dots_per_inch=200) == words


def scaled(box: Box, factor: float) -> Box:
    left, top, right, bottom = box
    return (left * factor, top * factor, right * factor, bottom * factor)
