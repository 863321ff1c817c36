import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.audit import REPAIRED, AuditLog
from archive.damage import DamageKind
from tests.archive.builders import CLERK, NOON
from tests.archive.failing_disk import each_stop

ROOT = Path(__file__).parent.parent.parent


def a_log(folder: Path, acts: int = 5) -> AuditLog:
    log = AuditLog(folder / "audit.log")
    for number in range(1, acts + 1):
        write(log, number)
    return log


def write(log: AuditLog, number: int) -> None:
    log.append(NOON, CLERK, "filed", f"2026-den-{number:06d}", {"sha256": "ab", "tên": "Báo cáo"})


def entries(log: AuditLog) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.path.read_text().splitlines() if line.endswith("}")]


def test_an_act_says_who_did_what_to_what_and_when(tmp_path: Path) -> None:
    (entry,) = entries(a_log(tmp_path, acts=1))
    assert entry["actor"] == "Nguyễn Thị Hằng"
    assert (entry["role"], entry["act"], entry["subject"]) == ("van-thu", "filed", "2026-den-000001")
    assert (entry["n"], entry["at"]) == (1, "2026-11-22T12:00:00+07:00")
    assert entry["facts"] == {"sha256": "ab", "tên": "Báo cáo"}


def test_a_log_that_was_only_appended_to_is_sound(tmp_path: Path) -> None:
    assert a_log(tmp_path).verify() == ()
    assert AuditLog(tmp_path / "none.log").verify() == ()


def _edit(lines: list[bytes]) -> None:
    lines[2] = lines[2].replace(b"2026-den", b"2025-den")


def _edit_and_rehash(lines: list[bytes]) -> None:
    entry = json.loads(lines[2]) | {"subject": "2025-den-000003", "hash": ""}
    digest = hashlib.sha256(_written(entry)).hexdigest()
    lines[2] = _written(entry | {"hash": digest}) + b"\n"


def _written(entry: dict[str, object]) -> bytes:
    return json.dumps(entry, ensure_ascii=False, sort_keys=True).encode()


def _remove(lines: list[bytes]) -> None:
    del lines[2]


def _swap(lines: list[bytes]) -> None:
    lines[2], lines[3] = lines[3], lines[2]


def _repeat(lines: list[bytes]) -> None:
    lines.insert(3, lines[2])


def _garble(lines: list[bytes]) -> None:
    lines[2] = b"\xff not json\n"


def _cut_off(lines: list[bytes]) -> None:
    del lines[4:]


def _cut_line(lines: list[bytes]) -> None:
    lines[4] = lines[4][:-10]


@pytest.mark.parametrize(
    ("forge", "kind", "number"),
    [
        (_edit, DamageKind.ALTERED, "3"),
        (_edit_and_rehash, DamageKind.INCONSISTENT, "4"),
        (_garble, DamageKind.ALTERED, "3"),
        (_remove, DamageKind.MISSING, "3"),
        (_swap, DamageKind.MISSING, "3"),
        (_repeat, DamageKind.INCONSISTENT, "3"),
        (_cut_off, DamageKind.MISSING, "5"),
        (_cut_line, DamageKind.ALTERED, "5"),
    ],
)
@pytest.mark.parametrize("continued", [False, True])
def test_a_forged_log_is_noticed_also_when_it_went_on(
    tmp_path: Path, forge: Callable[[list[bytes]], None], kind: DamageKind, number: str, *, continued: bool
) -> None:
    log = a_log(tmp_path)
    lines = log.path.read_bytes().splitlines(keepends=True)
    forge(lines)
    log.path.write_bytes(b"".join(lines))
    if continued:
        write(log, 6)
    first = log.verify()[0]
    assert (first.kind, first.subject, first.path) == (kind, "audit.log", number)


def test_a_log_written_anew_from_the_beginning_is_noticed(tmp_path: Path) -> None:
    log = a_log(tmp_path)
    (tmp_path / "forged").mkdir()
    forged = AuditLog(tmp_path / "forged/audit.log")
    for number in range(5):
        write(forged, number)
    log.path.write_bytes(forged.path.read_bytes())
    assert [damage.path for damage in log.verify()] == ["5"]


@pytest.mark.parametrize("torn", [b'{"act": "fi', b"\0\0\0", "Báo".encode()[:-1], b"{}"])
def test_a_line_left_unfinished_by_a_crash_is_no_damage(tmp_path: Path, torn: bytes) -> None:
    log = a_log(tmp_path)
    with log.path.open("ab") as stream:
        stream.write(torn)
    assert log.verify() == ()
    write(log, 6)
    assert log.verify() == ()
    last = [json.loads(line) for line in log.path.read_bytes().splitlines()[-2:]]
    assert [entry["act"] for entry in last] == [REPAIRED, "filed"]
    assert [entry["n"] for entry in last] == [6, 7]


def test_a_repair_that_was_interrupted_itself_is_repaired(tmp_path: Path) -> None:
    log = a_log(tmp_path)
    with log.path.open("ab") as stream:
        stream.write(b'{"act": "fi\n{"act": "audit-rep')
    assert log.verify() == ()
    write(log, 6)
    assert log.verify() == ()


@pytest.mark.parametrize("power_cut", [False, True])
def test_an_acknowledged_act_survives_wherever_the_next_is_stopped(
    tmp_path: Path, *, power_cut: bool
) -> None:
    office = tmp_path / "office"
    office.mkdir()
    a_log(office, acts=2)
    for folder, finished in each_stop(
        office, lambda at: write(AuditLog(at / "audit.log"), 3), power_cut=power_cut
    ):
        log = AuditLog(folder / "audit.log")
        assert len(entries(log)) >= (3 if finished else 2)
        assert log.verify() == ()
        write(log, 4)
        assert log.verify() == ()


def test_a_file_name_that_is_no_text_can_be_recorded(tmp_path: Path) -> None:
    log = AuditLog(tmp_path / "audit.log")
    log.append(
        NOON, CLERK, "ignored", "inbox", {"path": b"b\xe1o c\xe1o.pdf".decode(errors="surrogateescape")}
    )
    assert log.verify() == ()


_WRITE_MANY = """
import sys
from datetime import datetime
from pathlib import Path
from archive.audit import AuditLog
from model.actor import SYSTEM
log = AuditLog(Path(sys.argv[1]))
for number in range(20):
    log.append(datetime.now(), SYSTEM, "filed", str(number), {})
"""


def test_several_processes_write_one_chain(tmp_path: Path) -> None:
    log = AuditLog(tmp_path / "audit.log")
    command = [sys.executable, "-c", _WRITE_MANY, str(log.path)]
    processes = [subprocess.Popen(command, cwd=ROOT) for _ in range(3)]
    assert [process.wait() for process in processes] == [0, 0, 0]
    assert [entry["n"] for entry in entries(log)] == list(range(1, 61))
    assert log.verify() == ()
