"""A book goes on from its paper predecessor once; another opening value later is refused, not passed over."""

from dataclasses import replace
from pathlib import Path

import pytest

from archive.archive import Archive
from archive.errors import SettingsError
from archive.settings import Settings
from model.clock import SystemClock
from model.record_id import OUTGOING_BOOK
from tests.archive.offices import SETTINGS, an_archive, issue_sample

KEY = f"so_mo_dau.{OUTGOING_BOOK}.2026"


def opening(last: int) -> Settings:
    return replace(SETTINGS, openings={(OUTGOING_BOOK, 2026): last})


def refusal(archive: Archive, settings: Settings) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        Archive.open(archive.folder, settings, SystemClock())
    return caught.value


def test_the_same_opening_value_may_stand_there_for_ever(tmp_path: Path) -> None:
    archive = an_archive(tmp_path / "office")
    issue_sample(archive)
    archive.close()
    Archive.open(archive.folder, SETTINGS, SystemClock()).close()


def test_an_opening_value_that_was_changed_is_refused_with_both_values(tmp_path: Path) -> None:
    archive = an_archive(tmp_path / "office")
    archive.close()
    error = refusal(archive, opening(6000))
    assert (error.path, error.key) == (archive.folder.settings, KEY)
    assert error.problem.facts == ("5119", "6000")


def test_an_opening_value_that_comes_after_the_first_number_is_refused(tmp_path: Path) -> None:
    archive = an_archive(tmp_path / "office", settings=replace(SETTINGS, openings={}))
    issue_sample(archive)
    archive.close()
    assert refusal(archive, opening(5119)).problem.facts == ("0", "5119")
