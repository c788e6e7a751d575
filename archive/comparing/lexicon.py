"""Word classes of news prose: nouns for people and things, and what may have happened to them."""

from __future__ import annotations

from enum import StrEnum

from archive.comparing.words import fold, stem, stem_set, word_set


class State(StrEnum):
    """What happened to what is counted."""

    KILLED = "killed"
    WOUNDED = "wounded"
    MISSING = "missing"
    ABOARD = "aboard"
    RESCUED = "rescued"
    SURRENDERED = "surrendered"
    FLED = "fled"
    TRAPPED = "trapped"
    ARRESTED = "arrested"
    LOST = "lost"
    DESTROYED = "destroyed"
    TOTAL_LOSSES = "lost so far"
    INVOLVED = "involved"
    ATTENDED = "attended"
    VOTED = "voted"
    INSIDE = "inside"
    ILL = "ill"
    FREED = "freed"
    HELD = "held hostage"
    TIME = "time"
    AGE = "age"
    MEASURE = "measure"


# People, by stem of the head noun. The class keeps fighters from meeting civilians.
PEOPLE: dict[str, str] = {
    stem(fold(noun)): kind
    for kind, nouns in {
        "people": "people person victim passenger occupant member survivor resident inhabitant casualty fatality human"
        " soul body worker miner employee tourist traveller citizen national foreigner local villager migrant refugee"
        " family relative commuter holidaymaker visitor spectator fan worshipper patient shopper supporter lives",
        "crew": "crew crewman pilot co-pilot airman aviator sailor captain navigator crewmember",
        "civilian": "civilian",
        "fighter": "militant fighter rebel insurgent gunman terrorist jihadist attacker extremist guerrilla",
        "soldier": "soldier serviceman officer troop trooper marine personnel conscript peacekeeper paratrooper",
        "police": "police policeman constable deputy guard firefighter rescuer medic paramedic",
        "woman": "woman girl female",
        "man": "man boy male",
        "child": "child teenager infant baby minor pupil student toddler son daughter",
        "protester": "protester demonstrator marcher activist",
        "voter": "voter",
    }.items()
    for noun in nouns.split()
}
# Six families are not six people.
FAMILY = stem("families")
GENERIC_PEOPLE = stem_set(
    "people person victim passenger occupant casualty fatality soul body survivor human lives"
)
THINGS = stem_set(
    """tank vehicle truck car bus tanker helicopter plane aircraft jet warplane drone missile rocket bomb shell boat
    ship vessel ferry house home building school hospital village town district vote seat ballot corridor gun weapon
    round shot strike airstrike raid attack airport train carriage flight bullet device"""
)
TIME_UNITS = stem_set("second minute hour day week month year decade century night weekend fortnight")
MEASURE_UNITS = stem_set(
    """percent per mile kilometer kilometre km metre meter foot feet yard inch knot ton tonne pound kilogram kg dollar
    euro pence degree acre hectare point magnitude mph km/h liter litre gallon block"""
)

# Words that say the state of what stands before them ("28 civilians dead", "two airmen were killed").
AFTER: dict[str, State] = {
    word: state
    for state, words in {
        State.KILLED: "killed dead died die dies perished drowned slain deaths fatalities dying",
        State.WOUNDED: "wounded injured hurt hospitalised hospitalized injuries treated",
        State.MISSING: "missing unaccounted",
        State.ABOARD: "aboard onboard",
        State.RESCUED: "rescued saved evacuated survived pulled",
        State.SURRENDERED: "surrendered surrender surrendering defected",
        State.FLED: "fled flee fleeing left displaced rushed escaped",
        State.TRAPPED: "trapped stranded besieged stuck",
        State.ARRESTED: "arrested detained",
        State.DESTROYED: "destroyed damaged collapsed",
        State.LOST: "lost",
        State.ATTENDED: "marched gathered rallied protested demonstrated attended",
        State.VOTED: "voted",
        State.INSIDE: "inside underground",
        State.ILL: "ill sick sickened infected poisoned",
        State.FREED: "freed released",
        State.HELD: "kidnapped abducted",
    }.items()
    for word in words.split()
}
# Words that say the state of what follows them ("killing all five people", "lost 14 tanks").
BEFORE: dict[str, State] = {
    word: state
    for state, words in {
        State.KILLED: "killing killed kill kills deaths death fatalities drowning murdered",
        State.WOUNDED: "wounding wounded injuring injured injures hurting",
        State.ABOARD: "carrying carried transporting aboard onboard",
        State.RESCUED: "rescued rescuing evacuated saved pulled",
        State.ARRESTED: "arrested detained arresting captured",
        State.LOST: "lost lose losing",
        State.DESTROYED: "destroyed destroying damaged damaging",
        State.INVOLVED: "involved involving",
        State.TRAPPED: "trapping trapped stranding",
        State.ILL: "sickening sickened infecting infected poisoning",
        State.FREED: "freeing freed",
        State.HELD: "kidnapping kidnapped abducting abducted",
    }.items()
    for word in words.split()
}
# Several words that say a state after the count.
AFTER_PHRASES: tuple[tuple[tuple[str, ...], State], ...] = (
    (("on", "board"), State.ABOARD),
    *(
        (("on", article, vehicle), State.ABOARD)
        for article in ("the", "its")
        for vehicle in (
            "aircraft",
            "plane",
            "flight",
            "helicopter",
            "ferry",
            "ship",
            "boat",
            "train",
            "bus",
            "jet",
        )
    ),
    (("laid", "down"), State.SURRENDERED),
    (("gave", "up"), State.SURRENDERED),
    (("from", "their", "homes"), State.FLED),
    (("left", "homeless"), State.FLED),
    (("lost", "their", "lives"), State.KILLED),
    (("lost", "his", "life"), State.KILLED),
    (("taken", "to", "hospital"), State.WOUNDED),
    *((("suffered", harm), State.WOUNDED) for harm in ("burns", "injuries", "wounds")),
    (("took", "part"), State.ATTENDED),
    (("took", "to", "the", "streets"), State.ATTENDED),
    (("cast", "ballots"), State.VOTED),
    (("in", "custody"), State.ARRESTED),
    (("taken", "into", "custody"), State.ARRESTED),
    *(
        (("joined", article, event), State.ATTENDED)
        for article in ("the", "a")
        for event in ("march", "protest", "protests", "rally", "demonstration", "demonstrations")
    ),
)
TOTAL_WORDS = word_set("toll total casualties losses deaths number tally count crowd")
TOTAL_RISES = word_set(
    """risen rose rises rising brought brings bring bringing raised raises raise raising stood stands climbed climbs
    put puts reached reaches revised jumped grew grown increased given corrected"""
)
