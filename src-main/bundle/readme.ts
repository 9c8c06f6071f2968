/** What README.txt of a bundle says, for somebody who has never heard of Annals. */
export function readmeText({
  events,
  createdAt,
  operator,
  fingerprint,
}: {
  readonly events: number;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly operator: string;
  /** Of the key that signed the manifest. */
  readonly fingerprint: string;
}): string {
  return `This is an evidence bundle of Annals, a program that keeps audit history.

It holds ${events.toLocaleString('en-US')} ${events === 1 ? 'event' : 'events'}, and what shows whether anybody changed them.
It was made on ${createdAt} by ${operator}.


To read it

  events.jsonl      the events, one JSON object a line
  originals.jsonl   the records they were imported from, as they were
  review.jsonl      what people added: flags, notes, holds
  holds.jsonl       the holds that review.jsonl names
  manifest.json     what was chosen, by whom, when


To verify it

You need Node 18 or newer (nodejs.org), and no network.

  node verify.mjs                       in the unpacked folder
  node verify.mjs BUNDLE.zip            without unpacking it

It says INTACT, TAMPERED with the first event that does not fit, or UNDECIDED with
what is missing, and what it cannot know. Two things make its answer worth more:

- Compare the key. Ask who gave you this bundle, by telephone or in person, for the
  fingerprint of their key, and name it: node verify.mjs --key FINGERPRINT
  The manifest of this bundle was signed with the key

    ${fingerprint}

- Do not trust the verifier in here more than the bundle. Take verify.mjs from Annals
  itself, or read it: it is one file, and needs nothing else. Or write your own: the
  format is described in docs/evidence-bundle.md of Annals.


What proves it

  chain.jsonl, leaves.bin, runs.bin     every event from the first to the last of this
                                        bundle, or its hash, in the order of recording
  proof.json                            what the store signed about them at the time
  signature.json                        the signature over manifest.json, which has the
                                        SHA-256 of every other file
`;
}
