import { ShapeError } from "./errors.ts";
import {
  bind,
  type Call,
  call,
  definitionOf,
  type Expr,
  evaluateExpr,
  name,
  namesIn,
  num,
  sameExpr,
  shapeOf,
} from "./expression.ts";
import type { Fusion, Pullback } from "./function.ts";
import { describeShape, type NdArray, type Shape, sameShape, size } from "./ndarray.ts";
import { nameWhatIsNeeded, pathBetween } from "./needed.ts";
import { instantiate } from "./pullback.ts";
import { float } from "./readings/float.ts";
import { isOnes, simplify } from "./simplify.ts";
import type { Tape, Words } from "./tape.ts";
import { type Gradient, inputsOf, type Step } from "./trace.ts";

export interface BackwardOptions {
  /** Where an average's 1/m goes: into the gradients that were asked for, or in at once. */
  average?: "late" | "at-once";
  /** `∂J/∂W`, or `dW` where a 1/m is still to come. */
  notation?: "partial" | "d";
  /** For scalars: the local derivative of every edge as a step of its own, then upstream × local. */
  locals?: boolean;
  /** The section of a gradient, from the step it belongs to (for a parameter, the step that used it) and what it is of. */
  section?: (forward: Step, of: Step) => string;
  /** Quantities held constant: no gradient goes back through them. */
  hold?: readonly string[];
  /** The id of a gradient, where several roots have gradients of the same quantity. */
  id?: (of: string) => string;
  /**
   * Where the loss lies beyond the trace: the id of the gradient that arrives from it at the root, in the root's shape.
   * The loss is then called $L$, and the root may be an array.
   */
  upstream?: string;
  /** What to say at a quantity's gradient, where the topic knows better than the rule itself. */
  words?: (of: Step) => Pick<Words, "why" | "remarks" | "title" | "name" | "shownCells">;
}

/** What one consumer sends back to one quantity. The derivative is `scale * expr` while a scale is pending. */
interface Contribution {
  expr: Expr;
  scale: Expr | undefined;
  because: string | undefined;
  /** The consumer: a quantity that it takes twice receives two shares along one edge. */
  from?: string | undefined;
  fused?: Gradient["fused"];
  /** Recorded because it was asked for; the gradient itself went past it by a shortcut. */
  onlyShown?: true;
}

/**
 * Walks a trace backwards from one number and records the gradient of every named quantity on the way, in the order of
 * a textbook: a quantity's gradient, then those of the parameters that it used, then the quantity before it.
 */
export function backward(tape: Tape, root: string, wants: readonly string[], options: BackwardOptions = {}): void {
  const { shape } = tape.step(root).value;
  const arriving = options.upstream === undefined ? undefined : tape.step(options.upstream).value.shape;
  if (arriving && !sameShape(arriving, shape))
    throw new ShapeError(
      `the gradient that arrives is ${describeShape(arriving)}, but ${root} is ${describeShape(shape)}`,
    );
  if (!arriving && size(shape) !== 1) {
    throw new ShapeError(`${root} is ${describeShape(shape)}, but a gradient is that of one number`, {
      suggestion: `Use sum(${root}) or mean(${root}).`,
    });
  }
  for (const id of wants) tape.step(id);
  nameWhatIsNeeded(tape, root, wants, options.hold);
  new Walk(tape, root, wants, options).run();
}

class Walk {
  readonly tape: Tape;
  readonly root: string;
  readonly wants: readonly string[];
  readonly options: BackwardOptions;
  readonly path: Set<string>;
  readonly received = new Map<string, Contribution[]>();
  /** Activations that some of their gradient went past by a shortcut: what arrives there is not all of it. */
  readonly passedBy = new Set<string>();
  readonly recorded = new Set<string>();

  constructor(tape: Tape, root: string, wants: readonly string[], options: BackwardOptions) {
    this.tape = tape;
    this.root = root;
    this.wants = [...new Set(wants)];
    this.options = options;
    this.path = pathBetween(tape, root, wants, options.hold);
  }

