"""The annex as blocks: heading, mark and QR code, its text, the tables of answers."""

from collections.abc import Iterator
from dataclasses import replace

from generator.annex import Annex, AnswerTable
from generator.compose_body import compose_parts
from generator.compose_table import compose_table
from generator.flow import Block, Column
from generator.fonts import Face
from generator.profile import Profile, points
from generator.qr_code import qr_squares
from generator.typesetting import (
    Line,
    Pattern,
    Setting,
    balanced,
    centred,
    centred_rule,
    set_paragraph,
    spaced,
)
from model.dispatch import Alignment, Paragraph, UprightPart


def compose_annex(annex: Annex, parts: tuple[UprightPart, ...], profile: Profile) -> Iterator[Block]:
    """Yield the first section of an annex, with the beginning of its text; it begins on a page of its own."""
    yield Block(columns=(Column(lines=tuple(_heading(annex, profile))),), keep_next=True)
    yield from compose_parts(parts, profile)
    for table in annex.tables:
        yield from _answers(table, profile)


def _heading(annex: Annex, profile: Profile) -> Iterator[Line]:
    rules, room = profile.annex, profile.page.text_width_pt
    yield from centred(annex.label, Face.BOLD, rules.label_pt, room)
    before = rules.before_pt
    for text in title_lines(annex, profile):
        yield from spaced(centred(text, Face.BOLD, rules.title_pt, room), before)
        before = 0.0
    for text in annex.reference:
        yield from centred(text, Face.ITALIC, rules.reference_pt, room)
    yield centred_rule(points(rules.rule_mm), room, profile.rule.gap_pt)
    if annex.mark is not None:
        yield _code(annex.mark, profile)
    if annex.mark_line is not None:
        yield from spaced(centred(annex.mark_line, Face.REGULAR, rules.mark_pt, room), points(rules.quiet_mm))


def title_lines(annex: Annex, profile: Profile) -> tuple[str, ...]:
    """Break the title into lines of nearly equal length, the same in Word and PDF."""
    return balanced(annex.title, Face.BOLD, profile.annex.title_pt, profile.page.text_width_pt)


def _code(mark: str, profile: Profile) -> Line:
    side = points(profile.annex.code_mm)
    pattern = Pattern(x=(profile.page.text_width_pt - side) / 2, side=side, squares=qr_squares(mark))
    return Line(height=side, pattern=pattern, before=points(profile.annex.quiet_mm))


def _answers(part: AnswerTable, profile: Profile) -> Iterator[Block]:
    if part.title is not None:
        yield _title(part.title, profile)
    yield from compose_table(part.table, profile)


def _title(title: Paragraph, profile: Profile) -> Block:
    setting = Setting(size=profile.table.size_pt, width=profile.page.text_width_pt, alignment=Alignment.LEFT)
    bold = tuple(replace(run, bold=True) for run in title.runs)
    lines = set_paragraph(bold, setting)
    return Block(columns=(Column(lines=lines),), before=profile.annex.before_pt, keep_next=True)
