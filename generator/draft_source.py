"""The YAML of a draft as fields that know their line; nothing in it can run or grow beyond the file."""

import difflib
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Protocol

import yaml

from generator.errors import DraftInvalidError
from model.reason import Reason
from model.vietnamese import collapse, fold, nfc

_LIMIT_MB: Final = 4
_DEEPEST: Final = 10
_REFUSED: Final = {"do_mat": "secrecy", "thu_hoi": "recall"}
_NULL: Final = "tag:yaml.org,2002:null"
_LITERAL_STYLE: Final = "|"
_FLAGS: Final = {"co": True, "true": True, "khong": False, "false": False}
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SHORT_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_BIDI_CONTROLS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class _Mark(Protocol):
    """A place in the file, as the parser tells it."""

    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A value of the draft with its name (``nguoi_ky.ho_ten``) and its line."""

    path: Path
    name: str
    line: int
    node: yaml.Node

    def error(self, code: str, *facts: str, line: int | None = None) -> DraftInvalidError:
        """Return the error that this field fails with."""
        return DraftInvalidError(
            self.path, line=line or self.line, field=self.name or None, reason=Reason(code, facts)
        )

    @property
    def is_empty(self) -> bool:
        """Whether the field was left without a value."""
        return isinstance(self.node, yaml.ScalarNode) and (
            self.node.tag == _NULL or not self.node.value.strip()
        )

    @property
    def is_list(self) -> bool:
        """Whether the value is a list."""
        return isinstance(self.node, yaml.SequenceNode)

    @property
    def is_mapping(self) -> bool:
        """Whether the value has fields of its own."""
        return isinstance(self.node, yaml.MappingNode)

    def text(self) -> str:
        """Return the value on one line, NFC.

        Raises:
            DraftInvalidError: for a list, a mapping or a control character.
        """
        return collapse(self.raw())

    def raw(self) -> str:
        """Return the value with its line breaks, NFC; raises as ``text`` does."""
        if not isinstance(self.node, yaml.ScalarNode):
            raise self.error("type-text")
        # Before NFC, which puts a sign in the place of half a letter.
        for letter in self.node.value:
            if _is_control(letter):
                raise self.error("character-control", f"U+{ord(letter):04X}")
        return nfc(self.node.value)

    def lines(self) -> tuple[str, ...]:
        """Return the items of a list, or the lines of a text, without empty ones.

        Raises:
            DraftInvalidError: for anything else.
        """
        if isinstance(self.node, yaml.MappingNode):
            raise self.error("type-lines")
        if isinstance(self.node, yaml.ScalarNode):
            return tuple(line for line in map(collapse, self.raw().split("\n")) if line)
        return tuple(item for item in (field.text() for field in self._items()) if item)

    def items(self) -> tuple["Field", ...]:
        """Return the items of a list that holds at least one.

        Raises:
            DraftInvalidError: for anything else.
        """
        if not isinstance(self.node, yaml.SequenceNode) or not self.node.value:
            raise self.error("type-list")
        return tuple(self._items())

    def _items(self) -> Iterator["Field"]:
        for node in self.node.value:
            line = node.start_mark.line + 1
            yield Field(path=self.path, name=self.name, line=line, node=node)

    def flag(self) -> bool:
        """Return whether the value says yes.

        Raises:
            DraftInvalidError: when it says neither yes nor no.
        """
        text = self.text()
        if fold(text) not in _FLAGS:
            raise self.error("type-flag", text)
        return _FLAGS[fold(text)]

    def date(self) -> date:
        """Return a calendar day, written ISO or as clerks do (16/11/2026).

        Raises:
            DraftInvalidError: for anything else.
        """
        found = as_date(self.text())
        if found is None:
            raise self.error("type-date", self.text())
        return found

    def number(self) -> int:
        """Return a whole number above zero.

        Raises:
            DraftInvalidError: for anything else.
        """
        text = self.text()
        if re.fullmatch(r"[0-9]{1,6}", text) is None or int(text) == 0:
            raise self.error("type-number", text)
        return int(text)

    def block(self) -> tuple[str, int]:
        """Return a text of several paragraphs, and the line its first line stands on.

        Raises:
            DraftInvalidError: when YAML folded its lines, so that paragraphs cannot be told apart.
        """
        text = self.raw()
        literal = isinstance(self.node, yaml.ScalarNode) and self.node.style == _LITERAL_STYLE
        if not literal and "\n" in text:
            raise self.error("body-folded")
        return text, self.line + 1 if literal else self.line

    def fields(self) -> "Fields":
        """Return the fields of a mapping.

        Raises:
            DraftInvalidError: for anything else, and for a key that stands twice.
        """
        if not isinstance(self.node, yaml.MappingNode):
            raise self.error("type-mapping" if self.name else "not-mapping")
        found: dict[str, Field] = {}
        for key, node in self.node.value:
            name = collapse(nfc(str(key.value)))
            whole = f"{self.name}.{name}" if self.name else name
            field = Field(path=self.path, name=whole, line=key.start_mark.line + 1, node=node)
            if name in found:
                raise field.error("key-twice")
            found[name] = field
        return Fields(self, found)


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one mapping."""

    owner: Field
    found: dict[str, Field]

    def get(self, name: str) -> Field | None:
        """Return a field that has a value, or None."""
        field = self.found.get(name)
        return None if field is None or field.is_empty else field

    def need(self, name: str) -> Field:
        """Return a field that must have a value.

        Raises:
            DraftInvalidError: when it is absent or empty.
        """
        field = self.get(name)
        if field is not None:
            return field
        empty = self.found.get(name)
        if empty is not None:
            raise empty.error("field-missing")
        whole = f"{self.owner.name}.{name}" if self.owner.name else name
        raise DraftInvalidError(
            self.owner.path,
            line=self.owner.line if self.owner.name else None,
            field=whole,
            reason=Reason("field-missing"),
        )

    def allow(self, names: Iterable[str]) -> None:
        """Refuse every other field, naming the nearest allowed one.

        Raises:
            DraftInvalidError: for the first field that is not allowed.
        """
        allowed = tuple(names)
        for name, field in self.found.items():
            if name not in allowed:
                near = difflib.get_close_matches(name, allowed, n=1)
                raise field.error("key-unknown-near", *near) if near else field.error("key-unknown")


