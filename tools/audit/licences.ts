/** The licences of what a built site holds, as the bundler lists them, against the file NOTICE. */

export interface Shipped {
  readonly name: string;
  /** As in the package's own package.json: an SPDX expression. */
  readonly licence: string;
}

/** Licences under which code may be passed on together with ours, when they are named. */
const FINE = /^(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|CC0-1\.0|Unlicense|BlueOak-1\.0\.0)$/;

/** The packages in the bundler's list: a heading `## name - version (licence)` each. */
export function shippedOf(list: string): Shipped[] {
  return [...list.matchAll(/^## (\S+) - \S+ \((.*)\)$/gm)].map(([, name = '', licence = '']) => ({
    name,
    licence,
  }));
}

/** One sentence for each package whose licence is not fine, or that NOTICE does not name. */
export function faultsOf(shipped: readonly Shipped[], notice: string): string[] {
  const named = new Set(notice.split(/[^\w@/.-]+/).map((word) => word.toLowerCase()));
  return shipped.flatMap(({ name, licence }) => [
    ...(FINE.test(licence) ? [] : [`${name} is under ${licence || 'no licence'}`]),
    ...(named.has(name) || named.has(family(name)) ? [] : [`NOTICE does not name ${name}`]),
  ]);
}

/** D3 is many packages under one name. */
function family(name: string): string {
  return name.replace(/^d3-.*/, 'd3');
}
