"""Every error, reason and state has its Vietnamese words, and no words for people stand anywhere else."""

import ast
import errno
import importlib
import inspect
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import get_type_hints

import pytest

from archive.damage import DamageKind
from archive.inbox import Obstacle
from archive.readers import detection
from model.actor import SYSTEM
from model.board import ReplyState
from model.clock import SystemClock
from model.ledger import LedgerState
from model.partial_date import PartialDate
from model.reason import Reason
from model.record import Direction, FileRole, LinkState, Record
from model.record_id import RecordId
from model.standing import Standing
from office import OfficeNotFoundError
from web import outgoing_texts, reading_texts, texts

ROOT = Path(__file__).parent.parent
PARTS = ("archive", "cli.py", "desks", "generator", "index", "model", "office.py", "web")
MODULES_WITH_ERRORS = (
    "archive.backup.errors",
    "archive.errors",
    "archive.folder_errors",
    "archive.intake_errors",
    "archive.outgoing_errors",
    "archive.readers.errors",
    "desks.errors",
    "generator.checks.errors",
    "generator.errors",
    "generator.signing.errors",
    "index.errors",
    "office",
    "web.server",
)
VIETNAMESE = re.compile(r"[à-ỹÀ-ỸđĐ]")
THREE_WORDS = re.compile(r"(?:[^\W\d_]+,? ){2}[^\W\d_]+")


def _error_classes() -> Iterator[type[Exception]]:
    """Yield every error that can be raised: a class without facts of its own is only a base."""
    for name in MODULES_WITH_ERRORS:
        module: ModuleType = importlib.import_module(name)
        for _, member in inspect.getmembers(module, inspect.isclass):
            if member.__module__ == name and issubclass(member, Exception) and "__init__" in vars(member):
                yield member


def _made_up(class_: type[Exception]) -> Exception:
    """Make an error with facts of the types that it asks for."""
    samples: dict[object, object] = {
        str: "mẫu",
        str | None: "mẫu",
        int: 7,
        int | None: 7,
        float: 1.5,
        date: date(2026, 11, 2),
        date | None: None,
        Path: Path("/a/b.txt"),
        RecordId: RecordId(2026, "den", 1),
        Reason: Reason("file-too-large", ("5",))
        if class_.__module__ == "generator.errors"
        else Reason("too-large"),
        tuple[str, ...]: ("mẫu",),
        tuple[Reason, ...]: (Reason("too-large"),),
    }
    hints = get_type_hints(class_.__init__)
    positional, named = [], {}
    for name, parameter in list(inspect.signature(class_.__init__).parameters.items())[1:]:
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
            named[name] = samples[hints[name]]
        elif parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD:
            positional.append(samples[hints[name]])
    return class_(*positional, **named)


def _calls(name: str) -> Iterator[str]:
    """Yield the first argument of every call of a class in the code, where it stands there literally."""
    for path in (ROOT / "archive").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                match node.args:
                    case [ast.Constant(value=str(code)), *_]:
                        yield code


