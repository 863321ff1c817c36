"""The header of an edXML packet (records.md 1.4 to 1.7), read by local names in any order."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from archive.read_document import Line
from model.deadline import Deadline
from model.document_code import DocumentCode, DocumentCodeError
from model.document_kind import kind_by_name
from model.identification import Evidence, Identification, Reading, TextSource
from model.organ import find_organ
from model.partial_date import PartialDate
from model.urgency import Urgency
from model.vietnamese import collapse, nfc

_SURE: Final = 0.99
_RULE: Final = "packet"
_DATE: Final = re.compile(r"([12][0-9]{3})[/-]([01]?[0-9])[/-]([0-3]?[0-9])\b.*", re.DOTALL)
_CAPACITY: Final = re.compile(r"[A-ZĐ]{1,4}\.")
_URGENCY: Final = {
    "1": Urgency.URGENT,
    "2": Urgency.VERY_URGENT,
    "3": Urgency.EXPRESS,
    "4": Urgency.EXPRESS,
}
"""The levels of OtherInfo/Priority; 0 is none."""
_RECALL: Final = "1"
"""The kind of packet (BussinessDocType) that brings no document, but takes one back."""
_FACTS: Final = {
    "document_id": "DocumentId",
    "sender_id": "From/OrganId",
    "sender": "From/OrganName",
    "dated": "PromulgationInfo/PromulgationDate",
    "due_on": "DueDate",
    "summary": "Content",
    "priority": "OtherInfo/Priority",
    "steering": "SteeringType",
    "status": "StatusCode",
    "status_text": "Description",
    "status_at": "Timestamp",
}
"""Names in our metadata, and where the header has the fact."""
_ANSWERED: Final = {
    "answers": "Code",
    "answers_id": "DocumentId",
    "answers_organ": "OrganId",
    "answers_dated": "PromulgationDate",
}
_SECRECY: Final = frozenset(
    {"secret", "secretlevel", "security", "securitylevel", "secrecy", "secrecylevel", "domat"}
)
"""Elements in which programs put a level of secrecy; the norm has none."""
_NOT_SECRET: Final = frozenset(
    {"", "0", "thuong", "thường", "false", "khong", "không", "none", "binhthuong", "bình thường"}
)


class PacketHeader:
    """The header of one packet; an empty element is as good as none (R-2)."""

    def __init__(self, root: etree._Element, header: etree._Element) -> None:
        self._root = root
        self._header = header

    @property
    def is_status(self) -> bool:
        """Whether it tells what became of a document."""
        return bool(self._at("StatusCode"))

    @property
    def brings_document(self) -> bool:
        """Whether the packet brings a document, be it a new form of one or one in its place."""
        return not self.is_status and self._business("BussinessDocType") != _RECALL

    @property
    def states_secrecy(self) -> bool:
        """Whether an element gives the document a level of secrecy."""
        for element in self._root.iter():
            local = etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""
            if local in _SECRECY and nfc(element.text or "").strip().lower() not in _NOT_SECRET:
                return True
        return False

    def metadata(self) -> dict[str, str]:
        """Return what is known of the packet itself, by our names."""
        answered = self._header.find("{*}ResponseFor")
        facts = {name: self._at(path) for name, path in _FACTS.items()}
        facts |= {name: "" if answered is None else _text(answered, path) for name, path in _ANSWERED.items()}
        facts["code"] = self._code_text()
        facts["business"] = self._business("BussinessDocType")
        facts["business_reason"] = self._business("BussinessDocReason")
        facts["business_document_id"] = self._business("DocumentId")
        facts["replaces"] = "; ".join(self._replaced())
        return {name: value for name, value in facts.items() if value}

    def lines(self) -> tuple[Line, ...]:
        """Return the header as lines, for people and for the index."""
        recipients = "; ".join(self._recipients())
        told = (
            self._code_text(),
            self._at("From/OrganName"),
            self._at("Subject"),
            self._at("Content"),
            recipients,
        )
        return tuple(Line(text=text) for text in (*told, self._at("Description")) if text)

    def stated(self) -> Identification:
        """Return what the header says of the document; what it says wrongly is left out."""
        organ = self._at("From/OrganName")
        day = _date(self._at("PromulgationInfo/PromulgationDate"))
        known = None if day is None or not organ else find_organ(organ, day=day.latest)
        kind = kind_by_name(self._at("DocumentType/TypeName"))
        code = _code(self._code_text())
        recipients = tuple(self._recipients())
        return Identification(
            format="edxml",
            text_source=TextSource.PACKET,
            code=None
            if code is None
            else Reading(value=code, confidence=_SURE, evidence=_evidence(str(code))),
            organ=_reading(organ),
            organ_id=None
            if known is None
            else Reading(value=known.id, confidence=_SURE, evidence=_evidence(organ)),
            province_id=None
            if known is None or known.province_id is None
            else Reading(value=known.province_id, confidence=_SURE, evidence=_evidence(organ)),
            date=None if day is None else Reading(value=day, confidence=_SURE, evidence=_evidence(str(day))),
            place=_reading(self._at("PromulgationInfo/Place")),
            kind=None
            if kind is None
            else Reading(value=kind, confidence=_SURE, evidence=_evidence(kind.label)),
            subject=_reading(self._at("Subject")),
            recipients=Reading(value=recipients, confidence=_SURE, evidence=_evidence("; ".join(recipients)))
            if recipients
            else None,
            signer=_reading(self._at("SignerInfo/FullName")),
            signer_title=_reading(self._at("SignerInfo/Position")),
            capacity=self._capacity(),
            urgency=self._urgency(),
            deadline=self._deadline(),
            replies_to=tuple(self._replies()),
        )

    def _capacity(self) -> Reading[str] | None:
        """Return what stands before the title: ``KT.`` of ``KT. GIÁM ĐỐC``."""
        competence = self._at("SignerInfo/Competence")
        found = _CAPACITY.match(competence)
        if found is None:
            return None
        return Reading(value=found[0], confidence=_SURE, evidence=_evidence(competence))

    def _urgency(self) -> Reading[Urgency] | None:
        priority = self._at("OtherInfo/Priority")
        level = _URGENCY.get(priority)
        if level is None:
            return None
        return Reading(value=level, confidence=_SURE, evidence=_evidence(priority))

    def _deadline(self) -> Reading[Deadline] | None:
        due = self._at("DueDate")
        day = _date(due)
        if day is None:
            return None
        asked = Deadline(literal=due, due_on=day.latest)
        return Reading(value=asked, confidence=_SURE, evidence=_evidence(due))

    def _replies(self) -> Iterator[Reading[DocumentCode]]:
        for answered in self._header.iterfind("{*}ResponseFor"):
            whole = _text(answered, "DocumentId")
            given = _text(answered, "Code")
            code = _code(given) or _code(whole.rpartition(",")[2])
            if code is not None:
                yield Reading(value=code, confidence=_SURE, evidence=_evidence(whole or given))

    def _recipients(self) -> Iterator[str]:
        for recipient in self._header.iterfind("{*}To"):
            if name := _text(recipient, "OrganName"):
                yield name

    def _replaced(self) -> Iterator[str]:
        for one in self._root.iter("{*}ReplacementInfo"):
            if number := _text(one, "DocumentId"):
                yield number

    def _code_text(self) -> str:
        number, notation = self._at("Code/CodeNumber"), self._at("Code/CodeNotation")
        return f"{number}/{notation}" if notation else number

    def _business(self, name: str) -> str:
        business = next(self._root.iter("{*}Bussiness", "{*}Business"), None)
        return "" if business is None else _text(business, name)

    def _at(self, path: str) -> str:
        return _text(self._header, path)


def _text(parent: etree._Element, path: str) -> str:
    found = parent.find("/".join(f"{{*}}{step}" for step in path.split("/")))
    return "" if found is None else collapse(nfc(found.text or ""))


def _code(text: str) -> DocumentCode | None:
    try:
        return DocumentCode.parse(text)
    except DocumentCodeError:
        return None


def _date(text: str) -> PartialDate | None:
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    try:
        return PartialDate(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _reading(text: str) -> Reading[str] | None:
    return Reading(value=text, confidence=_SURE, evidence=_evidence(text)) if text else None


def _evidence(text: str) -> Evidence:
    return Evidence(text=text[:200], rule=_RULE)
