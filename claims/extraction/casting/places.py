"""States, their capitals and what their people are called; houses that stand for a government.

Written by hand for this project. Add a state as one line: ``name | capital, capital | adjective, adjective``.
"""

from __future__ import annotations

_STATES = """
Afghanistan|Kabul|Afghan
Albania|Tirana|Albanian
Algeria|Algiers|Algerian
Andorra||Andorran
Angola|Luanda|Angolan
Argentina|Buenos Aires|Argentine,Argentinian
Armenia|Yerevan|Armenian
Australia|Canberra|Australian
Austria|Vienna|Austrian
Azerbaijan|Baku|Azerbaijani,Azeri
Bahamas|Nassau|Bahamian
Bahrain|Manama|Bahraini
Bangladesh|Dhaka|Bangladeshi
Barbados|Bridgetown|Barbadian
Belarus|Minsk|Belarusian
Belgium||Belgian
Belize|Belmopan|Belizean
Benin|Porto-Novo|Beninese
Bhutan|Thimphu|Bhutanese
Bolivia|La Paz|Bolivian
Bosnia and Herzegovina|Sarajevo|Bosnian
Botswana|Gaborone|Botswanan
Brazil|Brasilia,Brasília|Brazilian
Brunei||Bruneian
Bulgaria|Sofia|Bulgarian
Burkina Faso|Ouagadougou|Burkinabe
Burundi|Gitega|Burundian
Cambodia|Phnom Penh|Cambodian
Cameroon|Yaoundé,Yaounde|Cameroonian
Canada|Ottawa|Canadian
Cape Verde|Praia|Cape Verdean
Central African Republic|Bangui|
Chad|N'Djamena|Chadian
Chile|Santiago|Chilean
China|Beijing|Chinese
Colombia|Bogotá,Bogota|Colombian
Comoros|Moroni|Comorian
Democratic Republic of the Congo|Kinshasa|Congolese
Republic of the Congo|Brazzaville|
Costa Rica|San José|Costa Rican
Croatia|Zagreb|Croatian
Cuba|Havana|Cuban
Cyprus|Nicosia|Cypriot
Czech Republic|Prague|Czech
Denmark|Copenhagen|Danish
Djibouti||Djiboutian
Dominican Republic|Santo Domingo|
East Timor|Dili|Timorese
Ecuador|Quito|Ecuadorian
Egypt|Cairo|Egyptian
El Salvador|San Salvador|Salvadoran
Equatorial Guinea|Malabo|
Eritrea|Asmara|Eritrean
Estonia|Tallinn|Estonian
Eswatini|Mbabane|Swazi
Ethiopia|Addis Ababa|Ethiopian
Fiji|Suva|Fijian
Finland|Helsinki|Finnish
France|Paris|French
Gabon|Libreville|Gabonese
Gambia|Banjul|Gambian
Georgia|Tbilisi|
Germany|Berlin|German
Ghana|Accra|Ghanaian
Greece|Athens|Greek
Greenland|Nuuk|Greenlandic
Guatemala||Guatemalan
Guinea|Conakry|Guinean
Guyana||Guyanese
Haiti|Port-au-Prince|Haitian
Honduras|Tegucigalpa|Honduran
Hungary|Budapest|Hungarian
Iceland|Reykjavik,Reykjavík|Icelandic
India|New Delhi,Delhi|Indian
Indonesia|Jakarta|Indonesian
Iran|Tehran|Iranian
Iraq|Baghdad|Iraqi
Ireland|Dublin|Irish
Israel|Jerusalem|Israeli
Italy|Rome|Italian
Ivory Coast|Yamoussoukro,Abidjan|Ivorian
Jamaica||Jamaican
Japan|Tokyo|Japanese
Jordan|Amman|Jordanian
Kazakhstan|Astana|Kazakh
Kenya|Nairobi|Kenyan
Kosovo|Pristina|Kosovar,Kosovan
Kuwait||Kuwaiti
Kyrgyzstan|Bishkek|Kyrgyz
Laos|Vientiane|Laotian
Latvia|Riga|Latvian
Lebanon|Beirut|Lebanese
Lesotho|Maseru|Basotho
Liberia|Monrovia|Liberian
Libya|Tripoli|Libyan
Liechtenstein|Vaduz|
Lithuania|Vilnius|Lithuanian
Luxembourg||Luxembourgish
Madagascar|Antananarivo|Malagasy
Malawi|Lilongwe|Malawian
Malaysia|Kuala Lumpur,Putrajaya|Malaysian
Maldives|Malé|Maldivian
Mali|Bamako|Malian
Malta|Valletta|Maltese
Mauritania|Nouakchott|Mauritanian
Mauritius|Port Louis|Mauritian
Mexico|Mexico City|Mexican
Moldova|Chisinau,Chișinău|Moldovan
Monaco||Monegasque
Mongolia|Ulaanbaatar,Ulan Bator|Mongolian
Montenegro|Podgorica|Montenegrin
Morocco|Rabat|Moroccan
Mozambique|Maputo|Mozambican
Myanmar|Naypyidaw|Burmese
Namibia|Windhoek|Namibian
Nepal|Kathmandu|Nepalese,Nepali
Netherlands|The Hague,Hague,Amsterdam|Dutch
New Zealand|Wellington|
Nicaragua|Managua|Nicaraguan
Niger|Niamey|Nigerien
Nigeria|Abuja|Nigerian
North Korea|Pyongyang|North Korean
North Macedonia|Skopje|Macedonian
Norway|Oslo|Norwegian
Oman|Muscat|Omani
Pakistan|Islamabad|Pakistani
Palestine|Ramallah|Palestinian
Panama|Panama City|Panamanian
Papua New Guinea|Port Moresby|
Paraguay|Asunción,Asuncion|Paraguayan
Peru|Lima|Peruvian
Philippines|Manila|Philippine,Filipino
Poland|Warsaw|Polish
Portugal|Lisbon|Portuguese
Qatar|Doha|Qatari
Romania|Bucharest|Romanian
Russia|Moscow|Russian
Rwanda|Kigali|Rwandan
Saudi Arabia|Riyadh|Saudi
Senegal|Dakar|Senegalese
Serbia|Belgrade|Serbian
Sierra Leone|Freetown|Sierra Leonean
Singapore||Singaporean
Slovakia|Bratislava|Slovak
Slovenia|Ljubljana|Slovenian
Somalia|Mogadishu|Somali
South Africa|Pretoria|South African
South Korea|Seoul|South Korean
South Sudan|Juba|South Sudanese
Spain|Madrid|Spanish
Sri Lanka|Colombo|Sri Lankan
Sudan|Khartoum|Sudanese
Suriname|Paramaribo|Surinamese
Sweden|Stockholm|Swedish
Switzerland|Bern,Berne|Swiss
Syria|Damascus|Syrian
Taiwan|Taipei|Taiwanese
Tajikistan|Dushanbe|Tajik
Tanzania|Dodoma|Tanzanian
Thailand|Bangkok|Thai
Togo|Lomé|Togolese
Trinidad and Tobago|Port of Spain|Trinidadian
Tunisia|Tunis|Tunisian
Turkey|Ankara|Turkish
Turkmenistan|Ashgabat|Turkmen
Uganda|Kampala|Ugandan
Ukraine|Kyiv,Kiev|Ukrainian
United Arab Emirates|Abu Dhabi|Emirati
United Kingdom|London|British
United States|Washington|American
Uruguay|Montevideo|Uruguayan
Uzbekistan|Tashkent|Uzbek
Vatican City||
Venezuela|Caracas|Venezuelan
Vietnam|Hanoi|Vietnamese
Yemen|Sanaa|Yemeni
Zambia|Lusaka|Zambian
Zimbabwe|Harare|Zimbabwean
"""

