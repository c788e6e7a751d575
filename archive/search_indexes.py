"""Haystack looks for this name in the application."""

from archive.search.index import ArticleIndex

__all__ = ["ArticleIndex"]
