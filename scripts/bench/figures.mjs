// Small statistics, and the shape of one line of the benchmark.

export function median(values) {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export function percentile(values, share) {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

/** A figure held against a floor: the goal is a ratio. */
export function againstFloor(name, value, floor, unit, goal) {
  const ratio = value / floor;
  return {
    name,
    value: round(value),
    unit,
    floor: round(floor),
    ratio: round(ratio),
    goal: `ratio <= ${goal}`,
    holds: ratio <= goal
  };
}

/** A figure with a goal of its own. */
export function againstGoal(name, value, unit, goal) {
  return {
    name,
    value: round(value),
    unit,
    floor: null,
    ratio: null,
    goal: `<= ${goal} ${unit}`,
    holds: value <= goal
  };
}

/** A figure that is only reported. */
export function reported(name, value, unit) {
  return { name, value: round(value), unit, floor: null, ratio: null, goal: null, holds: null };
}

function round(value) {
  return Number(value.toPrecision(4));
}
