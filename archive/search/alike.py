"""How else the archive spells a name that was asked for: offered to the reader, never searched unasked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from haystack import connections

from archive.models import Article
from archive.search.analysis import fold_word
from archive.search.engine import IndexMissingError, Request
from archive.search.nodes import Node, Phrase, Word
from archive.search.plain import flat, is_stop_word
from archive.search.romanised import other_spellings

# So many words of a query are looked at, so many other spellings of each, and so many reports to see that it is a name.
MAX_WORDS, MAX_OTHERS, MAX_READ = 6, 3, 5


@dataclass(frozen=True, slots=True)
class Alike:
    """Another spelling as it is printed, how many reports have it, and the query that finds both."""

    spelling: str
    count: int
    text: str


def find_alike(text: str, node: Node | None) -> tuple[Alike, ...]:
    """Return other spellings of the names among the bare words of a query; ``node`` is its tree, names resolved."""
    words = [part for part in flat(node) if isinstance(part, Word) and not part.is_prefix]
    try:
        return tuple(
            found for word in words[:MAX_WORDS] if not is_stop_word(word) for found in _alike(text, word.text)
        )
    except IndexMissingError:
        return ()


def _alike(text: str, word: str) -> Iterator[Alike]:
    form = fold_word(word)
    others = other_spellings(form)
    held = _backend().held_forms([form, *others]) if others else Counter[str]()
    candidates = [(other, count) for other, count in held.most_common() if other != form]
    if not candidates or (form in held and not _printed_names(form)[0]):
        return
    for other, _ in candidates[:MAX_OTHERS]:
        spelling, count = _printed_names(other)
        if spelling:
            both = re.sub(
                rf'(?<![\w:"-]){re.escape(word)}(?![\w"*-])', f"({word} OR {spelling})", text, count=1
            )
            yield Alike(spelling, count, both)


def _printed_names(form: str) -> tuple[str, int]:
    """Return how a word is printed, or "" where it is not always a name, and in how many reports."""
    answer = _backend().find(Request(Phrase(form), per_page=MAX_READ, facets=()))
    articles = Article.objects.published_by_key(answer.keys).values()
    whole = re.compile(rf"(?P<amid>[\w,] )?\b(?P<word>{re.escape(form)})\b", re.IGNORECASE)
    found = [match for article in articles for match in whole.finditer(article.body)]
    printed = Counter(match["word"] for match in found if not match["word"].isupper())
    is_name = all(word[0].isupper() for word in printed) and any(match["amid"] for match in found)
    return (printed.most_common(1)[0][0] if printed and is_name else ""), answer.count


def _backend() -> Any:
    return cast("Any", connections["default"].get_backend())
