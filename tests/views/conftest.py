"""Articles stored row by row, so that these tests are about pages and not about cleaning or reading."""

import hashlib
import itertools
from types import SimpleNamespace

import pytest
from django.utils import timezone

from archive import records
from archive.models import AircraftType, Article, Block, Event, Mention, Original, Outlet, Part, Place, Status
from archive.search.index import drain_jobs, queue_articles

BREAK = records.PARAGRAPH_BREAK


class Shelf:
    """Stores articles; a body's paragraphs may be given with their kinds, and removed blocks in between."""

    def __init__(self):
        self._numbers = itertools.count(1)

    def article(
        self, *paragraphs, removed=(), outlet="The Tidewater Post", status=Status.PUBLISHED, **fields
    ):
        texts = [
            (p, "paragraph") if isinstance(p, str) else p for p in paragraphs or ("A ferry ran aground.",)
        ]
        body = BREAK.join(text for text, _ in texts)
        content = f"{next(self._numbers)} {body}".encode()
        article = Article.objects.create(
            original=Original.objects.create(
                sha256=hashlib.sha256(content).hexdigest(),
                filename=fields.pop("filename", "report.txt"),
                format=fields.pop("format", "text"),
                encoding="utf-8",
                content=fields.pop("content", content),
            ),
            outlet=Outlet.objects.get_or_create(name=outlet)[0] if outlet else None,
            status=status,
            body=body,
            body_sha256=hashlib.sha256(body.encode()).hexdigest(),
            published_at=timezone.now(),
            **{"published_how": "printed" if fields.get("published_on") else "unknown", **fields},
        )
        self._blocks(article, texts, removed)
        return article

    def _blocks(self, article, texts, removed):
        judged, at = [], 0
        for text, kind in texts:
            judged.append((text, "kept", kind, None, at, at + len(text)))
            at += len(text) + len(BREAK)
        judged += [(text, "removed", "furniture", reason, None, None) for text, reason in removed]
        Block.objects.bulk_create(
            Block(
                article=article,
                position=position,
                text=text,
                pieces=[[len(text), 0, len(text)]],
                start=0,
                end=len(text),
                verdict=verdict,
                kind=kind,
                reason=reason,
                body_start=start,
                body_end=end,
            )
            for position, (text, verdict, kind, reason, start, end) in enumerate(judged)
        )

    def place(self, article, surface, *, key=None, within=(), role="mentioned"):
        place, _ = Place.objects.get_or_create(
            id=key or f"test:{surface.lower()}",
            defaults={
                "name": surface,
                "label": surface,
                "kind": "town",
                "lat": 1,
                "lon": 1,
                "within": list(within),
            },
        )
        return self._mention(article, surface, place=place, role=role)

    def aircraft(self, article, surface):
        kind, _ = AircraftType.objects.get_or_create(
            id=surface.lower(), defaults={"name": surface, "family": surface, "kind": "helicopter"}
        )
        return self._mention(article, surface, aircraft_type=kind)

    def _mention(self, article, surface, **fields):
        start = article.body.index(surface)
        return Mention.objects.create(
            article=article,
            part=Part.BODY,
            start=start,
            end=start + len(surface),
            surface=surface,
            confidence=0.9,
            **fields,
        )

    def event(self, *articles, name=None):
        event = Event.objects.create(name=name)
        Article.objects.filter(pk__in=[a.pk for a in articles]).update(event=event)
        return event

    def index(self):
        queue_articles(list(Article.objects.values_list("pk", flat=True)))
        drain_jobs()


@pytest.fixture
def shelf(db):
    return Shelf()


@pytest.fixture
def read(client):
    """Return a function that gets a page and returns its status and its markup."""

    def get(url, data=None, **extra):
        response = client.get(url, data, **extra)
        return SimpleNamespace(status=response.status_code, html=response.content.decode(), response=response)

    return get
