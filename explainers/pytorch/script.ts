import { definitionOf, type Expr, type Lookup, shapeOf } from "../../solver/expression.ts";
import { type NdArray, type Shape, toNested } from "../../solver/ndarray.ts";
import { inputsOf, type Step, shapesOf, type Trace } from "../../solver/trace.ts";
import { oneLine } from "../prose.ts";
import { spellings } from "./spellings.ts";

/** A piece of a Python program, and what it does in words. */
export interface Block {
  title: string;
  code: string;
}

const preamble = `import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
num = lambda x: torch.as_tensor(x, dtype=torch.float64)
worst = 0.0


def check(name, theirs, ours):
    """Prints PyTorch's value beside ours and remembers the largest difference."""
    global worst
    ours = num(ours)
    theirs = num(theirs).detach().reshape(ours.shape)
    same = torch.isclose(theirs, ours, rtol=0, atol=0, equal_nan=True)
    gap = torch.where(same, num(0.0), (theirs - ours).abs()).max().item() if ours.numel() else 0.0
    worst = max(worst, gap / max(1.0, ours.abs().max().item() if ours.numel() else 0.0))
    print(f"{name:14s} PyTorch {theirs.tolist()}\\n{'':14s} here    {ours.tolist()}   off by {gap:.1e}")


def slope(root, of, upstream=None):
    """The derivative of a number by one of the quantities it rests on, by PyTorch's own differentiation."""
    (found,) = torch.autograd.grad(root, of, upstream, retain_graph=True, allow_unused=True)
    return torch.zeros_like(of) if found is None else found`;

/**
 * The problem in PyTorch: the forward pass in PyTorch's own functions, gradients by autograd, and each value beside ours.
 * Nothing of our backward pass is repeated.
 */
export function pytorchBlocks(trace: Trace, title: string): Block[] {
  const program = new Program(trace);
  const blocks = [{ title: `${oneLine(title)}, checked with PyTorch`, code: preamble }];
  const given = trace.steps.filter(({ formula }) => !formula);
  if (given.length > 0) blocks.push({ title: "Given", code: given.map((step) => program.given(step)).join("\n") });
  // Sections may take turns; Python runs the steps in their own order.
  const inOrder = runsOf(trace.steps.filter(({ formula }) => formula));
  for (const run of inOrder)
    blocks.push({ title: run[0]?.section ?? "", code: run.map((step) => program.computed(step)).join("\n") });
  blocks.push({ title: "Verdict", code: 'print(f"\\nlargest difference: {worst:.1e}")\nassert worst < 1e-9' });
  return blocks;
}

/** Steps that follow each other in the same section. */
function runsOf(steps: readonly Step[]): Step[][] {
  const runs: Step[][] = [];
  for (const step of steps) {
    const last = runs.at(-1);
    if (last?.[0]?.section === step.section) last.push(step);
    else runs.push([step]);
  }
  return runs;
}

