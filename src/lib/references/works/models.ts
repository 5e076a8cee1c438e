import { authorsOf, type Work } from '../work.ts';

/** The models themselves: lessons 0 and 1. */
export const modelsWorks: readonly Work[] = [
  {
    id: 'vaswani2017',
    kind: 'inproceedings',
    authors: authorsOf(
      'Vaswani, Ashish; Shazeer, Noam; Parmar, Niki; Uszkoreit, Jakob; Jones, Llion; Gomez, Aidan N.; Kaiser, Łukasz; Polosukhin, Illia',
    ),
    year: 2017,
    title: 'Attention is all you need',
    venue: 'NeurIPS',
    fields: { booktitle: 'Advances in Neural Information Processing Systems 30' },
    url: 'https://arxiv.org/abs/1706.03762',
  },
  {
    id: 'radford2018',
    kind: 'techreport',
    authors: authorsOf('Radford, Alec; Narasimhan, Karthik; Salimans, Tim; Sutskever, Ilya'),
    year: 2018,
    title: 'Improving language understanding by generative pre-training',
    venue: 'OpenAI',
    fields: { institution: 'OpenAI' },
    url: 'https://cdn.openai.com/research-covers/language-unsupervised/language_understanding_paper.pdf',
  },
  {
    id: 'devlin2019',
    kind: 'inproceedings',
    authors: authorsOf('Devlin, Jacob; Chang, Ming-Wei; Lee, Kenton; Toutanova, Kristina'),
    year: 2019,
    title: 'BERT: pre-training of deep bidirectional transformers for language understanding',
    venue: 'NAACL',
    fields: { booktitle: 'Proceedings of NAACL-HLT 2019' },
    url: 'https://arxiv.org/abs/1810.04805',
  },
  {
    id: 'radford2019',
    kind: 'techreport',
    authors: authorsOf(
      'Radford, Alec; Wu, Jeffrey; Child, Rewon; Luan, David; Amodei, Dario; Sutskever, Ilya',
    ),
    year: 2019,
    title: 'Language models are unsupervised multitask learners',
    venue: 'OpenAI',
    fields: { institution: 'OpenAI' },
    url: 'https://cdn.openai.com/better-language-models/language_models_are_unsupervised_multitask_learners.pdf',
  },
  {
    id: 'brown2020',
    kind: 'inproceedings',
    authors: authorsOf(
      'Brown, Tom B.; Mann, Benjamin; Ryder, Nick; Subbiah, Melanie; Kaplan, Jared; Dhariwal, Prafulla; Neelakantan, Arvind; Shyam, Pranav; Sastry, Girish; Askell, Amanda; Agarwal, Sandhini; Herbert-Voss, Ariel; Krueger, Gretchen; Henighan, Tom; Child, Rewon; Ramesh, Aditya; Ziegler, Daniel M.; Wu, Jeffrey; Winter, Clemens; Hesse, Christopher; Chen, Mark; Sigler, Eric; Litwin, Mateusz; Gray, Scott; Chess, Benjamin; Clark, Jack; Berner, Christopher; McCandlish, Sam; Radford, Alec; Sutskever, Ilya; Amodei, Dario',
    ),
    year: 2020,
    title: 'Language models are few-shot learners',
    venue: 'NeurIPS',
    fields: { booktitle: 'Advances in Neural Information Processing Systems 33' },
    url: 'https://arxiv.org/abs/2005.14165',
  },
  {
    id: 'ouyang2022',
    kind: 'inproceedings',
    authors: authorsOf(
      'Ouyang, Long; Wu, Jeffrey; Jiang, Xu; Almeida, Diogo; Wainwright, Carroll L.; Mishkin, Pamela; Zhang, Chong; Agarwal, Sandhini; Slama, Katarina; Ray, Alex; Schulman, John; Hilton, Jacob; Kelton, Fraser; Miller, Luke; Simens, Maddie; Askell, Amanda; Welinder, Peter; Christiano, Paul; Leike, Jan; Lowe, Ryan',
    ),
    year: 2022,
    title: 'Training language models to follow instructions with human feedback',
    venue: 'NeurIPS',
    fields: { booktitle: 'Advances in Neural Information Processing Systems 35' },
    url: 'https://arxiv.org/abs/2203.02155',
  },
  {
    id: 'zhu2015',
    kind: 'inproceedings',
    authors: authorsOf(
      'Zhu, Yukun; Kiros, Ryan; Zemel, Richard; Salakhutdinov, Ruslan; Urtasun, Raquel; Torralba, Antonio; Fidler, Sanja',
    ),
    year: 2015,
    title:
      'Aligning books and movies: towards story-like visual explanations by watching movies and reading books',
    venue: 'ICCV',
    fields: {
      booktitle: 'Proceedings of the IEEE International Conference on Computer Vision (ICCV)',
    },
    url: 'https://arxiv.org/abs/1506.06724',
  },
];
