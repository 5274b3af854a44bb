"""Words for people, bodies and papers that speak in news, grouped by what may stand for what.

Written by hand for this project. ``class_of`` gives the group's name, so that "the boss" finds the "chief executive".
"""

from __future__ import annotations

_PEOPLE = """
boss: chief executive, ceo, chief exec, boss, chief, managing director, head, president and chief executive
prime minister: prime minister, pm, premier, taoiseach
president: president, head of state
vice president: vice president, vice-president
minister: minister, secretary, foreign secretary, home secretary, cabinet minister
chancellor: chancellor
mayor: mayor, mayoress
governor: governor
ambassador: ambassador, envoy, diplomat, emissary
lawmaker: mp, lawmaker, member of parliament, member of congress, congressman, congresswoman, legislator, msp,
  mep, senator, deputy, backbencher, politician, parliamentarian, representative, peer
councillor: councillor, councilor, alderman, councilman, councilwoman
candidate: candidate, nominee, contender, challenger, hopeful, front-runner, frontrunner, incumbent
leader: leader
chair: chairman, chairwoman, chair, chairperson, chairmen
director: director, executive, finance director, officer
founder: founder, co-founder, owner, co-owner, proprietor, entrepreneur, businessman, businesswoman, tycoon,
  mogul, billionaire, millionaire, investor, landlord, landlady
spokesperson: spokesman, spokeswoman, spokesperson, press secretary, press officer
lawyer: lawyer, attorney, solicitor, barrister, counsel, advocate, defender, qc, kc
prosecutor: prosecutor, district attorney, attorney general
judge: judge, justice, magistrate, coroner, sheriff, referee, umpire, ombudsman, recorder, chief justice
police officer: policeman, policewoman, officer, constable, sergeant, inspector, detective, superintendent,
  sheriff, investigator, trooper, deputy sheriff
soldier: general, colonel, captain, major, lieutenant, commander, admiral, soldier, sergeant, brigadier, marine,
  corporal
doctor: doctor, physician, surgeon, gp, consultant, medic, paediatrician, pediatrician, psychiatrist,
  cardiologist, oncologist, virologist, epidemiologist, vet, dentist, paramedic, psychologist, neurologist,
  neurosurgeon, pathologist
nurse: nurse, midwife, carer, caregiver, health worker
scientist: scientist, researcher, academic, professor, lecturer, scholar, historian, economist, biologist,
  physicist, chemist, geologist, astronomer, ecologist, climatologist, engineer, study author, author, lead
  author, co-author, expert, ornithologist, archaeologist, botanist, zoologist, oceanographer, statistician,
  sociologist, anthropologist, seismologist, volcanologist, meteorologist, forecaster, glaciologist,
  palaeontologist, paleontologist, toxicologist, hydrologist, investigator
analyst: analyst, strategist, pollster, commentator, pundit, observer, trader, broker, fund manager
teacher: teacher, headteacher, head teacher, headmaster, headmistress, principal, tutor, dean, provost, rector,
  vice-chancellor
writer: writer, novelist, poet, author, playwright, biographer, screenwriter, essayist
journalist: journalist, reporter, correspondent, editor, columnist, presenter, host, broadcaster, anchor,
  moderator, photographer
artist: artist, dancer, hoofer, crooner, painter, sculptor, singer, musician, actor, actress, comedian,
  director, filmmaker, film-maker, composer, conductor, rapper, guitarist, drummer, dancer, star, designer,
  architect, curator, chef, model, producer, influencer, youtuber
player: player, footballer, striker, winger, midfielder, defender, goalkeeper, keeper, forward, captain,
  skipper, batsman, batter, bowler, quarterback, pitcher, runner, sprinter, athlete, cyclist, swimmer, golfer,
  boxer, driver, rider, champion, skier, jockey, gymnast, rower, fly-half, prop, full-back, scrum-half,
  playmaker, teenager, rookie, sailor, climber, racer
coach: coach, manager, head coach, trainer, assistant coach, gaffer
priest: priest, bishop, archbishop, cardinal, pope, vicar, pastor, reverend, imam, rabbi, dean, monk, nun,
  pontiff, canon
royal: king, queen, prince, princess, duke, duchess, emperor, sultan, emir, monarch, crown prince
farmer: farmer, grower, fisherman, shepherd, forester, miner, worker, builder, plumber, electrician, driver,
  trucker, pilot, captain, conductor, guard, cleaner, handler, porter, clerk, cashier, baker, butcher, barber,
  shopkeeper, trader, firefighter, lifeguard, waiter, waitress, bartender, postman, welder, carpenter, mechanic,
  technician, ranger, gamekeeper
employee: agent, employee, staffer, worker, aide, assistant, adviser, advisor, official, bureaucrat, civil
  servant, insider, colleague, secretary, treasurer, commissioner, auditor, accountant, consultant, inspector,
  negotiator, operative, organiser, organizer, manager, administrator, supervisor, returning officer, clerk,
  member, deputy, deputy head, programmer, developer
whistleblower: whistleblower, whistle-blower, source, informant, insider, witness, eyewitness
activist: activist, campaigner, protester, demonstrator, organiser, organizer, volunteer, dissident, critic,
  opponent, supporter, donor, ally, rival, trade unionist, unionist, convener, convenor, shop steward, striker
suspect: suspect, defendant, accused, prisoner, inmate, gunman, attacker, convict, offender, driver
victim: victim, survivor, claimant, plaintiff, complainant, patient, hostage, passenger, customer, tenant,
  shopper, client
resident: resident, neighbour, neighbor, local, villager, homeowner, householder, voter, taxpayer, commuter,
  passer-by, onlooker, bystander, motorist, tourist, visitor, guest, fan, spectator, parishioner, islander,
  citizen, refugee, migrant
woman: woman, mum, mom, mother, grandmother, grandma, wife, widow, daughter, sister, aunt, niece, girlfriend,
  girl, lady, housewife, businesswoman, heroine, actress, granddaughter, fiancée, bride, ex-wife, schoolgirl,
  heiress, matriarch, stepmother
man: man, dad, father, grandfather, grandad, husband, widower, son, brother, uncle, nephew, boyfriend, boy,
  gentleman, businessman, hero, grandson, fiancé, groom, ex-husband, schoolboy, heir, patriarch, stepfather,
  frenchman, englishman, scotsman, irishman, welshman, dutchman, serviceman, tradesman, sportsman
person: person, pensioner, retiree, veteran, teenager, teen, youngster, child, student, pupil, graduate,
  apprentice, parent, partner, cousin, twin, sibling, spouse, relative, friend, flatmate, housemate, roommate,
  toddler, baby, survivor, spaniard, londoner, parisian, new yorker, swede, dane, finn, turk, briton, scot,
  texan, californian, australian, canadian, american, german, italian, russian, norwegian, brazilian, argentine,
  belgian, portuguese, newcomer, caller, user, speaker, panellist, godfather, godmother, interviewer, chaplain,
  adventurer, explorer, hiker, diver, inventor, owner, keeper, breeder, hunter
"""

