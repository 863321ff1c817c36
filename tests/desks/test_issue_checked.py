"""What breaks the decree takes no number."""

from datetime import date, datetime
from pathlib import Path

import pytest

from desks.errors import IssueBlockedError, LettersUndrawableError, YearNotOpenedError
from model.actor import Actor
from model.clock import VIETNAM, FixedClock
from model.record import Direction
from office import RecordsOffice

ROOT = Path(__file__).parents[2]
SAMPLE = (ROOT / "templates" / "cong-van" / "sample.yaml").read_text(encoding="utf-8")
SETTINGS = (ROOT / "templates" / "demo" / "office.toml").read_text(encoding="utf-8")
ISSUED_ON = date(2026, 11, 2)
CLERK = Actor(name="Nguyễn Thị Hằng")
CLOCK = FixedClock(datetime(2026, 11, 2, 9, 0, tzinfo=VIETNAM))


def test_a_draft_that_breaks_the_decree_takes_no_number(tmp_path: Path) -> None:
    wrong, right = tmp_path / "sai.yaml", tmp_path / "dung.yaml"
    broken = SAMPLE.replace("noi_dung: |\n", "noi_dung: |\n  Họp tại ??? vào buổi sáng.\n\n", 1)
    wrong.write_text(broken, "utf-8")
    right.write_text(SAMPLE, "utf-8")
    with RecordsOffice.create(tmp_path / "office", SETTINGS, clock=CLOCK) as office:
        with pytest.raises(IssueBlockedError) as refused:
            office.issue(wrong, actor=CLERK, on=ISSUED_ON)
        assert "???" in refused.value.told
        assert refused.value.count == 1
        assert office.register(Direction.OUTGOING, year=2026) == ()
        office.issue(right, actor=CLERK, on=ISSUED_ON)
        assert len(office.register(Direction.OUTGOING, year=2026)) == 1


def test_a_date_in_a_past_year_whose_book_was_never_kept_takes_no_number(tmp_path: Path) -> None:
    draft = tmp_path / "du-thao.yaml"
    draft.write_text(SAMPLE, "utf-8")
    with RecordsOffice.create(tmp_path / "office", SETTINGS, clock=CLOCK) as office:
        with pytest.raises(YearNotOpenedError):
            office.issue(draft, actor=CLERK, on=date(2025, 11, 2))
        assert office.register(Direction.OUTGOING, year=2025) == ()


def test_a_letter_that_would_be_an_empty_box_is_refused(tmp_path: Path) -> None:
    draft = tmp_path / "du-thao.yaml"
    draft.write_text(SAMPLE.replace("noi_dung: |\n", "noi_dung: |\n  Chúc mừng 🎉.\n\n", 1), "utf-8")
    with RecordsOffice.create(tmp_path / "office", SETTINGS, clock=CLOCK) as office:
        with pytest.raises(LettersUndrawableError) as refused:
            office.issue(draft, actor=CLERK, on=ISSUED_ON)
        assert refused.value.letters == "🎉"
        assert office.register(Direction.OUTGOING, year=2026) == ()
