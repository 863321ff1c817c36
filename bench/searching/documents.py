"""Official documents made of real sentences, as many as are wanted and always the same."""

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from model.actor import SYSTEM
from model.document_code import DocumentCode
from model.document_kind import DocumentKind
from model.partial_date import PartialDate
from model.province import Province, provinces_on
from model.record import Direction, Record
from model.record_id import RecordId
from model.search import Searchable

_SEED: Final = 20_170_323
_TODAY: Final = date(2026, 11, 2)
_SHORTEST, _LONGEST = 300, 3000
"""Syllables of a document."""
_MIDDLE, _SPREAD = 6.3, 0.55
"""Of the logarithm of the length: half of all documents have fewer than 550 syllables."""
_BREAK_SHARE: Final = 0.15
"""How often a document goes on with a sentence from elsewhere."""
_PERSON_SHARE: Final = 0.12
"""How often a line about a person follows, with numbers that stand nowhere else."""
_ORGANS: Final = (("Sở Giáo dục và Đào tạo", "SGDĐT"), ("Sở Y tế", "SYT"), ("Sở Tài chính", "STC"))
_UNITS: Final = ("VP", "KHTC", "CNTT", "TCCB", "PC")
_NAMES: Final = (("Nguyễn", "Trần", "Lê", "Phạm"), ("Văn", "Thị", "Minh"), ("An", "Hà", "Hùng", "Lan", "Sơn"))


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of real texts, each text apart, with its title."""

    titles: tuple[str, ...]
    bodies: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, source: Path) -> "Sentences":
        """Read a folder of texts, the first line of each its title, or lines of JSON with title and body."""
        read = [(title, _sentences(body)) for title, body in _texts(source)]
        kept = [(title, body) for title, body in read if title and body]
        return cls(tuple(title for title, _ in kept), tuple(body for _, body in kept))


def documents(sentences: Sentences, size: int) -> Iterator[Searchable]:
    """Yield so many documents."""
    chance = random.Random(_SEED)  # noqa: S311  # the same documents every time, not secrets
    provinces = provinces_on(_TODAY)
    for serial in range(1, size + 1):
        at = chance.randrange(len(sentences.titles))
        yield Searchable(
            record=_record(chance, serial, sentences.titles[at], chance.choice(provinces)),
            text=_text(chance, sentences.bodies, at),
        )


def phrases(sentences: Sentences, count: int, *, shortest: int, longest: int) -> list[str]:
    """Return syllables that follow each other somewhere in the texts."""
    chance = random.Random(_SEED + longest)  # noqa: S311  # the same queries every time
    found: list[str] = []
    while len(found) < count:
        words = chance.choice(chance.choice(sentences.bodies)).split()
        length = chance.randint(shortest, longest)
        begin = chance.randrange(max(1, len(words) - length))
        taken = words[begin : begin + length]
        if len(taken) == length and all(word.isalpha() for word in taken):
            found.append(" ".join(taken).lower())
    return found


def _record(chance: random.Random, serial: int, title: str, province: Province) -> Record:
    organ, abbreviation = chance.choice(_ORGANS)
    year = chance.randint(2005, 2026)
    return Record(
        id=RecordId(2026, "den", serial),
        direction=Direction.INCOMING,
        registered_at=datetime(2026, 11, 2, tzinfo=UTC),
        registered_by=SYSTEM,
        code=DocumentCode.of(
            number=chance.randint(1, 9999), symbol=f"{abbreviation}-{chance.choice(_UNITS)}"
        ),
        kind=DocumentKind.OFFICIAL_DISPATCH,
        subject=f"V/v {title[0].lower()}{title[1:]}",
        dated=PartialDate(year, chance.randint(1, 12), chance.randint(1, 28)),
        organ=f"{organ} {province.name}",
        province_id=province.id,
    )


def _text(chance: random.Random, bodies: Sequence[tuple[str, ...]], at: int) -> str:
    length = min(_LONGEST, max(_SHORTEST, chance.lognormvariate(_MIDDLE, _SPREAD)))
    lines: list[str] = []
    syllables, body, line = 0, bodies[at], 0
    while syllables < length:
        if line >= len(body) or chance.random() < _BREAK_SHARE:
            body = chance.choice(bodies)
            line = chance.randrange(len(body))
        lines.append(body[line])
        line += 1
        if chance.random() < _PERSON_SHARE:
            lines.append(_person(chance))
        syllables += lines[-1].count(" ") + 1
    return "\n".join(lines)


def _person(chance: random.Random) -> str:
    name = " ".join(map(chance.choice, _NAMES))
    born = f"{chance.randint(1, 28)}/{chance.randint(1, 12)}/{chance.randint(1955, 2004)}"
    return f"Ông (bà) {name}, sinh ngày {born}, điện thoại 0{chance.randint(900_000_000, 999_999_999)}"


def _texts(source: Path) -> Iterator[tuple[str, str]]:
    if source.is_dir():
        for path in sorted(source.rglob("*.txt")):
            title, _, body = path.read_text(encoding="utf-8", errors="replace").strip().partition("\n")
            yield title, body
    else:
        with gzip.open(source, "rt", encoding="utf-8") as lines:
            for article in map(json.loads, lines):
                yield article["title"], article["body"]


def _sentences(body: str) -> tuple[str, ...]:
    lines = (line.strip() for line in body.splitlines())
    return tuple(line for line in lines if 4 <= line.count(" ") + 1 <= 160)  # noqa: PLR2004  # neither headings nor tables
