import { formatOffset } from '../../format/times.ts';

/** A time zone that can be chosen. */
export interface ZoneChoice {
  /** IANA name; null for the zone of this machine, whatever that is. */
  readonly zone: string | null;
  /** As it is listed: `Europe/Berlin`. */
  readonly name: string;
  /** How far its clocks are from UTC: `UTC+2`. */
  readonly offset: string;
  /** What can be typed to find it. */
  readonly text: string;
}

/** Names that places have now, of zones that browsers still list by their older ones. */
const NAMES_NOW: Readonly<Record<string, string>> = {
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

/**
 * Every zone with its offset at a moment: this machine's and UTC first, the rest by name.
 * @param own zone of this machine
 * @param at integer milliseconds UTC
 */
export function zoneChoices(own: string, at: number): readonly ZoneChoice[] {
  const names = Intl.supportedValuesOf('timeZone')
    .map((name) => NAMES_NOW[name] ?? name)
    .filter((name) => name !== 'UTC');
  return [
    { ...choiceOf(own, at), zone: null, text: `${own} this machine system local` },
    choiceOf('UTC', at),
    ...[...new Set(names)].toSorted().map((name) => choiceOf(name, at)),
  ];
}

function choiceOf(zone: string, at: number): ZoneChoice {
  const offset = zone === 'UTC' ? 'UTC' : formatOffset(zone, at);
  // Spaces are typed where names have underscores.
  const text = `${zone} ${zone.replaceAll('_', ' ')} ${offset}`;
  return { zone, name: zone, offset, text };
}
