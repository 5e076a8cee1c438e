/**
 * `npm test`: all stages in order, going on after one that fails; the last line is
 * `N passed, N failed`. `npm test -- unit lint` runs the named stages only.
 */
import type { Counts } from './counts.ts';
import { groups, type Stage } from './stages.ts';

const stages = groups.flat();
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !stages.some((stage) => stage.name === name));
if (unknown !== undefined) {
  console.error(`no such stage: ${unknown} (${stages.map(({ name }) => name).join(', ')})`);
  process.exit(2);
}

const counted: (Counts & { readonly title: string })[] = [];
for (const group of groups) {
  const wanted = group.filter(({ name }) => asked.length === 0 || asked.includes(name));
  const one = async (stage: Stage) => ({ title: stage.title, ...(await timed(stage)) });
  counted.push(...(await Promise.all(wanted.map(one))));
}

console.log('\n== Summary ==');
for (const { title, names = [], ...counts } of counted) {
  console.log(`${title}: ${line(counts)}`);
  for (const name of names) console.log(`  failed: ${name}`);
}
const total = { passed: sum('passed'), failed: sum('failed') };
console.log(line(total));
process.exitCode = total.failed > 0 ? 1 : 0;

async function timed({ title, run }: Stage): Promise<Counts> {
  console.log(`\n== ${title} ==`);
  const start = performance.now();
  const counts = await run().catch(crashed);
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(`-- ${title}: ${line(counts)} (${String(seconds)} s)`);
  return counts;
}

/** A stage that could not run is one failure. */
function crashed(error: unknown): Counts {
  console.error(error instanceof Error ? error.message : String(error));
  return { passed: 0, failed: 1 };
}

function line({ passed, failed }: Counts): string {
  return `${String(passed)} passed, ${String(failed)} failed`;
}

function sum(key: 'passed' | 'failed'): number {
  return counted.reduce((total, counts) => total + counts[key], 0);
}
