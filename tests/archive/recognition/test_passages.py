import time

import pytest

from tests.archive.recognition.letters import a_letter, recognised

MANY = 100_000
SECONDS_AT_MOST = 4.0


@pytest.mark.parametrize("piece", [" ", "- ", "cộng hòa ", "|", "nhận được Công văn số 1/A-B ngày "])
def test_a_line_without_end_takes_no_time_without_end(piece: str) -> None:
    endless = f"BỘ{piece * (MANY // len(piece))}Y TẾ\n"
    begun = time.process_time()
    found = recognised(endless + a_letter() + endless)

    assert time.process_time() - begun < SECONDS_AT_MOST
    assert found.date is not None
