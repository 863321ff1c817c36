"""Who signed, and in which capacity, from the block at the end of the document's own text."""

import re
from dataclasses import dataclass, replace

from archive.recognition.passage import FEWEST_LETTERS, Passage, fold_in_place
from archive.recognition.patterns import pattern
from archive.recognition.person import person
from archive.recognition.pictured_signer import read_pictured_signer
from model.identification import Reading
from model.vietnamese import collapse

_DEEPEST = 40
"""Lines between the title of the signer and the name, the list of copies between them."""
_NEAR = 14
"""The same for a title without a capacity before it, which may be the authority that opens a decision."""
_UNDER_COPIES = 5
_WHOLE_NAME = 3
"""Syllables that make a name beyond doubt where it stands in a line of its own."""
_SMALL_LETTERS = 0.3
"""Share of small letters that a title in capitals may have by misreading."""
_COLUMN_GAP = re.compile(r"\t|\s{3,}")
_COPIES_BEGIN = re.compile(r"[\W_]*N")


@dataclass(frozen=True, slots=True)
class Signature:
    """The name and the title lines, joined by `` / `` from top to bottom."""

    signer: Reading[str] | None = None
    title: Reading[str] | None = None

    @property
    def capacity(self) -> Reading[str] | None:
        """In whose place it was signed: the sign before the title."""
        if self.title is None:
            return None
        sign = pattern("people", "capacity").search(fold_in_place(self.title.value))
        if sign is None:
            return None
        letters = "".join(filter(str.isalpha, sign["capacity"])).upper()
        return replace(self.title, value=f"{letters}.")


def read_signature(passages: list[Passage], body: int) -> Signature:
    """Return the first signature block below ``body``; an annex may bring its own further down."""
    block = _first_block(passages, body)
    if not any(passage.sure is not None for passage in passages):
        return block
    # The seal hides a KT. or a PHÓ as well: without a sign of capacity the title may be half of it.
    title = None if block.capacity is None else block.title
    return Signature(read_pictured_signer(passages[body + 1 :]), title)


def _first_block(passages: list[Passage], body: int) -> Signature:
    pieces = [piece for passage in passages[body + 1 :] for piece in _columns(passage)]
    for index, piece in enumerate(pieces):
        if _is_title(piece, "capacity"):
            return _block(pieces, index, _DEEPEST)
    for index, piece in enumerate(pieces):
        if _is_title(piece, "titles"):
            block = _block(pieces, index, _NEAR)
            if block.signer is not None:
                return block
    block = _below_copies(pieces)
    return block if block.signer is not None else _beside_copies(passages[body + 1 :])


def _below_copies(pieces: list[Passage]) -> Signature:
    """Find the name under the list of copies, where no title was read."""
    for index, piece in enumerate(pieces):
        if pattern("people", "kept_by").search(piece.folded):
            below = _signer(pieces[index : index + _UNDER_COPIES])
            if below is not None:
                return Signature(below)
    return Signature()


def _beside_copies(passages: list[Passage]) -> Signature:
    """Find a name in a line of its own near the list of copies."""
    for index, passage in enumerate(passages):
        if pattern("people", "distribution").search(passage.folded):
            near = passages[index + 1 : index + 1 + _NEAR]
            return Signature(_signer([line for line in near if _is_name_alone(line)]))
    return Signature()


def _is_name_alone(piece: Passage) -> bool:
    syllables = piece.text.split()
    return len(syllables) >= _WHOLE_NAME and all(syllable[:1].isupper() for syllable in syllables)


def _columns(passage: Passage) -> list[Passage]:
    """Part a line of text that holds the list of copies at its left and the signature at its right."""
    pieces = []
    start = 0
    for gap in _COLUMN_GAP.finditer(passage.text):
        pieces.append(passage.cut(start, gap.start()))
        start = gap.end()
    pieces.append(passage.cut(start))
    copies = _COPIES_BEGIN.match(passage.text) and pattern("people", "distribution").search(pieces[0].folded)
    if copies:
        pieces[0] = pieces[0].cut(copies.end())
    return [_without_lead(piece) for piece in pieces if not piece.is_blank]


def _without_lead(piece: Passage) -> Passage:
    return piece.cut(len(piece.text) - len(piece.text.lstrip(" :.-")))


def _is_title(piece: Passage, opening: str) -> bool:
    """Whether the piece is a title in capitals that begins as ``opening`` says: a capacity or an office."""
    if not piece.text[:1].isupper() or not _all_capitals(piece.text):
        return False
    begins = pattern("people", opening).search(piece.folded)
    is_office = pattern("people", "titles").search(piece.folded) is not None
    return begins is not None and is_office and (opening == "capacity" or begins.start() <= len("pho "))


def _all_capitals(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    small = sum(map(str.islower, letters))
    return len(letters) > FEWEST_LETTERS and small <= _SMALL_LETTERS * len(letters)


def _block(pieces: list[Passage], start: int, depth: int) -> Signature:
    titles = [pieces[start]]
    for index, piece in enumerate(pieces[start + 1 : start + depth], start=start + 1):
        signer = _signer(pieces[index : index + 1])
        if signer is not None:
            return Signature(signer, _title(titles))
        if _all_capitals(piece.text) and pattern("people", "titles").search(piece.folded):
            titles.append(piece)
    return Signature(None, _title(titles))


def _signer(pieces: list[Passage]) -> Reading[str] | None:
    for piece in pieces:
        name = person(piece.text)
        if name is not None:
            return Reading(value=name, confidence=0.85, evidence=piece.evidence("signature"))
    return None


def _title(titles: list[Passage]) -> Reading[str]:
    text = " / ".join(collapse(title.text).strip(" .;,") for title in titles)
    return Reading(value=text, confidence=0.85, evidence=titles[0].evidence("signature"))
