"""Small word classes that the event rules ask about: English function words and the vocabulary of news prose. Own compilation."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of ``text``."""
    return frozenset(text.split())


_words = word_set


# Words that begin a clause wherever they stand.
CLAUSE_WORDS = _words("while whereas which who whose where but although though because unless adding saying whereby whom however")
# Words that begin a clause when a verb follows ("after rebels attacked"), and are prepositions else ("after clashes").
TIME_WORDS = _words("when as after before since until once if following amid")
AND_WORDS = _words("and or then that")
AUXILIARIES = _words(
    "is are was were be been has have had said says told reported announced confirmed added stated claimed did does could would "
    "will may might can should must"
)
# A participle after these is part of the clause ("was shelling", "by shelling", "responsible for bombing").
NOT_BEFORE_PARTICIPLE = _words(
    "was were is are be been being by of for after before without began started continued keep kept stop stopped and or in the a an "
    "their its while from against despite"
)

MODALS = _words("will would could may might can cannot should must shall ll wont wouldn't couldn't can't")
NEGATIONS = _words(
    "not no never without didn't wasn't weren't hasn't haven't denied deny denies denying nor neither isn't didnt wasnt halt halted "
    "halting stop stopped stopping avoid avoided prevent prevented preventing"
)
# "managed to capture" is a capture.
DID_IT = _words(
    "managed able continued continues began begun started went proceeded succeeded forced obliged resorted helped continue led "
    "leading used returned"
)
# Who came to a place and did something did it there.
CAME = _words("came come went drove rode walked returned descended rushed sailed")
# "tried to storm" is fighting, even if it failed.
TRIED = _words("tried attempted trying attempting attempt attempts bid")
WANTED = _words(
    "call calls called calling urge urged urges urging demand demands demanded demanding want wants wanted seek seeks seeking "
    "sought propose proposed hope hopes hoped hoping appeal appeals appealed aim aims aimed aiming request requested need needs "
    "needed stop stopping end ending halt avert cease discuss discussed"
)
PLANNED = _words(
    "likelihood probability chance chances plan plans planned planning threat threats threaten threatens threatened threatening "
    "possible potential expected imminent looming prepare prepares preparing prepared preparation preparations anticipation "
    "anticipated future upcoming forthcoming eventual hypothetical intend intends intended intention vow vowed vows pledge pledged "
    "fear fears fearing warn warned warns warning prospect risk ahead await awaiting simulated mock drill drills exercise "
    "exercises anniversary rehearsal ready readying punitive"
)
PLANNED_AFTER = _words("aims aimed aim plan plans threat threats capability capabilities drill drills exercise exercises anniversary")

# Words between two place names that keep them one list or one chain ("the villages of A and B in C province").
PLACE_NOUNS = _words(
    "village villages town towns city cities district districts neighborhood neighborhoods neighbourhood neighbourhoods quarter "
    "quarters area areas region regions province provinces governorate governorates county suburb suburbs countryside outskirts "
    "surroundings camp camps road highway junction crossroad crossroads square street hill hills mountain mountains mount crossing "
    "airport airbase base farms farm settlement settlements municipality oblast rural hamlet hamlets sector sectors locality "
    "localities hub enclave stronghold bastion capital zone zones valley island river axis front frontline edge entrance vicinity "
    "center centre side part parts subdistrict residential border west east commune communes township townships territory parish "
    "circle cercle lga payam ward wards woreda raion chiefdom groupement prefecture subdivision"
)
DIRECTIONS = _words(
    "north south east west northern southern eastern western northeast northwest southeast southwest northeastern northwestern "
    "southeastern southwestern north-east central upper lower inner outer"
)
ARTICLES = _words(
    "the a an its their his this that of s also both nearby neighboring neighbouring adjacent several other another key strategic "
    "border called named"
)
LIST_WORDS = _words("and or as well plus & both")
INSIDE_WORDS = _words("in of at within inside on from")
# After the place where somebody sits, these begin the place that he fires at.
AIMED_AT = _words("on at against towards toward into")
BESIDE_WORDS = _words(
    "near outside around by towards toward close to km kilometers kilometres miles mile kilometer north south east west northeast "
    "northwest southeast southwest bordering opposite overlooking next between beyond about some just roughly approximately"
)

