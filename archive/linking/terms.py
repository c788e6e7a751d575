"""The words of the archive: how many linked articles have each, and by which an article is found.

Written and asked for by the thousand, so each statement carries its words as one value: spelled out one by one they
took longer to put into the statement than to look up.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL

from archive.comparing.candidates import MOST_DATED
from archive.comparing.weighing import WordWeights
from archive.models import Term, TermUse


def any_word(words: Iterable[str]) -> RawSQL:
    """Return words as one parameter of a statement, whatever their number: ``word__in=any_word(words)``."""
    return _each(list(words), "text")


def any_key(keys: Iterable[int]) -> RawSQL:
    """Return rows' keys as one parameter of a statement, as ``any_word`` does words."""
    return _each(list(keys), "bigint")


def _each(values: list[Any], kind: str) -> RawSQL:
    each = "SELECT value FROM json_each(%s)"
    if connection.vendor == "postgresql":
        each = f"SELECT value::{kind} FROM jsonb_array_elements_text(%s::jsonb)"  # noqa: S608  (one of two words)
    return RawSQL(each, [json.dumps(values)])  # noqa: S611  (no value of a user's in it)


def count_words(changes: Mapping[str, int]) -> None:
    """Add to the number of articles that have each word; words not known yet become so."""
    table = Term._meta.db_table
    # In one order always, so that two processes cannot wait for each other.
    more = sorted((word, change) for word, change in changes.items() if change >= 0)
    less = sorted((word, change) for word, change in changes.items() if change < 0)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (word, articles) VALUES (%s, %s) "  # noqa: S608  (our own table)
            f"ON CONFLICT (word) DO UPDATE SET articles = {table}.articles + excluded.articles",
            more,
        )
        cursor.executemany(
            f"UPDATE {table} SET articles = articles + %s WHERE word = %s",  # noqa: S608  (our own table)
            [(change, word) for word, change in less],
        )


def frequencies_of(words: Iterable[str]) -> dict[str, int]:
    """Return for each of the words that are known the number of articles that have it."""
    return dict(Term.objects.filter(word__in=any_word(words)).values_list("word", "articles"))


def store_uses(found: Mapping[int, Mapping[str, bool]]) -> None:
    """Write by which words articles are found, and whether their lede has each; the words are known."""
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {TermUse._meta.db_table} (term_id, article_id, in_lede) "  # noqa: S608  (our own tables)
            f"SELECT id, %s, %s FROM {Term._meta.db_table} WHERE word = %s",
            [(key, in_lede, word) for key, terms in found.items() for word, in_lede in terms.items()],
        )


def find_shared(
    asked: Sequence[str], terms: Mapping[str, bool], weights: WordWeights, *, excluding: int
) -> dict[int, float]:
    """Return the other articles found by the words ``asked``, those that share most, and the weight they share.

    ``candidates.gather_shared_terms`` and ``nearest_by_terms`` in the database, which has thousands of uses to add up.
    """
    if not asked:
        return {}
    rows = [(word, weights.weight(word) ** 2, terms[word]) for word in asked]
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH asked (word, weight, in_lede) AS (VALUES {', '.join(['(%s, %s, %s)'] * len(rows))}) "  # noqa: S608  (our own tables)
            "SELECT uses.article_id, "
            "CAST(SUM(asked.weight * CASE WHEN uses.in_lede AND asked.in_lede THEN 2 ELSE 1 END) AS double precision) "
            "AS shared "
            f"FROM asked JOIN {Term._meta.db_table} AS term ON term.word = asked.word "
            f"JOIN {TermUse._meta.db_table} AS uses ON uses.term_id = term.id "
            "WHERE uses.article_id <> %s "
            "GROUP BY uses.article_id ORDER BY shared DESC, uses.article_id LIMIT %s",
            [*(value for row in rows for value in row), excluding, MOST_DATED],
        )
        return dict(cursor.fetchall())
