"""The annex as blocks: heading, mark and QR code, the tables of answers."""

from collections.abc import Iterator
from dataclasses import replace

from generator.annex import Annex
from generator.compose_body import compose_table
from generator.flow import Block, Column
from generator.fonts import Face
from generator.profile import Profile, points
from generator.qr_code import qr_squares
from generator.typesetting import Line, Pattern, Setting, balanced, set_paragraph, set_text
from model.dispatch import Alignment, Paragraph


def compose_annex(annex: Annex, profile: Profile) -> tuple[Block, ...]:
    """Return the blocks of an annex; it begins on a page of its own."""
    return (
        Block(columns=(Column(lines=tuple(_heading(annex, profile))),), keep_next=True),
        *_tables(annex, profile),
    )


def _heading(annex: Annex, profile: Profile) -> Iterator[Line]:
    rules = profile.annex
    yield from _centred(annex.label, Face.BOLD, rules.label_pt, profile)
    before = rules.before_pt
    for text in title_lines(annex, profile):
        yield from _spaced(_centred(text, Face.BOLD, rules.title_pt, profile), before)
        before = 0.0
    for text in annex.reference:
        yield from _centred(text, Face.ITALIC, rules.reference_pt, profile)
    room, length = profile.page.text_width_pt, points(rules.rule_mm)
    yield Line(height=profile.rule.gap_pt, rule=((room - length) / 2, (room + length) / 2))
    if annex.mark is not None:
        yield _code(annex.mark, profile)
    if annex.mark_line is not None:
        before = points(rules.quiet_mm)
        yield from _spaced(_centred(annex.mark_line, Face.REGULAR, rules.mark_pt, profile), before)


def title_lines(annex: Annex, profile: Profile) -> tuple[str, ...]:
    """Break the title into lines of nearly equal length, the same in Word and PDF."""
    return balanced(annex.title, Face.BOLD, profile.annex.title_pt, profile.page.text_width_pt)


def _code(mark: str, profile: Profile) -> Line:
    side = points(profile.annex.code_mm)
    pattern = Pattern(x=(profile.page.text_width_pt - side) / 2, side=side, squares=qr_squares(mark))
    return Line(height=side, pattern=pattern, before=points(profile.annex.quiet_mm))


def _centred(text: str, face: Face, size: float, profile: Profile) -> tuple[Line, ...]:
    setting = Setting(size=size, width=profile.page.text_width_pt, alignment=Alignment.CENTRE)
    return set_text(text, face, setting)


def _spaced(lines: tuple[Line, ...], before: float) -> Iterator[Line]:
    yield replace(lines[0], before=before)
    yield from lines[1:]


def _tables(annex: Annex, profile: Profile) -> Iterator[Block]:
    for part in annex.tables:
        if part.title is not None:
            yield _title(part.title, profile)
        yield from compose_table(part.table, profile)


def _title(title: Paragraph, profile: Profile) -> Block:
    setting = Setting(size=profile.table.size_pt, width=profile.page.text_width_pt, alignment=Alignment.LEFT)
    bold = tuple(replace(run, bold=True) for run in title.runs)
    lines = set_paragraph(bold, setting)
    return Block(columns=(Column(lines=lines),), before=profile.annex.before_pt, keep_next=True)
