/** A release of CHANGELOG.md: the words of its heading, and its text in Markdown. */
export interface Release {
  readonly name: string;
  readonly text: string;
}

/** The releases of a changelog in Markdown, in its order; what stands before the first `## ` is left out. */
export function releasesOf(changelog: string): Release[] {
  return changelog
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [name = '', ...lines] = part.split('\n');
      return { name: name.trim(), text: lines.join('\n').trim() };
    });
}

const firstRelease =
  '第一个版本：在浏览器里运行 GPT-2 的引擎、分词器和命令行工具；随站附带的教学模型，也可以装入任意大小的 GPT-2；第 0 至 6 课、四个实验室和术语表，中英双语；全站搜索、离线使用、练习与教师材料。';

/** What a release brings, for readers of Chinese; by the first word of its heading. */
export const summariesZh: Readonly<Record<string, string>> = {
  Unreleased: firstRelease,
  '0.1.0': firstRelease,
};

/** Example: summaryZh('0.1.0 (2026-11-21)') */
export function summaryZh(name: string): string | undefined {
  return summariesZh[/^\S*/.exec(name)?.[0].replace(/[,:;]$/, '') ?? ''];
}
