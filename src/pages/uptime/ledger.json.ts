import type { APIRoute } from 'astro';
import { pageContext } from '../../page-context.ts';
import { ledgerDocument } from '../../views/ledger.ts';

export const GET: APIRoute = () => Response.json(ledgerDocument(pageContext()));
