"""Words of tolls: who is counted, what happened to them, and the small words around the number, as ``word -> code``.

Words are folded as in ``extract.numbers.fold``. The codes are the alphabet of the grammar in ``extract.toll_grammar``;
``CODES`` there says them all.
English in depth; French, Spanish, Turkish, Russian, Ukrainian and Arabic in the forms of headlines and agency sentences.

Source: own lists, after reading agency reports of many conflicts; checked by tests/test_counts.py.
"""

from __future__ import annotations


def _table(*rows: tuple[str, str]) -> dict[str, str]:
    """``(value, "word word ...")`` rows as word -> value."""
    return {word: value for value, words in rows for word in words.split()}


# What is done to people, by word: "killed" and so on. The first letter of the value is the grammar's code.
# K a past form that may be active or passive ("killed"); G active only ("killing"); D no object ("died", "dead"); H a noun ("death").
HARMS: dict[str, str] = _table(
    ("K killed", "killed slain murdered executed beheaded martyred massacred assassinated slaughtered eliminated neutralised neutralized"),
    ("K killed", "liquidated lynched butchered decapitated hanged gunned mowed mown hacked strangled bludgeoned"),
    ("K killed", "neutralisé neutralisés tué tués tuée tuées abattu abattus exécutés assassinés"),
    ("K killed", "muertos muertas muerto muerta asesinado asesinados asesinadas abatidos mató mataron"),
    ("K killed", "etkisiz kaybetti öldü öldürüldü şehit"),
    ("K killed", "убит убита убито убиты погиб погибла погибло погибли убили уничтожены уничтожено погибших убитых погибшими"),
    ("K killed", "вбито вбиті загинув загинула загинули загинуло вбили убито загиблих знищено"),
    ("K killed", "قتل قتلت قتلوا استشهد استشهدت استشهدوا مقتل استشهاد توفي لقي مصرع اغتيال اعدام ومقتل وقتل"),
    ("D killed", "kia"),
    ("D injured", "wia"),
    ("K injured", "injured wounded hurt maimed hospitalised hospitalized poisoned"),
    ("K injured", "blessé blessés blessée blessées heridos heridas herido herida yaralandı yaralı ранен ранена ранены ранено"),
    ("K injured", "ранили ранения раненых"),
    ("K injured", "поранення поранено поранені поранений поранена поранили поранених постраждали постраждало пострадали пострадало"),
    ("K injured", "اصيب اصيبت اصابه جرح جرحت واصابه وجرح واصيب"),
    ("K abducted", "kidnapped abducted enlevé enlevés enlevées kidnappés secuestró secuestraron secuestrado secuestrados"),
    ("K abducted", "secuestradas kaçırıldı похищены"),
    ("K abducted", "похищено"),
    ("K abducted", "викрадено викрали خطف اختطاف اختطف"),
    ("K arrested", "arrested detained imprisoned jailed rounded apprehended arrêté arrêtés interpellés detenido detenidos arrestados"),
    ("K arrested", "gözaltına tutuklandı задержаны задержано затримано арестованы اعتقال اعتقلت اعتقل"),
    ("K displaced", "displaced evacuated uprooted déplacés déplacées desplazados desplazadas эвакуированы евакуйовано نزوح نزح تهجير"),
    ("G killed", "kill kills killing killings executing executes beheading beheads murdering massacring slaughtering eliminating"),
    ("G killed", "assassinating martyring beheading decapitating gunning mowing"),
    ("G killed", "neutralising neutralizing tuant tue tuer matando mata убив убивает вбивши"),
    ("G injured", "injure injures injuring wounding wound hurting blessant hiriendo ранив поранивши"),
    ("G abducted", "kidnap kidnaps kidnapping abduct abducts abducting secuestran"),
    ("G arrested", "arrest arrests arresting detain detains detaining"),
    ("G displaced", "displace displaces displacing evacuating"),
    ("K killed", "murieron murió meurent décédés"),
    ("D killed", "died dead die dies perished drowned succumbed morts mort morte mortes قتيلا قتيل شهيدا"),
    ("D injured", "جريحا جريح"),
    ("D displaced", "fled flee huyeron ont_fui"),
    ("D abducted", "disappeared missing"),
    ("D injured", "suffocated asphyxiated"),
    ("H killed", "death deaths fatalities fatality bodies body corpses corpse murder murders execution executions massacre"),
    ("H killed", "beheadings martyrdom shahadat"),
    ("H killed", "cadavres cuerpos cesedi тела тел тіла тіл جثث جثه"),
    ("H injured", "injury injuries wounds symptoms suffocation asphyxiation asphyxia burns"),
    ("H abducted", "kidnappings abduction abductions"),
    ("H displaced", "displacement"),
)

