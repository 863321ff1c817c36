"""The dispatch whose reply form a document is, by the mark on it (design, invariant 8).

A right mark decides alone, unless the letterhead or a cited code contradicts it; then a person decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from archive.linking import OpenDispatch
from model.identification import Evidence, Identification
from model.organ import find_organ
from model.reason import Reason
from model.record import Addressee
from model.reply_mark import ReplyMark, ReplyMarkError
from model.vietnamese import collapse, fold

MARK: Final = "mark"
"""The rule of evidence that a mark gives."""
AGAINST_SENDER: Final = "mark-against-sender"
CERTAIN: Final = 100
DOUBTFUL: Final = 84
"""The highest score that still asks a person (records.md 1.11)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkFinding:
    """What the marks of a document say: which dispatch, whose form, and what speaks against it."""

    dispatch: OpenDispatch | None = None
    addressee: Addressee | None = None
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Reason, ...] = ()

    @property
    def score(self) -> int:
        """How far the mark is believed, 0 to 100."""
        return DOUBTFUL if self.doubts else CERTAIN


def read_marks(
    marks: tuple[ReplyMark | ReplyMarkError, ...],
    identification: Identification,
    *,
    dispatches: tuple[OpenDispatch, ...],
    office: str,
) -> MarkFinding:
    """Return what the marks say; ``office`` is the id that our own marks bear."""
    right = [mark for mark in marks if isinstance(mark, ReplyMark)]
    if len(right) > 1:
        return MarkFinding(doubts=(Reason("marks-differ", tuple(mark.encode() for mark in right)),))
    if not right:
        broken = (Reason("mark-broken", (mark.text,)) for mark in marks if isinstance(mark, ReplyMarkError))
        return MarkFinding(doubts=tuple(broken))
    return _read(right[0], identification, dispatches=dispatches, office=office)


def _read(
    mark: ReplyMark, found: Identification, *, dispatches: tuple[OpenDispatch, ...], office: str
) -> MarkFinding:
    text = mark.encode()
    if mark.office != office:
        return MarkFinding(doubts=(Reason("mark-of-another-office", (text,)),))
    dispatch = next((one for one in dispatches if one.mark == mark.dispatch), None)
    if dispatch is None or mark.addressee >= len(dispatch.addressees):
        return MarkFinding(doubts=(Reason("mark-unknown", (text,)),))
    addressee = dispatch.addressees[mark.addressee]
    doubts = (*_against_sender(found, addressee, dispatch), *_against_citation(found, dispatch, dispatches))
    return MarkFinding(
        dispatch=dispatch,
        addressee=addressee,
        evidence=(Evidence(text=f"{text}: {addressee.name}", rule=MARK),),
        doubts=doubts,
    )


def doubts_of_sender(
    evidence: Iterable[Evidence], found: Identification, dispatch: OpenDispatch
) -> tuple[Reason, ...]:
    """Return what speaks against the addressee whose mark a link rests on, by the sender known now."""
    marks = (ReplyMark.parse(seen.text.partition(": ")[0]) for seen in evidence if seen.rule == MARK)
    addressees = (dispatch.addressees[mark.addressee] for mark in marks)
    return tuple(doubt for one in addressees for doubt in _against_sender(found, one, dispatch))


def _against_sender(found: Identification, addressee: Addressee, dispatch: OpenDispatch) -> Iterable[Reason]:
    sender = found.organ
    if sender is None or _is(addressee, found, dispatch):
        return
    yield Reason(AGAINST_SENDER, (addressee.name, sender.value))


def _is(addressee: Addressee, found: Identification, dispatch: OpenDispatch) -> bool:
    """Whether the letterhead is that of the addressee, or does not say whose it is."""
    if found.organ is None:
        return True
    if found.organ_id is not None:
        return found.organ_id.value == addressee.organ_id
    parent = None if found.parent_organ is None else found.parent_organ.value
    known = find_organ(found.organ.value, day=dispatch.issued_on, parent=parent)
    if known is not None:
        return known.id == addressee.organ_id
    name, asked = _plain(found.organ.value), _plain(addressee.name)
    return name in asked or asked in name


def _against_citation(
    found: Identification, dispatch: OpenDispatch, dispatches: tuple[OpenDispatch, ...]
) -> Iterable[Reason]:
    """Give the codes that the document says it answers, when the marked one is not among them."""
    cited = [reading.value for reading in found.replies_to]
    if any(code.folded_key in dispatch.dates for code in cited):
        return
    ours = frozenset(key for one in dispatches for key in one.dates)
    others = [code for code in cited if code.symbol == dispatch.code.symbol or code.folded_key in ours]
    if others:
        yield Reason("mark-against-citation", (str(dispatch.code), *map(str, others)))


def _plain(name: str) -> str:
    return collapse(fold(name))
