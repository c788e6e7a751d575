"""A checked file becomes an article, or the new version of one (call inside the transaction)."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict

from django.contrib.auth.models import AbstractBaseUser

from archive.desk.changes import record_version
from archive.desk.checking import Checked, outlet_name
from archive.desk.correcting import save_and_follow
from archive.desk.duplicates import add_fingerprints, sha256
from archive.desk.reading import add_names, store_names
from archive.models import Act, Article, Batch, Block, Original, Outlet
from archive.records import CleanReport, Document, PublishedHow

_READ_FIELDS = (
    "original",
    "headline",
    "byline",
    "dateline_place",
    "dateline_agency",
    "published_on",
    "published_how",
    "date_candidates",
    "language",
    "canonical_url",
    "evidence",
    "body",
    "body_sha256",
)


def store_article(checked: Checked, batch: Batch) -> Article:
    """Store a checked file as a draft with its original, blocks and names."""
    document, report = _reading(checked)
    article = Article(batch=batch)
    _read_into(article, checked, document, report)
    name = outlet_name(batch.outlet, report)
    article.outlet = Outlet.objects.get_or_create(name=name)[0] if name else None
    if batch.outlet is not None:
        article.evidence.pop("outlet", None)
    _give_date(article, batch.published_on)
    article.save(force_insert=True)
    Block.objects.bulk_create(Block.from_judged(article, report.blocks))
    add_names(article, checked.names)
    add_fingerprints(article)
    return article


def replace_article(article: Article, checked: Checked, batch: Batch, *, by: AbstractBaseUser | None) -> None:
    """Make a checked file the new version of an article; outlet and a date an editor gave stay."""
    document, report = _reading(checked)
    change = record_version(article, Act.REPLACED, f"by the file {checked.file.name}", by=by)
    change.batch_key = batch.pk
    change.save(update_fields=["batch_key"])
    kept = article.published_on if article.published_how == PublishedHow.GIVEN else None
    _read_into(article, checked, document, report)
    _give_date(article, batch.published_on or kept)
    article.blocks.all().delete()
    Block.objects.bulk_create(Block.from_judged(article, report.blocks))
    store_names(article, checked.names)
    save_and_follow(article, list(_READ_FIELDS))


def _reading(checked: Checked) -> tuple[Document, CleanReport]:
    if checked.document is None or checked.report is None:
        raise ValueError(f"{checked.file.name} was not read: only a file with a report can be stored")
    return checked.document, checked.report


def _read_into(article: Article, checked: Checked, document: Document, report: CleanReport) -> None:
    dateline = report.dateline
    article.original = _store_original(checked, document)
    article.headline, article.byline = _cut(report.headline, 500), _cut(report.byline, 300)
    article.dateline_place = _cut(dateline.place, 100) if dateline else None
    article.dateline_agency = _cut(dateline.agency, 100) if dateline else None
    article.published_on, article.published_how = report.published_on, report.published_how
    article.date_candidates = [day.isoformat() for day in report.date_candidates]
    article.language, article.canonical_url = _cut(report.language, 10), _cut(report.canonical_url, 1000)
    article.evidence = {name: asdict(said) for name, said in report.evidence.items()}
    article.body, article.body_sha256 = report.body, sha256(report.body.encode())


def _store_original(checked: Checked, document: Document) -> Original:
    original, _ = Original.objects.defer("content").get_or_create(
        sha256=sha256(checked.file.content),
        defaults={
            "filename": checked.file.name.replace("\\", "/").rsplit("/", 1)[-1][-255:],
            "format": document.format,
            "encoding": document.encoding,
            "carrier": document.carrier,
            "content": checked.file.content,
        },
    )
    return original


def _give_date(article: Article, on: dt.date | None) -> None:
    if on is not None:
        article.published_on, article.published_how = on, PublishedHow.GIVEN
        article.evidence.pop("published_on", None)


def _cut(text: str | None, length: int) -> str | None:
    return text[:length] if text else None
