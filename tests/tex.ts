import katex from "katex";

/** Throws unless KaTeX can set it, without a warning other than for letters that its fonts do not have. */
export function setTex(tex: string): void {
  const letters = ["symbolNotInFont", "unicodeTextInMathMode"];
  const strict = (code: string) => (letters.includes(code) ? "ignore" : "error");
  katex.renderToString(tex, { strict, throwOnError: true, trust: false });
}

/**
 * The number that a piece of scalar TeX stands for, read as a person reads it: a logarithm or a sum takes everything up
 * to the next plus or minus sign, and no two signs stand side by side.
 */
export function readTex(tex: string, symbols: Readonly<Record<string, number>>): number {
  const ungrouped = tex.replace(/(?<=\d)\\,(?=\d{3})/g, "");
  const tokens = ungrouped.match(/\\(?:[a-zA-Z]+|,)|\d+(?:\.\d+)?|[a-zA-Z]|[-+^{}(),]/g) ?? [];
  let next = 0;
  const peek = () => tokens[next];
  const take = (expected?: string): string => {
    const token = tokens[next++];
    if (token === undefined || (expected !== undefined && token !== expected))
      throw new Error(`${expected ?? "something"} is missing at token ${next} (${token}) of ${tex}`);
    return token;
  };
  const within = <T>(open: string[], inner: () => T, close: string[]): T => {
    for (const token of open) take(token);
    const value = inner();
    for (const token of close) take(token);
    return value;
  };
  const group = () => within(["{"], sum, ["}"]);
  const bracketed = () => within(["\\left", "("], sum, ["\\right", ")"]);

  function sum(): number {
    const sign = peek() === "-" ? -1 : 1;
    if (sign < 0) take();
    let total = sign * product();
    while (peek() === "+" || peek() === "-") total += (take() === "+" ? 1 : -1) * product();
    return total;
  }
  function product(): number {
    let value = factor();
    for (;;) {
      if (peek() === "\\cdot" || peek() === "\\,") take();
      else if (peek() === undefined || ["+", "-", "}", ",", "\\right"].includes(peek() as string)) return value;
      value *= factor();
    }
  }
  function factor(): number {
    if (peek() === "\\ln") {
      take();
      return Math.log(product());
    }
    const base = primary();
    if (peek() !== "^") return base;
    take();
    return base ** group();
  }
  function primary(): number {
    if (peek() === "\\left") return bracketed();
    const token = take();
    if (/^\d/.test(token)) return Number(token);
    if (token === "\\frac") return group() / group();
    if (token === "\\sigma") return 1 / (1 + Math.exp(-bracketed()));
    if (token === "\\tanh") return Math.tanh(bracketed());
    if (token === "\\mathrm") {
      while (take() !== "}");
      return Math.max(0, bracketed());
    }
    if (token === "\\max")
      return within(["\\left", "("], () => Math.max(sum(), within([",", "\\,"], sum, [])), ["\\right", ")"]);
    if (token === "e" && peek() === "^") return Math.E;
    const value = symbols[token];
    if (value === undefined) throw new Error(`${token} means nothing in ${tex}`);
    return value;
  }
  const value = sum();
  if (next < tokens.length) throw new Error(`${tokens.slice(next).join(" ")} is left over of ${tex}`);
  return value;
}
