export const offlineEn = {
  'offline.ready': 'The course is on this device: it works without a network.',
  'offline.fetching': 'The course is being kept for use without a network: {percent} %.',
  'offline.broken':
    'Part of the course is not on this device yet; it is fetched at your next visit.',
  'offline.full':
    'There is no room on this device to keep the course ({mb} MB). It works as long as there is a network.',
  'offline.refused': 'This browser keeps nothing for this site: the course needs a network.',
  'offline.spared': 'To spare your data, the course is not kept on this device ({mb} MB).',
  'offline.keep': 'Keep it',
  'offline.notice': 'Newer version',
  'offline.waiting': 'A newer version of the course is ready.',
  'offline.renewed':
    'A newer version was opened in another tab. This page is still the one before.',
  'offline.load': 'Load it now',
  'offline.later': 'Later',

  'privacy.title': 'Privacy',
  'privacy.description':
    'What stays on your device, what is sent (nothing you type), and how to delete all of it.',
  'privacy.here': 'What is kept on this device now',
  'privacy.course': 'The course, for use without a network',
  'privacy.models': 'Models that you downloaded or opened',
  'privacy.threads': 'How fast this machine computes (for a week)',
  'privacy.progress': 'Where you were in the lessons, and your answers',
  'privacy.choices': 'Your choices, such as the theme',
  'privacy.nothing': 'nothing',
  'privacy.some': 'kept',
  'privacy.size': '{mb} MB in all, as this browser counts it.',
  'privacy.delete': 'Delete everything from this device',
  'privacy.sure': 'Really delete? Downloaded models would have to be downloaded again.',
  'privacy.yes': 'Yes, delete everything',
  'privacy.no': 'No, keep it',
  'privacy.deleted': 'Everything is deleted. Nothing of this site is left on this device.',
  'privacy.left':
    'Some of it could not be deleted: {what}. Close other tabs of this site and try again, or clear the site’s data in your browser’s settings.',
  'privacy.scripts': 'This list needs JavaScript.',
} as const;
