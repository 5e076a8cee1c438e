import type { ModelErrorCode } from '../model/errors.ts';

/** 每一种故障：发生了什么，接下来可以怎么办。 */
export const errorsZh = {
  'error.not-gpt2':
    '这个检查点不是 GPT-2，或者用到了本页还不会算的部件。请换一个 config.json 中 model_type 为 "gpt2" 的模型。',
  'error.bad-config':
    '模型的 config.json 读不出来，或者里面有不合理的数值。请重新下载这个文件，或者换一个模型。',
  'error.not-safetensors':
    '权重文件不是 safetensors 格式。请选名为 model.safetensors 的文件，不要选 .bin 或 .pt 文件。',
  'error.truncated': '权重文件不完整，模型缺了一部分。请重新加载；如果还不行，就重新下载这个文件。',
  'error.corrupt': '权重在传输中损坏，和发布者给出的内容对不上。请重新加载，取一份新的。',
  'error.missing-tensor':
    '权重文件里少了 GPT-2 必需的张量。请确认 config.json 和权重来自同一个模型。',
  'error.wrong-shape':
    '有一个权重的形状和 config.json 里写的不一致。请确认 config.json 和权重来自同一个模型。',
  'error.not-found': '服务器上没有这个模型文件。请检查模型名称，或者改用教学模型。',
  'error.network': '加载模型时网络断了。请检查网络后重试；教学模型随本站提供，可以先用它。',
  'error.empty-prompt': '还没有文字可读。请输入几个词，或者选一个例子。',
  'error.too-long': '文字超出了这个模型一次能读的长度。请删短一些，输入框旁边的计数会显示上限。',
  'error.bad-id': '文字里有这个模型词表之外的词元编号。请重新输入，或者换一个模型。',
  'error.bad-capture': '模型里没有叫这个名字的激活值。请在前向传播图上选一个。',
  'error.bad-edit': '这个实验在这个模型上做不了。请检查层、注意力头和位置，或者去掉这个实验。',
  'error.bad-option': '有一项采样设置不合理。请把温度、top-k 和 top-p 恢复为默认值。',
  'error.out-of-memory': '浏览器的内存不够了。请关掉其他标签页再试，或者改用小的教学模型。',
  'error.device-lost':
    '模型运行到一半，浏览器失去了对显卡的控制。你的文字还在；再运行一次，会改用处理器继续。',
  'error.worker-lost': '运行模型的后台线程停了。你的文字还在；再运行一次就会重新启动。',
  'error.self-check-failed':
    '在这个浏览器能用的每一种计算方式下，模型都算出了错误的数值，因此已停止。请更新浏览器或换一个试试；存档的结果仍然可以看。',
  'error.aborted': '已按你的要求停止，随时可以再次运行。',
  'error.internal': '页面出了意料之外的差错。请刷新页面；如果再次出现，请把你的操作步骤告诉我们。',
} as const satisfies Record<`error.${ModelErrorCode}`, string>;
