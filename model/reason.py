"""Why something is as it is: a code with its facts; the sentence for people is made at the edge."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason a program can compare, such as ``Reason("pdf-broken", ("page tree",))``."""

    code: str
    facts: tuple[str, ...] = ()
