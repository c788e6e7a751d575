"""Our query tree in Whoosh's terms."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

from haystack.constants import DJANGO_CT
from whoosh import query as wq

from archive.search.analysis import ENGLISH, find_compounds, find_tokens, stem
from archive.search.nodes import All, AnyOf, Byline, Named, Near, Node, Not, Phrase, Published, Title, Word
from archive.search.plain import flat, forms_of, has_plain_words, names_of, telling

# What a word in the headline, in the lede, and in the very form that was typed adds to the same word in the text.
# Swept on the development collections (`python -m benchmarks.search_quality`): news gains by the lede, abstracts by
# the headline, topics by the form; all three flat around these values, and a strong headline weight hurts.
HEADLINE_WEIGHT = 0.5
LEDE_WEIGHT = 0.4
EXACT_WEIGHT = 0.2

# As good as nothing; Whoosh takes a constant score of 0.0 for none given, and gives 1.0.
NO_SCORE = 1e-9
# Whoosh's own Every() swallows whatever it is joined with by AND; every entry has this term.
EVERYTHING = wq.ConstantScoreQuery(wq.Term(DJANGO_CT, "archive.article"), NO_SCORE)

FIELD_OF_KIND = {
    "place": "named_place",
    "within": "place",
    "happened": "happened",
    "filed": "filed",
    "aircraft": "aircraft",
    "outlet": "outlet",
    "language": "language",
    "event": "event",
    "trait": "trait",
}


class NearEachOther(wq.SpanNear2):  # type: ignore[misc]  # Whoosh is untyped
    """Two terms near each other; Whoosh's own fails inside an AND."""

    def _and_query(self) -> wq.Query:
        return wq.And(self.qs)


@dataclass(frozen=True, slots=True)
class Translation:
    """A query for Whoosh: for all that was asked and, for plain words, for any of them.

    ``asked`` counts the stems of a query of plain words, and ``pairs`` those typed one after the other; both are
    empty for any other query, which is taken at its word.
    """

    all: wq.Query
    some: wq.Query | None
    asked: Mapping[str, int] = field(default_factory=dict)
    pairs: Mapping[tuple[str, str], int] = field(default_factory=dict)


def translate(node: Node | None, languages: Sequence[str] = ()) -> Translation:
    """Return a resolved query tree in Whoosh's terms; ``languages`` are those besides English that reports are in."""
    tongues = (ENGLISH, *languages)
    if not has_plain_words(node):
        return Translation(_query(node, tongues), None)
    parts = telling(flat(node))
    wanted = [part for part in parts if not isinstance(part, Not)]
    # A word asked twice counts twice.
    typed = Counter(form for part in wanted for form in forms_of(part))
    words = [_word(form, float(count), tongues) for form, count in typed.items()]
    names = [_query(name, tongues) for part in wanted for name in names_of(part)]
    unwanted = [part for part in parts if isinstance(part, Not)]
    forms = [form for part in wanted for form in forms_of(part)]
    stems = [[stem(form, tongue) for form in forms] for tongue in tongues]
    pairs = Counter(pair for run in stems for pair in pairwise(run) if pair[0] != pair[1])
    some = _without(wq.Or([*words, *names]), unwanted, tongues)
    return Translation(_query(node, tongues), some, Counter(chain.from_iterable(stems)), pairs)


def _query(node: Node | None, tongues: Sequence[str]) -> wq.Query:
    match node:
        case None:
            return EVERYTHING
        case Word(text, is_prefix):
            return _prefix(text) if is_prefix else _words(text, tongues)
        case Phrase(text):
            return _run("exact", [token.form for token in find_tokens(text)])
        case Near(text, apart):
            return _near([token.form for token in find_tokens(text)], apart)
        case Title(text, is_exact):
            return _title([token.form for token in find_tokens(text)], tongues, is_run=is_exact)
        case Byline(text):
            return _of_field("byline", [token.form for token in find_tokens(text)], is_run=True)
        case Named(kind, ids):
            return _named(FIELD_OF_KIND[kind], ids)
        case Published(since, until):
            return _days_between(since, until)
        case Not(inner):
            return wq.And([EVERYTHING, _lacking([_query(inner, tongues)])])
        case AnyOf(nodes):
            return wq.Or([_query(part, tongues) for part in nodes])
        case All(nodes):
            return _all(nodes, tongues)
    raise TypeError(f"{node!r} has not been resolved to ids; call resolve_names first")


