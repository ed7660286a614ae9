import type { Words } from "../../solver/tape.ts";
import type { Task } from "./task.ts";
import { type Track, weightsAt } from "./track.ts";

/** One step of Adam with a gradient (Kingma & Ba 2015, Algorithm 1), from running means that start at 0. */
export function recordAdam(task: Task, track: Track, t: number, g: string, words: Words): void {
  const { tape } = task;
  const { mark } = track;
  const own = (name: string, n = t) => `${name}${mark}_${n}`;
  const tex = (symbol: string) => `${symbol}_{${t}}${mark && "'"}`;
  const mean = (name: string, beta: string, of: string) =>
    t === 1 ? `(1 - ${beta}) * ${of}` : `${beta} * ${own(name, t - 1)} + (1 - ${beta}) * ${of}`;
  tape.let(own("m"), mean("m", "beta1", g), {
    tex: tex("m"),
    name: `running mean of the gradients, step ${t}`,
    title: "First moment",
    why: "A running mean of the gradients; it starts from 0.",
  });
  tape.let(own("v"), mean("v", "beta2", `${g} .^ 2`), {
    tex: tex("v"),
    name: `running mean of the squares, step ${t}`,
    title: "Second moment",
    why: "A running mean of their squares: how large this weight's gradients are.",
  });
  const corrected = { m: "beta1", v: "beta2" };
  for (const [name, beta] of Object.entries(corrected))
    tape.let(own(`${name}hat`), `${own(name)} / (1 - ${beta} ^ ${t})`, {
      tex: tex(`\\hat{${name}}`),
      name: `corrected ${name}, step ${t}`,
      title: `${name === "m" ? "First" : "Second"} moment, corrected`,
      why: "It started from 0, which makes it too small by the factor $1-\\beta^t$.",
    });
  const moved = `learningRate * ${own("mhat")} ./ (sqrt(${own("vhat")}) + epsilon)`;
  const before = weightsAt(track, "w", t - 1);
  const decayed = task.choice("adamw.decay") === "plain" ? `decay * ${before}` : `learningRate * decay * ${before}`;
  tape.let(weightsAt(track, "w", t), `${before} - ${moved}${mark && ` - ${decayed}`}`, words);
}
