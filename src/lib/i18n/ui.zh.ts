import type { uiEn } from './ui.en.ts';

/** 站点框架的用语：页眉、页脚、主题、图框。 */
export const uiZh = {
  'site.name': 'Vitrine',
  'site.tagline': '玻璃柜里的 GPT-2',
  'site.description':
    '一个真正的 GPT-2，就在你自己的浏览器里运行，每个部件都看得见：词元、注意力、概率。',
  skip: '跳到正文',

  'nav.label': '主导航',
  'nav.model': '看看里面',
  'nav.lessons': '课程',
  'nav.about': '关于',
  'theme.toDark': '切换到深色主题',
  'theme.toLight': '切换到浅色主题',

  'footer.licence': 'MIT 许可证',
  'footer.promise': '一切都在你的设备上计算，你输入的内容不会离开这台设备。',

  'lesson.minutes': '约 {n} 分钟',
  'lesson.contents': '本页内容',
  'lesson.previous': '上一课',
  'lesson.next': '下一课',
  'lesson.number': '第 {n} 课',

  'figure.label': '图 {n}',
  'figure.linkTo': '本图的链接：{title}',
  'figure.save': '保存与分享',
  'figure.saveOf': '保存与分享：{title}',
  'figure.table': '数据表',
  'figure.hideTable': '收起数据表',
  'figure.tableOf': '数据：{title}',
  'figure.svg': 'SVG 图片',
  'figure.png': 'PNG 图片',
  'figure.csv': 'CSV 数据',
  'figure.json': 'JSON 数据',
  'figure.md': 'Markdown 文本',
  'figure.link': '复制链接',
  'figure.copied': '链接已复制',
  'figure.failed': '这个浏览器没能保存这张图。',
  'figure.empty': '空',
  'figure.moreRows': '这里是 {total} 行中的前 {shown} 行，CSV 文件里有全部数据。',

  'provenance.live': '实时',
  'provenance.live.long': '刚刚在你的设备上算出：{model}，{dtype}，{backend}',
  'provenance.file': '来自文件',
  'provenance.file.long': '保存在文件 {file} 中，由 {model} 算出',
  'provenance.stored': '存档',
  'provenance.stored.long': '取自{model}的一次运行，由 {command} 生成',
  'provenance.computed': '推算',
  'provenance.computed.long': '由本页按{by}算出',
  'provenance.cited': '引用',
  'provenance.cited.long': '已发表的数：{source}',
  'provenance.schematic': '示意',
  'provenance.schematic.long': '只画出原理，并非模型算出',
} as const satisfies Record<keyof typeof uiEn, string>;
