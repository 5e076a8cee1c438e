import type { readingEn } from './reading.en.ts';

/** 课文周边的用语：目录、更新记录、参考文献和更新日志。 */
export const readingZh = {
  'contents.title': '本课内容',
  'contents.figures': '图（{n}）',

  'references.nav': '参考文献',
  'references.title': '参考文献',
  'references.description': '各课引用的全部文献，注明在哪一课引用，并提供 BibTeX。',
  'references.lead': '各课引用的全部文献，按作者排列；每条下面注明引用它的是哪一课。',
  'references.count': '共 {n} 种',
  'references.bibtex': '全部导出为 BibTeX',
  'references.citedIn': '引用处：',
  'references.lesson': '第 {n} 课',

  'updates.title': '更新与勘误',
  'updates.last': '最近更新：{date}',
  'updates.list': '历次改动（{n}）',
  'updates.none': '至今没有勘误。',
  'updates.kind.new': '新增',
  'updates.kind.change': '修改',
  'updates.kind.correction': '勘误',
  'updates.report':
    '发现错误、不清楚或过时的地方？请[report]，附上那一节的网址。查实的错误会改正，并记在这里。',
  'updates.reportLink': '告诉我们',

  'changelog.nav': '更新日志',
  'changelog.title': '更新日志',
  'changelog.description': 'Vitrine 各个版本有什么新东西。',
  'changelog.lead': '各个版本有什么新东西，新的在前。',
  'changelog.unreleased': '尚未发布',
  'changelog.language': '详细条目只有英文；每个版本开头有一段中文提要。',
} as const satisfies Record<keyof typeof readingEn, string>;
