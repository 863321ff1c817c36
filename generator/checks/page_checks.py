"""Section 16.2: the page."""

from collections.abc import Iterator
from typing import Final

from generator.checks.finding import Breach
from generator.checks.observed import Aligned, NumberBand, Observed, Seen, SeenParagraph, SeenRun, SeenSection
from generator.checks.registry import Context, check
from generator.checks.words import mm, number, points, word
from model.document_kind import DocumentKind
from model.layout_profile import LayoutProfile

_TOLERANCE_MM: Final = 0.5
_A4: Final = (210.0, 297.0)
_A5: Final = (148.0, 210.0)
_ON_A5: Final = frozenset(
    {
        DocumentKind.INTRODUCTION,
        DocumentKind.FILE_RECEIPT,
        DocumentKind.SENDING_SLIP,
        DocumentKind.TRANSFER_SLIP,
    }
)
_MARGINS: Final = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
_FONTS: Final = ("timesnewroman", "times new roman")
_SAME_LETTERS: Final = ("liberationserif", "tinos", "vanthuserif")
"""Fonts as wide as Times New Roman that stand in for it in a PDF."""
_DARKEST: Final = 0x2A
"""A colour whose three parts are below this looks black."""
_UNPRINTED: Final = "FFFFFF"
"""White leaves nothing on the paper: marks for programs are written so."""
_SIZE_TOLERANCE: Final = 0.3
_COUPLED: Final = ((12, 13, 13), (13, 14, 14))
_PLACES: Final = {
    LayoutProfile.ND30_2020: (NumberBand.HEADER, Aligned.CENTRE),
    LayoutProfile.TT01_2011: (NumberBand.FOOTER, Aligned.RIGHT),
}


def _first_of(observed: Observed, section: int) -> SeenParagraph | None:
    inside = (one for one in observed.paragraphs if one.place.section == section)
    return next((one for one in inside if one.text), None)


def _near(value: float, wanted: float) -> bool:
    return abs(value - wanted) <= _TOLERANCE_MM


@check("PG-01")
def paper(observed: Observed, context: Context) -> Iterator[Breach]:
    """Report paper of another size."""
    small = context.profile is LayoutProfile.TT01_2011 and context.components.kind in _ON_A5
    wanted = (_A4, _A5) if small else (_A4,)
    reported: set[tuple[int, int]] = set()
    for count, section in enumerate(observed.sections):
        sides = sorted((section.width_mm, section.height_mm))
        is_right = any(_near(sides[0], size[0]) and _near(sides[1], size[1]) for size in wanted)
        key = (round(sides[0]), round(sides[1]))
        if not is_right and key not in reported:
            reported.add(key)
            found = word("paper", width=number(section.width_mm), height=mm(section.height_mm))
            expected = word("a4_or_a5" if small else "a4")
            yield Breach(at=_first_of(observed, count), found=found, expected=expected)


@check("PG-02")
def margins(observed: Observed, _context: Context) -> Iterator[Breach]:
    """Report margins out of their range; turned pages turn them, and on printed ones text may keep away."""
    reported: set[tuple[str, int]] = set()
    for count, section in enumerate(observed.sections):
        if section.is_landscape or _first_of(observed, count) is None:
            continue
        for side, (least, most) in _MARGINS.items():
            length = _margin(section, side)
            is_wide = observed.seen is Seen.STRUCTURE and (length or 0.0) > most + _TOLERANCE_MM
            if length is None or (length >= least - _TOLERANCE_MM and not is_wide):
                continue
            if (side, round(length)) in reported:
                continue
            reported.add((side, round(length)))
            yield Breach(
                at=_first_of(observed, count),
                found=word(f"margin_{side}", length=mm(length)),
                expected=word("range_mm", least=least, most=most),
            )


def _margin(section: SeenSection, side: str) -> float | None:
    sides = {
        "top": section.top_mm,
        "bottom": section.bottom_mm,
        "left": section.left_mm,
        "right": section.right_mm,
    }
    return sides[side]


def _runs(observed: Observed) -> Iterator[tuple[SeenParagraph, SeenRun]]:
    for paragraph in (*observed.paragraphs, *observed.bands):
        for run in paragraph.inked:
            yield paragraph, run


@check("PG-03")
def font(observed: Observed, _context: Context) -> Iterator[Breach]:
    """Report every other font once, where it is first used for letters."""
    reported: set[str] = set()
    for paragraph, run in _runs(observed):
        has_letters = any(letter.isalnum() for letter in run.text)
        if run.font is None or not has_letters or run.font in reported or _is_allowed(run.font, observed):
            continue
        reported.add(run.font)
        yield Breach(at=paragraph, found=run.font, expected="Times New Roman")