  run(): void {
    this.send(this.root, { expr: this.start(), scale: undefined, because: undefined });
    const passed = new Set<string>();
    for (const id of [...this.path].reverse()) {
      const step = this.tape.step(id);
      if (this.isLeaf(step) && id !== this.root) continue;
      const arriving = this.settle(step, step);
      if (arriving && step.formula) this.pass(step, arriving);
      passed.add(id);
      for (const leaf of this.wants.map((want) => this.tape.step(want)).filter((want) => this.isLeaf(want))) {
        const users = [...this.path].filter((other) => inputsOf(this.tape.step(other)).includes(leaf.id));
        if (users.includes(id) && users.every((user) => passed.has(user))) this.settle(leaf, step);
      }
    }
    for (const want of this.wants) if (!this.recorded.has(want)) this.recordNothing(this.tape.step(want));
  }

  /** What arrives at the root: the derivative of a number by itself, or what comes from a loss beyond it. */
  start(): Expr {
    if (this.options.upstream !== undefined) return name(this.options.upstream);
    return this.tape.step(this.root).value.shape.length > 0 ? call("spread", [num(1), name(this.root)]) : num(1);
  }

  /** A quantity that was asked for and rests on nothing else that was: the 1/m must be in its gradient. */
  isLeaf = (step: Step): boolean => this.wants.includes(step.id) && !inputsOf(step).some((id) => this.path.has(id));

  send(to: string, contribution: Contribution): void {
    this.received.set(to, [...(this.received.get(to) ?? []), contribution]);
  }

  /**
   * Adds up what a quantity received and records it, unless it is all ones and nobody asked. Returns what goes on from
   * here; undefined where everything went past by a shortcut.
   */
  settle(step: Step, user: Step): Contribution | undefined {
    const parts = this.received.get(step.id) ?? [];
    if (parts.length === 0) return undefined;
    const real = parts.filter((part) => !part.onlyShown);
    const { expr, scale, because, fused } = this.add(parts);
    const whole = this.isLeaf(step) && scale ? times(scale, expr) : expr;
    const pending = this.isLeaf(step) ? undefined : scale;
    const simple = simplify(bind(whole, this.tape.shapes), this.tape.shapes);
    const passOn = { scale: pending, because: undefined };
    if (step.id === this.root && this.options.upstream !== undefined) return { expr: simple, ...passOn };
    const unasked = !this.wants.includes(step.id);
    const saysNothing = isOnes(simple) && !(this.isEdgewise([step.id]) && step.id !== this.root);
    if (unasked && (saysNothing || this.passedBy.has(step.id))) return { expr: simple, ...passOn };
    const id = this.record(
      step,
      user,
      { expr: simple, scale: pending, because, ...(fused && { fused }) },
      new Set(parts.map(({ from }) => from)).size,
    );
    if (real.length === parts.length) return { expr: name(id), ...passOn };
    return real.length > 0 ? { ...this.add(real), because: undefined } : undefined;
  }

  add(parts: readonly Contribution[]): Contribution {
    const [first, ...rest] = parts as [Contribution, ...Contribution[]];
    if (rest.length === 0) return first;
    const shared = rest.every(({ scale }) => JSON.stringify(scale) === JSON.stringify(first.scale));
    const terms = parts.map(({ expr, scale }) => (scale && !shared ? times(scale, expr) : expr));
    return {
      expr: terms.reduce((total, term) => call("plus", [total, term])),
      scale: shared ? first.scale : undefined,
      because: rest.every(({ because }) => because === first.because) ? first.because : undefined,
    };
  }

  record(step: Step, user: Step, { expr, scale, because, fused }: Contribution, paths: number): string {
    const id = this.freeId(step.id);
    this.recorded.add(step.id);
    const branches = `$${this.rootTex()}$ depends on $${step.tex}$ along ${paths} ways: what comes back along them adds up.`;
    this.tape.let(id, expr, {
      ...this.wordsOf(step),
      why: paths > 1 ? branches : (because ?? "What comes back from each place where it stands adds up."),
      ...this.options.words?.(step),
      section: this.options.section?.(user, step) ?? user.section,
      gradient: { ...this.gradientOf(step, scale ? this.number(scale) : 1), ...(fused && { fused }) },
    });
    return id;
  }