_BODIES = """
company: company, firm, business, corporation, group, manufacturer, maker, giant, retailer, supermarket, chain,
  airline, bank, lender, insurer, brewer, developer, operator, supplier, contractor, carmaker, automaker,
  start-up, startup, outfit, conglomerate, publisher, utility, builder, producer, provider, multinational,
  brand, carrier, platform, distributor, consultancy, studio, label, shipbuilder, dredger, drugmaker, chipmaker,
  broker, hotel, restaurant, brewery, vendor, housebuilder, landlord, employer, app, site, exchange,
  marketplace, shipyard, yard, miner, driller, bookmaker, courier, airport, shop, store, cafe, pub, subsidiary,
  wholesaler, agency, watchmaker, planemaker, fund, investor, farm, factory, mill, winery, casino, cinema, gym,
  garage, ferry company, railway, shareholder
union: union, association, federation, guild, body
party: party, alliance, coalition, movement, opposition, bloc
government: government, administration, cabinet, regime, state, junta, executive
ministry: ministry, department, treasury
office: office, presidency
council: council, authority, county, city, borough, town hall, municipality
police: police, force, constabulary, sheriff's office
court: court, tribunal, inquest, jury
parliament: parliament, senate, assembly, congress, house, legislature
army: army, military, navy, air force, armed forces, militia, coastguard, coast guard, troops
agency: agency, regulator, watchdog, commission, committee, inspectorate, board, bureau, panel, inquiry,
  service, ombudsman, taskforce, task force, authority, secretariat, directorate
hospital: hospital, clinic, trust, surgery, practice, health service, hospice
school: university, school, college, academy, institute, faculty, institution
club: club, team, side, league, franchise, squad
charity: charity, foundation, campaign, trust, group, organisation, organization, ngo, network, coalition,
  society, institute, think tank, thinktank, centre, center, museum, theatre, zoo, gallery, library, orchestra,
  aquarium, festival, opera, archive
church: church, diocese, mosque, synagogue, parish
paper: newspaper, paper, broadcaster, magazine, tabloid, daily, outlet, channel, station, website, news agency
palace: palace, royal household, household
embassy: embassy, consulate, mission
laboratory: laboratory, lab, observatory, team, study team
"""

