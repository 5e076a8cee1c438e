/** What `npm audit --json` says, as a verdict. */

export type Severity = 'low' | 'moderate' | 'high' | 'critical';
const order: readonly Severity[] = ['low', 'moderate', 'high', 'critical'];

export type Verdict =
  /** Nothing at or above the threshold; `below` names what is under it. */
  | { readonly kind: 'clean'; readonly below: readonly string[] }
  | { readonly kind: 'found'; readonly advisories: readonly string[] }
  /** The registry has no audit endpoint, or it cannot be reached: nothing is known. */
  | { readonly kind: 'could not ask'; readonly why: string };

/** `output`: what the command has written; `threshold`: the least severity that counts. */
export function verdictOf(output: string, threshold: Severity): Verdict {
  const answer = parse(output);
  if (answer === null) return { kind: 'could not ask', why: 'npm gave no JSON' };
  const { error, message, vulnerabilities } = answer;
  if (!isRecord(vulnerabilities)) {
    const summary = isRecord(error) ? error['summary'] : undefined;
    const why = [summary, message].find((each) => typeof each === 'string' && each !== '');
    return { kind: 'could not ask', why: withoutAddress(String(why ?? 'npm gave no list')) };
  }
  const all = Object.entries(vulnerabilities).map(([name, about]) => {
    const severity = isRecord(about) ? String(about['severity']) : '';
    // A severity that is not known counts as the worst.
    const at = order.findIndex((each) => each === severity);
    return { text: `${name}: ${severity}`, at: at < 0 ? order.length : at };
  });
  const from = order.indexOf(threshold);
  const advisories = all.filter(({ at }) => at >= from).map(({ text }) => text);
  if (advisories.length > 0) return { kind: 'found', advisories };
  return { kind: 'clean', below: all.map(({ text }) => text) };
}

function parse(output: string): Record<string, unknown> | null {
  try {
    const answer: unknown = JSON.parse(output);
    return isRecord(answer) ? answer : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Where it was asked is the machine's own business. */
const withoutAddress = (text: string): string => text.replace(/https?:\/\/\S+/g, 'the registry');
