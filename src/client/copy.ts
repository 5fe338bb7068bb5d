/** Gives each address and command that people are told to copy a button that does it. */
export function copyButtons(): void {
  for (const code of document.querySelectorAll('.copy pre > code')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Copy';
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText((code.textContent ?? '').trim());
      button.textContent = 'Copied';
      setTimeout(() => {
        button.textContent = 'Copy';
      }, 2000);
    });
    code.after(button);
  }
}
