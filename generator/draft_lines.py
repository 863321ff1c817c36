"""The text of a draft around what the clerk writes: grounds, authority, and the lines its kind always has."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.draft_body import read_body, read_runs
from generator.draft_headings import article_number
from generator.draft_source import Field, Fields, as_date
from generator.kind_description import Authority, FixedLine
from generator.printing import day_and_month
from generator.template import PLACE, KindTemplate, places_of
from model.dispatch import Banner, BannerRole, Basis, Paragraph, Part, Signatory
from model.layout_profile import LayoutProfile
from model.vietnamese import collapse

_CAPACITY = re.compile(r"(TM|KT|TL|TUQ|Q)\.\s*")
_COLLECTIVE = "TM"
_STOPS = " .;,"


@dataclass(frozen=True, slots=True)
class Words:
    """What the places of fixed words stand for: fields of the draft, else the usual values of the kind."""

    fields: Fields
    usual: Mapping[str, str]

    def lines(self, name: str) -> tuple[str, ...]:
        """Return what a place says, dates written out; nothing when the draft lacks it."""
        field = self.fields.get(name)
        if field is not None:
            return tuple(_written_out(line.rstrip(_STOPS)) for line in field.lines())
        usual = self.usual.get(name)
        return (self.said(usual),) if usual else ()

    def said(self, text: str) -> str:
        """Return a text with its places filled, those without value empty."""
        return collapse(PLACE.sub(lambda place: ", ".join(self.lines(place[1])), text))


def read_parts(field: Field) -> tuple[Part, ...]:
    """Return the parts of a text."""
    text, first_line = field.block()
    return read_body(text, lambda code, number, facts: field.error(code, *facts, line=first_line + number))


def compose_text(
    template: KindTemplate, words: Words, signatory: Signatory, body: str, day: date
) -> tuple[Part, ...]:
    """Return the whole text; ``body`` is the issuer's name as sentences say it."""
    return (
        *_authority(template, words.fields, signatory, body),
        *_grounds(words.fields.get("can_cu"), template, day),
        *_operative(template),
        *(part for line in template.description.lines for part in _line(line, words)),
    )


def last_article(parts: tuple[Part, ...]) -> str | None:
    """Return the number of the last article, which names who carries a decision out."""
    numbers = [number for number in map(article_number, parts) if number is not None]
    return numbers[-1] if numbers else None


def _line(line: FixedLine, words: Words) -> Iterator[Part]:
    """Yield the paragraphs of a fixed line."""
    if line.body:
        field = words.fields.get(line.body)
        yield from read_parts(field) if field else ()
        return
    values = {name: words.lines(name) for name in places_of(line.text)}
    if not all(values.values()):
        return
    listed = next((lines for lines in values.values() if len(lines) > 1), ())
    text = words.said(PLACE.sub(lambda place: "" if values[place[1]] == listed else place[0], line.text))
    yield _paragraph(text.rstrip(_STOPS) if listed else text)
    yield from (
        _paragraph(f"- {item}{';' if place < len(listed) else '.'}") for place, item in _numbered(listed)
    )


def _numbered(items: tuple[str, ...]) -> enumerate[str]:
    return enumerate((item.removeprefix("- ") for item in items), start=1)


def _paragraph(text: str) -> Paragraph:
    return Paragraph(read_runs(text[:1].upper() + text[1:]))


def _written_out(text: str) -> str:
    """Return a date typed in digits as a sentence writes it, any other text as it is."""
    day = as_date(text)
    if day is None:
        return text
    number, month = day_and_month(day)
    return f"{number} tháng {month} năm {day.year}"


def _authority(template: KindTemplate, fields: Fields, signatory: Signatory, body: str) -> Iterator[Banner]:
    """Yield who decides (thẩm quyền ban hành): as typed, else told by who signs."""
    kind = template.description.authority
    if kind is Authority.NONE:
        return
    typed = fields.get("tham_quyen")
    head = body if kind is Authority.BODY else _head(signatory, body)
    yield Banner(text=(typed.text() if typed else head).upper(), role=BannerRole.AUTHORITY)


def _head(signatory: Signatory, body: str) -> str:
    """Return the title of the head with the body's name, or the body alone where it signs as a collective."""
    first = next(iter((*signatory.capacity_lines, signatory.title)))
    capacity = _CAPACITY.match(first)
    if capacity and capacity[1] == _COLLECTIVE:
        return body
    title = first[capacity.end() :] if capacity else first
    return title if body.upper().startswith(title.upper()) else f"{title} {body}"


def _grounds(field: Field | None, template: KindTemplate, day: date) -> Iterator[Basis]:
    """Yield the legal grounds with their stops (II-6a; before 2020 the last ended with a comma)."""
    wording = template.wording
    is_current = LayoutProfile.on(day) is LayoutProfile.ND30_2020
    last = wording.basis_end if is_current else wording.basis_end_before_2020
    items = field.lines() if field else ()
    for place, item in enumerate(items, start=1):
        stop = wording.basis_stop if place < len(items) else last
        yield Basis(read_runs(item.removeprefix("- ").rstrip(_STOPS) + stop))


def _operative(template: KindTemplate) -> Iterator[Banner]:
    if template.wording.operative:
        yield Banner(text=template.wording.operative, role=BannerRole.OPERATIVE)
