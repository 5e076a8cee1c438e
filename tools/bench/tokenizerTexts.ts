import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createRng } from '#lib/sampling/index.ts';

const megabyte = 1_000_000;
const modules = new URL('../../node_modules/', import.meta.url);

/** 1 MB of English as people write it beside code: the README files of the installed packages. */
export function englishText(): string {
  const cwd = fileURLToPath(modules);
  const paths = globSync(['*/README.md', '@*/*/README.md'], { cwd }).sort();
  let text = '';
  for (const path of paths) {
    text += readFileSync(new URL(path, modules), 'utf8');
    if (Buffer.byteLength(text) >= megabyte) return clip(text);
  }
  throw new Error(`too few README files for a megabyte: ${Buffer.byteLength(text)} bytes`);
}

/**
 * 1 MB of Chinese without repeats: a chain over pairs of characters, learnt from the Chinese
 * messages of TypeScript and axe-core, so that the characters and lengths of clauses are real ones.
 */
export function chineseText(): string {
  const sources = [
    'typescript/lib/zh-cn/diagnosticMessages.generated.json',
    'axe-core/locales/zh_CN.json',
  ];
  const source = sources
    .map((path) => readFileSync(new URL(path, modules), 'utf8'))
    .join('\n')
    .replaceAll(/[^\p{Script=Han}，。；：、！？（）\n]+/gu, '')
    .replaceAll(/\n+/g, '\n');
  const followers = new Map<string, string[]>();
  const chars = [...source];
  for (const [i, char] of chars.slice(0, -2).entries()) {
    const pair = char + (chars[i + 1] ?? '');
    const list = followers.get(pair) ?? [];
    list.push(chars[i + 2] ?? '');
    followers.set(pair, list);
  }
  const rng = createRng(1);
  const written = chars.slice(0, 2);
  for (let bytes = 0; bytes < megabyte;) {
    const pair = written.slice(-2).join('');
    const list = followers.get(pair) ?? chars;
    const char = list[Math.floor(rng() * list.length)] ?? '\n';
    written.push(char);
    bytes += Buffer.byteLength(char);
  }
  return clip(written.join(''));
}

/** The first million bytes, cut between characters. */
function clip(text: string): string {
  return Buffer.from(text)
    .subarray(0, megabyte)
    .toString('utf8')
    .replace(/\ufffd+$/, '');
}
