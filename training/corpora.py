#!/usr/bin/env python3
"""Turns the corpora into one format for training.

    python3 corpora.py --shared DIR --out work [--show 20] [--check]

Writes, a JSON object a line, all offsets in Unicode code points of "text":

names.jsonl
    {"id", "corpus", "text", "entities": [[start, end, labels], ...], "unknown": [label, ...]}
    A paragraph is a line of "text". "labels" says what the span may be:
    - one or more labels, no "O": the span is exactly one entity, with one of these labels;
    - with "O": the span is an open region: each of its tokens may be O or any part of an entity with one of the listed labels.
    Entities don't overlap, "O" regions included. "unknown" lists labels that the corpus doesn't annotate: a token outside all
    entities may still be one of these; everything else outside is O. It is best applied to capitalised tokens only.

statements.jsonl, statements-dev.jsonl, statements-gum.jsonl
    {"id", "text", "attributions": [{"source": [[start, end], ...], "cue": [...], "content": [...]}]}, texts unmodified.
    GUM stands apart: it follows other guidelines than PolNeAR (see `statements`).
"""

import argparse
import json
import random
import re
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

FACTS = Path(__file__).parent / "facts"

# The labels of names; dates and numbers are found by rules, so they count as O here.
LABELS = ["PERSON", "NORP", "ORG", "GPE", "LOC", "FAC", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "LANGUAGE"]
OPEN = LABELS + ["O"]
THINGS = ["EVENT", "WORK_OF_ART", "LAW", "PRODUCT"]
PLACES = ["GPE", "LOC", "FAC"]

# A document is cut into pieces of about so many sentences, so that a batch never meets a giant.
PIECE_SENTENCES = 30


# --- Facts ---------------------------------------------------------------------------------------------------------------


def read_list(name):
    """The entries of a list of facts; `#` begins a comment."""
    lines = (FACTS / name).read_text(encoding="utf-8").splitlines()
    return {entry.strip() for line in lines if not line.startswith("#") for entry in line.split(";") if entry.strip()}


