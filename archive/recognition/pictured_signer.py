"""The name of the signer on a picture of a page: it stands alone, low at the right, beside the copies."""

from collections.abc import Iterator

from archive.recognition.passage import Passage
from archive.recognition.patterns import pattern, words
from archive.recognition.person import person
from model.identification import Reading
from model.vietnamese import fold

_RIGHT_MM = 85.0
"""Left of this nothing of a signature stands; pages are 210 wide."""
_ABOVE_MM, _BELOW_MM = 15.0, 80.0
"""Where a signature stands, measured from the line that begins the copies or tells the office."""
_LINE_MM, _BLANK_MM = 7.0, 10.0
"""How far two pieces of one name may be apart, up and down and from left to right."""
_EDGES = " .,:;'`‘’“”\"*~-–—=^ˆ°|_/"
_LEAST_SURE = 0.55
"""Confidence in its least sure word below which a name may hold a piece of the seal, or lack a syllable."""
_FEWEST = 3
"""Syllables; a name of two may have lost its first one under the seal."""


def read_pictured_signer(passages: list[Passage]) -> Reading[str] | None:
    """Return the first name that stands at the place of a signature."""
    for anchor in filter(_tells_place, passages):
        near = [passage for passage in passages if _may_sign(passage, anchor)]
        for name in (*near, *_joined(near)):
            found = _person(_whole(name.text.strip(_EDGES)))
            if found is not None and len(found.split()) >= _FEWEST and _is_alone(name.text, found):
                return Reading(value=found, confidence=0.85, evidence=name.evidence("signature-place"))
    return None


def _person(text: str) -> str | None:
    """Return the person whose name ends the line; before it may stand what is left of a seal or a pen."""
    syllables = text.split()
    names = (person(" ".join(syllables[start:])) for start in range(len(syllables)))
    return next((name for name in names if name is not None), None)


def _tells_place(passage: Passage) -> bool:
    if passage.sure is None or passage.box is None:
        return False
    if pattern("people", "distribution").search(passage.folded.lstrip(" -")):
        return True
    is_office = pattern("people", "titles").search(passage.folded) is not None
    return is_office and passage.is_capitals and passage.box[0] > _RIGHT_MM


def _may_sign(passage: Passage, anchor: Passage) -> bool:
    """Whether a line stands where a signature does, read without much doubt."""
    if passage.box is None or anchor.box is None or passage.page != anchor.page:
        return False
    if passage.sure is not None and passage.sure < _LEAST_SURE:
        return False
    below = passage.box[1] - anchor.box[1]
    return passage.box[0] > _RIGHT_MM and -_ABOVE_MM < below < _BELOW_MM


def _joined(pieces: list[Passage]) -> Iterator[Passage]:
    """Yield two pieces as one where the second goes on right behind the first, if on a bent line."""
    for left in pieces:
        for right in pieces:
            if left.box is None or right.box is None or left is right:
                continue
            gap = right.box[0] - left.box[2]
            if abs(right.box[1] - left.box[1]) < _LINE_MM and -1 < gap < _BLANK_MM:
                yield Passage(f"{left.text.strip()} {right.text.strip()}", page=left.page, box=left.box)


def _whole(text: str) -> str:
    """Return the text with its first syllable in one piece, where that makes a family name."""
    first, _, rest = text.partition(" ")
    second, _, others = rest.partition(" ")
    is_piece = second[:1].islower() and fold(first + second) in words("people", "surnames")
    return f"{first}{second} {others}" if is_piece else text


def _is_alone(text: str, name: str) -> bool:
    """Whether there is hardly anything in the line but the name."""
    return sum(map(str.isalnum, text)) <= sum(map(str.isalnum, name)) + 2
