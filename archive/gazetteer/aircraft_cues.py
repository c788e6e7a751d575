"""Words beside an aircraft's name that tell it from a storm, a bird, a road or a film."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


AIRCRAFT_NOUNS = _words(
    """
    aircraft airplane airplanes airliner airliners bomber bombers chopper choppers drone drones fighter
    fighters freighter freighters gunship gunships helicopter helicopters helo helos interceptor
    interceptors jet jets jetliner jetliners plane planes tanker tankers trainer trainers transport
    transports uav uavs ucav ucavs warplane warplanes airframe airframes biplane seaplane turboprop
    glider quadcopter munition munitions fleet squadron squadrons cockpit pilot pilots crew crews
    """
)
# Words that may stand between the name and its noun ("Apache attack helicopters", "U-2 spy plane").
BETWEEN = _words(
    """
    attack transport military spy combat light heavy reconnaissance surveillance stealth strike
    multirole fighter bomber utility cargo passenger training loitering kamikaze suicide armed unmanned
    scout rescue naval maritime patrol anti submarine ground supersonic jet business private twin
    engine engined type style class gunship fpv interceptor early warning assault ultra high altitude
    advanced army wide bodied body widebody long short medium range haul regional turboprop sightseeing
    """
)
CONTEXT = AIRCRAFT_NOUNS | _words(
    """
    airbase airborne airfield aerial airforce airline airlines airport airspace airstrike airstrikes
    aviation bombing cruise ejected flew flies flight flights flown fly flying hangar landed landing
    mission parachute radar refuelling runway shot sortie sorties takeoff taxiing wing wings wingspan
    avionics nato pentagon unmanned downed intercepted scrambled luftwaffe raf
    """
)
# Verbs of flight: said of "the Chinook" or "two Apaches", they make an aircraft of it. Not "landed": an Eagle has too.
FLIGHT_VERBS = _words(
    """
    flew flying flown hovered hovering ejected strafed scrambled intercepted downed bombed bombing ditched taxied
    """
)
CRASH_VERBS = _words("crashed crashes crashing ditched collided")
# Words of war and trade that vouch, but weakly: for a name that hardly is another's ("the Gripen programme").
WEAK_CONTEXT = _words(
    """
    crash crashed crashes bomb bombs bombed struck strike strikes attacked attack attacks raid raids sank missile
    missiles shot programme program purchase order orders ordered delivery deliveries
    """
)
# Nouns that make the name something else.
OTHER_NOUNS = _words(
    """
    road motorway highway rifle rifles paper visa visas concert concerts album song film movie agency
    salmon replacement tank tanks truck trucks car cars bus buses train trains ferry ship ships
    submarine submarines frigate destroyer vaccine virus strain summit meeting robot unit tickets
    ticket shares stock river street avenue county school team fans stadium hurricane storm typhoon
    championship league route station cruise missile missiles engine engines branches phone phones smartphone
    sedan suv pickup pickups
    """
)
# Words of spaceflight, in which an Orion, a Viper or a Falcon is none of ours.
SPACE_WORDS = _words(
    """
    nasa spacecraft spaceflight rocket rockets orbit orbiter moon lunar mars astronaut astronauts capsule rover
    spacex satellite satellites launchpad booster constellation telescope artemis crewed uncrewed spaceship
    spaceships starship lander
    """
)
# Makers' names as reports print them; the catalogue's column joins several with strokes.
MAKERS = _words(
    """
    aero agusta agustawestland airbus antonov bae baykar beech beechcraft bell beriev boeing bombardier
    bristol canadair cessna chengdu cirrus curtiss dassault daher diamond dornier douglas embraer
    eurocopter fairchild fokker grumman gulfstream hal harbin hawker heinkel hughes iai ilyushin
    junkers kaman kamov kawasaki learjet leonardo lockheed macchi martin mcdonnell messerschmitt
    mikoyan mil mitsubishi mooney nakajima northrop panavia piaggio pilatus piper pzl robinson saab
    schweizer shaanxi shenyang sikorsky socata sukhoi supermarine tecnam tupolev vickers vought
    westland xian yakovlev aérospatiale aerospatiale havilland comac avic
    """
)
# Who flies; a capital before the name that is neither of these nor a maker's speaks against an aircraft.
FLYERS = _words(
    """
    army navy naval marine marines force forces raf usaf air royal us uk u.s american british russian
    soviet israeli french german turkish ukrainian syrian iranian chinese indian pakistani saudi
    egyptian polish italian spanish dutch greek swedish norwegian danish canadian australian japanese
    korean taiwanese western nato the a an two three four five six
    """
)
# Short words of English that also begin designators; with a space after them they are the word.
ENGLISH_STEMS = _words(
    """
    a an am as at be by do dr go ha he hi i if in is it la lb ma may me mr ms my no of oh on or pa pm re so the to
    up us vs we yes
    """
)
# Prefixes that English joins to numbers ("mid-90s", "pre-9/11", "under-21").
JOINED_PREFIXES = _words(
    """
    mid pre post non anti sub top under over age aged plus sept oct nov dec jan feb mar
    """
)
# Words before a letter and a figure that number something: "gate A-10", "visa F-1", "flight 747".
LABELS = _words(
    """
    gate gates room rooms row seat seats section exit visa visas flight route bus terminal platform form page
    chapter junction locker
    """
)
# What figures count.
COUNTED = _words(
    """
    dollar dollars euro euros pound pounds page pages word words mile miles km metre metres meter meters foot feet seat
    seats room rooms person people strong point points
    """
)
# Words near a letter and a figure that make a road, a protein or a vitamin, a band, a telephone or a car of it.
ROAD_WORDS = _words(
    """
    motorists drivers roundabout junction carriageway motorway lorry lorries bypass northbound southbound
    eastbound westbound
    """
)
MEDICAL_WORDS = _words(
    """
    interleukin cytokine cytokines protein proteins receptor receptors inhibitor inhibitors antibody antibodies
    gene genes cell cells chemical hormone inflammatory immune cancer tumour tumor tumours tumors vitamin vitamins
    enzyme serum patients
    """
)
BAND_WORDS = _words(
    """
    band bassist frontman drummer guitarist singer album albums concert concerts gig
    """
)
WARE_WORDS = _words(
    """
    phone phones smartphone smartphones handset handsets laptop laptops chip chips processor processors tablet
    sedan suv suvs hatchback pickup pickups minivan
    """
)
# Words of games, in which Hornets, Vikings and Eagles fly home.
SPORT_WORDS = _words(
    """
    game games season seasons match matches coach coaches quarterback touchdown touchdowns playoff playoffs league
    fans roster goal goals inning innings striker tournament nhl nfl nba mlb players player
    """
)
# Words right after a name that make it a person's, a paper's, an animal's, a storm's or a place's.
NAMESAKE_NOUNS = _words(
    """
    man woman men women police officer officers resident residents native girl boy couple family graduates
    shares stock nest nests eggs sneakers shoes warning warnings watch winds wind premiere actors fans airport
    airfield eagle eagles falcon falcons cat dog
    """
)
