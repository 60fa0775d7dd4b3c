"""Word lists as facts: what a place is, which words name a people."""
import pathlib
import re


def _countries():
    out = []
    for line in (pathlib.Path(__file__).parent / "countries.txt").read_text(encoding="utf8").splitlines():
        if not line.startswith("#"):
            out.append([[x.strip() for x in field.split(";") if x.strip()] for field in line.split("|")])
    return out


_ALL = _countries()
COUNTRIES = {n for c in _ALL for n in c[0] + c[1]} | set("""U.S.|US|USA|U.S.A.|United States|United States of America|America|UK|U.K.|United Kingdom|Britain|Great Britain|England|Scotland|Wales|
Northern Ireland|Holland|Burma|Soviet Union|USSR|Yugoslavia|Czechoslovakia|East Germany|West Germany|Nazi Germany|Ottoman Empire|Roman Empire|Russian Empire|British Empire|Austria-Hungary|
Prussia|Persia|Siam|Ceylon|Zaire|Rhodesia|Ivory Coast|Czech Republic|Macedonia|Palestine|Taiwan|Kosovo|Hong Kong|Macau|Tibet|South Korea|North Korea|UAE|United Arab Emirates|DRC|PRC|
Republic of China|People's Republic of China|Russian Federation|Vatican|Kingdom of England|French Republic|Weimar Republic|West Bank|Gaza|Crimea|Kurdistan|South Vietnam|North Vietnam|Byzantium""".replace("\n", "").split("|"))
STATES = set("""Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|
Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|
Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming|Puerto Rico|Guam|D.C.|Ontario|Quebec|Québec|British Columbia|Alberta|Manitoba|Saskatchewan|Nova Scotia|New Brunswick|
Newfoundland|Yukon|Nunavut|Queensland|New South Wales|Victoria|Tasmania|South Australia|Western Australia|Northern Territory|Punjab|Sindh|Balochistan|Kerala|Tamil Nadu|Karnataka|Maharashtra|Gujarat|Uttar Pradesh|
Bihar|West Bengal|Assam|Kashmir|Jammu and Kashmir|Rajasthan|Haryana|Odisha|Telangana|Andhra Pradesh|Madhya Pradesh|Bavaria|Saxony|Hesse|Brandenburg|Catalonia|Andalusia|Galicia|Basque Country|Lombardy|Tuscany|Sicily|Sardinia|
Veneto|Normandy|Brittany|Burgundy|Flanders|Wallonia|Xinjiang|Guangdong|Sichuan|Hubei|Hunan|Yunnan|Fujian|Zhejiang|Jiangsu|Shandong|Henan|Hebei|Inner Mongolia|Hokkaido|Okinawa|Anbar|Aleppo|Idlib|Homs|Hama|Raqqa|Chechnya|
Dagestan|Bosnia|Herzegovina|Kent|Essex|Sussex|Surrey|Yorkshire|Lancashire|Cornwall|Devon|Norfolk|Suffolk|Hampshire|Oxfordshire|Ulster|Oaxaca|Jalisco|Chiapas|São Paulo|Bahia|Minas Gerais|Tigray|Amhara|Oromia|Darfur|Lagos State""".replace("\n", "").split("|"))
CITIES = {n for c in _ALL for n in c[2]} | set("""New York City|NYC|Los Angeles|LA|L.A.|Chicago|Houston|Phoenix|Philadelphia|San Antonio|San Diego|Dallas|San Jose|Austin|Jacksonville|San Francisco|Columbus|Charlotte|Indianapolis|Seattle|Denver|Boston|Nashville|
Detroit|Oklahoma City|Portland|Las Vegas|Memphis|Louisville|Baltimore|Milwaukee|Albuquerque|Tucson|Fresno|Sacramento|Kansas City|Atlanta|Omaha|Raleigh|Miami|Cleveland|Tulsa|Oakland|Minneapolis|Wichita|New Orleans|Tampa|Honolulu|
Pittsburgh|Cincinnati|St. Louis|Orlando|Newark|Buffalo|Brooklyn|Manhattan|Queens|Bronx|Salt Lake City|Richmond|Birmingham|Rochester|Des Moines|Boise|Spokane|Toronto|Montreal|Vancouver|Calgary|Edmonton|Winnipeg|Quebec City|Halifax|Hamilton|
Manchester|Liverpool|Leeds|Glasgow|Edinburgh|Sheffield|Bristol|Cardiff|Belfast|Newcastle|Nottingham|Leicester|Oxford|Cambridge|York|Plymouth|Southampton|Brighton|Munich|Hamburg|Cologne|Frankfurt|Stuttgart|Düsseldorf|Leipzig|Dresden|Nuremberg|Bremen|
Marseille|Lyon|Toulouse|Nice|Nantes|Strasbourg|Bordeaux|Lille|Barcelona|Valencia|Seville|Bilbao|Zaragoza|Milan|Naples|Turin|Palermo|Genoa|Bologna|Florence|Venice|Rotterdam|The Hague|Hague|Utrecht|Antwerp|Ghent|Geneva|Zurich|Basel|Lausanne|Salzburg|Graz|
Gothenburg|Malmö|Bergen|Aarhus|Tampere|Krakow|Kraków|Gdańsk|Gdansk|Łódź|Wrocław|Poznań|Brno|Ostrava|St. Petersburg|Saint Petersburg|Novosibirsk|Yekaterinburg|Kazan|Sochi|Volgograd|Stalingrad|Leningrad|Odessa|Odesa|Kharkiv|Lviv|Mariupol|Donetsk|Kherson|
Istanbul|Izmir|Constantinople|Thessaloniki|Tel Aviv|Haifa|Jerusalem|Gaza City|Ramallah|Mosul|Basra|Fallujah|Najaf|Karbala|Kirkuk|Erbil|Tikrit|Ramadi|Mashhad|Isfahan|Tabriz|Shiraz|Jeddah|Mecca|Medina|Dubai|Sharjah|Aden|Karachi|Lahore|Faisalabad|Rawalpindi|Peshawar|Quetta|
Mumbai|Bombay|Delhi|Bangalore|Bengaluru|Chennai|Madras|Kolkata|Calcutta|Hyderabad|Pune|Ahmedabad|Surat|Jaipur|Lucknow|Kanpur|Nagpur|Varanasi|Srinagar|Amritsar|Goa|Chittagong|Kandahar|Herat|Shanghai|Guangzhou|Shenzhen|Wuhan|Tianjin|Chongqing|Chengdu|Nanjing|Hangzhou|
Xi'an|Harbin|Dalian|Qingdao|Urumqi|Lhasa|Osaka|Kyoto|Yokohama|Nagoya|Sapporo|Kobe|Fukuoka|Hiroshima|Nagasaki|Busan|Incheon|Ho Chi Minh City|Saigon|Da Nang|Chiang Mai|Phuket|Cebu|Davao|Surabaya|Bandung|Medan|Penang|Johor Bahru|Yangon|Rangoon|Mandalay|Sydney|Melbourne|
Brisbane|Perth|Adelaide|Hobart|Darwin|Auckland|Christchurch|Cape Town|Johannesburg|Durban|Port Elizabeth|Soweto|Lagos|Kano|Ibadan|Kumasi|Mombasa|Kisumu|Dar es Salaam|Alexandria|Giza|Casablanca|Marrakesh|Fez|Benghazi|Misrata|Timbuktu|Goma|Bulawayo|Guadalajara|Monterrey|
Tijuana|Cancún|Acapulco|Ciudad Juárez|Medellín|Cali|Cartagena|Guayaquil|Maracaibo|Rio de Janeiro|Rio|Salvador|Recife|Fortaleza|Belo Horizonte|Porto Alegre|Curitiba|Manaus|Rosario|Córdoba|Valparaíso|Arequipa|Cusco|Washington D.C.|Washington, D.C.|Washington DC|Damascus""".replace("\n", "").split("|"))
GOVERNED = {n.lower() for n in COUNTRIES | STATES | CITIES}
GOVERNED_COUNTRIES = {n.lower() for n in COUNTRIES}
# A state that is as often a person's name is left open.
GOVERNED -= {"georgia washington", "victoria", "salvador", "darwin"}
REGIONS = {n.lower() for n in """Europe|Asia|Africa|North America|South America|Latin America|Central America|Antarctica|Australasia|Oceania|Eurasia|Middle East|Far East|Near East|Southeast Asia|South Asia|Central Asia|East Asia|
Eastern Europe|Western Europe|Northern Europe|Southern Europe|Central Europe|West Africa|East Africa|North Africa|Sub-Saharan Africa|Caribbean|Balkans|Caucasus|Scandinavia|Siberia|Sahara|Sahel|Maghreb|Levant|Mediterranean|Pacific|Atlantic|Arctic|
Himalayas|Alps|Andes|Rockies|Pyrenees|Midwest|New England|Silicon Valley|Iberia|Mesopotamia|Anatolia|Bay Area|Earth|Mars|Moon|Venus|Jupiter|Saturn|Amazon|Nile|Danube|Rhine|Mississippi River|Persian Gulf|Black Sea|Red Sea|Baltic|West Coast|East Coast|Deep South""".replace("\n", "").split("|")}
_LAND = re.compile(r"\b(seas?|oceans?|rivers?|mountains?|mounts?|mt\.?|lakes?|islands?|isles?|valley|desert|bay|gulf|peninsula|coast|basin|strait|canyon|hills?|peak|cape|forest|plateau|glacier|creek|falls|reef|archipelago|region|continent|beach|national park)\b", re.I)
_BUILT = re.compile(r"\b(airport|bridge|street|st|road|avenue|ave|boulevard|highway|freeway|motorway|stadium|arena|building|palace|prison|jail|base|airfield|station|tower|castle|cathedral|church|mosque|temple|synagogue|hotel|dam|port|harbou?r|square|plaza|"
                    r"theat(re|er)|hall|house|park|cemetery|fort|camp|canal|tunnel|railway|line|line|terminal|mall|gate|wall|monument|memorial|zoo|garden|gardens|farm|route|pier|barracks)\b", re.I)


