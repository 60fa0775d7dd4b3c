"""Writes the model file that the product loads; the format is described in src/encoder/model.rs.

    python training/export.py --weights training/work/run.pt --vocabulary training/work/vocabulary.txt --out model/newsmark.bin
"""
import argparse
import pathlib
import struct
import zlib

import numpy as np
import torch

from network import GROUP, NAME_TAGS, ROLE_TAGS, SHAPES, TELLER, Embedding, Linear, scales, set_levels

VERSION = 2
# Positions that the product uses: WINDOW in src/encoder/windows.rs.
POSITIONS = 224
# Calibration that changes nothing; calibrate.py puts in what the dev sets say.
PLAIN = [i / 10 for i in range(11)]


def halves(t):
    return b"\0" + t.detach().float().numpy().astype("<f2").tobytes()


def grouped(t, levels=None):
    """Integers of 4 bits in groups with one scale: the same rounding as network.round_weights."""
    levels = levels or Linear.levels
    g = t.detach().float().reshape(-1, GROUP)
    scale = scales(g, levels)
    q = ((g / scale).round().clamp(-levels, levels) + 8).to(torch.uint8).reshape(-1, 2).numpy()
    return b"\1" + scale.numpy().astype("<f2").tobytes() + (q[:, 0] | q[:, 1] << 4).tobytes()


def string(text):
    data = text.encode()
    return struct.pack("<I", len(data)) + data


def tensors(net, layers):
    """Every tensor in the order of the file."""
    yield grouped(net["words.weight"], Embedding.levels)
    yield halves(net["positions.weight"][:POSITIONS])
    for name in ("shapes", "quoted"):
        yield halves(net[f"{name}.weight"])

    def both(name, matrix):
        yield matrix(net[f"{name}.weight"])
        yield halves(net[f"{name}.bias"])
    yield from both("norm", halves)
    for i in range(layers):
        for name in ("qkv", "out", "norm1", "up", "down", "norm2"):
            yield from both(f"layers.{i}.{name}", halves if name.startswith("norm") else grouped)
    yield from both("head", halves)
    yield from both("word", grouped)
    yield from both("cue", grouped)
    yield halves(net["near.weight"])
    yield from both("told", halves)


def mean(paths):
    """The mean of the weights of runs that began at one point, and their configuration."""
    runs = [torch.load(path, map_location="cpu") for path in paths]
    return {name: sum(run["net"][name] for run in runs) / len(runs) for name in runs[0]["net"]}, runs[0]["config"]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--weights", type=pathlib.Path, required=True, nargs="+", help="of several runs from one start: their mean (Wortsman et al. 2022)")
    ap.add_argument("--vocabulary", type=pathlib.Path, required=True)
    ap.add_argument("--out", type=pathlib.Path, required=True)
    ap.add_argument("--name", default="newsmark-en-news 2")
    ap.add_argument("--levels", default="7,7", help="as the run was trained with")
    a = ap.parse_args()
    set_levels(a.levels)
    net, c = mean(a.weights)
    sizes = (c["layers"], c["hidden"], c["heads"], c["inner"], POSITIONS, c["vocabulary"], SHAPES, NAME_TAGS, ROLE_TAGS, TELLER)
    vocabulary = a.vocabulary.read_text(encoding="utf8").rstrip("\n")
    assert len(vocabulary.split("\n")) == c["vocabulary"]
    body = struct.pack("<10I22f", *sizes, *PLAIN, *PLAIN) + string(a.name) + string(vocabulary) + b"".join(tensors(net, c["layers"]))
    a.out.write_bytes(b"newsmark" + struct.pack("<II", VERSION, zlib.crc32(body)) + body)
    print(f"{a.out}: {a.out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
