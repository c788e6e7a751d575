"""Words beside a name that tell what it is: nouns of places, heads of organisations, titles, prepositions."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


REGION_NOUNS = _words(
    """
    province provinces governorate governorates region regions oblast countryside county counties state
    prefecture krai voivodeship
    """
)
CITY_NOUNS = _words(
    """
    city town village suburb municipality
    """
)
QUARTER_NOUNS = _words(
    """
    neighbourhood neighborhood neighbourhoods quarter district districts
    """
)
BASE_NOUNS = _words(
    """
    airbase airfield airport base aerodrome heliport airstrip garrison
    """
)
AIR_WORDS = _words(
    """
    air military naval international
    """
)
OTHER_NOUNS = _words(
    """
    area areas front border crossing road highway coast camp valley river plain mountains dam square
    outskirts suburbs metropolitan peninsula island islands strip heights bridge port harbour
    """
)
PLACE_NOUNS = REGION_NOUNS | CITY_NOUNS | QUARTER_NOUNS | BASE_NOUNS | OTHER_NOUNS
# Nouns that are left out of a name's span ("Idlib" in "Idlib province").
OUTER_NOUNS = REGION_NOUNS | CITY_NOUNS | QUARTER_NOUNS | BASE_NOUNS | AIR_WORDS | OTHER_NOUNS

# Lower-case words that may stand inside a name.
CONNECTORS = _words(
    """
    of the and de la le les el al del della di da do dos das du des den der am an im sur sous lez upon
    under au aux en d ob bei aan op nad pod on in by y e ez es as ash ar ad at az et bin ibn abu
    """
)
ARTICLES = _words(
    """
    al el ar as ash at ad an az ez es
    """
)
# Words before a name that say which part of it is meant and are no part of it.
MODIFIERS = _words(
    """
    the north south east west northern southern eastern western central northeastern northwestern
    southeastern southwestern northeast northwest southeast southwest rural greater continental sub
    occupied mainland upper lower inner outer downtown mid
    """
)
# "Most of Idlib" speaks of an area: of the region rather than the city of that name.
AREA_PHRASES = frozenset(
    {"most of", "much of", "all of", "parts of", "part of", "rest of", "swathes of", "swaths of"}
    | {"across", "throughout"}
)

PREPOSITIONS = _words(
    """
    in near at from to outside around over into across towards toward through via inside beyond within
    between leaving entering reached reaching visited visiting captured capturing besieged throughout
    above off fled fleeing seized seizing retook retaken recaptured recapturing stormed shelled shelling bombed
    bombing besieging overran evacuated liberated entered
    """
)

# Before "for", or around "left X for Y", they make a way of it.
TRAVELS = _words(
    """
    bound left leaves leaving headed heading departed departing sailed flight flights flew train trains bus ferry
    """
)
# Movements and bodies whose names are towns' too, in some spelling of some language.
BODIES = _words(
    """
    hamas fatah hezbollah hizbullah isis isil daesh taliban nato reuters unicef unesco interpol europol
    arab arabs kingdom
    christmas easter thanksgiving halloween harvard yale cornell cisco oracle paramount pearson progress
    google apple amazon facebook meta twitter boeing airbus tesla toyota ramadan islam allah ebola zika
    covid
    """
)
ORGANISATION_HEADS = _words(
    """
    corp co plc llc gmbh bros oblasts academy administration agency airlines airways alliance archive
    army arsenal artillery assembly association authority band bank battalion board bomber bombers
    borough brewery brigade brigades broadcasting bureau cabinet cathedral center centre centers
    chamber chronicle church civil clinic club coalition college command commandos commission committee
    company conference congress consulate convention cooperation corporation corps council court cup
    daily defence defense department dept derby directorate division embassy energy enterprise exchange
    express falcons federation festival film fire force forces forum foundation front fund gallery
    gazette globe government group guard guardian guards health hall herald hospital hotel inc
    independent infantry institute institution international investment journal laboratory league
    legislature liberation library lions ltd magazine mail marathon media medical memorial militia
    ministry mirror monitor monitoring morning movement museum national network news newspaper
    observatory observer office open opera orchestra organisation organization palace parliament party
    patriot patriots police politburo polytechnic post press prison project protocol quarry quarterly
    radio rangers recorder regiment relief research resistance review revolutionary school schools
    senate service services shield society software solidarity squad squadron stadium standard star
    stock strategy studies sun symphony syndicate task team telegraph television temple theater theatre
    times today tower zoo olympic olympics treaty tribune trust tv union united university voice
    wanderers week weekly works youth cityfc fc sc rovers hotspur saint-germain germain giants yankees
    dodgers lakers heat bulls bears eagles hawks hornets jets knicks mets padres phillies raiders
    rockets saints spurs steelers tigers titans vikings warriors wizards capitals blues bruins canucks
    celtics cowboys dolphins flames kings magic nets oilers orioles packers panthers penguins pirates
    pistons ravens reds redskins sabres seahawks senators sharks suns timberwolves twins astros
    athletics braves brewers cardinals cubs mariners marlins nationals royals rays declaration accord
    accords agreement spring wire index intermediate rebellion uprising people exhibition
    insurance brewers motors steel electric petroleum savings trading holdings cartel clan cross crescent indians legion
    """
)
# Those of firms, which texts then call by the place's name alone ("Rainier said").
BUSINESS_HEADS = _words(
    """
    corp co plc llc gmbh bros bank company corporation inc ltd holdings group insurance motors steel electric energy
    petroleum savings trading investment industries airlines airways brewery entertainment enterprise
    """
)
# "University of Calgary": heads that stand before a place and swallow it.
HEADS_BEFORE = _words(
    """
    university bank college institute museum court school bishop archbishop duke duchess prince
    princess earl corporation corp society association times voice federation academy company church
    news trust order count battle treaty statue merchant king queen emir council
    """
)
# Capitalised nouns that make another name of the town's before them ("Scott County", "Islington Bay").
OTHER_NAME_NOUNS = _words(
    """
    county parish bay creek lake lakes river canal valley square street road avenue highway lane
    boulevard drive zoo park mountain mountains mount hill hills beach island islands forest cape falls
    springs swannery canyon heights bridge tunnel plaza tower house hall castle palace ground grounds
    st ave rd blvd ln pkwy field fields gate dam junction farm farms egg eggs sea ocean strait gulf channel
    peninsula waterway
    """
)
# Words right before a place's name that make another name with it: "Lake Chad", "Real Madrid", "USS Cole".
NAMED_AFTER_PLACES = _words(
    """
    lake cape camp mount loch river agence radio real inter atletico atlético sporting dynamo fc ac operation hurricane
    typhoon cyclone uss hms police air sport creative transport visit team jaysh jaish liwa ahrar ansar kataib katiba
    harakat jabhat faylaq junud
    """
)
# Particles that join a name to the capital before it: "Miguel de la Madrid", "Ludwig van Beethoven".
PARTICLES = _words(
    """
    de del della di du da dos do von van bin ibn
    """
)
# Words right after a name that make another place's of it: "Surigao del Norte", "Davao Occidental".
PARTS_OF_REGIONS = _words(
    """
    sur norte occidental oriental
    """
)
DISEASES = _words(
    """
    virus fever flu disease syndrome strain strains pox
    """
)
# Dishes, breeds and wares that bear a town's name; and, for countries that are also things, words beside the thing.
WARES = _words(
    """
    beans bean sprouts sauce pudding terrier terriers bulldog bulldogs rug rugs mustard chutney olives vulture
    vultures envelope envelopes hat hats
    """
)
THINGS = {
    "turkey": _words(
        """
        roast roasted roasting cook cooked cooking bird birds stuffing sandwich sandwiches oven recipe recipes meat
        breast gravy poultry feathers thanksgiving christmas leftovers slices fryer
        """
    ),
    "china": _words("porcelain plates cups saucers dishes cabinet crockery tableware"),
    "jersey": _words("wearing wore shirt knit sleeve sleeves number"),
    "java": _words("programming code software developer developers script language"),
}
# Who and what a town's name stands before in local news: "a Topeka girl", "Wichita police".
LOCAL_NOUNS = _words(
    """
    man woman men women girl boy girls boys teen teens teenager teenagers toddler couple resident residents native
    police officer officers firefighters apartment apartments home homes house houses neighborhood suburb motorist
    motel hotel restaurant school church hospital courthouse court jail store shop street mayor businessman lawyer
    attorney councilman councilwoman teacher family father mother student students driver drivers commuters farmer
    farmers traders headquarters branch warehouse factory plant office offices airport
    """
)
# What a weapon called like a town stands before: "a Buk launcher", "Tomahawk missiles".
WEAPON_NOUNS = _words(
    """
    launcher launchers missile missiles rocket rockets rifle rifles howitzer howitzers torpedo torpedoes
    """
)
# "The Oslo accords" are no place, and neither are "the Geneva conventions".
TREATIES = _words(
    """
    accord accords treaty treaties convention conventions protocol agreement
    """
)
# Words that may stand between the place and the treaty.
OF_TREATIES = _words("climate peace nuclear ceasefire trade")
# A club is called by its town ("the Barcelona striker").
SPORT_NOUNS = _words(
    """
    striker goalkeeper midfielder defender forward winger quarterback pitcher outfielder batsman bowler
    fans supporters coach
    """
)
# Seats of power, which speak and act in reports; a place only where something is in, at or near them.
SEATS_OF_POWER = frozenset({"kremlin", "white house", "pentagon", "capitol hill", "downing street", "elysee"})
# An organisation of the state that is named with its country is still a mention of it.
STATE_BODIES = _words(
    """
    army government police parliament senate military navy embassy forces troops cabinet president
    congress
    """
)

TITLES = _words(
    """
    mr mrs ms miss dr prof professor sir lord lady president minister premier chancellor secretary
    general gen colonel col major maj captain capt lieutenant lt sergeant sgt corporal cpl admiral adm
    commander senator sen congressman congresswoman representative rep governor gov mayor judge justice
    bishop archbishop cardinal pope king queen prince princess emir sheikh sheik imam ayatollah mullah
    rabbi father brother sister spokesman spokeswoman spokesperson ambassador envoy chairman chairwoman
    director chief officer inspector detective constable deputy analyst journalist reporter author
    actor actress comedian rapper singer novelist victim suspect defendant gunman coach
    striker goalkeeper midfielder defender
    """
)
# Words right before a person's name: "baby Sydney", "his wife Florence", "married Austin".
KIN = _words(
    """
    baby daughter son wife husband mother father sister brother aunt uncle cousin girlfriend boyfriend fiancee fiance
    married wed divorced dating
    """
)
SPEECH_VERBS = _words(
    """
    said says told added argued asked insisted replied wrote tweeted explained noted recalled thinks
    believes
    """
)
DATE_WORDS = _words(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december today mon tue tues wed thu thur thurs fri sat sun jan
    feb mar apr jun jul aug sep sept oct nov dec
    """
)
# Abbreviations whose full stop ends no sentence.
STOPPED = _words(
    """
    mr mrs ms dr gen lt col maj capt sgt adm cpl prof sen rep gov st mt ft no vs jr sr dec nov oct sept
    aug jan feb
    """
)
# Words of flying from somewhere: they tell an air base from the town that lends it its name.
AIR_BASE_WORDS = _words(
    """
    jet jets bomber bombers warplane warplanes sortie sorties airbase airfield runway hangar
    """
)
