"""Tell the pages that begin with a letterhead: any of them may be the first page of a document."""

import re
from itertools import islice
from typing import Final

from archive.read_document import Page
from model.vietnamese import fold

_TOP_LINES: Final = 12
"""Within so many lines of a page a letterhead has begun."""
_DEEPEST: Final = 0.4
"""Share of the page's height above which it stands."""
_COUNTRY: Final = re.compile(
    r"xa\W?hoi\W?chu\W?nghia|doc\W?lap\W{1,5}tu\W?do|tu\W?do\W{1,5}hanh\W?phuc|dang\W?cong\W?san"
)
"""The parts of the country's name and motto that recognition rarely misses all at once; the party's too."""


def has_letterhead(page: Page) -> bool:
    """Whether a page names the country, or the party, at its top."""
    top = islice((line for line in page.lines if line.text.strip()), _TOP_LINES)
    return any(_COUNTRY.search(fold(line.text)) and not _is_low(line.box, page.height) for line in top)


def _is_low(box: tuple[float, float, float, float] | None, height: float | None) -> bool:
    return box is not None and height is not None and box[1] > _DEEPEST * height