# Arabic nouns that say number and harm at once: the dual.
DUALS: dict[str, tuple[str, int]] = {
    **dict.fromkeys("قتيلان قتيلين شهيدان شهيدين".split(), ("killed", 2)),  # noqa: SIM905
    **dict.fromkeys("جريحان جريحين مصابان".split(), ("injured", 2)),  # noqa: SIM905
}

# People that are counted. P plural, p singular; then which side they are on where the word says it.
PEOPLE: dict[str, str] = _table(
    ("P", "people persons men males youths victims prisoners detainees members inmates individuals"),
    ("P", "suspects relatives siblings brothers sisters sons daughters foreigners nationals refugees"),
    ("P", "politicians supporters criminals thugs hoodlums gangsters smugglers poachers rustlers"),
    ("P", "officials leaders personnes hommes personas hombres kişi людей человек людини осіб людина человека اشخاص شخصا قتلي شهداء"),
    ("P", "جرحي مصابين اخرين"),
    # people of a country: "five Palestinians and one soldier dead"
    ("P", "afghans armenians azerbaijanis albanians americans algerians bosnians bangladeshis belarusians burundians cameroonians"),
    ("P", "chadians colombians congolese croatians cubans egyptians eritreans ethiopians filipinos georgians germans haitians indians"),
    ("P", "indonesians iranians iraqis israelis ivorians jordanians kenyans kurds kuwaitis libyans malians mauritanians mexicans"),
    ("P", "moroccans mozambicans nepalis nigerians nigeriens pakistanis palestinians peruvians poles qataris russians rwandans saudis"),
    ("P", "serbs somalis sudanese syrians tajiks tanzanians thais tunisians turks ugandans ukrainians uzbeks venezuelans yemenis"),
    ("p", "person man male youth victim prisoner detainee member suspect brother son daughter official leader personne homme"),
    ("p", "persona hombre شخص"),
    ("P civilians", "civilians women children boys girls residents villagers citizens locals students pupils journalists reporters"),
    ("P civilians", "medics doctors"),
    ("P civilians", "nurses teachers farmers herders worshippers worshipers pilgrims protesters demonstrators bystanders workers"),
    ("P civilians", "volunteers"),
    ("P civilians", "activists infants babies toddlers minors teenagers schoolchildren schoolgirls schoolboys shoppers"),
    ("P civilians", "mourners elders migrants nuns passengers travellers travelers"),
    ("P civilians", "priests imams labourers laborers fishermen miners traders merchants drivers commuters evacuees rescuers guests"),
    ("P civilians", "civils femmes enfants habitants civiles mujeres niños menores sivil çocuk kadın жителей детей ребенка женщин"),
    ("P civilians", "ребёнка мирных мирні мирних дітей жінок жителів цивільних مدنيين مدنيا مدنيون اطفال نساء مواطنين مدني"),
    ("p civilians", "civilian woman child boy girl resident villager citizen student journalist reporter medic doctor nurse teacher"),
    ("p civilians", "farmer"),
    ("p civilians", "activist infant baby toddler minor teenager herder protester demonstrator volunteer worker driver priest imam"),
    ("p civilians", "mother father"),
    ("p civilians", "wife grandmother grandfather pilgrim civil femme enfant civil mujer niño niña طفل طفله امراه مواطن ребенок"),
    ("p civilians", "женщина дитина жінка"),
    ("p civilians", "governor mayor minister lawmaker judge prosecutor diplomat chief cleric preacher engineer lawyer photographer"),
    ("p civilians", "cameraman"),
    ("p civilians", "miner trader merchant labourer laborer refugee bystander lecturer athlete translator shepherd shopkeeper baker"),
    ("p civilians", "monk nun bishop politician barber tailor vendor newborn widow attendant hunter neighbour neighbor pastor"),
    ("p civilians", "customer client migrant passenger traveller traveler"),
    ("p civilians", "passer-by motorcyclist cyclist herdsman fisherman councillor councilor sheikh tourist pensioner nephew niece"),
    ("p civilians", "cousin uncle"),
    ("p civilians", "aunt midwife novice ambassador tribesman deputy administrator ruler cook singer poet blogger seller pharmacist"),
    ("p civilians", "paramedic"),
    ("p civilians", "scholar elder headman businessman businesswoman contractor grandson granddaughter sibling bride groom dentist"),
    ("p civilians", "accountant broker clerk caretaker watchman postman porter catechist seminarian missionary evangelist surgeon"),
    ("p civilians", "humanitarian collector tenant landlord waiter barman cashier principal headmaster headteacher dean rector orphan"),
    ("p civilians", "janitor courier carer cleaner beggar prospector smuggler"),
    ("p civilians", "technician employee pedestrian labourer butcher blacksmith carpenter mechanic guest apprentice conductor hairdresser"),
    ("P civilians", "governors mayors ministers lawmakers judges prosecutors diplomats chiefs clerics preachers engineers lawyers"),
    ("P civilians", "barbers tailors vendors newborns widows attendants hunters neighbours neighbors pastors customers clients passers-by"),
    ("P civilians", "motorcyclists cyclists herdsmen councillors councilors sheikhs tourists pensioners nephews nieces cousins"),
    ("P civilians", "twins tribesmen"),
    ("P civilians", "administrators rulers cooks sellers pharmacists pedestrians spouses bakers shopkeepers butchers mechanics"),
    ("P civilians", "apprentices conductors hairdressers idps"),
    ("P civilians", "photographers monks nuns shepherds tribesmen midwives paramedics firefighters technicians employees staff"),
    ("P combatants", "soldiers troops militants fighters terrorists rebels insurgents gunmen jihadists jihadis militiamen policemen"),
    ("P combatants", "police"),
    ("P combatants", "officers servicemen guerrillas commanders bombers attackers assailants recruits conscripts mercenaries paratroopers"),
    ("P combatants", "marines sailors pilots guards forces combatants extremists operatives bandits troopers loyalists separatists"),
    ("P combatants", "snipers nationalists paramilitaries infantrymen"),
    ("P combatants", "personnel constables inspectors wardens sentries vigilantes raiders robbers cadets commandos reservists"),
    ("P combatants", "bodyguards auxiliaries rangers crewmen airmen peacekeepers defectors hijackers kidnappers Talibs elements"),
    ("P combatants", "infiltrators soldats militaires peshmerga"),
    ("P combatants", "combattants"),
    ("P combatants", "terroristes gendarmes terroristas djihadistes policiers soldados militares policías combatientes guerrilleros"),
    ("P combatants", "asker terörist polis военных"),
    ("P combatants", "военнослужащих"),
    ("P combatants", "солдат боевиков полицейских военнослужащие боевика военные військових військовослужбовців бойовиків солдатів"),
    ("P combatants", "поліцейських"),
    ("P combatants", "جنود جنديا عناصر مسلحين ارهابيين مقاتلين مقاتلا ارهابيا عنصرا مسلحا"),
    ("p combatants", "soldier militant fighter terrorist rebel insurgent gunman jihadist militiaman policeman policewoman officer"),
    ("p combatants", "peacekeeper constable inspector warden sentry vigilante raider robber cadet commando gendarme ranger reservist"),
    ("p combatants", "colonel captain lieutenant sergeant corporal brigadier cpl sgt lt col capt maj gen brig"),
    ("p combatants", "serviceman guerrilla commander bomber attacker assailant emir mercenary pilot guard crewman sniper trooper"),
    ("p combatants", "soldat militaire"),
    ("p combatants", "soldado policía جندي مسلح боевик військовий"),
    ("P killed", "martyrs"),  # the word says the harm
)

