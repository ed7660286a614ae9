import { cells } from "./cells.ts";

interface Wire {
  from: string;
  to: string;
}

interface Run {
  wire: Wire;
  directions: number;
}

const [up, down, left, right] = [1, 2, 4, 8];
const flatWire = left | right;
const steepWire = up | down;
/** By the directions in which a wire leaves the cell. */
const signs = " │││─┘┐┤─└┌├─┴┬┼";

/** A canvas of box-drawing lines that knows which wire runs where, and so whether two of them could be confused. */
export class Wires {
  private runs = new Map<string, Run[]>();
  private texts = new Map<string, string>();
  private width = 0;
  private height = 0;

  write(x: number, y: number, text: string): void {
    this.texts.set(`${x},${y}`, text);
    this.reach(x + cells(text), y + 1);
  }

  horizontal(wire: Wire, y: number, from: number, to: number): void {
    for (let x = from; x < to; x++) {
      this.add(wire, x, y, right);
      this.add(wire, x + 1, y, left);
    }
  }

  vertical(wire: Wire, x: number, from: number, to: number): void {
    for (let y = Math.min(from, to); y < Math.max(from, to); y++) {
      this.add(wire, x, y, down);
      this.add(wire, x, y + 1, up);
    }
  }

  private add(wire: Wire, x: number, y: number, direction: number): void {
    const runs = this.runs.get(`${x},${y}`) ?? [];
    const run = runs.find((other) => other.wire === wire);
    if (run) run.directions |= direction;
    else runs.push({ wire, directions: direction });
    this.runs.set(`${x},${y}`, runs);
    this.reach(x + 1, y + 1);
  }

  private reach(width: number, height: number): void {
    this.width = Math.max(this.width, width);
    this.height = Math.max(this.height, height);
  }

  get crossings(): number {
    return this.meetings().filter(([a, b]) => isCrossing(a, b)).length;
  }

  /** Whether the lines that join could be followed from a source to a target that it does not feed. */
  get ambiguous(): boolean {
    const nets = new Map<Wire, Set<Wire>>();
    for (const { wire } of [...this.runs.values()].flat()) nets.set(wire, new Set([wire]));
    for (const [a, b] of this.meetings()) {
      if (isCrossing(a, b)) continue;
      const net = new Set([...(nets.get(a.wire) ?? []), ...(nets.get(b.wire) ?? [])]);
      for (const wire of net) nets.set(wire, net);
    }
    return [...nets.values()].some((net) => !isComplete([...net]));
  }

  private meetings(): [Run, Run][] {
    return [...this.runs.values()].flatMap((runs) =>
      runs.flatMap((a, i) => runs.slice(i + 1).map((b): [Run, Run] => [a, b])),
    );
  }

  lines(): string[] {
    return Array.from({ length: this.height }, (_, y) => this.line(y));
  }

  private line(y: number): string {
    let line = "";
    for (let x = 0; x < this.width; x = cells(line)) line += this.texts.get(`${x},${y}`) || this.sign(x, y);
    return line.trimEnd();
  }

  private sign(x: number, y: number): string {
    const runs = this.runs.get(`${x},${y}`) ?? [];
    const crossed = runs.some((a) => runs.some((b) => isCrossing(a, b)));
    // One wire passes behind the other: ┼ would read as a junction.
    if (crossed) return "│";
    return signs[runs.reduce((all, run) => all | run.directions, 0)] ?? " ";
  }
}

function isCrossing(a: Run, b: Run): boolean {
  const steep = a.directions === steepWire && b.directions === flatWire;
  const flat = a.directions === flatWire && b.directions === steepWire;
  return (steep || flat) && a.wire.from !== b.wire.from && a.wire.to !== b.wire.to;
}

/** Whether each source goes to each target. */
function isComplete(net: Wire[]): boolean {
  const [from, to] = [new Set(net.map((wire) => wire.from)), new Set(net.map((wire) => wire.to))];
  return from.size * to.size === new Set(net.map((wire) => `${wire.from} ${wire.to}`)).size;
}
