"""Other extractors on the same pages, in the same table. What is not installed is named as missing.

trafilatura and jusText are here anyway; the others come with requirements-bench.txt. The rules by which the C4 corpus
was cleaned (Raffel et al. 2020) are the best that is published for lines of text.
"""

from __future__ import annotations

import importlib
import re
import warnings
from collections.abc import Callable
from functools import partial
from typing import Any

import trafilatura

HTML_PEERS = {
    "trafilatura precision": ("trafilatura", "_trafilatura_precision"),
    "trafilatura": ("trafilatura", "_trafilatura_default"),
    "trafilatura recall": ("trafilatura", "_trafilatura_recall"),
    "trafilatura baseline": ("trafilatura", "_trafilatura_baseline"),
    "readability-lxml": ("readability", "_readability"),
    "newspaper4k": ("newspaper", "_newspaper"),
    "resiliparse": ("resiliparse", "_resiliparse"),
    "jusText": ("justext", "_justext"),
}
# C4 keeps lines of five words and more that end as a sentence does, unless they speak of scripts or of rules.
C4_END = re.compile(r"[.!?\"”]$")
C4_WORDS = 5
C4_PHRASES = (
    "javascript", "terms of use", "privacy policy", "cookie policy", "uses cookies", "use of cookies", "use cookies",
)  # fmt: skip
SCRIPTS = re.compile(r"<(script|style)\b.*?</\1\s*>", re.I | re.S)


def find_peers() -> tuple[dict[str, Callable[[str], str]], list[str]]:
    """Return the extractors that are installed, by name, and the names of those that are not."""
    found: dict[str, Callable[[str], str]] = {}
    missing = []
    for name, (module, function) in HTML_PEERS.items():
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                importlib.import_module(module)
        except ImportError:
            missing.append(name)
        else:
            found[name] = partial(_extract, globals()[function])
    return found, missing


def keep_all(lines: list[str]) -> list[bool]:
    """Keep every line."""
    return [True] * len(lines)


def keep_by_c4(lines: list[str]) -> list[bool]:
    """Keep the lines that C4 would."""
    return [
        len(line.split()) >= C4_WORDS
        and C4_END.search(line.rstrip()) is not None
        and not any(phrase in line.casefold() for phrase in C4_PHRASES)
        for line in lines
    ]


TEXT_PEERS: dict[str, Callable[[list[str]], list[bool]]] = {"keep all": keep_all, "C4 rules": keep_by_c4}


def _extract(extractor: Callable[[str], Any], page: str) -> str:
    """Return what an extractor makes of a page without its scripts; nothing where it fails."""
    try:
        return str(extractor(SCRIPTS.sub("", page)) or "")
    except Exception:  # a peer's failure is its result; each raises errors of its own
        return ""


def _trafilatura_precision(page: str) -> Any:
    return trafilatura.extract(page, favor_precision=True, include_comments=False, deduplicate=False)


def _trafilatura_default(page: str) -> Any:
    return trafilatura.extract(page, include_comments=False, deduplicate=False)


def _trafilatura_recall(page: str) -> Any:
    return trafilatura.extract(page, favor_recall=True, include_comments=False, deduplicate=False)


def _trafilatura_baseline(page: str) -> Any:
    return trafilatura.baseline(page)[1]


def _readability(page: str) -> Any:
    from lxml import html
    from readability import Document

    return html.fromstring(Document(page).summary()).text_content()


def _newspaper(page: str) -> Any:
    import newspaper

    article = newspaper.Article("https://example.org/", fetch_images=False)
    article.download(input_html=page)
    article.parse()
    return article.text


def _resiliparse(page: str) -> Any:
    from resiliparse.extract.html2text import extract_plain_text

    return extract_plain_text(page, main_content=True, alt_texts=False, links=False, form_fields=False)


def _justext(page: str) -> Any:
    import justext

    paragraphs = justext.justext(page, justext.get_stoplist("English"))
    return "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)
