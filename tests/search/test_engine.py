"""What any engine must do, whichever it is: one class of claims, run against each engine in ``ENGINES``."""

import datetime as dt
import hashlib

import pytest
from haystack import connections

from archive.models import AircraftType, Article, Event, Mention, Original, Outlet, Part, Place, Status
from archive.records import Role
from archive.search.engine import NONE, Filters, Request, SearchUnavailableError
from archive.search.index import drain_jobs, queue_articles
from archive.search.nodes import All, AnyOf, Byline, Named, Near, Not, Phrase, Published, Title, Word

ENGINES = ["archive.search.backend.ArchiveEngine"]

pytestmark = pytest.mark.django_db


@pytest.fixture(params=ENGINES, autouse=True)
def engine(request, monkeypatch):
    monkeypatch.setitem(connections.connections_info["default"], "ENGINE", request.param)
    connections.reload("default")
    return connections["default"].get_backend


@pytest.fixture
def store():
    """Return a function that writes an article's row with its mentions, and indexes it."""

    def write(
        body,
        *,
        headline=None,
        outlet=None,
        on=None,
        places=(),
        happened=(),
        filed=(),
        aircraft=(),
        status=Status.PUBLISHED,
        **more,
    ):
        digest = hashlib.sha256(f"{headline}{body}".encode()).hexdigest()
        original = Original.objects.create(
            sha256=digest, filename=f"{digest[:8]}.txt", format="text", encoding="utf-8", content=b"x"
        )
        article = Article.objects.create(
            original=original,
            outlet=Outlet.objects.get_or_create(name=outlet)[0] if outlet else None,
            headline=headline,
            body=body,
            body_sha256=digest,
            published_on=on,
            status=status,
            **more,
        )
        roles = [(Role.MENTIONED, named) for named in places] + [(Role.HAPPENED, named) for named in happened]
        roles += [(Role.DATELINE, named) for named in filed]
        for role, (key, within) in roles:
            place, _ = Place.objects.get_or_create(
                id=key,
                defaults={"name": key, "label": key, "kind": "city", "lat": 0, "lon": 0, "within": within},
            )
            add_mention(article, place=place, role=role)
        for key in aircraft:
            found, _ = AircraftType.objects.get_or_create(
                id=key, defaults={"name": key, "family": key, "kind": "helicopter"}
            )
            add_mention(article, aircraft_type=found)
        queue_articles([article.pk])
        drain_jobs()
        return article.pk

    return write


def add_mention(article, **names):
    defaults = {"part": Part.BODY, "start": 0, "end": 1, "surface": "x", "confidence": 1.0}
    Mention.objects.create(article=article, **{**defaults, **names})


@pytest.fixture
def find(engine):
    """Return a function that asks for a node and answers with the set of keys."""

    def ask(node, filters=None, **more):
        return set(engine().find(Request(node, filters or Filters(), **more)).keys)

    return ask


