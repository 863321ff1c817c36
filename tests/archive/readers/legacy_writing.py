"""Write Vietnamese as it was written before Unicode, by the tables of the readers the other way round."""

import unicodedata

from archive.readers.legacy_letters import LegacyLetters, to_unicode

_SIGNS = [chr(code) for code in range(0xA1, 0x100)]
_VOWELS = "aeouyAEOUYôÔöÖ"


def in_tcvn3(text: str) -> str:
    """Return the signs that show a text in a font like .VnTime; capitals with tones have none."""
    table = {to_unicode(sign, LegacyLetters.TCVN3): sign for sign in _SIGNS}
    return "".join(table.get(letter, letter) for letter in unicodedata.normalize("NFC", text))


def in_vni(text: str) -> str:
    """Return the signs that show a text in a font like VNI-Times."""
    table = {to_unicode(sign, LegacyLetters.VNI): sign for sign in _SIGNS}
    pairs = (vowel + sign for vowel in _VOWELS for sign in _SIGNS)
    table |= {letter: pair for pair in pairs if len(letter := to_unicode(pair, LegacyLetters.VNI)) == 1}
    return "".join(table.get(letter, letter) for letter in unicodedata.normalize("NFC", text))


def in_windows_1258(text: str) -> bytes:
    """Return a text in the code page of Vietnamese Windows, in which tones stand behind their letters."""
    plain, tones = "", "\u0300\u0301\u0303\u0309\u0323"
    for letter in text:
        marks = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in marks if mark in tones)
        plain += unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in tones)) + tone
    return plain.encode("cp1258")
