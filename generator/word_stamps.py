"""Framed words in a Word template (how fast, how far the document may go), and the foot of its first page."""

from typing import Final

from lxml import etree

from generator import word_styles as style
from generator.profile import Profile, points
from generator.word_tagged import each, styled, when
from generator.word_xml import BLACK, cell, element, paragraph, qualified, row, table, twips

URGENCY: Final = "do_khan"
CIRCULATION: Final = "luu_hanh"
"""Alternative texts of the frames."""


def urgency_stamp(profile: Profile) -> tuple[etree._Element, ...]:
    """Build the stamp of urgency (III-2b), left under the letterhead; its width is set with its words."""
    stamp = _frame(URGENCY, "{{ do_khan }}", style.URGENCY, profile)
    return when(URGENCY, paragraph(style.URGENCY_GAP), stamp)


def circulation_stamp(profile: Profile) -> tuple[etree._Element, ...]:
    """Build the words about circulation (III-2c) in the top margin; their place is set with their width."""
    stamp = _frame(CIRCULATION, "{{ luu_hanh }}", style.CIRCULATION, profile)
    floating = element(
        "tblpPr",
        vertAnchor="page",
        horzAnchor="page",
        tblpX=0,
        tblpY=twips(points(profile.circulation.from_edge_mm)),
    )
    stamp.find(qualified("tblPr")).insert(0, floating)
    return when(CIRCULATION, stamp, paragraph(style.END))


def contact_part(profile: Profile) -> etree._Element:
    """Return the foot of the first page (III-4)."""
    lines = each("dia_chi", styled(style.CONTACT, "{{ dong }}", profile))
    return element("ftr", *when("dia_chi", paragraph(style.CONTACT_RULE)), *lines, paragraph(style.END))


def _frame(caption: str, text: str, name: str, profile: Profile) -> etree._Element:
    """Build a table of one cell; its border and height are those of the stamp, its width is set later."""
    rules = profile.urgency if caption == URGENCY else profile.circulation
    words = styled(name, text, profile)
    made = table(caption, (0.0,), (row(cell(0.0, words)),), padding=0, border=rules.border_pt)
    colour = profile.urgency.colour if caption == URGENCY else BLACK
    for side in made.find(f"{qualified('tblPr')}/{qualified('tblBorders')}"):
        side.set(qualified("color"), colour)
    for mark in words.iter(qualified("rPr")):
        mark.append(element("color", val=colour))
    height = element("trHeight", val=twips(points(rules.height_mm)), hRule="exact")
    made.find(f"{qualified('tr')}/{qualified('trPr')}").append(height)
    for place in made.iter(qualified("vAlign")):
        place.set(qualified("val"), "center")
    return made
