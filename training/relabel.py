"""Names and statements in raw news as the shipped model reads them, rules and all, to train the next one on (self-training).

    python3 training/relabel.py --shared SHARED --out training/work/voa.jsonl
"""
import argparse
import json
import pathlib
import re
import subprocess

from pieces import NAMES

# Sentences that are read together, so that a name is read alike throughout.
TOGETHER = 10
# Names read with less confidence than this are left open, and so are all statements of a sentence that has one: the next model may
# read them as it likes.
SURE = 0.6


def span(x):
    return [x["start"], x["end"]]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--shared", type=pathlib.Path, required=True)
    ap.add_argument("--out", type=pathlib.Path, required=True)
    ap.add_argument("--newsmark", default="target/release/newsmark")
    ap.add_argument("--sentences", type=int, default=20000)
    a = ap.parse_args()
    lines = (a.shared / "data/raw/voa-sentences.txt").read_text(encoding="utf8").splitlines()
    # From the whole of it: its order is that of the years.
    groups = [lines[i:i + TOGETHER] for i in range(0, len(lines) - TOGETHER, TOGETHER * len(lines) // a.sentences)]
    texts = ["\n".join(group) for group in groups]
    given = "".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in enumerate(texts))
    out = subprocess.run([a.newsmark, "annotate"], input=given.encode(), stdout=subprocess.PIPE, check=True)
    with open(a.out, "w", encoding="utf8") as file:
        for line, text in zip(out.stdout.decode().splitlines(), texts):
            read = json.loads(line)
            entities = [[e["start"], e["end"], [e["label"]] if e["confidence"] >= SURE else NAMES + ["O"]]
                        for e in read["entities"] if e["label"] in NAMES]
            attributions = [{"source": [span(s["source"])] if s["source"] else [], "cue": [span(s["cue"])], "content": [span(c) for c in s["content"]]}
                            for s in read["statements"]]
            unsure = [span(s["cue"])[0] for s in read["statements"] if s["confidence"] < SURE]
            unread = [[m.start(), m.end()] for m in re.finditer(r"[^\n]+", text) if any(m.start() <= x < m.end() for x in unsure)]
            file.write(json.dumps({"id": f"voa/{read['id']}", "corpus": "voa", "text": text, "entities": entities, "unknown": [],
                                   "attributions": attributions, "complete": True, "unread": unread}) + "\n")


if __name__ == "__main__":
    main()
