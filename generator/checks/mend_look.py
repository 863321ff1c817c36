"""Mend how letters look: font, colour, the sizes that go together, the label of the recipients."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from generator.checks.damage import Damage
from generator.checks.observed import SeenParagraph
from generator.checks.word_edits import (
    own_runs,
    paragraph_at,
    run_properties_of,
    set_property,
    set_size,
    text_parts,
)
from generator.checks.word_file import WORD
from generator.checks.word_styles import Styles

_FONT: Final = "Times New Roman"
_OF_SIGNS: Final = ("symbol", "wingdings", "webdings", "mt extra", "marlett", "cambria math")
_OF_OLD_CODES: Final = (".vn", "vni")
"""Fonts without which text of an old code cannot be read."""
_SCRIPTS: Final = ("ascii", "hAnsi", "cs", "eastAsia")
_LOOK_PARTS: Final = frozenset({"styles", "numbering"})
_WHITE: Final = "FFFFFF"
"""On a dark ground it is meant; black would not be read there."""
_COUPLED: Final = ((12.0, 13.0, 13.0), (13.0, 14.0, 14.0))
_LABEL_PT: Final = 12.0


def mend_fonts(damage: Damage) -> None:
    """Name Times New Roman wherever another font of letters is named."""
    styles = Styles(damage.copy.file)
    for element in _everywhere(damage, "rFonts"):
        named = [element.get(WORD + script) for script in _SCRIPTS]
        named += [
            styles.font(f"+{theme}") for script in _SCRIPTS if (theme := element.get(f"{WORD}{script}Theme"))
        ]
        fonts = [font.lower() for font in named if font]
        if any(font.startswith((*_OF_SIGNS, *_OF_OLD_CODES)) for font in fonts):
            continue
        if any(font != _FONT.lower() for font in fonts):
            _name_font(element)


def _name_font(element: etree._Element) -> None:
    for script in _SCRIPTS:
        element.attrib.pop(f"{WORD}{script}Theme", None)
        element.attrib.pop(f"{WORD}cstheme", None)
        element.set(WORD + script, _FONT)


def mend_colours(damage: Damage) -> None:
    """Print every letter black except stamps, and white on dark ground."""
    stamps = [paragraph_at(damage.copy, line.place) for line in damage.components.letterhead.stamps]
    kept_styles = {
        style.get(f"{WORD}val")
        for stamp in stamps
        if stamp is not None
        for style in (*stamp.iter(f"{WORD}pStyle"), *stamp.iter(f"{WORD}rStyle"))
    }
    for element in _everywhere(damage, "color"):
        written = (element.get(f"{WORD}val") or "auto").upper()
        is_stamp = any(one in stamps for one in element.iterancestors(f"{WORD}p"))
        style = next(element.iterancestors(f"{WORD}style"), None)
        is_stamp = is_stamp or (style is not None and style.get(f"{WORD}styleId") in kept_styles)
        if written not in {"AUTO", _WHITE} and not is_stamp:
            element.attrib.clear()
            element.set(f"{WORD}val", "auto")


def _everywhere(damage: Damage, tag: str) -> Iterator[etree._Element]:
    relations = damage.copy.file.relations(damage.copy.main_part).values()
    looks = (one.target for one in relations if one.kind in _LOOK_PARTS and damage.copy.file.has(one.target))
    for part in (*text_parts(damage.copy), *looks):
        yield from damage.copy.root(part).iter(WORD + tag)


def mend_coupled_sizes(damage: Damage) -> None:
    """Give national name, motto and date line the permitted sizes that change the fewest of them."""
    head = damage.components.letterhead
    groups = [head.national_name, head.motto, (head.place_date,) if head.place_date else ()]
    written = [lines[0].size_pt if lines else None for lines in groups]
    wanted = min(_COUPLED, key=lambda sizes: sum(a != b for a, b in zip(sizes, written, strict=True)))
    changes = [
        (_runs_of(damage, line), points)
        for lines, points in zip(groups, wanted, strict=True)
        for line in lines
    ]
    if all(runs for runs, _points in changes):  # a run that two lines share cannot have two sizes
        for runs, points in changes:
            for run in runs:
                set_size(run, points)


def mend_recipients_label(damage: Damage) -> None:
    """Set the label of the recipients in 12 point, bold and italic."""
    label = damage.components.recipients_label
    for run in [] if label is None else _runs_of(damage, label):
        set_size(run, _LABEL_PT)
        for tag in ("b", "bCs", "i", "iCs"):
            set_property(run_properties_of(run), tag)


def _runs_of(damage: Damage, line: SeenParagraph) -> list[etree._Element]:
    """Return the runs of a line that hold nothing of another line."""
    paragraph = paragraph_at(damage.copy, line.place)
    runs = [] if paragraph is None else own_runs(paragraph)
    numbers = sorted({run.start for run in line.inked if run.start < len(runs)})
    return [runs[number] for number in numbers if _holds_only(runs[number], line)]


def _holds_only(run: etree._Element, line: SeenParagraph) -> bool:
    text = "".join(piece.text or "" for piece in run.iterchildren(f"{WORD}t"))
    return text.strip() in line.raw