# Not people: what a number before it counts, or what a person word before it only describes ("eight militant positions").
THINGS = frozenset(
    _table(
        ("X", "p.m. a.m. pm am gmt family families familles familias second seconds minute minutes hour hours day days week"),
        ("X", "weeks month months"),
        ("X", "year years decade"),
        ("X", "decades percent per cent"),
        ("X", "km kilometer kilometers kilometre kilometres miles mile meters metres meter feet tons tonnes kg kilos dollars euros"),
        ("X", "pounds lira rockets rocket shells shell missiles missile mortars bombs bomb barrels barrel vehicles vehicle cars car"),
        ("X", "trucks truck buses tanks tank drones drone planes plane warplanes jets jet helicopters helicopter aircraft guns"),
        ("X", "cannons launchers rounds mines explosives devices ships ship boats boat targets target positions position sites"),
        ("X", "hideouts posts post bases base points checkpoints camps camp villages village towns town cities city districts"),
        ("X", "neighborhoods neighbourhoods areas area houses homes buildings hospitals schools mosques churches fronts attacks"),
        ("X", "attack strikes strike airstrikes raids raid sorties clashes incidents operations explosions blasts times time weapons"),
        ("X", "rifles belts strongholds convoys convoy headquarters depots groups group battalions brigades units unit places"),
        ("X", "locations countries governorates provinces vote votes seats cases charges held"),
    )
)

