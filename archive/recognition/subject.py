"""Kind and subject: the title and what stands under it, or ``V/v`` under the number."""

import re

from archive.recognition.capitals import sentence
from archive.recognition.code import code_end
from archive.recognition.letterhead import Letterhead
from archive.recognition.passage import Passage, fold_in_place
from archive.recognition.patterns import pattern
from model.document_code import DocumentCode
from model.document_kind import DocumentKind, kind_by_abbreviation
from model.identification import Reading
from model.vietnamese import collapse

_COPIES = frozenset({"SY", "SL", "TrS"})
"""What begins the symbol of a certified copy: it tells nothing of the kind of what was copied."""
_INVITATIONS = frozenset({DocumentKind.INVITATION, DocumentKind.INVITATION_LETTER})
_MOST_LINES = 24
_MOST_LINES_OF_PICTURE = 12
_CENTRED = 0.75
"""Share of the widest line that the last line of a centred title stays below."""
_TITLE_GAP = 1.1
_NO_TITLE_GAP = 1.8
"""Heights of a line that never lie between two lines of a title on a picture."""
_WIDEST_GAP = 2.2
"""Heights of a line that may lie between two lines of one block."""
_LEFT_MM = 75.0
"""No line of a centred title ends so far left on a page of 210."""
_LONGEST_IN_COLUMN = 70
"""Letters of a line in the left column; a longer one that begins with a capital is text."""
_LONGEST_EXCLAMATION = 2
"""Words in capitals that may stand inside a subject (``COVID-19``); more are a stamp's."""
_JOINT = re.compile(r"([A-ZĐa-z]{2,3})(?:LT|LN|PH)-")
_MARK = re.compile(r"^[Vv]/[Vv]\s*:?\s*")
_ENTRY = re.compile(r"\s*[-–+*•]\s+[A-ZĐ]")
_EDGES = ' \t.,:;*_-–—=|"“”'
_BROKEN_CODE = re.compile(r"(\d\s?[-/]) (?=[A-ZĐ]{1,8}(?:/|-[A-ZĐ]))")
"""A code that goes on in the next line: ``57-`` and ``NQ/TW``."""


def read_kind(
    letterhead: Letterhead, code: Reading[DocumentCode] | None, title: Passage | None
) -> Reading[DocumentKind] | None:
    """Return the kind: by its title; without one an official dispatch, unless the symbol names a kind.

    ``TM`` is a letter of invitation, or Tham mưu where ``V/v`` stands below.
    """
    by_code = None if code is None else _kind_by_symbol(code.value)
    if letterhead.kind is not None and title is not None:
        confidence = 0.99 if by_code is letterhead.kind else 0.93
        return Reading(value=letterhead.kind, confidence=confidence, evidence=title.evidence("title"))
    if by_code is None or code is None or code.value.symbol.partition("-")[0] in _COPIES:
        return None
    marked = any(pattern("header", "subject_mark").search(line.folded) for line in letterhead.left)
    if by_code is DocumentKind.INVITATION_LETTER and marked:
        by_code = DocumentKind.OFFICIAL_DISPATCH
    confidence = 0.95 if by_code is DocumentKind.OFFICIAL_DISPATCH else 0.85
    return Reading(value=by_code, confidence=confidence, evidence=code.evidence)


def _kind_by_symbol(code: DocumentCode) -> DocumentKind | None:
    """Return the kind, of joint papers by what stands before ``LT``: ``KHLT`` is a plan of several bodies."""
    joint = _JOINT.match(code.symbol)
    alone = None if joint is None else kind_by_abbreviation(joint[1])
    is_told = kind_by_abbreviation(code.symbol.partition("-")[0]) is not None
    return code.kind if alone is None or is_told else alone


def read_subject(
    passages: list[Passage], letterhead: Letterhead, number_index: int | None
) -> Reading[str] | None:
    """Return the subject without ``V/v``; titles in capitals come back in the spelling of a sentence."""
    if letterhead.kind is not None:
        under = _under_invitation if letterhead.kind in _INVITATIONS else _under_title
        return _reading(under(passages, letterhead.body), "under-title")
    return None if number_index is None else _reading(_under_number(letterhead, number_index), "under-number")


def _under_title(passages: list[Passage], title: int) -> list[Passage]:
    lines: list[Passage] = []
    most = _MOST_LINES if passages[title].sure is None else _MOST_LINES_OF_PICTURE
    following = passages[title + 1 : title + 1 + most]
    width = max((len(passage.text.strip()) for passage in following), default=0)
    for passage in following:
        if _ends_title(passage, lines, width):
            break
        if not _is_beside(passage):
            lines.append(_without_stamp(passage))
    return lines


def _under_invitation(passages: list[Passage], title: int) -> list[Passage]:
    """Return what an invitation says above the words that invite, or else what it invites to."""
    lines = _under_title(passages, title)
    invites = (at for at, line in enumerate(lines) if pattern("subject", "invites").search(line.folded))
    body = next(invites, None)
    if body is None or body > 0:
        return lines[:body]
    for line in passages[title + 1 : title + 1 + _MOST_LINES_OF_PICTURE]:
        occasion = pattern("subject", "occasion").search(line.folded)
        if occasion is not None:
            return [line.cut(*occasion.span("what"))]
    return []


