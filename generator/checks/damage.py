"""What a mender gets: the copy to change, what was seen, and the findings of its rule."""

from collections.abc import Callable
from dataclasses import dataclass

from generator.checks.components import Components
from generator.checks.finding import Finding
from generator.checks.observed import Observed
from generator.checks.word_copy import WordCopy
from model.layout_profile import LayoutProfile


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """The findings of one rule in one file."""

    copy: WordCopy
    observed: Observed
    components: Components
    profile: LayoutProfile
    findings: tuple[Finding, ...]


Mender = Callable[[Damage], None]
"""Changes the copy so that the findings go; leaves alone what cannot be mended safely."""
