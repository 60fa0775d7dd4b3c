"""Measures on the dev sets how often a name or statement is right that the model reads with a probability, and writes it into the model file.

    python training/calibrate.py --shared SHARED --model model/newsmark.bin

Isotonic regression (pool adjacent violators, Ayer et al. 1955), read off at eleven points.
"""
import argparse
import json
import pathlib
import struct
import subprocess
import zlib

import numpy as np

from decode import scorer

# Where the two curves stand in the file: after magic, version, checksum and ten sizes.
CURVES = 8 + 4 + 4 + 40
POINTS = np.arange(11) / 10
PLAIN = struct.pack("<11f", *POINTS)


def isotonic(y):
    """Shares that never fall, for what is sorted by probability."""
    blocks = []
    for value in y:
        blocks.append([float(value), 1])
        while len(blocks) > 1 and blocks[-2][0] >= blocks[-1][0]:
            last, n = blocks.pop()
            blocks[-1] = [(blocks[-1][0] * blocks[-1][1] + last * n) / (blocks[-1][1] + n), blocks[-1][1] + n]
    return np.repeat([b[0] for b in blocks], [b[1] for b in blocks])


def curve(pairs):
    """Eleven points from pairs of probability and whether it was right; each is the mean of the fit nearby."""
    pairs = sorted(pairs)
    x, fit = np.array([p for p, _ in pairs]), isotonic([r for _, r in pairs])
    points = [fit[np.argsort(np.abs(x - p), kind="stable")[:max(20, len(x) // 50)]].mean() for p in POINTS]
    return np.maximum.accumulate(points).clip(0, 1)


def write(path, curves):
    data = bytearray(path.read_bytes())
    data[CURVES:CURVES + 88] = curves
    data[12:16] = struct.pack("<I", zlib.crc32(bytes(data[16:])))
    path.write_bytes(data)


def read(newsmark, model, gold):
    lines = "".join(json.dumps({"id": d["id"], "text": d["text"]}) + "\n" for d in gold.values())
    out = subprocess.run([newsmark, "annotate", "--model", model], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in out.stdout.decode().splitlines()]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--shared", type=pathlib.Path, required=True)
    ap.add_argument("--model", type=pathlib.Path, required=True)
    ap.add_argument("--newsmark", default="target/release/newsmark")
    a = ap.parse_args()
    # The probabilities as they are.
    write(a.model, PLAIN + PLAIN)
    score = scorer(a.shared)
    names, statements = [], []
    gold = score.read(a.shared / "data/ner/dev-worldwide.jsonl")
    for out in read(a.newsmark, a.model, gold):
        d = gold[out["id"]]
        true = {(*score.trim(d["text"], s, e), score.COARSE[l.upper()]) for s, e, l in d["entities"] if l.upper() in score.COARSE}
        for e in out["entities"]:
            if e["label"] in score.COARSE:
                names.append((e["confidence"], (*score.trim(d["text"], e["start"], e["end"]), score.COARSE[e["label"]]) in true))
    gold = score.read(a.shared / "data/attribution/polnear-dev.jsonl")
    for out in read(a.newsmark, a.model, gold):
        text = gold[out["id"]]["text"]
        def parts(spans):
            return score.letters(text, spans) or frozenset(k for s, e in spans for k in range(s, e))
        true = [{r: parts(x.get(r) or []) for r in ("source", "cue", "content")} for x in gold[out["id"]]["attributions"]]
        mine = [{"source": parts([score.span(s["source"])] if s["source"] else []), "cue": parts([score.span(s["cue"])]),
                 "content": parts([score.span(c) for c in s["content"]])} for s in out["statements"]]
        hit = {b for _, b in score.pair(true, mine, .8)}
        statements += [(s["confidence"], i in hit) for i, s in enumerate(out["statements"])]
    curves = [curve(names), curve(statements)]
    write(a.model, b"".join(struct.pack("<11f", *c) for c in curves))
    for name, c, pairs in zip(("names", "statements"), curves, (names, statements)):
        print(f"{name}: {len(pairs)} readings;", " ".join(f"{p:.1f}→{v:.2f}" for p, v in zip(POINTS, c)))
        told = [(np.interp(p, POINTS, c), right) for p, right in pairs]
        for low in POINTS[:-1]:
            bin = [x for x in told if low <= x[0] < low + 0.1 or low == 0.9 and x[0] >= 1]
            if bin:
                print(f"  confidence {np.mean([p for p, _ in bin]):.2f}: {100 * np.mean([r for _, r in bin]):.0f} % of {len(bin)} right")


if __name__ == "__main__":
    main()