def place(name):
    """The labels that a place may have."""
    low = re.sub(r"^(the|northern|southern|eastern|western|north|south|east|west|central|upper|lower)\s+", "", name.lower()) if name.lower() not in GOVERNED | REGIONS else name.lower()
    if low in REGIONS or name.lower() in REGIONS:
        return ["LOC"]
    if name.lower() in GOVERNED:
        return ["GPE"]
    if low in GOVERNED:
        return ["LOC", "GPE"]
    if _BUILT.search(name) and not name.endswith(("City", "County")):
        return ["FAC"] if not _LAND.search(name) else ["FAC", "LOC"]
    if _LAND.search(name):
        return ["LOC", "GPE"]
    if re.search(r"\b(County|Province|District|City|Township|Republic|State|Municipality|Governorate|Oblast|Prefecture|Village|Kingdom|Borough)\b", name):
        return ["GPE"]
    return ["GPE", "LOC", "FAC"]


_PEOPLES = set("""Arab|Kurd|Kurdish|Kurdistani|Persian|Jew|Jewish|Muslim|Islamic|Islamist|Christian|Catholic|Protestant|Orthodox|Anglican|Baptist|Methodist|Mormon|Evangelical|Hindu|Buddhist|Sikh|Sunni|Shia|Shiite|Shi'ite|Alawite|Druze|Yazidi|Hutu|Tutsi|
Rohingya|Uyghur|Uighur|Tamil|Pashtun|Tajik|Hazara|Baloch|Baluch|Sindhi|Punjabi|Bengali|Gujarati|Kashmiri|Tibetan|Mongol|Tatar|Chechen|Ossetian|Abkhaz|Roma|Inuit|Cherokee|Navajo|Apache|Sioux|Maori|Māori|Aboriginal|Zulu|Xhosa|Yoruba|Igbo|Hausa|Fulani|Afrikaner|Boer|
African|African-American|African American|Asian|Asian-American|European|American|South American|North American|Latin American|Latino|Latina|Hispanic|Native American|Anglo-Saxon|Anglo|Nordic|Scandinavian|Slavic|Slav|Germanic|Celtic|Iberian|Balkan|Caribbean|Arabian|Middle Eastern|Western|
Republican|Democrat|Democratic|Tory|Tories|Labour|Liberal|Conservative|Socialist|Communist|Marxist|Nazi|Fascist|Zionist|Libertarian|Bolshevik|Confederate|Ba'athist|Baathist|Soviet|Ottoman|Roman|Byzantine|Mughal|Prussian|Habsburg|
British|English|Scottish|Scots|Scot|Welsh|Irish|Northern Irish|Cornish|Briton|Englishman|Dutch|Dutchman|Frenchman|Irishman|Spaniard|Pole|Finn|Swede|Dane|Turk|Turkish|Serb|Serbian|Croat|Croatian|Bosniak|Bosnian|Slovene|Kosovar|Basque|Catalan|Flemish|Walloon|Breton|Sicilian|Bavarian|Venetian|Tuscan|
Chinese|Taiwanese|Hong Kongese|Korean|South Korean|North Korean|Japanese|Vietnamese|Filipino|Filipina|Thai|Burmese|Israeli|Palestinian|Iraqi|Iranian|Afghan|Pakistani|Indian|Bangladeshi|Saudi|Emirati|Kuwaiti|Qatari|Yemeni|Omani|Jordanian|Syrian|Lebanese|Egyptian|Libyan|Congolese|
Texan|Californian|New Yorker|Londoner|Parisian|Berliner|Muscovite|Floridian|Hawaiian|Alaskan|Quebecer|Sinhalese|Cypriot|Greek|Czech|Slovak|Uzbek|Kazakh|Turkmen|Kyrgyz|Argentine|Argentinian|Argentinean|Salvadoran|Guatemalan|Honduran""".replace("\n", "").split("|"))
_single = {d for c in _ALL for d in c[3]} | _PEOPLES
PEOPLES = {p.lower() for p in _single}
PEOPLES |= {p + "s" for p in PEOPLES if not p.endswith(("s", "ese", "ish", "ch"))} | {"men of", "frenchmen", "englishmen", "dutchmen", "irishmen", "jews"} - {"men of"}
# Common words as well, or more often something else: these are NORP only where a corpus says so.
PEOPLES -= {"western", "liberal", "conservative", "labour", "roman", "orthodox", "roma", "polish", "pole", "poles", "scot", "dane", "evangelical", "baptist", "turkmen", "apache", "confederate", "libertarian", "caribbean", "balkan", "monegasque"}
PEOPLES |= {"poles"}
LANGUAGES = {l.lower() for c in _ALL for l in c[4]} | {"farsi", "mandarin", "cantonese", "latin", "sanskrit", "yiddish", "esperanto", "gaelic"}
TITLES = {t.lower() for t in """Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Lord|Lady|Dame|President|Vice President|Vice|Prime Minister|Minister|Foreign Minister|Defense Minister|Chancellor|Secretary|Secretary-General|Senator|Sen|Rep|Representative|Congressman|Congresswoman|Governor|Gov|
Mayor|Judge|Justice|General|Gen|Colonel|Col|Major|Maj|Captain|Capt|Lieutenant|Lt|Sergeant|Sgt|Corporal|Cpl|Private|Admiral|Adm|Commander|Cmdr|King|Queen|Prince|Princess|Emperor|Empress|Pope|Bishop|Archbishop|Cardinal|Father|Rev|Reverend|Rabbi|Imam|Sheikh|Sheik|Ayatollah|Sultan|Shah|Tsar|Czar|Duke|Duchess|
Earl|Count|Baron|Baroness|Saint|Brother|Sister|Chairman|Chief|Director|Ambassador|Attorney|Coach|Inspector|Detective|Officer|Field Marshal|Marshal|First Lady|Foreign Secretary|Home Secretary|Hon|Speaker|Deputy|Special|Envoy|Middle East Minister|Minister for""".replace("\n", "").split("|")}
