"""Pages of the web as programs write them."""

import pytest

from archive.readers import read

FLOATING = '<img src="line.gif" align="left" width="48"/>\n'


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (f"<b>B{FLOATING}Ộ NỘI VỤ</b>", "BỘ NỘI VỤ"),
        (f"V{FLOATING}ề việc", "Về việc"),
        (f"Bộ{FLOATING}Nội vụ", "Bộ Nội vụ"),
        (f"1. {FLOATING}Kính gửi", "1. Kính gửi"),
        ('V <img src="a.gif"/>\nề', "V ề"),
    ],
)
def test_what_floats_within_a_word_does_not_part_it(words: str, text: str) -> None:
    page = f'<html><meta charset="utf-8"><body><p>{words}</p></body></html>'
    assert read(page.encode(), name="a.html").text == text
