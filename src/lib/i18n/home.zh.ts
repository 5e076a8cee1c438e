import type { homeEn } from './home.en.ts';

/** 首页展柜以外的用语，只在生成页面时用到。 */
export const homeZh = {
  'home.title': '玻璃柜里的 GPT-2',
  'home.lead':
    '一个真正的语言模型，就在你的浏览器里运行。从你的一句话到它的下一个词，中间的每个数都摆出来，可以看，可以比，也可以动手改。',
  'home.start': '从第 {n} 课开始',
  'home.on.lesson': '接着看：第 {n} 课',
  'home.on.section': '接着看：第 {n} 课第 {m} 节',
  'home.open': '看看里面',
  'home.facts': '不用注册，也没有我们的服务器：一切都在你的设备上计算。',

  'home.lessons': '一课一课往前走',
  'home.lessons.lead': '一共 {n} 课，每课回答一个问题。课里的图都能动手，每张图都写明数从哪里来。',
  'home.lessons.kept': '读过哪些会在这里做上记号，只保存在这台设备上。',
  'home.lessons.clear': '清除记录',
  'home.lesson.minutes': '{n} 分钟',
  'home.lesson.sections': '{n} 节',
  'home.lesson.reached': '读到 {n}/{all} 节',
  'home.lesson.solved': '做出 {n} 题',
  'home.glossary': '术语表（中英对照）',

  'home.labs': '实验室',
  'home.labs.lead': '各课的主图，整页大小，不带课文。下面的小图都注明了出处。',
  'home.lab.tokenizer.alt': '一句话切成 GPT-2 的词元，下面是各个词元的编号',
  'home.lab.positions.alt': 'GPT-2 学到的 1024 个位置，沿前三个主成分画出来：一条螺旋线',
  'home.lab.attention.alt': '教学模型的八个注意力头在一句话里各看哪里',
  'home.lab.decoding.alt': '最可能的下一批词元：合起来占一半概率的留下，其余截去',
  'home.lab.model.alt': '在教学模型一次前向传播的每一站，各个词元的向量有多长',
  'home.lab.models.alt':
    '五个模型的大小画成方块：500 万、1.24 亿、3.55 亿、7.74 亿和 15.58 亿个参数',
  'home.lab.tokenizer.note': '推算：用 GPT-2 自己的合并规则',
  'home.lab.positions.note': '存档：GPT-2 的位置，第 1 到第 3 主成分',
  'home.lab.attention.note': '存档：第 {layer} 层的八个头',
  'home.lab.decoding.note': '存档：“{text}”之后，top-p 取 0.5',
  'home.lab.model.note': '存档：{tokens} 个向量在 {stations} 站的长度',
  'home.lab.models.note': '推算：参数量，画成面积',

  'home.teach': '给老师',
  'home.teach.text':
    '上课时一步一步投影讲解；发给学生的链接可以带上你选的句子、藏起答案；练习单和参考答案可以直接打印；还有一套不联网也能用的课堂包。',
  'home.teach.go': '用 Vitrine 上课',
  'home.research': '给研究者',
  'home.research.text':
    '激活值沿用 TransformerLens 的名字。可以在实验室里做消融、激活修补和归因；每张图的数都能存成 CSV 和 JSON；同一个引擎也能在命令行里用：',
  'home.research.lab': '注意力实验室',
  'home.research.models': '换上你自己的 GPT-2',
  'home.about': '做了哪些简化',

  'home.marks': '每张图上的标记',
  'home.marks.lead': '一张讲模型的图可能是好几种东西。在这里，每张图都会说明自己是哪一种。',
  'home.marks.live': '刚刚在你的设备上，用你输入的文字算出来的',
  'home.marks.stored': '取自一次真实的运行，并写明是用什么命令得到的',
  'home.marks.computed': '由本页按写明的公式或算法算出来的',
  'home.marks.cited': '别人发表的数，旁边写着出处',
  'home.marks.schematic': '只为说明原理而画，不是模型算出来的',
} as const satisfies Record<keyof typeof homeEn, string>;
