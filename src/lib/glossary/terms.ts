/** A term as the site uses it, in both languages. */
export interface Term {
  /** Its anchor on the glossary page: lower case, words joined by hyphens. */
  readonly id: string;
  readonly en: string;
  readonly zh: string;
  readonly defEn: string;
  readonly defZh: string;
  /** Chinese renderings seen elsewhere that these pages do not use; a test looks for them. */
  readonly notZh?: readonly string[];
}

/** Example: term('token')?.zh → '词元' */
export function term(id: string): Term | undefined {
  return terms.find((each) => each.id === id);
}

/** Every term of the lessons, grouped as the lessons come. */
export const terms: readonly Term[] = [
  {
    id: 'language-model',
    en: 'language model',
    zh: '语言模型',
    defEn: 'A function that gives every token of its vocabulary a probability of coming next.',
    defZh: '一个函数：给它一段文字，它为词表中每个词元给出“下一个就是它”的概率。',
  },
  {
    id: 'token',
    en: 'token',
    zh: '词元',
    defEn:
      'The unit a model reads and writes: a piece of text with a number. It may be a word, part of one, a sign, or a single byte.',
    defZh:
      '模型读写的单位：一小段文字，配一个编号。它可能是一个词、词的一部分、一个符号，或一个字节。',
    notZh: ['令牌', '标记符', '代币'],
  },
  {
    id: 'tokenizer',
    en: 'tokenizer',
    zh: '分词器',
    defEn: 'What turns text into tokens and back. It is made before training and then stays fixed.',
    defZh: '把文字变成词元、再变回来的程序。它在训练之前就做好，此后不再改变。',
    notZh: ['标记器', '令牌化', '词元化器'],
  },
  {
    id: 'vocabulary',
    en: 'vocabulary',
    zh: '词表',
    defEn: 'All tokens that a tokenizer has. GPT-2 has 50,257.',
    defZh: '分词器拥有的全部词元。GPT-2 有 50,257 个。',
    notZh: ['词汇表', '字典'],
  },
  {
    id: 'special-token',
    en: 'special token',
    zh: '特殊词元',
    defEn:
      'A token that stands for no text, such as `<|endoftext|>`. Text typed by a reader does not turn into it.',
    defZh: '不代表任何文字的词元，例如 `<|endoftext|>`。读者输入的文字不会变成它。',
    notZh: ['特殊标记', '特殊符号'],
  },
  {
    id: 'byte',
    en: 'byte',
    zh: '字节',
    defEn:
      'A number from 0 to 255, the unit in which computers store text. In UTF-8 a character takes one to four of them.',
    defZh: '0 到 255 之间的一个数，计算机存储文字的单位。在 UTF-8 中，一个字符占一到四个字节。',
  },
  {
    id: 'bpe',
    en: 'byte-pair encoding (BPE)',
    zh: '字节对编码（BPE）',
    defEn:
      'A way to learn a vocabulary: join the most frequent pair of neighbours into a new symbol, again and again.',
    defZh: '学出一张词表的方法：把最常见的一对相邻符号合成一个新符号，如此反复。',
    notZh: ['字节对编码器', '双字节编码'],
  },
  {
    id: 'merge',
    en: 'merge',
    zh: '合并',
    defEn:
      'One step of byte-pair encoding: two tokens that become one. Its rank is its place in the list that was learned.',
    defZh: '字节对编码的一步：两个词元合成一个。它的排名，就是它在学到的规则表里的位置。',
  },
  {
    id: 'pre-tokenisation',
    en: 'pre-tokenisation',
    zh: '预切分',
    defEn: 'The cut of a text into words, numbers and signs before any merge; merges stay inside.',
    defZh: '合并之前，先把文字切成单词、数字和符号；合并不会越出切开的片段。',
    notZh: ['预标记化', '预分词'],
  },
  {
    id: 'wordpiece',
    en: 'WordPiece',
    zh: 'WordPiece',
    defEn:
      'BERT’s tokenizer: at each place in a word it takes the longest token that fits. ## marks the inside of a word.',
    defZh: 'BERT 的分词方法：在词的每个位置，取能匹配的最长词元。## 表示在词的内部。',
  },
  {
    id: 'autoregression',
    en: 'autoregression',
    zh: '自回归',
    defEn:
      'Writing one token at a time, where each new token is put at the end of the input before the next is predicted.',
    defZh: '一次写一个词元：每写出一个，就接到输入末尾，再预测下一个。',
  },
  {
    id: 'context-window',
    en: 'context window',
    zh: '上下文窗口',
    defEn: 'How many tokens a model can read at once: 1,024 for GPT-2, 256 for the teaching model.',
    defZh: '模型一次最多能读多少个词元：GPT-2 是 1,024，教学模型是 256。',
    notZh: ['语境窗口'],
  },
  {
    id: 'prompt',
    en: 'prompt',
    zh: '提示',
    defEn: 'The text that the model is given, before it writes on.',
    defZh: '交给模型的那段文字，模型在它后面接着写。',
    notZh: ['提示词', '提示语'],
  },
  {
    id: 'parameter',
    en: 'parameter',
    zh: '参数',
    defEn: 'A number that training sets. GPT-2 small has 124,439,808 of them.',
    defZh: '由训练定下来的数。GPT-2 small 有 124,439,808 个。',
    notZh: ['参量'],
  },
  {
    id: 'tensor',
    en: 'tensor',
    zh: '张量',
    defEn: 'Numbers in a grid with any number of axes: a vector has one, a matrix two.',
    defZh: '排成网格的一组数，可以有任意多个轴：向量有一个，矩阵有两个。',
  },
  {
    id: 'encoder',
    en: 'encoder',
    zh: '编码器',
    defEn:
      'The part of a transformer that reads a whole text at once, each token seeing all the others.',
    defZh: 'Transformer 中把整段文字一次读完的部分：每个词元都能看到其他所有词元。',
  },
  {
    id: 'decoder',
    en: 'decoder',
    zh: '解码器',
    defEn: 'The part of a transformer that writes: each token sees only those before it.',
    defZh: 'Transformer 中负责写的部分：每个词元只能看到自己和前面的词元。',
    notZh: ['译码器'],
  },
  {
    id: 'decoder-only',
    en: 'decoder-only',
    zh: '仅解码器',
    defEn: 'A transformer without an encoder, such as GPT: prompt and answer are one text.',
    defZh: '没有编码器的 Transformer，例如 GPT：提示和回答是同一段文字。',
    notZh: ['唯解码器', '纯解码器'],
  },
  {
    id: 'attention',
    en: 'attention',
    zh: '注意力',
    defEn:
      'How a token takes in what others hold: a weighted sum of their values, with weights from queries and keys.',
    defZh: '一个词元取用其他词元信息的办法：用查询和键算出权重，再对值加权求和。',
  },
  {
    id: 'query',
    en: 'query',
    zh: '查询',
    defEn: 'The vector with which a token asks what it is looking for.',
    defZh: '词元用来表示“我在找什么”的向量。',
  },
  {
    id: 'key',
    en: 'key',
    zh: '键',
    defEn: 'The vector by which a token is found.',
    defZh: '词元凭它被找到的那个向量。',
  },
  {
    id: 'value',
    en: 'value',
    zh: '值',
    defEn: 'The vector that a token hands over when it is looked at.',
    defZh: '词元被看到时交出的向量。',
  },
  {
    id: 'attention-head',
    en: 'attention head',
    zh: '注意力头',
    defEn: 'One attention with matrices of its own. A layer has several side by side.',
    defZh: '带有自己一套矩阵的一份注意力。一层里有好几个头并排工作。',
  },
  {
    id: 'pattern',
    en: 'attention pattern',
    zh: '注意力模式',
    defEn: 'The square of weights of one head: who looks at whom, and how much.',
    defZh: '一个头的权重方阵：谁看谁，看多少。',
  },
  {
    id: 'causal-mask',
    en: 'causal mask',
    zh: '因果掩码',
    defEn: 'What hides later tokens: their scores become −∞, so their weights become 0.',
    defZh: '把后面的词元遮住的办法：它们的分数换成 −∞，权重就成了 0。',
    notZh: ['因果遮罩', '因果掩蔽', '因果蒙版', '因果遮蔽', '因果屏蔽'],
  },
  {
    id: 'bidirectional',
    en: 'bidirectional attention',
    zh: '双向注意力',
    defEn: 'Attention without a causal mask: every token sees the tokens on both sides.',
    defZh: '不加因果掩码的注意力：每个词元两边都看得到。',
  },
  {
    id: 'cross-attention',
    en: 'cross-attention',
    zh: '交叉注意力',
    defEn:
      'Attention whose queries come from the decoder and whose keys and values come from the encoder.',
    defZh: '查询来自解码器、键和值来自编码器的注意力。',
    notZh: ['互注意力', '跨注意力'],
  },
  {
    id: 'induction-head',
    en: 'induction head',
    zh: '归纳头',
    defEn:
      'A head that looks for the token that came after the same token before, and so can continue what repeats.',
    defZh: '一种头：它看的是相同词元上次出现时后面跟着的那个词元，因此能把重复的内容接下去。',
    notZh: ['感应头', '诱导头'],
  },
  {
    id: 'attention-sink',
    en: 'attention sink',
    zh: '注意力汇',
    defEn:
      'A token, mostly the first, on which heads rest their weight when there is nothing to fetch.',
    defZh: '没有东西可取时，许多头把权重搁在上面的那个词元，多半是第一个。',
    notZh: ['注意力槽', '注意力水槽'],
  },
  {
    id: 'additive-attention',
    en: 'additive attention',
    zh: '加性注意力',
    defEn: 'Attention whose scores are made by a small network of the sum of query and key.',
    defZh: '用一个小网络打分的注意力：查询和键各自变换后相加，再经过 tanh。',
    notZh: ['加法注意力'],
  },
  {
    id: 'teacher-forcing',
    en: 'teacher forcing',
    zh: '教师强制',
    defEn:
      'Training in which every prediction is made after the right text, whatever the model would have written.',
    defZh: '一种训练办法：每次预测都以正确的前文为准，不管模型自己会写成什么。',
    notZh: ['强制教学', '老师强制'],
  },
  {
    id: 'recurrent-network',
    en: 'recurrent network',
    zh: '循环神经网络',
    defEn:
      'A network that reads a text token by token and hands a state of fixed size from each to the next.',
    defZh: '逐个词元读文字的网络，每读一个就把一个大小固定的状态传给下一个。',
    notZh: ['递归神经网络', '回圈神经网络'],
  },
  {
    id: 'ablation',
    en: 'ablation',
    zh: '消融',
    defEn:
      'To switch a part of the model off, its output set to zero or to a mean, and see what changes.',
    defZh: '关掉模型的一部分（输出换成零或均值），看看有什么变化。',
    notZh: ['切除实验'],
  },
  {
    id: 'activation-patching',
    en: 'activation patching',
    zh: '激活修补',
    defEn:
      'To put an activation of one run into another run and see how much of the answer comes with it.',
    defZh: '把一次运行中的激活换进另一次运行，看答案跟过来多少。',
    notZh: ['激活补丁'],
  },
  {
    id: 'direct-logit-attribution',
    en: 'direct logit attribution',
    zh: '直接 logit 归因',
    defEn:
      'The logit of a token as a sum: what each head and each MLP wrote towards it, without what later parts made of that.',
    defZh:
      '把一个词元的 logit 拆成各项之和：每个头、每个 MLP 直接朝它写了多少，不算经由后面各部分的影响。',
  },
  {
    id: 'kv-cache',
    en: 'KV cache',
    zh: 'KV 缓存',
    defEn:
      'Keys and values of the tokens read so far, kept so that they need not be computed again.',
    defZh: '把读过的词元的键和值留下来，免得重算。',
    notZh: ['键值快取'],
  },
  {
    id: 'masked-language-model',
    en: 'masked language model',
    zh: '掩码语言模型',
    defEn: 'A model trained to fill in tokens that were blanked out, such as BERT.',
    defZh: '训练任务是把挖掉的词元填回去的模型，例如 BERT。',
    notZh: ['遮罩语言模型', '掩蔽语言模型', '遮蔽语言模型'],
  },
  {
    id: 'layer',
    en: 'layer',
    zh: '层',
    defEn: 'One block of a transformer: attention, then an MLP, each added to the residual stream.',
    defZh: 'Transformer 的一块：先是注意力，再是多层感知机，两者的结果都加进残差流。',
  },
  {
    id: 'residual-stream',
    en: 'residual stream',
    zh: '残差流',
    defEn: 'The vector of each token that every layer reads from and adds to.',
    defZh: '每个词元的一个向量，各层都从中读取，再把结果加回去。',
  },
  {
    id: 'layer-normalisation',
    en: 'layer normalisation',
    zh: '层归一化',
    defEn:
      'Shifting and scaling each vector to mean 0 and variance 1, then by learned weights and biases.',
    defZh: '把每个向量平移、缩放到均值 0、方差 1，再乘以学到的权重、加上学到的偏置。',
    notZh: ['层规范化', '层标准化', '层正则化'],
  },
  {
    id: 'mlp',
    en: 'MLP',
    zh: '多层感知机',
    defEn: 'The part of a layer that works on each token alone: widen, bend (GELU), narrow again.',
    defZh: '层中单独处理每个词元的部分：先变宽，经过 GELU，再变窄。',
    notZh: ['多层感知器'],
  },
  {
    id: 'pre-norm',
    en: 'pre-norm and post-norm',
    zh: '前归一化与后归一化',
    defEn:
      'Where the layer norm stands: before each sublayer (GPT-2), or after each sum (the transformer of 2017).',
    defZh: '层归一化放在哪里：每个子层之前（GPT-2），或者每次相加之后（2017 年的 Transformer）。',
  },
  {
    id: 'batch-normalisation',
    en: 'batch normalisation',
    zh: '批归一化',
    defEn: 'Mean 0 and variance 1 for each feature over all examples of a batch.',
    defZh: '对每个特征，在一批的所有样本上取均值和方差，变成均值 0、方差 1。',
    notZh: ['批次归一化', '批量归一化'],
  },
  {
    id: 'gelu',
    en: 'GELU',
    zh: 'GELU',
    defEn:
      'GPT-2’s activation function: x times the chance that a standard normal number lies below x.',
    defZh: 'GPT-2 的激活函数：x 乘以标准正态随机数小于 x 的概率。',
  },
  {
    id: 'neuron',
    en: 'neuron',
    zh: '神经元',
    defEn:
      'One of the numbers in the middle of an MLP: how active it is, and the vector that it writes then.',
    defZh: '多层感知机中间的一个数：它有多激活，就往残差流里写多少自己的那个向量。',
  },
  {
    id: 'logit-lens',
    en: 'logit lens',
    zh: 'logit 透镜',
    defEn:
      'Reading the residual stream after any layer as if it were the last: final layer norm, then unembedding.',
    defZh: '把任何一层之后的残差流当作最后一层来读：先过最后的层归一化，再做反嵌入。',
    notZh: ['对数几率透镜', 'logit 镜头'],
  },
  {
    id: 'forward-pass',
    en: 'forward pass',
    zh: '前向传播',
    defEn: 'One run through the model, from tokens to probabilities.',
    defZh: '从词元到概率，在模型里走一遍。',
    notZh: ['前向传递', '正向传播', '前馈传播'],
  },
  {
    id: 'logits',
    en: 'logits',
    zh: 'logits',
    defEn: 'The scores of all tokens of the vocabulary, before softmax.',
    defZh: '词表中所有词元的分数，还没有经过 softmax。',
    notZh: ['逻辑值', '对数几率值'],
  },
  {
    id: 'softmax',
    en: 'softmax',
    zh: 'softmax',
    defEn: 'What turns scores into probabilities: exponentials, divided by their sum.',
    defZh: '把分数变成概率的函数：先取指数，再除以总和。',
  },
  {
    id: 'unembedding',
    en: 'unembedding',
    zh: '反嵌入',
    defEn: 'From the last hidden state to logits: in GPT-2, a product with the token embeddings.',
    defZh: '从最后的隐藏状态得到 logits；在 GPT-2 里就是与词元嵌入相乘。',
    notZh: ['解嵌入', '去嵌入'],
  },
  {
    id: 'loss',
    en: 'loss',
    zh: '损失',
    defEn: 'Minus the logarithm of the probability given to the token that came, on average.',
    defZh: '对实际出现的词元所给概率取对数、变号，再求平均。',
  },
  {
    id: 'pretraining',
    en: 'pretraining',
    zh: '预训练',
    defEn: 'Training on a large amount of plain text, to predict the next token.',
    defZh: '用大量普通文字训练，任务是预测下一个词元。',
  },
  {
    id: 'fine-tuning',
    en: 'fine-tuning',
    zh: '微调',
    defEn: 'Training a pretrained model further, on other and usually far less data.',
    defZh: '在预训练好的模型上继续训练，用的是另一批、通常少得多的数据。',
    notZh: ['精调', '细调'],
  },
  {
    id: 'instruction-tuning',
    en: 'instruction tuning',
    zh: '指令微调',
    defEn: 'Fine-tuning on pairs of an instruction and a good answer written by people.',
    defZh: '用“指令 + 人写的好回答”来微调。',
    notZh: ['指令调优', '指令精调'],
  },
  {
    id: 'reward-model',
    en: 'reward model',
    zh: '奖励模型',
    defEn: 'A model that scores an answer, trained on comparisons made by people.',
    defZh: '给回答打分的模型，用人做出的比较训练而成。',
    notZh: ['回报模型'],
  },
  {
    id: 'rlhf',
    en: 'RLHF',
    zh: '基于人类反馈的强化学习',
    defEn:
      'Reinforcement learning from human feedback: training a model towards answers that a reward model scores high.',
    defZh: '简称 RLHF：朝着奖励模型给分高的方向继续训练语言模型。',
    notZh: ['从人类反馈中强化学习', '人类反馈强化学习'],
  },
  {
    id: 'positional-encoding',
    en: 'positional encoding',
    zh: '位置编码',
    defEn:
      'Whatever tells a model where in the text a token stands: a vector that is added, a rotation, or a penalty on the score.',
    defZh: '告诉模型词元在文中第几位的办法：可以是加上去的向量，可以是旋转，也可以是对分数的扣减。',
    notZh: ['位置编号', '方位编码'],
  },
  {
    id: 'position-embedding',
    en: 'position embedding',
    zh: '位置嵌入',
    defEn:
      'A learned vector for each position, added to the token embedding. In GPT-2 these are the rows of wpe, one for each of 1,024 positions.',
    defZh:
      '每个位置一个、靠训练学出来的向量，加到词元嵌入上。GPT-2 里就是 wpe 的各行，共 1,024 个位置。',
  },
  {
    id: 'sinusoidal-encoding',
    en: 'sinusoidal encoding',
    zh: '正弦位置编码',
    defEn:
      'A fixed encoding of positions by sines and cosines of many wavelengths (Vaswani et al. 2017). GPT-2 does not use it.',
    defZh: '用多种波长的正弦和余弦来表示位置的固定编码（Vaswani 等，2017）。GPT-2 不用它。',
  },
  {
    id: 'wavelength',
    en: 'wavelength',
    zh: '波长',
    defEn: 'After how many positions a pair of dimensions of the sinusoidal encoding comes round.',
    defZh: '正弦位置编码的一对维度，每过多少个位置转完一圈。',
  },
  {
    id: 'rope',
    en: 'RoPE',
    zh: '旋转位置编码',
    defEn:
      'Rotary position embedding (Su et al. 2021): queries and keys are rotated by an angle that grows with their position, so that scores depend on the distance.',
    defZh:
      '简称 RoPE（Su 等，2021）：把查询和键按各自的位置旋转一个角度，于是分数只取决于两者的距离。',
    notZh: ['旋转式位置嵌入', '旋转位置嵌入'],
  },
  {
    id: 'alibi',
    en: 'ALiBi',
    zh: '线性偏置',
    defEn:
      'Attention with linear biases (Press et al. 2022): each score loses an amount in proportion to the distance; nothing is added to the tokens.',
    defZh: '这里指 ALiBi（Press 等，2022）：分数按距离成比例地扣减，词元上什么也不加。',
    notZh: ['线性偏差'],
  },
  {
    id: 'dot-product',
    en: 'dot product',
    zh: '点积',
    defEn:
      'Two vectors multiplied place by place and added up: large when they point the same way.',
    defZh: '两个向量逐位相乘再相加：方向越一致，值越大。',
    notZh: ['点乘'],
  },
  {
    id: 'principal-component',
    en: 'principal component',
    zh: '主成分',
    defEn:
      'A direction in which a set of vectors varies most; the second is the next best at right angles to the first, and so on.',
    defZh: '一组向量变化最大的方向；第二个是与第一个垂直的方向里变化最大的，依此类推。',
    notZh: ['主分量'],
  },
  {
    id: 'embedding',
    en: 'embedding',
    zh: '嵌入',
    defEn:
      'The vector that stands for a token or a position at the start of the model: a row of a learned table.',
    defZh: '模型开头代表一个词元或一个位置的向量，也就是一张学出来的表里的一行。',
  },
  {
    id: 'cosine',
    en: 'cosine',
    zh: '余弦',
    defEn:
      'How nearly two vectors point the same way, whatever their lengths: their dot product divided by both lengths.',
    defZh: '两个向量的方向有多接近，跟长短无关：点积除以两者的长度。',
  },
  {
    id: 'permutation',
    en: 'permutation',
    zh: '置换',
    defEn: 'Another order of the same things.',
    defZh: '同样的东西换一种次序。',
  },
  {
    id: 'entropy',
    en: 'entropy',
    zh: '熵',
    defEn:
      'The surprise to be expected of a distribution, in bits: 0 when one token is certain, log₂ V when all V are alike.',
    defZh:
      '一个分布预期的意外程度，单位是比特：某个词元必然出现时为 0，V 个词元同样可能时为 log₂ V。',
  },
  {
    id: 'surprise',
    en: 'surprise',
    zh: '意外程度',
    defEn:
      'Minus the logarithm of the probability that a token had, in bits: 1 bit for a half, 10 bits for a thousandth.',
    defZh: '词元出现前的概率取对数、变号，单位是比特：概率一半是 1 比特，千分之一约是 10 比特。',
    notZh: ['惊奇度', '惊讶度'],
  },
  {
    id: 'perplexity',
    en: 'perplexity',
    zh: '困惑度',
    defEn:
      'The exponential of the mean loss: how many equally likely tokens would leave the model as unsure.',
    defZh: '平均损失取指数：模型的犹豫，相当于在这么多个同样可能的词元里挑一个。',
    notZh: ['混淆度', '复杂度困惑'],
  },
  {
    id: 'decoding',
    en: 'decoding',
    zh: '解码',
    defEn: 'How a text is made from the probabilities that a model gives: by search, or by draws.',
    defZh: '由模型给出的概率生成文本的办法：搜索，或者抽取。',
  },
  {
    id: 'greedy',
    en: 'greedy decoding',
    zh: '贪心解码',
    defEn: 'Always to take the likeliest token.',
    defZh: '每一步都取最可能的词元。',
    notZh: ['贪婪解码', '贪婪搜索'],
  },
  {
    id: 'beam-search',
    en: 'beam search',
    zh: '束搜索',
    defEn:
      'To keep the few best beginnings at every step instead of one, and take the best text in the end.',
    defZh: '每一步不只留一个开头，而是留最好的几个，最后取其中最好的文本。',
    notZh: ['集束搜索', '波束搜索', '定向搜索'],
  },
  {
    id: 'sampling',
    en: 'sampling',
    zh: '采样',
    defEn: 'To draw the next token at random, by the probabilities that the model gives.',
    defZh: '按模型给出的概率，随机抽取下一个词元。',
    notZh: ['取样'],
  },
  {
    id: 'temperature',
    en: 'temperature',
    zh: '温度',
    defEn:
      'A number by which logits are divided before softmax: below 1 the likely become likelier, above 1 the distribution flattens.',
    defZh: 'softmax 之前用来除 logits 的数：小于 1 时可能的更可能，大于 1 时分布变平。',
  },
  {
    id: 'top-k',
    en: 'top-k sampling',
    zh: 'top-k 采样',
    defEn: 'To draw from the k likeliest tokens only.',
    defZh: '只从最可能的 k 个词元里抽取。',
  },
  {
    id: 'top-p',
    en: 'top-p (nucleus) sampling',
    zh: 'top-p（核）采样',
    defEn:
      'To draw from the fewest likeliest tokens that hold at least the probability p together.',
    defZh: '只从最可能的若干个词元里抽取：合计概率达到 p 为止，个数越少越好。',
  },
];
