// How long `chalkgrad solve` takes from a cold start, as a multiple of starting Node with nothing to do.
// Both are run in turn, so that whatever else the machine does falls on both.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROUNDS = 15;
const cli = fileURLToPath(new URL("../dist/server/cli.js", import.meta.url));
const problem = fileURLToPath(new URL("../problems/bank/exam-network.yaml", import.meta.url));

function milliseconds(args) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args);
  if (status !== 0) throw new Error(String(stderr));
  return Number(process.hrtime.bigint() - start) / 1e6;
}

const median = (xs) => xs.sort((a, b) => a - b)[Math.floor(xs.length / 2)];
const rounds = Array.from({ length: ROUNDS }, () => ({
  bare: milliseconds(["-e", "0"]),
  solve: milliseconds([cli, "solve", problem]),
}));
const bare = median(rounds.map((round) => round.bare));
const solve = median(rounds.map((round) => round.solve));
const ratio = median(rounds.map((round) => round.solve / round.bare));
console.log(
  `node -e 0: ${bare.toFixed(0)} ms, chalkgrad solve: ${solve.toFixed(0)} ms, ratio ${ratio.toFixed(1)} (at most 6)`,
);
