/** The teachers' page; its prose is in content/pages. */
export const teachEn = {
  'teach.nav': 'For teachers',
  'teach.description':
    'Presenter mode, worksheets with answer keys, lesson plans, links for a class, and a kit for a room without a network.',
  'teach.kit': 'What there is for each lesson',
  'teach.lesson': 'Lesson',
  'teach.figures': 'Figures',
  'teach.minutes': 'Minutes for all',
  'teach.sheets': 'For the class',
  'teach.present': 'Present',
  'teach.plan': 'Plan',
  'teach.worksheet': 'Worksheet',
  'teach.answers': 'Answer key',
  'teach.of': '{what}: {title}',
} as const;
