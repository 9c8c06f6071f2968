import { EventId } from '#shared/model/desktop.ts';

/**
 * Links to events: `annals://event/` and the id. The page of the window has the same scheme, on
 * another host, and no link leads to it.
 */
const BEGINNING = 'annals://event/';

/** The link to an event, as it is copied. */
export function eventLink(id: string): string {
  return `${BEGINNING}${encodeURIComponent(id)}`;
}

/** True for whatever claims to be a link of ours. */
export function isOurLink(text: string): boolean {
  return /^annals:/iu.test(text);
}

/** The id of the event that a link leads to; null if it is no such link. */
export function eventOfLink(link: string): string | null {
  const beginning = link.slice(0, BEGINNING.length).toLowerCase();
  if (beginning !== BEGINNING) return null;
  // Browsers may put a slash behind an address.
  const written = link.slice(BEGINNING.length).replace(/\/$/u, '');
  try {
    const id = EventId.safeParse(decodeURIComponent(written));
    return id.success && !/[\p{Cc}/?#]/u.test(written) ? id.data : null;
  } catch {
    // Not percent-encoded as it says.
    return null;
  }
}
