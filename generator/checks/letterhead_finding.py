"""Find what stands above the text: both columns of the letterhead, the title and its subject."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from generator.checks.agency_names import parent_and_issuer
from generator.checks.columns import Line, Side
from generator.checks.components import Letterhead, Paragraphs
from generator.checks.observed import Aligned, Area, DrawnAs, RuleLine, SeenParagraph
from generator.checks.patterns import folded, is_capitals, is_like, pattern
from generator.checks.rule_lines import loose_rule, rule_under, typed_rule
from model.document_kind import kind_by_name

_OPENING: Final = 80
"""A letterhead ends within so many lines; what looks like one further down belongs to an annex."""
_NEAR: Final = 12
"""How many lines, empty ones too, the date may stand below number and motto."""
_LONGEST_NAME: Final = 90
_LONGEST_SUBJECT: Final = 8


def find_letterhead(lines: list[Line]) -> Letterhead:
    """Return the letterhead of a document; empty where there is none."""
    opening = lines[: _length_of_opening(lines)]
    national = _first(opening, "national_name") or _first(opening, "national_name_begins")
    motto = _first(opening, "motto")
    code = _code(opening, motto)
    found = Letterhead(
        national_name=_national(opening, national),
        motto=() if motto is None else (opening[motto].paragraph,),
        motto_rule=None if motto is None else rule_under(opening, motto),
        code=None if code is None else opening[code].paragraph,
        stamps=tuple(line.paragraph for line in opening if is_like(line.paragraph, "letterhead", "stamp")),
    )
    dated = _place_date(opening, motto, code)
    found = replace(found, place_date=None if dated is None else opening[dated].paragraph)
    found = _with_names(found, opening, motto, code)
    found = _with_loose_rules(found, opening, motto, code)
    head_end = max(
        (position for position in (national, motto, code, dated) if position is not None), default=0
    )
    return _with_subject(_with_title(found, lines, head_end), opening, code)


def _length_of_opening(lines: list[Line]) -> int:
    """Return where the text begins at the latest; a letterhead after that is another document's."""
    for count, line in enumerate(lines[:_OPENING]):
        if line.side is not Side.LEFT and ends_head(line.paragraph):
            return count + 1
    return _OPENING


def _first(opening: list[Line], name: str) -> int | None:
    found = (count for count, line in enumerate(opening) if is_like(line.paragraph, "letterhead", name))
    return next(found, None)


def _national(opening: list[Line], first: int | None) -> Paragraphs:
    """Return the national name; on two lines where it went over the edge of its column."""
    if first is None:
        return ()
    own = opening[first]
    rest = opening[first + 1 : first + 2]
    if rest and rest[0].side is own.side and is_like(rest[0].paragraph, "letterhead", "national_name_ends"):
        return (own.paragraph, rest[0].paragraph)
    return (own.paragraph,)


def _code(opening: list[Line], motto: int | None) -> int | None:
    """Return the line of the number: in the left column if there are columns, not far below the motto."""
    limit = len(opening) if motto is None else motto + 25
    for count, line in enumerate(opening[:limit]):
        is_code = any(is_like(line.paragraph, "letterhead", name) for name in ("code", "party_code"))
        if is_code and line.side is not Side.RIGHT and len(line.text) < _LONGEST_NAME:
            return count
    return None


def _place_date(opening: list[Line], motto: int | None, code: int | None) -> int | None:
    anchors = [position for position in (motto, code) if position is not None]
    if not anchors:
        return None
    for count in range(max(min(anchors) - 3, 0), min(max(anchors) + _NEAR, len(opening))):
        line = opening[count]
        if kind_by_name(line.text) is not None:
            return None
        if line.side is not Side.LEFT and is_like(line.paragraph, "letterhead", "place_date"):
            return count
    return None


def _with_names(found: Letterhead, opening: list[Line], motto: int | None, code: int | None) -> Letterhead:
    """Add the names of the bodies: capitals in the left column, above the number."""
    end = code if code is not None else motto
    if end is None:
        return found
    taken = {id(paragraph) for paragraph in (*found.national_name, *found.motto, *found.stamps)}
    names = [
        count
        for count, line in enumerate(opening[:end])
        if line.side is not Side.RIGHT
        and id(line.paragraph) not in taken
        and is_capitals(line.text)
        and len(line.text) < _LONGEST_NAME
        and not is_like(line.paragraph, "letterhead", "motto")
        and (line.side is not Side.WHOLE or line.paragraph.place.area is Area.BODY)
    ]
    if not names:
        return found
    parent, issuer = parent_and_issuer(tuple(opening[count].paragraph for count in names))
    return replace(found, parent=parent, issuer=issuer, issuer_rule=rule_under(opening, names[-1]))