_PAPERS = """
    email emails e-mail e-mails memo memos letter letters report reports study studies survey surveys poll polls
    document documents file files filing filings statement statements record records data figure figures paper
    papers lawsuit complaint indictment affidavit video videos footage recording recordings message messages
    text texts post posts tweet tweets article articles book research analysis audit review findings evidence
    transcript transcripts minutes log logs note notes diary contract order statistics numbers results estimate
    estimates forecast model models projection projections map images photograph photographs photo photos image
    leak leaks bulletin dossier summary page website sign notice census archive archives invoice invoices
    receipt receipts database index chart charts graph spreadsheet testimony deposition ruling judgment verdict
    law bill treaty constitution plan proposal draft agreement deal guidelines advice briefing presentation
    slide slides brochure advert ad leaflet manifesto petition story stories account accounts rumour rumours
    rumor rumors claim claims allegation allegations suggestion suggestions speculation experience history
    science theory theories test tests trial trials sources
    """.split()

_FEMALE = """
    spokeswoman chairwoman congresswoman councilwoman policewoman businesswoman landlady waitress actress
    headmistress heroine queen princess duchess nun mayoress schoolgirl heiress matriarch bride
    """.split()
_MALE = """
    spokesman chairman congressman councilman policeman businessman landlord waiter headmaster hero king prince
    duke monk fisherman postman batsman priest schoolboy patriarch groom gunman emir sultan pope bishop imam
    """.split()

_EPITHETS = frozenset(
    """
    mogul tycoon billionaire millionaire star veteran pensioner retiree politician entrepreneur businessman
    businesswoman striker winger midfielder defender goalkeeper footballer singer actor actress comedian
    novelist author writer economist mum mom mother dad father grandmother grandfather grandma grandad teenager
    teen youngster frenchman englishman scotsman irishman welshman dutchman spaniard londoner swede dane finn
    turk briton scot texan australian canadian american german italian russian norwegian brazilian argentine
    belgian widow widower champion athlete swimmer cyclist boxer golfer sprinter runner quarterback rapper
    musician artist painter academic scientist professor researcher lawyer barrister physicist biologist
    historian politician democrat republican socialist conservative liberal lawmaker senator congressman
    congresswoman playmaker parisian skipper fly-half prop batter bowler student native parent survivor
    defendant gentleman lady minister secretary hoofer dancer crooner soapstar starlet accused engineer
    campaigner activist driver farmer nurse teacher surgeon skier jockey rider international consultant
    """.split()
)


def _classes(table: str) -> dict[str, str]:
    found: dict[str, str] = {}
    name = ""
    for line in table.strip().splitlines():
        head, colon, words = line.partition(":")
        if colon:
            name = head.strip()
        for word in (words if colon else line).split(","):
            for variant in (word.strip(), _plural(word.strip())):
                if variant:
                    found.setdefault(variant, name)
    return found


def _plural(noun: str) -> str:
    if noun.endswith("man") and noun != "human":
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")


