const ascii = /^[ -~]*$/;
const mark = /[\p{Mn}\p{Me}]/u;
const ideograph =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u{ff01}-\u{ff60}]/u;

/** How many cells of a terminal a text takes: a combining mark none, an ideograph or an emoji two. */
export function cells(text: string): number {
  if (ascii.test(text)) return text.length;
  let count = 0;
  for (const point of text) count += mark.test(point) ? 0 : ideograph.test(point) ? 2 : 1;
  return count;
}

/** The text followed by blanks up to `width` cells. */
export function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - cells(text)));
}

/** The text with its line breaks as blanks and without control, bidi and other invisible characters. */
export function printable(text: string): string {
  return text.replace(/\s/gu, (blank) => (blank === "\u00a0" ? blank : " ")).replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "");
}
