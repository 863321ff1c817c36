"""The part ``word/styles.xml`` of a template, and its sizes in a letterhead that takes smaller ones."""

from collections.abc import Iterator
from dataclasses import asdict

from lxml import etree

from generator.profile import Profile
from generator.profile_rules import LetterheadSizes
from generator.word_styles import LETTERHEAD_STYLES, Style, styles
from generator.word_xml import element, fonts, qualified, twips


def styles_part(profile: Profile) -> etree._Element:
    """Return the root of ``word/styles.xml``."""
    defaults = element(
        "docDefaults",
        element(
            "rPrDefault",
            element("rPr", fonts(profile.font), *_size(profile.body.size_pt), _language(profile)),
        ),
        element(
            "pPrDefault", element("pPr", element("spacing", before=0, after=0, line=240, lineRule="auto"))
        ),
    )
    normal = element(
        "style",
        element("name", val="Normal"),
        element("qFormat"),
        type="paragraph",
        default="1",
        styleId="Normal",
    )
    return element("styles", defaults, normal, *(_style(style, profile) for style in styles(profile)))


def complete(root: etree._Element, profile: Profile) -> None:
    """Add the styles that an office's own template lacks; those it has decide how the text looks."""
    known = {one.get(qualified("styleId")) for one in root.iterchildren(qualified("style"))}
    root.extend(_style(style, profile) for style in styles(profile) if style.id not in known)


def set_sizes(root: etree._Element, sizes: LetterheadSizes) -> None:
    """Take other sizes for the letterhead; a style without a size of its own is left alone."""
    wanted = {LETTERHEAD_STYLES[name]: size for name, size in asdict(sizes).items()}
    for style in root.iterchildren(qualified("style")):
        size = wanted.get(str(style.get(qualified("styleId"))))
        for tag in ("sz", "szCs") if size is not None else ():
            for mark in style.findall(f"{qualified('rPr')}/{qualified(tag)}"):
                mark.set(qualified("val"), str(round(float(size or 0) * 2)))


def _style(style: Style, profile: Profile) -> etree._Element:
    return element(
        "style",
        element("name", val=style.id),
        element("basedOn", val="Normal"),
        element("qFormat"),
        _paragraph_properties(style, profile),
        _run_properties(style, profile),
        type="paragraph",
        customStyle="1",
        styleId=style.id,
    )


def _paragraph_properties(style: Style, profile: Profile) -> etree._Element:
    made = element("pPr")
    if style.keep_next:
        made.append(element("keepNext"))
    made.append(element("widowControl"))
    made.extend(_borders(style))
    line, kind = (
        (profile.line_spacing * 240, "auto") if style.exact is None else (twips(style.exact), "exact")
    )
    before, after = twips(style.before), twips(style.after)
    made.append(element("spacing", before=before, after=after, line=line, lineRule=kind))
    first = "hanging" if style.first < 0 else "firstLine"
    made.append(element("ind", left=twips(style.left), **{first: twips(abs(style.first))}))
    made.append(element("jc", val=style.align))
    return made


def _borders(style: Style) -> Iterator[etree._Element]:
    for side, thickness in (("top", style.rule_above), ("bottom", style.rule)):
        if thickness is not None:
            line = element(side, val="single", sz=thickness * 8, space=0, color="000000")
            yield element("pBdr", line)


def _run_properties(style: Style, profile: Profile) -> etree._Element:
    made = element("rPr", fonts(profile.font))
    for wanted, names in ((style.is_bold, ("b", "bCs")), (style.is_italic, ("i", "iCs"))):
        made.extend(element(name) for name in names if wanted)
    made.extend((element("color", val=style.colour), *_size(style.size), _language(profile)))
    return made


def _language(profile: Profile) -> etree._Element:
    return element("lang", val=profile.language, eastAsia=profile.language, bidi=profile.language)


def _size(size: float) -> tuple[etree._Element, etree._Element]:
    return element("sz", val=size * 2), element("szCs", val=size * 2)
