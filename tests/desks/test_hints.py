from pathlib import Path

import pytest

from archive.office_folder import OfficeFolder
from desks.errors import HintsUnreadableError
from desks.hints import HintDesk
from desks.without_office import known_hints
from model.clock import FixedClock
from model.hint import HintKind
from tests.archive.offices import CLERK, NOON, an_archive


def test_what_was_taught_is_known_without_opening_the_office(tmp_path: Path) -> None:
    archive = an_archive(tmp_path / "office")
    desk = HintDesk(archive, FixedClock(NOON))
    hint = desk.add(HintKind.ALIAS, "SYT LS", "Sở Y tế tỉnh Lạng Sơn", parent=None, actor=CLERK)
    other = desk.add(HintKind.ALIAS, "syt ls", "Sở Y tế tỉnh Cà Mau", parent=None, actor=CLERK)
    assert (desk.rivals(hint), desk.rivals(other)) == ((other,), (hint,))
    assert desk.with_rivals() == ((hint, (other,)), (other, (hint,)))
    desk.remove(other.number, actor=CLERK)
    assert (desk.present(), desk.rivals(hint)) == ((hint,), ())
    assert [one.number for one in desk.removed()] == [other.number]
    assert known_hints(OfficeFolder(tmp_path / "office").root) == (hint,)


def test_without_an_office_nothing_was_taught(tmp_path: Path) -> None:
    assert known_hints(None) == ()
    assert known_hints(tmp_path) == ()


def test_hints_in_a_damaged_archive_are_said_to_be_unreadable(tmp_path: Path) -> None:
    archive = an_archive(tmp_path / "office")
    (archive.folder.archive / "0=ocfl_1.1").unlink()
    with pytest.raises(HintsUnreadableError):
        known_hints(archive.folder.root)
