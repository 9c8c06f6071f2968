/** Time and place as the window sees them; tests bring their own. */
export interface Clock {
  /** Integer milliseconds UTC. */
  now(): number;
  /** IANA name of the zone of this machine; what is shown is in that of the settings. */
  readonly zone: string;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
};
