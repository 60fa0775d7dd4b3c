"""From annotated text to what the encoder reads and the tags it has to give.

The cutting into words and pieces is done by `newsmark pieces`, so that training and product cannot differ. Writes one
pickle a corpus: a list of documents, each a list of paragraphs (dicts of numpy arrays, see `paragraph`).
"""
import argparse
import collections
import json
import pathlib
import pickle
import re
import subprocess

import numpy as np

NAMES = ["PERSON", "NORP", "ORG", "GPE", "LOC", "FAC", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "LANGUAGE"]
ROLES = ["source", "cue", "content"]
NO_TAG = 255
# Shapes of words that begin with a capital or are all capitals: src/text/words.rs.
CASED = (2, 3, 4, 5, 6, 8)


def tag(kind, begins):
    """O is 0, then B and I of each kind."""
    return 1 + 2 * kind + (0 if begins else 1)


def bits(labels, begins):
    """Tags that a word may have, as a bit mask."""
    return sum(1 if label == "O" else 1 << tag(NAMES.index(label), begins) for label in set(labels))


def read(path):
    with open(path, encoding="utf8") as file:
        return [json.loads(line) for line in file if line.strip()]


def cut(documents, newsmark, vocabulary):
    """The windows of every document, in order."""
    lines = "".join(json.dumps({"id": d["id"], "text": d["text"]}) + "\n" for d in documents)
    out = subprocess.run([newsmark, "pieces", "--vocabulary", vocabulary], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(line)["paragraphs"] for line in out.stdout.decode().splitlines()]


def paragraph(windows):
    """The windows of a paragraph as one dict; most have one. `cuts` says where they join."""
    out = {k: [] for k in ("starts", "ends", "pieces", "shapes", "quoted", "first", "cuts")}
    for w in windows:
        shift = len(out["pieces"]) - 1
        for k in ("starts", "ends"):
            out[k] += w[k]
        out["first"] += [f + shift for f in w["first"]]
        for k in ("pieces", "shapes", "quoted"):
            out[k] += w[k][1:-1]
        out["cuts"].append((len(out["pieces"]), len(out["starts"])))
    kinds = {"shapes": np.uint8, "quoted": np.uint8}
    return {k: v if k == "cuts" else np.array(v, kinds.get(k, np.int32)) for k, v in out.items()}


def words_of(p, start, end):
    """Indices of the words that the span touches."""
    i = int(np.searchsorted(p["ends"], start, side="right"))
    j = int(np.searchsorted(p["starts"], end, side="left"))
    return range(i, j)


def add_names(p, entities, unknown):
    # What a corpus does not mark is a name that is written like one: lower-case words are surely none.
    cased = np.isin(p["shapes"][p["first"]], CASED)
    p["names"] = np.where(cased, 1 | bits(unknown, True) | bits(unknown, False), 1).astype(np.uint32)
    for start, end, labels in entities:
        for k, i in enumerate(words_of(p, start, end)):
            # An open region may hold anything of the list, between any boundaries.
            p["names"][i] = bits(labels, True) | bits(labels, False) if "O" in labels else bits(labels, k == 0)


def cue_words(documents):
    """Lower-case words that are mostly part of a cue where they stand outside of contents."""
    cue, all_ = collections.Counter(), collections.Counter()
    for d in documents:
        spans = {role: sorted(tuple(s) for a in d["attributions"] for s in a.get(role) or []) for role in ("cue", "content")}
        where = {role: np.zeros(len(d["text"]), bool) for role in spans}
        for role, found in spans.items():
            for s, e in found:
                where[role][s:e] = True
        for m in re.finditer(r"[a-z]+", d["text"]):
            if where["cue"][m.start()] or not where["content"][m.start()]:
                all_[m.group()] += 1
                cue[m.group()] += where["cue"][m.start()]
    return {w for w, n in all_.items() if n >= 5 and cue[w] >= 0.6 * n}


def add_statements(p, attributions, text, open_words):
    """Flat tags: of the outer statement, but for a cue inside of its content. Where a corpus marks none of those, the words of
    `open_words` are left open there."""
    n = len(p["starts"])
    p["roles"] = np.zeros(n, np.uint8)
    def lies_within(a):
        return any(s <= c < e for c, _ in a.get("cue") or [] for b in attributions if b is not a for s, e in b.get("content") or [])
    outer = [a for a in attributions if not lies_within(a)]
    for a in outer:
        for role, name in enumerate(ROLES):
            for span in a.get(name) or []:
                for k, i in enumerate(words_of(p, *span)):
                    p["roles"][i] = tag(role, k == 0)
    for i in np.flatnonzero(p["roles"] >= tag(2, True)):
        if text[p["starts"][i]:p["ends"][i]] in open_words:
            p["roles"][i] = NO_TAG
    for a in attributions:
        if lies_within(a):
            for span in a.get("cue") or []:
                for k, i in enumerate(words_of(p, *span)):
                    p["roles"][i] = tag(1, k == 0)


