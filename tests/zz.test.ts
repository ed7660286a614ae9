import { test } from "vitest";
import { bind, evaluateExpr } from "../solver/expression.ts";
import { parseFormula } from "../solver/formula.ts";
import { fromNested } from "../solver/ndarray.ts";
import { defaultFormat, numberTex, numberText } from "../solver/numbers.ts";
import { texArithmetic } from "../solver/readings/tex.ts";
import { writeFormula } from "../solver/notation.ts";
test("x", () => {
 const tex = texArithmetic((x) => numberTex(numberText(x, defaultFormat, true)));
 const lines: string[] = [];
 for (const f of ["softplus(z)","softplus(-z)","bipolarSigmoid(z)","leakyRelu(-z, 0.01)","elu(-z,1)","selu(z)","selu(-z)","gelu(z)","geluTanh(z)","swish(z)","huber(z,5,1)","huber(z,2.5,1)","huberNotes(z,5,1)","absoluteError(z,5)","hinge(z,-1)","sparseCce(softmax(v),1)","logBase(z,2)","log2(z)","erf(z)","abs(z-5)","minimum(z,1)","softmax(v)", "sqrt(z)"]) {
  const e = bind(parseFormula(f), (n) => n==="v" ? [3] : []);
  const v = evaluateExpr(e, (n) => { const x = fromNested(n==="v" ? [1,2,-3] : 2); return {shape:x.shape, cells:x.cells.map(tex.number)}; }, tex);
  lines.push(f+"   "+writeFormula(e, (n)=>n==="v"?[3]:[], (n)=>({tex:n,level:5} as never)).tex + "   " + v.cells[0]?.tex+" = "+v.cells[0]?.value);
 }
 console.log(lines.join("\n"));
});
