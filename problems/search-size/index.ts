import { missing, underUsualNames } from "../needs.ts";
import { defineTopic, type Outcome, type Setting } from "../topic.ts";
import { recordChance } from "./chance.ts";
import { examples } from "./examples.ts";
import { recordFolds } from "./folds.ts";
import { type Given, given } from "./given.ts";
import { mistakes } from "./mistakes.ts";
import { listOf, Search } from "./search.ts";

export default defineTopic<Given>({
  id: "search-size",
  title: "The size of a hyperparameter search",
  about: "Trainings, time and cost of grid and random search with cross-validation; what random search hits.",
  given,
  conventions: [],
  answers: [
    {
      id: "configurations",
      about: "configurations of the grid; configurations_# of each, where there are several grids",
    },
    {
      id: "trainings",
      about: "trainings in all; with grid and random search trainings_grid, trainings_random; likewise below",
    },
    { id: "time", about: "time in all, in the unit given; time_h, time_d, … in a larger one" },
    { id: "rounds", about: "rounds of trainings, where several machines work at once" },
    { id: "cost", about: "cost in all" },
    { id: "foldSize", about: "examples in the fold that validates" },
    { id: "trainSize", about: "examples in the other folds" },
    { id: "hit", about: "probability that random search hits a good configuration" },
    { id: "miss", about: "probability that it hits none" },
    { id: "needed", about: "trials needed for the probability wanted" },
    { id: "bound", about: "the same before it is rounded up" },
    { id: "top", about: "share of good configurations" },
  ],
  solve,
  mistakes,
  examples,
});

function solve(stated: Given, setting: Setting): Outcome {
  const problem = underUsualNames(stated, { trials: "n", folds: "k", top: "p" });
  const search = new Search(problem, setting);
  const answers = [...search.answers, ...recordFolds(setting.tape, problem), ...recordChance(setting.tape, problem)];
  if (answers.length === 0)
    throw missing(
      "grid",
      "nothing says what is searched",
      "Give grid: { learningRate: [0.1, 0.01], layers: 3 }, or trials: 60.",
    );
  return { answers, aliases: aliasesOf(search), asked: askedOf(answers), plan: planOf(search, answers) };
}

/** The symbols of the solution, and `trainings_grid` also where there is only the one way. */
function aliasesOf({ ways, tape }: Search): Record<string, string> {
  const symbols = Object.entries({ N: "configurations", T: "trainings", R: "rounds" });
  const ids = tape.steps().flatMap(({ id }) => (/^(trainings|time|rounds|cost)$/.test(id) ? [id] : []));
  const whole = ways.length === 1 ? ids.map((id) => [`${id}_${ways[0]?.kind}`, id]) : [];
  return Object.fromEntries([...whole, ...symbols.filter(([, id]) => tape.has(id))]);
}

const ASKED: readonly (readonly [RegExp, string])[] = [
  [/^(configurations|trainings)/, "the number of trainings"],
  [/^time/, "how long they take"],
  [/^cost/, "what they cost"],
  [/^(fold|train)Size/, "how many examples each of them sees"],
  [/^hit/, "how likely random search hits a good configuration"],
  [/^needed/, "how many trials random search needs"],
];

function askedOf(answers: readonly string[]): string {
  const parts = listOf(ASKED.flatMap(([pattern, about]) => (answers.some((id) => pattern.test(id)) ? [about] : [])));
  return `${parts.charAt(0).toUpperCase()}${parts.slice(1)}.`;
}

function planOf({ ways, given }: Search, answers: readonly string[]): string {
  const counted = ways.map(({ kind }) =>
    kind === "grid" ? "the configurations of the grid" : "the trials of random search",
  );
  const folds = given.folds === undefined ? "" : ", times the folds";
  const chance = answers.some((id) => /^(hit|needed)$/.test(id));
  const first = answers.some((id) => /^(configurations|trainings)/.test(id))
    ? [`Count ${listOf(counted)}${folds}.`]
    : [];
  return [...first, ...(chance ? ["Hitting at least once is the opposite of missing every time."] : [])].join(" ");
}