# What stands before a place where nothing of the act happens.
ORIGIN_BEFORE = _words(
    "from based positioned stationed entrenched deployed headquartered hailing coming living lives lived resident residents born "
    "native toward towards leading linking"
)
ORIGIN_PHRASES = (
    "based in", "positioned in", "stationed in", "holed up in", "living in", "lives in", "located in", "entrenched in",
    "fighters from", "coming from", "launched from", "fired from", "residents of", "resident of", "people of", "governor of",
    "mayor of", "capital of", "native of", "activists in", "activist in", "source in", "sources in", "reporter in",
    "correspondent in", "reporters in", "journalists in", "told reporters in", "statement in", "ministry in", "authorities in",
    "officials at", "officials in", "doctors at", "doctors in", "medics at", "medics in", "staff at", "talks in",
    "meeting in", "conference in", "summit in", "spokesman in", "headquartered in", "way to", "road to", "route to",
    "en route to", "supply route to", "evacuated to", "fled to", "taken to", "transferred to", "moved to", "deported to", "bound for",
    "heading to", "displaced from", "fled from", "evacuated from", "originally from", "withdrawn to", "withdraw to", "withdrew to",
    "retreated to", "link to", "gateway to", "border with", "known as", "members of", "commander of", "emir of", "said in",
    "photographer in", "source at", "controls", "holds", "resolution", "backed by", "ally",
)  # fmt: skip

# Who holds, backs or leads is not who acts ("rebel-held", "US-backed").
HOLDING = _words(
    "held controlled run occupied dominated backed led linked affiliated allied ruled besieged infested governed administered "
    "supported made supplied majority language"
)
SPEECH = _words(
    "said says say told tells reported reports announced announces confirmed stated claimed claims according added adding accused "
    "blamed warned denied denounced condemned called urged stressed alleged alleges asserted asserts insisted insists countered"
)
TARGET_BEFORE = _words("against on at with among including of upon over into targeting")
ACTOR_BEFORE = _words("by from")
LIGHT_VERBS = _words(
    "carry carried carries carrying launch launched launches launching conduct conducted conducts conducting stage staged stages "
    "staging mount mounted mounting perpetrate perpetrated wage waged execute executed commit committed commits step stepped "
    "intensify intensified continue continued continues resume resumed unleash unleashed begin began started open opened fire fired "
    "direct directed"
)
BE = _words("was were been being be is are got get")
CIVIL_WORDS = _words(
    "restaurant cafe hotel bank office offices university college citizens holidaymakers tourists concertgoers schoolchildren "
    "congregation parishioners commuters labourers laborers gathering wedding funeral camp civilian civilians people person persons "
    "woman women child children man men boy boys girl girls resident residents villager villagers citizen citizens worshippers "
    "worshipers students student teacher teachers pilgrims passengers patients family families refugees journalist journalists "
    "activist activists doctors doctor nurses farmers farmer shoppers worker workers aid bystanders locals infants baby school "
    "schools hospital hospitals market markets mosque mosques church houses homes residential bakery clinic bus marketplace shelter "
    "evacuees pedestrians merchants traders herders worshipper"
)
PRONOUN_SUBJECTS = _words("they it he she who which")
BACK_REFERENCE = _words("the this these those that such similar another latest same")

# What tells a noun from a verb ("the attack", "to attack").
BEFORE_NOUN = _words(
    "the a an in of by on after during amid from with this that these those its their several two three air rocket mortar missile "
    "suicide fierce heavy intense major new recent similar deadly armed terrorist enemy double twin big large joint military ground "
    "russian israeli syrian turkish for against s first second third series separate another each such more many dozens intensified "
    "retaliatory violent barbaric relentless daily"
)
BEFORE_VERB = _words("to will would could can may might must should they who which we and did had has have was were is are be been")
AFTER_NOUN = _words(
    "killed wounded hit struck destroyed injured left claimed targeted continued began started took erupted broke by on in against "
    "at near of between that which and were was have had has during"
)
BEFORE_ATTRIBUTE = _words("the a an its their his of these those most all other some many")
# Words that, capitalised after a place name at the start of a sentence, show that the name was a section's header.
SECTION_OPENERS = _words(
    "the a an another in two three four five six seven eight nine ten on at meanwhile later army armys units source sources local "
    "earlier also separately elsewhere during after several"
)

