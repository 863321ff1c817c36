"""The body as blocks: paragraphs with their first-line indent, headings, and tables row by row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from generator.compose_table import compose_table
from generator.flow import Block, Column
from generator.fonts import Face
from generator.profile import Profile, points
from generator.typesetting import Line, Setting, centred, set_paragraph
from model.dispatch import Banner, Basis, Heading, Landscape, Paragraph, Part, Run, Table, UprightPart

_KEPT_LINES = 2
"""How many lines of the body stand with the signature (3.3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodySection:
    """Parts that follow one another on pages of one size."""

    parts: tuple[UprightPart, ...]
    landscape: bool = False


def body_sections(body: tuple[Part, ...]) -> tuple[BodySection, ...]:
    """Split a text where pages are turned; there is always at least one section."""
    sections: list[BodySection] = []
    for turned, group in groupby(body, lambda part: isinstance(part, Landscape)):
        parts = tuple(inner for part in group for inner in _upright(part))
        sections.append(BodySection(parts=parts, landscape=turned))
    if not sections or sections[0].landscape:
        sections.insert(0, BodySection(parts=()))
    return tuple(sections)


def _upright(part: Part) -> tuple[UprightPart, ...]:
    return part.parts if isinstance(part, Landscape) else (part,)


def compose_body(parts: tuple[UprightPart, ...], profile: Profile) -> tuple[Block, ...]:
    """Return the blocks of the last section; at least two lines of it stand with the signature."""
    blocks = list(compose_parts(parts, profile))
    for position in kept_with_signature(tuple(_line_count(block) for block in blocks)):
        blocks[position] = replace(blocks[position], keep_next=True)
    return tuple(blocks)


def kept_with_signature(line_counts: tuple[int, ...]) -> tuple[int, ...]:
    """Return the positions of the last parts that together give two lines."""
    kept: list[int] = []
    lines = 0
    for position in reversed(range(len(line_counts))):
        if lines >= _KEPT_LINES:
            break
        kept.append(position)
        lines += line_counts[position]
    return tuple(kept)


def _line_count(block: Block) -> int:
    return max(sum(bool(line.segments) for line in column.lines) for column in block.columns)


def compose_parts(parts: Iterable[UprightPart], profile: Profile) -> Iterator[Block]:
    """Yield the blocks of parts, one after another."""
    for part in parts:
        yield from _part(part, profile)


def _part(part: UprightPart, profile: Profile) -> Iterator[Block]:
    before = profile.body.before_pt
    match part:
        case Table():
            yield from compose_table(part, profile)
        case Heading():
            yield from _heading(part, profile)
        case Banner():
            lines = centred(part.text, Face.BOLD, profile.banner.size_pt, profile.page.text_width_pt)
            yield _block(lines, profile.banner.before_pt, keep_next=True)
        case Basis():
            yield _block(_indented(basis_runs(part, profile), profile), before)
        case Paragraph():
            yield _block(_indented(part.runs, profile), before)


def _heading(heading: Heading, profile: Profile) -> Iterator[Block]:
    """Yield number and title on centred lines of their own, or run in on one indented line (II-6đ)."""
    if not heading.level.stands_alone:
        yield _block(_indented(heading_runs(heading), profile), profile.body.before_pt, keep_next=True)
        return
    size, room = profile.heading.size_pt, profile.page.text_width_pt
    yield _block(centred(heading.number, Face.BOLD, size, room), profile.heading.before_pt, keep_next=True)
    if heading.title:
        yield _block(centred(heading.title, Face.BOLD, size, room), 0.0, keep_next=True)


def heading_runs(heading: Heading) -> tuple[Run, ...]:
    """Return the words of a heading that stands as a paragraph does."""
    return (Run(heading.text.rstrip(), bold=True),)


def basis_runs(basis: Basis, profile: Profile) -> tuple[Run, ...]:
    """Return the words of a legal ground in the style of the profile."""
    if not profile.basis.italic:
        return basis.runs
    return tuple(replace(run, italic=True) for run in basis.runs)


def _indented(runs: tuple[Run, ...], profile: Profile) -> tuple[Line, ...]:
    """Break a paragraph of the body into its lines."""
    setting = Setting(
        size=profile.body.size_pt,
        width=profile.page.text_width_pt,
        first_indent=points(profile.body.first_line_indent_mm),
    )
    return set_paragraph(runs, setting)


def _block(lines: tuple[Line, ...], before: float, *, keep_next: bool = False) -> Block:
    return Block(columns=(Column(lines=lines),), before=before, keep_next=keep_next)
