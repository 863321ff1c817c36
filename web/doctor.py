"""The check-up behind ``vanthu doctor``: what this machine and this office have, and what helps."""

import os
import platform
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from model.ledger import LedgerState, Unnamed
from model.reason import Reason
from office import RecordsOffice
from web import json_lines
from web.doctor_texts import DOCTOR
from web.plain_text import printable
from web.reading_texts import TAKEN_AWAY
from web.search_texts import note
from web.texts import error_sentence, reason_sentence, unexpected_sentence

_FONTS: Final = Path(__file__).resolve().parents[1] / "templates" / "fonts"
_FONT_FILES: Final = 4
"""Regular, bold, italic, and both."""
_SPACE_NEEDED: Final = 2 * 10**9
"""Bytes; below this a few weeks of scans could fill the disk."""
_FILES_SHOWN: Final = 20
_INDENT: Final = "      "
_PROGRAMS: Final = {
    "tesseract": "tesseract-ocr tesseract-ocr-vie",
    "soffice": "libreoffice-writer-nogui",
}
"""Programs that read scans and check old Word files, and their Debian packages."""


class CheckState(StrEnum):
    """What a check came to."""

    GOOD = "good"
    ATTENTION = "attention"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file that became no record, by its name where one is known, else by what is known, and why."""

    name: str | None
    reason: Reason
    unnamed: Unnamed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One finding of the check-up; ``error`` is what made it broken, ``files`` are those it is about."""

    name: str
    state: CheckState
    sentence: str
    error: Exception | None = None
    files: tuple[HeldFile, ...] = ()


def examine_machine() -> Iterator[Check]:
    """Yield what does not depend on any office."""
    yield _good("python", platform.python_version())
    fonts = len(list(_FONTS.glob("*.ttf")))
    if fonts < _FONT_FILES:
        sentence = DOCTOR["fonts.broken"].format(fonts, _FONT_FILES)
        yield Check(name="fonts", state=CheckState.BROKEN, sentence=sentence)
    else:
        yield _good("fonts", fonts)
    for program, packages in _PROGRAMS.items():
        is_there = shutil.which(program) is not None
        key = program if is_there else f"{program}.missing"
        state = CheckState.GOOD if is_there else CheckState.ATTENTION
        yield Check(name=program, state=state, sentence=DOCTOR[key].format(packages))


def no_office() -> Check:
    """Return the line that says that no office was looked at."""
    return Check(name="office", state=CheckState.ATTENTION, sentence=DOCTOR["office.none"])


def examine_office(office: RecordsOffice) -> Iterator[Check]:
    """Yield the state of an office; what cannot be opened is a finding, not an end."""
    root = office.folder.root
    yield _good("office", root)
    yield from _permissions(office)
    yield _space(root)
    told: set[str] = set()
    for examine in (_register, _index, _inbox):
        try:
            yield from examine(office)
        except Exception as error:  # noqa: BLE001 - whatever an office can suffer from is what is looked for
            sentence = error_sentence(error) or unexpected_sentence(error)
            if sentence not in told:  # one cause may be met in each of them
                told.add(sentence)
                yield Check(
                    name=examine.__name__.strip("_"), state=CheckState.BROKEN, sentence=sentence, error=error
                )


def lines(check: Check) -> Iterator[str]:
    """Yield a check as people read it, with the first of its files."""
    yield printable(f"[{DOCTOR[check.state]}] {check.sentence}")
    for file in check.files[:_FILES_SHOWN]:
        yield _INDENT + printable(DOCTOR["file"].format(_named(file), reason_sentence(file.reason)))
    if len(check.files) > _FILES_SHOWN:
        yield _INDENT + DOCTOR["files.more"].format(len(check.files) - _FILES_SHOWN)


def fields(check: Check) -> json_lines.Fields:
    """Return a check as programs read it, with all its files."""
    files = [_file(file) for file in check.files]
    about = {"files": files} if files else {}
    return {"check": check.name, "state": str(check.state), "sentence": check.sentence, **about}


def _named(file: HeldFile) -> str:
    known = file.unnamed
    if known is None:
        return file.name or DOCTOR["file.unnamed"]
    return DOCTOR["file.number"].format(known.number, known.size, f"{known.seen_at:%d/%m/%Y %H:%M:%S}")