def read_source(path: Path) -> Fields:
    """Read the top level of a draft.

    Raises:
        DraftInvalidError: when the file cannot be read, is no YAML, or is no mapping.
    """
    text = _read(path)
    try:
        node = _compose(path, text)
    except yaml.MarkedYAMLError as error:
        raise _failure(path, "yaml-broken", line=_line(error.problem_mark)) from error
    except yaml.YAMLError as error:
        raise _failure(path, "yaml-broken") from error
    if node is None:
        raise _failure(path, "not-mapping")
    return Field(path=path, name="", line=node.start_mark.line + 1, node=node).fields()


def refuse_secret(fields: Fields) -> None:
    """Secret documents are never drafted here, not even with an empty mark.

    Raises:
        DraftInvalidError: when the draft has a field for such a mark.
    """
    for name, code in _REFUSED.items():
        if name in fields.found:
            raise fields.found[name].error(code)


def as_date(text: str) -> date | None:
    """Return the day that the whole text names in digits, or None."""
    if match := _ISO_DATE.fullmatch(text):
        year, month, day = match.groups()
    elif match := _SHORT_DATE.fullmatch(text):
        day, month, year = match.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _read(path: Path) -> str:
    try:
        _refuse_special(path)
        with path.open("rb") as source:
            content = source.read(_LIMIT_MB * 1024 * 1024 + 1)
    except OSError as error:
        raise _failure(path, "file-unreadable", error.strerror or type(error).__name__) from error
    if len(content) > _LIMIT_MB * 1024 * 1024:
        raise _failure(path, "file-too-large", str(_LIMIT_MB))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _failure(path, "not-utf8") from error
    for number, line in enumerate(text.split("\n"), start=1):
        for letter in line:
            if _is_control(letter) and letter != "\r":
                raise _failure(path, "character-control", f"U+{ord(letter):04X}", line=number)
    return text


def _refuse_special(path: Path) -> None:
    """Refuse a pipe or a device: reading it may never end."""
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise _failure(path, "file-not-plain")


def _compose(path: Path, text: str) -> yaml.Node | None:
    """Build the node tree, unless the events show an alias (it could expand without bound) or a deep nest."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise _failure(path, "yaml-alias", line=_line(event.start_mark))
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise _failure(path, "yaml-deep", line=_line(event.start_mark))
    return yaml.compose(text, Loader=yaml.SafeLoader)


def _line(mark: _Mark | None) -> int | None:
    return None if mark is None else mark.line + 1


def _failure(path: Path, code: str, *facts: str, line: int | None = None) -> DraftInvalidError:
    return DraftInvalidError(path, line=line, field=None, reason=Reason(code, facts))


def _is_control(letter: str) -> bool:
    """Whether a letter has no place on paper: controls, surrogates, non-characters, changes of direction."""
    if letter in "\n\t" or " " <= letter <= "~":
        return False
    code = ord(letter)
    return (
        unicodedata.category(letter) in {"Cc", "Cs"}
        or letter in _BIDI_CONTROLS
        or code & 0xFFFE == 0xFFFE  # noqa: PLR2004 - the two non-characters that end every plane
        or 0xFDD0 <= code <= 0xFDEF  # noqa: PLR2004 - the other non-characters of Unicode
    )
