"""The questions of the claims in the reader's language.

The comparing room asks in English. A question in fixed words is a text of the catalogue like any other; here are those
made with words of a report. These words stay as the report prints them, in quotation marks, but for common ones.
"""

from __future__ import annotations

import calendar
import re
from functools import cache

from django.utils.translation import get_language, gettext_noop, pgettext_lazy
from django.utils.translation import gettext as _

from archive.wording import told_by_words

# The narrower before the wider.
WITH_WORDS = (
    gettext_noop("How many %(words)s were killed?"),
    gettext_noop("How many %(words)s were wounded?"),
    gettext_noop("How many %(words)s surrendered?"),
    gettext_noop("How many %(words)s fled?"),
    gettext_noop("How many %(words)s are trapped?"),
    gettext_noop("How many %(words)s were arrested?"),
    gettext_noop("How many %(words)s were lost?"),
    gettext_noop("How many %(words)s were destroyed?"),
    gettext_noop("How many %(words)s are missing?"),
    gettext_noop("How many %(words)s were rescued?"),
    gettext_noop("How many %(words)s took part?"),
    gettext_noop("How many %(words)s were involved?"),
    gettext_noop("How many %(words)s were aboard?"),
    gettext_noop("How many %(words)s voted?"),
    gettext_noop("How many %(words)s were inside?"),
    gettext_noop("How many %(name)s nationals were among them?"),
    gettext_noop("How many %(words)s were among them?"),
    gettext_noop("How many %(words)s losses so far?"),
    gettext_noop("How many %(words)s, as to %(topic)s?"),
    gettext_noop("How many %(words)s of %(topic)s?"),
    gettext_noop("How many %(words)s?"),
    gettext_noop("How sure is %(name)s of the deaths?"),
    gettext_noop("How is %(name)s named?"),
    gettext_noop("How old is %(name)s?"),
    gettext_noop("Has %(name)s changed its name?"),
    gettext_noop("What percentage is given for %(topic)s?"),
    gettext_noop("What sum is given for %(topic)s?"),
    gettext_noop("What kind of %(words)s is it called?"),
    gettext_noop("What is said about %(topic)s?"),
    gettext_noop("What is %(name)s called?"),
    gettext_noop("What did %(name)s say?"),
    gettext_noop("What does %(name)s say about %(topic)s?"),
    gettext_noop("What do %(name)s say about %(topic)s?"),
    gettext_noop("When: “%(words)s”?"),
    gettext_noop("Since when: “%(words)s”?"),
    gettext_noop("Until when: “%(words)s”?"),
    gettext_noop("Which figure is given for %(topic)s?"),
    gettext_noop("Which sum in %(words)s?"),
    gettext_noop("Which %(words)s?"),
    gettext_noop("Who is %(name)s?"),
    gettext_noop("What was at %(words)s?"),
    gettext_noop("How long was the %(words)s?"),
    gettext_noop("When was the %(words)s %(done)s?"),
    gettext_noop("When were the %(words)s %(done)s?"),
    gettext_noop("When was the %(words)s?"),
    gettext_noop("Who %(done)s the %(words)s?"),
    gettext_noop("What became of the %(words)s?"),
    gettext_noop("What became of %(name)s?"),
    gettext_noop("Does %(name)s stay or go?"),
    gettext_noop("Did %(name)s rise or fall?"),
    gettext_noop("Does %(name)s agree or refuse?"),
    gettext_noop("Is %(name)s open or closed?"),
    gettext_noop("Did %(name)s win or lose?"),
    gettext_noop("Did %(name)s confirm or deny it?"),
    gettext_noop("Did %(name)s %(words)s?"),
    gettext_noop("Was %(topic)s %(words)s?"),
)
# Words of the reports that are said in the reader's language; all others are quoted.
_COMMON = {
    "people": pgettext_lazy("in a question", "people"),
    "men": pgettext_lazy("in a question", "men"),
    "women": pgettext_lazy("in a question", "women"),
    "children": pgettext_lazy("in a question", "children"),
    "civilians": pgettext_lazy("in a question", "civilians"),
    "soldiers": pgettext_lazy("in a question", "soldiers"),
    "troops": pgettext_lazy("in a question", "troops"),
    "officers": pgettext_lazy("in a question", "officers"),
    "pilots": pgettext_lazy("in a question", "pilots"),
    "passengers": pgettext_lazy("in a question", "passengers"),
    "crew": pgettext_lazy("in a question", "crew"),
    "police": pgettext_lazy("in a question", "police"),
    "rebels": pgettext_lazy("in a question", "rebels"),
    "houses": pgettext_lazy("in a question", "houses"),
    "days": pgettext_lazy("in a question", "days"),
    "years": pgettext_lazy("in a question", "years"),
    "missiles": pgettext_lazy("in a question", "missiles"),
    "helicopter": pgettext_lazy("in a question", "helicopter"),
    "plane": pgettext_lazy("in a question", "plane"),
    "ship": pgettext_lazy("in a question", "ship"),
    "train": pgettext_lazy("in a question", "train"),
    "corridors": pgettext_lazy("in a question", "corridors"),
    "siege": pgettext_lazy("in a question", "siege"),
    "ceasefire": pgettext_lazy("in a question", "ceasefire"),
    "investigation": pgettext_lazy("in a question", "investigation"),
    "inquiry": pgettext_lazy("in a question", "inquiry"),
    "talks": pgettext_lazy("in a question", "talks"),
    "offensive": pgettext_lazy("in a question", "offensive"),
    "opened": pgettext_lazy("in a question", "opened"),
    "imposed": pgettext_lazy("in a question", "imposed"),
    "declared": pgettext_lazy("in a question", "declared"),
    "launched": pgettext_lazy("in a question", "launched"),
    "called": pgettext_lazy("in a question", "called"),
}
# What a table's background is called where the reports give it no name of its own; a month and a number may follow.
_BACKGROUNDS = (
    gettext_noop("earlier events"),
    gettext_noop("earlier loss"),
    gettext_noop("earlier downing"),
    gettext_noop("earlier sinking"),
    gettext_noop("earlier crash"),
    gettext_noop("earlier derailment"),
    gettext_noop("earlier collision"),
)
_BACKGROUND = re.compile(
    rf"(?P<base>.+?)(?:, (?P<month>{'|'.join(calendar.month_name[1:])})(?P<year>(?: \d{{4}})?))?"
    r"(?P<number>(?: \(\d+\))?)"
)


def question_in_words(question: str) -> str:
    """Return a question in the reader's language, as far as the catalogue knows its words."""
    said = _(question) if question else ""
    if said != question or (get_language() or "en").startswith("en"):
        return said
    for words in WITH_WORDS:
        held = _pattern(words).fullmatch(question)
        if held is not None:
            return _(words) % {name: _held(name, text) for name, text in held.groupdict().items()}
    return question


def background_in_words(name: str) -> str:
    """Return what a background is called, in the reader's language where the words are ours."""
    held = _BACKGROUND.fullmatch(name)
    if held is None:
        return name
    base, month, year, number = held.group("base", "month", "year", "number")
    said = _(base) if base in _BACKGROUNDS else base
    # Months stand in Django's own catalogue.
    return f"{said}, {_(month)}{year}{number}" if month else f"{said}{number}"


def _held(name: str, text: str) -> str:
    """Return words of a report as they stand in a question of another language."""
    if text in _COMMON:
        return str(_COMMON[text])
    # A proper name needs no marks.
    return text if name == "name" and text[:1].isupper() else _("“%(words)s”") % {"words": text}


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return told_by_words(words, {"done": "[a-z]+"})