  recordNothing(step: Step): void {
    this.recorded.add(step.id);
    const flat = this.path.has(step.id) ? "changes only in jumps with" : "does not depend on";
    this.tape.let(this.freeId(step.id), times(num(0), name(step.id)), {
      ...this.wordsOf(step),
      why: `$${this.rootTex()}$ ${flat} $${step.tex}$.`,
      gradient: this.gradientOf(step, 1),
    });
  }

  gradientOf(step: Step, scale: number): Gradient {
    const { upstream, hold = [] } = this.options;
    return {
      root: this.root,
      of: step.id,
      scale,
      ...(upstream !== undefined && { upstream }),
      ...(hold.length > 0 && { held: [...hold] }),
    };
  }

  wordsOf = (step: Step): Words => ({
    tex: this.texOf(step),
    name: `derivative of ${this.options.upstream === undefined ? this.root : "L"} with respect to ${step.id}`,
    title: `Gradient of $${step.tex}$`,
  });

  rootTex = (): string => (this.options.upstream === undefined ? this.tape.step(this.root).tex : "L");

  texOf(step: Step): string {
    if (this.options.notation === "d") return `d${step.tex}`;
    return `\\frac{\\partial ${this.rootTex()}}{\\partial ${step.tex}}`;
  }

  /** Ids are not names: a given may be called `da`. */
  freeId(of: string): string {
    const id = this.options.id?.(of) ?? `d${of}`;
    return this.tape.has(id) ? `d${this.root}/d${of}` : id;
  }

  number(expr: Expr): number {
    return evaluateExpr(expr, (id) => this.tape.step(id).value, float).cells[0] as number;
  }

  /** Passes a gradient on to everything a step was computed from. */
  pass(step: Step, arriving: Contribution): void {
    const inputs = inputsOf(step).filter((id) => this.path.has(id));
    if (this.isEdgewise([step.id, ...inputs])) this.passByEdges(step, inputs, arriving);
    else this.push(step, step.formula as Expr, arriving);
  }

  /** Whether each edge between these gets a step for its local derivative. */
  isEdgewise = (ids: readonly string[]): boolean =>
    this.options.locals === true && ids.every((id) => this.tape.shapes(id)?.length === 0);

  /** For scalars: each edge's local derivative as a step of its own; what goes on is upstream × local. */
  passByEdges(step: Step, inputs: readonly string[], arriving: Contribution): void {
    const before = new Map(this.received);
    for (const id of inputs) this.received.delete(id);
    this.push(step, step.formula as Expr, { expr: num(1), scale: undefined, because: undefined });
    const edges = inputs.map((id) => ({ id, sent: this.received.get(id) ?? [] }));
    for (const { id, sent } of edges) {
      this.received.set(id, before.get(id) ?? []);
      if (sent.length === 0) continue;
      const { slope, because } = this.localSlope(id, sent);
      const back = { ...arriving, from: step.id };
      // At the root, upstream is ∂J/∂J: the local derivative and what arrives are one and the same.
      if (step.id === this.root) {
        this.send(id, { ...back, expr: times(arriving.expr, slope), because });
        continue;
      }
      const edge = `d${step.id}/d${id}`;
      this.tape.let(edge, slope, {
        tex: `\\frac{\\partial ${step.tex}}{\\partial ${this.tape.step(id).tex}}`,
        title: "Local derivative",
        why: because,
        section: this.options.section?.(step, step) ?? step.section,
      });
      this.send(id, {
        ...back,
        expr: times(arriving.expr, name(edge)),
        because: "Chain rule: upstream times local.",
      });
    }
  }

  /** The derivative of a step by one operand, which may stand in it in several places: 2u for u·u. */
  localSlope(id: string, sent: readonly Contribution[]): { slope: Expr; because: string } {
    const simple = (expr: Expr) => simplify(bind(expr, this.tape.shapes), this.tape.shapes);
    const shares = sent.map(({ expr, scale }) => simple(scale ? times(scale, expr) : expr));
    const [first, ...rest] = shares as [Expr, ...Expr[]];
    if (rest.length === 0) {
      return { slope: first, because: sent[0]?.because ?? "How the operation changes with this operand alone." };
    }
    const same = rest.every((share) => sameExpr(share, first));
    const slope = same
      ? times(num(shares.length), first)
      : shares.reduce((total, share) => call("plus", [total, share]));
    const places = `$${this.tape.step(id).tex}$ stands in it ${shares.length} times`;
    return { slope: simple(slope), because: `${places}: what each place gives adds up.` };
  }

