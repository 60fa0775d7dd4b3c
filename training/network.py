"""The encoder with its token heads, with the quantisation of the shipped model built in.

A BERT of the shape of MiniLM-L6 (Wang et al. 2020) with two more input embeddings (shape of the word, inside quotation
marks) and one linear layer that gives, for the first piece of each word, the tags of names and of roles; and a small layer
that says of every word what it is to a given cue. `Linear.quantised` turns on what the product computes with: weights of few levels in groups of 32 with one scale,
activations of 7 bits with one scale a piece. Gradients pass straight through the rounding (Bengio et al. 2013).
"""
import json
import pathlib
import struct

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

SHAPES, NAME_TAGS, ROLE_TAGS = 9, 23, 7
TAGS = NAME_TAGS + ROLE_TAGS
# What a word is to one cue: outside, first and later word of its source and of its content.
TOLD = 5
# Width of the layer that compares a word with a cue.
TELLER = 192
# Where levels are few, the largest of a group would leave too little to the others: least squares on normal weights.
CLIP = {1: 0.6, 2: 0.85}
# Words between a word and the cue, in steps that grow: up to so many words each, before and after the cue.
NEAR = (1, 2, 3, 4, 6, 9, 14, 22, 40)
POSITIONS = 256
# One scale for 32 weights: a full row with one scale loses too much.
GROUP = 32


def scales(groups, levels):
    """The scale of each group, of 4 significant bits: the low byte of its half float is empty, and a download packs that away."""
    top = groups.abs().amax(1, keepdim=True) * CLIP.get(levels, 1)
    mantissa, exponent = torch.frexp(top / levels)
    # The smallest half float whose low byte is empty.
    return torch.ldexp((mantissa * 16).round() / 16, exponent).clamp(min=2 ** -16)


def round_weights(w, levels):
    """Weights as the model file holds them: integers of -levels … levels times the scale of their group."""
    g = w.float().reshape(-1, GROUP)
    scale = scales(g, levels)
    return ((g / scale).round().clamp(-levels, levels) * scale).reshape(w.shape)


def round_activations(x, levels=63):
    scale = x.abs().amax(-1, keepdim=True).clamp(min=1e-6) / levels
    return (x / scale).round() * scale


def set_levels(given):
    """`--levels LAYERS,EMBEDDING`."""
    Linear.levels, Embedding.levels = (int(n) for n in given.split(","))


def straight_through(x, rounded):
    return x + (rounded - x).detach()


class Linear(nn.Linear):
    quantised = False
    # Weights are -levels … levels times their scale: with 7 a download packs one into 3.6 bits, with 3 into 2.4.
    levels = 7

    def forward(self, x):
        w = self.weight
        if Linear.quantised:
            w = straight_through(w, round_weights(w, self.levels))
            x = straight_through(x, round_activations(x.detach()).to(x.dtype))
        return F.linear(x, w, self.bias)


class Embedding(nn.Embedding):
    levels = 7

    def forward(self, ids):
        w = F.embedding(ids, self.weight)
        return straight_through(w, round_weights(w, self.levels)) if Linear.quantised else w


class Layer(nn.Module):
    def __init__(self, hidden, heads, inner):
        super().__init__()
        self.heads = heads
        self.qkv = Linear(hidden, 3 * hidden)
        self.out = Linear(hidden, hidden)
        self.norm1 = nn.LayerNorm(hidden, eps=1e-12)
        self.up = Linear(hidden, inner)
        self.down = Linear(inner, hidden)
        self.norm2 = nn.LayerNorm(hidden, eps=1e-12)

    def forward(self, x, mask, drop):
        b, n, h = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, h // self.heads).permute(2, 0, 3, 1, 4)
        # Written out: on a CPU the backward pass of PyTorch's fused attention takes a third of the whole step.
        scores = (q * (h // self.heads) ** -0.5) @ k.transpose(-1, -2)
        a = (scores.float().masked_fill(~mask, -1e4).softmax(-1).to(v.dtype) @ v).transpose(1, 2).reshape(b, n, h)
        x = self.norm1(x + F.dropout(self.out(a), drop, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), drop, self.training))


def bucket(words, first, end):
    """How far each of `words` words stands from the cue [first, end): 0 within it, then before it, then after it."""
    at = torch.arange(words)
    bounds = torch.tensor(NEAR)
    before = 1 + torch.bucketize(first - at, bounds)
    after = 2 + len(NEAR) + torch.bucketize(at - end + 1, bounds)
    return torch.where(at < first, before, torch.where(at >= end, after, 0))


class Network(nn.Module):
    def __init__(self, vocabulary, hidden=384, heads=12, inner=1536, layers=6):
        super().__init__()
        self.config = {"vocabulary": vocabulary, "hidden": hidden, "heads": heads, "inner": inner, "layers": layers}
        self.words = Embedding(vocabulary, hidden)
        self.positions = nn.Embedding(POSITIONS, hidden)
        self.shapes = nn.Embedding(SHAPES, hidden)
        self.quoted = nn.Embedding(2, hidden)
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(hidden, heads, inner) for _ in range(layers))
        self.head = nn.Linear(hidden, TAGS)
        # Which words are source and content of a given cue.
        self.word = Linear(hidden, 2 * TELLER)
        self.cue = Linear(hidden, 2 * TELLER)
        self.near = nn.Embedding(2 * len(NEAR) + 3, TELLER)
        self.told = nn.Linear(TELLER, TOLD)
        nn.init.normal_(self.near.weight, std=0.02)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)
        nn.init.normal_(self.shapes.weight, std=0.02)
        nn.init.zeros_(self.quoted.weight)

    def tell(self, words, cues):
        """For the vectors [words, hidden] of a sequence and its cues (first word, end): logits [cues, words, TOLD]."""
        near = self.near(torch.stack([bucket(len(words), *c) for c in cues]))
        cue, key = self.cue(torch.stack([words[i:j].mean(0) for i, j in cues]))[:, None].chunk(2, 2)
        word, lock = self.word(words)[None].chunk(2, 2)
        return self.told(F.relu(word + cue + near + lock * key).float())

    def forward(self, pieces, shapes, quoted, mask, drop=0.0):
        """All of shape [batch, pieces]; `mask` is true where a piece is. Gives logits [batch, pieces, TAGS] and the vectors."""
        at = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.norm(self.words(pieces) + self.positions(at) + self.shapes(shapes) + self.quoted(quoted))
        attend = mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, attend, drop)
        with torch.autocast("cpu", enabled=False):
            x = F.dropout(x, drop, self.training).float()
            return self.head(x), x