def _is_beside(passage: Passage) -> bool:
    """Whether a line of a picture stands at the left of a centred title: a stamp of arrival."""
    return passage.sure is not None and passage.box is not None and passage.box[2] < _LEFT_MM


def _without_stamp(passage: Passage) -> Passage:
    """Return the line without what a stamp left: what precedes ``Về``, or hardly letters before a rule."""
    begin = pattern("subject", "behind_stamp").search(passage.folded)
    if passage.sure is not None and begin is not None:
        return passage.cut(begin.end())
    stamp, rule, _ = passage.text.rpartition("\t")
    if not rule or 2 * sum(map(str.isalpha, stamp)) > len(stamp.strip()):
        return passage
    return passage.cut(len(stamp) + 1)


def _ends_title(passage: Passage, lines: list[Passage], width: int) -> bool:
    if lines and passage.sure is not None and _gap(lines[-1], passage) > _NO_TITLE_GAP:
        return True
    if passage.text.lstrip(_EDGES)[:1].islower() and lines:
        return False
    if _begins_body(passage) and not (passage.is_capitals and not lines):
        return True
    if passage.is_capitals and pattern("subject", "authority").search(passage.folded):
        return True
    if pattern("recipients", "wires").search(passage.folded):
        return True
    return bool(lines) and _is_of_other_kind(passage, lines, width)


def _begins_body(passage: Passage) -> bool:
    if passage.text.lstrip().startswith("(") and not pattern("subject", "in_brackets").search(passage.folded):
        return False
    return pattern("subject", "body_begins").search(passage.folded) is not None


def _is_of_other_kind(passage: Passage, lines: list[Passage], width: int) -> bool:
    """Whether a line is not set like the title above it: in bold or capitals, near it, or as its rest."""
    first, above = lines[0], lines[-1]
    if first.bold or first.is_capitals:
        return passage.bold < first.bold or passage.is_capitals < first.is_capitals
    if passage.sure is not None and passage.box is not None:
        return _is_apart(above, passage)
    is_open = pattern("subject", "open_ended").search(above.folded) is not None
    return not (is_open or _is_centred_rest(passage, above, width))


def _is_apart(above: Passage, passage: Passage) -> bool:
    """Whether a line of a picture stands further below than lines of one title do."""
    return _gap(above, passage) > _TITLE_GAP


def _is_centred_rest(passage: Passage, above: Passage, width: int) -> bool:
    """Whether a line is the shorter rest of a centred title, not the first line of the body."""
    text, before = passage.text.strip(), above.text.strip()
    is_shorter = len(text) <= min(len(before), _CENTRED * width)
    return is_shorter and not before.endswith((".", ":")) and not text.endswith((".", ":", ";", "-"))


def _under_number(letterhead: Letterhead, number_index: int) -> list[Passage]:
    own = letterhead.left[number_index]
    rest = own.cut(code_end(own))
    lines = [rest] if pattern("header", "subject_mark").search(rest.folded.lstrip()) else []
    for passage in letterhead.left[number_index + 1 :]:
        if lines and (_ends_block(passage) or _is_far_below(lines[-1], passage)):
            break
        if lines or pattern("header", "subject_mark").search(passage.folded):
            lines.append(passage)
    return [_unmarked(lines[0]), *lines[1:]] if lines else []


def _ends_block(passage: Passage) -> bool:
    if _ENTRY.match(passage.text):
        return True
    is_long = passage.letters > _LONGEST_IN_COLUMN
    if passage.text.lstrip()[:1].isupper() and (is_long or _begins_body(passage)):
        return True  # no addressees stand between
    if any(
        pattern(*end).search(passage.folded) for end in (("header", "arrival_stamp"), ("subject", "court"))
    ):
        return True
    return pattern("subject", "urgency").search(passage.folded) is not None or (
        passage.text.isupper() and len(passage.text.split()) > _LONGEST_EXCLAMATION
    )


def _is_far_below(above: Passage, passage: Passage) -> bool:
    """Whether more than two lines of the page are empty between two passages."""
    return _gap(above, passage) > _WIDEST_GAP


def _gap(above: Passage, passage: Passage) -> float:
    """Return the room between two passages in heights of the upper one; 0 where places are unknown."""
    if above.box is None or passage.box is None or above.page != passage.page:
        return 0.0
    return (passage.box[1] - above.box[3]) / max(above.box[3] - above.box[1], 1.0)


def _unmarked(passage: Passage) -> Passage:
    trimmed = passage.cut(len(passage.text) - len(passage.text.lstrip()))
    mark = pattern("header", "subject_mark").search(trimmed.folded)
    return trimmed if mark is None else trimmed.cut(mark.end())


def _reading(lines: list[Passage], rule: str) -> Reading[str] | None:
    printed = [line for line in lines if not line.is_blank]
    printed_text = collapse(" ".join(line.text for line in printed)).strip(_EDGES)
    printed_text = _MARK.sub("", _BROKEN_CODE.sub(r"\1", printed_text))
    echo = pattern("subject", "title_echo").search(fold_in_place(printed_text))
    text = sentence(printed_text[echo.end() :] if echo else printed_text)
    if text.endswith(")") and "(" not in text:
        text = text[:-1].rstrip(_EDGES)
    if not text:
        return None
    return Reading(value=text, confidence=0.93, evidence=printed[0].evidence(rule))
