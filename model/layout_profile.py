"""Which rules of layout a document follows: decided by its own date."""

from datetime import date
from enum import StrEnum
from typing import Self


class LayoutProfile(StrEnum):
    """The three sets of layout rules for administrative documents, newest first."""

    ND30_2020 = "nd30-2020"
    """Decree 30/2020/NĐ-CP, in force since 5 March 2020."""
    TT01_2011 = "tt01-2011"
    """Circular 01/2011/TT-BNV, 5 March 2011 to 4 March 2020."""
    TTLT55_2005 = "ttlt55-2005"
    """Joint circular 55/2005/TTLT-BNV-VPCP, since 6 May 2005; only read."""

    @classmethod
    def on(cls, day: date) -> Self:
        """Return the profile of a document dated ``day``; documents before 2005 count with the oldest one."""
        for profile in cls:
            if day >= _SINCE[profile]:
                return profile
        return cls(cls.TTLT55_2005)


_SINCE = {
    LayoutProfile.ND30_2020: date(2020, 3, 5),
    LayoutProfile.TT01_2011: date(2011, 3, 5),
    LayoutProfile.TTLT55_2005: date(2005, 5, 6),
}
