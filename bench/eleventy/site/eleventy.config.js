// Eleventy as it comes: only the folders are named.
export default function () {
  return { dir: { input: '.', output: process.env.OUT } };
}