# Senses whose bare participle is a passive ("killed in", "abducted on").
HARM_SENSES = _words("kill harm abduct arrest attack destroy")
# Relative words after which another deed is told ("near a tent where relatives of those killed ...").
OTHER_DEED = _words("where who whose whom")

NUMBERS = _words(
    "one two three four five six seven eight nine ten eleven twelve dozen dozens scores hundreds several many twenty thirty forty "
    "fifty"
)
# What is captured when a place is: after these words or a place name "took", "seized" and the like are a change of control.
TERRITORY = _words(
    "village villages town towns city cities district districts neighborhood neighborhoods neighbourhood neighbourhoods area areas "
    "hill hills base bases airport airbase positions position territory checkpoint checkpoints post posts control crossing road "
    "highway camp mountain dam field oilfield fields barracks headquarters point points heights bridge farms quarter quarters part "
    "parts province capital region ground buildings hospital compound station island junction village's foothold border grip square "
    "complex outpost outposts front frontline garrison stronghold bastion enclave pocket swathes regiment fort"
)
NOT_TERRITORY = _words(
    "vehicle vehicles tank tanks weapons weapon arms ammunition aid shipment shipments fighters soldiers militants men people "
    "civilians prisoners hostages part place responsibility measures decision power office opportunity lives life toll steps action "
    "stance effect refuge advantage money cash drugs vessel ship cars truck trucks aircraft drone equipment cache depot days hours "
    "minutes time weeks months photos pictures footage images"
)

# Habits and states, not single acts ("has been repeatedly struck", "bombings have intensified").
HABITUAL = _words(
    "previously repeatedly regularly frequently constantly routinely continually often usually daily always intensified increased "
    "escalated worsened rage rages continues continue relentless"
)

HYPOTHETICAL = _words("would could might")
# The deed is only talked of: "condemned the attack", "investigate the use of".
TALK = _words(
    "film movie documentary novel book museum memoir exhibition condemn condemns condemned condemning denounce denounced denounces "
    "deplore deplored deplores investigate investigating investigated probe discuss discussed debate mourn mourned commemorate "
    "interested"
)
# Two of them in a sentence: it tells of a match.
SPORT = _words(
    "striker goalkeeper midfielder defender coach league cup match goal goals referee halftime penalty season football soccer "
    "basketball rugby cricket innings wicket fans stadium derby semifinal quarterfinal championship tournament teammate scorer "
    "scored rivals game equaliser metres tie"
)
# Who goes on strike, and who is fired.
EMPLOYED = _words(
    "workers dockers nurses teachers doctors unions union staff employees lecturers drivers miners strikers wages pay salaries "
    "railwaymen civil lawyers"
)
# "to" before a place after these still tells where.
REACHED_TO = _words("leading close adjacent next near spread advanced moved extended access entrance up way")

# What "set up", "opened" and the like must be followed by to found a base.
BASE_THINGS = _words(
    "base bases camp camps headquarters headquarter checkpoint checkpoints outpost outposts post posts barracks garrison position "
    "positions"
)
# Things whose seizure or destruction keeps weapons from use.
ARMS_THINGS = _words(
    "weapons weapon arms ammunition rockets rocket explosives vests cache caches depot missiles missile rifles bombs bomb mines mine "
    "workshop drones drone munitions grenades device devices arsenal landmine landmines ied ieds explosive shells ordnance "
    "ammunitions"
)
# People who riot when they clash, burn or storm.
CROWD_PEOPLE = _words(
    "young protesters protestors demonstrators supporters students youths youth residents villagers fans crowd crowds mob mobs "
    "rioters settlers strikers marchers locals mourners workers prisoners inmates worshippers"
)
LIVE_FIRE = _words("live bullets gunfire ammunition rounds")
# Without a fight: the place changed hands and nobody fought.
NO_FIGHT = _words("unopposed peacefully")
FORCES = _words("police policemen soldiers troops security army gendarmes guards officers forces military")
POLICE = _words("police officers policemen gendarmes gendarmerie guards")