def _is_allowed(font_name: str, observed: Observed) -> bool:
    bare = font_name.rpartition("+")[2].lower()
    in_pdf = observed.seen is Seen.GEOMETRY
    return bare.startswith(_FONTS) or (in_pdf and bare.replace("-", "").startswith(_SAME_LETTERS))


@check("PG-04")
def colour(observed: Observed, context: Context) -> Iterator[Breach]:
    """Report every other colour once; stamps are red."""
    stamps = {id(line) for line in context.components.letterhead.stamps}
    reported: set[str] = set()
    for paragraph, run in _runs(observed):
        if run.colour is None or run.colour in reported or id(paragraph) in stamps or _is_black(run.colour):
            continue
        reported.add(run.colour)
        yield Breach(at=paragraph, found=f"#{run.colour}", expected=word("black"))


def _is_black(written: str) -> bool:
    try:
        is_dark = all(int(written[start : start + 2], 16) <= _DARKEST for start in (0, 2, 4))
    except ValueError:
        return True
    return is_dark or written == _UNPRINTED


@check("PG-05")
def number_place(observed: Observed, context: Context) -> Iterator[Breach]:
    """Report page numbers that stand elsewhere, and their lack in a document of several pages."""
    band, alignment = _PLACES[context.profile]
    expected = word(f"{band}_{alignment}")
    numbers = [one for section in observed.sections for one in section.numbers or ()]
    for one in numbers:
        if one.band is not band or one.alignment is not alignment:
            found = word(f"{one.band}_{'left' if one.alignment is Aligned.JUSTIFIED else one.alignment}")
            yield Breach(at=_band(observed, one.place.part, one.place.index), found=found, expected=expected)
            return
    if not numbers and _has_second_page(observed, context):
        yield Breach(at=None, found=word("missing"), expected=expected)


def _has_second_page(observed: Observed, context: Context) -> bool:
    """Whether the text itself goes on to a second page; an annex begins anew."""
    if observed.seen is Seen.STRUCTURE:
        return (observed.pages or 1) > 1 and len(observed.sections) == 1
    body = context.components.body
    return bool(body) and (body[-1].place.page or 1) > 1


def _band(observed: Observed, part: str, index: int) -> SeenParagraph | None:
    bands = (one for one in observed.bands if one.place.part == part and one.place.index == index)
    return next(bands, None)


@check("PG-06")
def first_number(observed: Observed, _context: Context) -> Iterator[Breach]:
    """Report a number on the first page."""
    for one in observed.sections[0].numbers or () if observed.sections else ():
        if one.on_first_page:
            at = _band(observed, one.place.part, one.place.index)
            yield Breach(at=at, found=word("first_number_shown"), expected=word("first_number_hidden"))
            return


@check("PG-07")
def annex_numbers(observed: Observed, context: Context) -> Iterator[Breach]:
    """Report annexes whose page numbers go on from the part before."""
    if not any(section.numbers for section in observed.sections):
        return
    body = context.components.body
    before = body[-1].place.section if body else None
    for annex in context.components.annexes:
        own = annex.label.place.section
        is_first = before is None and own == 0
        if not is_first and (own == before or observed.sections[own].restarts_at != 1):
            yield Breach(at=annex.label, found=word("number_goes_on"), expected=word("number_restarts"))
        before = own


@check("PG-08")
def coupled_sizes(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Report sizes of the letterhead that do not go together."""
    head = context.components.letterhead
    lines = [*head.national_name[:1], *head.motto[:1], *([head.place_date] if head.place_date else [])]
    sizes = [line.size_pt for line in lines]
    if not head.national_name or not head.motto or None in sizes:
        return
    known = [size for size in sizes if size is not None]
    for wanted in _COUPLED:
        pairs = zip(known, wanted, strict=False)
        if all(abs(size - right) <= _SIZE_TOLERANCE for size, right in pairs):
            return
    found = "/".join(points(size) for size in known)
    yield Breach(at=lines[0], found=found, expected=word("coupled" if head.place_date else "coupled_pair"))


@check("PG-09")
def turned_pages(observed: Observed, _context: Context) -> Iterator[Breach]:
    """Report pages on their side that hold no table."""
    for count, section in enumerate(observed.sections):
        inside = [one for one in observed.paragraphs if one.place.section == count]
        has_table = any(one.place.cell is not None and one.place.cell.bordered for one in inside)
        if section.is_landscape and inside and not has_table:
            yield Breach(at=_first_of(observed, count), found=word("landscape"), expected=word("portrait"))
