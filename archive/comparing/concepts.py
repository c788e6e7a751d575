"""What a word stands for when passages are compared: synonyms, places and aircraft brought to one name."""

from __future__ import annotations

from collections.abc import Sequence

from archive.comparing.reading import Reading
from archive.comparing.words import Word, find_words, is_content, stem

# News words that stand for one another when two reports tell one thing. Each line is one concept.
_SYNONYMS = """
kill killed dead death died die fatal fatality perish slain deadly deadliest lethal
wound injure injured wounded hurt injury
shoot down downed downing shot downs
crash crashed wreck plunge
helicopter chopper gunship rotorcraft
plane aircraft jet warplane airliner aeroplane airplane
militant rebel insurgent fighter gunman guerrilla extremist islamist
siege blockade besiege besieged encircle
assault offensive attack onslaught
battle fight fought clash combat fighting
crew crewmember crewman
pilot airman aviator co-pilot
aid supply goods relief assistance
repel repelled fend rebuff thwart
surrender defect lay
flee fled escape evacuate leave rush abandon
troop soldier serviceman force military army
ferry ship vessel boat
quake earthquake tremor
vote ballot poll election
police officer policeman deputy
protest demonstration rally march demonstrated protester demonstrator marcher
blaze inferno flame
shelling shell rocket mortar sniper artillery gunfire bombardment
storm hurricane typhoon cyclone
student pupil
envoy ambassador representative
video footage clip film image photo photograph picture
city town
house home dwelling
return enroute
toll casualty loss
passenger traveller aboard board onboard
heroic heroically
wood wooded forest
begin start launch commence
regime government
intervention campaign
district neighbourhood suburb
minimise minimize avoid reduce
verify confirm authenticity
civilian resident inhabitant
cancel scrap cancellation
walkout stoppage
carriage coach wagon
jail prison imprison imprisonment
sentence sentenced
arrest detain custody
resign resignation
hostage captive
abduct kidnap abduction kidnapping
free release freed
close shut closure
reopen resume
convict guilty
acquit cleared acquitted
negotiation talk
pay wage salary
derail derailment rail
landslide mudslide
prosecutor prosecution
ask seek sought demand request
takeoff take-off liftoff lift-off
landfall ashore
electricity power
contaminate pollute contamination
sick ill sicken
victory win
doctor physician
hospital clinic
worker employee staff
firm company corporation
lawyer attorney
airline carrier
fan supporter
denounce condemn
postpone delay
ban bar
permit allow
insist maintain
reject dismiss
accuse blame
investigate probe investigation inquiry
reduce cut
increase rise raise gain climb jump surge soar
ruin wreckage debris
disappear vanish
explode explosion blast blow
inauguration inaugurate swear sworn oath
deny reject dismiss refute
intense fierce heavy
disclose reveal identify
bid offer
buy purchase acquire acquisition takeover
deal transaction
initial original
fall drop decline tumble slump slip
gun handgun firearm pistol rifle
excavator digger
car automobile suv van
approve approval
cost price
worth value
steal stole stolen
jewel jewelry jewellery
thief burglar robber intruder
oil petrol fuel gasoline diesel crude
oust ouster overthrow overthrown topple depose
verdict ruling judgment judgement
espionage spy
child kid
father dad
mother mom mum
remove removal
respond response
criticise criticize criticism
driver motorist
gunshot gunfire
warn warning
"""
_CONCEPTS: dict[str, str] = {}
for _line in _SYNONYMS.split("\n"):
    for _word in _line.split():
        _CONCEPTS.setdefault(stem(_word), _line.split()[0])


def concept(word: Word) -> str:
    """Return the name under which ``word`` is compared."""
    return _CONCEPTS.get(word.stem, word.stem)


def concept_of_stem(stemmed: str) -> str:
    """Return the name under which a word with this stem is compared."""
    return _CONCEPTS.get(stemmed, stemmed)


def concept_set(words: str) -> frozenset[str]:
    """Return the concepts of a list written as prose."""
    return frozenset(concept(word) for word in find_words(words))


def sentence_concepts(reading: Reading, number: int, cues: Sequence[tuple[int, int]] = ()) -> frozenset[str]:
    """Return what sentence ``number`` speaks of: concepts of its content words, ids of places and aircraft.

    Words in ``cues`` (spans that say who speaks) are left out: two statements of one speaker are still two.
    """
    sentence = reading.sentences[number]
    toponyms = reading.toponyms_in(sentence.start, sentence.end)
    aircraft = reading.aircraft_in(sentence.start, sentence.end)
    named = [(item.start, item.end) for item in toponyms] + [(item.start, item.end) for item in aircraft]
    found = {item.place.id for item in toponyms if not _is_in(item.start, cues)}
    found |= {item.type.id for item in aircraft}
    words = reading.words[number]
    for index, word in enumerate(words):
        if word.lower == "board" and (index == 0 or words[index - 1].lower != "on"):
            found.add(word.stem)  # those who run a company, and nobody aboard
            continue
        if _is_in(word.start, named) or _is_in(word.start, cues):
            continue
        found.update(word_concepts(word))
    return frozenset(found)


def _is_in(offset: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in spans)


def word_concepts(word: Word) -> set[str]:
    """Return the names of a content word and of the parts of a compound ("big-bank"), none of a function word."""
    if not is_content(word):
        return set()
    found = {concept(word)}
    if "-" in word.lower and not any(character.isdigit() for character in word.lower):
        found |= {_CONCEPTS.get(stem(part), stem(part)) for part in word.lower.split("-") if len(part) > 2}
    return found