class TestMatching:
    def test_all_words_must_occur(self, store, find):
        both = store("A ferry sank in a storm.")
        store("A ferry sailed.")

        assert find(All((Word("ferry"), Word("storm")))) == {both}

    def test_a_word_matches_its_inflections(self, store, find):
        key = store("Helicopters were landing.")

        assert find(Word("helicopter")) == {key}
        assert find(Word("land")) == {key}

    def test_a_phrase_matches_only_as_printed(self, store, find):
        key = store("He landed at the air base today.")
        store("The base is in the air.")

        assert find(Phrase("air base")) == {key}
        assert find(Phrase("air bases")) == set()

    def test_a_phrase_does_not_reach_from_the_headline_into_the_body_of_another(self, store, find):
        store("Base camp.", headline="Air")

        assert find(Phrase("camp air")) == set()

    @pytest.mark.parametrize("typed", ["Mi-8", "mi8", "MI 8", "Mi‑8"])
    def test_a_designator_is_one_word_however_written(self, store, find, typed):
        key = store("A Mi-8 was lost.")
        store("A Mi-24 was lost with 8 people.")

        assert find(Word(typed)) == {key}
        assert find(Phrase(typed)) == {key}

    def test_a_prefix_matches_every_word_it_begins(self, store, find):
        key = store("Two helipads.")
        store("Two runways.")

        assert find(Word("heli", is_prefix=True)) == {key}

    def test_what_is_excluded_is_left_out(self, store, find):
        store("A ferry in fog.")
        key = store("A ferry in sun.")

        assert find(All((Word("ferry"), Not(Word("fog"))))) == {key}
        assert find(Not(Word("fog"))) == {key}

    def test_either_of_two_is_enough(self, store, find):
        keys = {store("A ferry."), store("A train.")}
        store("A tram.")

        assert find(AnyOf((Word("ferry"), Word("train")))) == keys

    def test_a_common_word_does_not_stand_in_the_way(self, store, find):
        key = store("Ferry sinks.")

        assert find(All((Word("the"), Word("ferry")))) == {key}

    def test_only_common_words_are_taken_at_their_word(self, store, find):
        key = store("To be or not to be.")
        store("Nothing of that.")

        assert find(All((Word("to"), Word("be")))) == {key}

    def test_title_looks_in_headlines_only(self, store, find):
        key = store("Nothing.", headline="Ferry sinks")
        store("Ferry sinks.", headline="Nothing")

        assert find(Title("ferry", is_exact=False)) == {key}
        assert find(Title("sinks ferry", is_exact=False)) == {key}
        assert find(Title("sinks ferry", is_exact=True)) == set()

    def test_words_near_each_other_match_in_any_order(self, store, find):
        key = store("The base of the air wing.")
        store("The base of the wing that came by air.")

        assert find(Near("air base", 2)) == {key}
        assert find(Near("air base", 1)) == set()

    @pytest.mark.parametrize("typed", ["cease-fire", "ceasefire", "cease‑fire"])
    def test_a_hyphen_may_be_left_out(self, store, find, typed):
        keys = {store("A cease-fire held."), store("A ceasefire held.")}
        store("They cease to fire.")

        assert find(Word(typed)) == keys

    @pytest.mark.parametrize(("printed", "typed"), [("вертолёты", "вертолет"), ("القصف", "قصف")])
    def test_other_scripts_match_their_own_inflections(self, store, find, printed, typed):
        key = store(f"Here stands {printed} in the text.")

        assert find(Word(typed)) == {key}

    def test_words_of_another_language_match_their_own_inflections(self, store, find):
        german = store("Zwei Hubschrauber wurden abgeschossen.", language="de")
        french = store("Des frappes ont visé la ville.", language="fr")
        assert find(Word("Hubschraubern")) == {german}
        assert find(Word("frappe")) == {french}
        assert find(Word("frapper")) == {french}
        assert find(Title("frappe", is_exact=False)) == set()

    def test_a_word_in_the_form_typed_ranks_higher(self, store, engine):
        other = store("Ein Hubschrauber ist gefallen, und er war neu.", language="de")
        same = store("Zwei Hubschraubern ist es gelungen, so war es.", language="de")

        assert engine().find(Request(Word("Hubschraubern"))).keys == (same, other)

    def test_british_and_american_spellings_match_each_other(self, store, find):
        both = {store("The defence ministry spoke."), store("The Defense Ministry spoke.")}

        assert find(All((Word("defence"), Word("ministry")))) == both
        assert len(find(Phrase("defence ministry"))) == 1

    def test_the_byline_is_a_field(self, store, find):
        key = store("A ferry.", byline="By Mary Ford, in Lowick")
        store("Mary Ford sailed.")

        assert find(Byline("mary ford")) == {key}

    def test_language_and_event_are_fields(self, store, find):
        key = store("A ferry.", language="en")
        store("Паром.", language="ru")

        assert find(Named("language", ("en",))) == {key}
        assert find(Named("event", ("1",))) == set()

    def test_names_match_by_id(self, store, find):
        inside = store("One.", places=[("p:khmeimim", ["p:latakia", "p:syria"])])
        whole = store("Two.", places=[("p:syria", [])])
        flown = store("Three.", aircraft=["mi-8"])

        assert find(Named("within", ("p:syria",))) == {inside, whole}
        assert find(Named("place", ("p:syria",))) == {whole}
        assert find(Named("aircraft", ("mi-8", "mi-17"))) == {flown}
        assert find(Named("place", ())) == set()

    def test_days_are_included_at_both_ends(self, store, find):
        first = store("One.", on=dt.date(2016, 7, 31))
        last = store("Two.", on=dt.date(2016, 8, 1))
        undated = store("Three.")

        assert find(Published(dt.date(2016, 7, 31), dt.date(2016, 8, 1))) == {first, last}
        assert find(Published(dt.date(2016, 8, 1), None)) == {last}
        assert undated not in find(Published(None, None))

    def test_no_query_matches_everything(self, store, find):
        keys = {store(f"Report {n}.") for n in range(3)}

        assert find(None) == keys


