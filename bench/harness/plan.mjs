/** A wrong word on the command line. */
export class Unknown extends Error {}

/** The named ones of `all`, in the order of `all`; undefined names are all of them. */
export function choose(all, names, what) {
  if (names === undefined) return all;
  const wanted = names.split(',').map((name) => name.trim()).filter(Boolean);
  const known = all.map(({ name }) => name);
  const strange = wanted.find((name) => !known.includes(name));
  if (strange !== undefined || wanted.length === 0) throw new Unknown(`there is no ${what} '${strange ?? ''}'; there are ${known.join(', ')}`);
  return all.filter(({ name }) => wanted.includes(name));
}

export function wholeNumber(text, what, most) {
  if (!/^\d{1,6}$/.test(text) || Number(text) < 1 || Number(text) > most) throw new Unknown(`${what} is '${text}'; wanted a whole number from 1 to ${most}`);
  return Number(text);
}

/**
 * What is measured: pairs of a case and a model, each with its drivers. Without names the quick cases with their quick drivers and the first model; with `all`
 * everything; named cases take all their drivers and models, unless those are named too.
 */
export function plan({ cases, drivers }, { all, cases: caseNames, drivers: driverNames, models: modelNames }) {
  const isQuick = !all && caseNames === undefined;
  const chosenCases = choose(cases, caseNames, 'case').filter((one) => caseNames !== undefined || all || one.quick);
  const chosenDrivers = choose(drivers, driverNames, 'driver');
  const wantedModels = modelNames !== undefined && choose([...new Set(cases.flatMap(({ models }) => models))].map((name) => ({ name })), modelNames, 'model').map(({ name }) => name);
  const pairs = [];
  for (const one of chosenCases) {
    const models = one.models.filter((name, i) => (wantedModels ? wantedModels.includes(name) : !isQuick || i === 0));
    const allowed = isQuick && driverNames === undefined ? one.quick : one.drivers;
    const measured = chosenDrivers.filter(({ name }) => allowed.includes(name));
    if (measured.length > 0) for (const model of models) pairs.push({ one, model, drivers: measured });
  }
  if (pairs.length === 0) throw new Unknown('these cases are not measured with these drivers and models; --list shows which are');
  return pairs;
}

/** The groups of an earlier run with those of this one in their place or behind them. */
export function merged(earlier, groups) {
  const keyOf = (group) => `${group.case} ${group.model}`;
  const newer = new Map(groups.map((group) => [keyOf(group), group]));
  const kept = earlier.map((group) => newer.get(keyOf(group)) ?? group);
  return [...kept, ...groups.filter((group) => !earlier.some((one) => keyOf(one) === keyOf(group)))];
}
