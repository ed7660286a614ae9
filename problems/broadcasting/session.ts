import type { Prose } from "../../explainers/solution.ts";
import { ProblemError } from "../../solver/errors.ts";
import { type Expr, name, num } from "../../solver/expression.ts";
import { fromNested, type NdArray } from "../../solver/ndarray.ts";
import type { Tape, Words } from "../../solver/tape.ts";
import type { TableOfSteps } from "../topic.ts";
import { type Arr, codeTex, entryByEntry, NumpyError, type Place, quoted, shapeTex } from "./arrays.ts";
import { broadcast } from "./broadcast.ts";
import { madeBy, runCall } from "./calls.ts";
import { multiply } from "./products.ts";
import { codeOf, type Node, type Statement, shapeCode } from "./python.ts";
import { turn } from "./reshaping.ts";

/** What a statement leaves, by the ids of its steps. */
export interface Result {
  shape: string | undefined;
  value: string | undefined;
}

/** Runs code on the tape: every operation on shapes is a step, and so are the numbers of every statement. */
export class Session {
  readonly tape: Tape;
  readonly tables: TableOfSteps[] = [];
  readonly results: Result[] = [];
  failure: NumpyError | undefined;
  readonly #variables = new Map<string, Arr>();
  readonly #said = new Set<string>();
  #section = "";
  #parts = 0;

  constructor(tape: Tape) {
    this.tape = tape;
  }

  /** An array that the problem states: its shape, and its numbers where they are known. */
  give(id: string, shape: readonly number[], value?: NdArray<number>): void {
    if (this.#variables.has(id))
      throw new ProblemError("conflict", `${id} is given twice`, { at: `given.shapes.${id}` });
    const words = { section: "Given" };
    const own = this.#free(id);
    if (value) this.tape.given(own, value, { ...words, tex: codeTex(id), name: id });
    const shapeId = shape.length === 0 ? undefined : this.#free(`shape_${id}`);
    if (shapeId) this.tape.given(shapeId, [...shape], { ...words, tex: shapeTex(id), name: `shape of ${id}` });
    this.#variables.set(id, { code: id, shape, shapeId, value: value && name(own) });
  }

  /** Runs the statements up to the first one that NumPy refuses. */
  run(statements: readonly Statement[]): void {
    try {
      for (const statement of statements) this.#execute(statement);
    } catch (error) {
      if (!(error instanceof NumpyError)) throw error;
      this.failure = error;
    }
  }

  #execute({ name: target, value }: Statement): void {
    if (target !== undefined && this.#give(target, value)) return;
    this.#section = target === undefined ? codeOf(value) : `${target} = ${codeOf(value)}`;
    this.tape.section(this.#section);
    const asksShape = value.kind === "call" && value.fn === "shape";
    const node = asksShape ? (value.args[0] as Node) : value;
    const key = this.#free(target ?? "result", "shape_");
    const found = this.evaluate(node, key);
    const place = { code: codeOf(node), key, label: target ?? key };
    const shape = node.kind === "name" ? found.shapeId : this.#settleShape(found, place);
    const result = asksShape || !found.value ? undefined : this.#recordValue(found.value, place);
    this.results.push({ shape, value: result });
    if (target !== undefined)
      this.#variables.set(target, {
        ...found,
        code: target,
        shapeId: shape,
        value: result === undefined ? undefined : name(result),
      });
  }

  /** Random arrays and literals are givens. */
  #give(target: string, value: Node): boolean {
    if (this.#variables.has(target)) return false;
    const literal = value.kind === "array" ? fromNested(value.value) : undefined;
    const shape = literal?.shape ?? madeBy(value);
    if (shape) this.give(target, shape, literal);
    return shape !== undefined;
  }

  /** @param key the name that the result will have; without one, it is a part of something larger */
  evaluate(node: Node, key?: string): Arr {
    const code = codeOf(node);
    const place = () => ({ code, key: key ?? `part${++this.#parts}`, label: key ?? code });
    switch (node.kind) {
      case "number":
        return { code, shape: [], shapeId: undefined, value: num(node.value) };
      case "name":
        return this.#lookUp(node.name);
      case "array":
        throw new ProblemError("formula", `${code} needs a name first`, { at: code, suggestion: `Write a = ${code}.` });
      case "turned":
        return turn(this, this.evaluate(node.of), place());
      case "unary":
        return entryByEntry(this.evaluate(node.of), "negate", code);
      case "call":
        return runCall(this, node, place());
      case "binary": {
        const [a, b] = [this.evaluate(node.left), this.evaluate(node.right)];
        return node.op === "@"
          ? multiply(this, a, b, place(), "@")
          : broadcast(this, FUNCTIONS[node.op], a, b, place());
      }
    }
  }

  #lookUp(id: string): Arr {
    const found = this.#variables.get(id);
    if (found) return found;
    throw new ProblemError("missing", `${id} has no shape and no value`, {
      at: "given.shapes",
      missing: [`given.shapes.${id}`],
      suggestion: `Give shapes: { ${id}: [3, 4] }, or values.`,
    });
  }

  /** The shape of a statement's result, where no operation has recorded it. */
  #settleShape({ shape, shapeId }: Arr, place: Place): string | undefined {
    if (shapeId === undefined || shapeId === `shape_${place.key}`) return shapeId;
    return this.recordShape(place, shape, shapeId, `Entry by entry: the shape stays ${shapeCode(shape)}.`);
  }

  #recordValue(value: Expr, { key, label }: Place): string {
    const repeats = this.tables.some(({ section }) => section === this.#section);
    const why = repeats ? "Entry by entry; what has size 1 meets all entries of the other." : "";
    this.tape.let(key, value, { tex: codeTex(label), name: label, title: "Numbers", why });
    return key;
  }

  /** Records a step about what is being worked out; its id begins with what it is. */
  record(what: string, { key, label }: Pick<Place, "key" | "label">, formula: string, words: Words): string {
    const id = `${what}_${key}`;
    this.tape.let(id, formula, { name: `${what} of ${label}`, ...words });
    return id;
  }

  /** Records the shape that an operation leaves; of a single number, that it has no axes. */
  recordShape(
    place: Place,
    shape: readonly number[],
    formula: string,
    why: Prose,
    remarks: Prose[] = [],
  ): string | undefined {
    const title = `Shape of ${quoted(place.label)}`;
    if (shape.length > 0)
      return this.record("shape", place, formula, { tex: shapeTex(place.label), title, why, remarks });
    this.record("ndim", place, "0", {
      tex: `\\text{ndim}(${codeTex(place.label)})`,
      name: `axes of ${place.label}`,
      title,
      why,
      remarks,
    });
    return undefined;
  }

  /** The table of a statement: the last of its operations is the outermost. */
  show(head: string[], rows: TableOfSteps["rows"]): void {
    const table = { section: this.#section, head, rows };
    const before = this.tables.findIndex(({ section }) => section === this.#section);
    if (before >= 0) this.tables[before] = table;
    else this.tables.push(table);
  }

  first(what: string): boolean {
    const isFirst = !this.#said.has(what);
    this.#said.add(what);
    return isFirst;
  }

  /** A name of which there is no step yet. */
  #free(id: string, also = ""): string {
    const isTaken = (own: string) => this.tape.has(own) || (also !== "" && this.tape.has(also + own));
    let own = id;
    for (let k = 2; isTaken(own); k++) own = `${id}_${k}`;
    return own;
  }
}

const FUNCTIONS = { "+": "plus", "-": "minus", "*": "times", "/": "divide", "**": "power" } as const;