def tell(p, attributions):
    """For each cue of the paragraph its words and, for every word, what it is to that cue: O, B and I of source and of content."""
    p["cues"], p["told"] = [], []
    for a in attributions:
        cue = [i for s in a.get("cue") or [] for i in words_of(p, *s)]
        if not cue:
            continue
        row = np.zeros(len(p["starts"]), np.uint8)
        for role, name in enumerate(("source", "content")):
            for span in a.get(name) or []:
                for k, i in enumerate(words_of(p, *span)):
                    row[i] = tag(role, k == 0)
        p["cues"].append((cue[0], cue[-1] + 1))
        p["told"].append(row)


def build(documents, newsmark, vocabulary, open_words=frozenset()):
    """`open_words`: see `add_statements`; of no account to a corpus that marks statements inside of others ("complete")."""
    out = []
    for d, read_ in zip(documents, cut(documents, newsmark, vocabulary)):
        mine = []
        for windows in read_:
            p = paragraph(windows)
            if not len(p["starts"]):
                continue
            lo, hi = int(p["starts"][0]), int(p["ends"][-1])
            if "entities" in d:
                add_names(p, [e for e in d["entities"] if lo <= e[0] < hi], d.get("unknown", []))
            if "attributions" in d:
                mine_ = [a for a in d["attributions"] if any(lo <= s[0] < hi for r in ROLES for s in a.get(r) or [])]
                add_statements(p, mine_, d["text"], frozenset() if d.get("complete") else open_words)
                tell(p, mine_)
                if any(start < hi and lo < end for start, end in d.get("unread", [])):
                    # Nobody can say which statements are there.
                    p["roles"][:], p["cues"], p["told"] = NO_TAG, [], []
            mine.append(p)
        out.append({"id": d["id"], "paragraphs": mine})
    return out


def news(shared):
    """All the text there is to count pieces in, the dev sets left out."""
    out = (shared / "data/raw/voa-sentences.txt").read_text(encoding="utf8").splitlines()
    for path in sorted((shared / "data/ner").glob("*.bio")):
        out.append(" ".join(line.split("\t")[0] for line in path.read_text(encoding="utf8").splitlines() if "\t" in line))
    return out


def vocabulary(texts, newsmark, full, size, out):
    """Keeps the pieces that news needs: special ones, single characters, then the most frequent of `texts`."""
    lines = pathlib.Path(full).read_text(encoding="utf8").splitlines()
    count = collections.Counter()
    for paragraphs in cut([{"id": i, "text": t} for i, t in enumerate(texts)], newsmark, full):
        for windows in paragraphs:
            for w in windows:
                count.update(w["pieces"])
    always = {i for i, p in enumerate(lines) if p in ("[PAD]", "[UNK]", "[CLS]", "[SEP]") or (len(p.removeprefix("##")) == 1 and ord(p[-1]) < 0x250)
              or (len(p) == 1 and 0x2010 <= ord(p) <= 0x20cf)}
    ranked = [i for i, _ in count.most_common() if i not in always]
    kept = sorted(always | set(ranked[:size - len(always)]))
    covered = sum(count[i] for i in kept) / sum(count.values())
    pathlib.Path(out).write_text("\n".join(lines[i] for i in kept) + "\n", encoding="utf8")
    print(f"vocabulary: {len(kept)} of {len(lines)} pieces, {100 * covered:.2f} % of the running pieces, {len(count)} seen")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--work", type=pathlib.Path, required=True, help="folder with the output of corpora.py")
    ap.add_argument("--shared", type=pathlib.Path, required=True, help="folder with data/")
    ap.add_argument("--newsmark", default="target/release/newsmark")
    ap.add_argument("--vocabulary", type=pathlib.Path, required=True, help="the pretrained model's vocab.txt")
    ap.add_argument("--size", type=int, default=16000, help="word pieces to keep")
    ap.add_argument("--keep", action="store_true", help="take the vocabulary that the work folder has")
    a = ap.parse_args()
    sets = {path.stem: read(path) for path in a.work.glob("*.jsonl")}
    kept = a.work / "vocabulary.txt"
    if not a.keep:
        vocabulary(news(a.shared) + [d["text"] for d in sets["statements"]], a.newsmark, a.vocabulary, a.size, kept)
    for name in ("dev-worldwide", "dev-gum_news"):
        sets[name] = [{"id": d["id"], "text": d["text"]} for d in read(a.shared / f"data/ner/{name}.jsonl")]
    open_words = cue_words(sets["statements"])
    for name, documents in sets.items():
        built = build(documents, a.newsmark, kept, open_words)
        with open(a.work / f"{name}.pickle", "wb") as file:
            pickle.dump(built, file)
        pieces = sum(len(p["pieces"]) for d in built for p in d["paragraphs"])
        print(f"{name}: {len(built)} documents, {sum(len(d['paragraphs']) for d in built)} paragraphs, {pieces} pieces")


if __name__ == "__main__":
    main()
