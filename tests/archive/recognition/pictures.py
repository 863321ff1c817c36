"""Pages as recognition of print hands them over, worded here: lines with boxes, and how sure it was."""

from archive.read_document import Line, Page, ReadDocument, Word
from archive.recognition import identify
from model.identification import Identification, TextSource

HEIGHT = 4.0


def line(text: str, left: float, top: float, *again: str, sure: float = 0.9) -> Line:
    """Return a line whose words stand side by side, two millimetres a letter."""
    words = []
    right = left
    for word in text.split():
        words.append(Word(text=word, box=(right, top, right + 2 * len(word), top + HEIGHT), confidence=sure))
        right += 2 * len(word) + 2
    return Line(
        text=text, words=tuple(words), box=(left, top, right - 2, top + HEIGHT), again=again, size=12.0
    )


LETTERHEAD = (line("UBND TỈNH KIÊN GIANG", 25, 20), line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 100, 20))
NUMBER = line("Số: 4Ð/SYT-NVY", 30, 36, "Số: 48/SYT-NVY", "Số: 40/SYT-NVY", sure=0.3)
DATE = line("Kiên Giang, ngày Ơ1 tháng 3 năm 2018", 100, 36, sure=0.3)
SUBJECT = line("V/v báo cáo số liệu", 25, 42)
GREETING = line("Kính gửi: Bộ Y tế", 50, 60)


def recognised(*lines: Line) -> Identification:
    """Return what is recognised on one page with these lines."""
    page = Page(number=1, width=210, height=297, lines=lines)
    return identify(
        ReadDocument(format="pdf", media_type="application/pdf", pages=(page,), text_source=TextSource.OCR)
    )


def dispatch(
    *more: Line, number: Line = NUMBER, date: Line = DATE, letterhead: tuple[Line, ...] = LETTERHEAD
) -> Identification:
    """Return what is recognised in a scanned dispatch; its parts may be others, further lines follow."""
    parts = (*letterhead, line("SỞ Y TẾ", 40, 27), number, date, SUBJECT, GREETING)
    return recognised(*parts, *more)
