"""The long form of the crash tests, ``make crash-test``: it goes on where it was broken off."""

import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from model.ledger import LedgerState
from tests.archive.offices import a_reply
from tests.reliability.broken_runs import (
    FAULTS,
    End,
    failing_from,
    kill,
    killed_after,
    killed_at,
    started,
    steps_of,
)
from tests.reliability.inboxes import (
    copied,
    correct,
    filled,
    let_in,
    remembered_readers,
    retry,
    settled,
    take_in,
    watch,
)
from tests.reliability.kinds import KINDS, MIXED, SOME, UNREAD, Files

RESULTS: Final = Path(__file__).parents[2] / "bench" / "results" / "crash-test.json"
KILLS, FILES = 1000, 2000
_LONGEST_LIFE_S: Final = 0.5
_PER_WAITING_S: Final = 0.02
"""The more files wait, the longer the program may live: on any machine some groups are finished."""
_WATCHED: Final = 300
_PAUSE_S: Final = 0.02


@pytest.fixture(scope="module", autouse=True)
def _remembering() -> Iterator[None]:
    with remembered_readers():
        yield


def once(name: str, prove: Callable[[], dict[str, int]]) -> None:
    """Prove something unless it was proved already; print and keep the counts."""
    done = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    if name not in done:
        done[name] = prove()
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(done, indent=1, ensure_ascii=False))
    sys.stdout.write(f"{name}: {done[name]}\n")


def each_step(
    source: Path, run: Callable[[int, Path], End], action: Callable[[Path], None] = take_in
) -> list[End]:
    """Break the program at each step on a copy of its own, restart it, prove the office; return the ends.

    An action of a person that was broken off is done again by her.
    """
    work = source.with_name("work")
    steps = steps_of(lambda: action(copied(source, work)))
    expected = settled(work)
    assert expected.damages == ()
    ends = []
    for step in range(1, steps + 1):
        ends.append(run(step, copied(source, work)))
        if action is not take_in:
            action(work)
        assert settled(work) == expected, step
    return ends


@pytest.mark.parametrize("kind", [*KINDS, "all kinds together"])
def test_killed_before_every_step(folder: Path, kind: str) -> None:
    def prove() -> dict[str, int]:
        source = filled(folder / "office", KINDS.get(kind, MIXED))
        ends = each_step(source, lambda step, copy: killed_at(step, lambda: take_in(copy)))
        assert set(ends) == {End.KILLED}
        return {"kills": len(ends), "lost": 0, "twice": 0}

    once(f"killed before every step, {kind}", prove)


@pytest.mark.parametrize(
    ("action", "files"), [(let_in, UNREAD), (retry, UNREAD), (correct, KINDS["no document"])]
)
def test_killed_before_every_step_of_what_a_person_decides(
    folder: Path, action: Callable[[Path], None], files: Files
) -> None:
    def prove() -> dict[str, int]:
        source = filled(folder / "office", files)
        ends = each_step(source, lambda step, copy: killed_at(step, lambda: action(copy)), action)
        assert set(ends) == {End.KILLED}
        return {"kills": len(ends), "lost": 0, "twice": 0}

    once(f"killed before every step, a person's {action.__name__}", prove)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_disk_from_every_step_on(folder: Path, fault: str) -> None:
    def prove() -> dict[str, int]:
        source = filled(folder / "office", SOME)
        ends = each_step(source, lambda step, copy: failing_from(step, fault, lambda: take_in(copy)))
        return {"faults": len(ends), "ended by itself": ends.count(End.FINISHED), "lost": 0, "twice": 0}

    once(f"{fault} from every step on", prove)


def test_a_thousand_kills_at_random_moments_while_files_are_filed(folder: Path) -> None:
    once(f"{KILLS} kills at random moments, {FILES} files", lambda: _killed_at_random(folder / "office"))


def _killed_at_random(office: Path) -> dict[str, int]:
    chance = random.Random(20261122)  # noqa: S311 - the same moments each time
    filled(office, {})
    ends: list[End] = []
    for life in range(KILLS):
        for number in range(life * FILES // KILLS, (life + 1) * FILES // KILLS):
            _arrive(office, number)
        longest = _LONGEST_LIFE_S + _PER_WAITING_S * len(list((office / "inbox").iterdir()))
        end = End.FINISHED
        while end is not End.KILLED:
            end = killed_after(chance.uniform(0, longest), lambda: take_in(office))
            assert end is not End.FAILED
        ends.append(end)
    _prove_all_filed(office, FILES)
    return {"kills": len(ends), "files": FILES, "lost": 0, "twice": 0}


def test_two_watchers_on_one_inbox_that_are_killed_now_and_then(folder: Path) -> None:
    once(f"two watchers, {_WATCHED} files", lambda: _watched_by_two(folder / "office"))


def _watched_by_two(office: Path) -> dict[str, int]:
    chance = random.Random(22112026)  # noqa: S311 - the same choices each time
    filled(office, {})
    kills, watchers = 0, [started(lambda: watch(office)), started(lambda: watch(office))]
    for number in range(_WATCHED):
        _arrive(office, number)
        time.sleep(_PAUSE_S)
        if number % 10 == 9:
            kill(watchers.pop(chance.randrange(2)))
            watchers.append(started(lambda: watch(office)))
            kills += 1
    for watcher in watchers:
        kill(watcher)
    _prove_all_filed(office, _WATCHED)
    return {"files": _WATCHED, "kills": kills, "lost": 0, "twice": 0}


def _arrive(office: Path, number: int) -> None:
    """Put a letter into the inbox as a mail program does: under another name first."""
    unfinished = office / "inbox" / f"{number:05d}.txt.part"
    unfinished.write_text(a_reply("Lạng Sơn", number=number + 1))
    unfinished.rename(unfinished.with_suffix(""))


def _prove_all_filed(office: Path, files: int) -> None:
    outcome = settled(office)
    assert outcome.damages == ()
    assert outcome.states == {str(LedgerState.FILED): files}
    assert outcome.numbers["den 2026"] == files
    assert outcome.inbox == ()
