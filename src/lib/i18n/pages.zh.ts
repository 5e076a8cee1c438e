import type { pagesEn } from './pages.en.ts';

/** 实时页面外框和独立页面的用语。 */
export const pagesZh = {
  'model.title': '看看里面',
  'model.description': '输入一句话，看真实模型的词元、任意注意力头的权重，以及下一个词元的概率。',
  'model.lead':
    '输入一句话，模型就在你的设备上读它。读的每一步都陈列在下面：词元、前向传播、注意力、下一个词元。',

  'about.description': 'Vitrine 是什么，做了哪些简化，怎样对待你的数据，用的是什么模型。',

  'look.title': '一个注意力头读一句话',
  'look.caption':
    '看两行“the”：这个头两次都回头看“cat”，第一次有 85% 的权重落在它上面，第二次有 91%。可以指向一个格子，也可以用 Tab 键选中图，再用方向键移动。',
  'look.from': '从',
  'look.to': '看向',
  'look.help': '用方向键逐格移动。',
  'look.say': '{from} 看 {to}：{percent}%',
  'look.sayNothing': '{from} 看不到 {to}：它在后面',
  'look.weight': '注意力权重',
  'look.masked': '后文，遮住不看',
  'look.column.from': '从',
  'look.column.to': '看向',
  'look.column.weight': '权重',
  'look.model': '教学模型',

  'missing.title': '没有这个页面',
  'missing.text': '地址有误，或者页面已经搬走了。',
  'missing.home': '回到首页',
} as const satisfies Record<keyof typeof pagesEn, string>;