def pretrained(folder, kept):
    """The network with MiniLM's weights, for the pieces in the file `kept`."""
    from safetensors.torch import load_file
    folder = pathlib.Path(folder)
    t = load_file(folder / "model.safetensors")
    full = {p: i for i, p in enumerate((folder / "vocab.txt").read_text(encoding="utf8").splitlines())}
    rows = torch.tensor([full[p] for p in pathlib.Path(kept).read_text(encoding="utf8").splitlines()])
    layers = json.loads((folder / "config.json").read_text())["num_hidden_layers"]
    net = Network(len(rows), layers=layers)
    state = net.state_dict()
    e = "embeddings."
    state["words.weight"] = t[e + "word_embeddings.weight"][rows]
    # The one token type there is goes into the positions.
    state["positions.weight"] = t[e + "position_embeddings.weight"][:POSITIONS] + t[e + "token_type_embeddings.weight"][0]
    for kind in ("weight", "bias"):
        state[f"norm.{kind}"] = t[e + f"LayerNorm.{kind}"]
        for i in range(layers):
            p = f"encoder.layer.{i}."
            state[f"layers.{i}.qkv.{kind}"] = torch.cat([t[p + f"attention.self.{x}.{kind}"] for x in ("query", "key", "value")])
            for mine, theirs in {"out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
                                 "down": "output.dense", "norm2": "output.LayerNorm"}.items():
                state[f"layers.{i}.{mine}.{kind}"] = t[p + f"{theirs}.{kind}"]
    net.load_state_dict(state)
    return net


def shipped(path):
    """The network and the pieces of a model file, to train on from it: the inverse of export.py."""
    data = pathlib.Path(path).read_bytes()
    sizes = struct.unpack_from("<10I", data, 16)
    layers, hidden, heads, inner, positions, vocabulary = sizes[:6]
    at = 16 + 40 + 88

    def string():
        nonlocal at
        n, = struct.unpack_from("<I", data, at)
        at += 4 + n
        return data[at - n:at].decode()
    string()
    pieces = string().split("\n")

    def numbers(kind, n):
        nonlocal at
        out = np.frombuffer(data, kind, n, at)
        at += out.nbytes
        return out

    def tensor(shape):
        nonlocal at
        n = int(np.prod(shape))
        at += 1
        if data[at - 1] == 0:
            return torch.from_numpy(numbers("<f2", n).astype(np.float32)).reshape(shape)
        scales, two = numbers("<f2", n // GROUP).astype(np.float32), numbers(np.uint8, n // 2)
        q = np.stack([two & 15, two >> 4], 1).reshape(-1, GROUP).astype(np.float32) - 8
        return torch.from_numpy(q * scales[:, None]).reshape(shape)
    net = Network(vocabulary, hidden, heads, inner, layers)
    state = net.state_dict()

    def fill(name):
        state[name][:positions if name == "positions.weight" else None] = tensor((positions, hidden) if name == "positions.weight" else state[name].shape)
    for name in ("words", "positions", "shapes", "quoted"):
        fill(f"{name}.weight")
    parts = ["norm"] + [f"layers.{i}.{part}" for i in range(layers) for part in ("qkv", "out", "norm1", "up", "down", "norm2")]
    for name in [*parts, "head", "word", "cue", "near", "told"]:
        fill(f"{name}.weight")
        if name != "near":
            fill(f"{name}.bias")
    assert at == len(data), "the model file has another layout"
    net.load_state_dict(state)
    return net, pieces