# Everything else.
SMALL_WORDS: dict[str, str] = _table(
    ("a", "a an une"),
    ("M", "hundred thousand million billion dozen"),
    ("e", "another third fourth fifth"),
    ("x", "other others more additional else further autres otros otras другие інші اخرون"),
    ("Q", "dozens scores hundreds thousands tens several many numerous countless few multiple millions dizaines centaines"),
    ("Q", "plusieurs decenas"),
    ("Q", "cientos varios varias onlarca çok десятки сотни несколько десятків сотні кілька عشرات مئات عدد عده"),
    ("#", "number nombre número число кількість عدد حصيله"),
    ("L", "least over exceeding minimum moins plus menos más az fazla менее более минимум меньшей свыше больше щонайменше"),
    ("L", "понад менше більше"),
    ("L", "يقل الاقل اكثر"),
    ("u", "up jusqu'à hasta"),
    ("~", "about around nearly almost some approximately roughly circa estimated environ près unos unas cerca yaklaşık около примерно"),
    ("~", "близько майже حوالي نحو قرابه زهاء"),
    ("<", "fewer less"),
    ("t", "at than as not au de en не по мере ما لا عن علي من як"),
    ("2", "to до الي"),
    ("o", "of à"),
    ("g", "the his her their its these those this our my all both le les la los las el"),
    ("h", "them whom us him"),
    ("8", "couple twosome"),
    ("8", "شخصان مدنيان طفلان جنديان عنصران امراتان رجلان"),
    ("b", "was were been being are is be got get gets est sont été fue fueron sido были был была було був були"),
    ("A", "have had has having ont avait han ha"),
    ("V", "destroy destroyed destroying destroys"),
    ("U", "affected exposed"),
    ("7", "gas gases fumes chlorine sarin smoke chemicals agent agents toxins"),
    ("v", "also reportedly later allegedly initially mistakenly summarily brutally instantly confirmed feared believed"),
    ("v", "only so far already critically seriously badly severely gravely fatally lightly slightly"),
    ("v", "separately subsequently then reported confirmed"),
    ("&", "and or et y ve и и/или та і و along together alongside well"),
    ("i", "числе including among amongst include includes included mostly mainly dont incluidos incluyendo включая среди"),
    ("i", "зокрема серед بينهم بينها منهم"),
    ("T", "toll bilan saldo"),
    ("R", "выросло возросло достигло зросла зросло сягнула yükseldi ارتفعت ارتفع rise risen rose rises rising reached"),
    ("R", "reaches reaching climbed climbs increased updated stands stood raise raised raises raising"),
    ("R", "brings bringing put putting"),
    ("Z", "aucun aucune ningún ninguna no without none nobody zero"),
    ("k", "coûté slit slitting slits claim claims claimed claiming take takes took taken taking cost costs costing loss"),
    ("l", "life lives throat throats vie"),
    ("3", "embraced embrace embracing attained"),
    ("z", "lost lose losing loses"),
    ("F", "fallen fell fall"),
    ("y", "suffered suffering suffer suffers sustained sustaining sustain"),
    ("I", "injury injuries wounds symptoms suffocation asphyxiation asphyxia burns trauma"),
    ("S", "shot shoot shoots shooting beaten beat burnt burned tortured stabbed trampled crushed starved stoned clubbed"),
    ("S", "frozen choked drowned"),
    ("6", "hostages captives"),
    ("5", "hostage prisoner captive"),
    ("c", "say saying told that when where while whose after before because if although but since until whereas said says"),
    ("c", "que quand cuando"),
    ("c", "коли когда что що"),
    ("0", "who which qui которые который які який"),
    ("=", "between entre между між"),
    ("w", "will would could may might can must should shall not never"),
    ("j", "with"),
    ("s", "longer immediate in on by near from for during into inside outside against under across within through dans par sur"),
    ("s", "por con dans в на у під за во від في في"),
    ("W", "war conflict uprising insurgency crisis"),
    ("O", "casualty casualties causalities losses"),
)

# Person words that are also said of one side's dead without a noun: "20 martyrs".
HARM_PEOPLE: dict[str, str] = _table(
    ("killed", "martyrs martyr قتلي شهداء شهيد"),
    ("injured", "جرحي مصابين"),
)

# Harms that are said of groups and towns too: "Islamic State was eliminated", "Sadr City was evacuated".
DONE_TO_GROUPS = frozenset(
    "eliminated liquidated neutralised neutralized decapitated massacred slaughtered butchered hurt displaced evacuated uprooted".split()  # noqa: SIM905
)

# Words for people who bear no arms.
UNARMED = frozenset(word for word, value in PEOPLE.items() if value.endswith(" civilians"))
