import { Unreadable } from "./arrays.ts";
import type { Token } from "./lex.ts";

/** A place in a row of tokens. */
export class Cursor {
  protected at = 0;
  protected readonly tokens: readonly Token[];
  protected readonly source: string;

  constructor(tokens: readonly Token[], source: string) {
    this.tokens = tokens;
    this.source = source;
  }

  protected isAt(place: number, text: string): boolean {
    const token = this.tokens[place];
    return token?.kind === "sign" && token.text === text;
  }

  protected is(text: string): boolean {
    return this.isAt(this.at, text);
  }

  protected takeAny(...texts: string[]): boolean {
    const found = texts.some((text) => this.is(text));
    if (found) this.at++;
    return found;
  }

  protected take(): Token & { text?: string } {
    const token = this.tokens[this.at];
    if (!token) throw new Unreadable("something is missing at its end");
    this.at++;
    return token;
  }

  protected expect(close: string): void {
    if (this.takeAny(close)) return;
    const here = this.tokens[this.at];
    const name = close === "\\end" ? "matrix" : "bracket";
    throw new Unreadable(here ? `${this.quote(here)} is out of place` : `a ${name} is opened and never closed`);
  }

  protected slice(start: number): string {
    return this.source.slice(this.tokens[start]?.start, this.tokens[this.at - 1]?.end).replaceAll("−", "-");
  }

  protected quote({ start, end }: Token): string {
    return `\`${this.source.slice(start, end)}\``;
  }
}
