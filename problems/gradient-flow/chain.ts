import type { Tape } from "../../solver/tape.ts";
import { numberAt } from "../counts.ts";
import type { Outcome, Setting, TableOfSteps } from "../topic.ts";
import { OTHERS, recordFactors, tablesOfFactors } from "./factors.ts";
import { type Given, MOST_STEPS } from "./given.ts";
import { countLayers, EACH, findLayer, tableOfFlags } from "./limit.ts";
import { type Chain, chainOf, checkFields, overflow, recordGivens } from "./reading.ts";

const TOGETHER = "All layers together";
const BACK = "From the output back";
const POWERS = "Layer by layer";
const AGAIN = "And so on, to the first layer";
/** Layers that are gone through in full. */
const SHOWN = 3;

/** One factor per layer: given, or weight times slope of a chain of single units. */
export function solveChain(given: Given, setting: Setting): Outcome {
  checkFields(given);
  const chain = chainOf(given);
  const assumed = recordGivens(setting.tape, given, chain);
  const factor = recordFactors(setting.tape, given, chain);
  const { tables, extra } = chain.isUniform
    ? solvePower(given, chain, setting)
    : solveProduct(given, chain, setting, factor);
  const { depth, isBound } = chain;
  const has = (id: string) => setting.tape.has(id);
  const each =
    depth === undefined ? "until it passes the threshold" : `through ${depth} layer${depth === 1 ? "" : "s"}`;
  const where = has("layer") ? ", and in which layer it passes $\\tau$" : "";
  const answers = ["total", ...(given.g === undefined ? [] : ["g1"]), "layersNeeded", "layer"].filter(has);
  return {
    answers,
    aliases: chain.isUniform ? { factor: "f" } : {},
    checks: { total: extra, layersNeeded: extra, layer: [...extra, ...(has("on1") ? ["total"] : [])] },
    asked: `What becomes of the gradient on its way back ${each}${isBound ? ", at best" : ""}${where}.`,
    plan: "By the chain rule every layer multiplies the gradient by a factor: find the factors, and multiply them.",
    tables: [...tablesOfFactors(setting.tape, chain), ...tables],
    folded: [OTHERS, AGAIN, POWERS, ...((depth ?? 0) > SHOWN ? [EACH] : [])],
    assumed,
  };
}

interface Part {
  tables: TableOfSteps[];
  /** Steps that are shown besides what the answers rest on. */
  extra: string[];
}

/** All layers have the same factor `f`. */
function solvePower(given: Given, chain: Chain, { tape, ask }: Setting): Part {
  const { depth } = chain;
  if (given.threshold !== undefined) countLayers(tape, depth);
  if (depth !== undefined) {
    together(tape, "f ^ layers", "The same factor once for each layer: a power.", chain);
    for (let l = depth; l >= 1; l--) if (ask.includes(`g${l}`) || (l === 1 && given.g !== undefined)) atLayer(tape, l);
  }
  const count = depth ?? numberAt(tape, "layersNeeded");
  if (count < 2 || count > MOST_STEPS) return { tables: [], extra: [] };
  const layers = Array.from({ length: count }, (_, k) => k + 1);
  const extra = layers.map((n) => `p${n}`);
  tape.section(POWERS);
  for (const n of layers)
    tape.let(`p${n}`, n === 1 ? "f" : `p${n - 1} * f`, {
      tex: `f^{${n}}`,
      name: `factor of ${n} layer${n === 1 ? "" : "s"} together`,
      title: `After ${n} layer${n === 1 ? "" : "s"}`,
      why: "Times the factor once more.",
    });
  const rows = layers.map((n) => [{ tex: String(n) }, { id: `p${n}` }]);
  return { tables: [{ section: POWERS, head: ["n", "f^n"], rows }], extra };
}

/** Every layer has a factor of its own. */
function solveProduct(given: Given, chain: Chain, { tape }: Setting, factor: (l: number) => string): Part {
  const depth = chain.depth as number;
  followBack(tape, depth, factor);
  const each = Array.from({ length: depth }, (_, k) => factor(depth - k));
  together(tape, each.join(" * "), "The factors of all layers, multiplied.", chain);
  const passes = given.threshold !== undefined;
  if (passes) findLayer(tape, depth, (l) => `abs(g${l})`, Math.abs(numberAt(tape, "g")));
  const tables = [
    ...(depth > 1 ? [tableOf(depth, factor)] : []),
    ...(passes ? [tableOfFlags(depth, "g_l", (l) => `g${l}`)] : []),
  ];
  return { tables, extra: Array.from({ length: depth }, (_, k) => `g${k + 1}`) };
}

/** `g3 = g · f3`, `g2 = g3 · f2`, …, `g1`: what each layer hands back. */
function followBack(tape: Tape, depth: number, factor: (l: number) => string): void {
  for (let l = depth; l >= 1; l--) {
    tape.section(sectionOf(l, depth));
    tape.let(`g${l}`, `${l === depth ? "g" : `g${l + 1}`} * ${factor(l)}`, {
      tex: `g_{${l}}`,
      name: `gradient that layer ${l} hands back`,
      title: `Through layer ${l}`,
      why: "What arrives, times the layer's own factor.",
    });
  }
}

const sectionOf = (l: number, depth: number) => (depth > SHOWN && l < depth - 1 ? AGAIN : BACK);

function together(tape: Tape, formula: string, why: string, { isBound, field }: Chain): void {
  tape.section(TOGETHER);
  tape.let("total", formula, {
    tex: "f_{\\text{all}}",
    name: isBound ? "largest factor of all layers together" : "factor of all layers together",
    title: "All factors",
    why,
  });
  if (!Number.isFinite(numberAt(tape, "total"))) throw overflow(field);
  tape.step("total").remarks.push(verdict(numberAt(tape, "total"), isBound));
}

/** The gradient that a layer hands back, where all have the same factor. */
function atLayer(tape: Tape, l: number): void {
  tape.let(`g${l}`, l === 1 ? "g * total" : `g * f ^ (layers - ${l - 1})`, {
    tex: `g_{${l}}`,
    name: `gradient that layer ${l} hands back`,
    title: `From layer ${l}`,
    why: "What started at the output, times the factor of every layer it has come through.",
  });
}

/** What the factor of all layers means for the first of them; of a bound, only that it is small means much. */
export function verdict(total: number, isBound = false): string {
  const size = Math.abs(total);
  if (size === 0) return "One factor is 0: nothing arrives, and the first layers learn nothing at all.";
  if (size < 1) return "Smaller than 1: it vanishes. The first layers learn more slowly than the last.";
  if (size === 1) return `Size 1: ${isBound ? "at best, " : ""}the gradient arrives as large as it started.`;
  if (isBound) return "Larger than 1: weights this large can make up for the slopes, and more.";
  return "Larger than 1: it explodes. The first layers take larger steps than the last.";
}

function tableOf(depth: number, factor: (l: number) => string): TableOfSteps {
  const layers = Array.from({ length: depth }, (_, k) => depth - k);
  return {
    section: sectionOf(1, depth),
    head: ["l", "f_l", "g_l"],
    rows: layers.map((l) => [{ tex: String(l) }, { id: factor(l) }, { id: `g${l}` }]),
  };
}
