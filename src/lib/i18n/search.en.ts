/** The words of the search and of the lists that lead through the site. */
export const searchEn = {
  'search.open': 'Search',
  'search.title': 'Search',
  'search.label': 'Search lessons, labs and glossary',
  'search.placeholder': 'attention, temperature, residual stream …',
  'search.close': 'Close',
  'search.hint': 'Arrow keys choose, Enter opens, Esc closes.',
  'search.searching': 'Searching …',
  'search.count': '{n} results',
  'search.one': '1 result',
  'search.other': 'On the Chinese pages',
  'search.none': 'Nothing here holds “{query}”.',
  'search.noneHow':
    'Try a shorter word, its other language, or look through the [glossary] and the [lessons].',
  'search.missing':
    'This copy of the site has no search index; it is made when the site is built. Until then, look through the [glossary] or the [lessons].',
  'search.start': 'Terms, figures, sections of the lessons: any word in English or Chinese.',
  'search.kind.page': 'Page',
  'search.kind.section': 'Section',
  'search.kind.figure': 'Figure',
  'search.kind.term': 'Term',
} as const;
