/** Some four lines of a wide page, and eight of a narrow one. */
const shortMost = 320;

/** Whether a text is more than what is read in passing. */
export const isLong = (text: string): boolean => text.length > shortMost;
