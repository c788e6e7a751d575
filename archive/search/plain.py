"""Queries of plain words, as against those with quotes, fields or operators. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from archive.search.analysis import STOP_WORDS, find_tokens, fold_word
from archive.search.nodes import All, AnyOf, Named, Node, Not, Phrase, Word


def has_plain_words(node: Node | None) -> bool:
    """Return whether a query is two bare words or more, and nothing else but what it excludes."""
    wanted = [part for part in flat(node) if not is_stop_word(part) and not isinstance(part, Not)]
    return len(wanted) > 1 and all(is_plain(part) for part in wanted)


def is_stop_word(node: Node) -> bool:
    """Return whether a node is a word too common to narrow by."""
    return isinstance(node, Word) and not node.is_prefix and fold_word(node.text) in STOP_WORDS


def telling(nodes: Sequence[Node]) -> list[Node]:
    """Return the parts of what must all occur, but words like "the" only where nothing else is asked."""
    return [part for part in nodes if not is_stop_word(part)] or list(nodes)


def flat(node: Node | None) -> tuple[Node, ...]:
    """Return what must all occur, brackets that only group left out."""
    if isinstance(node, All):
        return tuple(part for inner in node.nodes for part in flat(inner))
    return () if node is None else (node,)


def is_plain(node: Node) -> bool:
    """Return whether a reader typed it as a bare word (or a name, which its other spellings have joined since)."""
    return (isinstance(node, Word) and not node.is_prefix) or (
        isinstance(node, AnyOf) and any(isinstance(part, Named) for part in node.nodes)
    )


def names_of(node: Node) -> list[Named]:
    """Return the ids a bare word stands for besides."""
    return [part for part in node.nodes if isinstance(part, Named)] if isinstance(node, AnyOf) else []


def forms_of(node: Node) -> list[str]:
    """Return the words of a node as they are looked up."""
    if isinstance(node, AnyOf | All):
        return [form for part in node.nodes for form in forms_of(part)]
    return [token.form for token in find_tokens(node.text)] if isinstance(node, Word | Phrase) else []