# Who leaves where others take over is the other side ("as Russian units fled").
LEAVING = _words(
    "withdrew withdraw withdrawn retreated retreat fled flee pulled abandoned surrendered crossed left evacuated vacated routed deserted "
    "quit yielded"
)
# A participle after these and before a place is an adjective ("through occupied Kherson").
PLACE_PREPOSITIONS = _words("in of from through across around inside over on at to near into for")
SUPPORT = _words("backed supported assisted aided covered")

# Verbs of other matters: what stands behind them is not the act's.
STATE_VERBS = _words(
    "maintain maintains maintained remains remained hosts houses lies links borders relies depends lives consists includes included "
    "comprises contains serves served aims hopes expects controls believes determines operates"
)
# Places that only measure or border the place of an act.
YARDSTICKS = _words("road border")

# Where the hurt are taken, and the words for it: not where it happened.
HOSPITALS = _words("hospital hospitals clinic morgue mortuary infirmary")
CARE = _words(
    "succumbed died treated treatment taken rushed transferred evacuated admitted pronounced brought hospitalised hospitalized "
    "recovering moved flown airlifted ferried"
)

# What makes an attack a clash: the attacked bear arms.
MILITARY_THINGS = _words(
    "military army police gendarmerie checkpoint checkpoints barracks patrol patrols garrison soldiers troops positions policemen "
    "outpost outposts paramilitary headquarters detachment battalion brigade regiment unit units commandos soldier policeman "
    "inspector inspectors peacekeepers gendarmes guards rangers constables officers sentries base bases militiamen fighters "
    "vigilantes"
)

# What "left", "caused" and the like must be followed by to tell of harm.
HARMED = _words(
    "dead killed wounded injured casualties casualty lives losses martyred deaths injuries dozens hundreds scores wounds hurt "
    "asphyxiation suffocation"
)
IS_ARE = _words("is are")
LIGHT_ING = _words("carrying conducting launching waging staging mounting continuing leading preparing")

# Who fights for someone is described, not fighting now ("groups fighting under the banner of").
FIGHTERS = _words(
    "groups group fighters forces militants troops rebels militias factions units soldiers men alliance jihadists insurgents army "
    "coalition force militia terrorists terrorist extremists assailants attackers mercenaries operatives bandits guerrillas jihadis "
    "separatists infiltrators militiamen gunmen"
)
# People and offices named after a place are not at the act ("Madaya evacuees said").
PEOPLE_OF = _words(
    "evacuees residents people activists refugees governor officials locals natives citizens council media government authorities"
)

KILLS = _words(
    "kill kills killed killing hit hits wound wounds injure injures explode explodes exploded claim claims target targets fell rip "
    "rips"
)

# A day before these is the day of publishing.
PUBLISHED = _words("released published posted issued aired broadcast uploaded shared circulated")

# Words that put distance to the act. Not "suspected", "blamed": these doubt who did it, not that it was done.
ALLEGED = _words(
    "alleged allegedly reportedly purported purportedly unconfirmed claims supposedly apparent apparently"
)
DENIED = _words("denied denies deny denying dismissed rejected")
DENIABLE = _words(
    "report reports responsibility involvement attack strike strikes claim claims it accusation accusations allegation allegations "
    "any carrying shelling bombing"
)

# Who is seized when somebody and no ground is.
PERSONS = _words(
    "lawmaker activist journalist mayor priest bishop teacher doctor worker workers villagers women girls boys man men woman "
    "students engineer politician judge civilian civilians people residents passengers sailors crew crewmen seafarers migrants travellers "
    "travelers sisters nuns sailor seafarer passenger migrant nun"
)

