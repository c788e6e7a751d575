"""The fields of the index as Whoosh keeps them, and our words as Whoosh tokens."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from whoosh.analysis import Analyzer, Token
from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, KEYWORD, NUMERIC, STORED, TEXT, Schema
from whoosh.fields import ID as ID_FIELD

from archive.search.analysis import ENGLISH, OTHER_LANGUAGES, find_compounds, find_tokens, stem, tokens_of

# Part of the index's version. Fields and analysis are seen by themselves; raise it when entries change in a way that
# neither shows.
ENTRIES = 3
# What stands for all texts in the index's version: an index analysed otherwise would not be found by its words.
ANALYSED = (
    "The Mi-8s' crews, at Hmeimim/Latakia: 3.5 tonnes, Aérospatiale's U.S.-made “Su-24M2”, evacuating armour"
)


class Worded(str):
    """A text that knows what language it is written in."""

    language: str = ENGLISH

    @classmethod
    def of(cls, text: str, language: str) -> Worded:
        """Return the text with its language's code."""
        worded = cls(text)
        worded.language = language
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
        # As a plain string, under which the words of a text are kept for its next field.
        words, language = tokens_of(str(value)), getattr(value, "language", ENGLISH)
        compounds = dict(find_compounds(value, words))
        for number, word in enumerate(words):
            # Two words that a hyphen joins stand where the first does as one word, too.
            for found in (word, compounds[number]) if number in compounds else (word,):
                token.text = stem(found.form, language) if self.stems else found.form
                token.boost, token.stopped = 1.0, False
                if positions:
                    token.pos = start_pos + number
                if chars:
                    token.startchar, token.endchar = found.start, found.end
                yield token


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
