"""Find the parts of the text itself: addressees, căn cứ, body, annexes and copies."""

from dataclasses import dataclass
from typing import Final

from generator.checks.columns import Line
from generator.checks.components import AnnexSeen, CopyBlock, Paragraphs
from generator.checks.observed import Aligned, Area, SeenParagraph
from generator.checks.patterns import is_capitals, is_like
from generator.checks.rule_lines import typed_rule

_LONGEST_TITLE: Final = 6
_SEARCHED: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What stands between the letterhead and the body."""

    addressees: Paragraphs = ()
    authority: Paragraphs = ()
    bases: Paragraphs = ()
    operative: SeenParagraph | None = None
    end: int
    """Where the body begins."""


def find_opening(lines: list[Line], start: int, end: int) -> Opening:
    """Return the addressees, or the authority and its căn cứ, after the letterhead."""
    addressees, after = _addressees(lines, start, end)
    operative = _operative(lines, after, end)
    if operative is None:
        return Opening(addressees=addressees, end=after)
    between = [line.paragraph for line in lines[after:operative] if line.text]
    first = next((count for count, one in enumerate(between) if is_like(one, "text", "basis")), None)
    authority = tuple(one for one in between[:first] if is_capitals(one.text))
    return Opening(
        addressees=addressees,
        authority=authority,
        bases=() if first is None else tuple(between[first:]),
        operative=lines[operative].paragraph,
        end=operative + 1,
    )


def _addressees(lines: list[Line], start: int, end: int) -> tuple[Paragraphs, int]:
    for count in range(start, min(end, start + _SEARCHED)):
        paragraph = lines[count].paragraph
        is_label = is_like(paragraph, "text", "addressee")
        if is_label or (paragraph.text.endswith(":") and is_like(paragraph, "text", "telegram")):
            return _listed(lines, count, end)
        if is_like(paragraph, "text", "structure"):
            break
    return (), start


def _listed(lines: list[Line], label: int, end: int) -> tuple[Paragraphs, int]:
    """Return the label with the lines of its list: those of its table, or those that begin with a dash."""
    own = lines[label].paragraph
    cell = own.place.cell
    found = [own]
    for count in range(label + 1, end):
        paragraph = lines[count].paragraph
        other = paragraph.place.cell
        same_table = cell is not None and other is not None and other.table == cell.table
        if not paragraph.text:
            continue
        if not same_table and not paragraph.text.startswith(("-", "–", "+", "•")):
            return tuple(found), count
        found.append(paragraph)
    return tuple(found), end


def _operative(lines: list[Line], start: int, end: int) -> int | None:
    """Return where ``QUYẾT ĐỊNH:`` stands, before the first article."""
    for count in range(start, end):
        paragraph = lines[count].paragraph
        if is_like(paragraph, "text", "operative") and is_capitals(paragraph.text):
            return count
        if is_like(paragraph, "text", "structure"):
            return None
    return None


def find_annexes(lines: list[Line], start: int) -> tuple[AnnexSeen, ...]:
    """Return the annexes after a position, each up to the next."""
    starts = [count for count in range(start, len(lines)) if _is_label(lines[count])]
    ends = [*starts[1:], len(lines)]
    return tuple(_annex(lines[begin:end]) for begin, end in zip(starts, ends, strict=False))


def _is_label(line: Line) -> bool:
    is_placed = line.paragraph.alignment in {None, Aligned.CENTRE, Aligned.RIGHT}
    return is_placed and is_like(line.paragraph, "annex", "label") and line.text[:1].isupper()


def _annex(lines: list[Line]) -> AnnexSeen:
    words = [line.paragraph for line in lines if line.text]
    title: list[SeenParagraph] = []
    reference: list[SeenParagraph] = []
    for paragraph in words[1 : 1 + _LONGEST_TITLE]:
        if is_like(paragraph, "annex", "reference") or (reference and not reference[-1].text.endswith(")")):
            reference.append(paragraph)
        elif reference or paragraph.alignment not in {None, Aligned.CENTRE} or not _is_titled(paragraph):
            break
        else:
            title.append(paragraph)
    rest = words[1 + len(title) + len(reference) :]
    return AnnexSeen(label=words[0], title=tuple(title), reference=tuple(reference), paragraphs=tuple(rest))


def _is_titled(paragraph: SeenParagraph) -> bool:
    return paragraph.place.area is Area.BODY and (is_capitals(paragraph.text) or paragraph.is_bold)


def find_copies(lines: list[Line], start: int) -> tuple[CopyBlock, ...]:
    """Return the block of a true copy: on paper after the signature, electronic on top of the first page."""
    found = []
    for count, line in enumerate(lines):
        below = count >= start and is_like(line.paragraph, "annex", "copy") and is_capitals(line.text)
        above = count < start and is_like(line.paragraph, "annex", "electronic_copy")
        if below or above:
            rest = lines[count + 1 :] if below else []
            code = next((one for one in rest if is_like(one.paragraph, "letterhead", "code")), None)
            found.append(
                CopyBlock(
                    form=line.paragraph,
                    code=None if code is None else code.paragraph,
                    paragraphs=tuple(one.paragraph for one in rest if one.text),
                )
            )
    return tuple(found)


def body_between(lines: list[Line], start: int, end: int) -> tuple[Paragraphs, Paragraphs]:
    """Return the paragraphs of the text, and those of its tables."""
    worded = [line for line in lines[start:end] if line.text and typed_rule(line.paragraph) is None]
    cells = tuple(line.paragraph for line in worded if line.paragraph.place.area is Area.CELL)
    text = tuple(line.paragraph for line in worded if line.paragraph.place.area is Area.BODY)
    return text, cells
