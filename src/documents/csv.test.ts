import { expect, test } from 'vitest';
import { csv } from './csv.ts';

test.each([
  ['plain', 'plain'],
  ['with, comma', '"with, comma"'],
  ['a "quote"', '"a ""quote"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', "'=1+1"],
  ['+49 30', "'+49 30"],
  ['-x', "'-x"],
  ['@sum', "'@sum"],
  ['  =1+1', "'  =1+1"],
  ['\tx', "'\tx"],
  ['\r=1', '"\'\n=1"'],
  [-5, '-5'],
  [undefined, ''],
  [null, ''],
])('the cell %j is written %j', (cell, written) => {
  expect(csv(['a'], [[cell]])).toBe(`a\r\n${written}\r\n`);
});
