from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.template_files import SHIPPED
from model.dispatch import Dispatch, Filing, Issuer, Paragraph, Run, Signatory
from model.document_kind import DocumentKind

DISPATCH = Dispatch(
    kind=DocumentKind.OFFICIAL_DISPATCH,
    issuer=Issuer(name_lines=("Sở Giáo dục và Đào tạo",), parent_name="UBND tỉnh Lâm Đồng", symbol="SGDĐT"),
    symbol="SGDĐT-GDTrH",
    number=7,
    place="Lâm Đồng",
    issued_on=date(2026, 3, 9),
    year=2026,
    subject="báo cáo kết quả rà soát",
    addressee_lines=("Bộ Giáo dục và Đào tạo",),
    body=(Paragraph((Run("Thực hiện yêu cầu của Bộ, Sở báo cáo như sau."),)),),
    recipients=("Như trên",),
    filing=Filing(units=("VT", "GDTrH")),
    signatory=Signatory(title="Giám đốc", name="Hoàng Thị Bình"),
)


@pytest.fixture(scope="session")
def a_dispatch() -> Callable[..., Dispatch]:
    """Build a plain dispatch of a department, changed as asked."""

    def build(**changes: Any) -> Dispatch:  # noqa: ANN401 - any field of a dispatch
        return replace(DISPATCH, **changes)

    return build


@pytest.fixture(scope="session")
def sample_path() -> Path:
    return SHIPPED / "cong-van" / "sample.yaml"
