"""The short form of ``make crash-test``: whatever breaks meanwhile, nothing is lost or filed twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reliability.broken_runs import FAULTS, End, failing_from, killed_at, steps_of
from tests.reliability.inboxes import copied, filled, let_in, remembered_readers, settled, take_in
from tests.reliability.kinds import SOME, UNREAD

_STEPS = 150


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with remembered_readers():
        yield filled(tmp_path_factory.mktemp("reliability") / "office", SOME)


def test_killed_at_a_step_nothing_is_lost_and_nothing_filed_twice(office: Path, folder: Path) -> None:
    copy = folder / "office"
    steps = steps_of(lambda: take_in(copied(office, copy)))
    expected = settled(copy)
    assert expected.damages == ()
    assert steps > _STEPS
    for step in range(1, steps, steps // 12):
        copied(office, copy)
        assert killed_at(step, lambda: take_in(copy)) is End.KILLED
        assert settled(copy) == expected, step


def test_killed_while_a_person_lets_files_in_they_are_let_in_once_she_does_so_again(folder: Path) -> None:
    with remembered_readers():
        source = filled(folder / "source", UNREAD)
        copy = folder / "office"
        steps = steps_of(lambda: let_in(copied(source, copy)))
        expected = settled(copy)
        assert expected.damages == ()
        for step in range(1, steps, steps // 12):
            copied(source, copy)
            assert killed_at(step, lambda: let_in(copy)) is End.KILLED
            let_in(copy)
            assert settled(copy) == expected, step


@pytest.mark.parametrize("fault", FAULTS)
def test_with_a_fault_of_the_disk_nothing_is_lost_and_nothing_filed_twice(
    office: Path, folder: Path, fault: str
) -> None:
    copy = folder / "office"
    steps = steps_of(lambda: take_in(copied(office, copy)))
    expected = settled(copy)
    for step in range(2, steps, steps // 4):
        copied(office, copy)
        failing_from(step, fault, lambda: take_in(copy))
        assert settled(copy) == expected, step
