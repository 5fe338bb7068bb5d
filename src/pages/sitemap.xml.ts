import type { APIRoute } from 'astro';
import { pageContext } from '../page-context.ts';
import { sitemap } from '../views/sitemap.ts';

export const GET: APIRoute = () =>
  new Response(sitemap(pageContext()), {
    headers: { 'Content-Type': 'application/xml' },
  });
