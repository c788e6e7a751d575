"""``make messages``: bring the catalogues in locale/ in step with what the pages say, without GNU gettext.

Texts new to a catalogue are added untranslated, texts gone are dropped; every catalogue is compiled. Prints what
is left to translate and leaves with 1 where something is.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
# Django's names for what marks a text, beside gettext's own.
_KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def said() -> Catalog:
    """Return every text marked for translation in the templates and the code."""
    catalog = Catalog(project="Parallax", charset="utf-8")
    for place, source in _sources():
        found = extract(
            "python", BytesIO(source.encode()), _KEYWORDS, ("Translators:",), {"encoding": "utf-8"}
        )
        for _line, message, comments, context in found:
            catalog.add(message, locations=[(place, 0)], auto_comments=comments, context=context)
    from tools.words import stored_words  # its rooms have models, which need Django set up

    for place, word in stored_words():
        catalog.add(word, locations=[(place, 0)])
    return catalog


def _sources() -> Iterator[tuple[str, str]]:
    for path in sorted(path for ending in ("html", "txt") for path in ROOT.glob(f"templates/**/*.{ending}")):
        place = path.relative_to(ROOT).as_posix()
        yield place, templatize(path.read_text(encoding="utf-8"), origin=place)
    for path in sorted(ROOT.glob("archive/**/*.py")):
        yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def catalogue(language: str) -> Path:
    """Return where the catalogue of a language lies."""
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def read_catalogue(language: str) -> Catalog:
    """Return the catalogue of a language as it is stored, empty where there is none."""
    path = catalogue(language)
    if not path.exists():
        return Catalog(locale=language, project="Parallax", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def compiled(held: Catalog) -> bytes:
    """Return a catalogue as gettext reads it."""
    written = BytesIO()
    write_mo(written, held)
    return written.getvalue()


def untranslated(held: Catalog) -> list[str]:
    """Return the texts of a catalogue that have no translation, or only a guessed one."""
    return [
        message.id if isinstance(message.id, str) else message.id[0]
        for message in held
        if message.id and (message.fuzzy or not all(_strings(message.string)))
    ]


def _strings(string: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string or ("",))


def main() -> None:
    """Update and compile every catalogue but the English, which is the source."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    django.setup()
    template, missing = said(), 0
    for language in ("de",):
        held = read_catalogue(language)
        # A date of its own would make any two changes to a catalogue clash.
        held.update(template, no_fuzzy_matching=True, update_creation_date=False)
        held.obsolete.clear()
        catalogue(language).parent.mkdir(parents=True, exist_ok=True)
        with catalogue(language).open("wb") as file:
            write_po(file, held, width=110, sort_output=True, omit_header=False, include_lineno=False)
        catalogue(language).with_suffix(".mo").write_bytes(compiled(held))
        left = untranslated(held)
        missing += len(left)
        print(f"{language}: {len(held)} texts, {len(left)} to translate")
        for text in left:
            print(f"  {text}")
    sys.exit(1 if missing else 0)


if __name__ == "__main__":
    main()
