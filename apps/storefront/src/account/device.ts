/** Systems as the API names them; iPads and iPhones are both `iOS`. */
const MOBILE = / on (?:iOS|Android)$/i;

/** Returns whether a session is that of a phone or a tablet. */
export function isMobile(device: string): boolean {
  return MOBILE.test(device);
}

/** Returns the parts of a name like `Firefox on Windows`, which the API writes in English; else null. */
export function partsOfDevice(device: string): { program: string; system: string } | null {
  const [program, system, ...others] = device.split(' on ');
  if (program === undefined || system === undefined || others.length > 0) return null;
  return { program, system };
}