class TestFilters:
    def test_filters_narrow_together(self, store, find):
        both = store("A ferry.", places=[("p:a", []), ("p:b", [])], outlet="Courier")
        store("A ferry.  ", places=[("p:a", [])], outlet="Herald")
        courier = str(Outlet.objects.get(name="Courier").pk)

        assert find(Word("ferry"), Filters(places=("p:a", "p:b"))) == {both}
        assert find(None, Filters(outlets=(courier,))) == {both}

    def test_where_it_happened_is_told_from_what_is_only_named(self, store, engine, find):
        there = store("A ferry sank.", happened=[("p:a", ["p:z"])])
        store("A ferry left.", places=[("p:a", ["p:z"])])

        assert engine().find(Request(None)).facets["happened"] == {"p:a": 1, "p:z": 1}
        assert find(None, Filters(happened=("p:a",))) == {there}
        assert find(None, Filters(happened=("p:z",))) == {there}
        assert len(find(None, Filters(places=("p:z",)))) == 2

    def test_where_it_was_filed_is_told_from_where_it_happened(self, store, engine, find):
        filed = store("A ferry sank.", filed=[("p:a", ["p:z"])], happened=[("p:b", ["p:z"])])
        store("A ferry left.", happened=[("p:a", ["p:z"])])

        assert engine().find(Request(None)).facets["filed"] == {"p:a": 1, "p:z": 1}
        assert find(None, Filters(filed=("p:a",))) == {filed}
        assert find(Named("filed", ("p:z",))) == {filed}
        assert find(Named("happened", ("p:b",))) == {filed}
        assert find(None, Filters(filed=("p:b",))) == set()

    def test_several_outlets_widen(self, store, find):
        keys = {store("One.", outlet="A"), store("Two.", outlet="B"), store("Three.")}
        ids = tuple(str(outlet.pk) for outlet in Outlet.objects.all())

        assert find(None, Filters(outlets=(*ids, NONE))) == keys

    def test_a_filter_nobody_knows_finds_nothing(self, store, find):
        store("One.")

        assert find(None, Filters(places=("p:nowhere",))) == set()