def _all(nodes: Sequence[Node], tongues: Sequence[str]) -> wq.Query:
    """Every part, but words like "the" only where there is nothing else to go by."""
    parts = telling(nodes)
    wanted = [_query(part, tongues) for part in parts if not isinstance(part, Not)] or [EVERYTHING]
    return _without(wq.And(wanted), [part for part in parts if isinstance(part, Not)], tongues)


def _without(query: wq.Query, unwanted: Sequence[Not], tongues: Sequence[str]) -> wq.Query:
    if not unwanted:
        return query
    return wq.And([query, _lacking([_query(part.node, tongues) for part in unwanted])])


def _lacking(queries: Sequence[wq.Query]) -> wq.Query:
    """Return the query for reports that match none of these (Whoosh's AndNot keeps some that do)."""
    return wq.ConstantScoreQuery(wq.Not(wq.Or(queries)), NO_SCORE)


def _words(text: str, tongues: Sequence[str]) -> wq.Query:
    """Return the query for a bare word, which may turn out to be several: "cease-fire", "U.S."."""
    tokens = list(find_tokens(text))
    if not tokens:
        return wq.NullQuery
    if len(tokens) == 1:
        return _word(tokens[0].form, 1.0, tongues)
    runs = _stems([token.form for token in tokens], tongues)
    joined = [compound.form for _, compound in find_compounds(text, tokens)] if len(tokens) == 2 else []
    return _either(
        [_run("text", run) for run in runs] + [_word(compound, 1.0, tongues) for compound in joined]
    )


def _stems(forms: Sequence[str], tongues: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the forms' stems in each language, the same ones once."""
    return list(dict.fromkeys(tuple(stem(form, tongue) for form in forms) for tongue in tongues))


def _either(queries: Sequence[wq.Query]) -> wq.Query:
    return queries[0] if len(queries) == 1 else wq.Or(list(queries))


def _word(form: str, boost: float, tongues: Sequence[str]) -> wq.Query:
    """Return the query for a word: whatever has it in another field has it in its text, too."""
    stems = dict.fromkeys(stem(form, tongue) for tongue in tongues)
    fields = (("text", 1.0), ("headline", HEADLINE_WEIGHT), ("lede", LEDE_WEIGHT))
    terms = [wq.Term(field, found, boost=weight * boost) for found in stems for field, weight in fields]
    return wq.Or([*terms, wq.Term("exact", form, boost=EXACT_WEIGHT * boost)])


def _title(forms: Sequence[str], tongues: Sequence[str], *, is_run: bool) -> wq.Query:
    return _either([_of_field("headline", run, is_run=is_run) for run in _stems(forms, tongues)])


def _run(field: str, forms: Sequence[str]) -> wq.Query:
    if len(forms) == 1:
        return wq.Term(field, forms[0])
    return wq.Phrase(field, list(forms)) if forms else wq.NullQuery


def _near(forms: Sequence[str], apart: int) -> wq.Query:
    """Each word with at most ``apart`` others between it and the next, in either order."""
    if len(forms) < 2:
        return _run("exact", forms)
    terms = [wq.Term("exact", form) for form in forms]
    pairs = [wq.SpanNear2([one, other], slop=apart + 1, ordered=False) for one, other in pairwise(terms)]
    return pairs[0] if len(pairs) == 1 else wq.And(pairs)


def _of_field(field: str, forms: Sequence[str], *, is_run: bool) -> wq.Query:
    if is_run or len(forms) < 2:
        return _run(field, forms)
    return wq.And([wq.Term(field, form) for form in forms])


def _named(field: str, ids: Sequence[str]) -> wq.Query:
    """Return the query for any of these values; its score is the same for every report."""
    return wq.ConstantScoreQuery(wq.Or([wq.Term(field, key) for key in ids]), 1.0) if ids else wq.NullQuery


def _prefix(text: str) -> wq.Query:
    forms = [token.form for token in find_tokens(text)]
    if not forms:
        return wq.NullQuery
    last = wq.ConstantScoreQuery(wq.Prefix("exact", forms[-1]), 1.0)
    return wq.And([*(wq.Term("exact", form) for form in forms[:-1]), last])


def _days_between(since: dt.date | None, until: dt.date | None) -> wq.Query:
    """Return the range over known dates; an undated article is in no range."""
    first = to_day(since) if since else 1
    last = to_day(until) if until else LAST_DAY
    return wq.ConstantScoreQuery(wq.NumericRange("day", first, last), NO_SCORE)


LAST_DAY = 99_991_231


def to_day(on: dt.date) -> int:
    """Return a date as the index holds it."""
    return on.year * 10_000 + on.month * 100 + on.day
