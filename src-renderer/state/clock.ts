/** Time and place as the window sees them; tests bring their own. */
export interface Clock {
  /** Integer milliseconds UTC. */
  now(): number;
  /** IANA name of the zone that times are shown in. */
  readonly zone: string;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
};
