/**
 * Keys of updates whose time was corrected after they were told. A key is made from the time, so such an update has a new
 * one; marked as edited, it takes the place of one that was told and is not there any more.
 */
export function correctedKeys(
  about: string,
  updates: readonly { id: string; edited?: number | undefined }[],
  told: ReadonlySet<string>,
): string[] {
  const keys = updates.map(({ id, edited }) => ({ key: `${about}/${id}`, edited }));
  const present = new Set(keys.map(({ key }) => key));
  const gone = [...told].filter((key) => key.startsWith(`${about}/u`) && !present.has(key)).length;
  return keys
    .filter(({ key, edited }) => edited !== undefined && !told.has(key))
    .slice(0, gone)
    .map(({ key }) => key);
}
