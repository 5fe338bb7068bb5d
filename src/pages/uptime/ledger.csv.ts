import type { APIRoute } from 'astro';
import { pageContext } from '../../page-context.ts';
import { ledgerCsv, ledgerDocument } from '../../views/ledger.ts';

export const GET: APIRoute = () =>
  new Response(ledgerCsv(ledgerDocument(pageContext())), {
    headers: { 'Content-Type': 'text/csv; charset=utf-8' },
  });
