"""The four real reports of one event, imported as they are: what must be so, end to end.

They lie beside the checkout, never in it; without them these tests skip and say so.
"""

import datetime as dt
import json
from io import StringIO

import pytest
from django.core.management import call_command

from archive.models import Article, Event
from archive.records import PublishedHow, Verdict
from archive.search.engine import Filters
from archive.search.results import find_articles

pytestmark = pytest.mark.django_db

PALMYRA = """Two Russian airmen die as their helicopter is brought down outside Palmyra

9 July 2016

Two Russian military pilots were killed on Friday, 8 July, when an Mi-25 attack helicopter was shot down by militants
east of the Syrian city of Palmyra, the Defence Ministry said on Saturday.

The crew, who were instructors, had taken the helicopter up for a test flight when the Syrian army asked them to help
stop an advance by the Islamic State group, the ministry said. They fired all they had and turned for home, and were hit
from the ground as they left.

The aircraft came down in territory held by the Syrian government, and nobody else was aboard.
"""
OTHERS = """Harbour ferry service resumes after storm

12 May 2017

A Mi-24 flew past as 8 people boarded the first ferry to leave the harbour since Tuesday's storm, the port
authority said.
"""


# The gold lists the sentences of these lines because they tell of the event; its notes say what they are: a second
# headline, and two READ MORE links.
NOT_PROSE = {"000": (37,), "003": (15, 33)}


@pytest.fixture
def archive(seeds, tmp_path):
    """Import the seeds, a report of another event and one of none; return the articles by seed number."""
    for name, text in (("palmyra.txt", PALMYRA), ("ferry.txt", OTHERS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    out = StringIO()
    paths = [*map(str, seeds.values()), str(tmp_path / "palmyra.txt"), str(tmp_path / "ferry.txt")]
    call_command("import_articles", *paths, "--format", "json", stdout=out)
    result = json.loads(out.getvalue())
    assert result["refused"] == []
    stored = {
        item["file"].rsplit("/", 1)[-1][:3]: item["id"] for item in result["stored"] + result["flagged"]
    }
    return {key: Article.objects.with_reading().get(pk=pk) for key, pk in stored.items()}


def found(query, **filters):
    page = find_articles(query, Filters(**filters))
    return {row.article.original.filename[:3] for row in page.rows}


def removed(article):
    return [block.text for block in article.blocks.all() if block.verdict == Verdict.REMOVED]


def test_each_report_reads_as_its_outlet_meant_it(archive):
    first, second, third, fourth = (archive[key] for key in ("000", "002", "003", "004"))

    assert first.headline == "Russian helicopter downed in rebel-held Idlib province"
    assert [text.strip() for text in removed(first)] == [
        "Share",
        "Advertisement",
        "Advertisement",
        "Russian military helicopter downed in N. Syria 5 killed",
    ]
    assert first.published_on is None

    assert (second.published_on, second.published_how) == (dt.date(2016, 8, 1), PublishedHow.PRINTED)
    assert (second.dateline_place.upper(), second.dateline_agency) == ("MOSCOW", "AP")
    assert second.headline is None
    assert second.lede.endswith("10 months ago.")
    assert "Sergei Rudskoi" in " ".join(removed(second))
    assert all(word not in second.body for word in ("One Comment", "kelly", "togel"))

    assert third.headline == "Russian helicopter on Aleppo aid mission shot down, all 5 aboard dead"
    assert (third.published_on, third.published_how) == (dt.date(2016, 8, 1), PublishedHow.PRINTED)
    assert "READ MORE" not in third.body
    assert "Read more" not in third.body
    assert "---" not in third.body
    assert "*" not in third.body
    assert '"On August 1, an Mi-8 transport helicopter' in third.body

    assert fourth.dateline_place.upper() == "BEIRUT"
    subheadings = [block.text for block in fourth.blocks.all() if block.kind == "subheading"]
    assert subheadings == ["Aleppo rebel assault", "'Humanitarian corridors'"]
    assert (fourth.published_on, fourth.published_how) == (None, PublishedHow.UNKNOWN)


def test_no_sentence_of_prose_is_lost(archive, shared):
    gold = json.loads((shared / "data/related/seed_gold.json").read_text(encoding="utf-8"))
    for key, document in gold["docs"].items():
        article = archive[key]
        text = bytes(article.original.content).decode()
        lines_removed = {*document["junk_lines"], document["title_line"], *NOT_PROSE.get(key, ())}
        kept = "".join(article.body.split())
        for start, end in document["sentences"]:
            if text.count("\n", 0, start) + 1 in lines_removed:
                continue
            sentence = "".join(text[start:end].replace("*", "").split())
            assert sentence in kept, text[start:end]


def test_the_undated_report_is_offered_its_siblings_date(archive):
    from archive.linking import offered_dates

    assert dt.date(2016, 8, 1) in offered_dates(archive["004"])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Mi-8", {"000", "002", "003", "004"}),
        ("mi8", {"000", "002", "003", "004"}),
        ('"Mi 8"', {"000", "002", "003", "004"}),
        ("Mi-25", {"000", "002", "003", "pal"}),
        ("Mi-28N", {"000", "002", "003"}),
        ("F-16", {"003"}),
        ("Su-24M", {"003"}),
        ("togel", set()),
        ("advertisement", set()),
        ('"read more"', set()),
        ("Khmeimim", {"000", "002", "003"}),
        ("Hemeimeem", {"000", "002", "003"}),
    ],
)
def test_a_search_finds_these_reports_and_no_others(archive, query, expected):
    assert found(query) == expected


def test_another_spelling_is_named_as_searched_and_can_be_turned_off(archive):
    assert "Hemeimeem" in find_articles("Khmeimim", Filters()).also_searched
    exact = find_articles("Khmeimim", Filters(), exact=True)
    assert {row.article.pk for row in exact.rows} == {archive["000"].pk, archive["003"].pk}


def test_the_place_facet_counts_the_places_of_the_event(archive):
    event = archive["000"].event_id
    assert event is not None
    counts = {value.name: value.count for value in find_articles("Mi-8", Filters()).facets["place"]}

    assert {name: counts[name] for name in ("Aleppo", "Idlib", "Homs", "Palmyra", "Syria")} == {
        "Aleppo": 4,
        "Idlib": 4,
        "Homs": 3,
        "Palmyra": 2,
        "Syria": 4,
    }


def test_the_four_are_one_event_and_the_others_stay_out(archive):
    events = {key: article.event_id for key, article in archive.items()}

    assert len({events[key] for key in ("000", "002", "003", "004")} - {None}) == 1
    assert events["pal"] is None
    assert events["fer"] is None
    assert Event.objects.count() == 1


def test_the_comparison_shows_what_the_reports_disagree_on(archive):
    out = StringIO()
    keys = [archive[key].pk for key in ("000", "002", "003", "004")]
    call_command("compare_articles", *map(str, keys), "--format", "json", stdout=out)
    result = json.loads(out.getvalue())
    bodies = {article["id"]: article["body"] for article in result["articles"]}

    for row in result["rows"]:
        for cell in row["cells"]:
            assert bodies[cell["article"]][cell["start"] : cell["end"]] in cell["sentence"]
    losses = [
        row
        for row in result["rows"]
        if row["relation"] == "differ" and {"14", "19", "18"} == {cell["value"] for cell in row["cells"]}
    ]
    assert len(losses) == 1
    assert {cell["article"] for cell in losses[0]["cells"]} == {keys[0], keys[1], keys[3]}
    for shared in result["shared"]:
        assert len(shared["spans"]) >= 2
