"""How the documents of one kind are laid out: the table ``[layout]`` of its ``template.toml``."""

from enum import StrEnum

import msgspec


class HeaderShape(StrEnum):
    """What the letterhead holds."""

    FULL = "full"
    NO_DATE = "no-date"
    """Everything but place and date (Mẫu 1.9)."""


class SubjectPlace(StrEnum):
    """Where the subject (trích yếu) stands."""

    UNDER_CODE = "v-v"
    """Left, under number and symbol (5b)."""
    UNDER_TITLE = "under-title"
    NONE = "none"
    """On the register alone."""


class RuleUnder(StrEnum):
    """Under what the short rule of the title stands."""

    SUBJECT = "subject"
    TITLE = "title"
    NONE = "none"


class AddresseeBlock(StrEnum):
    """How the addressees (9a) are introduced; without any there is no block."""

    TO = "kinh-gui"
    TELEGRAM = "dien"
    """The issuer's name and "điện:", each addressee on a line (Mẫu 1.6)."""
    NONE = "none"


class FirstRecipient(StrEnum):
    """What the list of recipients (9b) begins with."""

    AS_ABOVE = "nhu-tren"
    """Where there are addressees (9a)."""
    AS_IN_ARTICLE = "nhu-dieu"
    """The article that names who carries it out; the draft reader has put it there."""
    ALWAYS_AS_ABOVE = "luon-nhu-tren"
    """Also without addressees (Mẫu 1.8)."""
    NONE = "none"


class KindLayout(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a document of the kind prints, and where; sizes and lengths are the profile's."""

    header: HeaderShape = HeaderShape.FULL
    title: bool = True
    """Whether the kind's name stands in capitals above the text (5a)."""
    subject: SubjectPlace = SubjectPlace.UNDER_TITLE
    rule_under: RuleUnder = RuleUnder.SUBJECT
    addressee: AddresseeBlock = AddresseeBlock.NONE
    recipients: bool = True
    """Whether there is a list of recipients; under two signatories it stands below them, on the left."""
    first_recipient: FirstRecipient = FirstRecipient.NONE
    filing: bool = True
    """Whether that list ends with who keeps a copy (Lưu)."""