  /** Passes a gradient through a formula to every quantity in it. */
  push(step: Step, expr: Expr, arriving: Contribution): void {
    if (expr.kind === "name" && this.path.has(expr.name)) {
      this.send(expr.name, { ...arriving, from: arriving.from ?? step.id });
    }
    if (expr.kind !== "call") return;
    const { params, pullback } = definitionOf(expr.fn);
    for (const [k, arg] of expr.args.entries()) {
      const rule = pullback[params[k] as string];
      if (!rule || !namesIn(arg).some((id) => this.path.has(id))) continue;
      const own = expr === step.formula ? name(step.id) : expr;
      const direct = this.throughRule(expr, arg, rule, arriving, own);
      const shortcut = this.pushFused(step, expr, k, rule, arriving);
      if (!shortcut) {
        this.push(step, arg, direct);
        continue;
      }
      this.passedBy.add(shortcut);
      if (this.wants.includes(shortcut)) this.send(shortcut, { ...direct, onlyShown: true });
    }
  }

  throughRule(of: Call, arg: Expr, rule: Pullback, arriving: Contribution, out: Expr): Contribution {
    const passed = instantiate(rule.formula, of, { g: arriving.expr, out });
    const average = rule.average ? instantiate(rule.average, of, {}) : undefined;
    const late = average && this.options.average === "late";
    const expr = this.summedBack(average && !late ? times(average, passed) : passed, shapeOf(arg, this.tape.shapes));
    const scale = late ? (arriving.scale ? times(arriving.scale, average) : average) : arriving.scale;
    const because = rule.because ?? arriving.because;
    return { expr, scale, because, from: arriving.from };
  }

  /** What was broadcast receives the sum over its copies. */
  summedBack(expr: Expr, shape: Shape): Expr {
    const bound = bind(expr, this.tape.shapes);
    const found = shapeOf(bound, this.tape.shapes);
    const simple = simplify(bound, this.tape.shapes);
    return size(found) > size(shape) || found.length > shape.length
      ? call("sumTo", [simple], { shape: [...shape] })
      : simple;
  }

  /**
   * Where a loss follows its activation, the gradient goes straight to what the activation was computed from. Returns
   * the id of the activation that was passed by.
   */
  pushFused(step: Step, outer: Call, k: number, rule: Pullback, arriving: Contribution): string | undefined {
    const arg = outer.args[k] as Expr;
    const activation = arg.kind === "name" ? this.tape.step(arg.name) : undefined;
    const inner = activation?.formula;
    if (!activation || inner?.kind !== "call") return undefined;
    const fusion = this.options.locals ? undefined : rule.fused?.[inner.fn];
    if (!fusion || !this.holds(fusion, outer, inner)) return undefined;
    const expr = this.summedBack(
      instantiate(fusion.formula, outer, { g: arriving.expr, z: inner.args[0] as Expr }),
      shapeOf(inner.args[0] as Expr, this.tape.shapes),
    );
    const fused = { outer: step.id, inner: activation.id };
    this.push(activation, inner.args[0] as Expr, {
      expr,
      scale: arriving.scale,
      because: fusion.because,
      from: step.id,
      fused,
    });
    return activation.id;
  }

  holds(fusion: Fusion, outer: Call, inner: Call): boolean {
    const value = (arg: Expr): NdArray<number> => evaluateExpr(arg, (id) => this.tape.step(id).value, float);
    const { params } = definitionOf(outer.fn);
    const operands = Object.fromEntries(params.map((param, i) => [param, value(outer.args[i] as Expr)]));
    return fusion.holds?.(operands, outer.options ?? {}, inner.options ?? {}) ?? true;
  }
}

const times = (a: Expr, b: Expr): Expr => call("times", [a, b]);
