/** Saving, embedding and citing. */
export const shareEn = {
  'share.embed': 'Embed…',
  'share.cite': 'Cite…',
  'share.failed':
    'This part of the page could not be loaded. Look to the connection and try again.',
  'share.copy': 'Copy',
  'share.copied': 'Copied',
  'share.selected':
    'This browser does not let the page copy. The text is selected: press Ctrl+C or ⌘C.',
  'share.saveAs': 'Save as {file}',
  'share.close': 'Close',

  'share.link.heading': 'Link to this figure',

  'share.cite.figure': 'Cite this figure',
  'share.cite.page': 'Cite this page',
  'share.cite.form': 'Form',
  'share.cite.plain': 'Text',
  'share.cite.bibtex': 'BibTeX',
  'share.cite.csl': 'CSL-JSON',
  'share.cite.text': 'Citation',

  'share.embed.heading': 'Embed this figure',
  'share.embed.show': 'Show',
  'share.embed.title': 'Title',
  'share.embed.caption': 'Caption',
  'share.embed.controls': 'Controls',
  'share.embed.table': 'Table',
  'share.embed.menu': 'Save & share',
  'share.embed.theme': 'Theme',
  'share.embed.theme.auto': 'The reader’s own',
  'share.embed.theme.light': 'Light',
  'share.embed.theme.dark': 'Dark',
  'share.embed.language': 'Language',
  'share.embed.code': 'Code',
  'share.embed.state': 'With what I have set up and typed',
  'share.embed.follow': 'With a script that follows the height',
  'share.embed.html': 'HTML code',
  'share.embed.height':
    'Height for a frame of this width: {n} pixels. In a narrower one it is higher.',
  'share.embed.preview': 'Preview',

  'share.md.source': 'Where the numbers are from:',
  'share.md.cite': 'Cite as:',
  'share.md.open': 'Open this figure',

  'embed.lesson': 'Lesson {n}: {title}',
  'embed.from': 'From Vitrine, {from}',
  'embed.oneThread':
    'In this frame a model without WebGPU computes on one thread; on its own page it has more.',
} as const;
