"""The command as a clerk and a script meet it, on a sample office."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import cli
from archive.damage import Damage, DamageKind
from archive.errors import BusyError, DamagedError, RegisterMissingError
from cli import run, vanthu
from index.errors import IndexBusyError
from model.clock import VIETNAM, SystemClock
from office import RecordsOffice, build_demo
from web.exit_codes import EXIT_CODES, ExitCode
from web.server import listen

ENGLISH = (
    "Usage",
    "Options",
    "Commands",
    "Error",
    "Try ",
    "No such",
    "Missing",
    "Invalid",
    "default",
    "Show this",
)
DISPATCH = "5120/BGDĐT-KHTC"
SAMPLE = Path(cli.__file__).parent / "templates" / "cong-van" / "sample.yaml"
LAST_BUT_ONE_OF_2026 = datetime(2026, 12, 30, 12, 0, tzinfo=VIETNAM)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make one sample office for all tests that only read."""
    folder = tmp_path_factory.mktemp("office") / "demo"
    build_demo(folder, told=lambda _: None).close()
    return folder


@pytest.fixture
def office(demo: Path, tmp_path: Path) -> Path:
    """Copy the sample office for a test that changes it."""
    return Path(shutil.copytree(demo, tmp_path / "office", symlinks=True))


@pytest.fixture(autouse=True)
def _of_nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable in ("VANTHU_OFFICE", "VANTHU_USER", "VANTHU_TRACEBACK"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(tmp_path)


def _objects(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


# Words


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == ExitCode.USAGE
    said = capsys.readouterr().out
    assert all(name in said for name in vanthu.commands)


@pytest.mark.parametrize(
    "command", [[], *([name] for name in vanthu.commands), ["review", "accept"], ["review", "close"]]
)
def test_the_help_of_every_command_is_vietnamese(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*command, "--help"]) == ExitCode.DONE
    said = capsys.readouterr().out
    assert said.startswith("Cách dùng: vanthu")
    assert "Hiện hướng dẫn này rồi thoát." in said
    assert [word for word in ENGLISH if word in said] == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["serch"], "Không có lệnh “serch”. Có phải là search, searches, serve?"),
        (["search"], "Thiếu CÂU_HỎI...."),
        (["search", "x", "--limt", "3"], "Không có tùy chọn --limt. Có phải là --limit?"),
        (["search", "x", "--limit"], "Tùy chọn --limit dùng chưa đúng: thiếu giá trị, hoặc có giá trị thừa."),
        (["search", "x", "--json=1"], "Tùy chọn --json dùng chưa đúng: thiếu giá trị, hoặc có giá trị thừa."),
        (
            ["search", "x", "--limit", "many"],
            "Giá trị của --limit chưa đúng: “many” không phải là số nguyên từ 0 đến 10000.",
        ),
        (
            ["issue", "a.yaml", "--on", "31/02/2026"],
            (
                "Giá trị của --on chưa đúng: “31/02/2026” không phải là một ngày;"
                " hãy ghi như 2026-11-16 hoặc 16/11/2026."
            ),
        ),
        (
            ["register", "both"],
            (
                "Giá trị của out|in chưa đúng: “both” không phải là sổ nào;"
                " hãy ghi out (văn bản đi) hoặc in (văn bản đến)."
            ),
        ),
        (
            ["review", "accept", "12", "1/A-B"],
            "Giá trị của MÃ chưa đúng: “12” không phải là mã văn bản; mã có dạng 2026-den-000123.",
        ),
        (["verify", "now"], "Thừa tham số: now"),
        (["verify"], "Chưa biết văn phòng nào: hãy thêm --office THƯ_MỤC, hoặc đặt biến VANTHU_OFFICE."),
    ],
)
def test_wrong_usage_is_told_in_vietnamese(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == ExitCode.USAGE
    assert capsys.readouterr() == ("", f"{sentence}\n")


# Options of every command


def test_the_office_is_named_before_or_after_the_command_or_by_the_environment_or_the_folder(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["--office", str(demo), "search", "x"]) == ExitCode.DONE
    assert run(["search", "x", "--office", str(demo)]) == ExitCode.DONE
    monkeypatch.setenv("VANTHU_OFFICE", str(demo))
    assert run(["search", "x"]) == ExitCode.DONE
    assert run(["search", "x", "--office", str(demo / "inbox")]) == ExitCode.NOT_FOUND
    monkeypatch.delenv("VANTHU_OFFICE")
    monkeypatch.chdir(demo)
    assert run(["search", "x"]) == ExitCode.DONE


@pytest.mark.parametrize("words", [["--json", "search", "vemis"], ["search", "vemis", "--json"]])
def test_json_is_all_that_is_printed(
    words: list[str], demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*words, "--office", str(demo)]) == ExitCode.DONE
    *hits, end = _objects(capsys)
    assert set(hits[0]) == {
        *("id", "direction", "full_code", "date", "organ", "province", "type", "subject", "snippet", "score")
    }
    assert end["total"] == len(hits)
    assert set(end) == {"total", "took_ms", "facets"}


