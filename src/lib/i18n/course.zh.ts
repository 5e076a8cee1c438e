import type { courseEn } from './course.en.ts';

/** 课文的各种小栏目、术语表和实验室目录的用语。 */
export const courseZh = {
  'lesson.predict': '先猜一猜',
  'lesson.predict.show': '看答案',
  'lesson.predict.right': '猜对了。',
  'lesson.predict.wrong': '不是这个。答案是：{answer}',
  'lesson.predict.markRight': '正确答案',
  'lesson.predict.markWrong': '你的选择',
  'lesson.tryThis': '动手试试',
  'lesson.misconception': '常听人说',
  'lesson.references': '参考文献',

  'glossary.nav': '术语表',
  'glossary.title': '术语表',
  'glossary.description': '课程中用到的术语，中英对照，附有定义。',
  'glossary.lead':
    '这里列出课程使用的每个术语，中英对照，各有定义。每一条都有自己的链接，可以分享。',
  'glossary.find': '查找术语，中文英文都行',
  'glossary.none': '没有找到这个术语。',
  'glossary.link': '{term}的链接',
  'glossary.inGlossary': '在术语表里看',

  'labs.nav': '实验室',
  'labs.title': '实验室',
  'labs.description': '各课的主图，整页大小，可以用来做实验，也可以用来讲课。',
  'labs.lead': '各课的主图，整页大小，不带课文，方便回来做实验，或者拿去讲课。',
  'labs.figures': '图',
  'labs.lesson': '第 {n} 课',
  'labs.tokenizer': '分词器',
  'labs.tokenizer.text':
    '用自己的文字训练字节对编码，逐步重放 GPT-2 的合并，把任意一段文字拆开来看。',
  'labs.positions': '位置',
  'labs.positions.text':
    '学出来的位置嵌入、正弦编码、RoPE 和 ALiBi 并排比较；再看看没有位置会怎样。',
  'labs.decoding': '解码',
  'labs.decoding.text':
    '同一段文字，最多六种解码策略并排：各留下什么、截去什么，怎样分支，许多种子下散得多开。',
  'labs.model': '看看里面',
  'labs.model.text': '让真实的模型读你的一句话：词元、注意力、下一个词元。',
  'labs.models': '模型',
  'labs.models.text': '把任意大小的 GPT-2 装进这个浏览器，存好，再核对一遍。',
} as const satisfies Record<keyof typeof courseEn, string>;
