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
  'error.bad-address':
    '这不是模型站上的模型名称。请写成“所有者/名称”的形式，例如 openai-community/gpt2。',
  'error.no-repository':
    '模型站上找不到这个模型：名称可能写错了，或者它没有公开。请到模型站上核对名称，形式是“所有者/名称”。',
  'error.no-revision':
    '这个模型没有这个版本。版本一栏留空就取最新的，也可以填它已有的分支、标签或提交。',
  'error.gated':
    '这个模型只提供给登录过的读者，而本页从不登录。请自己从模型站下载文件，再拖到这里；或者换一个模型。',
  'error.no-safetensors':
    '这个模型没有 safetensors 格式的权重。请找一份带有 model.safetensors 文件的副本，或者自己转换后拖到这里。',
  'error.bad-tokenizer':
    '这个模型切分文字的方式本页还不会。请选用 GPT-2 式字节级 BPE 分词器的模型，也就是带有 vocab.json 和 merges.txt 的。',
  'error.rate-limited':
    '服务器要求隔一段时间再下载。已经收到的部分都保留着，过一会儿接着下载即可。',
  'error.changed': '下载途中，服务器上的模型更新了。请重新开始，下载新的那一份。',
  'error.missing-file':
    '这些文件里缺了模型必需的一个。请选整个文件夹：config.json、model.safetensors 和分词器文件；或者选原样的 zip 包。',
  'error.quota-exceeded':
    '浏览器里放不下这个模型了。请删除已存的模型，清理磁盘空间，或者选小一些的存储格式。',
  'error.not-stored': '这个浏览器里没有存这个模型。请先下载，或者把它的文件拖到这里。',
  'error.network': '加载模型时网络断了。请检查网络后重试；教学模型随本站提供，可以先用它。',
  'error.empty-prompt': '还没有文字可读。请输入几个词。',
  'error.too-long': '文字超出了这个模型一次能读的长度。请删短一些。',
  'error.bad-id': '文字里有这个模型词表之外的词元编号。请重新输入，或者换一个模型。',
  'error.bad-capture': '模型里没有叫这个名字的激活值。请在前向传播图上选一个。',
  'error.bad-edit': '这个实验在这个模型上做不了。请检查层、注意力头和位置，或者去掉这个实验。',
  'error.bad-option': '有一项采样设置不合理。请把温度、top-k 和 top-p 恢复为默认值。',
  'error.out-of-memory': '浏览器的内存不够了。请关掉其他标签页再试，或者改用小的教学模型。',
  'error.device-lost':
    '模型运行到一半，浏览器失去了对显卡的控制。你的文字还在；再运行一次，会改用处理器继续。',
  'error.worker-lost': '运行模型的后台线程停了。你的文字还在；再运行一次就会重新启动。',
  'error.no-backend':
    '这个浏览器没有 WebGPU，或者没有 WebGPU 能用的显卡，无法按所选的方式计算。请改用处理器：慢一些，结果同样准确。',
  'error.self-check-failed':
    '在这个浏览器能用的每一种计算方式下，模型都算出了错误的数值，因此已停止。请更新浏览器或换一个试试；存档的结果仍然可以看。',
  'error.aborted': '已按你的要求停止，随时可以再次运行。',
  'error.internal': '页面出了意料之外的差错。请刷新页面；如果再次出现，请把你的操作步骤告诉我们。',
} as const satisfies Record<`error.${ModelErrorCode}`, string>;
