"""What people read of packets that speak of a document: how far it came, who takes it back, and why."""

from typing import Final

from model import packet_notice
from model.packet_notice import Delivery, PacketNotice

ERRORS: Final = {
    "PacketIsNoAnswerError": (
        "{error.record_id} là gói tin báo về một văn bản, không phải văn bản trả lời nên không ghi là trả lời"
        " công văn nào. Khi văn bản mà gói tin nói đến vào sổ, gói tin tự ghép vào văn bản ấy; đã xem xong"
        " thì dùng: vanthu review close {error.record_id}"
    ),
}

REASONS: Final = {
    "packet-of-unknown": (
        "gói tin nói về văn bản {facts} mà sổ văn bản đi và sổ văn bản đến đều không có; cần người xem"
    ),
    "packet-unsure": "gói tin có thể nói về {facts} nhưng nơi gửi hoặc ngày không khớp; cần người xác nhận",
    "packet-told": "{0}: {1} {2}",
    "packet-refused": "{0} từ chối tiếp nhận: {1}",
    "packet-recall-asked": "{0} yêu cầu lấy lại văn bản: {1}; cần người quyết định",
    "packet-recalled": "{0} đã thu hồi văn bản: {1}",
    "packet-updates": "{0} gửi bản cập nhật: {1}; cần người xem",
    "packet-replaces": "thay thế {facts}; cần người xem",
    "several-packets": (
        "tệp chứa {0} gói tin nên chưa gói nào được cấp số: {1}; hãy tách ra rồi thả từng gói vào hộp đến"
    ),
    "packet-against-pages": "gói tin ghi {0} nhưng tệp bên trong ghi {1}; cần người xem",
}

EVENTS: Final = {
    "packet: status": "nhận trạng thái",
    "packet: recall": "nơi gửi thu hồi",
    "packet: update": "nơi gửi cập nhật",
    "packet: replaced": "nơi gửi thay thế bằng văn bản khác",
    "packet: heard late": "văn bản mà gói tin nói đến đã đến",
}
"""What happened to a record, by the message of its version in the archive."""

NOTICES: Final = {
    packet_notice.ARRIVED: "đã đến",
    packet_notice.REFUSED: "từ chối tiếp nhận",
    packet_notice.ACCEPTED: "đã tiếp nhận",
    packet_notice.ASSIGNED: "đã phân công",
    packet_notice.IN_HAND: "đang xử lý",
    packet_notice.FINISHED: "đã xử lý xong",
    packet_notice.RECALL_ASKED: "yêu cầu lấy lại",
    packet_notice.RECALL_AGREED: "đồng ý cho lấy lại hoặc cập nhật",
    packet_notice.RECALL_REFUSED: "không đồng ý cho lấy lại hoặc cập nhật",
    packet_notice.RECALLED: "thu hồi",
    packet_notice.UPDATED: "cập nhật",
    packet_notice.REPLACED: "thay thế bằng văn bản khác",
}
"""What a packet says, by its code (records.md 1.7)."""

_UNKNOWN: Final = "trạng thái {0}"
_INSIDE: Final = "{0} ({1})"
_BRINGS: Final = "văn bản"
_FACTS_EACH: Final = 3


def notice(told: PacketNotice) -> str:
    """Return what a packet says; a code that nobody knows is shown as it is."""
    return NOTICES.get(told.code) or _UNKNOWN.format(told.code)


def said(facts: tuple[str, ...]) -> tuple[str, ...]:
    """Return sender, what a packet says, and of which document."""
    sender, code, *about = facts
    return sender, NOTICES.get(code) or _UNKNOWN.format(code), *about


def delivered(found: Delivery | None) -> str:
    """Return how far a document came at an addressee, and what was said about taking it back."""
    said = () if found is None else (found.current, found.recall)
    return "; ".join(notice(one) for one in said if one is not None)


def inside(facts: tuple[str, ...]) -> tuple[str, str]:
    """Return how many packets a file holds, and each by its name with what it says and of what."""
    count, *rest = facts
    each = zip(*(rest[first::_FACTS_EACH] for first in range(_FACTS_EACH)), strict=False)
    return count, "; ".join(_INSIDE.format(name, _said(code, about)) for name, code, about in each)


def _said(code: str, about: str) -> str:
    said = (NOTICES.get(code) or _UNKNOWN.format(code)) if code else _BRINGS
    return f"{said} {about}".strip()