PEOPLE = _classes(_PEOPLE)
PEOPLE.update({"wives": "woman", "children": "person", "people": "person", "spokespeople": "spokesperson"})
BODIES = _classes(_BODIES)
BODY_CLASSES = frozenset(BODIES.values())
PAPERS = frozenset(_PAPERS)
EPITHETS = _EPITHETS
PLURAL_PEOPLE = frozenset(_plural(w) for w in PEOPLE if " " not in w) - frozenset(
    w for w in PEOPLE if w.endswith("ss")
) | {"people", "children", "wives", "police", "spokespeople"}
TITLES = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady baroness baron rev reverend father sister president
    vice-president premier chancellor minister secretary spokesman spokeswoman spokesperson governor gov senator
    sen congressman congresswoman representative rep reps sens mp msp mep cllr councillor councilman
    councilwoman mayor judge justice sheriff commissioner chief general gen colonel col captain capt major maj
    lieutenant lt sergeant sgt constable pc dc dci detective inspector superintendent officer agent attorney
    ambassador envoy king queen prince princess pope ceo cto cfo coo chairman chairwoman chair director manager
    coach executive leader admiral brigadier commander archbishop bishop cardinal imam rabbi sheikh ayatollah
    emir sultan duke duchess speaker editor analyst pm dean pastor doctor taoiseach whip treasurer
    undersecretary under-secretary economist candidate nominee
    """.split()
)
COURTESY = frozenset("mr mrs ms miss mx dr prof professor sir dame lord lady rev".split())
KEPT_TITLES = frozenset("king queen prince princess pope sister father mother duke duchess sheikh ayatollah".split())
_TITLE_GENDER = {"mr": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "miss": "f", "dame": "f", "lady": "f"}
_TITLE_GENDER.update({"baroness": "f", "sister": "f", "father": "m", "rev": ""})
ORGANISATION_WORDS = frozenset(
    """
    party union ministry department council university college school institute institution hospital bank inc
    ltd plc llc corp corporation company co group holdings association federation confederation committee
    commission agency authority office court police force army navy service services trust foundation society
    club league united city fc afc rfc times post news review herald tribune guardian telegraph gazette journal
    observer mail mirror express beacon chronicle standard echo tv radio network media press airlines airways
    air motors energy oil gas power water bank partners industries systems technologies technology pharma
    laboratories labs center centre alliance congress parliament senate assembly board bureau church museum
    theatre orchestra campaign fund organisation organization initiative coalition observatory academy
    administration government house railways rail metro transport logistics shipping shipyard steel foods stores
    supermarkets insurance capital securities global international dredging mining records pictures studios
    republicans democrats conservatives greens standards watch front movement brotherhood militia guard embassy
    cabinet chamber guild task taskforce programme program project agency forum panel tribunal constabulary
    regulator farm farms & sons brothers associates communications telecom software games hotel hotels estates
    homes housing ports harbour harbor airport station nhs rovers rangers wanderers athletic town county albion
    villa hospitals schools wildlife zoo aquarium gallery library clinic festival orchestra opera fund brewery cathedral
    chemicals materials products solutions electronics semiconductors plastics metals minerals textiles
    railway trains ferries cruises investments investors consulting advisory analytics metrics surveys polls
    """.split()
)
# As they are written: "AS" is a company's, "as" is not.
LEGAL_FORMS = frozenset("AG GmbH KG KGaA SE SA NV N.V. BV B.V. AB ASA AS A/S ApS Oy Oyj SpA Srl Sarl Pty LLP".split())
_OF_HEADS = frozenset(
    """
    ministry department bank university office house institute council court board church federation association
    union chamber city port society college academy school centre center agency bureau committee commission
    campaign foundation ministries league organisation organization fund museum royal national directorate
    secretariat house duchy bishop friends guild confederation faculty trust
    """.split()
)


def class_of(noun: str) -> str:
    """The group of a noun for people or bodies, "" for others."""
    return PEOPLE.get(noun) or BODIES.get(noun) or ""


def gender_of(noun: str) -> str:
    """ "f", "m" or "" for a title or a noun for people."""
    word = noun.rstrip(".")
    if word in _TITLE_GENDER:
        return _TITLE_GENDER[word]
    if word in _FEMALE or PEOPLE.get(word) == "woman":
        return "f"
    if word in _MALE or PEOPLE.get(word) == "man":
        return "m"
    return ""


def takes_of(word: str) -> bool:
    """Whether a capitalised word starts a name that goes on with "of" or "for": Ministry, Bank, Office."""
    return word in _OF_HEADS


def singular(noun: str) -> str:
    """The singular of a plural noun for people that the tables know; any other word as it is."""
    low = noun.casefold()
    if low in PEOPLE and low.endswith("men"):
        return noun[:-3] + "man"
    for ending, instead in (("ies", "y"), ("es", ""), ("s", "")):
        if low.endswith(ending) and low[: -len(ending)] + instead in PEOPLE and not low.endswith("ss"):
            return noun[: -len(ending)] + instead
    return noun