def _literals(path: Path) -> Iterator[str]:
    """Yield the string literals of a module but its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def _is_sentence(literal: str) -> bool:
    return VIETNAMESE.search(literal) is not None and THREE_WORDS.search(literal) is not None


@pytest.mark.parametrize("class_", [*_error_classes()])
def test_every_error_has_its_sentence(class_: type[Exception]) -> None:
    said = texts.error_sentence(_made_up(class_))
    assert said is not None
    assert VIETNAMESE.search(said)
    assert "{" not in said


def test_the_sentence_of_an_error_tells_its_facts() -> None:
    said = texts.error_sentence(OfficeNotFoundError(Path("/không/có")))
    assert said == "Thư mục /không/có không phải là một văn phòng (không có office.toml)."


def test_an_error_of_the_system_is_told_by_its_nearest_base() -> None:
    said = texts.error_sentence(NotADirectoryError(20, "Not a directory", "a/b"))
    assert said == "Hệ điều hành báo lỗi với a/b: Not a directory"


def test_a_full_disk_is_told_in_one_way_whoever_meets_it() -> None:
    from archive.errors import DiskFullError

    said = texts.error_sentence(OSError(errno.ENOSPC, "No space left on device", "a/b"))
    assert said == texts.error_sentence(DiskFullError(Path("register.db")))
    assert said is not None
    assert said.startswith("Ổ đĩa đã đầy")


def test_a_fact_that_is_not_known_is_said_to_be_so() -> None:
    from archive.errors import DateBeforeLastNumberError

    said = texts.error_sentence(DateBeforeLastNumberError("di", date(2026, 11, 2), None))
    assert said is not None
    assert "Ngày 02/11/2026" in said
    assert "(không rõ)" in said


def test_an_error_that_nobody_expected_has_no_sentence_of_its_own() -> None:
    assert texts.error_sentence(ZeroDivisionError()) is None
    assert "ZeroDivisionError" in texts.unexpected_sentence(ZeroDivisionError())


def test_every_reason_in_the_code_has_its_words() -> None:
    codes = {*_calls("Reason"), *_calls("SecrecyHit"), *Obstacle}
    assert codes >= {"no-reader", "name", "symbolic-link"}
    assert codes - texts.REASONS.keys() == set()


def test_a_reason_tells_its_facts() -> None:
    assert texts.reason_sentence(Reason("no-reader", ("jpeg",))) == "chưa đọc được loại tệp ảnh (JPEG)"
    proposed = texts.reason_sentence(Reason("link-proposed", ("1/A-B", "2/A-B")))
    assert proposed == "có thể trả lời 1/A-B, 2/A-B; cần người xác nhận"


def test_a_reason_of_another_version_is_shown_as_its_code() -> None:
    assert texts.reason_sentence(Reason("from-tomorrow", ("x",))) == "from-tomorrow"


@pytest.mark.parametrize(
    ("states", "words"),
    [
        (LedgerState, texts.LEDGER_STATES),
        (ReplyState, texts.REPLY_STATES),
        (LinkState, texts.LINK_STATES),
        (Direction, texts.DIRECTIONS),
        (FileRole, texts.FILE_ROLES),
        (DamageKind, texts.DAMAGES),
        (Standing, outgoing_texts.STANDINGS),
    ],
)
def test_every_state_has_its_words(states: Iterable[str], words: dict[str, str]) -> None:
    assert set(states) == words.keys()


def test_dates_are_written_as_people_write_them() -> None:
    assert texts.day(date(2014, 3, 1)) == "01/03/2014"
    assert texts.day(PartialDate.from_iso("2014-03")) == "03/2014"
    assert texts.day(None) == ""


@pytest.mark.parametrize(
    ("literal", "is_sentence"),
    [("Không tìm thấy tệp", True), ("[A-ZĐÀ-Ỹ]+ (?:số )", False), ("no such file here", False)],
)
def test_a_vietnamese_sentence_is_recognised(literal: str, is_sentence: bool) -> None:  # noqa: FBT001 - a row's value
    assert _is_sentence(literal) is is_sentence


def test_no_sentence_for_people_stands_outside_the_texts() -> None:
    modules = [
        path for part in PARTS for path in [ROOT / part, *(ROOT / part).rglob("*.py")] if path.is_file()
    ]
    found = {
        f"{path.relative_to(ROOT)}: {literal}"
        for path in modules
        if path.is_file() and not path.stem.endswith("texts")
        for literal in _literals(path)
        if _is_sentence(literal)
    }
    assert found == set()


@pytest.mark.parametrize(
    ("organ", "province_id", "shown"),
    [
        ("Sở Y tế", "p34-an-giang", "Sở Y tế (An Giang)"),
        ("Sở Y tế tỉnh An Giang", "p34-an-giang", "Sở Y tế tỉnh An Giang"),
        ("Bộ Y tế", None, "Bộ Y tế"),
        (None, None, ""),
    ],
)
def test_a_sender_is_told_from_its_likes_elsewhere(
    organ: str | None, province_id: str | None, shown: str
) -> None:
    record = Record(
        id=RecordId(2026, "den", 1),
        direction=Direction.INCOMING,
        registered_at=SystemClock().now(),
        registered_by=SYSTEM,
        organ=organ,
        province_id=province_id,
    )
    assert texts.sender(record) == shown


def _facts_of_errors(*names: str) -> Iterator[tuple[str, str]]:
    """Yield format and part as the readers' errors name them literally."""
    for path in (ROOT / "archive").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                format_, part = [*node.args, None, None][1:3]
                yield (
                    str(format_.value) if isinstance(format_, ast.Constant) else "",
                    str(part.value) if isinstance(part, ast.Constant) else "",
                )


def test_every_part_and_format_that_a_reader_names_has_its_words() -> None:
    facts = [*_facts_of_errors("BrokenFileError", "OversizedFileError")]
    parts = {part for _, part in facts if part and "/" not in part}  # the others are names inside the file
    assert parts >= {"page tree", "member"}
    assert parts - reading_texts.PARTS.keys() == set()
    assert {format_ for format_, _ in facts if format_} - reading_texts.FORMATS.keys() == set()


def test_every_format_that_is_told_from_its_bytes_has_its_words() -> None:
    patterns = (
        *detection._SIGNATURES,
        *detection._OLE_STREAMS,
        *detection._ZIP_MEMBERS,
        *detection._OPEN_DOCUMENTS,
    )
    assert {format_ for _, format_ in patterns} - reading_texts.FORMATS.keys() == set()


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Reason("broken-file", ("pdf", "page tree")), "tệp PDF bị hỏng, không đọc được danh mục các trang"),
        (
            Reason("broken-file", ("docx", "word/document.xml")),
            "tệp Word (docx) bị hỏng, không đọc được phần “word/document.xml” bên trong",
        ),
        (Reason("member-unread", ("KeyError",)), "có tệp bên trong chưa xem được nội dung (không rõ loại)"),
        (
            Reason("member-unread", ("pdf", "encrypted-file")),
            "có tệp bên trong chưa xem được nội dung (PDF, có mật khẩu)",
        ),
        (
            Reason("reader-died", ("2", "0123456789ab", "SIGKILL")),
            (
                "bộ đọc phải dừng giữa chừng vì tệp này: bị hệ thống dừng, thường vì hết bộ nhớ, 2 lần;"
                " tệp vẫn ở hộp đến"
            ),
        ),
    ],
)
def test_why_a_file_could_not_be_read_is_said_without_words_of_programs(reason: Reason, said: str) -> None:
    assert texts.reason_sentence(reason) == said
