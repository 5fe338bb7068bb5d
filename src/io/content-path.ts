/** A path that leads to a file below the content folder and nowhere else, on any system. */
export function isContentPath(path: string): boolean {
  return (
    path !== '' &&
    !/[\0\\\n]/.test(path) &&
    path.split('/').every((name) => !/^(?:|\.|\.\.|\.git[ .]*|git~1)$/i.test(name))
  );
}
