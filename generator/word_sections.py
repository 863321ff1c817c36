"""The sections of a Word document: each a variation of the one that its template ends with."""

import re
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lxml import etree

from generator.profile import Profile
from generator.word_xml import RELATIONSHIPS, element, qualified

_BEFORE_NUMBERING: Final = ("pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType")
_DECLARED: Final = re.compile(r' xmlns:\w+="[^"]*"')


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sections:
    """Makes the properties of sections from those of a template."""

    base: etree._Element
    profile: Profile
    """Of its pages; the pages of any other profile lie on their long side."""
    blank_footer: str
    """Relation of the document to a foot without words."""

    @lru_cache(maxsize=64)  # noqa: B019 - few templates are kept, each of a few variations
    def xml(self, page: Profile, *, opening: bool, restarted: bool = False) -> str:
        """Return a section on the pages of a profile.

        Args:
            page: whose paper it is.
            opening: its first page shows no page number, as the first of a document and of an annex does.
            restarted: its pages are numbered from 1, and nothing stands at the foot of the first one.
        """
        made = deepcopy(self.base)
        if not opening:
            for mark in made.findall(qualified("titlePg")):
                made.remove(mark)
        if restarted:
            self._restart(made)
        if page is not self.profile:
            _turn(made)
        return _DECLARED.sub("", etree.tostring(made, encoding="unicode"))

    def _restart(self, section: etree._Element) -> None:
        for known in section.findall(qualified("pgNumType")):
            section.remove(known)
        before = [child for name in _BEFORE_NUMBERING for child in section.findall(qualified(name))]
        before[-1].addnext(element("pgNumType", start=1))
        for footer in section.findall(qualified("footerReference")):
            if footer.get(qualified("type")) == "first":
                footer.set(f"{{{RELATIONSHIPS}}}id", self.blank_footer)


def _turn(section: etree._Element) -> None:
    size = section.find(qualified("pgSz"))
    width, height = (str(size.get(qualified(side))) for side in ("w", "h"))
    size.set(qualified("w"), height)
    size.set(qualified("h"), width)
    size.set(qualified("orient"), "landscape")
