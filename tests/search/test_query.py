"""The reader's language: what each line asks for, and what is said when it had to be repaired."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.nodes import (
    AircraftName,
    All,
    AnyOf,
    Byline,
    LanguageName,
    Named,
    Near,
    NearPlace,
    Not,
    OutletName,
    Phrase,
    PlaceName,
    Published,
    Title,
    Word,
)
from archive.search.query import MAX_CHARACTERS, MAX_TERMS, parse_query


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("", None),
        ("   ", None),
        ("helicopter", Word("helicopter")),
        # all words by default
        ("russian helicopter", All((Word("russian"), Word("helicopter")))),
        ('"air base"', Phrase("air base")),
        # typographic quotation marks are quotation marks
        ("“air base”", Phrase("air base")),
        ("-drone", Not(Word("drone"))),
        ('"air base"~5', Near("air base", 5)),
        ('byline:"Mary Ford"', Byline("Mary Ford")),
        ("near:Idlib", NearPlace("Idlib", 25)),
        ("near:Idlib~80", NearPlace("Idlib", 80)),
        ('near:"Deir ez-Zor~40 km"', NearPlace("Deir ez-Zor", 40)),
        ("event:12", Named("event", ("12",))),
        ("event:no", Not(Named("trait", ("event",)))),
        ("-event:no", Not(Not(Named("trait", ("event",))))),
        ("language:Russian", LanguageName("Russian")),
        ('crash -"near Homs"', All((Word("crash"), Not(Phrase("near Homs"))))),
        ("a1 OR b2", AnyOf((Word("a1"), Word("b2")))),
        # OR joins groups: (ferry storm) or (train)
        ("ferry storm OR train", AnyOf((All((Word("ferry"), Word("storm"))), Word("train")))),
        ("ferry (storm OR fog)", All((Word("ferry"), AnyOf((Word("storm"), Word("fog")))))),
        ("ferry -(storm OR fog)", All((Word("ferry"), Not(AnyOf((Word("storm"), Word("fog"))))))),
        ("ferry || fog", AnyOf((Word("ferry"), Word("fog")))),
        # a field before a bracket is each word's in it
        ("place:(Idlib OR Homs)", AnyOf((PlaceName("Idlib"), PlaceName("Homs")))),
        ("-Title:(crash fog)", Not(All((Title("crash", is_exact=False), Title("fog", is_exact=False))))),
        (
            "place:(Idlib -filed:Homs) fog",
            All((All((PlaceName("Idlib"), Not(PlaceName("Homs", "filed")))), Word("fog"))),
        ),
        ("do not disturb", All((Word("do"), Word("not"), Word("disturb")))),
        ('"DO NOT disturb"', Phrase("DO NOT disturb")),
        ("ferry NOT", All((Word("ferry"), Word("NOT")))),
        ("helicop*", Word("helicop", is_prefix=True)),
        # a lower-case "or" is a word like any other
        ("ferry or train", All((Word("ferry"), Word("or"), Word("train")))),
        ("title:crash", Title("crash", is_exact=False)),
        ('title:"shot down"', Title("shot down", is_exact=True)),
        ("outlet:Courier", OutletName("Courier")),
        ("place:Idlib", PlaceName("Idlib")),
        ('place:"Deir ez-Zor"', PlaceName("Deir ez-Zor")),
        ("PLACE:Idlib", PlaceName("Idlib")),
        # a blank after the colon is a slip everybody makes
        ("place: Idlib", PlaceName("Idlib")),
        ("happened:Idlib", PlaceName("Idlib", "happened")),
        ("-filed:Moscow", Not(PlaceName("Moscow", "filed"))),
        ("aircraft:Mi-24", AircraftName("Mi-24")),
        ("-place:Idlib", Not(PlaceName("Idlib"))),
        # neighbouring words that are one designator are one word
        ("Mi 8 crash", All((Word("Mi 8"), Word("crash")))),
        ("8 people", All((Word("8"), Word("people")))),
    ],
)
def test_a_query_reads_as(text, node):
    parsed = parse_query(text)

    assert parsed.node == node
    assert parsed.notices == ()


@pytest.mark.parametrize(
    ("value", "since", "until"),
    [
        ("2016", dt.date(2016, 1, 1), dt.date(2016, 12, 31)),
        ("2016-02", dt.date(2016, 2, 1), dt.date(2016, 2, 29)),
        ("2016-08-01", dt.date(2016, 8, 1), dt.date(2016, 8, 1)),
        ("2016-07..2016-09", dt.date(2016, 7, 1), dt.date(2016, 9, 30)),
        # ends the wrong way round are turned
        ("2016-09..2016-07", dt.date(2016, 7, 1), dt.date(2016, 9, 30)),
        ("..2016", None, dt.date(2016, 12, 31)),
        (">2016", dt.date(2017, 1, 1), None),
        (">=2016", dt.date(2016, 1, 1), None),
        ("<2016-08", None, dt.date(2016, 7, 31)),
        ("<=2016-08", None, dt.date(2016, 8, 31)),
    ],
)
def test_a_date_range_reads_as(value, since, until):
    assert parse_query(f"date:{value}").node == Published(since, until)


@pytest.mark.parametrize(
    ("text", "node", "said"),
    [
        ('"air base', Phrase("air base"), "quotation mark"),
        ("(ferry storm", All((Word("ferry"), Word("storm"))), "bracket was left open"),
        ("ferry)", Word("ferry"), "closing bracket"),
        ("ferry OR", Word("ferry"), "dangling OR"),
        ("OR ferry", Word("ferry"), "dangling OR"),
        ("OR", None, "dangling OR"),
        ("ferry NOT fog", All((Word("ferry"), Not(Word("fog")))), "as a minus"),
        ("ferry NOT -fog", All((Word("ferry"), Not(Word("fog")))), "as a minus"),
        ("NOT (storm OR fog)", Not(AnyOf((Word("storm"), Word("fog")))), "as a minus"),
        ("FERRY NOT LOST", All((Word("FERRY"), Word("NOT"), Word("LOST"))), "in capitals"),
        ("*", None, "has no word"),
        ("a*", Word("a"), "star"),
        ("he*ter", Word("he ter"), "star"),
        ("- ferry", Word("ferry"), "has no word"),
        ("place:", None, "wants a value"),
        ("date:soon", None, "write a date as"),
        ("date:2016-02-30", None, "no such day"),
        ("date:0000", None, "no such day"),
        ("colour:red", Word("colour red"), "no field"),
    ],
)
def test_a_slip_is_repaired_and_said(text, node, said):
    parsed = parse_query(text)

    assert parsed.node == node
    assert any(said in notice for notice in parsed.notices)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x" * (MAX_CHARACTERS + 1), "characters"),
        (" ".join(f"w{n}" for n in range(MAX_TERMS + 1)), "terms"),
        ('"' + "a " * 40 + '"', "phrase"),
        ("(" * 100 + "a", "deep"),
    ],
)
def test_a_query_without_measure_is_cut_and_said(text, said):
    assert any(said in notice for notice in parse_query(text).notices)


@given(st.text(max_size=400))
def test_nothing_a_reader_types_is_an_error(text):
    parse_query(text)


@given(
    st.lists(
        st.sampled_from(
            ['"', "(", ")", "OR", "NOT", "-", "place:(", "*", "place:", "date:", "a", "Mi 8", ":"]
        ),
        max_size=60,
    )
)
def test_no_pile_of_operators_is_an_error(pieces):
    parse_query(" ".join(pieces))
    parse_query("".join(pieces))
