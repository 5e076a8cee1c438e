import type { pagesEn } from './pages.en.ts';

/** 首页、实时页面外框和独立页面的用语。 */
export const pagesZh = {
  'home.title': '玻璃柜里的 GPT-2',
  'home.lead':
    '这是语言模型的一个展柜。模型就在你的浏览器里运行，里面的每个数都摆出来给你看，你还可以伸手进去改一改。',
  'home.open': '看看里面',
  'home.about': '这是什么？',
  'home.case.title': '32 个注意力头同读一句话',
  'home.case.caption':
    '每个三角形是教学模型的一个注意力头。一行是句中的一个词元，一列是它回头看的一个词元；颜色越浓，看得越多。对角线上方是空的：任何词元都看不到后面的内容。',
  'home.case.layer': '第 {n} 层',
  'home.case.head': '{n} 号头',
  'home.case.less': '少',
  'home.case.more': '注意力多',

  'home.what': '你可以做什么',
  'home.what.tokens': '看文字怎样变成词元',
  'home.what.tokens.text': '输入一句话。模型看不到字母，只看到词元的编号；这里列出你这句话的词元。',
  'home.what.attention': '打开任意一个注意力头',
  'home.what.attention.text': '选一层、选一个头，指向一个格子，就能读出谁在看谁、看了多少。',
  'home.what.next': '掂量下一个词',
  'home.what.next.text': '查看词表中每个词元的概率，调一调温度，再让模型接着写下去。',

  'home.marks': '每张图上的标记',
  'home.marks.live': '刚刚在你的设备上，用你输入的文字算出来的',
  'home.marks.stored': '取自一次真实的运行，并写明是用什么命令得到的',
  'home.marks.computed': '由本页按写明的公式或算法算出来的',
  'home.marks.cited': '别人发表的数，旁边写着出处',
  'home.marks.schematic': '只为说明原理而画，不是模型算出来的',

  'home.lessons': '课程',
  'home.lessons.more': '其余课程写好一课，上线一课。',

  'model.title': '看看里面',
  'model.description': '输入一句话，看真实模型的词元、任意注意力头的权重，以及下一个词元的概率。',
  'model.lead':
    '输入一句话，模型就在你的设备上读它。读的每一步都陈列在下面：词元、前向传播、注意力、下一个词元。',
  'model.before':
    '模型加载完之前，你看到的是第一个例子的存档结果；每张图下方的标记会说明它属于哪一种。',

  'about.title': '关于',
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
