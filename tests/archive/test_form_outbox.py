from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.form_outbox import FormOutbox
from model.record_id import RecordId
from tests.archive.failing_disk import each_stop

DISPATCH = RecordId(2026, "di", 5120)


def forms(number: int, first: int = 0) -> list[dict[str, bytes]]:
    return [{f"{place}.docx": b"word", f"{place}.pdf": b"pdf"} for place in range(first, number)]


def fill(outbox: Path, number: int = 3) -> None:
    FormOutbox(outbox).fill(DISPATCH, lambda first: forms(number, first), told=lambda _: None)


def test_all_forms_are_written_and_counted(tmp_path: Path) -> None:
    told: list[int] = []
    folder = FormOutbox(tmp_path).fill(DISPATCH, lambda first: forms(120, first), told=told.append)
    assert len([*folder.iterdir()]) == 240
    assert told == [*range(1, 121)]
    assert [*FormOutbox(tmp_path).unfinished()] == []


def test_what_was_stopped_goes_on_behind_the_forms_that_are_durable(tmp_path: Path) -> None:
    def stopped(first: int) -> Iterator[dict[str, bytes]]:
        yield from forms(70, first)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        FormOutbox(tmp_path).fill(DISPATCH, stopped, told=lambda _: None)
    begun: list[int] = []

    def rest(first: int) -> list[dict[str, bytes]]:
        begun.append(first)
        return forms(120, first)

    folder = FormOutbox(tmp_path).fill(DISPATCH, rest, told=lambda _: None)
    assert begun == [50]
    assert len([*folder.iterdir()]) == 240


def test_made_once_more_all_forms_are_made(tmp_path: Path) -> None:
    fill(tmp_path)
    told: list[int] = []
    FormOutbox(tmp_path).fill(DISPATCH, lambda first: forms(3, first), told=told.append)
    assert told == [1, 2, 3]


def test_what_is_announced_is_unfinished_until_it_is_filled(tmp_path: Path) -> None:
    outbox = FormOutbox(tmp_path)
    (tmp_path / str(DISPATCH)).mkdir()
    outbox.announce(DISPATCH)
    assert [*outbox.unfinished()] == [DISPATCH]
    fill(tmp_path)
    assert [*outbox.unfinished()] == []


def test_a_foreign_folder_in_the_outbox_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "của tôi").mkdir()
    (tmp_path / "của tôi" / "phieu.chua-xong").touch()
    assert [*FormOutbox(tmp_path).unfinished()] == []


@pytest.mark.parametrize("power_cut", [False, True])
def test_stopped_anywhere_the_forms_are_whole_or_known_to_be_unfinished(
    tmp_path: Path, *, power_cut: bool
) -> None:
    root = tmp_path / "outbox"
    (root / str(DISPATCH)).mkdir(parents=True)
    FormOutbox(root).announce(DISPATCH)
    for copy, _ in each_stop(root, fill, power_cut=power_cut):
        if not [*FormOutbox(copy).unfinished()]:
            folder = FormOutbox(copy).folder(DISPATCH)
            assert sorted(path.read_bytes() for path in folder.iterdir()) == [b"pdf"] * 3 + [b"word"] * 3
        fill(copy)
        assert len([*FormOutbox(copy).folder(DISPATCH).iterdir()]) == 6
