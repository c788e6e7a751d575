"""Places in passages of many wars and fields: what is named, and persons, organisations and things that are none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archive.gazetteer import find_toponyms
from archive.records import Role
from benchmarks.gazetteer import measure, place_finder

if TYPE_CHECKING:
    from archive.gazetteer import PlaceGazetteer

# Text, then the places in it as marked, in order.
NAMED = [
    (
        "Fighting broke out in El Fasher, the capital of North Darfur, on Sunday.",
        ["El Fasher", "North Darfur"],
    ),
    ("The RSF shelled the Zamzam camp near El Fasher, Sudan's army said.", ["El Fasher", "Sudan"]),
    ("Drones hit Port Sudan airport and a fuel depot in Kosti.", ["Port Sudan", "Kosti"]),
    (
        "Tigrayan forces withdrew from Lalibela and Weldiya in the Amhara region.",
        ["Lalibela", "Weldiya", "Amhara"],
    ),
    ("M23 rebels captured Goma and advanced on Bukavu in eastern Congo.", ["Goma", "Bukavu", "Congo"]),
    ("Al-Shabaab attacked a hotel in Mogadishu, Somalia.", ["Mogadishu", "Somalia"]),
    (
        "Russian troops took Avdiivka and pushed toward Pokrovsk in the Donetsk region.",
        ["Avdiivka", "Pokrovsk", "Donetsk"],
    ),
    ("Ukraine struck the Engels air base and Saratov.", ["Ukraine", "Engels", "Saratov"]),
    (
        "Shelling killed three in Nikopol across the river from the Zaporizhzhia nuclear plant.",
        ["Nikopol", "Zaporizhzhia"],
    ),
    ("Israeli strikes hit Khan Younis and Rafah in the Gaza Strip.", ["Khan Younis", "Rafah", "Gaza Strip"]),
    ("Hezbollah fired rockets at Kiryat Shmona from southern Lebanon.", ["Kiryat Shmona", "Lebanon"]),
    ("Houthi missiles landed near Eilat; warplanes bombed Hodeidah port.", ["Eilat", "Hodeidah"]),
    ("Saudi-led coalition planes struck Sanaa, Taiz and Saada.", ["Sanaa", "Taiz", "Saada"]),
    ("Myanmar's military bombed Pa Zi Gyi village in Sagaing region.", ["Myanmar", "Sagaing"]),
    (
        "Fighting reached Myawaddy, on the border with Thailand's Mae Sot.",
        ["Myawaddy", "Thailand", "Mae Sot"],
    ),
    (
        "Armenian forces left Stepanakert; Azerbaijan took Shusha and Lachin.",
        ["Stepanakert", "Azerbaijan", "Shusha", "Lachin"],
    ),
    (
        "Taliban fighters entered Kunduz and Lashkar Gah, the capital of Helmand province.",
        ["Kunduz", "Lashkar Gah", "Helmand"],
    ),
    ("A suicide bomber struck a mosque in Peshawar, Khyber Pakhtunkhwa.", ["Peshawar", "Khyber Pakhtunkhwa"]),
    ("Militants attacked Pulwama in Kashmir.", ["Pulwama", "Kashmir"]),
    ("FARC dissidents clashed in Cauca and Nariño, Colombia.", ["Cauca", "Nariño", "Colombia"]),
    ("Cartel gunmen burned trucks in Culiacán, Sinaloa.", ["Culiacán", "Sinaloa"]),
    ("Gangs seized the airport road in Port-au-Prince, Haiti.", ["Port-au-Prince", "Haiti"]),
    ("A truck bomb hit a consulate in Mazar-i-Sharif.", ["Mazar-i-Sharif"]),
    ("Iraqi forces entered Mosul from the Gogjali district; peshmerga held Bashiqa.", ["Mosul", "Bashiqa"]),
    ("ISIS fighters fled Raqqa for Deir ez-Zor and Al-Bukamal.", ["Raqqa", "Deir ez-Zor", "Al-Bukamal"]),
    (
        "Rebels shelled the Aleppo districts of Hamdaniyah and Salaheddin.",
        ["Aleppo", "Hamdaniyah", "Salaheddin"],
    ),
    ("The convoy passed Maarat al-Numan on the M5 highway to Hama.", ["Maarat al-Numan", "Hama"]),
    ("Turkish artillery hit Tal Rifaat, north of Aleppo, and Manbij.", ["Tal Rifaat", "Aleppo", "Manbij"]),
    ("Government forces retook Saraqib and Kafr Nabl in Idlib province.", ["Saraqib", "Kafr Nabl", "Idlib"]),
    (
        "Libyan National Army planes bombed Tarhuna and Gharyan, south of Tripoli.",
        ["Tarhuna", "Gharyan", "Tripoli"],
    ),
    ("A roadside bomb killed French soldiers near Gao in northern Mali.", ["Gao", "Mali"]),
    (
        "Clashes in Bangui left dozens dead, the Central African Republic's government said.",
        ["Bangui", "Central African Republic"],
    ),
    ("Police fired at protesters in Tehran, Isfahan and Mashhad.", ["Tehran", "Isfahan", "Mashhad"]),
    ("In Minsk, Belarus, crowds gathered.", ["Minsk", "Belarus"]),
    (
        "The earthquake struck Kahramanmaras and Gaziantep in Turkey and reached Aleppo.",
        ["Kahramanmaras", "Gaziantep", "Turkey", "Aleppo"],
    ),
    ("Floods in Derna, Libya, killed thousands.", ["Derna", "Libya"]),
    ("Wildfires forced evacuations in Lahaina on Maui.", ["Lahaina", "Maui"]),
    ("A train derailed in East Palestine, Ohio.", ["East Palestine", "Ohio"]),
    ("A gunman opened fire in Uvalde, Texas, and fled to San Antonio.", ["Uvalde", "Texas", "San Antonio"]),
    (
        "Police in Springfield, Illinois, arrested two men from Columbia, Missouri.",
        ["Springfield", "Illinois", "Columbia", "Missouri"],
    ),
    ("The plane crashed near Cambridge, Ontario.", ["Cambridge", "Ontario"]),
    (
        "Manchester, New Hampshire, and Portland, Maine, were snowed in.",
        ["Manchester", "New Hampshire", "Portland", "Maine"],
    ),
    (
        "WASHINGTON (Reuters) - The United States will send tanks to Ukraine.",
        ["WASHINGTON", "United States", "Ukraine"],
    ),
    ("GENEVA, 3 May — Talks resumed in Switzerland.", ["GENEVA", "Switzerland"]),
    ("BAGHDAD/ERBIL, Iraq (AP) — Rockets hit Erbil.", ["BAGHDAD", "ERBIL", "Iraq", "Erbil"]),
    ("Jack London wrote of the Klondike.", ["Klondike"]),
    ("The Hague said the court would rule; judges in The Hague met.", ["The Hague", "The Hague"]),
    ("Hurricane Florence hit Wilmington, North Carolina.", ["Wilmington", "North Carolina"]),
    ("Apple's Tim Cook visited Foxconn's plant in Zhengzhou.", ["Zhengzhou"]),
    ("Abu Bakr al-Baghdadi was killed in Barisha, Idlib.", ["Barisha", "Idlib"]),
    ("Sheikh Tamim and King Abdullah of Jordan spoke.", ["Jordan"]),
    ("The Free Syrian Army and the Kurdish YPG clashed in Afrin.", ["Afrin"]),
    ("Tell Rami that Noor is in Homs.", ["Homs"]),
    ("He works for Lockheed Martin in Fort Worth.", ["Fort Worth"]),
    ("The Kremlin denied it; the Pentagon confirmed it; near the Kremlin police stood.", ["Kremlin"]),
    ("A US official and a UK diplomat said.", ["US", "UK"]),
    ("The Euphrates Shield operation began at Jarablus.", ["Jarablus"]),
    ("The Dallas Cowboys lost in Dallas.", ["Dallas"]),
    # What a place owns is no part of its name; a street is called by one.
    ("Leaders in California's Bay Area agreed.", ["California", "Bay Area"]),
    ("He was shot in the 700 block of Tennessee in Detroit.", ["Detroit"]),
    ("It happened at Belmont and Junction avenues in Detroit.", ["Detroit"]),
    # A surname that the text also gives with a first name, known or not.
    ("Alac Bandon, 49, was shot in Racine. Police said Bandon had argued.", ["Racine"]),
    ("The actor and comedian Hader flew to Aleppo.", ["Aleppo"]),
    (
        "Bound for Napa, she left Portsmouth for the Falkland Islands.",
        ["Napa", "Portsmouth", "Falkland Islands"],
    ),
]

TRAPS = [
    "Paris Hilton and Israel Broussard came to the party.",
    "Chelsea Clinton met Jordan Peele and Austin Butler.",
    "Mr Washington and Mrs Lincoln left for dinner.",
    "The Idlib Health Directorate said 12 were killed.",
    "Miss Syria was crowned on Friday.",
    "Aleppo Media Center posted a video.",
    "Bank of Cyprus shares fell.",
    "The Damascus Declaration was signed by the opposition.",
    "The Kyiv Independent reported a blast.",
    "The Jerusalem Post and the Moscow Times disagreed.",
    "We ate turkey and drank port at Christmas.",
    "Turkey is best roasted slowly, the chef said of the bird.",
    "Reading is fun, and Mobile phones are banned.",
    "Of the nine, March was the worst.",
    "Oxford University and the University of Michigan published a study.",
    "Manchester United beat Real Madrid; Barcelona's striker scored.",
    "The Boston Globe said Philadelphia Eagles players protested.",
    "Georgia Meloni met Kenya Barris.",
    "She read China Miéville and Jhumpa Lahiri.",
    "Lima beans and Brussels sprouts with Worcester sauce.",
    "A French press, a Danish pastry, Swiss cheese.",
    "Madison Avenue and Wall Street cheered; Lincoln Center closed.",
    "The Geneva Conventions and the Paris Agreement bind states.",
    "The spokesman, Mohammed Tartusi, said nothing.",
    "Ahrar al-Sham and Jaish al-Islam rejected the deal.",
    "Sana, 9, and Karam, 12, fled with their mother Amal.",
    "The Battle of Stalingrad and the Treaty of Versailles.",
    "New York Times, Los Angeles Lakers, Chicago Bulls.",
    "Agence France-Presse and Radio Damascus reported it.",
    "Ohio State University and the Camborne Town Council said so.",
    "He lives at 99 Hudson St in a flat.",
    "The Oslo accords and the Paris climate agreement held.",
    "A Buk launcher and a Tomahawk cruise missile were seen.",
    "Baby Florence and his wife Sydney went home.",
    "Prince Harry of Sussex and the Duchess of Sussex smiled.",
    "A Manila envelope and a Panama hat.",
    "Cebu Pacific and Police Scotland declined to comment.",
    "Florida State will open the season.",
    "Jaysh Idlib al-Hurr and the Homs Legion joined.",
]


def surely_named(text: str, places: PlaceGazetteer) -> list[str]:
    """Return what is used as a filter: sure enough, and no mere adjective."""
    return [
        toponym.surface
        for toponym in find_toponyms(text, places)
        if toponym.confidence >= 0.5 and toponym.role is not Role.DEMONYM
    ]


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_the_places_are_found_and_nothing_else(places: PlaceGazetteer, text: str, names: list[str]) -> None:
    assert surely_named(text, places) == names


@pytest.mark.parametrize("text", TRAPS)
def test_what_only_sounds_like_a_place_stays_out(places: PlaceGazetteer, text: str) -> None:
    assert surely_named(text, places) == []


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Scotland", "world:scotland"),  # not the Scotland of any county
        ("Queensland", "world:queensland-au"),
        ("Bali", "world:bali"),
        ("Côte d'Ivoire", "country:CI"),
        ("Paris", "geonames:2988507"),
    ],
)
def test_a_reader_means_the_better_known_place(places: PlaceGazetteer, name: str, place_id: str) -> None:
    assert places.find_places(name)[0].id == place_id


@pytest.mark.parametrize(
    "text", ["Kyiv released recordings.", "Tehran denied it.", "Shanghai has closed its port."]
)
def test_a_city_known_the_world_over_is_read_at_the_start_too(places: PlaceGazetteer, text: str) -> None:
    assert surely_named(text, places) == [text.split()[0]]


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("GREENACRES, Fla. -- Officials say a man died.", {"geonames:4155751"}),
        ("Police in Springfield, Ill., arrested two men.", {"geonames:4250542", "geonames:4896861"}),
        ("He lived in Topeka, KS 66603.", {"geonames:4280539", "geonames:4273857"}),
    ],
)
def test_states_are_read_as_news_agencies_and_the_post_shorten_them(
    places: PlaceGazetteer, text: str, resolved: set[str]
) -> None:
    assert resolved <= {toponym.place.id for toponym in find_toponyms(text, places)}


@pytest.mark.parametrize(
    "text",
    [
        "Ind and Pa Kettle met Mo in La Strada.",  # no town and comma before
        "He fell ill, Ill or not.",
        "BOMBS FALL, IN A RAID OR TWO",  # a line in capitals
        "Yes, OK then.",
    ],
)
def test_a_states_short_form_alone_is_a_word(places: PlaceGazetteer, text: str) -> None:
    assert surely_named(text, places) == []


def test_a_town_is_read_before_its_people_and_a_family_is_not(places: PlaceGazetteer) -> None:
    assert surely_named("In Kansas, a Topeka girl was found by Wichita police.", places) == [
        "Kansas",
        "Topeka",
        "Wichita",
    ]
    assert "Clinton" not in surely_named("Bill Clinton left Arkansas; the Clinton home was sold.", places)


def test_passages_in_the_manner_of_local_papers_keep_their_floor() -> None:
    tally = measure(Path(__file__).with_name("local_news.txt"), place_finder(), [], "places", errors=False)

    assert tally.f1(tally.right) >= 0.93
    assert tally.traps_hit == 0
