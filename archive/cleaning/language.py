"""The language of a text, by its commonest words; silent when unsure."""

from __future__ import annotations

import re
from collections import Counter
from itertools import repeat

from archive.cleaning.wordlists import load_stopwords

WORD = re.compile(r"[^\W\d_]+")
# Enough words for the commonest to show; more cost time and change nothing.
SAMPLE_CHARACTERS = 20_000
MIN_WORDS = 12
# Half of what running text shows: of the English articles among the development pages, 95 % have 0.227 or
# more. The other languages' lists were not measured.
MIN_SHARE = 0.12
# The best must beat the second by this factor: neighbours (Spanish, Portuguese) share half their lists.
MIN_LEAD = 1.3
# Where so few characters show a language so clearly, no more are looked at: on 2,667 texts of the development pages the
# answer was the same each time, for half the work.
CLEAR_CHARACTERS, CLEAR_SHARE, CLEAR_LEAD = 3_000, 0.18, 2.0
# Scripts that one language alone writes.
SCRIPTS = (
    (re.compile(r"[\uac00-\ud7af]"), "ko"),
    (re.compile(r"[\u3040-\u30ff]"), "ja"),
    (re.compile(r"[\u4e00-\u9fff]"), "zh"),
    (re.compile(r"[\u0370-\u03ff]"), "el"),
    (re.compile(r"[\u0590-\u05ff]"), "he"),
)
MIN_SCRIPT_SHARE = 0.3
# Most texts hold no letter of these, and one look tells.
ANY_SCRIPT = re.compile("|".join(script.pattern for script, _ in SCRIPTS))


def detect_language(text: str) -> str | None:
    """Return the two-letter code of the language ``text`` is written in, or ``None`` when unsure."""
    sample = text[:SAMPLE_CHARACTERS]
    letters = sum(map(str.isalpha, sample)) if ANY_SCRIPT.search(sample) else 0
    for script, code in SCRIPTS if letters else ():
        if len(script.findall(sample)) > MIN_SCRIPT_SHARE * letters:
            return code
    for stretch, least, lead in (
        (sample[:CLEAR_CHARACTERS], CLEAR_SHARE, CLEAR_LEAD),
        (sample, MIN_SHARE, MIN_LEAD),
    ):
        words = Counter(WORD.findall(stretch.casefold()))
        total = words.total()
        if total < MIN_WORDS:
            return None
        best, second, code = _best_two(words)
        if best >= least * total and best >= lead * second:
            return code
    return None


def _best_two(words: Counter[str]) -> tuple[int, int, str]:
    """Return how many of ``words`` are common in the best language and in the second, and the best one's code."""
    counts = sorted(
        ((sum(map(words.get, common, repeat(0))), code) for code, common in load_stopwords().items()),
        reverse=True,
    )
    (best, code), (second, _) = counts[:2]
    return best, second, code
