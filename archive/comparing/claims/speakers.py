"""Whether two reports name the same speaker."""

from __future__ import annotations

import re
from functools import lru_cache

from archive.comparing.words import STOPWORDS, find_words, is_content, word_set

# Offices and ranks: sharing one does not make two speakers one.
_ROLES = word_set(
    """spokesman spokeswoman spokesperson minister ministry president official head chief general lieutenant lt gen col
    colonel captain major sergeant director secretary state officer police department statement journalist freelance
    envoy special security source media news agency agencies military army government governor mayor judge rabbi dr mr
    mrs ms sir former deputy senior group islamist front office human rights activists opposition leader officials
    authorities air force forces local north south east west international city county national state"""
)


# Of what nation a ministry is does not tell it from that nation's other offices.
_NATIONALITY = re.compile(r"[a-z]{2,}(?:ian|ish|ese|can|aeli|raqi|ench|rman|ghan)s?")


def speaker_key(source: str) -> frozenset[str]:
    """Return the words that tell a speaker from others: names before offices, offices when there are no names."""
    return _names(source) or frozenset(word.lower for word in find_words(source) if is_content(word))


def is_anonymous(source: str) -> bool:
    """Tell whether a source has an office but no name ("officials", "the government")."""
    return not _names(source)


def is_named(source: str) -> bool:
    """Tell whether a source is called by a name of its own ("Police chief Kofi Boateng", not "his lawyer")."""
    names = _names(source)
    return any(
        word.text[:1].isupper() and word.lower in names and word.lower not in STOPWORDS
        for word in find_words(source)
    )


@lru_cache(maxsize=4096)
def _names(source: str) -> frozenset[str]:
    words = [word.lower for word in find_words(source) if is_content(word)]
    return frozenset(word for word in words if word not in _ROLES and not _NATIONALITY.fullmatch(word))


def same_speaker(one: str, other: str) -> bool:
    """Tell whether two sources are one speaker ("palace spokesman Ivo Lund", "Lund", "the palace")."""
    a, b = speaker_key(one), speaker_key(other)
    return bool(a & b)
