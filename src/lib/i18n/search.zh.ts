import type { searchEn } from './search.en.ts';

/** 搜索和全站目录的用语。 */
export const searchZh = {
  'search.open': '搜索',
  'search.title': '搜索',
  'search.label': '搜索课程、实验室和术语表',
  'search.placeholder': '注意力、温度、残差流……',
  'search.close': '关闭',
  'search.hint': '方向键选择，Enter 打开，Esc 关闭。',
  'search.searching': '正在搜索……',
  'search.count': '{n} 条结果',
  'search.one': '1 条结果',
  'search.other': '英文页面',
  'search.none': '没有找到“{query}”。',
  'search.noneHow': '换个短一点的词试试，或者改用英文；也可以翻翻[glossary]和[lessons]。',
  'search.missing':
    '这份网站里没有搜索索引，构建网站时才会生成。现在可以先翻翻[glossary]或[lessons]。',
  'search.start': '术语、图、课文小节，中文英文都能搜。',
  'search.kind.page': '页面',
  'search.kind.section': '小节',
  'search.kind.figure': '图',
  'search.kind.term': '术语',
} as const satisfies Record<keyof typeof searchEn, string>;
