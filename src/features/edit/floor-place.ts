/** The part of an address that leads to the corners of the floor. */
export const floorPlace = "#floor";
