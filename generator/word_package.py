"""The zip container of a Word file, written the same way every time."""

from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from generator.profile import Band
from generator.word_xml import element, serialise

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_PARTS: Final = {
    "/word/document.xml": f"{_WORD_TYPE}.document.main+xml",
    "/word/styles.xml": f"{_WORD_TYPE}.styles+xml",
    "/word/settings.xml": f"{_WORD_TYPE}.settings+xml",
    "/docProps/core.xml": _CORE_TYPE,
}
BAND_ID: Final = "rId3"
"""Relation of the document to the part that holds the page number."""


def pack_document(
    *,
    document: etree._Element,
    styles: etree._Element,
    band: Band,
    page_number: etree._Element,
    language: str,
) -> bytes:
    """Return a Word file of these parts; ``band`` says what the part with the page number is."""
    core = f"{_PACKAGE}/metadata/core-properties"
    return write_zip(
        {
            "[Content_Types].xml": serialise(_content_types(band)),
            "_rels/.rels": serialise(
                _relations(
                    ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
                    ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
                )
            ),
            "docProps/core.xml": serialise(etree.Element(f"{{{core}}}coreProperties", nsmap={"cp": core})),
            "word/_rels/document.xml.rels": serialise(
                _relations(
                    ("rId1", f"{_OFFICE}/styles", "styles.xml"),
                    ("rId2", f"{_OFFICE}/settings", "settings.xml"),
                    (BAND_ID, f"{_OFFICE}/{band}", f"{band}1.xml"),
                )
            ),
            "word/document.xml": serialise(document),
            f"word/{band}1.xml": serialise(page_number),
            "word/settings.xml": serialise(_settings(language)),
            "word/styles.xml": serialise(styles),
        }
    )


def write_zip(parts: dict[str, bytes]) -> bytes:
    """Return a zip of named parts without times of its own."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            package.writestr(entry, content)
    return target.getvalue()


def without_times(package: bytes) -> bytes:
    """Return the zip with every entry's time set back, its parts in the order of their names."""
    with ZipFile(BytesIO(package)) as source:
        return write_zip({name: source.read(name) for name in sorted(source.namelist())})


def _content_types(band: Band) -> etree._Element:
    namespace = f"{_PACKAGE}/content-types"
    root = etree.Element(f"{{{namespace}}}Types", nsmap={None: namespace})
    for extension, kind in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ):
        etree.SubElement(root, f"{{{namespace}}}Default", Extension=extension, ContentType=kind)
    bands = {f"/word/{band}1.xml": f"{_WORD_TYPE}.{band}+xml"}
    for part, kind in (_PARTS | bands).items():
        etree.SubElement(root, f"{{{namespace}}}Override", PartName=part, ContentType=kind)
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