_OTHER_NAMES = """
us|United States
u.s.|United States
usa|United States
u.s.a.|United States
america|United States
united states of america|United States
uk|United Kingdom
u.k.|United Kingdom
britain|United Kingdom
great britain|United Kingdom
holland|Netherlands
czechia|Czech Republic
türkiye|Turkey
uae|United Arab Emirates
drc|Democratic Republic of the Congo
congo|Democratic Republic of the Congo
burma|Myanmar
bosnia|Bosnia and Herzegovina
macedonia|North Macedonia
swaziland|Eswatini
côte d'ivoire|Ivory Coast
timor-leste|East Timor
"""

_HOUSES = """
kremlin|Government of Russia
white house|Government of the United States
oval office|Government of the United States
10 downing street|Government of the United Kingdom
downing street|Government of the United Kingdom
no 10|Government of the United Kingdom
no. 10|Government of the United Kingdom
number 10|Government of the United Kingdom
whitehall|Government of the United Kingdom
elysée|Government of France
élysée|Government of France
elysee|Government of France
élysée palace|Government of France
elysée palace|Government of France
quai d'orsay|Ministry of Foreign Affairs of France
matignon|Government of France
blue house|Government of South Korea
holyrood|Scottish Parliament
stormont|Northern Ireland Executive
brussels|European Union
eu|European Union
berlaymont|European Commission
foggy bottom|US State Department
state department|US State Department
department of state|US State Department
capitol hill|US Congress
congress|US Congress
wall street|Wall Street
fleet street|Fleet Street
holy see|Vatican
vatican|Vatican
scotland yard|Metropolitan Police
new scotland yard|Metropolitan Police
buckingham palace|Buckingham Palace
pentagon|Pentagon
palace of moncloa|Government of Spain
moncloa|Government of Spain
moncloa palace|Government of Spain
palazzo chigi|Government of Italy
quirinale|Presidency of Italy
farnesina|Ministry of Foreign Affairs of Italy
zhongnanhai|Government of China
casa rosada|Government of Argentina
planalto|Government of Brazil
malacañang|Government of the Philippines
federal chancellery|Government of Germany
bundestag|Bundestag
knesset|Knesset
duma|State Duma
state duma|State Duma
élysée|Government of France
"""


