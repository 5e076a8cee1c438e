/** The words around a lesson: its contents, its history, the lists of works and of changes. */
export const readingEn = {
  'contents.title': 'In this lesson',
  'contents.figures': 'Figures ({n})',

  'references.nav': 'References',
  'references.title': 'References',
  'references.description':
    'Every work that the lessons cite, with where it is cited, and as BibTeX.',
  'references.lead':
    'Every work that the lessons cite, by author. Under each is the lesson that cites it.',
  'references.count': '{n} works',
  'references.bibtex': 'All as BibTeX',
  'references.citedIn': 'Cited in',
  'references.lesson': 'lesson {n}',

  'updates.title': 'Updates and corrections',
  'updates.last': 'Last updated {date}',
  'updates.list': 'Changes so far ({n})',
  'updates.none': 'No correction so far.',
  'updates.kind.new': 'New',
  'updates.kind.change': 'Change',
  'updates.kind.correction': 'Correction',
  'updates.report':
    'Something wrong, unclear or out of date? [report], with the address of the section. What turns out to be wrong is corrected, and listed here.',
  'updates.reportLink': 'Say so',

  'changelog.nav': 'Changes',
  'changelog.title': 'Changes',
  'changelog.description': 'What is new in each release of Vitrine.',
  'changelog.lead': 'What is new in each release, newest first.',
  'changelog.unreleased': 'Not yet released',
  'changelog.language': 'Entries are in English.',
} as const;
