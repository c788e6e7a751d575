"""Whole numbers out of addresses and forms."""

from __future__ import annotations

# Longer ones are no key, offset or page of ours, and would not fit a column.
_MOST_DIGITS = 12


def whole_number(text: str) -> int | None:
    """Return the number that ``text`` is in plain digits, or ``None``."""
    text = text.strip()
    is_number = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    return int(text) if is_number else None
