from archive.readers.pdf_lines import lines_of
from archive.readers.pdf_words import PlacedWord


def a_word(
    text: str, left: float, top: float, *, bottom: float = 54.6, seen: float | None = None
) -> PlacedWord:
    return PlacedWord(text, (left, top, left + 6, bottom), 12.0, confidence=seen)


SUBJECT = [
    a_word("V/v", 31, 50.6),
    a_word("lời", 38, 50.4),
    a_word("các", 45, 51.3),
    a_word("toán", 52, 51.0),
]
RULE_BESIDE = a_word("_____", 133, 49.2, bottom=52.8)


def test_words_set_on_one_baseline_stay_in_order_whatever_stands_beside_them() -> None:
    lines = [line.text for line in lines_of([*SUBJECT, RULE_BESIDE])]
    assert lines == ["V/v lời các toán", "_____"]


def test_lines_of_two_columns_at_other_heights_stay_whole() -> None:
    beside = [a_word(text, 112 + 7 * at, 52.3, bottom=56.9) for at, text in enumerate(("Huế,", "ngày", "5"))]
    lines = sorted(line.text for line in lines_of([*SUBJECT, *beside]))
    assert lines == ["Huế, ngày 5", "V/v lời các toán"]


def test_words_read_from_a_picture_are_put_into_lines_by_their_own_height() -> None:
    seen = [a_word("lời", 31, 50.4, seen=0.9), a_word("các", 38, 53.9, bottom=57.0, seen=0.9)]
    assert [line.text for line in lines_of(seen)] == ["lời", "các"]