class TestCountsAndOrder:
    def test_every_facet_count_is_what_choosing_it_returns(self, store, engine, find):
        store("Ferry 1.", places=[("p:a", ["p:z"])], aircraft=["mi-8"], outlet="A", on=dt.date(2016, 1, 1))
        store("Ferry 2.", places=[("p:b", ["p:z"])], aircraft=["mi-8", "f-16"], on=dt.date(2016, 5, 5))
        store("Ferry 3.", places=[("p:a", ["p:z"]), ("p:b", ["p:z"])], outlet="A")
        store("Train 4.", places=[("p:a", ["p:z"])], aircraft=["mi-8"])

        facets = engine().find(Request(Word("ferry"))).facets

        assert facets["place"] == {"p:a": 2, "p:b": 2, "p:z": 3}
        assert facets["aircraft"] == {"mi-8": 2, "f-16": 1}
        assert facets["year"] == {"2016": 2, NONE: 1}
        for key, count in facets["place"].items():
            assert len(find(Word("ferry"), Filters(places=(key,)))) == count
        for key, count in facets["aircraft"].items():
            assert len(find(Word("ferry"), Filters(aircraft=(key,)))) == count
        for key, count in facets["outlet"].items():
            assert len(find(Word("ferry"), Filters(outlets=(key,)))) == count

    def test_only_the_facets_asked_for_are_counted(self, store, engine):
        store("A ferry.", outlet="Courier")

        assert set(engine().find(Request(Word("ferry"), facets=("outlet",))).facets) == {"outlet"}

    def test_what_is_excluded_by_a_filter_is_in_no_count(self, store, engine):
        kept = store("Ferry 1.", places=[("p:a", [])])
        store("Ferry 2.", places=[("p:a", []), ("p:b", [])])

        answer = engine().find(Request(Word("ferry"), Filters(without=(("place", "p:b"),))))

        assert answer.keys == (kept,)
        assert answer.facets["place"] == {"p:a": 1}

    def test_other_values_keep_their_counts_beside_a_chosen_one(self, store, engine):
        store("Ferry 1.", outlet="A", on=dt.date(2016, 1, 1))
        store("Ferry 2.", outlet="B", on=dt.date(2017, 1, 1))
        ids = {outlet.name: str(outlet.pk) for outlet in Outlet.objects.all()}

        answer = engine().find(Request(Word("ferry"), Filters(outlets=(ids["A"],))))
        assert answer.count == 1
        assert answer.facets["outlet"] == {ids["A"]: 1, ids["B"]: 1}
        assert answer.facets["year"] == {"2016": 1}

        answer = engine().find(
            Request(Word("ferry"), Filters(from_on=dt.date(2016, 1, 1), to_on=dt.date(2016, 1, 31)))
        )
        assert answer.facets["year"] == {"2016": 1, "2017": 1}
        assert answer.facets["day"] == {"20160101": 1, "20170101": 1}

    def test_outlets_order_by_the_names_given(self, store, engine):
        one = store("Ferry one.", outlet="A")
        two = store("Ferry two.", outlet="B")
        ids = {outlet.name: str(outlet.pk) for outlet in Outlet.objects.all()}

        answer = engine().find(Request(Word("ferry"), sort="outlet", outlet_order=(ids["B"], ids["A"])))
        assert answer.keys == (two, one)

    def test_reports_of_one_event_and_near_copies_fold_into_rows(self, store, engine):
        event = Event.objects.create()
        pair = {store(f"Ferry number {n} sank.", event=event) for n in range(2)}
        words = " ".join(f"word{n}" for n in range(80))
        copies = {store(f"Ferry: {words}."), store(f"Ferry: {words}, it said.")}
        alone = store("A ferry sailed.")

        answer = engine().find(Request(Word("ferry"), fold=True))

        assert (answer.count, answer.rows, len(answer.keys)) == (5, 3, 3)
        groups = [{key, *others} for key, others in answer.folded.items()]
        assert sorted(groups, key=min) == sorted([pair, copies], key=min)
        assert alone in answer.keys
        pages = [engine().find(Request(Word("ferry"), fold=True, page=n, per_page=1)) for n in (1, 2, 3)]
        assert sorted(key for page in pages for key in page.keys) == sorted(answer.keys)

    def test_a_row_knows_how_many_outlets_ran_its_reports(self, store, engine):
        event = Event.objects.create()
        for outlet in ("A", "B", "A", None):
            store(f"Ferry of {outlet}, {Article.objects.count()}.", event=event, outlet=outlet)

        answer = engine().find(Request(Word("ferry"), fold=True))

        assert answer.outlets == {answer.keys[0]: 2}

    def test_pages_show_every_match_once(self, store, engine):
        stored = {store(f"Ferry number {n}.", on=dt.date(2016, 1, 1)) for n in range(7)}

        for sort in ("relevance", "newest", "oldest"):
            pages = [engine().find(Request(Word("ferry"), sort=sort, page=n, per_page=3)) for n in (1, 2, 3)]
            assert [page.count for page in pages] == [7, 7, 7]
            assert [len(page.keys) for page in pages] == [3, 3, 1]
            assert {key for page in pages for key in page.keys} == stored

    def test_dates_order_with_the_undated_last(self, store, engine):
        old = store("Ferry one.", on=dt.date(2015, 1, 1))
        undated = store("Ferry two.")
        new = store("Ferry three.", on=dt.date(2016, 1, 1))

        assert engine().find(Request(Word("ferry"), sort="newest")).keys == (new, old, undated)
        assert engine().find(Request(Word("ferry"), sort="oldest")).keys == (old, new, undated)

    def test_a_headline_counts_for_more(self, store, engine):
        filler = "Ships and boats of every kind sailed that day, and one ferry too. " * 3
        store(filler)
        titled = store(filler + "Really.", headline="Ferry sinks")

        assert engine().find(Request(Word("ferry"))).keys[0] == titled


class TestWriting:
    def test_drafts_are_not_found(self, store, find):
        store("A ferry.", status=Status.DRAFT)

        assert find(Word("ferry")) == set()

    def test_a_changed_article_is_found_by_its_new_words_only(self, store, find):
        key = store("A ferry.")
        Article.objects.filter(pk=key).update(body="A train.")
        queue_articles([key])
        drain_jobs()

        assert find(Word("ferry")) == set()
        assert find(Word("train")) == {key}

    def test_a_deleted_article_is_found_no_more(self, store, find):
        key = store("A ferry.")
        Article.objects.filter(pk=key).delete()
        queue_articles([key])
        drain_jobs()

        assert find(None) == set()

    def test_an_index_that_cannot_be_read_is_said(self, store, find, tmp_path, engine):
        store("A ferry.")
        for path in (tmp_path / "index").rglob("*.seg"):
            path.unlink()
        connections.reload("default")

        with pytest.raises(SearchUnavailableError, match="rebuild"):
            find(Word("ferry"))


