/** A direction to look from: `yaw` about the upright third axis, `pitch` from the side (0) to above (90). In degrees. */
export interface View {
  readonly yaw: number;
  readonly pitch: number;
}

export type Point3 = readonly [number, number, number];

/**
 * A point as it is seen from a view, without perspective: x to the right, y upwards. From the side
 * (yaw 0, pitch 0) the first axis points right and the third up; from above the second points up.
 */
export function project([a, b, c]: Point3, { yaw, pitch }: View): [x: number, y: number] {
  const [turn, tilt] = [(yaw * Math.PI) / 180, (pitch * Math.PI) / 180];
  const x = a * Math.cos(turn) + b * Math.sin(turn);
  const away = b * Math.cos(turn) - a * Math.sin(turn);
  return [x, c * Math.cos(tilt) + away * Math.sin(tilt)];
}
