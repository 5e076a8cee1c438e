import type { offlineEn } from './offline.en.ts';

export const offlineZh: Record<keyof typeof offlineEn, string> = {
  'offline.ready': '课程已存到这台设备上，没有网络也能用。',
  'offline.fetching': '正在把课程存到这台设备上，以便没有网络时使用：{percent}%。',
  'offline.broken': '课程还有一部分没存到这台设备上，下次打开时会接着存。',
  'offline.full': '这台设备的空间不够存下课程（{mb} MB）。有网络时照常可用。',
  'offline.refused': '这个浏览器不为本站保存任何内容，所以课程需要网络。',
  'offline.spared': '为了节省流量，课程没有存到这台设备上（{mb} MB）。',
  'offline.keep': '存下来',
  'offline.notice': '新版本',
  'offline.waiting': '课程有了新版本。',
  'offline.renewed': '另一个标签页已经换到新版本，这一页还是旧的。',
  'offline.load': '现在载入',
  'offline.later': '以后再说',

  'privacy.title': '隐私',
  'privacy.description':
    '哪些内容留在你的设备上，发送了什么（你输入的一个字也没有），以及怎样全部删除。',
  'privacy.here': '这台设备上现在存着什么',
  'privacy.course': '课程，供没有网络时使用',
  'privacy.models': '你下载或打开过的模型',
  'privacy.threads': '这台机器的计算速度（保留一周）',
  'privacy.progress': '你学到了哪里，以及你的答案',
  'privacy.choices': '你的选择，例如配色',
  'privacy.nothing': '无',
  'privacy.some': '有',
  'privacy.size': '浏览器统计的总量：{mb} MB。',
  'privacy.delete': '从这台设备上全部删除',
  'privacy.sure': '确定要删除吗？下载过的模型需要重新下载。',
  'privacy.yes': '是，全部删除',
  'privacy.no': '不，保留',
  'privacy.deleted': '已全部删除，这台设备上不再有本站的任何内容。',
  'privacy.left':
    '有些内容没能删除：{what}。请关闭本站的其他标签页再试，或者在浏览器设置中清除本站数据。',
  'privacy.scripts': '显示这份清单需要 JavaScript。',
};
