import { underUsualNames } from "../needs.ts";
import { defineTopic, type Outcome, type Setting } from "../topic.ts";
import { examples } from "./examples.ts";
import { type Given, given } from "./given.ts";
import { recordGoal } from "./goal.ts";
import { mistakes } from "./mistakes.ts";
import { outcomeOf } from "./outcome.ts";
import { Run } from "./run.ts";

export default defineTopic<Given>({
  id: "schedules",
  title: "Learning-rate schedules",
  about: "The learning rate over the epochs: step, exponential, 1/t, polynomial and cosine schedules, and warm-up.",
  given,
  conventions: ["warmup.first", "warmup.then"],
  answers: [
    { id: "eta_#", about: "learning rate at t = #, where t counts the epochs that are over; any # may be asked for" },
    { id: "drops_#", about: "drops up to t = # in a step schedule" },
    { id: "reached", about: "first epoch at which the rate is at most `below`" },
    { id: "bound", about: "the same before it is rounded up" },
  ],
  solve: (problem: Given, setting: Setting): Outcome => {
    const run = new Run(underUsualNames(problem, { epochs: "T" }), setting);
    return outcomeOf(run, recordGoal(run));
  },
  mistakes,
  examples,
});