def read_countries():
    """Names and capitals of countries, and their demonyms."""
    places, peoples = set(), set()
    for line in (FACTS / "countries.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        names, capitals, demonyms = line.split("|")
        places |= {entry.strip() for entry in f"{names};{capitals}".split(";") if entry.strip()}
        peoples |= {entry.strip() for entry in re.split(r"[;,]| or ", demonyms) if entry.strip()}
    return places, peoples


COUNTRY_PLACES, COUNTRY_PEOPLES = read_countries()
# Antarctica is a continent; "Djibouti" and "Gibraltar" are no adjectives, and the Vatican is a place.
GOVERNED = (read_list("governed-places.txt") | COUNTRY_PLACES) - {"Antarctica", "The Valley"}
SINGULAR_PEOPLES = (read_list("peoples.txt") | COUNTRY_PEOPLES) - {"Djibouti", "Gibraltar", "Vatican"}
# "English", "Chinese", "Irishmen" form no plural in -s.
PEOPLES = SINGULAR_PEOPLES | {p + "s" for p in SINGULAR_PEOPLES if not re.search(r"(sh|ch|ese|s|men|ic)$", p)}
# "Philippine" and "Lao" have plurals that are countries.
PEOPLES -= GOVERNED
LANGUAGES = read_list("languages.txt")

# Words that are also something else (a direction, an adjective, a name, a city's people that is a surname): left open.
DOUBTFUL_PEOPLES = {
    "Western", "Westerner", "Orthodox", "Conservative", "Conservatives", "Democratic", "Maya", "Goth", "Goths", "Roma", "Pole", "Polish",
    "Dominican", "Confederate", "Nationalist", "Unionist", "Federalist", "Norman", "Normans", "Roman", "Romans", "Brit", "Scot", "Kiwi", "Libertarian",
    "Evangelical", "Pagan", "Celtic", "Baptist", "Christian", "Jain", "Saxon", "Indian", "Dane", "Gaul", "Finn", "Inca", "Lao", "Hazara",
    "Baltic", "Caribbean", "Aboriginal", "First Nations", "Spartan", "Viking", "Vikings", "Catholic Worker", "Liberal Democrat", "Micronesian",
    "Texan", "New Yorker", "Berliner", "Parisian", "Londoner", "Islander", "Georgian", "Ottoman", "Byzantine", "American Islander",
}  # fmt: skip
# These are doubtful only where a sentence begins or next to another capitalised word; elsewhere they are peoples.
DOUBTFUL_EVERYWHERE = {"Western", "Westerner", "Maya", "Goth", "Goths", "Norman", "Federalist", "Confederate", "Nationalist", "Pagan", "Caribbean", "Baltic", "Celtic", "Berliner", "New Yorker", "Inca", "Gaul"}

NATURAL = re.compile(
    r"\b(Sea|Ocean|Oceans|River|Rivers|Mountains?|Mount|Mt\.|Mountain Range|Lake|Lakes|Islands?|Isle|Isles|Valley|Desert|Peninsula|Gulf|Bay|Strait|Straits"
    r"|Coast|Cape|Basin|Plateau|Delta|Sound|Heights|Summit|Channel|Canyon|Hills?|Forest|Glacier|Volcano|Reef|Archipelago|Region|Plains|Highlands|Range|Creek|Peak|Falls|Steppe"
    r"|Hemisphere|Front|Corridor|Atoll|Beach)$|^(Lake|Mount|Mt\.?|Cape|Gulf|Bay|Strait|Straits|Sea|River|Isle|Valley) "
)  # fmt: skip
REGIONS = set(
    "Africa;Europe;Asia;North America;South America;Latin America;Central America;Antarctica;Oceania;Eurasia;Middle East;Far East;Near East;"
    "East Asia;South Asia;Southeast Asia;South-East Asia;South East Asia;Central Asia;West Asia;Western Asia;East Africa;West Africa;North Africa;"
    "Southern Africa;Central Africa;Sub-Saharan Africa;sub-Saharan Africa;Horn of Africa;Sahara;Sahel;Eastern Europe;Western Europe;Central Europe;"
    "Northern Europe;Southern Europe;Southeastern Europe;Balkans;Caucasus;North Caucasus;South Caucasus;Scandinavia;Baltic;Baltics;Caribbean;"
    "Atlantic;Pacific;Mediterranean;Adriatic;Arctic;Asia-Pacific;Asia Pacific;Persian Gulf;Gulf;Levant;Maghreb;Mesopotamia;Siberia;Himalayas;Alps;"
    "Andes;Pyrenees;Rockies;Appalachia;Midwest;Deep South;New England;West Coast;East Coast;Pacific Northwest;Great Plains;Silicon Valley;Amazon;"
    "Nile;Danube;Rhine;Thames;Tigris;Euphrates;Mississippi River;Ganges;Volga;West;East;South;North;Global South;Southwest;Northwest;Northeast;"
    "Southeast;Earth;Moon;Mars;Jupiter;Saturn;Venus;Sinai;Iberia;Benelux;Low Countries;Golan Heights;Polynesia;Melanesia;Micronesia Region;Indochina;"
    "Indian subcontinent;Korean Peninsula;Korean peninsula;Arabian Peninsula;Sunni Triangle;Western Hemisphere;Black Sea;English Channel;Americas".split(";")
)
BUILT = re.compile(
    r"\b(Airport|Airfield|Airbase|Air Base|Air Force Base|Bridge|Street|St\.|Road|Avenue|Ave\.?|Boulevard|Blvd|Highway|Freeway|Expressway|Motorway|Route|Lane"
    r"|Stadium|Arena|Palace|Castle|Prison|Jail|Penitentiary|Building|Tower|Towers|Base|Camp|Fort|Station|Hall|House|Hospital|Cathedral|Church|Mosque"
    r"|Temple|Synagogue|Monastery|Abbey|Chapel|Shrine|Museum|Library|Theatre|Theater|Hotel|Center|Centre|Mall|Plaza|Square|Park|Gardens?|Zoo|Cemetery"
    r"|Memorial|Monument|Dam|Barrage|Canal|Tunnel|Port|Harbou?r|Pier|Railway|Railroad|Line|Subway|Gate|Wall|Plant|Reactor|Refinery|Pipeline|Studios?|Garden"
    r"|Observatory|Checkpoint|Barracks|Ghetto|concentration camp|airport|stadium|bridge)$"
    r"|^(Fort|Camp|Interstate|Highway|Route|Pier|Port of|Palace of|Church of|Abu Ghraib prison) |^I-\d+$|^US \d+$"
)  # fmt: skip
# What some corpora call a country.
ALLIANCES = {"United Nations", "UN", "U.N.", "European Union", "EU", "E.U.", "NATO", "African Union", "Arab League", "European Community", "EEC"}
MEDIUM = re.compile(r"\b(Times|Post|News|Telegraph|Guardian|Herald|Tribune|Express|Mail|Observer|Spectator|BBC|CNN|NBC|CBS|ABC|ITV|MTV|NPR|Reuters|Radio|TV|Television|Network|Press|Agency|Broadcasting|Channel|Gazette|Chronicle|Globe|Independent|Sun|Mirror|Euractiv)\b")
# Buildings that stand for who sits in them.
SEATS = {"White House", "Kremlin", "Pentagon", "Downing Street", "Capitol Hill", "Wall Street", "Scotland Yard"}
FACILITIES = {"Capitol", "Eiffel Tower", "Big Ben", "Berlin Wall", "Great Wall", "Ground Zero", "Green Zone", "World Trade Center", "Twin Towers", "Westminster Abbey", "Buckingham Palace", "Guantanamo Bay", "Guantanamo"}  # fmt: skip
# Endings that say a governed place although its name is in no list.
GOVERNED_FORM = re.compile(
    r"\b(City|County|Province|Governorate|Oblast|Prefecture|Kingdom|Republic|Empire|Township|Village|Town|Borough|Municipality|Canton|Emirate|Sultanate|Duchy|Parish|Federation|Krai|Raion)$"
    r"|^(City|Town|Village|Province|County|State|Kingdom|Republic|Empire|Emirate|Duchy|Commonwealth|Governorate) of "
)
DIRECTION = re.compile(r"^(?:North|South|East|West|Northern|Southern|Eastern|Western|Central|northern|southern|eastern|western|central|north|south|east|west|upper|lower|Upper|Lower)(?:ern)?[- ]")

EVENT_FORM = re.compile(
    r"\b(Wars?|Battle|Cup|Games|Championships?|Olympics?|Election|Elections|Revolution|Crisis|Massacre|Uprising|Rebellion|Revolt|Siege|Offensive|Invasion|Campaign"
    r"|Festival|Grand Prix|Open|Tournament|Hurricane|Earthquake|earthquake|Summit|Conference|Marathon|Tour|Bowl|Series|Rally|Expo|Exposition|Holocaust|Genocide"
    r"|Referendum|referendum|attacks|bombings?|elections?|primary|coup|war|Playoffs?|Ceremony)\b(?! (Act|Treaty|Museum|Memorial|Records|Party|Committee|Department))"
    r"|^(Battle|Siege|Operation|Hurricane|Tropical Storm|Cyclone|Typhoon|Super Bowl|World War|WWI{1,2}|Treaty Conference|Eurovision)\b|\bWar I{1,2}$"
)  # fmt: skip
LAW_FORM = re.compile(r"\b(Act|Treaty|Constitution|Convention|Amendment|Protocol|Accords?|Bill|Law|Directive|Statute|Charter|Code|Agreement|Resolution \d+|Decree)\b")

TITLE_WORDS = (
    "Mr Mrs Ms Miss MR MRS MS DR Office Dr Prof Professor Sir Dame Lord Lady Madam Rev Reverend Fr Father Sister Brother Bishop Archbishop Cardinal Pope Rabbi Imam Sheikh Shaikh Sheik "
    "Shaykh Ayatollah Grand Hojatoleslam Mullah Maulana King Queen Prince Princess Duke Duchess Emperor Empress Emir Sultan Tsar Czar Kaiser Shah Count Countess "
    "Baron Baroness Viscount Earl Marquis President Vice Deputy Prime Premier Chancellor Minister Ministers Secretary Undersecretary Ambassador Senator Sen Rep "
    "Representative Congressman Congresswoman Gov Governor Mayor Councilman Councillor Judge Justice Chief Attorney General Gen Lt Lieutenant Col Colonel Maj Major "
    "Capt Captain Sgt Sergeant Cpl Corporal Pvt Private Adm Admiral Cmdr Commander Brig Brigadier Marshal Officer Detective Inspector Sheriff Coach Director Chairman "
    "Chairwoman Chair Speaker Leader Spokesman Spokeswoman Spokesperson Comrade Foreign Defense Defence Interior Finance Home Saint St Ex-President Former former "
    "MP Airman Command Master Petty Navy Army Force Marine Corps Air Staff Acting Executive CEO Candidate Lawyer Hon Honourable Honorable Special Envoy Envoy US U.S "
    "spokesman spokeswoman minister president general leader director commander chief secretary prime foreign Minster FCO UK Judge Counsel Field Rear "
    "Doctor Uncle Aunt Mme Mlle Herr Frau Don Doña Señor Signor Monsieur"
).split()
TITLE_WORDS = set(TITLE_WORDS)
TITLES = re.compile(r"^(?:(?:" + "|".join(sorted(map(re.escape, TITLE_WORDS), key=len, reverse=True)) + r")\b\.?(?:-in-Chief)?[ ,]+)+")
# Words that are titles before a surname but names on their own, or before nothing: a title is cut only if a capitalised name is left.
NAME_LEFT = re.compile(r"^(?:al-|el-|de |von |van |bin |da |di |ibn )?[^\W\d_a-z]")


# --- Reading and detokenising --------------------------------------------------------------------------------------------


def read_bio(path):
    """The documents of a BIO file: (name, sentences), a sentence being a list of (token, part of speech, label)."""
    name, sentences, sentence = path.stem, [], []
    for line in [*path.read_text(encoding="utf-8").split("\n"), "", "# doc = "]:
        if line.startswith("# doc ="):
            if sentences:
                yield name, sentences
            name, sentences = f"{path.stem}/{line[7:].strip()}", []
        elif not line.strip():
            if sentence:
                sentences.append(sentence)
            sentence = []
        elif line.count("\t") == 2:
            token, pos, label = line.split("\t")
            # A token may hold white space or marks that take no place on paper.
            token = re.sub(r"\s+", "", token.replace("\u200b", "").replace("\ufeff", ""))
            if token:
                sentence.append((token, pos, label))


# Corpora that cut words at hyphens and slashes; in the others a hyphen that stands alone is a dash.
CUTS_HYPHENS = ("uner", "redocred", "gum", "grobid", "re3d")
CLITIC = re.compile(r"^(?:['’](?:s|S|ll|re|ve|d|m|t|LL|RE|VE)|n['’]t|N['’]T)$")
CLOSES = set(".,;:!?)]}%…’”″") | {"...", "..", "'s", "th"}
OPENS = set("([{$£€¥“‘#") | {"US$"}


def detokenise(sentence, corpus):
    """The sentence in the spacing of written English, and where each token stands in it."""
    tokens = [{"``": "“", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "--": "--"}.get(t[0], t[0]) for t in sentence]
    cuts = corpus.startswith(CUTS_HYPHENS)
    quotes = tokens.count('"')
    text, places, open_mark, glue = "", [], {'"': False, "'": False}, True
    for i, token in enumerate(tokens):
        after = tokens[i + 1] if i + 1 < len(tokens) else ""
        before = tokens[i - 1] if i else ""
        label, pos = sentence[i][2], sentence[i][1]
        join_left = glue or token in CLOSES or bool(CLITIC.match(token)) or token == "''"
        glue = token in OPENS and token != "#" or (token == "#" and after[:1].isdigit())
        if token == '"':
            # Marks alternate; a lone one at the end closes.
            closing = open_mark['"'] or (quotes == 1 and i > 0 and i + 1 == len(tokens))
            join_left, glue = join_left or closing, not closing
            open_mark['"'] = not closing
        elif token in ("'", "’", "‘"):
            if after in ("s", "S", "t", "re", "ll", "ve"):
                join_left, glue = True, True
            elif open_mark["'"] or before.endswith("s") and "'" not in tokens[i + 1 :]:
                join_left, open_mark["'"] = True, False
            elif token != "’" and (before in ("", ",", ":", "(", '"') or "'" in tokens[i + 1 :]):
                join_left, glue, open_mark["'"] = glue and join_left, True, True
            else:
                join_left = True
        elif cuts and token in ("-", "/", "@", "_", "–") and before[-1:].isalnum() and after[:1].isalnum():
            # GUM tags the hyphen inside a word HYPH and the dash otherwise; an en dash between numbers is a range.
            inside = pos == "HYPH" or (pos in ("_", ",", "SYM") and token != "–") or (token == "–" and before[-1].isdigit() and after[0].isdigit())
            if inside:
                join_left = glue = True
        elif corpus.startswith("grobid") and token == "&" and len(before) == 1:
            join_left = glue = True
        elif cuts and token == ":" and after.startswith("//") or token.startswith("//"):
            join_left = glue = True
        if token == "." and after.startswith(("com", "org", "net", "co.")):
            glue = True
        if token == "." and label.startswith("I-") and len(before) == 1 and len(after) == 1 and after.isupper():
            glue = corpus.startswith("uner")
        if token in ("not", "na", "ta") and before.lower() in ("can", "gon", "got", "wan"):
            join_left = True
        if token == "th" and not before[-1:].isdigit():
            join_left = glue and join_left
        if text and not join_left:
            text += " "
        places.append((len(text), len(text) + len(token)))
        text += token
    return text, places


def raw_spans(sentence):
    """BIO labels as (first token, token after the last, label)."""
    spans = []
    for i, (_, _, label) in enumerate(sentence):
        kind = label[2:]
        if label.startswith("I-") and spans and spans[-1][1] == i and spans[-1][2] == kind:
            spans[-1][1] = i + 1
        elif label[:2] in ("B-", "I-"):
            spans.append([i, i + 1, kind])
    return [tuple(span) for span in spans]


def proper_runs(sentence):
    """Runs of proper nouns (NNP of the NNP) in a corpus with parts of speech."""
    runs, i = [], 0
    proper = [pos in ("NNP", "NNPS") for _, pos, _ in sentence]
    while i < len(sentence):
        if not proper[i]:
            i += 1
            continue
        j = i + 1
        while j < len(sentence):
            if proper[j] or (sentence[j][0] in ("-", "’s", "'s") and j + 1 < len(sentence) and proper[j + 1]):
                j += 1
                continue
            k = j
            while k < len(sentence) and k < j + 2 and sentence[k][0] in ("of", "the", "for", "and", "&"):
                k += 1
            if k == j or k >= len(sentence) or not proper[k]:
                break
            j = k + 1
        runs.append((i, j))
        i = j
    return runs


# --- Labels: one function a corpus --------------------------------------------------------------------------------------


def place(name, fallback=PLACES):
    """GPE, LOC or FAC: no corpus parts them well, so lists and endings decide, and what they leave stays open among the three."""
    name = re.sub(r"^[Tt]he ", "", name)
    if name in ALLIANCES:
        return ["ORG"]
    if name in SEATS:
        return ["ORG", "FAC"]
    if name in ("Terminal", "Gates", "Gate", "Group", "Downtown", "City", "County", "Palace", "Hall", "Station", "Island", "River", "Park", "Church", "Town", "Village", "State"):
        # A generic word with a capital; only the text around tells whether it is short for a name.
        return PLACES + ["O"]
    if name in FACILITIES or re.fullmatch(r"[AM]\d+(?: (?:road|motorway))?", name):
        return ["FAC"]
    if name in REGIONS:
        return ["LOC"]
    if name in GOVERNED:
        return ["GPE"]
    bare = DIRECTION.sub("", name)
    if bare != name and bare in REGIONS:
        return ["LOC"]
    if bare != name and bare in GOVERNED:
        # "Eastern Aleppo" is a region to some and a city to others.
        return ["GPE", "LOC"]
    if GOVERNED_FORM.search(name):
        return ["GPE"]
    if BUILT.search(name):
        # A park may be land, a fort or a port a town.
        if re.search(r"\bPark\b", name):
            return ["FAC", "LOC"]
        return ["FAC", "GPE"] if re.search(r"\b(Fort|Port|Harbou?r|Camp)\b", name) else ["FAC"]
    if re.search(r"\b(Beach|Falls|Springs|Hills?|Creek|Valley|Region|Rapids)$", name):
        # "Palm Beach", "Niagara Falls" and "Morogoro Region" are governed.
        return ["LOC", "GPE"]
    if NATURAL.search(name):
        return ["LOC"]
    if "," in name:
        return ["GPE", "FAC", "LOC"]
    return fallback


def thing(name):
    """EVENT, LAW or open, by the words in a MISC name: Wikipedia corpora don't part them."""
    if re.search(r"\b(Wars|Award|Awards|Prize|Player|Series|Open|Tour|Revolution|Campaign|Crisis|Expo|Ceremony|Legends|Simulator)\b", name) and not re.search(r"\b(Napoleonic|Balkan|Punic|Gulf|Cold|French|Russian|American|Cultural|Industrial|October|US|Australian|Wimbledon)\b", name):
        # "Star Wars", "Dance Dance Revolution": as often a work or a prize.
        return ["EVENT", "WORK_OF_ART", "PRODUCT", "ORG", "O"]
    if EVENT_FORM.search(name) and not LAW_FORM.search(name):
        return ["EVENT"]
    if LAW_FORM.search(name) and not EVENT_FORM.search(name):
        return ["LAW", "O"] if re.search(r"\b(Bill|Code|Law|Charter)\b", name) else ["LAW"]
    return None


def organisation(name):
    """ORG, but some corpora call airports and hotels so."""
    if name in SEATS:
        return ["ORG", "FAC"]
    if re.search(r"\b(Airport|Air Base|Airfield|Air Force Base|Stadium|Bridge|Highway|Motorway)$", name):
        return ["FAC"]
    if re.search(r"\b(Hotel|Arena|Market|Palace|Prison|Mall|Theat(?:re|er)|Hall)$", name):
        return ["ORG", "FAC"]
    return ["ORG"]


def people(name):
    """NORP or LANGUAGE if the lists know the word, with both kept where the word is both."""
    if name in PEOPLES or " " in name and all(part in PEOPLES for part in re.split(r"[ -]", name)):
        return ["NORP"]
    if name in LANGUAGES:
        return ["LANGUAGE"]
    return None


def capitalised(name):
    """Whether every longer word is capitalised: a proper name, not a common noun phrase."""
    words = [w for w in re.findall(r"[^\W\d_][\w'’.-]*", name) if w.lower() not in ("of", "the", "and", "for", "in", "on", "de", "la", "al", "bin", "ibn", "s", "to", "at", "a", "von", "van", "du", "des", "el", "d", "da", "di")]
    return bool(words) and all(w[0].isupper() or w.startswith(("al-", "el-", "e-", "i")) and w != w.lower() for w in words)


def label_uner(name, kind):
    """UNER: PER, ORG and LOC as they are; OTH holds peoples, and some products, works and events."""
    if not any(c.isupper() for c in name) and not any(c.isdigit() for c in name):
        # The web writes names in lower case, too, but a common noun isn't one.
        return {"PER": ["PERSON", "O"], "LOC": PLACES + ["O"], "ORG": ["ORG", "O"]}.get(kind, OPEN)
    if kind == "PER":
        return ["PERSON"]
    if kind == "ORG":
        return people(name) or organisation(name)
    if kind == "LOC":
        return people(name) or place(name)
    return people(name) or thing(name) or ["NORP", *THINGS, "LANGUAGE", "ORG", "O"]


def label_redocred(name, kind):
    """Re-DocRED: American is LOC there; MISC is parted by its words; ORG and LOC are confused for institutions with a site."""
    if kind in ("TIME", "NUM"):
        return None
    if kind in ("LOC", "MISC", "ORG", "PER"):
        norp = people(name)
        if norp:
            return norp
    if kind == "PER":
        return ["PERSON"]
    if kind == "ORG":
        # Peoples and alliances that act in wars stand as ORG: "Western nations", "Romans".
        return organisation(name) if capitalised(name) else ["ORG", "NORP", "O"]
    if kind == "LOC":
        if re.search(r"\b(University|College|School|Institute|Academy)\b", name):
            return ["ORG"]
        if re.search(r"\b(Museum|Hospital|Library|Sanctuary|Church|Theatre|Theater)\b", name):
            return ["ORG", "FAC"]
        return place(name)
    return thing(name) or ["NORP", "ORG", "LANGUAGE", *THINGS, "O"]


def label_wikigold(name, kind):
    """wikigold: CoNLL's four; MISC holds peoples, works and events."""
    if kind == "PER":
        return ["PERSON"]
    if kind == "ORG":
        return people(name) or organisation(name)
    if kind == "LOC":
        return people(name) or place(name)
    return people(name) or thing(name) or ["NORP", *THINGS, "LANGUAGE", "O"]


CROSSNER_PERSONS = {"politician", "person", "writer", "scientist", "musicalartist", "researcher"}
CROSSNER_ORGS = {"politicalparty", "organisation", "band", "university"}
CROSSNER_WORKS = {"book", "song", "album", "poem"}


def label_crossner(name, kind):
    """CrossNER: its fine types are subtypes of ours; awards, fields, algorithms and genres are no names by OntoNotes, or open."""
    if kind in CROSSNER_PERSONS:
        return people(name) or ["PERSON"]
    if kind in CROSSNER_ORGS:
        # "the Liberals", "the Socialists": a party's people.
        if kind == "politicalparty" and name in PEOPLES:
            return ["NORP"] if not name.endswith("Party") else ["ORG"]
        return people(name) or organisation(name)
    if kind == "country":
        return people(name) or (place(name) if name in REGIONS or name in ALLIANCES else ["GPE"])
    if kind == "location":
        return people(name) or place(name)
    if kind in ("election", "event"):
        return ["EVENT"] if capitalised(name) or EVENT_FORM.search(name) else ["EVENT", "O"]
    if kind == "conference":
        return ["EVENT", "ORG", "O"]
    if kind in CROSSNER_WORKS:
        return ["WORK_OF_ART"]
    if kind in ("magazine", "academicjournal"):
        return ["ORG"] if MEDIUM.search(name) else ["ORG", "WORK_OF_ART"]
    if kind == "astronomicalobject":
        return ["LOC", "PRODUCT", "O"]
    if kind in ("product", "programlang"):
        return ["PRODUCT", "O"] if any(c.isupper() for c in name) else None
    if kind == "misc":
        norp = people(name)
        if norp:
            return norp
    if kind in ("misc", "award"):
        if not any(c.isupper() for c in name):
            return None
        return thing(name) or OPEN
    if not any(c.isupper() for c in name):
        return None
    # Fields, genres, algorithms, proteins: capitals alone make no name of them, nor do they rule one out.
    return ["ORG", "PRODUCT", "WORK_OF_ART", "NORP", "LANGUAGE", "O"]


GUM_KINDS = {"person": "PERSON", "organization": "ORG", "place": "PLACE", "event": "EVENT"}


def label_gum(name, kind):
    """GUM: nominal types cut to proper names; abstract is half noise; "person" also stands for peoples."""
    if kind == "time":
        return None
    norp = people(name)
    if norp:
        return norp
    if not any(c.isupper() for c in name):
        return None
    if "@" in name or name.startswith("http"):
        return None
    if kind == "person" and re.search(r"\b(League|Club|Committee|Group|Translators|University|Association|Band|Party|Team|Society|Council)$", name):
        return ["ORG", "O"]
    if kind == "person":
        # A lone title ("Colonel", "Saint") stands here, too.
        return ["PERSON", "O"] if name.rstrip(".s") in TITLE_WORDS or not capitalised(name) else ["PERSON"]
    if kind == "organization":
        return organisation(name) if capitalised(name) else ["ORG", "O"]
    if kind == "place":
        if re.search(r"\b(University|College|School|Museum|Library|Institute)\b", name):
            return ["ORG", "FAC"]
        return place(name) if capitalised(name) else PLACES + ["O"]
    if kind == "event":
        return ["EVENT"] if thing(name) == ["EVENT"] else ["EVENT", "O", "WORK_OF_ART", "ORG"]
    if name in ("COVID-19", "COVID", "Covid-19"):
        return None
    return thing(name) or OPEN


def label_grobid(name, kind):
    """grobid-ner: 26 types; common nouns are marked, too, so capitals decide."""
    if kind == "INSTITUTION" and name.endswith(" government"):
        # An "Iraqi government" is no name but its adjective; the list of peoples marks it.
        return None
    norp = people(name)
    if norp:
        return norp
    capital = capitalised(name)
    some_capital = any(c.isupper() for c in name)
    if kind == "PERSON":
        # "Hitler and Mussolini" is one span there; `split_pairs` has parted it before.
        return ["PERSON"] if capital else ["PERSON", "O"]
    if kind in ("BUSINESS", "INSTITUTION", "ORGANISATION"):
        if name in ("Third Reich", "Reich", "Nazi Germany", "Soviet Union", "Ottoman Empire"):
            return ["GPE"]
        return organisation(name) if capital and " and " not in name else ["ORG", "NORP", "GPE", "O"] if some_capital else None
    if kind == "LOCATION":
        return place(name) if capital else [*PLACES, "NORP", "O"] if some_capital else None
    if kind == "INSTALLATION":
        return ["FAC"] if capital else ["FAC", "GPE", "O"] if some_capital else None
    if kind == "MEDIA":
        return ["ORG"] if MEDIUM.search(name) or name == "Wikipedia" else ["ORG", "WORK_OF_ART"]
    if kind == "WEBSITE":
        return ["ORG", "PRODUCT", "WORK_OF_ART", "O"]
    if kind == "EVENT":
        return ["EVENT"] if capital and EVENT_FORM.search(name) else ["EVENT", "GPE", "LOC", "NORP", "ORG", "O"] if some_capital else None
    if kind == "LEGAL":
        return ["LAW"] if capital and LAW_FORM.search(name) else ["LAW", "NORP", "GPE", "ORG", "O"] if some_capital else None
    if kind == "CREATION":
        return ["WORK_OF_ART"] if capital else ["WORK_OF_ART", "O"]
    if kind == "ARTIFACT":
        return ["PRODUCT", "NORP", "O"] if some_capital else None
    if kind == "PERIOD":
        # A war or a fair may stand as the time of something.
        return ["EVENT", "O"] if some_capital and EVENT_FORM.search(name) else None
    if kind in ("MEASURE", "SUBSTANCE", "PLANT"):
        return None
    if not some_capital:
        return None
    # NATIONAL, PERSON_TYPE, TITLE, CONCEPT, CONCEPTUAL, UNKNOWN, ACRONYM, AWARD: common nouns around a name.
    return OPEN


def label_re3d(name, kind):
    """re3d marks common nouns ("rebels") as well: only proper names count, and mixed phrases stay open."""
    if kind in ("Temporal", "Quantity", "Money", "Frequency", "Coordinate", "CommsIdentifier"):
        return None
    norp = people(name)
    if norp:
        return norp
    if not any(c.isupper() for c in name) or name in ("We", "I", "It", "They", "He", "She", "This", "These", "Those", "Our", "My", "His", "Her", "Their", "Who", "All", "You") or re.search(r"['’](?:re|ve|ll|m)$", name):
        return None
    capital = capitalised(name)
    if kind == "Person":
        return ["PERSON"] if capital else OPEN
    if kind == "Organisation":
        if name in GOVERNED:
            return ["GPE"]
        return organisation(name) if capital and name not in ("Government", "Coalition", "Minister", "Soldiers", "Airmen", "Forces", "People", "Members", "Civilians", "Officials") else OPEN
    if kind == "Location":
        return place(name) if capital else OPEN
    if kind == "DocumentReference":
        return ["LAW", "WORK_OF_ART", "O"]
    if kind in ("MilitaryPlatform", "Vehicle", "Weapon"):
        return ["PRODUCT", "ORG", "NORP", "O"]
    return OPEN


# Corpus (the beginning of a file's name): how its labels map, and which of ours it doesn't annotate.
CORPORA = {
    "uner": (label_uner, ["EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "LANGUAGE", "FAC"]),
    "redocred": (label_redocred, ["NORP", "LANGUAGE"]),
    "wikigold": (label_wikigold, ["LANGUAGE"]),
    "crossner": (label_crossner, ["PRODUCT", "LAW", "FAC", "LANGUAGE"]),
    "gum-open": (label_gum, ["LANGUAGE", "NORP"]),
    "grobid": (label_grobid, ["LANGUAGE", "PRODUCT"]),
    "re3d": (label_re3d, ["EVENT", "LAW", "PRODUCT", "WORK_OF_ART", "LANGUAGE"]),
}
# CrossNER's domains differ in what they annotate: works only in literature and music.
CROSSNER_UNKNOWN = {
    "politics": ["PRODUCT", "LAW", "FAC", "LANGUAGE", "WORK_OF_ART"],
    "science": ["PRODUCT", "LAW", "FAC", "LANGUAGE", "WORK_OF_ART"],
    "ai": ["LAW", "FAC", "LANGUAGE", "WORK_OF_ART", "EVENT"],
}


# --- Spans by the conventions of the specification ------------------------------------------------------------------------

ARTICLE = re.compile(r"^(?:[Tt]he|[Aa]n?|THE) (?=\S)")
POSSESSIVE = re.compile(r"(?:['’]s|['’]S|(?<=s)['’])$")
# The leading country of "U.S. President Donald Trump", "Iranian Foreign Minister Mohammad Zarif", "New York Mayor …".
ROLE_AHEAD = re.compile(
    r"^(?P<of>(?:[^\W\d_][\w.’'-]*\s){1,4}?)(?P<role>(?:(?:Vice|Prime|Foreign|Defense|Defence|Interior|Finance|Home|Deputy|Former|Chief|Attorney|Secretary|Supreme|press|Press)\s)*"
    r"(?:President|Minister|Premier|Chancellor|Secretary|Senator|Sen\.|Rep\.|Governor|Gov\.|Mayor|Ambassador|King|Queen|Prince|Gen\.|General|Spokesman|Spokeswoman|spokesman|spokeswoman|Leader|leader|Justice|Congressman|Envoy|director|Director)(?: General)?\s)(?=[A-Z])"
)


def trim(text, start, end):
    """Leaves out white space, a leading article, a possessive, marks around, and an unpaired bracket."""
    while True:
        before = start, end
        while start < end and (text[start].isspace() or text[start] in "\"“”'‘,;:-–—.*<>=|_"):
            if text[start] == "." and text[start + 1 : start + 2].isalnum():
                break
            start += 1
        while start < end and (text[end - 1].isspace() or text[end - 1] in "\"“”‘,;:-–—*<>=|_'’"):
            end -= 1
        article = ARTICLE.match(text, start, end) if text[start : start + 4].lower() == "the " or text[start : start + 2] in ("a ", "A ") else None
        article = article or re.match(r"(?:[Tt]he|THE|[Aa]n?) (?=\S)", text[start:end])
        if article and text[start:end] not in ("The Hague", "The Valley") and not re.match(r"A [A-Z]\b", text[start:end]):
            start += len(article.group())
        possessive = POSSESSIVE.search(text[start:end])
        if possessive and text[start:end] not in ("McDonald's", "Wendy's", "Macy's", "Sotheby's", "Christie's", "Moody's", "Lloyd's", "Levi's", "Sainsbury's", "Kohl's"):
            end -= len(possessive.group())
        name = text[start:end]
        if name.startswith("(") and ")" not in name or name.startswith("(") and name.endswith(")") and name.count("(") == 1:
            start += 1
        elif name.endswith(")") and "(" not in name:
            end -= 1
        elif name.endswith("(") or name.endswith("["):
            end -= 1
        if (start, end) == before:
            break
    # A full stop is part of an abbreviation (U.S., Inc., Jr.), otherwise of the sentence.
    if end > start and text[end - 1] == "." and not re.search(r"(?:\b\w|\.\w|\b(?:Inc|Jr|Sr|Ltd|Corp|Co|Bros|St|Mt|Ave|Md|Va|Pa|Conn|Fla|Calif|Mass|Mich|Ill|Wis|Ariz|Ga|Tenn|Tex|Wash|Ore|Okla|Ala|Ark|Del|Ind|Kan|Ky|La|Me|Minn|Miss|Mo|Mont|Neb|Nev|Vt|Wyo|Colo|Dept|Univ|No))\.$", text[start:end]):
        end -= 1
    return start, end


def persons(text, start, end):
    """A person without titles and roles; what stands before the role ("Iranian", "U.S.") becomes a span of its own."""
    extra = []
    ahead = ROLE_AHEAD.match(text[start:end])
    if ahead:
        of = ahead.group("of").strip()
        labels = people(of) or (["GPE"] if of in GOVERNED else None)
        if labels:
            extra.append([start, start + len(of), labels])
            start += ahead.end()
        elif all(w.rstrip(".") in TITLE_WORDS or w.islower() for w in of.split()):
            start += ahead.end()
    title = TITLES.match(text[start:end])
    if title and NAME_LEFT.match(text[start + title.end() : end]):
        start += title.end()
    # "Deputy Secretary of State Tony Blinken", "Minister for the Middle East Tobias Ellwood": the office is before the name.
    office = re.match(r"^(?:\S+ ){0,4}(?:(?:Secretary|Minister|Department) (?:of|for) (?:the )?(?:State|Defen[cs]e|Middle East|Interior|Foreign Affairs|Health|Justice|Finance|Treasury)|Ambassador to the \S+ \S+|Press Secretary) (?=[A-Z])", text[start:end])
    if office:
        start += office.end()
    # "Wolfgang Benz of the Technical University of Berlin"
    of = re.search(r"(?<=[a-z]) (?:of|from) the [A-Z].*$", text[start:end])
    if of and " " in text[start : start + of.start()]:
        end -= len(of.group())
    # "Smith, 45" and "Smith Jr." apart, what follows a comma is an apposition.
    tail = re.search(r",(?! (?:Jr|Sr)\.?| I{1,3}\b).*$", text[start:end])
    if tail:
        end -= len(tail.group())
    return start, end, extra


def split_pairs(text, start, end):
    """grobid and re3d mark "Hitler and Mussolini" as one person."""
    name = text[start:end]
    if name.count(" and ") == 1 and " of " not in name:
        first, second = name.split(" and ")
        if capitalised(first) and capitalised(second):
            return [(start, start + len(first)), (end - len(second), end)]
    return [(start, end)]


def split_places(text, start, end):
    """A phrase of places is several: "Sarmada, Syria", "Britain and France"; of "German-occupied Poland" only Poland is one."""
    occupied = re.match(r"[^\W\d_]+-(?:occupied|controlled|held|annexed|administered) (?=[A-Z])", text[start:end])
    if occupied:
        start += occupied.end()
    for separator in (r"(, (?:and )?)", r"( and (?:the )?)"):
        parts = re.split(separator, text[start:end])
        places, at = [], start
        for i, part in enumerate(parts):
            if i % 2 == 0:
                places.append((at, at + len(part)))
            at += len(part)
        names = [re.sub(r"^[Tt]he ", "", text[s:e]) for s, e in places]
        if len(places) > 1 and all(name[:1].isupper() for name in names) and ("," in separator or any(name in GOVERNED or name in REGIONS for name in names) and text[start:end] not in GOVERNED):
            return places
    return [(start, end)]


def whole_words(text, start, end):
    """Whether the span cuts no word."""
    left = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    right = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    return not left and not right


def mark(text, spans, corpus, label):
    """The corpus's spans as ours: mapped, trimmed, cut; overlaps go to the first."""
    marked = []
    for start, end, kind in spans:
        pieces = [(start, end)]
        if kind in ("PERSON", "Person"):
            pieces = split_pairs(text, start, end)
        elif kind in ("Location", "place", "LOC", "location", "LOCATION"):
            pieces = split_places(text, start, end)
        for start, end in pieces:
            start, end = trim(text, start, end)
            # Events and works with their date or abbreviation: "World War II in 1939", "World War I (WWI)", "Final Solution (1953)".
            if corpus.startswith("grobid") and kind in ("EVENT", "CREATION"):
                dated = re.search(r"(?: (?:in|of) (?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b.*|\d{4}.*)| \(.*| of \d{4}.*)$", text[start:end])
                if dated and dated.start() > 0:
                    start, end = trim(text, start, start + dated.start())
            # The last full stop of "U.S." may have gone to the sentence.
            if re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", text[start:end]) and text[end : end + 1] == ".":
                end += 1
            if start >= end or not whole_words(text, start, end) or not any(c.isalnum() for c in text[start:end]):
                continue
            labels = label(text[start:end], kind)
            if labels is None:
                continue
            if "WORK_OF_ART" in labels and len(labels) > 2 and text[start - 1 : start] in ('"', "“") and text[end : end + 1] in ('"', "”"):
                # What a corpus marks in quotation marks, and no rule knows, is a title.
                labels = ["WORK_OF_ART"]
            if "PERSON" in labels and "GPE" not in labels:
                start, end, extra = persons(text, start, end)
                marked += extra
                start, end = trim(text, start, end)
                if start >= end or not whole_words(text, start, end):
                    continue
            # "Prime Minister", "Mayor": a role is no name.
            if labels == ["PERSON"] and all(w.strip(".,") in TITLE_WORDS for w in text[start:end].split()):
                labels = ["PERSON", "O"] if text[start:end] in ("Saint", "Prince", "Major", "Shah", "Queen", "Earl", "Duke") else None
            elif labels == ["PERSON"] and (text[start:end].split()[-1] in TITLE_WORDS | {"Commander", "State"} and " " in text[start:end] or re.match(r"(?:\S+ )?(?:\S+ )?(?:President|Minister|Secretary|Ambassador|Governor|Commander|Director|Head|Members?|Chair\w*) (?:of|for|to) ", text[start:end])):
                # "President of France", "Iraqi Foreign Minister"; what names stand inside them isn't told.
                labels = OPEN
            if labels:
                marked.append([start, end, labels])
    marked.sort(key=lambda m: (m[0], -m[1]))
    free = []
    for entity in marked:
        if not free or entity[0] >= free[-1][1]:
            free.append(entity)
    return free


# --- What the corpora leave unmarked --------------------------------------------------------------------------------------

PEOPLE_WORDS = re.compile(r"(?<![\w-])(?:" + "|".join(sorted(map(re.escape, PEOPLES | LANGUAGES), key=len, reverse=True)) + r")(?!\w)")
COUNTRY_WORDS = re.compile(r"(?<![\w-])(?:" + "|".join(sorted((re.escape(p) for p in COUNTRY_PLACES if len(p) > 3), key=len, reverse=True)) + r")(?!\w)")
SPEAKS = re.compile(r"(?:\b(?:in|into|from|speaks?|speaking|spoke|spoken|fluent in|learn(?:ed|ing|s)?|stud(?:y|ied|ies)|taught|teach(?:es|ing)?|translated (?:in)?to|broken|native|called in|understand|reads?|write|wrote in|between)) (?:both |fluent |perfect |modern |the )?$")
LANGUAGE_AFTER = re.compile(r"^(?:-| )(?:language|speaking|speaker|speakers|translation|version|dialect|word|alphabet|grammar|spoken|subtitles|lessons|literature|for\b|name\b|text)")
NOUN_AFTER = re.compile(r"^ [a-z]{3,}")
FUNCTION_AFTER = re.compile(r"^ (?:and|or|as|at|by|but|for|from|in|is|was|on|to|with|the|because|when|where|while|that|which|who|after|before|it|she|he|they|of|are|were|has|had|have|than|if|so)\b")


# Words that open a sentence, with its capital.
OPENERS = set(
    "The A An In On At By For From With To Of And But Or If As When While Where Since Because After Before During Although Though Under Over Among Between Against"
    " Many Most Some Several All Both Few Other Another Every Each Any No Not This That These Those His Her Their Our My Your Its He She They We It I Two Three Four"
    " One Is Are Was Were Like Unlike Only Even Also Then Now Former Young Old New Early Late Local Senior Top More Despite Than So Via Meanwhile However".split()
)


def people_or_language(text, start, end):
    """A word of the lists that stands free: NORP, LANGUAGE, or both where the neighbours don't tell."""
    name, before, after = text[start:end], text[max(0, start - 30) : start], text[end : end + 30]
    if name in LANGUAGES:
        if name not in PEOPLES:
            # "Latin" is as often a culture; before a capital it is part of an unmarked name.
            return OPEN if re.match(r"^[ -][A-Z]", after) else ["LANGUAGE", "NORP", "O"] if name == "Latin" and NOUN_AFTER.match(after) else ["LANGUAGE"]
        if re.match(r"^(?:-| )(?:language|dialect|alphabet|grammar|speak|spoken)", after):
            return ["LANGUAGE"]
        if SPEAKS.search(before) and not (NOUN_AFTER.match(after) and not FUNCTION_AFTER.match(after)):
            # "in German Poland" is not a language, nor is "from English".
            if not re.match(r"^[ -][A-Z]", after):
                return ["LANGUAGE"]
        if LANGUAGE_AFTER.match(after):
            return ["NORP", "LANGUAGE"]
        if re.search(r"\b(?:and|or|,) $", before) and not NOUN_AFTER.match(after) and not re.match(r"^[ -]", after):
            return ["NORP", "LANGUAGE"]
    return ["NORP"]


def add_peoples(text, entities):
    """Demonyms are NORP in every corpus, marked there or not (GUM leaves them, CrossNER and grobid mark some)."""
    taken = [(s, e) for s, e, labels in entities if "O" not in labels]
    added = []
    for found in PEOPLE_WORDS.finditer(text):
        start, end = found.span()
        if any(s < end and start < e for s, e in taken):
            continue
        labels = people_or_language(text, start, end)
        name = found.group()
        if COUNTRY_WORDS.match(text, start) and COUNTRY_WORDS.match(text, start).end() > end:
            # "Saudi Arabia", "Dominican Republic"
            continue
        # Beside another free capitalised word it may be part of a name that the corpus doesn't mark, but for an opener
        # ("The Iraqi") and an office ("Iraqi Prime Minister").
        after = re.match(r"[ -]([A-Z]\w+)", text[end : end + 30])
        office = re.match(r" (?:[A-Z]\w+ ){0,3}?(?:President|Minister|Premier|Chancellor|Ambassador|King|Gen|General|Senator|Sen|Rep|Parliament Speaker)\b", text[end : end + 60])
        before = re.search(r"(\b[A-Z][\w’'.]*) $", text[max(0, start - 25) : start])
        beside = (after and not office) or (before and before.group(1) not in OPENERS)
        neighbour_marked = any(s == end + 1 or e == start - 1 for s, e in taken)
        lone = (start == 0 or text[start - 1] == "\n" or text[max(0, start - 2) : start] in (". ", "? ", "! ")) and not re.match(r" [a-z]", text[end : end + 2])
        if name in DOUBTFUL_EVERYWHERE or name in DOUBTFUL_PEOPLES and (lone or beside):
            labels = OPEN
        elif beside and not neighbour_marked:
            labels = OPEN
        if labels is OPEN and after:
            # The name that it may be part of is open to its last capital: "American Astronautical Society".
            rest = re.match(r"(?:[ -](?:(?:of|for|and|the|on|in) ){0,2}[A-Z][\w’'&]*)+", text[end : end + 80])
            stop = end + len(rest.group()) if rest else end
            stop = min([stop] + [s - 1 for s, _, _ in entities if end <= s < stop])
            if stop > end and (stop == len(text) or not text[stop].isalnum()):
                end = max(end, trim(text, start, stop)[1])
        if not added or added[-1][1] <= start:
            added.append([start, end, labels])
    # An open region gives way to a known people inside it, but keeps its other words open.
    kept = []
    for start, end, labels in entities:
        inside = [a for a in added if start < a[1] and a[0] < end] if "O" in labels else []
        at = start
        for s, e, _ in inside:
            if at < s and re.search(r"[A-Z]", text[at:s]):
                kept.append([*trim(text, at, s), labels])
            at = max(at, e)
        if not inside:
            kept.append([start, end, labels])
        elif at < end and re.search(r"[A-Z]", text[at:end]):
            kept.append([*trim(text, at, end), labels])
    merged = sorted([k for k in kept if k[0] < k[1] and whole_words(text, k[0], k[1])] + added)
    return [m for i, m in enumerate(merged) if i == 0 or m[0] >= max(x[1] for x in merged[:i])]


def add_repeats(text, entities, elsewhere=()):
    """A name marked once in a document (or `elsewhere`) and unmarked in another place is an oversight more often than not: open there."""
    names = defaultdict(set)
    for name, label in elsewhere:
        names[name].add(label)
    for start, end, labels in entities:
        name = text[start:end]
        if "O" in labels or labels == ["NORP"] or len(name) < 4 or not name[0].isupper():
            continue
        names[name] |= set(labels)
        if labels == ["PERSON"] and " " in name:
            last = name.split()[-1]
            if len(last) > 3 and last[0].isupper() and last.isalpha():
                names[last].add("PERSON")
    if not names:
        return entities
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + r")(?!\w)")
    taken, added, at = sorted(entities), [], 0
    for found in pattern.finditer(text):
        start, end = found.span()
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        if at < len(taken) and taken[at][0] < end:
            continue
        added.append([start, end, [*sorted(names[found.group()], key=LABELS.index), "O"]])
    return sorted(entities + added)


def add_places(text, entities):
    """Countries that stand unmarked (grobid marks part of a phrase, re3d whole phrases): GPE, or open beside a capital."""
    taken = [(s, e) for s, e, _ in entities]
    added = []
    for found in COUNTRY_WORDS.finditer(text):
        start, end = found.span()
        if any(s < end and start < e for s, e in taken):
            continue
        added.append([start, end, ["GPE", "LOC", "ORG", "PERSON", "FAC", "EVENT", "O"]])
    return sorted(entities + added)


# --- Assembling -----------------------------------------------------------------------------------------------------------


def paragraphs(sentences, rng, longest):
    """Sentences in paragraphs of random length, so that the encoder meets both short and long ones."""
    at = 0
    while at < len(sentences):
        n = rng.randint(1, longest)
        yield sentences[at : at + n]
        at += n


def open_runs(text, entities, runs, times):
    """GUM's rule cut names away or in two ("[University] of Portsmouth", "[World War] II"): a run of proper nouns that its entities,
    titles and times don't cover is open as a whole."""
    for start, end in runs:
        covered = [(s, e) for s, e, _ in entities if start < e and s < end] + [(s, e) for s, e in times if start < e and s < end]
        left = [
            word.group()
            for word in re.finditer(r"\w+", text[start:end])
            if not any(s <= start + word.start() < e for s, e in covered)
        ]
        if all(w in TITLE_WORDS or w in CALENDAR or w in ("of", "the", "for", "and", "s") for w in left):
            continue
        start, end = trim(text, min([start] + [s for s, _ in covered]), max([end] + [e for _, e in covered]))
        if start < end and whole_words(text, start, end):
            entities = sorted([x for x in entities if not (start < x[1] and x[0] < end)] + [[start, end, OPEN]])
    return entities


CALENDAR = set("Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December".split())


def assemble(sentences, corpus, rng, label):
    """One line of names.jsonl: the text of the sentences and its entities."""
    # CrossNER's sentences are from different articles: few of them make a paragraph.
    longest = 2 if corpus.startswith("crossner") else 6
    text, spans, runs = "", [], []
    for paragraph in paragraphs(sentences, rng, longest):
        text += "\n" if text else ""
        for i, sentence in enumerate(paragraph):
            written, places = detokenise(sentence, corpus)
            text += " " if i else ""
            base = len(text)
            spans += [(base + places[s][0], base + places[e - 1][1], kind) for s, e, kind in raw_spans(sentence)]
            if corpus.startswith("gum"):
                runs += [(base + places[s][0], base + places[e - 1][1]) for s, e in proper_runs(sentence)]
            text += written
    entities = mark(text, spans, corpus, label)
    entities = open_runs(text, entities, runs, [(s, e) for s, e, kind in spans if kind == "time"])
    entities = [x for i, x in enumerate(entities) if i == 0 or x[0] >= max(y[1] for y in entities[:i])]
    entities = add_peoples(text, entities)
    entities = add_repeats(text, entities)
    return text, add_places(text, entities)


def names(shared, rng):
    """All lines of names.jsonl."""
    lines = []
    for path in sorted((shared / "data" / "ner").glob("*.bio")):
        corpus = next(c for c in CORPORA if path.stem.startswith(c))
        label, unknown = CORPORA[corpus]
        if corpus == "crossner":
            unknown = CROSSNER_UNKNOWN.get(path.stem.split("_")[1].split("-")[0], unknown)
        for name, sentences in read_bio(path):
            size = 10 if corpus == "crossner" else PIECE_SENTENCES
            for i in range(0, len(sentences), size):
                text, entities = assemble(sentences[i : i + size], path.stem, rng, label)
                lines.append({"id": f"{name}#{i // size}", "corpus": path.stem, "text": text, "entities": entities, "unknown": unknown})
    # re3d leaves the names of many a sentence unmarked that it marks in other documents (ISIL, Iraq).
    re3d = [line for line in lines if line["corpus"].startswith("re3d")]
    known = {(line["text"][s:e], labels[0]) for line in re3d for s, e, labels in line["entities"] if len(labels) == 1 and labels[0] in ("PERSON", "ORG", "GPE") and line["text"][s].isupper()}
    for line in re3d:
        line["entities"] = add_repeats(line["text"], line["entities"], known)
    return lines


def statements(path, keep=lambda line: True):
    """PolNeAR and GUM have one format here. GUM's spans are clauses of a discourse tree (no full cue in many), so it stands apart."""
    lines = []
    for raw in path.read_text(encoding="utf-8").splitlines():
        line = json.loads(raw)
        if keep(line):
            attributions = [{role: sorted(a[role]) for role in ("source", "cue", "content")} for a in line["attributions"]]
            lines.append({"id": line["id"], "text": line["text"], "attributions": attributions})
    return lines


# --- Checking and reporting -----------------------------------------------------------------------------------------------


def check_names(lines):
    """Every span lies in bounds, has no white space at its ends, cuts no word and overlaps no other."""
    for line in lines:
        text, last = line["text"], 0
        for start, end, labels in line["entities"]:
            where = f"{line['id']}: {text[max(0, start - 10) : start]}[{text[start:end]}]{text[end : end + 10]}"
            assert 0 <= start < end <= len(text), where
            assert start >= last, f"overlap, {where}"
            assert text[start:end] == text[start:end].strip(), where
            assert whole_words(text, start, end), where
            assert "\n" not in text[start:end], where
            assert labels and set(labels) <= set(OPEN), where
            last = end


def check_statements(lines):
    """Counts spans that lie out of bounds, have white space at an end, or cut a word (annotators do): they are kept."""
    faults = Counter()
    for line in lines:
        for a in line["attributions"]:
            for start, end in a["source"] + a["cue"] + a["content"]:
                text = line["text"]
                faults["spans"] += 1
                if not 0 <= start < end <= len(text):
                    faults["out of bounds"] += 1
                elif text[start:end] != text[start:end].strip():
                    faults["white space"] += 1
                elif not whole_words(text, start, end):
                    faults["cuts a word"] += 1
    return dict(faults)


def shingles(text):
    """Runs of eight words, to find text that two sets share."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i : i + 8]) for i in range(len(words) - 7)}


def overlap(train, held_out):
    """Held-out documents that share a twentieth or more of their shingles with training, with the share."""
    seen = set()
    for line in train:
        seen |= shingles(line["text"])
    found = []
    for line in held_out:
        own = shingles(line["text"])
        share = len(own & seen) / max(1, len(own))
        if share >= 0.05:
            found.append((line["id"], round(share, 2)))
    return found


def rendered(line):
    """The text with its entities in brackets."""
    text, out, at = line["text"], "", 0
    for start, end, labels in line["entities"]:
        shown = "*" if set(labels) == set(OPEN) else "/".join(labels)
        out += f"{text[at:start]}[{text[start:end]}]{shown}"
        at = end
    return out + text[at:]


def of_this_repository(newsmark):
    """The articles of this repository that may be trained on: all of their names and statements are marked, inner ones too."""
    here = Path(__file__).parent
    folders = [here.parent / "tests/corpus/open", here / "articles"]
    marked = [subprocess.run([newsmark, "corpus", folder], stdout=subprocess.PIPE, check=True).stdout.decode() for folder in folders]
    for raw in "".join(marked).splitlines():
        line = json.loads(raw)
        entities = [[start, end, [label]] for start, end, label in line["entities"] if label in LABELS]
        yield {"id": line["id"], "text": line["text"], "entities": entities, "unknown": [], "attributions": line["attributions"], "complete": True}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds data/")
    parser.add_argument("--out", type=Path, required=True, help="where the files go")
    parser.add_argument("--newsmark", default="target/release/newsmark")
    parser.add_argument("--show", type=int, default=0, help="print so many random paragraphs of each corpus")
    parser.add_argument("--corpus", default="", help="show only corpora that begin so")
    parser.add_argument("--check", action="store_true", help="assert that all spans are sound")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    # One seed, so that every run writes the same files.
    rng = random.Random(20)
    data = args.shared / "data"

    dev_names = [json.loads(raw) for file in ("dev-worldwide", "dev-gum_news") for raw in (data / "ner" / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()]
    held_out_ids = {line["id"] for line in dev_names}
    lines = [line for line in names(args.shared, rng) if line["id"].split("/")[-1].split("#")[0] not in held_out_ids]
    files = {
        "names.jsonl": lines,
        "statements.jsonl": statements(data / "attribution" / "polnear-train.jsonl"),
        "statements-dev.jsonl": statements(data / "attribution" / "polnear-dev.jsonl"),
        "own.jsonl": list(of_this_repository(args.newsmark)),
        "statements-gum.jsonl": statements(data / "attribution" / "gum.jsonl", lambda line: line["genre"] == "news"),
    }
    for name, content in files.items():
        with open(args.out / name, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in content)

    by_corpus = defaultdict(list)
    for line in lines:
        by_corpus[line["corpus"].split("-")[0]].append(line)
    for corpus, own in by_corpus.items():
        kinds = Counter("open" if len(labels) > 8 else "/".join(labels) for line in own for _, _, labels in line["entities"])
        words = sum(len(line["text"].split()) for line in own)
        print(f"{corpus}: {len(own)} pieces, {words} words, {sum(kinds.values())} spans; " + ", ".join(f"{k} {n}" for k, n in kinds.most_common()))
    for name in list(files)[1:]:
        print(f"{name}: {len(files[name])} texts, {sum(len(line['attributions']) for line in files[name])} attributions, {check_statements(files[name])}")
    if args.check:
        check_names(lines)
        print("all spans of names.jsonl are sound")
        print("names.jsonl shares text with", overlap(lines, dev_names + files["statements-dev.jsonl"]))
        print("statements.jsonl shares text with", overlap(files["statements.jsonl"], files["statements-dev.jsonl"] + dev_names))
        print("statements-gum.jsonl shares text with", overlap(files["statements-gum.jsonl"], dev_names))
    show = random.Random()
    for corpus, own in by_corpus.items():
        if not corpus.startswith(args.corpus):
            continue
        for line in show.sample(own, min(args.show, len(own))):
            paragraph = show.choice(rendered(line).split("\n"))
            print(f"<{line['id']}> {paragraph}")


if __name__ == "__main__":
    sys.exit(main())
