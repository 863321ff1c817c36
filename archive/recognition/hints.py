"""What the office was taught about its correspondents, beside what a document says itself.

A hint fills in what the paper leaves open. Where the paper names a body that the registry knows, or hints
contradict each other, it is only a suggestion.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from model.hint import Hint, HintKind
from model.identification import Evidence, Identification, Reading
from model.organ import UnknownOrganError, find_organ, organ
from model.vietnamese import collapse, fold

ALIAS: Final = "office-alias"
SENDER: Final = "office-sender"

_ALIAS_AND_PLACE: Final = 0.95
_BY_ALIAS: Final = 0.85
_BY_SENDER: Final = 0.6
_SUGGESTED: Final = 0.5
_AS_READ: Final = 0.4


@dataclass(frozen=True, slots=True)
class _Offer:
    """A hint that fits a document; ``is_whole`` when all that it goes by stands there."""

    hint: Hint
    is_whole: bool


def with_hints(found: Identification, sent_from: str | None, hints: Iterable[Hint]) -> Identification:
    """Return what is known of a document with the hints for it; ``sent_from`` is who sent its mail or packet.

    The rule of a reading that rests on a hint names it: ``office-alias:12``.
    """
    offers = tuple(_offers(found, sent_from, hints))
    whole = [offer.hint for offer in offers if offer.is_whole]
    best = next((hint for hint in whole if hint.kind is HintKind.ALIAS), next(iter(whole), None))
    agree = len({_key(hint.organ) for hint in whole}) == 1
    if best is not None and agree and _is_open(found, best):
        return _filled(found, best)
    others = [offer.hint for offer in offers if not _says(found, offer.hint)]
    return _suggested(found, others)


def rests_on_sender(found: Identification) -> bool:
    """Whether only a hint about the sender says who issued the document: then a person confirms its links."""
    return found.organ is not None and found.organ.evidence.rule.startswith(SENDER)


def name_on_paper(found: Identification) -> str | None:
    """Return the issuer's name as it was read, also where a hint gave it another."""
    if found.organ is None or rests_on_sender(found):
        return None
    is_alias = found.organ.evidence.rule.startswith(ALIAS)
    return found.organ.evidence.text if is_alias else found.organ.value


def is_same(one: Hint, other: Hint) -> bool:
    """Whether two hints go by the same and say the same."""
    says_the_same = (_key(one.organ), one.organ_id) == (_key(other.organ), other.organ_id)
    return _goes_by(one) == _goes_by(other) and says_the_same


def rivals(hint: Hint, hints: Iterable[Hint]) -> tuple[Hint, ...]:
    """Return the hints that go by the same and name another issuer: neither is more than a suggestion."""
    return tuple(
        one for one in hints if _goes_by(one) == _goes_by(hint) and _key(one.organ) != _key(hint.organ)
    )


def _goes_by(hint: Hint) -> tuple[str, ...]:
    return hint.kind, _key(hint.text), _key(hint.parent), _key(hint.place)


def _offers(found: Identification, sent_from: str | None, hints: Iterable[Hint]) -> Iterator[_Offer]:
    name, parent = name_on_paper(found), None if found.parent_organ is None else found.parent_organ.value
    for hint in hints:
        if hint.kind is HintKind.SENDER:
            if sent_from is not None and _is_from(sent_from, hint.text):
                yield _Offer(hint, is_whole=True)
        elif name is not None and _key(name) == _key(hint.text) and not _is_elsewhere(found, parent, hint):
            yield _Offer(hint, is_whole=_key(parent) == _key(hint.parent) and _is_near(found, hint))


def _is_elsewhere(found: Identification, parent: str | None, hint: Hint) -> bool:
    """Whether superior and province, both known, are others than an alias belongs to: no misreading is."""
    is_other_parent = bool(parent) and hint.parent is not None and _key(parent) != _key(hint.parent)
    province = found.province_id
    return is_other_parent and province is not None and hint.province_id not in {None, province.value}