/** The script as one file. */
export const renderPytorch = (trace: Trace, title: string): string =>
  `${pytorchBlocks(trace, title)
    .map(({ title: heading, code }) => `# ${oneLine(heading)}\n${code}`)
    .join("\n\n")}\n`;

class Program {
  readonly #names = new Map<string, string>();
  readonly #shapes: Lookup<Shape>;
  readonly #differentiates: boolean;

  /** Steps whose value is taken from us. */
  readonly #ours = new Set<string>();
  readonly #resting = new Map<string, boolean>();
  readonly #step: (id: string) => Step;

  constructor(trace: Trace) {
    const steps = new Map(trace.steps.map((step) => [step.id, step]));
    this.#step = (id) => steps.get(id) as Step;
    this.#shapes = shapesOf(trace);
    this.#differentiates = trace.steps.some(({ gradient }) => gradient);
    const taken = new Set(["torch", "F", "num", "check", "slope", "worst", "float", "range", "max", "print"]);
    for (const { id } of trace.steps) {
      let python = pythonName(id);
      while (taken.has(python)) python += "_";
      taken.add(python);
      this.#names.set(id, python);
    }
  }

  given({ id, value }: Step): string {
    return `${this.#name(id)} = ${this.#tensor(value)}`;
  }

  computed(step: Step): string {
    const name = this.#name(step.id);
    const known = this.#gradient(step) ?? this.#python(step.formula as Expr);
    const check = `check(${JSON.stringify(step.id)}, ${name}, ${literal(step.value)})`;
    if (known === undefined) this.#ours.add(step.id);
    if (known === undefined) return `${name} = ${this.#tensor(step.value)}  # ours: PyTorch has no such function`;
    return `${name} = num(${known})\n${check}`;
  }

  /** A value of ours, by which PyTorch may be asked to differentiate. */
  #tensor(value: NdArray<number>): string {
    return `torch.tensor(${literal(value)}${this.#differentiates ? ", requires_grad=True" : ""})`;
  }

  /** By autograd; a quantity held constant on the way back has no counterpart there, and its formula is taken. */
  #gradient({ gradient }: Step): string | undefined {
    if (!gradient || gradient.held?.length || this.#isCut(gradient.root, gradient.of)) return undefined;
    const [root, of] = [this.#name(gradient.root), this.#name(gradient.of)];
    const upstream = gradient.upstream === undefined ? "" : `, ${this.#name(gradient.upstream)}.reshape(${root}.shape)`;
    const slope = `slope(${root}${upstream ? "" : ".sum()"}, ${of}${upstream})`;
    return gradient.scale === 1 ? slope : `${slope} / ${gradient.scale}`;
  }

  /** Whether what PyTorch has no function for stands between a quantity and what it is differentiated by. */
  #isCut(root: string, of: string): boolean {
    if (root === of || !this.#restsOn(root, of)) return false;
    return this.#ours.has(root) || inputsOf(this.#step(root)).some((id) => this.#isCut(id, of));
  }

  #restsOn(id: string, of: string): boolean {
    const key = `${id} ${of}`;
    const known =
      this.#resting.get(key) ?? (id === of || inputsOf(this.#step(id)).some((input) => this.#restsOn(input, of)));
    this.#resting.set(key, known);
    return known;
  }

  #python(expr: Expr): string | undefined {
    if (expr.kind === "number") return expr.value < 0 ? `(${expr.value})` : numeral(expr.value);
    if (expr.kind === "name") return this.#name(expr.name);
    const args = expr.args.map((arg) => this.#python(arg));
    const spelling = spellings[expr.fn];
    if (!spelling || !definitionOf(expr.fn) || args.some((arg) => arg === undefined)) return undefined;
    const shapes = expr.args.map((arg) => shapeOf(arg, this.#shapes));
    return spelling(args as string[], expr.options ?? {}, shapes) || undefined;
  }

  #name = (id: string): string => this.#names.get(id) as string;
}

const pythonName = (id: string): string => {
  const word = id
    .replace(/[′']/g, "_prime")
    .replace(/~/g, "_by_")
    .replace(/\//g, "_over_")
    .replace(/[^\p{L}\p{N}_]/gu, "_")
    .replace(/_+$/, "");
  const start = /^[\p{L}_]/u.test(word) ? word : `v_${word}`;
  return KEYWORDS.has(start) ? `${start}_` : start;
};
const KEYWORDS = new Set(
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield print".split(
    " ",
  ),
);

const numeral = (x: number): string => {
  if (Number.isNaN(x)) return 'float("nan")';
  if (!Number.isFinite(x)) return x > 0 ? 'float("inf")' : '-float("inf")';
  return Number.isInteger(x) && Math.abs(x) < 1e15 ? `${x}.0` : String(x);
};

function literal(value: NdArray<number>): string {
  const text = (nested: unknown): string =>
    Array.isArray(nested) ? `[${nested.map(text).join(", ")}]` : numeral(nested as number);
  return text(toNested(value));
}