def _read() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    states: dict[str, str] = {}
    capitals: dict[str, str] = {}
    peoples: dict[str, str] = {}
    for line in _STATES.strip().splitlines():
        name, cities, adjectives = line.split("|")
        states[name.casefold()] = name
        capitals.update((city.casefold(), name) for city in cities.split(",") if city)
        peoples.update((word.casefold(), name) for word in adjectives.split(",") if word)
    for line in _OTHER_NAMES.strip().splitlines():
        other, name = line.split("|")
        states[other] = name
    peoples.update({"briton": "United Kingdom", "us": "United States", "u.s.": "United States"})
    peoples.update({"uk": "United Kingdom", "dane": "Denmark", "turk": "Turkey", "pole": "Poland"})
    peoples.update(dict.fromkeys(("scottish", "english", "welsh", "northern irish"), "United Kingdom"))
    return states, capitals, peoples


STATES, CAPITALS, ADJECTIVES = _read()
HOUSES: dict[str, str] = dict(line.split("|") for line in _HOUSES.strip().splitlines())

_WITH_ARTICLE = {
    "Bahamas", "Central African Republic", "Comoros", "Czech Republic", "Democratic Republic of the Congo",
    "Dominican Republic", "Gambia", "Maldives", "Netherlands", "Philippines", "Republic of the Congo",
    "United Arab Emirates", "United Kingdom", "United States",
}  # fmt: skip


def with_article(state: str) -> str:
    """The state's name as it stands after "of": "the United States", "Portugal"."""
    return f"the {state}" if state in _WITH_ARTICLE else state


def government(state: str) -> str:
    """The canonical name of a state's government: "Government of Russia"."""
    return f"Government of {with_article(state)}"


def state_of(word: str) -> str | None:
    """The state that a name, a capital or an adjective stands for, or None."""
    key = word.casefold()
    return STATES.get(key) or CAPITALS.get(key) or ADJECTIVES.get(key)


LONGEST_PLACE = max(len(name.split()) for table in (STATES, CAPITALS, ADJECTIVES, HOUSES) for name in table)
