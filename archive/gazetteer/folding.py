"""One written form for names that differ only in case, accents, hyphens and apostrophes."""

from __future__ import annotations

import unicodedata

# Letters that Unicode does not take apart into a base letter and a mark.
_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ħ": "h"}
)
# Signs inside a word that writers use, swap and leave out at will: apostrophes, ayn and hamza, full stops of
# abbreviations, and characters that take no room.
SILENT_SIGNS = "'’‘ʼʻʽ`´ʿʾ\u02bb\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_SILENT = {ord(sign): None for sign in SILENT_SIGNS + "."}


def fold(text: str) -> str:
    """Return ``text`` in lower case without accents, apostrophes or full stops, other signs as one space.

    ``"Maʿarrat al-Nu'mān"`` gives ``"maarrat al numan"``, ``"U.S."`` gives ``"us"``. Scripts are kept.
    """
    if text.isascii() and text.isalnum():
        return text.lower()
    taken_apart = unicodedata.normalize("NFKD", text.translate(_SILENT))
    plain = "".join(sign for sign in taken_apart if not unicodedata.combining(sign)).casefold()
    plain = plain.translate(_PLAIN_LETTERS)
    return " ".join("".join(sign if sign.isalnum() else " " for sign in plain).split())


# Written in full or short as the desk pleases; so the short form stands for both in keys.
_SHORT_FORMS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}


def name_key(name: str) -> str:
    """Return the key under which ``name`` is kept: folded, with Saint, Mount and Fort shortened."""
    folded = fold(name)
    if " " not in folded:
        return _SHORT_FORMS.get(folded, folded)
    return " ".join(_SHORT_FORMS.get(word, word) for word in folded.split())
