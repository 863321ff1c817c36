import time

import pytest

from tests.archive.recognition.letters import MOTTO, NAME, a_letter, recognised

MANY = 100_000
SECONDS_AT_MOST = 4.0


@pytest.mark.parametrize("piece", [" ", "cộng hòa ", "|", "nhận được Công văn số 1/A-B ngày "])
@pytest.mark.parametrize("where", ["UBND TỈNH LẠNG SƠN {} " + NAME, "QUYẾT ĐỊNH\n{}x"])
def test_a_line_without_end_takes_no_time_without_end(where: str, piece: str) -> None:
    endless = where.format(piece * (MANY // len(piece)))
    begun = time.process_time()
    recognised(a_letter(letterhead=f"{endless}\nSỞ GIÁO DỤC VÀ ĐÀO TẠO      {MOTTO}\n"))

    assert time.process_time() - begun < SECONDS_AT_MOST


def test_lines_in_capitals_with_wide_gaps_take_no_time_without_end() -> None:
    line = f"ỦY BAN{' ' * 9_000}LẠNG SƠN\n"
    begun = time.process_time()
    recognised(f"{NAME}\n{MOTTO}\n{line * 20}")

    assert time.process_time() - begun < SECONDS_AT_MOST
