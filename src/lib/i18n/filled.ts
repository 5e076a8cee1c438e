export type Vars = Readonly<Record<string, string | number>>;

/** A sentence with `{name}` replaced by `vars.name`; a name that `vars` lacks stays as it is. */
export function filled(sentence: string, vars: Vars): string {
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) =>
    Object.hasOwn(vars, name) ? String(vars[name]) : hole,
  );
}
