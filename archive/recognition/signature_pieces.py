"""The pieces of lines that hold the list of copies at their left and the signature at their right."""

import re
from dataclasses import replace

from archive.recognition.copies import COLUMN_GAP, copies_begin
from archive.recognition.passage import FEWEST_LETTERS, Passage
from archive.recognition.patterns import pattern
from archive.recognition.person import person, person_alone

_SMALL_LETTERS = 0.3
"""Share of small letters that a title in capitals may have by misreading."""
_BULLET = re.compile(r"^\s*[-–—+*•~=]")
_SEPARATOR = re.compile(r"[;:.,)/\]}]\s+")
"""What ends an entry of the list of copies; the title of the signer may stand behind it, one blank away."""
_FEWEST_OF_AN_ENTRY = 2
_MOST_IN_A_LINE = 3
"""Syllables of a name beside the one that was broken off."""
_FURTHER_ENTRY = re.compile(r"[;()]")


def pieces_of(passage: Passage) -> list[Passage]:
    """Part a line into what belongs to the list of copies and what to the signature."""
    pieces = []
    start = 0
    for gap in COLUMN_GAP.finditer(passage.text):
        pieces.append(passage.cut(start, gap.start()))
        start = gap.end()
    pieces.append(passage.cut(start))
    copies = copies_begin(pieces[0])
    if copies is not None:
        pieces[0] = pieces[0].cut(copies.end())
    parted = (part for piece in pieces for part in _parted(piece))
    return [_without_lead(piece) for piece in parted if not piece.is_blank]


def with_whole_names(pieces: list[Passage]) -> list[Passage]:
    """Return the pieces, a name in one that a web page broke before or behind one syllable."""
    whole: list[Passage] = []
    for piece in pieces:
        if whole and _is_rest_of_name(whole[-1], piece):
            whole[-1] = replace(whole[-1], text=f"{whole[-1].text.strip()} {piece.text.strip()}")
        else:
            whole.append(piece)
    return whole


def _is_rest_of_name(above: Passage, piece: Passage) -> bool:
    first, second = above.text.split(), piece.text.split()
    if above.box is not None or above.cell != piece.cell or min(len(first), len(second)) != 1:
        return False
    name = [*first, *second]
    is_name = max(len(first), len(second)) <= _MOST_IN_A_LINE and all(map(str.istitle, name))
    return is_name and person(" ".join(name)) is not None


def _parted(piece: Passage) -> tuple[Passage, ...]:
    """Part an entry of the list of copies from the title in capitals that ran into it."""
    last_word = piece.text.rsplit(maxsplit=1)[-1:]
    if not all(map(str.isupper, last_word)) or is_capacity(piece.folded.lstrip(" :.-")):
        return (piece,)
    for separator in _SEPARATOR.finditer(piece.text):
        behind = piece.cut(separator.end())
        if piece.cut(0, separator.start()).letters < _FEWEST_OF_AN_ENTRY:
            continue  # P. GIÁM ĐỐC
        if _is_title_behind(behind) or (is_item(piece) and _is_name_in_capitals(behind.text)):
            stray = pattern("people", "stray").match(behind.folded)
            return piece.cut(0, separator.end()), behind.cut(stray.end() if stray else 0)
    return (piece,)


def _is_name_in_capitals(text: str) -> bool:
    return text.isupper() and person_alone(text.strip(" .,;")) is not None


def _is_title_behind(behind: Passage) -> bool:
    """Whether nothing but a title in capitals is left of the line: no further entry."""
    if not is_in_capitals(behind.text) or _FURTHER_ENTRY.search(behind.text):
        return False
    return pattern("people", "titles").search(behind.folded) is not None


def is_capacity(folded: str) -> bool:
    """Whether folded text begins with a sign of capacity (``KT.``)."""
    return pattern("people", "capacity").match(folded) is not None


def _without_lead(piece: Passage) -> Passage:
    bare = piece.text.lstrip(" :.-")
    stays = is_item(piece) and not is_in_capitals(bare)
    return piece if stays else piece.cut(len(piece.text) - len(bare))


def is_item(piece: Passage) -> bool:
    """Whether the piece is an entry of a list."""
    return _BULLET.match(piece.text) is not None


def is_in_capitals(text: str) -> bool:
    """Whether the text is in capitals, a few misread letters aside."""
    letters = [character for character in text if character.isalpha()]
    small = sum(map(str.islower, letters))
    return len(letters) > FEWEST_LETTERS and small <= _SMALL_LETTERS * len(letters)
