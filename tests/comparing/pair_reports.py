"""Invented places and reports for the pair decision, and what it says of them."""

import datetime as dt

from archive.comparing.contradictions import weigh_contradictions
from archive.comparing.pairs import score_reports
from archive.comparing.profiles import profile_report
from archive.comparing.weighing import WordWeights, count_frequencies
from archive.records import AircraftMention, AircraftType, Place, Report, Role, Toponym

COUNTRY = Place("country:XX", "Karvia", "country", "XX", 1.0, 1.0)
PROVINCE = Place("region:XX-1", "Dorn Province", "admin1", "XX", 1.0, 1.0, ("country:XX",))
TOWN = Place("town:1", "Veldmark", "city", "XX", 1.0, 1.0, ("region:XX-1", "country:XX"))
OTHER_TOWN = Place("town:2", "Ostrava Bay", "city", "XX", 2.0, 2.0, ("country:XX",))
ABROAD = Place("town:3", "Lissenberg", "city", "YY", 3.0, 3.0, ("country:YY",))

ONE = (
    "A transport helicopter was shot down near Veldmark on Tuesday, killing all five people on board, the army"
    " of Karvia said. Spokesman Anselm Drury said the crew had delivered blankets.\n\nRebels of the Hill Front"
    " hold the villages around Veldmark. Video showed the tail in a field. Anselm Drury promised an answer."
)
SAME = (
    "Five soldiers died when their helicopter was brought down by rebels outside Veldmark on Tuesday. The army's"
    " spokesman Anselm Drury said it had carried blankets to villages held by the Hill Front.\n\nThe wreck lies"
    " in a field. It is the third helicopter Karvia has lost this year."
)
OTHER = (
    "Two pilots were killed when a gunship was shot down over Ostrava Bay on Monday, the army of Karvia said."
    " Spokesman Anselm Drury said the helicopter had been hit by a rocket while it hunted smugglers.\n\nBoats of"
    " the navy searched Ostrava Bay for the wreck until dark."
)
RECALLING = ONE + (
    "\n\nThe army has lost other aircraft to the rebels since the war began in the hills, and it says that it needs"
    " newer ones.\n\nLast month two pilots were killed when a gunship was shot down over Ostrava Bay while it hunted"
    " smugglers."
)
TUESDAY = dt.date(2019, 6, 4)


def report(body, *, number=1, headline=None, outlet=None, on=None, places=(), aircraft=()):
    toponyms = tuple(
        Toponym(at, at + len(name), name, place, Role.MENTIONED, 1.0)
        for name, place in places
        for at in _starts(body, name)
    )
    mentions = tuple(
        AircraftMention(at, at + len(name), name, kind, 1.0)
        for name, kind in aircraft
        for at in _starts(body, name)
    )
    return Report(number, body, headline, outlet, on, toponyms=toponyms, aircraft=mentions)


def _starts(body, name):
    at = body.find(name)
    while at >= 0:
        yield at
        at = body.find(name, at + 1)


def kind(name, family, of="helicopter"):
    return AircraftType(name.lower(), name, family, of)


def score(one, other, *rest):
    profiles = [profile_report(each) for each in (one, other, *rest)]
    return score_reports(one, other, WordWeights(len(profiles), count_frequencies(profiles)))


def contradictions(one, other):
    return weigh_contradictions(profile_report(one), profile_report(other))
