/** The tools of the bar, as paths on a square of 24. */
export const icons = {
  spotlight:
    'M12 6.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M3 3h3M3 3v3M21 3h-3M21 3v3M3 21h3M3 21v-3M21 21h-3M21 21v-3',
  laser: 'M12 10.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3M12 3v4M12 17v4M3 12h4M17 12h4',
  black: 'M3 5h18v12H3zM8 21h8M5 7l14 8',
  smaller: 'M4 12h16',
  larger: 'M4 12h16M12 4v16',
  full: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  help: 'M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 17.5v.2',
} as const;
export type IconName = keyof typeof icons;
