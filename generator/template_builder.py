"""Build the shipped Word templates from the layout profiles: ``python -m generator.template_builder``.

The result is the same byte for byte every time. Offices edit a copy in Word; docs/generator.md lists the tags
they meet there.
"""

from pathlib import Path
from typing import Final

from generator.profile import Profile, load_profile
from generator.template import Wording, load_kind
from generator.template_files import SHIPPED
from generator.word_document import document_part, page_number_part
from generator.word_package import pack_document
from generator.word_styles import styles_part
from model.document_kind import DocumentKind
from model.layout_profile import LayoutProfile

GENERATED: Final = (
    (DocumentKind.OFFICIAL_DISPATCH, LayoutProfile.ND30_2020),
    (DocumentKind.OFFICIAL_DISPATCH, LayoutProfile.TT01_2011),
)


def build_template(profile: Profile, wording: Wording) -> bytes:
    """Return the Word template of a dispatch."""
    return pack_document(
        document=document_part(profile, wording),
        styles=styles_part(profile, wording),
        band=profile.page_number.band,
        page_number=page_number_part(profile),
        language=profile.language,
    )


def shipped_template(kind: DocumentKind, layout: LayoutProfile) -> tuple[Path, bytes]:
    """Return where a shipped template lies, and what it must hold."""
    folder, profile = SHIPPED / kind, load_profile(layout)
    wording = load_kind(kind).wording
    return folder / profile.word_template, build_template(profile, wording)


def main() -> None:
    """Write every shipped template."""
    for kind, layout in GENERATED:
        path, content = shipped_template(kind, layout)
        path.write_bytes(content)


if __name__ == "__main__":
    main()
