import type { shareEn } from './share.en.ts';

/** 保存、嵌入与引用。 */
export const shareZh = {
  'share.embed': '嵌入…',
  'share.cite': '引用…',
  'share.failed': '这部分内容没能载入。请检查网络后再试。',
  'share.copy': '复制',
  'share.copied': '已复制',
  'share.selected': '浏览器不允许网页复制。文字已选中，请按 Ctrl+C 或 ⌘C。',
  'share.saveAs': '存为 {file}',
  'share.close': '关闭',

  'share.link.heading': '这张图的链接',

  'share.cite.figure': '引用这张图',
  'share.cite.page': '引用本页',
  'share.cite.form': '格式',
  'share.cite.plain': '文字',
  'share.cite.bibtex': 'BibTeX',
  'share.cite.csl': 'CSL-JSON',
  'share.cite.text': '引用格式',

  'share.embed.heading': '嵌入这张图',
  'share.embed.show': '显示',
  'share.embed.title': '标题',
  'share.embed.caption': '图注',
  'share.embed.controls': '控件',
  'share.embed.table': '数据表',
  'share.embed.menu': '保存与分享',
  'share.embed.theme': '配色',
  'share.embed.theme.auto': '随读者的设置',
  'share.embed.theme.light': '浅色',
  'share.embed.theme.dark': '深色',
  'share.embed.language': '语言',
  'share.embed.code': '代码',
  'share.embed.state': '带上我现在的设置和输入的文字',
  'share.embed.follow': '附带随高度伸缩的脚本',
  'share.embed.html': 'HTML 代码',
  'share.embed.height': '按现在的宽度，框高 {n} 像素；框窄一些，就要更高。',
  'share.embed.preview': '预览',

  'share.md.source': '数据来源：',
  'share.md.cite': '引用格式：',
  'share.md.open': '打开这张图',

  'embed.lesson': '第 {n} 课：{title}',
  'embed.from': '出自 Vitrine · {from}',
  'embed.oneThread': '嵌入时若没有 WebGPU，模型只用一个线程计算；在原页面上更快。',
} as const satisfies Record<keyof typeof shareEn, string>;
