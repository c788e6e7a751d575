"""What the index holds of an article: the fields prepared for it, and what is made of them."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from typing import Any

from haystack.constants import DJANGO_ID

from archive.records import PARAGRAPH_BREAK
from archive.search.analysis import STOP_WORDS, copy_mark, stem
from archive.search.engine import NONE
from archive.search.feedback import gist_of
from archive.search.schema import Worded

# A lede of more words than this is a file without paragraphs.
LEDE_WORDS = 60


def to_entry(prepared: dict[str, Any]) -> dict[str, Any]:
    """Return an entry for the fields Haystack prepared of an article."""
    values = {
        name: ",".join(sorted(value)) if isinstance(value, list) else value
        for name, value in prepared.items()
        if name != "boost"
    }
    return {**values, **_derived(values), "digest": digest_of(values)}


def _derived(values: dict[str, Any]) -> dict[str, Any]:
    """Return what an entry holds besides, made of its text, key and event."""
    headline, body = values["headline"], values["text"][len(values["headline"]) :].strip()
    lede = " ".join(body.split(PARAGRAPH_BREAK, 1)[0].split()[:LEDE_WORDS])
    language = values["language"]
    text, headlined = Worded.of(values["text"], language), Worded.of(headline, language)
    forms = text.words.forms
    stems: dict[str, int] = defaultdict(int)
    for form, count in Counter(forms).items():
        if form not in STOP_WORDS:
            stems[stem(form, language)] += count
    in_body = forms[len(headlined.words.forms) :]
    event = values["event"]
    return {
        "text": text,
        "exact": text,
        "headline": headlined,
        "lede": Worded.of(lede, language),
        "byline": Worded.of(values["byline"], language),
        "gist": gist_of(Counter(stems)),
        "key": int(values[DJANGO_ID]),
        "group": int(event) if event != NONE else -copy_mark(in_body),
    }


def digest_of(values: dict[str, Any]) -> str:
    """Return what two entries share only when every value of theirs is the same."""
    return hashlib.sha256(json.dumps(sorted(values.items())).encode()).hexdigest()[:16]
