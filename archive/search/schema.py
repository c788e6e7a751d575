"""The fields of the index as Whoosh keeps them, and our words as Whoosh tokens."""

from __future__ import annotations

import hashlib
import json
from bisect import insort
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from operator import sub
from pickle import dumps
from typing import Any, NamedTuple

from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from whoosh.analysis import Analyzer, Token
from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, KEYWORD, NUMERIC, STORED, TEXT, Schema
from whoosh.fields import ID as ID_FIELD
from whoosh.system import pack_uint

from archive.search.analysis import (
    ENGLISH,
    OTHER_LANGUAGES,
    Words,
    find_compounds,
    find_tokens,
    stem,
    words_of,
)

# Part of the index's version. Fields and analysis are seen by themselves; raise it when entries change in a way that
# neither shows.
ENTRIES = 3
# What stands for all texts in the index's version: an index analysed otherwise would not be found by its words.
ANALYSED = "The Mi-8s' crews, at Hmeimim/Latakia: 3.5 tonnes, Aérospatiale's U.S.-made “Su-24M2”, evacuating l'armour"


class Worded(str):
    """A text that knows what language it is written in, and its words."""

    language: str = ENGLISH
    words: Words

    @classmethod
    def of(cls, text: str, language: str) -> Worded:
        """Return the text with its language's code."""
        worded = cls(text)
        worded.language, worded.words = language, words_of(text)
        return worded


class NewsAnalyzer(Analyzer):  # type: ignore[misc]  # Whoosh is untyped
    """Our words, stemmed or as printed, as Whoosh tokens."""

    def __init__(self, *, stems: bool) -> None:
        self.stems = stems

    def __call__(
        self,
        value: str,
        positions: bool = False,
        chars: bool = False,
        start_pos: int = 0,
        **kwargs: Any,
    ) -> Iterator[Token]:
        """Yield the words of ``value`` (Whoosh's protocol: one token object, filled anew each time)."""
        token = Token(positions, chars, removestops=True, mode=kwargs.get("mode", ""))
        words, language = list(find_tokens(value)), getattr(value, "language", ENGLISH)
        joined = dict(find_compounds(value, words))
        for number, word in enumerate(words):
            # Two words that a hyphen joins stand where the first does as one word, too.
            for found in (word, joined[number]) if number in joined else (word,):
                token.text = stem(found.form, language) if self.stems else found.form
                token.boost, token.stopped = 1.0, False
                if positions:
                    token.pos = start_pos + number
                if chars:
                    token.startchar, token.endchar = found.start, found.end
                yield token

    def places(self, text: Worded) -> Mapping[str, Places]:
        """Return where each word of a text stands: the same words, without a token for each."""
        return _stems_in(text) if self.stems else _forms_in(text)


class Places(NamedTuple):
    """At which words of a text a word stands, ascending; how many they are, and the same as Whoosh codes it."""

    numbers: Sequence[int]
    weight: float
    coded: bytes

    @classmethod
    def of(cls, numbers: Sequence[int]) -> Places:
        """Return the places with their code."""
        # As ``whoosh.formats.Positions`` does: how many there are, then the steps from each to the next.
        steps = [numbers[0], *map(sub, numbers[1:], numbers)]
        return cls(numbers, float(len(numbers)), pack_uint(len(numbers)) + dumps(steps, 2))


@lru_cache(maxsize=10_000)
def _one_place(number: int) -> Places:
    """Return a single place: most words of a text occur once."""
    return Places.of((number,))


@lru_cache(maxsize=16)
def _forms_in(text: Worded) -> Mapping[str, Places]:
    held: dict[str, list[int]] = defaultdict(list)
    for number, form in enumerate(text.words.forms):
        held[form].append(number)
    for number, form in text.words.joined.items():
        insort(held[form], number)
    return {
        form: Places.of(numbers) if len(numbers) > 1 else _one_place(numbers[0])
        for form, numbers in held.items()
    }


def _stems_in(text: Worded) -> Mapping[str, Places]:
    held: dict[str, Places] = {}
    for form, places in _forms_in(text).items():
        found = stem(form, text.language)
        # Most stems are of one form alone.
        other = held.get(found)
        held[found] = Places.of(sorted([*other.numbers, *places.numbers])) if other else places
    return held


def news_schema() -> Schema:
    """Return the index's schema.

    ``text`` is stemmed and ranked by, with ``headline`` and ``lede``; ``exact`` is for what is taken at its word; the
    keywords are filters and facets, the columns sort and fold.
    """
    return Schema(
        text=TEXT(analyzer=NewsAnalyzer(stems=True), phrase=True),
        exact=TEXT(analyzer=NewsAnalyzer(stems=False), phrase=True),
        headline=TEXT(analyzer=NewsAnalyzer(stems=True), phrase=True),
        lede=TEXT(analyzer=NewsAnalyzer(stems=True), phrase=False),
        byline=TEXT(analyzer=NewsAnalyzer(stems=False), phrase=True),
        place=KEYWORD(commas=True),
        named_place=KEYWORD(commas=True),
        happened=KEYWORD(commas=True),
        filed=KEYWORD(commas=True),
        aircraft=KEYWORD(commas=True),
        trait=KEYWORD(commas=True),
        outlet=ID_FIELD(),
        language=ID_FIELD(),
        event=ID_FIELD(),
        day=NUMERIC(int, signed=False, sortable=True),
        key=COLUMN(NumericColumn("q")),
        group=COLUMN(NumericColumn("q")),
        gist=STORED(),
        digest=STORED(),
        **{
            ID: ID_FIELD(stored=True, unique=True),
            DJANGO_CT: ID_FIELD(stored=True),
            DJANGO_ID: ID_FIELD(stored=True),
        },
    )


def version_of(schema: Schema) -> str:
    """Return what tells an index that this program can read from one of other fields or another analysis."""
    fields = sorted((name, type(kind).__name__, kind.stored) for name, kind in schema.items())
    words = [(token.form, stem(token.form)) for token in find_tokens(ANALYSED)]
    return hashlib.sha256(json.dumps([ENTRIES, fields, words, sorted(OTHER_LANGUAGES)]).encode()).hexdigest()[
        :12
    ]
