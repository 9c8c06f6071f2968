import { MASK } from './secret-keys.ts';

/**
 * As they are printed: in one piece, in fours, or as four, six and five (or four) digits; not what
 * follows a decimal point.
 */
const CANDIDATE =
  /(?<!\d|\d\.)(?:\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?:\1\d{3})?|\d{4}([ -])\d{6}\2\d{4,5})(?!\d)/gu;

/** Numbers that the card schemes give out: Visa, Mastercard, American Express, Diners, JCB, Discover, UnionPay. */
const ISSUED =
  /^(?:4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}|35(?:2[89]|[3-8]\d)\d{12}|6(?:011|5\d\d|4[4-9]\d)\d{12}|62\d{14,17})$/u;

/** Masks numbers that a card could have: of a known scheme, with a right check digit (ISO/IEC 7812). */
export function maskCardNumbers(text: string): string {
  let masked = '';
  let end = 0;
  CANDIDATE.lastIndex = 0;
  for (let match = CANDIDATE.exec(text); match; match = CANDIDATE.exec(text)) {
    const [found] = match;
    if (isCardNumber(found.replaceAll(/[ -]/gu, ''))) {
      masked += `${text.slice(end, match.index)}${MASK}`;
      end = match.index + found.length;
    } else {
      // A card number may begin with the second group of what only looked like one.
      CANDIDATE.lastIndex = match.index + 4;
    }
  }
  return masked + text.slice(end);
}

function isCardNumber(digits: string): boolean {
  return ISSUED.test(digits) && luhnSum(digits) % 10 === 0;
}

/** Every second digit from the right counts twice, with the digits of the product added up. */
function luhnSum(digits: string): number {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits.at(-1 - index));
    const counted = index % 2 === 1 ? digit * 2 : digit;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum;
}
