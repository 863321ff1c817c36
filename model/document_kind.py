"""The kinds of documents, their names and their abbreviations in the symbol."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from model.data_file import read_data
from model.layout_profile import LayoutProfile
from model.vietnamese import collapse, fold

_REMARK = re.compile(r"\([^)]*\)")


class DocumentKind(StrEnum):
    """The 29 kinds of decree 30/2020, then those we only read; their facts lie in data/kinds.toml."""

    RESOLUTION = "nghi-quyet"
    DECISION = "quyet-dinh"
    DIRECTIVE = "chi-thi"
    REGULATION = "quy-che"
    RULES = "quy-dinh"
    COMMUNIQUE = "thong-cao"
    ANNOUNCEMENT = "thong-bao"
    GUIDANCE = "huong-dan"
    PROGRAMME = "chuong-trinh"
    PLAN = "ke-hoach"
    OPTION = "phuong-an"
    SCHEME = "de-an"
    PROJECT = "du-an"
    REPORT = "bao-cao"
    MINUTES = "bien-ban"
    PROPOSAL = "to-trinh"
    CONTRACT = "hop-dong"
    OFFICIAL_DISPATCH = "cong-van"
    TELEGRAM = "cong-dien"
    MEMORANDUM = "ban-ghi-nho"
    AGREEMENT = "ban-thoa-thuan"
    AUTHORIZATION = "giay-uy-quyen"
    INVITATION = "giay-moi"
    INTRODUCTION = "giay-gioi-thieu"
    LEAVE_PERMIT = "giay-nghi-phep"
    SENDING_SLIP = "phieu-gui"
    TRANSFER_SLIP = "phieu-chuyen"
    NOTICE_SLIP = "phieu-bao"
    OFFICIAL_LETTER = "thu-cong"

    COMMITMENT = "ban-cam-ket"
    CERTIFICATE = "giay-chung-nhan"
    TRAVEL_PERMIT = "giay-di-duong"
    FILE_RECEIPT = "giay-bien-nhan-ho-so"
    CONSTITUTION = "hien-phap"
    CODE_OF_LAW = "bo-luat"
    LAW = "luat"
    ORDINANCE = "phap-lenh"
    ORDER = "lenh"
    DECREE = "nghi-dinh"
    CIRCULAR = "thong-tu"
    JOINT_CIRCULAR = "thong-tu-lien-tich"
    JOINT_RESOLUTION = "nghi-quyet-lien-tich"
    CONCLUSION = "ket-luan"
    CHARTER = "dieu-le"
    INVITATION_LETTER = "thu-moi"

    @property
    def label(self) -> str:
        """The kind's Vietnamese name, capitalised as in a list: ``Công văn``."""
        return _facts()[self].label

    @property
    def is_generated(self) -> bool:
        """Whether decree 30/2020 lists the kind among the 29 that offices write."""
        return _facts()[self].generated

    def abbreviation(self, profile: LayoutProfile) -> str | None:
        """Return what stands for the kind in a symbol of that time, None where the kind has nothing there.

        For the joint circular of 2005 the abbreviations of 2011 are taken.
        """
        facts = _facts()[self]
        return facts.abbreviation if profile is LayoutProfile.ND30_2020 else facts.earlier


def kind_by_abbreviation(text: str, profile: LayoutProfile | None = None) -> DocumentKind | None:
    """Return what an abbreviation stands for, in one profile or at any time. Case matters (``TTr``)."""
    if profile is None:
        return _abbreviations().get(text)
    return next((kind for kind in DocumentKind if kind.abbreviation(profile) == text), None)


def kind_abbreviations() -> frozenset[str]:
    """Return everything that names a kind in a symbol, of any time."""
    return frozenset(_abbreviations())


def kind_by_name(text: str) -> DocumentKind | None:
    """Return the kind called so, in any case, with or without diacritics: ``CÔNG ĐIỆN``, ``cong dien``.

    A remark in brackets does not count: ``Quyết định (cá biệt)``.
    """
    return _names().get(_name_key(text))


def is_kind_token(token: str, following: str) -> bool:
    """Whether a symbol's first token names the kind, seen the token after it ("" when there is none).

    Some name an organ as well: ``CT-TTg`` is a directive, ``CT-TTHT`` a dispatch of a tax department.
    """
    kind = kind_by_abbreviation(token)
    if kind is None:
        return False
    issuers = _facts()[kind].issuers
    return issuers is None or not following or issuers.fullmatch(following) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    label: str
    abbreviation: str | None
    earlier: str | None
    also_read: tuple[str, ...]
    issuers: re.Pattern[str] | None
    generated: bool


@cache
def _facts() -> dict[DocumentKind, _Facts]:
    return {DocumentKind(slug): _facts_of(row) for slug, row in read_data("kinds").items()}


def _facts_of(row: dict[str, str | bool | list[str]]) -> _Facts:
    current = row.get("abbreviation")
    earlier = row.get("abbreviation_before_2020", current)
    issuers = row.get("issuers")
    also_read = row.get("also_read")
    return _Facts(
        label=str(row["label"]),
        abbreviation=str(current) if current else None,
        earlier=str(earlier) if earlier else None,
        also_read=tuple(also_read) if isinstance(also_read, list) else (),
        issuers=re.compile(str(issuers)) if issuers else None,
        generated=row.get("generated") is True,
    )


@cache
def _abbreviations() -> dict[str, DocumentKind]:
    found: dict[str, DocumentKind] = {}
    for kind, facts in _facts().items():
        for text in (facts.abbreviation, facts.earlier, *facts.also_read):
            if text is not None:
                found.setdefault(text, kind)
    return found


@cache
def _names() -> dict[str, DocumentKind]:
    return {_name_key(facts.label): kind for kind, facts in _facts().items()}


def _name_key(text: str) -> str:
    return collapse(fold(_REMARK.sub("", text)))
