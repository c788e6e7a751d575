"""A report as it is cited: in AP's and Chicago's way, and for reference managers as RIS and BibTeX."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from archive.models import Article

# AP abbreviates these months beside a day and spells the others.
_AP_MONTHS = {1: "Jan.", 2: "Feb.", 8: "Aug.", 9: "Sept.", 10: "Oct.", 11: "Nov.", 12: "Dec."}
_MONTHS = "January February March April May June July August September October November December".split()
_BY = re.compile(r"^\s*by\s+", re.IGNORECASE)
_BIBTEX_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited. ``byline``, ``outlet``, ``published_on`` and ``source_url`` are ``None`` where not known."""

    number: int
    title: str
    byline: str | None
    outlet: str | None
    published_on: dt.date | None
    source_url: str | None
    archive_url: str

    @property
    def url(self) -> str:
        """Where it was first, else where it stands in the archive."""
        return self.source_url or self.archive_url


def citation_of(article: Article, archive_url: str) -> Citation:
    """Return the article's citation; ``archive_url`` is its full address here."""
    byline = _BY.sub("", article.byline) if article.byline else None
    return Citation(
        article.pk,
        article.title,
        byline,
        article.outlet.name if article.outlet else None,
        article.published_on,
        article.canonical_url,
        archive_url,
    )


def to_ap(cited: Citation) -> str:
    """Return the attribution in AP's manner of dates and quotation marks; unknown parts are said to be so."""
    day = cited.published_on
    date = f"{_AP_MONTHS.get(day.month, _MONTHS[day.month - 1])} {day.day}, {day.year}" if day else "undated"
    who = f"{cited.byline}, " if cited.byline else ""
    return f"{who}“{cited.title},” {cited.outlet or 'unknown outlet'}, {date}, {_where(cited)}"


def to_chicago(cited: Citation) -> str:
    """Return a Chicago note: the author as printed, title, outlet, date or n.d., address."""
    day = cited.published_on
    date = f"{_MONTHS[day.month - 1]} {day.day}, {day.year}" if day else "n.d."
    who = f"{cited.byline}, " if cited.byline else ""
    return f"{who}“{cited.title},” {cited.outlet or '[unknown outlet]'}, {date}, {_where(cited)}."


def _where(cited: Citation) -> str:
    if cited.source_url:
        return f"{cited.source_url}, archived at {cited.archive_url}"
    return cited.archive_url


def to_ris(cited: Citation) -> str:
    """Return an RIS record of type NEWS."""
    day = cited.published_on
    fields = [
        ("TY", "NEWS"),
        ("TI", cited.title),
        ("AU", cited.byline),
        ("T2", cited.outlet),
        ("PY", str(day.year) if day else None),
        ("DA", f"{day:%Y/%m/%d}/" if day else None),
        ("UR", cited.url),
        ("L2", cited.archive_url if cited.source_url else None),
        ("DB", "Parallax"),
        ("AN", str(cited.number)),
    ]
    lines = [f"{tag}  - {_one_line(value)}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def to_bibtex(cited: Citation) -> str:
    """Return a BibTeX entry; braces keep names and titles as printed."""
    day = cited.published_on
    fields = [
        ("author", f"{{{_escaped(cited.byline)}}}" if cited.byline else None),
        ("title", f"{{{_escaped(cited.title)}}}"),
        ("journal", _escaped(cited.outlet) if cited.outlet else None),
        ("year", str(day.year) if day else None),
        ("month", str(day.month) if day else None),
        ("day", str(day.day) if day else None),
        ("url", cited.url),
        ("note", f"Parallax, report {cited.number}, {cited.archive_url}"),
    ]
    lines = [f"  {name} = {{{_one_line(value)}}}" for name, value in fields if value]
    return f"@article{{parallax{cited.number},\n" + ",\n".join(lines) + "\n}\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    return "".join(_BIBTEX_SPECIAL.get(character, character) for character in text)
