"""The properties of a Word file: what it is about, who made it and when, the mark of a form."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final

from generator.printed import Printed
from generator.profile import Profile
from generator.word_text import escaped
from model.clock import VIETNAM

_LONGEST: Final = 255
"""Letters that a property of a Word file holds."""
_NAMESPACES: Final = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_PROGRAM: Final = "vanthu"
_NOON: Final = time(12)
"""The same day here and in Greenwich."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """What the properties say; ``identifier`` is what the code of a form says too."""

    title: str
    subject: str
    author: str
    language: str
    dated: date
    identifier: str | None = None


def properties_of(printed: Printed, profile: Profile, dated: date) -> Properties:
    """Return the properties of a document of a day."""
    return Properties(
        title=printed.title,
        subject=printed.caption,
        author=printed.author,
        language=profile.language,
        dated=dated,
        identifier=printed.annex.mark if printed.annex else None,
    )


def properties_part(properties: Properties) -> bytes:
    """Return the part ``docProps/core.xml``; what an office's template said there is replaced, never run."""
    instant = datetime.combine(properties.dated, _NOON, VIETNAM).astimezone(UTC)
    stamp = f'xsi:type="dcterms:W3CDTF">{instant:%Y-%m-%dT%H:%M:%SZ}'
    identifier = properties.identifier
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties {_NAMESPACES}>'
        f"<dc:title>{_short(properties.title)}</dc:title><dc:subject>{_short(properties.subject)}</dc:subject>"
        f"<dc:creator>{_short(properties.author)}</dc:creator><dc:language>{properties.language}</dc:language>"
        f"{f'<dc:identifier>{_short(identifier)}</dc:identifier>' if identifier else ''}"
        f"<cp:lastModifiedBy>{_PROGRAM}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f"<dcterms:created {stamp}</dcterms:created><dcterms:modified {stamp}</dcterms:modified>"
        "</cp:coreProperties>"
    ).encode()


def _short(text: str) -> str:
    return escaped(text[:_LONGEST])
