/** What pages say of links and of runs kept as files. */
export const linkEn = {
  'link.close': 'Close',
  'link.copy': 'Copy a link to this page as it is',
  'link.copied': 'Copied. What you typed is in the part after #, which no server sees.',
  'link.copyFailed': 'The browser does not allow copying; the link is in the address bar.',
  'link.tooLong':
    'This is too much for a link. Save the run as a file instead, or shorten the text.',
  'link.tooLongHere': 'This is too much for a link; shorten the text to share it.',
  'link.reset': 'Back to the beginning',
  'link.wasReset': 'The page is as it was at the beginning.',
  'link.label': 'Link to this page',
  'link.partly': 'Part of this link makes no sense here and was left out; the rest is shown.',
  'link.damaged':
    'This link is damaged, perhaps cut off on its way, and was not read. The page shows its own example; ask for the link again.',
  'link.newer':
    'This link was made by a newer version of this site, which this page does not understand. Reload the page to get the newest version.',
  'link.too-long':
    'This link is longer than any that this site makes, and was not read. The page shows its own example.',
  'link.not-kept':
    'What you have set does not all fit into a link: the address holds the rest. Texts of up to 20,000 characters fit.',
  'link.noModel':
    'This link asks for the model “{model}”, which is not on this device. What you see comes from the model of this site.',
  'link.getModel': 'Get models',
  'link.teaching': 'Use this site’s model',
  'run.save': 'Save this run',
  'run.open': 'Open a run',
  'run.openLabel': 'Open a run from a file (.vitrine.json)',
  'run.drop': 'Drop it here to open the run',
  'run.saved': 'Saved as {file} ({size}).',
  'run.savedLess': 'Saved as {file} ({size}). The run is long: {left} was left out.',
  'run.left.patterns': 'the attention of all heads but the open one',
  'run.left.logits': 'the scores of all tokens but the likeliest',
  'run.fromFile': 'From the file {file}, saved {date} with {model}.',
  'run.fromFileNoDate': 'From the file {file}, computed with {model}.',
  'run.same': 'It is shown exactly as it was saved.',
  'run.live': 'Compute it anew',
  'run.nothing': 'There is no computed run to save yet: run the model first.',
  'run.error.too-big': 'This file is too big for a run: at most {most} MB are read.',
  'run.error.not-json': 'This file is damaged or not a run: it cannot be read as JSON.',
  'run.error.foreign':
    'This file is not a run that was saved here. Runs end in .vitrine.json and are made by “Save this run”.',
  'run.error.newer':
    'This run was saved by a newer version of this site. Reload the page to get the newest version, then open it again.',
  'run.error.other-page': 'This run was saved on another page: open it there.',
  'run.error.goThere': 'Go to that page',
  'run.error.damaged':
    'This file was a run, but its numbers do not fit together ({where}); nothing was opened.',
  'run.error.unreadable': 'The browser could not read this file. Choose it again.',
};
