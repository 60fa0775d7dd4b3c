"""Turns the corpora of ../shared/data into one format: names.jsonl, statements.jsonl and statements-dev.jsonl in --out.

A line of names.jsonl is {"id", "corpus", "text", "entities": [[start, end, [labels]]], "unknown": [labels]}, in code points. An entity
with several labels may be any of them ("O": or none); `unknown` are labels that the corpus does not mark, so that an
untagged word may still be one. The training maximises the likelihood of whatever is allowed. Corpora call one thing by
different names: what is decided here moves the figures more than which corpus is taken.
"""
import argparse
import collections
import json
import pathlib
import random
import re

import facts
from pieces import NAMES

OPEN = ["O", *NAMES]
SENTENCES = 5  # a paragraph has one to so many: the mean of news, headlines included

# What each corpus leaves unmarked besides dates and numbers.
UNKNOWN = {
    "uner": ["EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "LANGUAGE"],
    "redocred": ["LANGUAGE"],
    "crossner": ["PRODUCT", "LAW"],
    "wikigold": ["LANGUAGE", "PRODUCT"],
    "gum": ["WORK_OF_ART", "LAW", "PRODUCT", "LANGUAGE"],
    "grobid": ["PRODUCT", "LANGUAGE"],
    "re3d": ["EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "LANGUAGE", "FAC"],
}

PLAIN = {
    "PER": ["PERSON"], "Person": ["PERSON"], "person": ["PERSON"], "politician": ["PERSON"], "writer": ["PERSON"], "scientist": ["PERSON"],
    "researcher": ["PERSON"], "musicalartist": ["PERSON"], "PERSON": ["PERSON"],
    "ORG": ["ORG"], "Organisation": ["ORG"], "organisation": ["ORG"], "organization": ["ORG"], "politicalparty": ["ORG"], "university": ["ORG"], "band": ["ORG"],
    "ORGANISATION": ["ORG"], "INSTITUTION": ["ORG"], "BUSINESS": ["ORG"], "SPORT_TEAM": ["ORG"],
    "country": ["GPE"], "election": ["EVENT"], "event": ["EVENT"], "conference": ["EVENT", "ORG"], "EVENT": ["EVENT"],
    "book": ["WORK_OF_ART"], "song": ["WORK_OF_ART"], "album": ["WORK_OF_ART"], "poem": ["WORK_OF_ART"], "CREATION": ["WORK_OF_ART"],
    "magazine": ["ORG", "WORK_OF_ART"], "academicjournal": ["ORG", "WORK_OF_ART"], "MEDIA": ["ORG", "WORK_OF_ART"],
    "INSTALLATION": ["FAC"], "LEGAL": ["LAW", "O"], "NATIONAL": ["NORP"], "Nationality": ["NORP"],
    "award": OPEN, "misc": OPEN, "OTH": OPEN, "product": ["PRODUCT", "O"], "programlang": ["PRODUCT", "LANGUAGE", "O"], "WEBSITE": ["ORG", "O"],
    "ARTIFACT": ["PRODUCT", "O"], "UNKNOWN": OPEN, "abstract": OPEN, "object": OPEN, "CONCEPTUAL": OPEN, "Vehicle": ["PRODUCT", "O"], "MilitaryPlatform": ["PRODUCT", "O"],
    "Weapon": ["PRODUCT", "O"], "DocumentReference": OPEN, "PERSON_TYPE": ["NORP", "O"], "literarygenre": ["O"], "musicgenre": ["O"],
}
PRONOUNS = set("i we he she it they you who this that these those our their his her its us them".split())
PLACES = {"LOC", "Location", "location", "place", "LOCATION"}
EVENTS = re.compile(r"\b(wars?|battle|siege|revolution|uprising|rebellion|cup|games|championships?|olympics|elections?|festival|crisis|massacre|riots?|hurricane|earthquake|tournament|league season|grand prix|coup|campaign|offensive|operation|summit|conference|crusade|holocaust|referendum|census)\b", re.I)
LAWS = re.compile(r"\b(act|treaty|constitution|convention|amendment|accords?|agreement|law|bill|protocol|pact|charter|code)\b", re.I)


def sentences(path):
    """Documents of a .bio file as lists of sentences of (token, label)."""
    docs, sentence = [[]], []
    for line in path.read_text(encoding="utf8").splitlines() + [""]:
        if line.startswith("# doc ="):
            if docs[-1]:
                docs.append([])
        elif not line.strip():
            if sentence:
                docs[-1].append(sentence)
            sentence = []
        else:
            cells = line.split("\t")
            sentence.append((cells[0].replace("&amp;", "&"), cells[2]))
    return [d for d in docs if d]


def spans(sentence):
    """(first, last + 1, label) of a sentence's BIO tags."""
    out = []
    for i, (_, tag) in enumerate(sentence):
        if tag[:2] == "B-" or (tag[:2] == "I-" and not (out and out[-1][1] == i and out[-1][2] == tag[2:])):
            out.append([i, i + 1, tag[2:]])
        elif tag[:2] == "I-":
            out[-1][1] = i + 1
    return out


def written(tokens):
    """The tokens as one would write them, and where each begins and ends."""
    text, at, quote = "", [], False
    glue = True
    for k, token in enumerate(tokens):
        token = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}.get(token, token)
        closes = re.fullmatch(r"[.,;:!?%)\]}]|['’](s|S|re|ve|ll|d|m)?|n['’]t|\.\.\.|-", token) and not (token == "-" and text[-1:] == " ")
        if token == '"':
            closes, quote = quote, not quote
        if not glue and not closes:
            text += " "
        at.append((len(text), len(text) + len(token)))
        text += token
        glue = token in ("(", "[", "{", "$", "£", "€", "#", "-") or (token == '"' and quote)
    return text, at


def stripped(tokens, i, j, person):
    """The span without article, quotation marks, possessive and, for people, titles."""
    while i < j and (tokens[i].lower() in ("the", "a", "an") or not re.search(r"\w", tokens[i])):
        i += 1
    while i < j and (tokens[j - 1] in ("'s", "’s", "'", "’", "s") and j - i > 1 or not re.search(r"\w", tokens[j - 1]) and tokens[j - 1] != "."):
        j -= 1
    if person:
        while j - i > 1 and (tokens[i].lower().strip(".") in facts.TITLES or tokens[i] == "." or tokens[i].lower() in facts.PEOPLES or tokens[i] in ("U.S.", "UK", "US", "of", "for", "and", "the", "Foreign", "Home", "Prime", "Defense", "Defence", "Finance", "Middle", "East", "State", "Press", "Supreme", "Court", "Former")):
            i += 1
    return i, j


def labels(corpus, label, tokens):
    """What an entity of a corpus may be in our terms."""
    name = " ".join(tokens)
    low = name.lower()
    people = low in facts.PEOPLES
    if label in PLACES:
        return ["NORP"] if people and label != "place" else facts.place(name)
    if label == "MISC" or label in ("misc", "OTH", "abstract"):
        if people:
            # "speaks French" and "a French town" look alike to a list.
            return ["NORP", "LANGUAGE"] if low in facts.LANGUAGES else ["NORP"]
        if low in facts.LANGUAGES:
            return ["LANGUAGE", "NORP"]
        if EVENTS.search(name):
            return ["EVENT"]
        if LAWS.search(name):
            return ["LAW", "WORK_OF_ART"]
        return OPEN
    if label in ("TIME", "NUM", "time", "PERIOD", "MEASURE", "TITLE", "CONCEPT", "Temporal", "Quantity", "Money", "Coordinate", "Frequency", "CommsIdentifier", "substance", "animal", "plant"):
        return None
    allowed = PLAIN.get(label, OPEN)
    if low in PRONOUNS:
        return None
    if allowed == ["ORG"] and low in facts.GOVERNED_COUNTRIES:
        return ["GPE"]
    if corpus == "re3d" and not tokens[-1][:1].isupper():
        # `Iraqi security forces`: a description, not a name.
        return None
    if allowed == ["PERSON"] and any(t in ("of", "for") for t in tokens):
        return OPEN
    if allowed in (["ORG"], ["PERSON"]) and (people or low in ("republicans", "democrats")) and corpus in ("gum", "re3d", "grobid", "crossner"):
        return ["NORP"]
    if label == "ORG" and corpus == "redocred" and EVENTS.search(name):
        return ["ORG", "EVENT"]
    if label == "EVENT" and not any(t[0].isupper() for t in tokens):
        return None
    if label == "PERSON_TYPE":
        return ["NORP"] if people else None
    return allowed


def documents(path, rng):
    corpus = re.match(r"[a-z0-9]+", path.stem)[0]
    for n, doc in enumerate(sentences(path)):
        # One huge "document" without boundaries is cut, so that the sampler can mix it.
        for k in range(0, len(doc), 40):
            paragraphs, entities, base = [], [], 0
            part = doc[k:k + 40]
            while part:
                count = rng.randint(1, SENTENCES)
                taken, part = part[:count], part[count:]
                line = ""
                for sentence in taken:
                    tokens = [t for t, _ in sentence]
                    text, at = written(tokens)
                    if line:
                        line += " "
                    shift = base + len(line)
                    used = set()
                    for i, j, label in spans(sentence):
                        mark = labels(corpus, label, tokens[i:j])
                        if mark is None:
                            continue
                        i, j = stripped(tokens, i, j, mark == ["PERSON"])
                        if i >= j or (corpus in ("re3d", "grobid", "gum") and not any(c.isupper() for c in "".join(tokens[i:j]))):
                            continue
                        mark = labels(corpus, label, tokens[i:j]) or mark
                        entities.append([shift + at[i][0], shift + at[j - 1][1], mark])
                        used.update(range(i, j))
                    for i, token in enumerate(tokens):
                        if i not in used and token.lower() in facts.PEOPLES and token[0].isupper():
                            after = tokens[i + 1].lower() if i + 1 < len(tokens) else ""
                            before = tokens[i - 1].lower() if i else ""
                            tongue = token.lower() in facts.LANGUAGES and (before in ("in", "speak", "speaks", "spoken", "into", "from") or after in ("language", "word", "for", "translation"))
                            # A capitalised neighbour may make it part of a name that the corpus does not mark.
                            loose = i + 1 < len(tokens) and tokens[i + 1][:1].isupper() and i + 1 not in used
                            mark = ["NORP", "LANGUAGE", "O"] if tongue else [*OPEN] if loose else ["NORP"]
                            entities.append([shift + at[i][0], shift + at[i][1], mark])
                    line += text
                paragraphs.append(line)
                base += len(line) + 1
            yield {"id": f"{path.stem}/{n}/{k}", "corpus": corpus, "text": "\n".join(paragraphs), "entities": sorted(entities), "unknown": UNKNOWN[corpus]}


def check(document):
    text, end = document["text"], 0
    for s, e, _ in document["entities"]:
        assert end <= s < e <= len(text) and not text[s].isspace() and not text[e - 1].isspace(), (document["id"], text[s:e])
        end = e


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--shared", type=pathlib.Path, required=True, help="folder with data/")
    ap.add_argument("--out", type=pathlib.Path, required=True)
    ap.add_argument("--show", type=int, default=0, help="print so many examples a corpus")
    a = ap.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(1)
    counts = collections.defaultdict(collections.Counter)
    with open(a.out / "names.jsonl", "w", encoding="utf8") as out:
        for path in sorted((a.shared / "data/ner").glob("*.bio")):
            made = list(documents(path, rng))
            for d in made:
                check(d)
                counts[d["corpus"]].update("|".join(m) if len(m) < 6 else "open" for *_, m in d["entities"])
                out.write(json.dumps(d, ensure_ascii=False) + "\n")
            for d in rng.sample(made, min(a.show, len(made))):
                text = d["text"]
                for s, e, m in reversed(d["entities"]):
                    text = f"{text[:s]}[{text[s:e]}|{','.join(m) if len(m) < 6 else 'open'}]{text[e:]}"
                print(f"{d['id']}: {text[:700]}\n")
    for corpus, count in counts.items():
        print(corpus, dict(count.most_common()))
    for source, target in (("polnear-train", "statements"), ("polnear-dev", "statements-dev")):
        with open(a.shared / f"data/attribution/{source}.jsonl", encoding="utf8") as lines, open(a.out / f"{target}.jsonl", "w", encoding="utf8") as out:
            for line in lines:
                d = json.loads(line)
                roles = [{r: x.get(r) or [] for r in ("source", "cue", "content")} for x in d["attributions"]]
                out.write(json.dumps({"id": d["id"], "text": d["text"], "attributions": roles}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
