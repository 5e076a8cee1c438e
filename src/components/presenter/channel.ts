/** The name under which the windows of a presentation hear each other. */
export const CHANNEL = 'vitrine-presenter';
