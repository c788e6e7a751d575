"""Aircraft in passages of many fields: what is named, and what only sounds so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from archive.gazetteer import find_aircraft

if TYPE_CHECKING:
    from archive.gazetteer import AircraftCatalogue

# Text, then the names in it as marked, in order.
NAMED = [
    ("A Sukhoi Su-57 was seen over Akhtubinsk.", ["Sukhoi Su-57"]),
    ("Two Su-35S fighters and a MiG-31K took off from Savasleyka.", ["Su-35S", "MiG-31K"]),
    ("The Bayraktar TB2 struck a column near Kherson.", ["Bayraktar TB2"]),
    ("A TB2 drone was shot down over Crimea.", ["TB2"]),
    ("Orlan-10 reconnaissance drones circled overhead.", ["Orlan-10"]),
    ("Kyiv said 12 Shahed-131 and Shahed-136 drones were downed.", ["Shahed-131", "Shahed-136"]),
    (
        "Myanmar's junta used a Russian-made Yak-130 and a Chinese K-8 to bomb the village.",
        ["Yak-130", "K-8"],
    ),
    ("A Myanmar air force ATR 72 made an emergency landing.", ["ATR 72"]),
    ("Saudi Typhoon jets bombed Sanaa.", ["Typhoon"]),
    ("An RAF Harrier GR3 was lost over Goose Green.", ["Harrier GR3"]),
    ("A Super Étendard fired the Exocet that sank HMS Sheffield.", ["Super Étendard"]),
    ("The Lancaster bomber crashed in a field in 1944.", ["Lancaster"]),
    (
        "A Spitfire and a Hurricane flew past at the ceremony; the Spitfire's pilot waved.",
        ["Spitfire", "Hurricane", "Spitfire"],
    ),
    ("A Black Hawk helicopter carrying nine soldiers crashed in Kentucky.", ["Black Hawk"]),
    ("An Apache attack helicopter went down near Rafah.", ["Apache"]),
    ("The Chinook was flying from Belfast to Inverness when it crashed.", ["Chinook"]),
    (
        "An Osprey made a hard landing near Kadena air base, the Marines said; the MV-22 was badly damaged.",
        ["Osprey", "MV-22"],
    ),
    ("A Cessna 172 crashed shortly after takeoff.", ["Cessna 172"]),
    ("The Piper PA-28 overran the runway.", ["Piper PA-28"]),
    ("An Embraer 190 of Azerbaijan Airlines crashed near Aktau.", ["Embraer 190"]),
    ("The Boeing 737-800 skidded off the runway; the 737 had 181 people aboard.", ["Boeing 737-800", "737"]),
    ("A Fokker 100 and a DHC-6 Twin Otter collided on the taxiway.", ["Fokker 100", "DHC-6 Twin Otter"]),
    (
        "The Airbus A320neo and a Bombardier CRJ200 were both delayed.",
        ["Airbus A320neo", "Bombardier CRJ200"],
    ),
    ("An Il-76TD exploded in Port Sudan.", ["Il-76TD"]),
    ("An Antonov An-32 transport plane went missing in Arunachal Pradesh.", ["Antonov An-32"]),
    ("IAF's MiG-21 Bison went down; Abhinandan had ejected.", ["MiG-21 Bison"]),
    ("Pakistan's JF-17 Thunder was displayed.", ["JF-17 Thunder"]),
    ("A HAL Dhruv helicopter crash-landed.", ["HAL Dhruv"]),
    ("Rafales from the Charles de Gaulle struck Raqqa.", ["Rafales"]),
    ("Two Mirage 2000s and a Tornado took part.", ["Mirage 2000s", "Tornado"]),
    ("A B-52H and two B-1Bs flew over the Gulf.", ["B-52H", "B-1B"]),
    ("A U-2 spy plane photographed the sites in 1962.", ["U-2 spy plane"]),
    ("The MQ-9 was intercepted by a Su-27 over the Black Sea.", ["MQ-9", "Su-27"]),
    ("A Reaper drone crashed.", ["Reaper"]),
    ("Iran showed its Mohajer-6 and the Shahed 129.", ["Mohajer-6", "Shahed 129"]),
    ("The Hip helicopter came under fire near Kandahar.", ["Hip helicopter"]),
    ("A Hind gunship strafed the valley.", ["Hind gunship"]),
    ("Ми-8 и Ка-52 были потеряны под Киевом.", ["Ми-8", "Ка-52"]),
    ("Afghan A-29 Super Tucanos were flown to Uzbekistan.", ["A-29 Super Tucanos"]),
    ("The Gazelle helicopter, a French-built SA 342, was hit.", ["Gazelle helicopter", "SA 342"]),
    ("UH-60s and CH-47s evacuated the wounded.", ["UH-60s", "CH-47s"]),
    ("Ethiopian Airlines Flight 302, a Boeing 737 MAX 8, crashed near Bishoftu.", ["Boeing 737 MAX 8"]),
    ("EgyptAir's Airbus A320 vanished from radar.", ["Airbus A320"]),
    ("The Tu-154M was carrying the Polish president.", ["Tu-154M"]),
    ("F16s of the Turkish air force shot it down.", ["F16s"]),
    ("a KC135 tanker refuelled the F15E jets", ["KC135", "F15E"]),
    ("Ka-226T helicopters will be built in India.", ["Ka-226T"]),
    ("The Y-20 and H-6N entered Taiwan's air defence zone.", ["Y-20", "H-6N"]),
    ("J-10C fighters shot down a Rafale, officials said.", ["J-10C", "Rafale"]),
    ("An Mi-171 of Roscosmos landed with the crew.", ["Mi-171"]),
    ("SOF troops jumped from an MC-130J Commando II.", ["MC-130J Commando II"]),
    ("The Gripen programme was suspended by the court.", ["Gripen"]),
    (
        "Hydraulics for the Boeing 737, 747, 757 and 767 aircraft are made here.",
        ["Boeing 737", "747", "757", "767"],
    ),
    ("It will buy 25 planes, among them 15 747s from Boeing Co.", ["747s"]),
    ("Airbus has no rival of its size to Boeing's airliner, the 747.", ["747"]),
    ("A fleet of 747-SR jumbo jets was inspected by the airline after the flight.", ["747"]),
    ("A U-2 ultra-high-altitude reconnaissance aircraft landed.", ["U-2"]),
    ("They have eight seats less than the 50-seat Dash 7.", ["Dash 7"]),
    ("An Ethiopian Dash 8-400 clipped a 737 on the apron at Bole airport.", ["Dash 8-400", "737"]),
    ("Two Tornados and a Typhoon were scrambled from Lossiemouth.", ["Tornados", "Typhoon"]),
    ("A Puma crashed in Afghanistan; the helicopter had left Kabul.", ["Puma"]),
    ("A Beaver with six crashed near Ketchikan; the plane was on a tour.", ["Beaver"]),
    ("Tiger Woods' Gulfstream jet landed in Augusta.", ["Gulfstream"]),
]

TRAPS = [
    "A single-engine Cessna hit power lines.",
    "Apache Software Foundation released Kafka 3.0.",
    "He had a hip replacement last year.",
    "Philando Castile was shot in Falcon Heights.",
    "Black Hawk Down won two Oscars.",
    "Airbus shares rose 3 percent in Paris.",
    "They carried M-16 rifles and AK-47s.",
    "MI6 declined to comment.",
    "Print it on A4 paper.",
    "See http://example.com/f-16-crash for more.",
    "Atlanta Falcons beat the Seattle Seahawks.",
    "Hurricane Maria destroyed the island's grid.",
    "Typhoon Haiyan killed 6,000 in the Philippines.",
    "The A-10 road near Barnet was closed.",
    "The M4 motorway was shut after a crash involving a Ford Raptor.",
    "The Tornado outbreak in Oklahoma killed 24.",
    "A tornado touched down near the airport; flights were delayed and one pilot said he saw the wing lift.",
    "Jaguar Land Rover will cut 4,500 jobs.",
    "Ford Mustang sales fell; a Mustang hit a wall.",
    "The Beaver County school board met.",
    "Predator is a 1987 film.",
    "He is a sex predator, prosecutors said, and was on the flight.",
    "Senator Lightning spoke.",
    "The Panther party's Fred Hampton was killed.",
    "Liverpool's Trent scored against Palace.",
    "The Trident nuclear submarine programme costs more than planned.",
    "A puma was seen near the airfield.",
    "Prince of the Comanche people, Quanah Parker.",
    "Chinook salmon returned to the river.",
    "Samsung's Galaxy S5 and the LG G5 were recalled.",
    "The BMW X5 and the Audi A4 were stolen.",
    "The G-20 summit and the G7 met.",
    "B-12 vitamins and H1N1, H5N1 flu; SARS-CoV-2.",
    "COVID-19 killed him; he was on a C-17 visa.",
    "Form I-94 and the F-1 visa rules changed.",
    "A B-2 rating from Moody's and a BB-1 note.",
    "He runs the U-21 team and the U-19 side.",
    "An S-300 and an S-400 battery; a 9K720.",
    "T-72 tanks and BMP-2s crossed the border with D-30 guns.",
    "Patriot batteries, Hawk missiles and Javelin launchers were sent.",
    "The Eagles released the album Hotel California.",
    "The Eagle Scouts met at the Phantom Ranch.",
    "Phantom of the Opera closes on Broadway.",
    "She drove a Chevrolet Spark past the Sabre offices.",
    "York was flooded; trains to Lancaster and Lincoln were cancelled.",
    "Flying from Lancaster airport, the pilot turned back to York.",
    "Wellington and Halifax are twin cities; Stirling is not.",
    "Blenheim Palace, Manchester United and Washington.",
    "A Dakota pipeline protest in North Dakota.",
    "The Delta variant and the Alpha variant; Delta Air Lines flights.",
    "Fox News and the Bear market; a Bear was shot near the runway.",
    "Mr Bull and Mr Bear; Fishbed Lane.",
    "The Voyager probe left the solar system.",
    "Dragon capsule docked; Falcon 9 rocket landed.",
    "Starlink's Falcon launched 60 satellites.",
    "The Hercules film opened; Hercules is a hero.",
    "Kamov Street 12 and Antonov's laboratory.",
    "The 747 people on board the ferry were rescued.",
    "He paid 737 dollars for 777 shares on page 787.",
    "In 2018, 190 people died; route 72 and bus 47.",
    "In the M25 crash, an E-3 visa holder died.",
    "Mirage hotel on the Las Vegas Strip shuts.",
    "The mirage of peace, an albatross around his neck.",
    "She is a Merlin fan: BBC's Merlin, the wizard.",
    "The Lynx, a wildcat, was reintroduced; the Wildcats won.",
    "The Bowers & Wilkins Px7 S2e headphones sound better than the A12X Bionic chip's.",
    "Take 500mg of it before training.",
    "The lens closes to F/22.",
    "NASA will fly its VIPER rover to the moon on a later mission.",
    "Sales at Maison de Sabre rose.",
    "Passengers at gate F-16 and gate C-17 waited for their flight; room B-17 was shut.",
    "IL-6 and IL-10 levels rose in patients on the antibody.",
    "Researchers gave Interleukin-2, also known as IL-2, to 48 cancer patients.",
    "We see that A/H1N1 poses no severe threat; B2B/B2C shops and 9-1/2s of 1989.",
    "The contract funds work on F100-FW-220 engines.",
    "Offices in Northfield, IL 4.9 and Middleville MI 1,200 and Washington DC 4.8.",
    "A reply from O-H\n6 months ago.",
    "The MacBook Pro 13 (M28C/10C) beat the M2 8C/10C by far.",
    "An Eero Max 7 router costs more than a MAX 9.",
    "SpaceX's Falcon 9 landed on a drone ship after its flight; NASA will fly Orion to the Moon.",
    "China completes a landing test for its first Mars mission and flight.",
    "Puma shares fell; a runway show and a flight were cancelled.",
    "A Lancaster man was arrested at the airport; Lancaster police said he flew in.",
    "The Sentinel said the plane crashed on landing.",
    "Hunter's plane landed as the game ended.",
    "The Vikings flew home after the game; their flight landed at 3am.",
    "Of 747 flights, 737 were cancelled at the airport; flight 777 landed.",
    "Motorists on the A340 near Newbury waited for hours.",
    "The U-2 frontman flew in on a plane with the band.",
    "The crew of Cougar Helicopters and of Puma Planes said so.",
    "A 737-page report and a 747 dollar fee for the flight.",
    "Xiaomi's Mi 8 and Mi 10 phones sold out.",
]


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_the_names_are_found_and_nothing_else(
    catalogue: AircraftCatalogue, text: str, names: list[str]
) -> None:
    assert [mention.surface for mention in find_aircraft(text, catalogue)] == names


@pytest.mark.parametrize("text", TRAPS)
def test_what_only_sounds_like_an_aircraft_stays_out(catalogue: AircraftCatalogue, text: str) -> None:
    assert find_aircraft(text, catalogue) == ()


def test_a_name_shared_by_two_types_is_the_better_known_one_unless_its_row_says_so(
    catalogue: AircraftCatalogue,
) -> None:
    (mention,) = find_aircraft("NASA flew a Lockheed P-3 aircraft over the ice.", catalogue)
    assert mention.type.id == "p-3-orion"
