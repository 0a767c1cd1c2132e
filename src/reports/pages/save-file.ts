/** Long enough for any browser to have begun reading it, ms. */
const KEPT_MS = 60_000;

/** Hands a file to the person, as the browser does with a download. */
export function saveFile(bytes: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
