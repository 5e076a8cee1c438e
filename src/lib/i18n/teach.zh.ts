import type { teachEn } from './teach.en.ts';

export const teachZh: Readonly<Record<keyof typeof teachEn, string>> = {
  'teach.nav': '给老师',
  'teach.description':
    '演示模式、练习单和答案、教案、给班级的链接，还有一套没有网络也能用的课堂包。',
  'teach.kit': '每一课备有什么',
  'teach.lesson': '课',
  'teach.figures': '图',
  'teach.minutes': '全讲约需分钟',
  'teach.sheets': '课堂材料',
  'teach.present': '演示',
  'teach.plan': '教案',
  'teach.worksheet': '练习单',
  'teach.answers': '答案',
  'teach.of': '{what}：{title}',
};