def _file(file: HeldFile) -> json_lines.Fields:
    known = json_lines.unnamed(file.unnamed) if file.unnamed else {}
    return {"path": file.name, "reason": json_lines.reason(file.reason), **known}


def _permissions(office: RecordsOffice) -> Iterator[Check]:
    """Yield which folders of the office cannot be written, or the inbox not read."""
    home = office.folder
    needed = (home.root, home.archive, home.staging, home.quarantine, home.outbox)
    closed = [folder for folder in needed if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK)]
    if not closed:
        yield _good("writable", home.root)
    for folder in closed:
        yield _broken("writable", folder)
    if home.inbox.is_dir() and not os.access(home.inbox, os.R_OK | os.X_OK):
        yield _broken("readable", home.inbox)


def _broken(name: str, folder: Path) -> Check:
    sentence = DOCTOR[f"{name}.broken"].format(folder)
    return Check(name=name, state=CheckState.BROKEN, sentence=sentence)


def _space(root: Path) -> Check:
    free = shutil.disk_usage(root).free
    if free < _SPACE_NEEDED:
        sentence = DOCTOR["space.low"].format(free / 10**9)
        return Check(name="space", state=CheckState.ATTENTION, sentence=sentence)
    return _good("space", free / 10**9)


def _register(office: RecordsOffice) -> Iterator[Check]:
    office.archive.last_change()
    yield _good("register")


def _index(office: RecordsOffice) -> Iterator[Check]:
    office.searching.index.sequence()
    office.sync_index()
    lag = office.searching.lag()
    yield from (Check(name="index", state=CheckState.ATTENTION, sentence=note(one)) for one in lag)
    if not lag:
        yield _good("index")


def _inbox(office: RecordsOffice) -> Iterator[Check]:
    alerts = [row for row in office.ledger(LedgerState.WITHHELD) if row.acknowledged_at is None]
    if alerts:
        numbers = ", ".join(str(row.id) for row in alerts)
        sentence = DOCTOR["withheld"].format(len(alerts), numbers)
        files = _unnamed((row.unnamed, row.reason) for row in alerts)
        yield Check(name="withheld", state=CheckState.ATTENTION, sentence=sentence, files=files)
    yield from (taken := list(_taken_away(office)))
    held = [found for state in _HELD_BACK if (found := _held_back(office, state))]
    yield from held
    if not alerts and not held and not taken:
        yield _good("clear")


_HELD_BACK: Final = (LedgerState.WAITING, LedgerState.REFUSED, LedgerState.QUARANTINED)


def _taken_away(office: RecordsOffice) -> Iterator[Check]:
    """Yield that files were taken out of the inbox while they waited, if any were."""
    taken = office.archive.set_aside.taken_away()
    if taken:
        sentence = TAKEN_AWAY["found"].format(len(taken), ", ".join(str(row.id) for row in taken))
        files = _unnamed((row.unnamed, row.reason) for row in taken)
        yield Check(name="taken-away", state=CheckState.ATTENTION, sentence=sentence, files=files)


def _unnamed(files: Iterable[tuple[Unnamed, Reason | None]]) -> tuple[HeldFile, ...]:
    """Return files that are told of without their names."""
    return tuple(HeldFile(None, reason, file) for file, reason in files if reason)


def _held_back(office: RecordsOffice, state: LedgerState) -> Check | None:
    """Return which files are in a state and why, each reason with its number."""
    missing = {row.id for row in office.archive.set_aside.taken_away()}
    rows = (row for row in office.ledger(state) if row.id not in missing)
    files = tuple(HeldFile(row.path, row.reason) for row in rows if row.reason)
    if not files:
        return None
    reasons = Counter(reason_sentence(file.reason) for file in files)
    counted = "; ".join(f"{reason}: {count}" for reason, count in reasons.most_common())
    sentence = DOCTOR["reasons"].format(DOCTOR[state].format(len(files)), counted)
    return Check(name=str(state), state=CheckState.ATTENTION, sentence=sentence, files=files)


def _good(name: str, *facts: object) -> Check:
    return Check(name=name, state=CheckState.GOOD, sentence=DOCTOR[name].format(*facts))
