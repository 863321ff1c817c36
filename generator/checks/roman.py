"""Roman numbers, as parts and chapters have them."""

from typing import Final

_VALUES: Final = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def to_roman(number: int) -> str:
    """Return a positive number in Roman figures."""
    figures = ""
    for value, letters in _VALUES:
        while number >= value:
            figures += letters
            number -= value
    return figures


def from_roman(figures: str) -> int:
    """Return the number that Roman figures stand for; what is none ends the reading."""
    number, rest = 0, figures
    for value, letters in _VALUES:
        while rest.startswith(letters):
            number += value
            rest = rest[len(letters) :]
    return number
