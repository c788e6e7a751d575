"""Words for what befalls vehicles and people, and the vehicles themselves."""

from __future__ import annotations

import re

from archive.comparing.words import stem_set, word_set

VEHICLES = frozenset(
    {"helicopter", "plane", "ferry", "train", "bus", "drone", "truck", "tanker", "submarine", "balloon"}
)
VEHICLE_WORDS = stem_set(
    """helicopter chopper gunship plane aircraft jet warplane airliner aeroplane airplane ferry ship vessel boat train
    bus drone truck tanker submarine balloon trawler yacht"""
)

# How a vehicle is lost. One alternation over fixed words: linear in the text.
LOSS = re.compile(
    r"\b(?:(?:shot|shoots?|shooting|brought|brings|taken|took) (?:it |them )?down|downed|downing|crash(?:ed|es|ing)?"
    r"|(?:come|came|comes|went|gone|going|goes) down|sank|sunk|sinks|sinking|capsized?|capsizing|derailed|collided"
    r"|ditched|exploded|overturned|disappeared|vanished|destroyed"
    r"|fell (?:into|from|to|out of)|plunged|went missing)\b"
)
# How other events begin or happen.
HAPPENING = re.compile(
    r"\b(?:struck|hit|hits|(?<!air )(?<!drone )(?<!missile )strikes|rocked|jolted|shook|erupted|exploded|broke out"
    r"|took place|occurred|happened|was held|were held|stormed|attacked|opened fire|swept|collapsed|gathered|marched"
    r"|rallied|voted|went off|blew up|resigned|detonated|tore through|made landfall|was triggered|rammed|shot"
    r"|gunned down|stabbed|abducted|kidnapped|broke into|robbed"
    r"|accidentally (?:discharged|fired))\b"
)
# The same as nouns: "the explosion at the port", "Tuesday's vote".
HAPPENING_NOUN = re.compile(
    r"\b(?:explosion|blast|earthquake|quake|attack|shooting|bombing|assault|election|vote|poll|referendum|fire|blaze"
    r"|strike|raid|storm|hurricane|flood|crash|accident|collision|collapse|eruption|launch|test|hearing|verdict|summit"
    r"|protest|rally|march|ceremony|parade|game|match|sinking|derailment|disaster|outage|incident)\b"
)
DEATH_WORDS = word_set(
    "killed killing dead died die dies death deaths fatal fatalities perished drowned deadliest"
)

# A class of loss that another class refines without contradiction ("crashed" after it was "shot down").
LOSS_CLASSES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "shot down",
        re.compile(r"\b(?:sho\w+ (?:it |them )?down|downed|downing|(?:brought|brings|took|taken) down)\b"),
    ),
    ("sank", re.compile(r"\b(?:sank|sunk|sinks|sinking|capsiz\w+|overturned)\b")),
    (
        "crashed",
        re.compile(r"\b(?:crash\w*|(?:come|came|comes|went|gone|going|goes) down|ditched|fell|plunged)\b"),
    ),
    ("derailed", re.compile(r"\bderailed\b")),
    ("collided", re.compile(r"\bcollided\b")),
    ("exploded", re.compile(r"\bexploded\b")),
    ("disappeared", re.compile(r"\b(?:disappeared|vanished)\b")),
)


def loss_class(text: str) -> str | None:
    """Return the class of loss that ``text`` tells of, or ``None``."""
    return next((name for name, pattern in LOSS_CLASSES if pattern.search(text)), None)
