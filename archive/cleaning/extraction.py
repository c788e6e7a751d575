"""What trafilatura takes for the article of a web page, with bounds on what a page may ask of it."""

from __future__ import annotations

import re
from functools import cache

from lxml import etree, html
from trafilatura.htmlprocessing import convert_tags, prune_unwanted_nodes, tree_cleaning
from trafilatura.main_extractor import extract_content
from trafilatura.settings import Extractor
from trafilatura.utils import normalize_unicode
from trafilatura.xml import xmltotxt
from trafilatura.xpaths import RAW_TREE_PRUNE_XPATH, REMOVE_COMMENTS_AND_LISTS_XPATH, REMOVE_COMMENTS_XPATH

from archive.cleaning.sanitising import drop_elements

# The largest development page has 865,235 characters without scripts and styles. The extractor's time grows
# with the page; beyond this bound it is not asked, and the page is cleaned as text.
MAX_PAGE = 1_000_000
# A tag with more attributes than this loses them: the parser compares each attribute with all before it, and a tag
# with 20,000 took it 0.7 s. No tag of the development pages that is one has so many.
CROWDED_TAG = re.compile(
    r"""(<[A-Za-z][^\s/>]{0,60}+)(?:[\s/=]*+[^\s/=>]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]++))?+){200,}+"""
)
# Pictures written into the page.
DATA_ADDRESS = re.compile(r"data:(?<=\bdata:)[^\s\"'<>]{200,}+")
# What trafilatura drops from any page; dropping it before its first steps look at every element saves them the work.
NEVER_CONTENT = (
    "applet area aside audio blink button canvas datalist dialog embed fieldset footer frame frameset head iframe "
    "input label legend link map marquee menu menuitem nav noindex object optgroup option output param picture "
    "progress rp rt rtc select source svg track video"
).split()
# As trafilatura's own parser, but that all elements are of one class: lxml.html's way asks Python for each one's.
PARSER = html.HTMLParser(
    collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
)
PARSER.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
# One of these is in every name by which trafilatura knows comments, and other stories or buttons added to a page.
COMMENT_NAMES = ("omment", "comol", "disqus_thread")
ADDED_NAMES = ("mvp-post-add", "infinite-scroll", "infinitescroll", "elementor-share-buttons")


def extract_article(source: str) -> str:
    """Return trafilatura's text of the page at its precise setting; ``""`` when it finds none."""
    page = drop_elements(_without_endless(source), ("script", "style", "noscript", "template"))
    page = CROWDED_TAG.sub(r"\1", DATA_ADDRESS.sub("", page))
    if len(page) > MAX_PAGE:
        return ""
    try:
        tree = html.document_fromstring(page.encode(), parser=PARSER)
        etree.strip_elements(tree, *NEVER_CONTENT, with_tail=False)
        return take_steps(tree, page)
    except (etree.ParserError, TypeError, ValueError):  # nothing in it, or characters that no tree can hold
        return ""


def take_steps(tree: html.HtmlElement, page: str) -> str:
    """Return what ``trafilatura.extract`` does of the tree of ``page``, which has no scripts, by its own steps.

    It takes them on copies of the tree, and looks at every element for what few pages name at all; without either they
    take a fifth less time. Its second opinions cost as much as the first, and are left out: cleaning has better ones.
    """
    options = _options()
    has_comments = any(map(page.__contains__, COMMENT_NAMES))
    if any(map(page.__contains__, ADDED_NAMES)):
        prune_unwanted_nodes(tree, RAW_TREE_PRUNE_XPATH)
    if has_comments:
        prune_unwanted_nodes(tree, REMOVE_COMMENTS_AND_LISTS_XPATH)
    tree = convert_tags(tree_cleaning(tree, options), options)
    if has_comments:
        prune_unwanted_nodes(tree, REMOVE_COMMENTS_XPATH)
    body, text = extract_content(tree, options)
    if len(text) < options.min_output_size:
        return ""
    return normalize_unicode(xmltotxt(body, options.formatting))


@cache
def _options() -> Extractor:
    return Extractor(precision=True, comments=False, dedup=False, fast=True)


def _without_endless(source: str) -> str:
    """Return ``source`` without the line of a script that is never closed, as intake reads it."""
    last = source.rfind("<script")
    if last < 0 or source.find("</script", last) >= 0:
        return source
    line_end = source.find("\n", last)
    return source[:last] + source[line_end:] if line_end >= 0 else source
