import type { StepFindings } from "./findings.ts";

/** How near to the best explanation another one must come to take its place when it explains more steps. */
const NEAR = 0.1;

/**
 * One mistake made throughout is likelier than a different one at every step: of the explanations of each wrong step,
 * the one that explains most steps comes first.
 */
export function pooled(steps: readonly StepFindings[]): StepFindings[] {
  const likely = steps.map(({ explanations }) => {
    const [best] = explanations;
    return explanations.filter(({ kind, weight }) => best && kind === best.kind && weight >= NEAR * best.weight);
  });
  const explains = new Map<string, number>();
  for (const { id } of likely.flat()) explains.set(id, (explains.get(id) ?? 0) + 1);
  return steps.map((step, k) => {
    const near = new Set(likely[k]);
    const first = [...near].sort(
      (a, b) => (explains.get(b.id) ?? 0) - (explains.get(a.id) ?? 0) || b.weight - a.weight,
    );
    return { ...step, explanations: [...first, ...step.explanations.filter((other) => !near.has(other))] };
  });
}
