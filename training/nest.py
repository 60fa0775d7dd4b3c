"""Articles again with their sentences inside what someone else says: PolNeAR marks no statement within another.

    python3 training/nest.py --work training/work

Writes `statements-nested.jsonl`. A paragraph of one sentence, `Ruiz denied it.`, becomes `Bell said that Ruiz denied it.`,
`“Ruiz denied it,” Bell said.` or the like; the source around it is one of another article.
"""
import argparse
import json
import pathlib
import random
import re

from pieces import ROLES, read

# Share of the paragraphs that could lie in another's words and do.
WRAPPED = 0.8
VERBS = "said said said said says told told claimed denied insisted argued warned believes added noted admitted announced reported wrote complained".split()
ADDRESSED = ["reporters", "the court", "parliament", "the newspaper", "a news conference", "local radio"]
# First words that lose their capital inside a sentence.
PLAIN = re.compile(r"(The|A|An|It|He|She|They|We|In|On|At|But|And|This|That|These|Those|There|His|Her|Their|Its|Some|Many|Most|One|Two|Three|All|No|Both|Several|As|For|If|When|While|After|Before|Other|Another|Last|More|Officials|Critics)\b")


def sources(documents):
    """Sources that are a subject by themselves, as they stand at the start of a sentence."""
    found = []
    for d in documents:
        for a in d["attributions"]:
            for s, e in (a.get("source") or [])[:1]:
                text = d["text"][s:e]
                if 1 < len(text) < 70 and "\n" not in text and not re.search(r"[\"“”:;]", text) and text.split()[0].lower() not in ("who", "which", "that", "whom"):
                    found.append(text[0].upper() + text[1:])
    return found


def wrap(sentence, source, rng):
    """Text before and after the sentence, which loses its full stop; the outer statement as (kind, text) pieces; whether its first letter falls."""
    verb = rng.choice(VERBS)
    addressed = f" {rng.choice(ADDRESSED)}" if verb == "told" else ""
    lower = source if not PLAIN.match(source) else source[0].lower() + source[1:]
    kind = rng.random()
    if kind < 0.45:
        that = "that " if addressed or rng.random() < 0.7 else ""
        return [("source", source), (None, " "), ("cue", verb), (None, addressed + " ")], that, [(None, ".")], True
    if kind < 0.6:
        return [], "", [(None, ", "), ("source", lower), (None, " "), ("cue", verb), (None, addressed + ".")], False
    if kind < 0.75:
        return [], "", [(None, ", "), ("cue", "according to"), (None, " "), ("source", lower), (None, ".")], False
    if kind < 0.85:
        return [("cue", "According to"), (None, " "), ("source", lower), (None, ", ")], "", [(None, ".")], True
    if re.search(r"[\"“”]", sentence):
        return None
    return [], "“", [("close", ",”"), (None, " "), ("source", lower), (None, " "), ("cue", verb), (None, addressed + ".")], False


def nested(d, pool, rng):
    text, moves, outer, shift = [], [], [], 0
    at = 0
    for line in re.finditer(r"[^\n]+", d["text"]):
        start, end = line.span()
        sentence = line.group()
        inside = [a for a in d["attributions"] if any(start <= s < end for s, e in a.get("cue") or [])]
        whole = all(start <= s and e <= end for a in inside for role in ROLES for s, e in a.get(role) or [])
        single = sentence.endswith(".") and not re.search(r"[.!?][”\"]? [A-Z“\"]", sentence) and len(sentence) < 350
        made = wrap(sentence, rng.choice(pool), rng) if inside and whole and single and rng.random() < WRAPPED else None
        if not made:
            continue
        before, opens, after, falls = made
        text.append(d["text"][at:start])
        here = start + shift
        statement = {"source": [], "cue": [], "content": []}
        lead = ""
        for role, piece in before:
            if role:
                statement[role] = [[here + len(lead), here + len(lead) + len(piece)]]
            lead += piece
        body = sentence[:-1]
        if falls and PLAIN.match(body):
            body = body[0].lower() + body[1:]
        content = [here + len(lead), here + len(lead) + len(opens) + len(body)]
        tail = ""
        for role, piece in after:
            if role == "close":
                content[1] += len(piece)
            elif role:
                place = here + len(lead) + len(opens) + len(body) + len(tail)
                statement[role] = [[place, place + len(piece)]]
            tail += piece
        statement["content"] = [content]
        outer.append((start, statement))
        text.append(lead + opens + body + tail)
        moves.append((start, end, len(lead) + len(opens), len(lead) + len(opens) + len(body) + len(tail) - (end - start)))
        shift += moves[-1][3]
        at = end
    text.append(d["text"][at:])

    def move(x, ends):
        total = 0
        for start, end, lead, grown in moves:
            if x > end or (x == end and not ends):
                total += grown
            elif x > start or (x == start and not ends):
                # The full stop is gone.
                return min(x, end - 1) + total + lead
        return x + total
    inner = [{k: [[move(s, False), move(e, True)] for s, e in v or []] for k, v in a.items() if k in ROLES} for a in d["attributions"]]
    out = {"id": d["id"], "text": "".join(text), "attributions": [s for _, s in outer] + inner}
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--work", type=pathlib.Path, required=True)
    ap.add_argument("--seed", type=int, default=2)
    a = ap.parse_args()
    rng = random.Random(a.seed)
    documents = read(a.work / "statements.jsonl")
    pool = sources(documents)
    with open(a.work / "statements-nested.jsonl", "w", encoding="utf8") as file:
        for d in documents:
            file.write(json.dumps(nested(d, pool, rng)) + "\n")


if __name__ == "__main__":
    main()
