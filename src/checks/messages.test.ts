import { expect, test } from 'vitest';
import { contentWith, filesWith } from '../../tests/fixtures/content.ts';

const MESSAGE = 'messages/opened.md';

function problems(changes: Record<string, string>): string[] {
  return contentWith(changes).problems.map(
    ({ file, line, message, remedy, code }) => `${file}:${line} ${message} ${remedy} [${code}]`,
  );
}

test('a place that there is not is an error at its line, with the one that was meant', () => {
  const text = '---\nevent: opened\nsubject: "{{ titel }}"\n---\n\nSee {{ link }}\nand {{ labels.a }} {{ text';
  expect(problems({ [MESSAGE]: text })).toMatchInlineSnapshot(`
    [
      "messages/opened.md:3 "{{ titel }}" stands for nothing in a message, and would be sent as it stands. Did you mean "title"? [unknown-message-place]",
      "messages/opened.md:7 "{{ labels.a }}" stands for nothing in a message, and would be sent as it stands. Use one of: title, text, state, severity, components, started, link, edit, site. [unknown-message-place]",
      "messages/opened.md:7 "{{ text" stands for nothing in a message, and would be sent as it stands. Did you mean "text"? [unknown-message-place]",
    ]
  `);
});

test('an event that there is not, and a channel that there is not', () => {
  expect(problems({ [MESSAGE]: '---\nevent: opend\nsubject: A\n---\n\nText.\n' })[0]).toContain('messages/opened.md:2');
  const named = '---\nevent: [opened, resolved]\nchannels: [caht]\nsubject: A\n---\n\nText.\n';
  const site = `${filesWith().find(({ path }) => path === 'site.yaml')?.text}channels:\n  chat: { kind: slack, secret: CHAT }\n`;
  expect(problems({ 'site.yaml': site, [MESSAGE]: named })).toMatchInlineSnapshot(`
    [
      "messages/opened.md:3 There is no channel "caht" in site.yaml, so nobody is told there. Did you mean "chat"? [unknown-channel]",
    ]
  `);
});

test('a channel is told apart by its kind, and what is wrong with one is said of that kind', () => {
  const site = filesWith().find(({ path }) => path === 'site.yaml')?.text;
  const said = (channel: string): string[] => problems({ 'site.yaml': `${site}channels:\n  chat: ${channel}\n` });
  expect([
    ...said('{ kind: slak, secret: CHAT }'),
    ...said('{ kind: email, secret: MAIL, from: me, to: [a@example.com] }'),
    ...said('{ kind: email, secret: MAIL, from: a@example.com }'),
    ...said('{ kind: mastodon, secret: TOKEN }'),
    ...said('{ kind: slack, secret: CHAT, sining: KEY }'),
    ...said('{ kind: webhook, secret: HOOK, sining: KEY }'),
    ...said('{ kind: slack, secret: CHAT, every: 2 days }'),
  ]).toMatchInlineSnapshot(`
    [
      "site.yaml:8 "channels.chat.kind" is "slak", which is not one of: slack, teams, discord, webhook, email, mastodon, bluesky. Did you mean "slack"? [wrong-value]",
      "site.yaml:8 "channels.chat.from" is "me", which is not an address such as Status <status@example.com>. Write, for example, \`Status <status@example.com>\`. [wrong-format]",
      "site.yaml:8 "to" is missing from "channels.chat". Write, for example, \`to: [team@example.com]\`. [missing-key]",
      "site.yaml:8 "server" is missing from "channels.chat". Add a line \`server: …\`. [missing-key]",
      "site.yaml:8 "sining" is not a field of "channels.chat". Use one of: kind, secret, audience, hears, every, most. [unknown-key]",
      "site.yaml:8 "sining" is not a field of "channels.chat". Did you mean "signing"? [unknown-key]",
      "site.yaml:8 "channels.chat.every" is "2 days", which is longer than 12 h, after which news grows old. Write, for example, \`15 min\`. [wrong-format]",
    ]
  `);
});
