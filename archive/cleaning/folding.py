"""Lines made comparable: case, quotation marks, blanks and marks at their ends do not count."""

from __future__ import annotations

import re

# Marks and what they count as; replaced one by one, as str.translate looks at every letter of a text.
MARKS = tuple(
    (
        dict.fromkeys("‘’‚‛`´ʼ", "'")
        | dict.fromkeys("“”„‟«»", '"')
        | dict.fromkeys("–—‒―−", "-")
        | {"©": "c) "}
    ).items()
)
MARK = re.compile(f"[{''.join(mark for mark, _ in MARKS)}]")
LEADING = re.compile(r"^[\W_]+")
DIGIT, DIGITS = re.compile(r"\d"), re.compile(r"\d+(?:[.,]\d+)*")
WORD = re.compile(r"\w+")
# Written without blanks: two characters weigh about as much as a word.
UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
# Longer lines are prose; no line of furniture is compared beyond this.
MAX_FOLDED = 400
# Words are counted in the beginning of a longer line, and reckoned for the rest: no bound is near so many.
MAX_COUNTED = 50_000


def fold_line(text: str) -> str:
    """Return ``text`` as an outlet's repeated lines are remembered; ``""`` when it has no words."""
    return to_line(fold(text[:MAX_FOLDED]))


def to_line(folded: str) -> str:
    """Return text that is folded already without the marks at either end."""
    return to_end(to_start(folded))


def fold_cue(text: str) -> str:
    """Return ``text`` folded as ``fold_line`` does, and every number as ``0``."""
    return number(fold_line(text))


def fold_start(text: str) -> str:
    """Return ``text`` folded, numbers as ``0``, marks kept but for those before the first word."""
    return to_start(number(fold(text[:MAX_FOLDED])))


def to_start(folded: str) -> str:
    """Return text that is folded already without the marks before its first word."""
    return folded if folded[:1].isalnum() else LEADING.sub("", folded)


def fold_end(text: str) -> str:
    """Return the end of ``text`` folded, numbers as ``0``, marks kept but for those after the last word."""
    return to_end(number(fold(text[-MAX_FOLDED:])))


def to_end(folded: str) -> str:
    """Return text that is folded already without the marks after its last word."""
    end = len(folded)
    while end and not folded[end - 1].isalnum():
        end -= 1
    return folded[:end]


def number(text: str) -> str:
    """Return ``text`` with every number as ``0``."""
    return DIGITS.sub("0", text) if DIGIT.search(text) else text


def fold(text: str) -> str:
    """Return ``text`` with small letters, single blanks and plain quotation marks and dashes."""
    # Of the marks only the back-tick is ASCII.
    if "`" in text if text.isascii() else MARK.search(text):
        for mark, plain in MARKS:
            text = text.replace(mark, plain)
    return " ".join(text.casefold().split()).replace(" :", ":")


def count_words(text: str) -> int:
    """Return how many words ``text`` has; in scripts without blanks, half its characters.

    Beyond MAX_COUNTED characters the number is an estimate from those before.
    """
    if len(text) > MAX_COUNTED:
        return count_words(text[:MAX_COUNTED]) * len(text) // MAX_COUNTED
    return len(WORD.findall(text)) + count_unspaced(text)


def count_unspaced(text: str) -> int:
    """Return half the characters of ``text`` that are of scripts without blanks."""
    return 0 if text.isascii() else len(UNSPACED.findall(text)) // 2
