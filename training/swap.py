"""Documents again with other names in them, so that the model reads a name by what stands around it, not by having seen it.

    python3 training/swap.py --work training/work

Writes `CORPUS-swapped.jsonl` beside each corpus that trains. People get other people's names, the same one throughout a
document; organisations get others' or invented ones, half of them single words and acronyms, which real news is full of
and the corpora are not. What stands in articles annotated with statements alone is read by the shipped model.
"""
import argparse
import json
import pathlib
import random
import subprocess

from pieces import NAMES, ROLES, read

# Names that the model reads with less confidence than this stay and are left open.
SURE = 0.4
BEGIN = "b br c ch d dr f fl g gr h j k kl kr l m n p pl qu r s sh st t tr v w y z".split()
MIDDLE = "a e i o u a e i o ai ea io oo".split()
END = "x l n m r s ra na ro lo go ly ta tel ex ix ora ium ica ify pay via".split()
TRADE = "Air Airlines Bank Capital Energy Foods Foundation Group Health Holdings Labs Media Motors Networks Partners Pharma Power Steel Systems Telecom".split()


def invented(rng):
    def word():
        return "".join(rng.choice(BEGIN) + rng.choice(MIDDLE) for _ in range(rng.choice((1, 1, 2)))) + rng.choice(END)
    kind = rng.random()
    if kind < 0.35:
        return word().capitalize()
    if kind < 0.6:
        return "".join(rng.choice("ABCDEFGHIJKLMNOPRSTUVWZ") for _ in range(rng.choice((3, 3, 4, 4, 5))))
    if kind < 0.7:
        return word().capitalize() + word().capitalize()
    return f"{word().capitalize()} {rng.choice(TRADE)}"


def names_by_label(documents):
    pool = {"PERSON": set(), "ORG": set()}
    for d in documents:
        for start, end, labels in d.get("entities", []):
            name = d["text"][start:end]
            if len(labels) == 1 and labels[0] in pool and name[0].isupper() and "\n" not in name and len(name.split()) <= 5:
                pool[labels[0]].add(name)
    return {label: sorted(names) for label, names in pool.items()}


def replacements(d, pool, rng):
    """What each name of the document becomes."""
    people, out = {}, {}
    names = sorted({(d["text"][s:e], labels[0]) for s, e, labels in d["entities"] if len(labels) == 1 and labels[0] in pool}, key=lambda n: (-len(n[0].split()), n))
    for name, label in names:
        words = name.split()
        if label == "PERSON":
            if len(words) == 1 and name in people:
                out[name, label] = people[name]
                continue
            other = rng.choice(pool["PERSON"]).split()
            if len(words) == 1:
                other = other[-1:]
            out[name, label] = " ".join(other)
            people.setdefault(words[-1], other[-1])
            people.setdefault(words[0], other[0])
        elif rng.random() < 0.6:
            out[name, label] = invented(rng) if rng.random() < 0.5 else rng.choice(pool["ORG"])
    return out


def swapped(d, pool, rng):
    """The document with its names replaced and every span where it then stands."""
    new, text, moves, at = replacements(d, pool, rng), [], [], 0
    for start, end, labels in sorted(d["entities"]):
        other = new.get((d["text"][start:end], labels[0])) if len(labels) == 1 else None
        if other is None or start < at:
            continue
        text += [d["text"][at:start], other]
        moves.append((start, end, len(other)))
        at = end
    text.append(d["text"][at:])

    def move(x, ends):
        shift = 0
        for start, end, size in moves:
            if x >= end:
                shift += size - (end - start)
            elif x > start:
                # Inside of a name that is replaced: to its edge.
                return start + shift + (size if ends else 0)
        return x + shift
    out = dict(d, text="".join(text), entities=[[move(s, False), move(e, True), labels] for s, e, labels in d["entities"]])
    if "attributions" in d:
        out["attributions"] = [{k: [[move(s, False), move(e, True)] for s, e in v or []] if k in ROLES else v for k, v in a.items()} for a in d["attributions"]]
    out["unread"] = [[move(s, False), move(e, True)] for s, e in d.get("unread", [])]
    return out


def with_names(documents, newsmark):
    """Documents that have no names, with those that the shipped model reads."""
    given = "".join(json.dumps({"id": i, "text": d["text"]}) + "\n" for i, d in enumerate(documents))
    out = subprocess.run([newsmark, "annotate"], input=given.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    for d, line in zip(documents, out.splitlines()):
        found = [[e["start"], e["end"], [e["label"]] if e["confidence"] >= SURE else NAMES + ["O"]] for e in json.loads(line)["entities"] if e["label"] in NAMES]
        yield dict(d, entities=found, unknown=[])


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--work", type=pathlib.Path, required=True)
    ap.add_argument("--newsmark", default="target/release/newsmark")
    ap.add_argument("--seed", type=int, default=1)
    a = ap.parse_args()
    rng = random.Random(a.seed)
    sets = {name: read(a.work / f"{name}.jsonl") for name in ("names", "voa", "statements")}
    sets["statements"] = list(with_names(sets["statements"], a.newsmark))
    pool = names_by_label(sets["names"] + sets["voa"])
    print({label: len(names) for label, names in pool.items()})
    for name, documents in sets.items():
        with open(a.work / f"{name}-swapped.jsonl", "w", encoding="utf8") as file:
            for d in documents:
                file.write(json.dumps(swapped(d, pool, rng)) + "\n")


if __name__ == "__main__":
    main()