class TestWords:
    def test_a_word_not_in_the_archive_has_a_neighbour_that_is(self, store, engine):
        for number in range(3):
            store(f"Helicopter {number}.")

        assert engine().suggest("helicoptr") == "helicopter"
        store("A clash. A clash. A crash.")
        assert engine().suggest("crash") is None
        assert engine().suggest("hel") is None
        assert engine().suggest("zeppelin") is None


class TestNearly:
    """What has only some of the words comes after what has all, and is in no count."""

    def test_some_of_the_words_come_after_all_of_them(self, store, engine):
        both = store("A ferry sank in a storm.")
        one = store("A ferry sailed.")
        store("A train left.")

        answer = engine().find(Request(All((Word("ferry"), Word("storm"))), nearly=5))

        assert (answer.count, answer.keys, answer.nearly) == (1, (both,), (one,))
        assert sum(answer.facets["year"].values()) == 1

    def test_more_of_the_words_come_first(self, store, engine):
        one = store("A ferry sailed from the pier with some people.")
        two = store("A ferry sailed into the fog with some people.")

        answer = engine().find(Request(All((Word("ferry"), Word("fog"), Word("storm"))), nearly=5))

        assert (answer.count, answer.nearly) == (0, (two, one))

    @pytest.mark.parametrize(
        "node",
        [
            Word("storm"),
            Phrase("ferry storm"),
            All((Phrase("ferry"), Word("storm"))),
            All((Title("ferry", is_exact=False), Word("storm"))),
            AnyOf((Word("storm"), Word("fog"))),
        ],
    )
    def test_quotes_fields_and_operators_are_taken_at_their_word(self, store, engine, node):
        store("A ferry sailed.")

        assert engine().find(Request(node, nearly=5)).nearly == ()

    def test_what_is_excluded_or_filtered_out_is_not_nearly_found(self, store, engine):
        store("A ferry in fog.")
        here = store("A ferry in sun.", places=[("p:a", [])])
        store("A ferry in rain.")
        node = All((Word("ferry"), Word("storm"), Not(Word("fog"))))

        assert engine().find(Request(node, Filters(places=("p:a",)), nearly=5)).nearly == (here,)

    def test_only_the_last_page_goes_on_to_those_ranked_below_it(self, store, engine):
        for number in range(3):
            store(f"A ferry sank in storm {number}.")
        store("A ferry sailed.")
        node = All((Word("ferry"), Word("storm")))

        pages = [engine().find(Request(node, page=page, per_page=2, nearly=5)) for page in (1, 2)]

        assert [len(page.nearly) for page in pages] == [0, 1]

    def test_a_page_is_followed_by_those_ranked_above_its_last_and_each_stands_once(self, store, engine):
        long = [" ".join(f"word{number}x{at}" for at in range(200)) for number in range(5)]
        whole = {store(f"{text} A ferry came late, and then a storm.") for text in long[:4]}
        strong = [store(f"The ferry, a ferry {number}.", headline="Ferry") for number in range(3)]
        weak = store(f"{long[4]} A storm.")
        node = All((Word("ferry"), Word("storm")))

        pages = [engine().find(Request(node, page=page, per_page=2, nearly=2)) for page in (1, 2)]

        assert {key for page in pages for key in page.keys} == whole
        assert len(pages[0].nearly) == 2
        assert set(pages[0].nearly) < set(strong)
        assert {*pages[0].nearly, *pages[1].nearly} == {*strong, weak}

    def test_what_follows_a_page_does_not_hang_on_whether_it_is_asked_for(self, store, engine):
        for number in range(12):
            store(f"A ferry sank in storm {number}, {'and ' * number} more.")
        store("A ferry.")
        node = All((Word("ferry"), Word("storm")))

        with_them, without = (engine().find(Request(node, nearly=nearly)) for nearly in (5, 0))

        assert with_them.keys == without.keys

    def test_words_side_by_side_bring_a_report_forward(self, store, engine):
        apart = store("Oil was dear. So was fuel for ships, and bread in all the harbour towns.")
        together = store("Bread was dear. So was fuel oil for ships in all the other harbour towns.")
        for number in range(5):
            store(f"Nothing of the kind, {number}.")

        assert engine().find(Request(All((Word("fuel"), Word("oil"))))).keys == (together, apart)