# Looking up


def test_a_search_that_finds_nothing_is_done(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["search", "zzzz", "--office", str(demo), "--json"]) == ExitCode.DONE
    assert [found["total"] for found in _objects(capsys)] == [0]


def test_the_words_of_a_search_need_no_quotes(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["search", "an", "giang", "--office", str(demo), "--json"])
    run(["search", "an giang", "--office", str(demo), "--json"])
    found = [line.get("id") for line in _objects(capsys)]
    assert found[: len(found) // 2] == found[len(found) // 2 :]
    assert found[0] is not None


def test_the_pages_of_a_search_follow_each_other(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    everything = ["search", "báo cáo", "--office", str(demo), "--json"]
    run(everything)
    *whole, _ = (line.get("id") for line in _objects(capsys))
    run([*everything, "--limit", "2"])
    run([*everything, "--limit", "2", "--offset", "2"])
    pages = [line["id"] for line in _objects(capsys) if "id" in line]
    assert pages == whole[:4]


def test_show_tells_everything_about_a_record(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", DISPATCH, "--office", str(demo), "--json"]) == ExitCode.DONE
    (shown,) = _objects(capsys)
    assert shown["full_code"] == DISPATCH
    assert shown["deadline"]["due_on"] == "2026-12-14"
    assert len(shown["answers"]) >= 10
    assert all(len(file["sha256"]) == 64 for file in shown["files"])
    assert run(["show", shown["id"], "--office", str(demo)]) == ExitCode.DONE
    said = capsys.readouterr().out
    assert shown["files"][0]["sha256"] in said
    assert "phát hành" in said


@pytest.mark.parametrize("words", [["show", "9999/XX-YY"], ["show", "x"], ["replies", "1/A-B"]])
def test_what_is_not_there_is_not_found(
    words: list[str], demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*words, "--office", str(demo)]) == ExitCode.NOT_FOUND
    assert words[1] in capsys.readouterr().err


def test_the_board_begins_with_how_many_answered_and_who_is_missing(
    demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["replies", DISPATCH, "--office", str(demo)]) == ExitCode.DONE
    head = capsys.readouterr().out.splitlines()[0]
    run(["replies", DISPATCH, "--office", str(demo), "--json"])
    *rows, end = _objects(capsys)
    assert head.startswith(f"Đã trả lời {end['answered']}/{len(rows)}, còn thiếu: ")
    assert len(end["missing"]) == len(rows) - end["answered"]


@pytest.mark.parametrize(("book", "columns"), [("out", 10), ("in", 10)])
def test_a_register_has_the_columns_of_the_decree(
    book: str, columns: int, demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["register", book, "--year", "2026", "--office", str(demo), "--json"]) == ExitCode.DONE
    assert {len(line) for line in _objects(capsys)} == {columns + 1}


# Changing


def test_an_office_is_made_with_the_name_of_its_agency(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    assert (
        run(["init", str(folder), "--name", 'Sở "A"', "--symbol", "SA", "--parent", "UBND tỉnh B"])
        == ExitCode.DONE
    )
    with RecordsOffice(folder) as made:
        agency = made.archive.settings.agency
    assert (agency.name, agency.symbol, agency.parent) == ('Sở "A"', "SA", "UBND tỉnh B")
    assert run(["verify", "--office", str(folder)]) == ExitCode.DONE


def test_a_draft_that_is_wrong_is_told_as_it_is_and_writes_nothing(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "draft.yaml"
    draft.write_text("trich_yeu: [1\n", encoding="utf-8")
    sent = set((office / "outbox").iterdir())
    for command in (["draft", str(draft), "-o", str(tmp_path / "out")], ["issue", str(draft)]):
        assert run([*command, "--office", str(office)]) == ExitCode.INVALID
        assert capsys.readouterr().err.startswith(f"Tệp {draft}, dòng ")
    assert not (tmp_path / "out").exists()
    assert set((office / "outbox").iterdir()) == sent


def test_a_draft_is_issued_in_the_name_of_who_asks(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SystemClock, "now", lambda _: LAST_BUT_ONE_OF_2026)
    on = ["--on", "30/12/2026", "--office", str(office), "--json"]
    assert run(["issue", str(SAMPLE), "--by", "Lê Văn A", *on]) == ExitCode.DONE
    monkeypatch.setenv("VANTHU_USER", "Trần Thị B")
    assert run(["issue", str(SAMPLE), *on]) == ExitCode.DONE
    first, second = _objects(capsys)
    assert (first["full_code"], second["full_code"]) == ("5121/BGDĐT-KHTC", "5122/BGDĐT-KHTC")
    assert (first["registered_by"], second["registered_by"]) == ("Lê Văn A", "Trần Thị B")
    assert run(["issue", str(SAMPLE), "--on", "2026-12-01", "--office", str(office)]) == ExitCode.USAGE
    assert "30/12/2026" in capsys.readouterr().err


def test_each_file_that_was_not_filed_is_named(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, empty, missing = (tmp_path / name for name in ("hay.txt", "rỗng.docx", "mất.pdf"))
    good.write_text("Một trang giấy.", encoding="utf-8")
    empty.touch()
    assert (
        run(["file", *map(str, (good, empty, missing)), "--office", str(office), "--json"])
        == ExitCode.SOME_FAILED
    )
    by_path = {line["path"]: line for line in _objects(capsys)}
    assert by_path[str(good)]["state"] == "filed"
    assert by_path[str(empty)]["reason"] == {"code": "empty-file", "facts": []}
    assert by_path[str(missing)]["reason"]["code"] == "not-found"
    assert good.exists()


def test_an_alert_is_acknowledged_once_by_a_named_person(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "inbox" / "a.txt").write_text("TUYỆT MẬT\n", encoding="utf-8")
    run(["file", str(office / "inbox"), "--office", str(office)])
    capsys.readouterr()
    run(["doctor", "--office", str(office), "--json"])
    (alert,) = (line["sentence"] for line in _objects(capsys) if line.get("check") == "withheld")
    number = alert.partition("cảnh báo số ")[2].partition(")")[0]
    acknowledge = ["acknowledge", number, "--by", "Lê Văn A", "--office", str(office)]
    assert run(acknowledge) == ExitCode.DONE
    capsys.readouterr()
    assert run(acknowledge) == ExitCode.NOT_FOUND
    assert capsys.readouterr().err == f"Không có cảnh báo số {number} nào đang chờ ghi nhận.\n"


def test_a_person_decides_which_dispatch_a_record_answers(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = office / "inbox" / "note.txt"
    note.write_text("Một trang giấy không có thể thức.", encoding="utf-8")
    run(["file", str(note), "--office", str(office)])
    capsys.readouterr()
    assert run(["review", "--office", str(office), "--json"]) == ExitCode.DONE
    waiting = [line["id"] for line in _objects(capsys)]
    accept = [
        "review",
        "accept",
        waiting[-1],
        DISPATCH,
        "--by",
        "Lê Văn A",
        "--office",
        str(office),
        "--json",
    ]
    assert run(accept) == ExitCode.DONE
    (decided,) = _objects(capsys)
    assert decided["links"][-1]["decided_by"] == "Lê Văn A"
    run(["review", "--office", str(office), "--json"])
    assert waiting[-1] not in [line["id"] for line in _objects(capsys)]


def test_a_record_that_answers_nothing_is_closed_by_a_person(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = office / "inbox" / "ghi-chu.txt"
    note.write_text("Một trang giấy khác không có thể thức.", encoding="utf-8")
    run(["file", str(note), "--office", str(office), "--json"])
    [filed] = _objects(capsys)
    close = ["review", "close", filed["id"], "--office", str(office)]
    assert run(close) == ExitCode.DONE
    assert run(close) == ExitCode.NOT_FOUND
    capsys.readouterr()
    run(["review", "--office", str(office), "--json"])
    assert filed["id"] not in [line["id"] for line in _objects(capsys)]


# Proof


def test_a_sound_office_is_proved_sound(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", "--office", str(demo)]) == ExitCode.DONE
    assert capsys.readouterr().out.endswith("Mọi điều kiện toàn vẹn đều đúng.\n")


def test_one_flipped_byte_is_named(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = next((office / "archive").rglob("*.docx"))
    data = bytearray(kept.read_bytes())
    data[len(data) // 2] ^= 1
    kept.chmod(0o644)
    kept.write_bytes(data)
    assert run(["verify", "--office", str(office)]) == ExitCode.DAMAGED
    assert kept.name in capsys.readouterr().out
    run(["verify", "--office", str(office), "--json"])
    *damages, end = _objects(capsys)
    assert {line["kind"] for line in damages} == {"altered"}
    assert end["sound"] is False


def test_a_lost_register_is_named_and_made_again(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = _register(office, capsys)
    for path in office.glob("register.db*"):
        path.unlink()
    shutil.rmtree(office / "search")
    assert run(["show", DISPATCH, "--office", str(office)]) == ExitCode.DAMAGED
    assert "vanthu rebuild" in capsys.readouterr().err
    assert run(["doctor", "--office", str(office)]) == ExitCode.DAMAGED
    assert run(["rebuild", "--office", str(office)]) == ExitCode.DONE
    capsys.readouterr()
    assert _register(office, capsys) == before
    assert run(["verify", "--office", str(office)]) == ExitCode.DONE


def _register(office: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    for book in ("in", "out"):
        run(["register", book, "--year", "2026", "--office", str(office), "--json"])
    return _objects(capsys)


def test_the_check_up_needs_no_office(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--json"]) == ExitCode.DONE
    checks = {line["check"]: line["state"] for line in _objects(capsys)}
    assert checks["fonts"] == "good"
    assert checks["office"] == "attention"


# The end


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (DamagedError(Damage(kind=DamageKind.ALTERED, subject="a", path="b")), ExitCode.DAMAGED),
        (RegisterMissingError(Path("register.db")), ExitCode.DAMAGED),
        (BusyError(Path("intake.lock"), 60), ExitCode.BUSY),
        (IndexBusyError(Path("search")), ExitCode.BUSY),
        (OSError(28, "No space left on device", "x"), ExitCode.SOME_FAILED),
        (ZeroDivisionError("1/0"), ExitCode.SOME_FAILED),
        (KeyboardInterrupt(), ExitCode.INTERRUPTED),
    ],
)
def test_every_end_has_a_sentence_and_a_code(
    error: BaseException,
    code: ExitCode,
    demo: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(RecordsOffice, "answer", fail)
    assert run(["search", "x", "--office", str(demo), "--json"]) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert "Traceback" not in said.err


def test_whoever_mends_the_program_sees_the_traceback(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RecordsOffice, "answer", lambda *_, **__: 1 / 0)
    monkeypatch.setenv("VANTHU_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        run(["search", "x", "--office", str(demo)])


def test_the_exit_codes_are_those_of_errors_that_exist() -> None:
    import archive.backup.errors
    import archive.errors
    import archive.intake_errors
    import archive.outgoing_errors
    import archive.saved_search_errors
    import desks.errors
    import generator.checks.errors
    import generator.errors
    import generator.signing.errors
    import index.errors
    import office as facade
    import web.server

    intake = (archive.errors, archive.intake_errors, archive.saved_search_errors)
    archives = (*intake, archive.backup.errors, archive.outgoing_errors)
    generators = (generator.errors, generator.checks.errors, generator.signing.errors)
    modules = (*archives, *generators, desks.errors, index.errors, facade, web.server)
    assert [name for name in EXIT_CODES if not any(hasattr(module, name) for module in modules)] == []


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, ExitCode.INTERRUPTED), (signal.SIGTERM, ExitCode.DONE)]
)
def test_watching_ends_cleanly_on_a_signal(
    number: signal.Signals, code: ExitCode, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def watch(_: RecordsOffice, stop: threading.Event, **__: object) -> None:
        os.kill(os.getpid(), number)
        assert stop.wait(5)

    monkeypatch.setattr(RecordsOffice, "watch", watch)
    before = signal.getsignal(number)
    assert run(["watch", "--office", str(demo)]) == code
    assert signal.getsignal(number) == before


def test_a_taken_port_gives_way_to_the_next() -> None:
    with listen(18080) as first, listen(first.getsockname()[1]) as second:
        assert second.getsockname()[1] > first.getsockname()[1]


@pytest.mark.parametrize("words", ["['--help']", "['search', '--help']"])
def test_the_help_loads_no_heavy_library(words: str) -> None:
    heavy = (
        "{'sqlalchemy', 'whoosh', 'lxml', 'docx', 'reportlab', 'fastapi', 'uvicorn', 'archive', 'generator'}"
    )
    script = f"import sys, cli; cli.run({words}); print(*{heavy} & set(sys.modules), file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stderr.strip() == ""


@pytest.mark.parametrize("name", ["bản ghi.txt", "hòa.txt", "xấu\udcff.txt"])
def test_a_path_comes_back_as_it_was_given(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text("Một trang giấy.", encoding="utf-8")
    given = [sys.executable, "-c", "import cli; cli.main()", "identify", str(path)]
    printed = subprocess.run([*given, "--json"], capture_output=True, check=True).stdout
    assert json.loads(printed)["path"] == str(path)
    assert subprocess.run(given, capture_output=True, check=True).stdout