def _is_near(found: Identification, hint: Hint) -> bool:
    """Whether a document comes from where an alias belongs: many bodies of one kind bear the same name."""
    place, province = found.place, found.province_id
    if hint.place is not None and _key(hint.place) != _key(None if place is None else place.value):
        return False
    return province is None or hint.province_id is None or province.value == hint.province_id


def _is_from(sent_from: str, text: str) -> bool:
    """Whether a sender is the one of a hint, or its address lies in the hint's domain."""
    sent_from, text = sent_from.lower(), text.lower().removeprefix("@")
    _, at, domain = sent_from.rpartition("@")
    return sent_from == text or (bool(at) and (domain == text or domain.endswith(f".{text}")))


def _is_open(found: Identification, hint: Hint) -> bool:
    """Whether the document leaves to a hint who issued it; a hint alone makes no document of a file."""
    if found.organ_id is not None:
        return False
    if hint.kind is HintKind.ALIAS:
        return True
    return found.code is not None if found.organ is None else _says(found, hint)


def _says(found: Identification, hint: Hint) -> bool:
    return found.organ is not None and _key(found.organ.value) == _key(hint.organ)


def _filled(found: Identification, hint: Hint) -> Identification:
    evidence, confidence = _evidence(found, hint), _confidence(found, hint)
    known = _registered(hint, None if found.date is None else found.date.value.latest)
    organ_id, province_id = (None, hint.province_id) if known is None else known

    def reading(value: str | None) -> Reading[str] | None:
        return None if value is None else Reading(value=value, confidence=confidence, evidence=evidence)

    read = found.organ
    kept = [] if read is None or _says(found, hint) else [replace(read, confidence=_AS_READ)]
    return replace(
        found,
        organ=reading(hint.organ),
        organ_id=reading(organ_id),
        province_id=reading(province_id) or found.province_id,
        suggestions=_with(found, kept),
    )


def _registered(hint: Hint, day: date | None) -> tuple[str, str | None] | None:
    """Return the ids of the hint's organ and its province, if it bore the name on the document's day."""
    if hint.organ_id is None or day is None:
        return None
    try:
        known = organ(hint.organ_id, day)
    except UnknownOrganError:
        return None
    if not known.is_valid_on(day):
        known = find_organ(hint.organ, day=day, parent=hint.parent, province_id=hint.province_id) or known
    return (known.id, known.province_id) if known.is_valid_on(day) else None


def _confidence(found: Identification, hint: Hint) -> float:
    if hint.kind is HintKind.SENDER:
        return _BY_ALIAS if found.organ is not None else _BY_SENDER
    in_place = found.province_id is not None and found.province_id.value == hint.province_id
    return _ALIAS_AND_PLACE if in_place else _BY_ALIAS


def _evidence(found: Identification, hint: Hint) -> Evidence:
    rule = f"{ALIAS if hint.kind is HintKind.ALIAS else SENDER}:{hint.number}"
    if hint.kind is HintKind.SENDER or found.organ is None:
        return Evidence(text=hint.text, rule=rule)
    return replace(found.organ.evidence, text=name_on_paper(found) or hint.text, rule=rule)


def _suggested(found: Identification, hints: Iterable[Hint]) -> Identification:
    offered = [
        Reading(value=hint.organ, confidence=_SUGGESTED, evidence=_evidence(found, hint)) for hint in hints
    ]
    return replace(found, suggestions=_with(found, offered)) if offered else found


def _with(found: Identification, offered: list[Reading[str]]) -> dict[str, tuple[Reading[str], ...]]:
    """Return the suggestions with further ones for the issuer, each name once, the surest first."""
    known = [*found.suggestions.get("organ", ()), *offered]
    each = {_key(one.value): one for one in sorted(known, key=lambda one: one.confidence)}
    ranked = tuple(sorted(each.values(), key=lambda one: -one.confidence))
    return {**found.suggestions, **({"organ": ranked} if ranked else {})}


def _key(text: str | None) -> str:
    return collapse(fold(text or ""))
