import { describe, expect, it } from "vitest";
import { refusal } from "./refusal.ts";

const net = { activation: "sigmoid", x: [1, 2], y: 1 };

describe("initialization: what makes no sense is refused, with its place and a mend", () => {
  it.each<[string, object, string]>([
    ["nothing at all", {}, "given.fanIn"],
    ["a fan-out only", { fanOut: 3 }, "given.fanIn"],
    ["two names of the fan-in", { fanIn: 3, n: 3 }, "given.n"],
    ["two ways to say the fans", { fanIn: 3, layers: [3, 2] }, "given.fanIn"],
    ["no inputs", { fanIn: 0 }, "given.fanIn"],
    ["half an input", { fanIn: 2.5 }, "given.fanIn"],
    ["a number that is none", { fanIn: Number.NaN }, "given.fanIn"],
    ["inputs without end", { fanIn: Number.POSITIVE_INFINITY }, "given.fanIn"],
    ["one size only", { layers: [3] }, "given.layers"],
    ["no sizes", { layers: [] }, "given.layers"],
    ["an unknown method", { fanIn: 3, method: "orthogonal" }, "given.method"],
    ["no methods", { fanIn: 3, method: [] }, "given.method"],
    ["Xavier without a fan-out", { fanIn: 3, method: "xavier" }, "given.fanOut"],
    ["Xavier without filters", { kernel: 3, inChannels: 2, method: "xavier" }, "given.outChannels"],
    ["a kernel that reads no channels", { kernel: 3 }, "given.inChannels"],
    ["channels without a kernel", { fanIn: 3, inChannels: 2 }, "given.kernel"],
    ["sizes and a fan-out", { layers: [3, 2], fanOut: 2 }, "given.fanOut"],
    ["a kernel of size 0", { kernel: 0, inChannels: 1 }, "given.kernel"],
    ["a kernel beyond counting", { kernel: 1e9, inChannels: 9e15 }, "given.inChannels"],
    ["a gain beside He's", { fanIn: 3, method: "he", gain: 2 }, "given.gain"],
    ["a mode without He", { fanIn: 3, method: "lecun", mode: "fan-in" }, "given.mode"],
    ["a slope without leaky ReLU", { fanIn: 3, method: "he", alpha: 0.1 }, "given.alpha"],
    ["a negative variance", { fanIn: 3, varW: -1 }, "given.varW"],
    ["a variance and a deviation", { fanIn: 3, varW: 1, stdW: 1 }, "given.stdW"],
    ["a method and a variance", { fanIn: 3, varW: 1, method: "he" }, "given.method"],
    ["no variance to keep", { fanIn: 3, varX: 0 }, "given.varX"],
    ["sigmoid layers, whose share depends", { fanIn: 3, varW: 1, activation: "sigmoid" }, "given.activation"],
    ["no layers", { fanIn: 3, varW: 1, depth: 0 }, "given.depth"],
    ["layers and a depth", { layers: [3, 2, 1], varW: 1, depth: 4 }, "given.depth"],
    ["a field that nobody knows", { fanIn: 3, fanin: 3 }, "given.fanin"],
    ["a constant without a network", { value: 0, ...net }, "given.layers"],
    ["a network without a target", { layers: [2, 2, 1], activation: "tanh", x: [1, 2] }, "given.y"],
    ["a network without an input", { layers: [2, 2, 1], activation: "tanh", y: 1 }, "given.x"],
    ["a network without an activation", { layers: [2, 2, 1], x: [1, 2], y: 1 }, "given.activation"],
    ["an input of another length", { layers: [3, 2, 1], ...net }, "given.layers"],
    ["a target of another length", { layers: [2, 2, 2], ...net }, "given.y"],
    ["a network nobody works by hand", { layers: [2, 1e9, 1], ...net }, "given.layers"],
    ["weights and a constant", { W1: [[1, 1]], value: 0, ...net }, "given.value"],
    ["a method for a constant start", { layers: [2, 2, 1], method: "he", ...net }, "given.method"],
    ["an infinite constant", { layers: [2, 2, 1], value: Number.POSITIVE_INFINITY, ...net }, "given.value"],
    ["a layer left out", { W1: [[1, 1]], W3: [[1]], ...net }, "given.W2"],
  ])("%s", (_, given, at) => {
    const error = refusal("initialization", given);
    expect(error.at).toBe(at);
    expect(error.message.length).toBeLessThan(200);
  });
});
