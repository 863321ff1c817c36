"""Build the shipped Word templates from the layout profiles: ``python -m generator.template_builder``.

The result is the same byte for byte every time. Offices edit a copy in Word; docs/generator.md lists the tags
they meet there.
"""

from collections.abc import Iterator
from pathlib import Path

from generator.profile import Profile, load_profile
from generator.template import KindTemplate, load_kind
from generator.template_files import SHIPPED
from generator.word_document import copy_document_part, document_part
from generator.word_package import pack_document
from generator.word_style_part import styles_part
from model.copy_form import CopyForm
from model.document_kind import DocumentKind
from model.layout_profile import LayoutProfile

_LAYOUTS = (LayoutProfile.ND30_2020, LayoutProfile.TT01_2011)


def build_template(profile: Profile, kind: KindTemplate) -> bytes:
    """Return the Word template of a kind of document."""
    return pack_document(document=document_part(profile, kind), styles=styles_part(profile), profile=profile)


def build_block(profile: Profile) -> bytes:
    """Return the Word template of what stands under a copied document."""
    return pack_document(document=copy_document_part(profile), styles=styles_part(profile), profile=profile)


def shipped_templates() -> Iterator[tuple[Path, bytes]]:
    """Yield where each shipped template lies, and what it must hold: every kind and copy in each layout."""
    for kind in DocumentKind:
        if not (SHIPPED / kind / "template.toml").is_file():
            continue
        described = load_kind(kind)
        for layout in _LAYOUTS:
            profile = load_profile(layout).of_kind(kind)
            yield SHIPPED / kind / profile.word_template, build_template(profile, described)
    for form in CopyForm:
        for layout in _LAYOUTS:
            profile = load_profile(layout)
            yield SHIPPED / form / profile.word_template, build_block(profile)


def main() -> None:
    """Write every shipped template."""
    for path, content in shipped_templates():
        path.write_bytes(content)


if __name__ == "__main__":
    main()
