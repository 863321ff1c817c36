"""How one dispatch is named in another: in a sentence, in a subject, in the reference lines of an annex."""

from datetime import date

from generator.printing import cited_code, day_and_month
from generator.reply_form_template import Citation
from generator.template import Wording
from model.dispatch import Dispatch
from model.organ import UnknownOrganError, organ


def reference_lines(dispatch: Dispatch, citation: Citation, wording: Wording) -> tuple[str, ...]:
    """Return the lines under the title of an annex; what is not yet known stays open to be written in."""
    gaps = (wording.open_number, wording.open_day, wording.open_month)
    return tuple(citation.reference.format(**_facts(dispatch, *gaps)).split("\n"))


def unfilled_reference_lines(dispatch: Dispatch, citation: Citation, wording: Wording) -> tuple[str, ...]:
    """Return the same of an annex in a file of its own: number and date are left blank (III-1c)."""
    facts = _facts(dispatch, *(wording.open_number, wording.open_day, wording.open_month))
    blank = {
        "code": wording.open_number,
        "day": wording.open_day,
        "month": wording.open_month,
        "year": wording.open_number,
    }
    return tuple(citation.reference.format(**{**facts, **blank}).split("\n"))


def cite(dispatch: Dispatch, citation: Citation) -> str:
    """Return code and date as a sentence names them."""
    return citation.in_text.format(**_facts(dispatch, *(citation.gap,) * 3))


def cite_code(dispatch: Dispatch, citation: Citation) -> str:
    """Return the code alone."""
    return citation.short.format(**_facts(dispatch, *(citation.gap,) * 3))


def issuer_name(dispatch: Dispatch) -> str:
    """Return the issuer as lists and sentences name it, not as its letterhead does."""
    try:
        known = organ(dispatch.issuer.organ_id or "", dispatch.issued_on)
    except UnknownOrganError:
        return dispatch.issuer.name
    return known.full_name


def day_of(dispatch: Dispatch) -> date:
    """Return the date, for a draft the last day on which it can be issued."""
    return dispatch.issued_on or date(dispatch.year, 12, 31)


def _facts(dispatch: Dispatch, number: str, day: str, month: str) -> dict[str, str]:
    if dispatch.issued_on is not None:
        day, month = day_and_month(dispatch.issued_on)
    label = dispatch.kind.label
    return {
        "kind": label[:1].upper() + label[1:],
        "code": cited_code(dispatch, number),
        "day": day,
        "month": month,
        "year": str(dispatch.year),
        "issuer": issuer_name(dispatch),
    }