def _with_loose_rules(
    found: Letterhead, opening: list[Line], motto: int | None, code: int | None
) -> Letterhead:
    """Take lines that are drawn over the letterhead but anchored elsewhere for those that lack."""
    end = max((position for position in (motto, code) if position is not None), default=-1) + 1
    known = (found.motto_rule, found.issuer_rule)
    if motto is not None and found.motto_rule is None:
        rule = loose_rule(opening[:end], opening[motto].side, known)
        found = replace(found, motto_rule=rule)
    if found.issuer and found.issuer_rule is None:
        rule = loose_rule(opening[:end], Side.LEFT, (*known, found.motto_rule))
        found = replace(found, issuer_rule=rule)
    return found


def _with_title(found: Letterhead, lines: list[Line], head_end: int) -> Letterhead:
    """Add the kind's name and the subject under it, in the lines after the columns."""
    for count in range(head_end and head_end + 1, min(head_end + 20, len(lines))):
        line = lines[count]
        if ends_head(line.paragraph):
            return found
        if kind_by_name(line.text) is not None and line.side is not Side.LEFT:
            subject = list(_subject(lines, count + 1))
            last = _last_of_reference(lines, subject[-1] if subject else count)
            return replace(
                found,
                kind_title=(line.paragraph,),
                subject=tuple(lines[position].paragraph for position in subject),
                subject_rule=rule_under(lines, last) or _drawn_from_below(lines, last),
            )
    return found


def _drawn_from_below(lines: list[Line], last: int) -> RuleLine | None:
    """Return a line that is drawn over the page and anchored in the paragraph that follows."""
    following = next((line.paragraph for line in lines[last + 1 : last + 4] if line.text), None)
    drawn = () if following is None else following.rules
    return next((rule for rule in drawn if rule.drawn_as is DrawnAs.DRAWING), None)


def _last_of_reference(lines: list[Line], last: int) -> int:
    """Return where the bracket under a subject ends that names the decision, else the subject itself."""
    if last + 1 >= len(lines) or not is_like(lines[last + 1].paragraph, "text", "bracket"):
        return last
    for count in range(last + 1, min(last + 1 + _LONGEST_SUBJECT, len(lines))):
        if lines[count].text.endswith(")"):
            return count
    return last


def ends_head(paragraph: SeenParagraph) -> bool:
    """Whether a line belongs to the text below a letterhead."""
    begins_text = any(is_like(paragraph, "text", name) for name in ("addressee", "basis", "structure"))
    return begins_text and paragraph.text[:1].isupper()


def _subject(lines: list[Line], start: int) -> Iterable[int]:
    """Yield the positions of the lines under the title that say what the document is about."""
    for count in range(start, min(start + _LONGEST_SUBJECT, len(lines))):
        paragraph = lines[count].paragraph
        if not paragraph.text:
            if count > start:
                return
            continue
        if typed_rule(paragraph) is not None or not _is_subject(paragraph):
            return
        yield count
        if any(rule.drawn_as is DrawnAs.BORDER for rule in paragraph.rules):
            return


def _is_subject(paragraph: SeenParagraph) -> bool:
    """Whether a line can go on with the subject: centred where alignment shows, and no text yet."""
    aligned = paragraph.alignment is Aligned.CENTRE
    aligned = aligned or (paragraph.alignment is None and paragraph.place.page is None)
    begins_text = ends_head(paragraph) or is_like(paragraph, "text", "bracket")
    begins_text = begins_text or is_like(paragraph, "text", "operative")
    begins_text = begins_text or pattern("text", "telegram").search(folded(paragraph.text)) is not None
    is_authority = is_capitals(paragraph.text) and paragraph.alignment is Aligned.CENTRE
    return aligned and not begins_text and not is_authority


def _with_subject(found: Letterhead, opening: list[Line], code: int | None) -> Letterhead:
    """Add the lines ``V/v`` of a công văn: until their cell ends, or the next component begins."""
    for count, line in enumerate(opening):
        paragraph = line.paragraph
        if found.kind_title and paragraph is found.kind_title[0]:
            return found
        if code is not None and count > code and is_like(paragraph, "text", "addressee"):
            return found
        if is_like(paragraph, "letterhead", "dispatch_subject"):
            return replace(found, dispatch_subject=tuple(_dispatch_subject(found, opening, count)))
    return found


def _dispatch_subject(found: Letterhead, opening: list[Line], start: int) -> Iterable[SeenParagraph]:
    first = opening[start].paragraph
    yield first
    for line in opening[start + 1 : start + _LONGEST_SUBJECT]:
        paragraph = line.paragraph
        if line.side is Side.RIGHT or paragraph is found.place_date:
            continue
        same_cell = paragraph.place.cell == first.place.cell
        is_stamp = is_like(paragraph, "letterhead", "stamp")
        if not paragraph.text or not same_cell or ends_head(paragraph) or is_stamp:
            return
        if first.place.cell is None and line.side is Side.WHOLE and paragraph.alignment is not Aligned.CENTRE:
            return
        yield paragraph
