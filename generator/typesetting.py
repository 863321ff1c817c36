"""Breaking text into lines: where each piece of a line starts, in points from the left of its column."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from generator.fonts import ASCENT, LINE_HEIGHT, Face, width
from model.dispatch import Alignment, Run

_TOKENS = re.compile(r"[^ ]+ ?| ")
_CUT = re.compile(r"-{0,3}[^-]|-")
_MARGIN = 0.025
"""Points that a line stays short of its room, so that rounding in other programs breaks it nowhere else."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a line in one face."""

    x: float
    text: str
    face: Face
    size: float
    word_space: float = 0.0
    """Added to each blank, so that the line fills its column."""

    @property
    def end(self) -> float:
        """Where the text ends."""
        return self.x + width(self.text, self.face, self.size) + self.word_space * self.text.count(" ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A square pattern ``side`` points wide, ``x`` from the left of its column: rows of dark and light."""

    x: float
    side: float
    squares: tuple[tuple[bool, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A rectangle around a line, as high as it; ``start`` and ``end`` from the left of its column."""

    start: float
    end: float
    thickness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a column, a drawn rule or pattern; ``before`` is the room above it inside its column."""

    height: float
    segments: tuple[Segment, ...] = ()
    rule: tuple[float, float] | None = None
    """Where a drawn rule starts and ends."""
    rule_thickness: float | None = None
    """None for that of the profile."""
    pattern: Pattern | None = None
    frame: Frame | None = None
    colour: str | None = None
    """Red, green and blue in hexadecimal digits; None is black."""
    before: float = 0.0

    @property
    def text(self) -> str:
        """The words of the line."""
        return "".join(segment.text for segment in self.segments)

    @property
    def baseline(self) -> float:
        """How far the baseline lies under the top of the line; in a frame the text stands in the middle."""
        size = max((segment.size for segment in self.segments), default=0.0)
        above = (self.height - line_height(size)) / 2 if self.frame else 0.0
        return above + ASCENT * size


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How a paragraph is set in a column of some width; lengths in points."""

    size: float
    width: float
    alignment: Alignment | None = None
    """None means justified."""
    first_indent: float = 0.0
    left: float = 0.0
    """Where the lines start; the first one ``first_indent`` further (or less far, when negative)."""
    right: float = 0.0


@dataclass(frozen=True, slots=True)
class _Atom:
    """What a line never breaks: pieces of one word, and whether a blank follows."""

    pieces: tuple[tuple[str, Face], ...]
    width: float
    blank: float

    @property
    def ends_with_hyphen(self) -> bool:
        """Whether a line must not end here."""
        return bool(self.pieces) and self.pieces[-1][0].endswith("-")


def set_paragraph(runs: Iterable[Run], setting: Setting) -> tuple[Line, ...]:
    """Break a paragraph greedily, as the word processors do; never returns an empty tuple.

    No line ends with a hyphen: programs that read PDF take it for hyphenation and drop it, and with it the
    code of a document (``1616/BGDĐT-KHTC``).
    """
    return _set(tuple(runs), setting)


@lru_cache(maxsize=1 << 11)
def _set(runs: tuple[Run, ...], setting: Setting) -> tuple[Line, ...]:
    """Break a paragraph once for Word, PDF and the further forms that hold it too."""
    lines: list[Line] = []
    row: list[_Atom] = []
    for atom in (part for whole in _atoms(runs, setting.size) for part in _fitting(whole, setting)):
        if row and _used(row) + atom.width > _room(setting, first=not lines) - _MARGIN:
            carried = [row.pop()] if len(row) > 1 and row[-1].ends_with_hyphen else []
            lines.append(_line(row, setting, first=not lines, last=False))
            row = carried
        row.append(atom)
    lines.append(_line(row, setting, first=not lines, last=True))
    return tuple(lines)


def set_text(text: str, face: Face, setting: Setting) -> tuple[Line, ...]:
    """Break a text of one face."""
    bold = face in {Face.BOLD, Face.BOLD_ITALIC}
    italic = face in {Face.ITALIC, Face.BOLD_ITALIC}
    return set_paragraph((Run(text, bold=bold, italic=italic),), setting)


def centred(text: str, face: Face, size: float, room: float) -> tuple[Line, ...]:
    """Break a text into centred lines."""
    return set_text(text, face, Setting(size=size, width=room, alignment=Alignment.CENTRE))


def centred_rule(length: float, room: float, gap: float) -> Line:
    """Return a drawn line in the middle of a column, ``gap`` points under what stands above it."""
    start = (room - length) / 2
    return Line(height=gap, rule=(start, start + length))


def spaced(lines: tuple[Line, ...], before: float) -> tuple[Line, ...]:
    """Return lines with room above the first of them."""
    return (replace(lines[0], before=before), *lines[1:])


def line_height(size: float) -> float:
    """Return the height of a single-spaced line."""
    return size * LINE_HEIGHT


def _room(setting: Setting, *, first: bool) -> float:
    room = setting.width - setting.left - setting.right
    return room - setting.first_indent if first else room


def _atoms(runs: Iterable[Run], size: float) -> Iterator[_Atom]:
    pieces: list[tuple[str, Face]] = []
    for text, face in _tokens(runs):
        pieces.append((text.removesuffix(" "), face))
        if text.endswith(" "):
            yield _atom(pieces, size, width(" ", face, size))
            pieces = []
    if pieces:
        yield _atom(pieces, size, 0.0)


def _tokens(runs: Iterable[Run]) -> Iterator[tuple[str, Face]]:
    for run in runs:
        face = Face.of(bold=run.bold, italic=run.italic)
        yield from ((token, face) for token in _TOKENS.findall(run.text))


def _atom(pieces: list[tuple[str, Face]], size: float, blank: float) -> _Atom:
    kept = tuple((text, face) for text, face in pieces if text)
    return _Atom(kept, sum(width(text, face, size) for text, face in kept), blank)


def _fitting(atom: _Atom, setting: Setting) -> Iterator[_Atom]:
    """Cut a word that is wider than the column."""
    narrow = _room(setting, first=setting.first_indent > 0)
    if atom.width <= narrow:
        yield atom
        return
    cuts = [(cut, face) for text, face in atom.pieces for cut in _CUT.findall(text)]
    yield from (_atom([cut], setting.size, 0.0) for cut in cuts[:-1])
    yield _atom(cuts[-1:], setting.size, atom.blank)


def _used(row: list[_Atom]) -> float:
    return sum(atom.width + atom.blank for atom in row)


def _line(row: list[_Atom], setting: Setting, *, first: bool, last: bool) -> Line:
    natural = sum(atom.width for atom in row) + sum(atom.blank for atom in row[:-1])
    spare = _room(setting, first=first) - natural
    gaps = sum(atom.blank > 0 for atom in row[:-1])
    stretch = spare / gaps if setting.alignment is None and not last and gaps and spare > 0 else 0.0
    start = setting.left + (setting.first_indent if first else 0.0) + _offset(setting, spare)
    segments = tuple(_joined(_segments(row, start, stretch, setting.size)))
    return Line(height=line_height(setting.size), segments=segments)


def _offset(setting: Setting, spare: float) -> float:
    if setting.alignment is Alignment.CENTRE:
        return spare / 2
    return spare if setting.alignment is Alignment.RIGHT else 0.0


def _joined(pieces: Iterable[Segment]) -> Iterator[Segment]:
    """Write pieces of one face that touch one another in one go."""
    touching: list[Segment] = []
    end = 0.0
    for piece in pieces:
        if touching and (touching[0].face is not piece.face or abs(end - piece.x) > _MARGIN):
            yield _one(touching)
            touching = []
        touching.append(piece)
        end = piece.end
    if touching:
        yield _one(touching)


def _one(pieces: list[Segment]) -> Segment:
    text = "".join(piece.text for piece in pieces)
    return replace(pieces[0], text=text, word_space=pieces[0].word_space if " " in text else 0.0)


def _segments(row: list[_Atom], start: float, stretch: float, size: float) -> Iterator[Segment]:
    """Yield the pieces of a line; a blank belongs to the piece before it, so that text can be read back."""
    x = start
    for position, atom in enumerate(row):
        final = position == len(row) - 1
        for number, (text, face) in enumerate(atom.pieces, start=1):
            blank = " " if atom.blank and not final and number == len(atom.pieces) else ""
            yield Segment(x, text + blank, face, size, stretch)
            x += width(text, face, size)
        if atom.blank:
            x += atom.blank + (0.0 if final else stretch)


@lru_cache(maxsize=256)
def balanced(text: str, face: Face, size: float, room: float) -> tuple[str, ...]:
    """Break a name into as few lines as fit, of nearly equal length: ``SỞ GIÁO DỤC`` / ``VÀ ĐÀO TẠO``."""
    broken = _broken(text, face, size, room)
    words = text.split(" ")
    longest = max(width(word, face, size) for word in words)
    least = max(longest, width(text, face, size) / len(broken) - width(" ", face, size))
    spans = {
        width(" ".join(words[start:end]), face, size) for start, end in combinations(range(len(words) + 1), 2)
    }
    for share in sorted(span for span in spans if least <= span < room):
        attempt = _broken(text, face, size, share + 2 * _MARGIN)
        if len(attempt) == len(broken):
            return attempt
    return broken


def _broken(text: str, face: Face, size: float, room: float) -> tuple[str, ...]:
    return tuple(
        line.text for line in set_text(text, face, Setting(size=size, width=room, alignment=Alignment.LEFT))
    )
