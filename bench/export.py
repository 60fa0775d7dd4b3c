"""Writes the encoder's graph for every runtime: ONNX in f32 and with 8-bit weights, and safetensors.

    python bench/export.py [--checkpoint run.pt] [--out bench/dist/models]

Without a checkpoint of training/train.py the weights are random: they decide nothing about the speed.
Needs torch, onnx, onnxscript and onnxruntime.
"""
import argparse
import json
import logging
import pathlib
import struct

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

# As training/network.py has them: embeddings of positions and word shapes, tags of names, roles and links.
POSITIONS, SHAPES, TAGS = 256, 9, 23 + 7 + 5
DEFAULT = {"vocabulary": 16_000, "hidden": 384, "heads": 12, "inner": 1536, "layers": 6}
# BERT's epsilon.
EPSILON = 1e-12


class Layer(nn.Module):
    def __init__(self, hidden, heads, inner):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.out = nn.Linear(hidden, hidden)
        self.norm1 = nn.LayerNorm(hidden, eps=EPSILON)
        self.up = nn.Linear(hidden, inner)
        self.down = nn.Linear(inner, hidden)
        self.norm2 = nn.LayerNorm(hidden, eps=EPSILON)

    def forward(self, x):
        hidden = x.shape[-1]
        width = hidden // self.heads
        # Three parts and -1 for the length: no shape is computed at run time, which every runtime can plan for.
        q, k, v = (part.reshape(1, -1, self.heads, width).transpose(1, 2) for part in self.qkv(x).split(hidden, -1))
        weights = ((q * width**-0.5) @ k.transpose(-1, -2)).softmax(-1)
        x = self.norm1(x + self.out((weights @ v).transpose(1, 2).reshape(1, -1, hidden)))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class Network(nn.Module):
    """One paragraph: `pieces`, `shapes`, `quoted` and `positions` are [1, n]; gives logits [1, n, TAGS]."""

    def __init__(self, vocabulary, hidden, heads, inner, layers):
        super().__init__()
        self.words = nn.Embedding(vocabulary, hidden)
        self.positions = nn.Embedding(POSITIONS, hidden)
        self.shapes = nn.Embedding(SHAPES, hidden)
        self.quoted = nn.Embedding(2, hidden)
        self.norm = nn.LayerNorm(hidden, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(hidden, heads, inner) for _ in range(layers))
        self.head = nn.Linear(hidden, TAGS)

    def forward(self, pieces, shapes, quoted, positions):
        x = self.words(pieces) + self.positions(positions) + self.shapes(shapes) + self.quoted(quoted)
        x = self.norm(x)
        for layer in self.layers:
            x = layer(x)
        return self.head(x)


def example(n, vocabulary):
    """The inputs that web/bench.js makes for a paragraph of `n` pieces."""
    at = torch.arange(n)
    return tuple(t[None] for t in (at * 7919 % vocabulary, at % SHAPES, at // 16 % 2, at))


def save_safetensors(path, tensors):
    header, data = {}, b""
    for name, t in tensors.items():
        values = t.detach().float().contiguous().numpy().tobytes()
        header[name] = {"dtype": "F32", "shape": list(t.shape), "data_offsets": [len(data), len(data) + len(values)]}
        data += values
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--checkpoint", type=pathlib.Path)
    ap.add_argument("--out", type=pathlib.Path, default=pathlib.Path(__file__).parent / "dist/models")
    a = ap.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)
    torch.set_num_threads(1)
    config, state = DEFAULT, None
    if a.checkpoint:
        saved = torch.load(a.checkpoint, map_location="cpu")
        config, state = saved["config"], saved["net"]
    net = Network(**config).eval()
    if state:
        net.load_state_dict(state)

    import onnx
    import onnxruntime
    from onnxruntime.quantization import QuantType, quantize_dynamic

    logging.getLogger("onnxscript").setLevel(logging.ERROR)
    names = ["pieces", "shapes", "quoted", "positions"]
    n = torch.export.Dim("n", min=2, max=POSITIONS)
    f32 = a.out / "encoder.onnx"
    program = torch.onnx.export(
        net, example(60, config["vocabulary"]), dynamo=True, input_names=names, output_names=["logits"],
        dynamic_shapes=tuple({1: n} for _ in names), opset_version=18,
    )
    program.save(f32, external_data=False)
    # Shape notes of the exporter that other readers take for contradictions.
    model = onnx.load(f32)
    del model.graph.value_info[:]
    onnx.save(model, f32)
    # One scale a tensor is what the tool does without asking; one a column is what newsmark and others do.
    quantize_dynamic(f32, a.out / "encoder-int8.onnx", weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gemm"])
    save_safetensors(a.out / "encoder.safetensors", dict(net.state_dict()))

    inputs = example(33, config["vocabulary"])
    with torch.no_grad():
        exact = net(*inputs).numpy()
    exact.astype("<f4").tofile(a.out / "logits-33.f32")
    (a.out / "config.json").write_text(json.dumps({**config, "tags": TAGS}))
    for file in (f32, a.out / "encoder-int8.onnx"):
        session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
        got = session.run(None, {name: t.numpy() for name, t in zip(names, inputs)})[0]
        print(f"{file}: {file.stat().st_size / 1e6:.1f} MB, largest error {np.abs(got - exact).max():.2g} of {np.abs(exact).max():.2g}")


if __name__ == "__main__":
    main()