# What is robbed, rustled and carried off, and what is burnt or blown up as property.
GOODS = _words(
    "cattle cow cows herd herds head goats goat sheep camels livestock animals oxen donkeys cargo load loads goods food foodstuffs "
    "grain millet sorghum rice flour maize harvest crops supplies relief medicine medicines drugs fuel diesel petrol money cash "
    "phones valuables jewellery belongings property motorcycle motorcycles motorbike motorbikes lorry lorries truck trucks van car "
    "cars bus vehicle vehicles ambulance ambulances tanker tankers boat boats generators equipment"
)
PROTESTED = _words("protest protested protesting protests demonstrate demonstrated demonstrating demonstration rally rallied march marched")
# What one breaks into.
HOMES = _words(
    "house houses home homes hut huts apartment apartments flat flats shop shops store stores office offices warehouse warehouses clinic "
    "pharmacy church rectory dormitory residence residences bakery bank school car cars"
)
PROPERTY = _words(
    "house houses home homes hut huts shop shops stall stalls market church churches mosque mosques school schools clinic hospital "
    "building buildings village villages hamlet hamlets town granary granaries barn barns farm farms farmland field fields crops "
    "harvest vehicle vehicles car cars truck trucks lorry lorries motorcycle motorcycles bus buses ambulance tanker tankers "
    "warehouse warehouses office offices store stores pharmacy bridge mast tower towers pipeline pylons pylon substation boats "
    "canoes camp shelters tents orchard orchards trees station kiosks depot post dispensary chapel monastery temple temples palace "
    "residence"
)
# Whom one seizes, leads away or beats to death.
PEOPLE = (
    CIVIL_WORDS
    | PERSONS
    | _words(
        "him her them us pupils pupil farmers herder herder's youths youth boys girls traders trader passengers driver drivers "
        "chief chiefs elder elders imam imams pastor pastors monk monks nurse nurses paramedic paramedics soldiers soldier "
        "policeman policemen officer officers brother brothers sister wife wives son sons daughter daughters mother father captives "
        "hostages prisoner prisoners guard guards engineer engineers fishermen fisherman hunters miners miner members member "
        "employees employee staff inhabitants inhabitant others detainees suspects relatives victims victim militants fighters "
        "herdsmen herdsman operators operator monitors monitor observers observer technicians labourers laborers nephew cousin clerics "
        "cleric judge lawyer lawyers contractor contractors negotiators surveyors"
    )
)

# An agreement that was made, and one that came to nothing.
AGREED = _words(
    "signed reached agreed concluded brokered announced effect force began begin started struck sealed ratified inked accepted "
    "declared concluding reaching signing"
)
BROKEN = _words("violated violating violation collapsed collapse broke broken expired ended breached frayed fell")

# Words that may stand between a preposition and the party it governs ("on several positions of").
MODIFIERS = _words(
    "suspected alleged armed local several many more some two three four five six seven eight nine ten dozens scores hundreds other "
    "fellow enemy positions position sites site hideouts gatherings targets vehicles headquarters fighters militants members "
    "elements convoys strongholds posts post checkpoint checkpoints units groups forces number large big terrorist"
)

# What nature or mishap does is no event.
BY_NATURE = _words(
    "mudslide earthquake quake flood floods flooding storm hurricane cyclone tornado tsunami lightning "
    "avalanche landslide wildfire cholera virus pandemic"
)

# "in an attempt to relieve A": A is what was wanted, not where it happened.
ATTEMPTS = _words("attempt attempts bid effort efforts order aim")

# A participle between one of these and a person or a place only describes it ("of captured soldiers", "internally displaced people").
BEFORE_ADJECTIVE = PLACE_PREPOSITIONS | _words(
    "of against among with by between towards including newly internally seriously severely critically"
)
DESCRIBED = (CIVIL_WORDS | FIGHTERS | TERRITORY | NOT_TERRITORY | _words("territories land lands communities officers")) - _words(
    "part parts place office power opportunity life steps action effect refuge advantage time days hours minutes weeks months "
    "gathering"
)

# Verbs of relative clauses that tell who holds a place, and what may follow them where no object does.
HOLDS = _words("occupies occupy controls control holds hold rules rule administers administer")
HELD = _words("occupied controlled held ruled administered")
AFTER_HOLDS = _words("since for in with and as but entirely fully partly completely")

# Ordnance that lay there.
LEFT_BEHIND = _words("unexploded remnant remnants leftover uxo")

# Who raids and has no name; no text calls soldiers so.
RAIDERS = _words("gunmen gunman bandits bandit assailants assailant attackers raiders robbers kidnappers")
