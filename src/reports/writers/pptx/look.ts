/** On every desk, with all letters of Vietnamese. */
export const FONT = 'Arial';
/** The colours of the portal's light theme. */
export const COLOUR = {
  text: '17202A', soft: '43515D', line: 'DFE3E0', accent: '1B6E60', accentSoft: 'E3EFEC', head: 'E9ECEA', watch: 'B26A00', act: 'C4262E', quiet: '77848F', white: 'FFFFFF',
  series: ['2566A5', 'B26A00', '1B6E60', '77848F', '7A4B8C', '8F5500'],
} as const;
