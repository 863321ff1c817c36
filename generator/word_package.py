"""The parts of a Word template around its text: types, relations, settings, section, header and footer."""

from typing import Final

from lxml import etree

from generator import word_styles as style
from generator.profile import Band, Profile, points
from generator.word_stamps import contact_part
from generator.word_xml import RELATIONSHIPS, element, paragraph, serialise, text_run, twips
from generator.zip_parts import ZipPart, write_zip

_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_NUMBER_ID: Final = "rId3"
_CONTACT_ID: Final = "rId4"
"""Relations of the document to its page number and the foot of its first page."""


def pack_document(*, document: etree._Element, styles: etree._Element, profile: Profile) -> bytes:
    """Return a Word file of a text and its styles."""
    number, contact = _bands(profile)
    core = f"{_PACKAGE}/metadata/core-properties"
    parts = {
        "[Content_Types].xml": _content_types((number, contact)),
        "_rels/.rels": _relations(
            ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
            ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": etree.Element(f"{{{core}}}coreProperties", nsmap={"cp": core}),
        "word/_rels/document.xml.rels": _relations(
            ("rId1", f"{_OFFICE}/styles", "styles.xml"),
            ("rId2", f"{_OFFICE}/settings", "settings.xml"),
            (_NUMBER_ID, f"{_OFFICE}/{profile.page_number.band}", f"{number}.xml"),
            (_CONTACT_ID, f"{_OFFICE}/{Band.FOOTER}", f"{contact}.xml"),
        ),
        "word/document.xml": document,
        f"word/{contact}.xml": contact_part(profile),
        f"word/{number}.xml": _page_number(profile),
        "word/settings.xml": _settings(profile.language),
        "word/styles.xml": styles,
    }
    return write_zip(ZipPart.of(name, serialise(root)) for name, root in parts.items())


def section(profile: Profile) -> etree._Element:
    """Build the section of a template: paper, margins, page numbers from page 2 on."""
    page, number = profile.page, profile.page_number
    edges = {Band.HEADER: 0.0, Band.FOOTER: points(profile.contact.from_edge_mm)}
    edges[number.band] = points(number.from_edge_mm)
    return element(
        "sectPr",
        _reference(number.band, "default", _NUMBER_ID),
        _reference(Band.FOOTER, "first", _CONTACT_ID),
        element("pgSz", w=twips(points(page.width_mm)), h=twips(points(page.height_mm))),
        element(
            "pgMar",
            top=twips(points(page.top_mm)),
            right=twips(points(page.right_mm)),
            bottom=twips(points(page.bottom_mm)),
            left=twips(points(page.left_mm)),
            header=twips(edges[Band.HEADER]),
            footer=twips(edges[Band.FOOTER]),
            gutter=0,
        ),
        element("titlePg"),
    )


def _reference(band: Band, pages: str, relation: str) -> etree._Element:
    made = element(f"{band}Reference", type=pages)
    made.set(f"{{{RELATIONSHIPS}}}id", relation)
    return made


def _bands(profile: Profile) -> tuple[str, str]:
    """Name the parts of page number and address."""
    return ("header1", "footer1") if profile.page_number.band is Band.HEADER else ("footer1", "footer2")


def _page_number(profile: Profile) -> etree._Element:
    root = {Band.HEADER: "hdr", Band.FOOTER: "ftr"}[profile.page_number.band]
    field = element("fldSimple", text_run("2", profile.font), instr=" PAGE ")
    return element(root, paragraph(style.PAGE_NUMBER, field))


def _content_types(bands: tuple[str, ...]) -> etree._Element:
    namespace = f"{_PACKAGE}/content-types"
    root = etree.Element(f"{{{namespace}}}Types", nsmap={None: namespace})
    for extension, kind in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ):
        etree.SubElement(root, f"{{{namespace}}}Default", Extension=extension, ContentType=kind)
    parts = {
        "word/document": f"{_WORD_TYPE}.document.main+xml",
        "word/styles": f"{_WORD_TYPE}.styles+xml",
        "word/settings": f"{_WORD_TYPE}.settings+xml",
        "docProps/core": _CORE_TYPE,
        **{f"word/{name}": f"{_WORD_TYPE}.{name[:-1]}+xml" for name in sorted(bands)},
    }
    for part, kind in parts.items():
        etree.SubElement(root, f"{{{namespace}}}Override", PartName=f"/{part}.xml", ContentType=kind)
    return root


def _relations(*relations: tuple[str, str, str]) -> etree._Element:
    namespace = f"{_PACKAGE}/relationships"
    root = etree.Element(f"{{{namespace}}}Relationships", nsmap={None: namespace})
    for identifier, kind, target in relations:
        etree.SubElement(root, f"{{{namespace}}}Relationship", Id=identifier, Type=kind, Target=target)
    return root


def _settings(language: str) -> etree._Element:
    mode = element(
        "compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val="15"
    )
    return element(
        "settings",
        element("defaultTabStop", val="720"),
        element("characterSpacingControl", val="doNotCompress"),
        element("compat", mode),
        element("themeFontLang", val=language),
    )
