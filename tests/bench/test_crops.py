import pytest

from bench.scoring.crops import shows_the_number
from bench.scoring.reading import Said

LINE = [20.0, 40.0, 70.0, 46.0]


@pytest.mark.parametrize(
    ("text", "box", "page", "is_right"),
    [
        ("Số: ⟨⟩ /SYT-KHTC", LINE, 1, True),
        ("56: 4/ SYT - KHTC", LINE, 1, True),
        ("Kiên Giang, ngày 5", LINE, 1, False),
        ("SỞ Y TẾ", LINE, 1, False),
        # another page, too low, more than a line, no place at all
        ("Số: 5/SYT-KHTC", LINE, 2, False),
        ("Số: 5/SYT-KHTC", [20.0, 240.0, 70.0, 246.0], 1, False),
        ("Số: 5/SYT-KHTC", [20.0, 10.0, 70.0, 100.0], 1, False),
        ("Số: 5/SYT-KHTC", None, 1, False),
    ],
)
def test_a_crop_is_right_if_the_number_line_is_in_it(
    text: str, box: list[float] | None, page: int, *, is_right: bool
) -> None:
    evidence = {"full_code": {"text": text, "page": page, "box": box}}
    assert shows_the_number({"symbol": "SYT-KHTC"}, Said(fields={"evidence": evidence})) is is_right


def test_without_a_true_symbol_nothing_is_judged() -> None:
    assert shows_the_number({}, Said()) is None
