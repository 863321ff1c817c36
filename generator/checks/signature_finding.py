"""Find the block under the text: recipients on the left, powers, title and name on the right."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.checks.columns import Line, Side
from generator.checks.components import Paragraphs
from generator.checks.observed import Area, CellPlace, SeenParagraph
from generator.checks.patterns import folded, is_capitals, is_like, pattern

_LONGEST_LABEL: Final = 60
_LONGEST_TITLE: Final = 80
_LONGEST_NAME: Final = 40
_JOINING: Final = " VÀ "
"""No name of a person holds this word; names of bodies do."""
_NEAR: Final = 30
"""How many lines around the recipients the title and the name may stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureBlock:
    """The block, and where it begins and ends among the lines of the document."""

    start: int
    end: int
    label: SeenParagraph | None = None
    recipients: Paragraphs = ()
    capacity: Paragraphs = ()
    second_capacity: Paragraphs = ()
    signers: Paragraphs = ()


def find_signature(lines: list[Line], start: int) -> SignatureBlock | None:
    """Return the first block after a position; None where there is none."""
    for position in range(start, len(lines)):
        paragraph = lines[position].paragraph
        in_data = paragraph.place.cell is not None and paragraph.place.cell.bordered
        if in_data or len(paragraph.text) >= _LONGEST_LABEL:
            continue
        if is_like(paragraph, "signature", "recipients"):
            return _block(lines, position)
    return _without_recipients(lines, start)


def _block(lines: list[Line], label: int) -> SignatureBlock:
    cell = lines[label].paragraph.place.cell
    return _in_table(lines, label, cell) if cell is not None else _in_text(lines, label)


def _in_table(lines: list[Line], label: int, own: CellPlace) -> SignatureBlock:
    """Read the table that holds the label; its own column lists the recipients."""
    members = [count for count, line in enumerate(lines) if _table(line) == own.table]
    recipients: list[SeenParagraph] = []
    left: list[SeenParagraph] = []
    right: list[SeenParagraph] = []
    for count in members:
        cell = lines[count].paragraph.place.cell
        if cell is None or not lines[count].text or count == label:
            continue
        if cell.column == own.column:
            (recipients if count > label else left).append(lines[count].paragraph)
        else:
            right.append(lines[count].paragraph)
    titles, names = _titles_and_name(right)
    return SignatureBlock(
        start=members[0],
        end=members[-1] + 1,
        label=lines[label].paragraph,
        recipients=tuple(recipients),
        capacity=titles,
        second_capacity=_titles_and_name(left)[0],
        signers=(*_titles_and_name(left)[1], *names),
    )


def _in_text(lines: list[Line], label: int) -> SignatureBlock:
    """Read a block without a table: a list of dashes, titles and a name on the right, or below."""
    recipients: list[SeenParagraph] = []
    others: list[SeenParagraph] = []
    end = label + 1
    for count in range(label + 1, min(label + _NEAR, len(lines))):
        line = lines[count]
        if line.paragraph.place.page != lines[label].paragraph.place.page:
            break
        if not line.text:
            continue
        if line.side is not Side.RIGHT and line.text.startswith(("-", "+", "–")):
            recipients.append(line.paragraph)
        elif _is_title(line.paragraph) or (others and _is_name(line.paragraph)):
            others.append(line.paragraph)
        elif len(line.text) >= _LONGEST_TITLE or _begins_anew(line.paragraph):
            break
        end = count + 1
    above = _titles_above(lines, label)
    titles, names = _titles_and_name([lines[count].paragraph for count in above] + others)
    return SignatureBlock(
        start=min([label, *above]),
        end=end,
        label=lines[label].paragraph,
        recipients=tuple(recipients),
        capacity=titles,
        signers=names,
    )


def _begins_anew(paragraph: SeenParagraph) -> bool:
    """Whether another part of the document begins: an annex, an attached text."""
    is_part = is_like(paragraph, "annex", "label") or is_like(paragraph, "text", "structure")
    return is_part or is_like(paragraph, "letterhead", "national_name")


def _titles_above(lines: list[Line], label: int) -> list[int]:
    """Return the lines right above the label that belong to the signature: the title may come first."""
    found: list[int] = []
    for count in range(label - 1, max(label - _NEAR, 0), -1):
        paragraph = lines[count].paragraph
        is_titled = any(_is_title(lines[position].paragraph) for position in found)
        if paragraph.text and not (_is_title(paragraph) or (_is_name(paragraph) and not is_titled)):
            break
        if paragraph.text:
            found.insert(0, count)
    is_block = any(_is_title(lines[count].paragraph) for count in found)
    return found if is_block else []


def _without_recipients(lines: list[Line], start: int) -> SignatureBlock | None:
    """Find a table of titles and names, as under minutes and contracts, the last one of the text."""
    tables = {_table(line) for line in lines[start:] if _is_layout(line) and _is_title(line.paragraph)}
    for table in sorted((serial for serial in tables if serial is not None), reverse=True):
        members = [count for count, line in enumerate(lines) if _table(line) == table]
        sides = list(_columns([lines[count].paragraph for count in members]))
        if sides and sides[-1][1]:
            (first, left), (last, right) = sides[0], sides[-1]
            is_single = len(sides) == 1
            return SignatureBlock(
                start=members[0],
                end=members[-1] + 1,
                capacity=last,
                second_capacity=() if is_single else first,
                signers=right if is_single else (*left, *right),
            )
    return None


def _columns(paragraphs: list[SeenParagraph]) -> Iterator[tuple[Paragraphs, Paragraphs]]:
    columns = sorted({paragraph.place.cell.column for paragraph in paragraphs if paragraph.place.cell})
    for column in columns:
        own = [one for one in paragraphs if one.text and one.place.cell and one.place.cell.column == column]
        titles, names = _titles_and_name(own)
        if titles:
            yield titles, names


def _titles_and_name(paragraphs: list[SeenParagraph]) -> tuple[Paragraphs, Paragraphs]:
    """Part a column into the lines of power and title, and the name at its foot."""
    named = next((count for count in range(len(paragraphs) - 1, -1, -1) if _is_name(paragraphs[count])), None)
    if named is None:
        return tuple(one for one in paragraphs if _is_title(one)), ()
    return tuple(one for one in paragraphs[:named] if _is_title(one)), (paragraphs[named],)


def _is_title(paragraph: SeenParagraph) -> bool:
    words = folded(paragraph.text)
    if len(words) > _LONGEST_TITLE or not words:
        return False
    has_power = pattern("signature", "capacity").match(words) is not None
    is_office = pattern("signature", "title").match(words) is not None
    is_office = is_office or pattern("signature", "head").match(paragraph.text.lower()) is not None
    if is_capitals(paragraph.text):
        return has_power or is_office
    is_sentence = any(word[0].islower() for word in paragraph.text.split())
    return paragraph.is_bold and (has_power or (is_office and is_sentence))


def _is_name(paragraph: SeenParagraph) -> bool:
    text = paragraph.text
    is_worded = pattern("signature", "name").match(folded(text)) is not None
    begins_large = all(word[0].isupper() for word in text.replace(".", ". ").split())
    is_other = _is_title(paragraph) or is_like(paragraph, "letterhead", "stamp") or _JOINING in text
    return is_worded and begins_large and len(text) < _LONGEST_NAME and not is_other


def _table(line: Line) -> int | None:
    cell = line.paragraph.place.cell
    return None if cell is None else cell.table


def _is_layout(line: Line) -> bool:
    cell = line.paragraph.place.cell
    return line.paragraph.place.area is Area.CELL and cell is not None and not cell.bordered
