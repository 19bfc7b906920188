/** A step that could not be done, in words for the person who ran it: what, why, what to do, and what the tool printed. */
export class Failure extends Error {
  constructor(what, { cause, cure, tail } = {}) {
    const lines = [`failed: ${what}`];
    if (cause) lines.push(`  cause: ${cause}`);
    if (cure) lines.push(`  cure:  ${cure}`);
    if (tail?.trim()) lines.push('  the end of its output:', ...tail.trimEnd().split('\n').map((line) => `  | ${line}`));
    super(lines.join('\n'));
    this.name = 'Failure';
  }
}
