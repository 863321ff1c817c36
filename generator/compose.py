"""A document as blocks of measured lines, in the order of the page: what the PDF draws."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.annex import Annex
from generator.compose_annex import compose_annex
from generator.compose_body import BodySection, body_sections, compose_body, compose_parts
from generator.compose_copy import compose_copy
from generator.compose_letterhead import compose_letterhead
from generator.compose_margins import Fixed, contact_room, fixed_lines
from generator.compose_signature import compose_signature
from generator.compose_title import compose_addressees, compose_title, compose_urgency
from generator.flow import Block
from generator.printed import Printed
from generator.profile import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Pages of one size, beginning on a page of their own."""

    blocks: Iterable[Block]
    profile: Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """What is numbered by itself: the document, the text that it issues, each annex."""

    sections: Iterable[Section]
    fixed: tuple[Fixed, ...] = ()
    """What stands in the margins of the first page."""
    foot: float = 0.0
    """How much of the first page's text room the foot takes, in points."""


def compose(printed: Printed, profile: Profile) -> Iterator[Volume]:
    """Yield the document, then what is attached to it."""
    yield Volume(
        sections=tuple(_sections(printed, profile)),
        fixed=fixed_lines(printed, profile),
        foot=contact_room(printed, profile),
    )
    if printed.attached is not None:
        yield from compose(printed.attached, profile)
    for annex in printed.annexes:
        yield annex_volume(annex, profile)


def annex_volume(annex: Annex, profile: Profile) -> Volume:
    """Return the pages of an annex, upright or lying as it says, composed as they are drawn."""
    return Volume(sections=_annex_sections(annex, profile.turned if annex.landscape else profile))


def _sections(printed: Printed, profile: Profile) -> Iterator[Section]:
    """Yield the pages of a text; what closes it stands in its last section, also when that lies."""
    first, *others = body_sections(printed.body)
    opening = (
        *compose_letterhead(printed, profile),
        *compose_urgency(printed, profile),
        *((compose_title(printed.heading, profile),) if printed.heading else ()),
        *compose_addressees(printed, profile),
    )
    if not others:
        closing = _closing(first, printed, profile)
        yield Section(blocks=(*opening, *closing), profile=profile)
        return
    yield Section(blocks=(*opening, *compose_parts(first.parts, profile)), profile=profile)
    for section in others[:-1]:
        page = page_of(section, profile)
        yield Section(blocks=compose_parts(section.parts, page), profile=page)
    page = page_of(others[-1], profile)
    yield Section(blocks=_closing(others[-1], printed, page), profile=page)


def page_of(section: BodySection, profile: Profile) -> Profile:
    """Return the profile on the page that a section stands on."""
    return profile.turned if section.landscape else profile


def _closing(section: BodySection, printed: Printed, profile: Profile) -> tuple[Block, ...]:
    signature = compose_signature(printed, profile)
    body = compose_body(section.parts, profile) if signature else tuple(compose_parts(section.parts, profile))
    copy = tuple(compose_copy(printed.copy, profile)) if printed.copy else ()
    return (*body, *signature, *copy)


def _annex_sections(annex: Annex, profile: Profile) -> Iterator[Section]:
    first, *others = body_sections(annex.parts)
    yield Section(blocks=compose_annex(annex, first.parts, profile), profile=profile)
    for section in others:
        page = page_of(section, profile)
        yield Section(blocks=compose_parts(section.parts, page), profile=page)
