"""Viterbi over BIO tags, and the dev figures that training watches: the product's own are measured by ../shared/eval/score.py."""
import importlib.util
import json
import pathlib

import numpy as np

from pieces import NAMES, ROLES, read

_coarse = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "NORP"}


def viterbi(rows, kinds):
    """The best path of B and I tags (O = 0, B = 1 + 2k, I = 2 + 2k) in which every I follows its kind: spans (first, last + 1, kind)."""
    tags = 1 + 2 * kinds
    allowed = np.zeros((tags, tags))
    for k in range(kinds):
        allowed[:, 2 + 2 * k] = -1e9
        allowed[1 + 2 * k, 2 + 2 * k] = allowed[2 + 2 * k, 2 + 2 * k] = 0
    if kinds == len(ROLES):
        # A content goes on behind the cue of a statement inside of it.
        allowed[3:5, 6] = 0
    best = rows[0] + np.where(np.arange(tags) % 2 == 0, np.where(np.arange(tags) == 0, 0, -1e9), 0)
    back = []
    for row in rows[1:]:
        paths = best[:, None] + allowed
        back.append(paths.argmax(0))
        best = paths.max(0) + row
    path = [int(best.argmax())]
    for b in reversed(back):
        path.append(int(b[path[-1]]))
    path.reverse()
    spans = []
    for i, t in enumerate(path):
        if t % 2 or t and spans[-1][2] != (t - 1) // 2:
            spans.append([i, i + 1, (t - 1) // 2])
        elif t:
            spans[-1][1] = i + 1
    return spans


def _spans(document, rows, columns, kinds):
    at, out = 0, []
    for p in document["paragraphs"]:
        n = len(p["starts"])
        for i, j, k in viterbi(rows[at:at + n, columns], kinds):
            out.append((int(p["starts"][i]), int(p["ends"][j - 1]), k))
        at += n
    return out


def _f1(tp, np_, ng):
    return round(200 * tp / (np_ + ng), 1) if np_ + ng else 0.0


def score_roles(documents, rows, shared):
    """Exact spans on PolNeAR dev, as the scorer counts."""
    gold = {d["id"]: d for d in read(pathlib.Path(shared) / "data/attribution/polnear-dev.jsonl")}
    tp, np_, ng = np.zeros(3), np.zeros(3), np.zeros(3)
    for d, r in zip(documents, rows):
        found = set(_spans(d, r, slice(23, 30), 3))
        true = {(s, e, k) for k, role in enumerate(ROLES) for a in gold[d["id"]]["attributions"] for s, e in a.get(role) or []}
        for k in range(3):
            f, g = {x for x in found if x[2] == k}, {x for x in true if x[2] == k}
            tp[k] += len(f & g)
            np_[k] += len(f)
            ng[k] += len(g)
    return {role: _f1(tp[k], np_[k], ng[k]) for k, role in enumerate(ROLES)}


def scorer(shared):
    spec = importlib.util.spec_from_file_location("score", pathlib.Path(shared) / "eval/score.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    return score


def score_told(documents, told, shared):
    """The scorer's own figures for statements: for each document (first, end) of a cue and its spans, in words of the document."""
    score = scorer(shared)
    gold = score.read(pathlib.Path(shared) / "data/attribution/polnear-dev.jsonl")
    found = {}
    for d, mine in zip(documents, told):
        starts, ends = (np.concatenate([p[k] for p in d["paragraphs"]]).tolist() for k in ("starts", "ends"))
        def span(i, j):
            return {"start": starts[i], "end": ends[j - 1]}
        out = []
        for i, j, spans in mine:
            source = [span(a, b) for a, b, k in spans if k == 0]
            content = [span(a, b) for a, b, k in spans if k == 1]
            if content:
                out.append({"cue": span(i, j), "source": source[0] if source else None, "content": content})
        found[d["id"]] = {"statements": out}
    return {k: v.get("F1", v) for k, v in score.statements(gold, found, {}).items()}


def score_names(documents, rows, shared):
    """The scorer's own figures for dev-worldwide."""
    score = scorer(shared)
    gold = score.read(pathlib.Path(shared) / "data/ner/dev-worldwide.jsonl")
    found = {d["id"]: {"entities": [{"start": s, "end": e, "label": NAMES[k]} for s, e, k in _spans(d, r, slice(0, 23), 11)]}
             for d, r in zip(documents, rows)}
    return {label: v["F1"] for label, v in score.entities(gold, found).items()}
